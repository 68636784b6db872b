"""The demo: made-up people to come in as, each with one click."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.team import Role
from pie_audit.ui.people.roles import role_words
from pie_audit.ui.shell.door_page import DoorPage, Threshold
from pie_audit.ui.widgets import ListRow
from pie_audit.words import _
from pie_audit.workflows import unlock

if TYPE_CHECKING:
    from pie_audit.workflows.demo.demo import Demo, Invented

TEAMS, QUARTERS, PEOPLE = 3, 5, 6
"""Enough for each of them to be at another point of the quarter, and for months to have their usual range."""

PREFIX = "demo-"
"""How the folder of a demo begins; it is never offered as a workspace of this computer."""


class DemoPage(DoorPage):
    """Makes the demo, or shows the people of the one that is open."""

    def __init__(self, at: Threshold, made: Demo | None = None) -> None:
        super().__init__(
            at,
            _("Three made-up services"),
            _("Everybody and everything in here is invented. Nothing you do leaves a trace."),
        )
        self._made = made
        self.end(self.link(_("Back"), "sign-in"))
        if made is None:
            self._make()
        else:
            self._show(made)

    def _make(self) -> None:
        premises, worker = self.at.premises, self.at.jobs.worker

        def make() -> Demo:
            from pie_audit.workflows.demo import demo

            plan = demo.DemoPlan(TEAMS, QUARTERS, PEOPLE, as_of=premises.clock.today())
            folder = premises.workspaces / f"{PREFIX}{secrets.token_hex(4)}"
            found = demo.make_demo(premises, worker, folder, plan)
            found.made.opened.close()
            return found

        self.ask(make, self._on_made, _("Making a year of example reviews…"))

    def _on_made(self, made: Demo) -> None:
        self.went_to.emit("demo", made)

    def _show(self, made: Demo) -> None:
        self.lead.setText(_("Whose eyes would you like to look through?"))
        for at, person in enumerate(_cast(made)):
            row = _Somebody(person.name, _whose(person), icon="user-circle")
            row.setCheckable(False)
            row.clicked.connect(partial(self._on_chosen, person))
            self.card.column().insertWidget(3 + at, row)
            self.first_focus = self.first_focus or row

    def _on_chosen(self, person: Invented, _checked: bool = False) -> None:
        if self._made is None:
            return
        at, folder = self.at, self._made.folder
        opened = at.jobs.opened
        if opened is not None:
            task = partial(unlock.sign_in, opened, person.name, person.password)
            self.ask(task, self.came_in.emit, _("Opening…"))
        else:
            opening = partial(
                unlock.open_workspace, at.premises, at.jobs.worker, folder, person.name, person.password
            )
            self.ask(opening, self._on_open, _("Opening…"))

    def _on_open(self, found: tuple[unlock.OpenWorkspace, unlock.SignedIn]) -> None:
        self.at.jobs.begin(found[0])
        self.came_in.emit(found[1])


class _Somebody(ListRow):
    """A row with an edge, because nothing around it says that it can be chosen."""

    _edge, _ground = "control", "surface"


def _whose(person: Invented) -> str:
    """What somebody is, and where."""
    role = role_words(frozenset({person.role}))
    return _("{role}, {team}").format(role=role, team=person.team) if person.team else role


def _cast(made: Demo) -> tuple[Invented, ...]:
    """The managers, two who work for the first of them, and a leader are enough to choose from."""
    staff = [p for p in made.people if p.role is Role.STAFF][:2]
    others = [p for p in made.people if p.role is not Role.STAFF]
    return (*others[:1], *staff, *others[1:])
