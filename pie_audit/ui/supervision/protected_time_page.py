"""Protected time: what was planned and what became of it, by kind of session; never what was said, never a ranking."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.day import month_words
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.supervision.ledger_grid import LedgerGrid, tiles
from pie_audit.ui.supervision.ledger_lines import CoverLines, OwnLines
from pie_audit.ui.supervision.ledger_side import going_without, leaders_card, paid_card, why_lost
from pie_audit.ui.widgets import (
    Banner,
    Command,
    EmptyState,
    EvenLayout,
    Page,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    TwoColumn,
    WrapLabel,
    boxed,
    clear,
)
from pie_audit.words import _, plural
from pie_audit.workflows import ledger, ledger_ask
from pie_audit.workflows.ledger import LedgerPage, TeamLedger
from pie_audit.workflows.undo import Undoable


class ProtectedTimePage(Page):
    """Read whole on each visit. Lines of one person open only behind a click and fold again when the time changes."""

    KINDS = frozenset({Kind.SESSIONS, Kind.PEOPLE, Kind.TEAMS, Kind.ROUND})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str | None, parent: QWidget | None = None) -> None:
        super().__init__(_("Protected time"), parent=parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: LedgerPage | None = None
        self.span = Segmented(_("Which time"), [(_("12 months"), ""), (_("This quarter"), "")])
        self.span.chosen.connect(self._on_span)
        self.book = PrimaryButton(_("Book a session"), "plus")
        self.book.clicked.connect(partial(self._go, "supervision", "book"))
        self.heading.add_state(self.span, self.book)
        self.first_focus = self.book
        self.problem = Banner("", look="warn")
        self.problem.hide()
        self.grid = LedgerGrid()
        self.own = OwnLines(jobs)
        self.cover = CoverLines(jobs, team_id or "")
        self._tiles, self._beside = QVBoxLayout(), QVBoxLayout()
        self._beside.setSpacing(16)
        self.nothing = EmptyState(
            _("Nothing planned in this time"), _("Book a session, and it shows here when its day has come.")
        )
        self.unnoted = WrapLabel("", "small", "ink2")
        two = TwoColumn(main_share=72, side_share=28, stack_below=900)
        two.add_main(self.grid, self.nothing, self.unnoted, self.own, self.cover, None)
        two.add_side(self._beside, None)
        self.add(self.problem, self._tiles, two, None)
        self._show_team(None)

    def reload(self) -> None:
        """Read it again."""
        self._jobs.read(
            ledger.ledger_page, self._team_id, self.span.index() == 1, owner=self, then=self.show_ledger
        )

    def show_ledger(self, view: LedgerPage) -> None:
        """Fill the page."""
        self.view = view
        since = _("{Supervision}, groups and debriefs since {month}").format(
            month=month_words(view.period.first)
        )
        self.heading.set(_("Protected time"), since)
        self._show_team(view.team)
        self.own.open_for(view.period)
        self.cover.open_for(view.period)

    def commands(self) -> tuple[Command, ...]:
        """Booking, one's own line, and the ask."""
        found = [
            Command(_("Book a session"), partial(self._go, "supervision", "book"), icon="plus"),
            Command(_("Show my own sessions"), self.own.button.click, icon="user"),
        ]
        team = self.view.team if self.view else None
        if team is not None and team.may_ask and team.total.lost:
            found.append(Command(_("Add to the ask"), self.add_ask, icon="flag"))
        return tuple(found)

    def add_ask(self) -> None:
        """Make an ask of what was lost, and go to it in the plan."""
        if self.view is None or self.view.team is None:
            return
        self.problem.hide()
        self._jobs.write(
            ledger_ask.add_ask,
            self.view.team.team.team_id,
            self.view.period,
            owner=self,
            then=self._on_asked,
            problem=self._on_problem,
        )

    def _show_team(self, team: TeamLedger | None) -> None:
        clear(self._tiles)
        clear(self._beside)
        some = team is not None and bool(team.rows)
        self.grid.setVisible(some)
        self.nothing.setVisible(team is not None and not some)
        self.cover.setVisible(team is not None and team.may_arrange_cover)
        self.unnoted.setVisible(team is not None and team.unnoted > 0)
        if team is not None:
            self._fill(team)
        if self.view is not None:
            self._beside.addWidget(leaders_card(self.view.leaders_min))

    def _fill(self, team: TeamLedger) -> None:
        if team.rows:
            self._tiles.addWidget(boxed(EvenLayout(*tiles(team), least=230, gap=16)))
            self.grid.show_ledger(team)
        one = _("{n} past session waits for a word: was it held?")
        many = _("{n} past sessions wait for a word: were they held?")
        self.unnoted.setText(plural(one, many, team.unnoted).format(n=team.unnoted))
        book = SecondaryButton(_("Protect the next one"))
        book.clicked.connect(partial(self._go, "supervision", "book"))
        ask = SecondaryButton(_("Add to the ask"))
        ask.clicked.connect(self.add_ask)
        without = going_without(team, book)
        if without is not None:
            self._beside.addWidget(without)
        if team.rows:
            self._beside.addWidget(why_lost(team, ask))
        if team.paid:
            self._beside.addWidget(paid_card(team.paid))

    def _on_span(self, _at: int) -> None:
        self.reload()

    def _on_asked(self, made: Undoable) -> None:
        self.went_to.emit("plan", made.result.action_id)

    def _on_problem(self, error: KnownError) -> None:
        self.problem.set(error.what, error.todo)
        self.problem.show()
        self.body.ensureWidgetVisible(self.problem)

    def _go(self, area: str, argument: object, *_checked: object) -> None:
        self.went_to.emit(area, argument)
