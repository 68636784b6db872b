"""Adding a person, and changing what somebody is there for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from pie_audit.domain.team import Role, Team
from pie_audit.ui.people.roles import role_explained, role_word
from pie_audit.ui.widgets import (
    Card,
    Choice,
    Field,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    TextLine,
    Tick,
    WrapLabel,
    boxed,
)
from pie_audit.words import _
from pie_audit.workflows.teams import NewPerson, PersonRow

_ORDER = (Role.STAFF, Role.MANAGER, Role.LEADER, Role.ADMINISTRATOR)


class AddPersonForm(Card):
    """A name, a team, and what they are there for. `submitted` brings a NewPerson."""

    submitted = Signal(object)
    cancelled = Signal()

    def __init__(self, teams: Sequence[Team], *, all_roles: bool) -> None:
        super().__init__(_("Add a person"), look="chosen")
        self._teams = tuple(teams)
        self.name = TextLine()
        self._name_field = Field(_("Their name, as colleagues say it"), self.name)
        self.team = Choice(*(team.name for team in teams))
        self.ticks = {role: Tick(role_explained(role)) for role in _ORDER}
        self.ticks[Role.STAFF if teams else Role.LEADER].setChecked(True)
        go = PrimaryButton(_("Make a one-time code"), "ticket")
        go.clicked.connect(self._on_go)
        cancel = LinkButton(_("Cancel"))
        cancel.clicked.connect(self.cancelled)
        self.name.returnPressed.connect(self._on_go)
        self.add(self._name_field)
        team_field = Field(_("Team"), self.team)
        self.add(team_field)
        team_field.setVisible(len(self._teams) > 1)
        if all_roles:
            self.add(WrapLabel(_("What they are here for"), "small_strong"), *self.ticks.values())
        self.add(boxed(FlowLayout(go, cancel)))
        self.setFocusProxy(self.name)

    def _on_go(self) -> None:
        name = self.name.text().strip()
        if not name:
            self._name_field.set_error(_("Write the name they are called by."))
            self.name.setFocus()
            return
        roles = frozenset(role for role, tick in self.ticks.items() if tick.isChecked())
        team = self._teams[max(0, self.team.currentIndex())].team_id if self._teams else ""
        self.submitted.emit(NewPerson(name, roles, team, Role.MANAGER in roles))


class RolesForm(Card):
    """What somebody is there for. `submitted` brings the roles and the ids of the teams they manage."""

    submitted = Signal(object, object)
    cancelled = Signal()

    def __init__(self, person: PersonRow, teams: Sequence[Team]) -> None:
        super().__init__(_("What {name} is here for").format(name=person.name), look="chosen")
        self._teams = {team.team_id for team in person.teams} or {team.team_id for team in teams[:1]}
        self.ticks = {role: Tick(role_explained(role)) for role in _ORDER}
        for role, tick in self.ticks.items():
            tick.setChecked(role in person.roles)
        self._problem = WrapLabel("", "small", "danger")
        self._problem.hide()
        go = PrimaryButton(_("Keep these"))
        go.clicked.connect(self._on_go)
        cancel = LinkButton(_("Cancel"))
        cancel.clicked.connect(self.cancelled)
        self.add(*self.ticks.values(), self._problem, boxed(FlowLayout(go, cancel)))
        self.setFocusProxy(self.ticks[Role.STAFF])

    def _on_go(self) -> None:
        roles = frozenset(role for role, tick in self.ticks.items() if tick.isChecked())
        if not roles:
            self._problem.setText(
                _("Everybody is here for something. Choose “{role}” if no other fits.").format(
                    role=role_word(Role.STAFF)
                )
            )
            self._problem.show()
            return
        self.submitted.emit(roles, frozenset(self._teams) if Role.MANAGER in roles else frozenset())
