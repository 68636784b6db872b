"""Home for managers, staff and leaders: this quarter, what needs me, what is due."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.team import Role
from pie_audit.ui.home.cards import asked_card, due_card, needs_card
from pie_audit.ui.home.greeting import context, greeting
from pie_audit.ui.home.review_card import review_card
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Command, EmptyState, EvenLayout, Page, TwoColumn, boxed, clear
from pie_audit.words import _
from pie_audit.workflows import home as homes
from pie_audit.workflows.home import Home, Need
from pie_audit.workflows.unlock import acting

_ON_THE_CARD = frozenset({"start-review", "rate", "review", "meeting"})


class HomePage(Page):
    """Read whole on each visit. `second_place` tells where copies go, or nothing."""

    KINDS = frozenset(
        {
            Kind.WORKSPACE,
            Kind.TEAMS,
            Kind.PEOPLE,
            Kind.ROUND,
            Kind.OWN_SHEET,
            Kind.CONSENSUS,
            Kind.ACTIONS,
            Kind.TRAIL,
        }
    )
    went_to = Signal(str, object)

    def __init__(
        self, jobs: Jobs, team_id: str | None, second_place: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Home"), parent=parent)
        self._jobs, self._team_id, self._second_place = jobs, team_id, second_place
        self._eager = False
        self.home: Home | None = None
        self._content = QVBoxLayout()
        self._content.setSpacing(16)
        self.add(self._content)

    def reload(self) -> None:
        """Read it again."""
        self._jobs.read(homes.home, self._team_id, owner=self, then=self.show_home)

    def show_home(self, home: Home) -> None:
        """Fill the page. The focus goes to what it was on before, or to the main button."""
        name, place = self._focused()
        self.home = home
        me = acting(self._jobs.me) if self._jobs.me is not None else None
        if me is None:
            return
        self.heading.set(greeting(home, me.clock.now().astimezone()), context(home))
        self.first_focus = None
        clear(self._content)
        if home.overview is None:
            self._show_leader(home)
        else:
            self._show_team(home)
        self._content.addStretch(1)
        self._focus_main(name, place)

    def _show_team(self, home: Home) -> None:
        if home.overview is None:
            return
        two = TwoColumn(main_share=7, side_share=5, stack_below=820)
        two.add_main(review_card(home.overview, self._go))
        two.add_side(needs_card(self._needs(home), self._go))
        self._content.addWidget(two)
        below = [due_card(home, self._go)]
        if home.asked:
            below.append(asked_card(home, self._go))
        self._content.addWidget(boxed(EvenLayout(*below, least=420, gap=16)))

    def _show_leader(self, home: Home) -> None:
        words = (
            _("No team has shared a plan yet. You can’t see drafts, and that is on purpose.")
            if home.layout == "leader"
            else _("You aren’t in a team yet. Whoever looks after pie-audit can add you.")
        )
        title = _("Nothing to read yet") if home.layout == "leader" else _("Nothing here yet")
        if needs := self._needs(home):
            self._content.addWidget(needs_card(needs, self._go))
        self._content.addWidget(EmptyState(title, words), 1)

    def _needs(self, home: Home) -> tuple[Need, ...]:
        """What the workspace knows of, and the second place, which only this computer knows of.

        What the card about this quarter offers already isn't said twice.
        """
        found = tuple(need for need in home.needs if need.area not in _ON_THE_CARD)
        looks_after = self._jobs.me is not None and Role.ADMINISTRATOR in acting(self._jobs.me).member.roles
        if looks_after and not self._second_place() and not home.demo:
            found = (
                *found,
                Need(
                    "hard-drives",
                    _("Choose a second place for copies"),
                    _("A stick or another folder, so that a broken computer loses nothing."),
                    _("Choose"),
                    "backup",
                ),
            )
        return tuple(found[: homes.MOST_NEEDS])

    def commands(self) -> tuple[Command, ...]:
        """What waits for me, each with its own words."""
        if self.home is None:
            return ()
        return tuple(
            Command(
                need.title, partial(self._go, need.area, need.argument), note=_("Needs you"), icon=need.icon
            )
            for need in self._needs(self.home)
        )

    def _go(self, area: str, argument: object) -> None:
        self.went_to.emit(area, argument)

    def begin(self) -> None:
        """Focus the main thing, now or as soon as there is one."""
        self._eager = self.first_focus is None
        super().begin()

    def _focused(self) -> tuple[str, int]:
        """The name and the place of the button that has the focus; -1 when none has."""
        focus = QApplication.focusWidget()
        buttons = self._buttons()
        return (focus.accessibleName(), buttons.index(focus)) if focus in buttons else ("", -1)

    def _buttons(self) -> list[QPushButton]:
        return [b for b in self.body.content.findChildren(QPushButton) if b.isEnabled()]

    def _focus_main(self, name: str, place: int) -> None:
        """The same button as before, the one in its place, or the first."""
        buttons = self._buttons()
        same = [b for b in buttons if name and b.accessibleName() == name]
        there = buttons[place : place + 1] if place >= 0 else []
        self.first_focus = next(iter(same or there or buttons), None)
        if place >= 0 or self._eager:
            self.begin()
