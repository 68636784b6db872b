"""Our review at a glance: where the quarter is, my own part, who is asked, and the step that comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.changed import Kind
from pie_audit.ui.audit import overview_cards as cards
from pie_audit.ui.audit.look_back import look_back_banner
from pie_audit.ui.audit.naming import review_title
from pie_audit.ui.audit.opening_dialog import OpeningDialog
from pie_audit.ui.audit.overview_words import dates_words, empty_words, part_done, state_words
from pie_audit.ui.audit.review_commands import RESULTS_IN, review_commands
from pie_audit.ui.audit.round_dialogs import AbandonDialog, CloseDialog, ReopenDialog, SetUpDialog
from pie_audit.ui.audit.slips_dialog import SlipsDialog
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Button,
    Card,
    Command,
    EmptyState,
    FlowLayout,
    LinkButton,
    Page,
    PrimaryButton,
    SecondaryButton,
    Step,
    StepLine,
    StepState,
    TwoColumn,
    WrapLabel,
    boxed,
    clear,
    row,
)
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _
from pie_audit.workflows import audits, review_steps
from pie_audit.workflows.audits import Overview
from pie_audit.workflows.review_steps import StepStanding

_STATES = {
    StepStanding.DONE: StepState.DONE,
    StepStanding.NOW: StepState.NOW,
    StepStanding.READY: StepState.READY,
    StepStanding.NEXT: StepState.LATER,
}

if TYPE_CHECKING:
    from pie_audit.domain.bent_agenda import AgendaItem


class OverviewPage(Page):
    """“Our review” of one team. `went_to` tells where the person wants to go: area and argument."""

    KINDS = frozenset(
        {Kind.ROUND, Kind.OWN_SHEET, Kind.CONSENSUS, Kind.BOARD, Kind.ACTIONS, Kind.TEAMS, Kind.PEOPLE}
    )
    went_to = Signal(str, object)
    view: Overview

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Our review"), parent=parent)
        self._jobs, self._team_id = jobs, team_id
        self._main: Button | None = None
        self._news = Banner("", look="info")
        self._news.hide()
        self.add_strip(self._news)
        self._look_back = look_back_banner()
        self._look_back.actionChosen.connect(self._go_long_view)
        self.add_strip(self._look_back)
        self._content = QVBoxLayout()
        self._content.setSpacing(16)
        self._loading = BusyLine()
        self._agenda = QVBoxLayout()
        self.add(self._loading, self._content, self._agenda)
        self._loading.start(_("Opening your quarter…"))

    def reload(self) -> None:
        """Read the team's review again."""
        self._jobs.read(audits.overview, self._team_id, owner=self, then=self.show_overview)
        from pie_audit.workflows.everyday import bent_agenda

        self._jobs.read(bent_agenda.for_meeting, self._team_id, owner=self, then=self.show_agenda)

    def show_agenda(self, items: tuple[AgendaItem, ...]) -> None:
        """Rules that were bent again and again, under the review: something for the meeting."""
        clear(self._agenda)
        if items:
            from pie_audit.ui.widgets.agenda_card import agenda_card

            self._agenda.addWidget(agenda_card(items))

    def show_overview(self, view: Overview) -> None:
        """Fill the page; the focus stays on what has the same name as before."""
        self._loading.stop()
        kept = self._focused_name()
        self.view = view
        self._news.hide()
        clear(self._content)
        self._show_heading(view)
        self._look_back.setVisible(view.looks_back)
        if view.round is None:
            self._show_empty(view)
        else:
            self._show_round(view, view.round)
        self._focus_again(kept)

    def commands(self) -> tuple[Command, ...]:
        """What this person may do with the review now."""
        return review_commands(self.view, self._do) if hasattr(self, "view") else ()

    def _do(self, name: str) -> None:
        {
            "start": self._go_start,
            "rate": self._go_rate,
            "meeting": self._go_meeting,
            "board": self._go_board,
            "results": self._go_results,
            "open": self._ask_opening,
            "close": self._ask_close,
            "reopen": self._ask_reopen,
            "slips": self._ask_slips,
            "papers": self._go_papers,
            "abandon": self._ask_abandon,
        }[name]()

    def hideEvent(self, event: QHideEvent) -> None:
        """A window over a page that nobody sees any more would be in the way."""
        super().hideEvent(event)
        for dialog in self.findChildren(AskingDialog):
            dialog.close()

    def _go_long_view(self, _at: int) -> None:
        self.went_to.emit("long-view", None)

    # heading

    def _show_heading(self, view: Overview) -> None:
        self.heading.set(
            review_title(view.quarter), dates_words(view.round) if view.round else view.quarter.name
        )
        if self._main is not None:
            self._main.setParent(None)
            self._main.deleteLater()
        self._main = self._main_button(view)
        if self._main is not None and view.round is not None:
            self.heading.add_state(self._main)
            self._main.show()  # what isn't shown yet can't take the focus
        self.first_focus = self._main

    def _main_button(self, view: Overview) -> Button | None:
        state = view.round.state if view.round else None
        if state is RoundState.OPEN and view.may_open and view.everybody_is_done:
            return self._button(PrimaryButton(_("Open it together"), "lock-simple-open"), self._ask_opening)
        if state is RoundState.OPEN and view.i_rate:
            words = _("Look at my part again") if view.finished_mine else _("Rate my part")
            return self._button(PrimaryButton(words, trailing="arrow-right"), self._go_rate)
        if state is RoundState.CLOSED and view.may_open:
            return self._button(PrimaryButton(_("Open it together"), "lock-simple-open"), self._ask_opening)
        if state in {RoundState.REVEALED, RoundState.AGREEING}:
            return self._next_button(view)
        if view.may_start:
            return self._button(PrimaryButton(_("Start the quarter"), trailing="arrow-right"), self._go_start)
        if state is not None and view.round.has_ended:
            return self._button(PrimaryButton(_("See the plan"), trailing="arrow-right"), self._go_plan)
        return None

    def _next_button(self, view: Overview) -> Button:
        """The step in hand, once the review is open."""
        if view.steps[review_steps.BOARD].state is StepStanding.NOW:
            return self._button(PrimaryButton(_("Helps and hinders"), trailing="arrow-right"), self._go_board)
        if view.steps[review_steps.PLAN].state is StepStanding.NOW:
            return self._button(PrimaryButton(_("Go to the plan"), trailing="arrow-right"), self._go_plan)
        return self._button(PrimaryButton(_("Talk it through"), trailing="arrow-right"), self._go_meeting)

    # nothing yet

    def _show_empty(self, view: Overview) -> None:
        if view.last is not None:
            card = cards.from_last_time(view.last, self._read_again)
            agreed = self._button(LinkButton(_("See what we agreed")), self._go_last_results)
            self._content.addWidget(card.add(row(agreed, self._over_time(), None)))
        if view.asked_before:
            self._content.addWidget(cards.asked_before(view.asked_before, view.today))
        buttons = [self._main] if self._main is not None else []
        self._content.addWidget(EmptyState(*empty_words(view), *buttons), 1)

    # a round

    def _show_round(self, view: Overview, audit_round: AuditRound) -> None:
        steps = StepLine([Step(s.title, s.line, _STATES[s.state], part_done(view, s)) for s in view.steps])
        steps.stepChosen.connect(self._on_step_chosen)
        self._content.addWidget(Card().add(steps))
        two = TwoColumn(main_share=13, side_share=7)
        two.add_main(self._main_card(view, audit_round))
        if view.openers or view.may_run:
            two.add_main(self._steps_card(view, audit_round))
        two.add_main(None)
        if view.asked:
            two.add_side(self._asked_card(view, audit_round))
        if view.last is not None:
            before_opening = audit_round.state in {RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED}
            two.add_side(cards.from_last_time(view.last, self._read_again if before_opening else None))
        if view.asked_before:
            two.add_side(cards.asked_before(view.asked_before, view.today))
        two.add_side(None)
        self._content.addWidget(two)
        self._content.addStretch(1)

    def _main_card(self, view: Overview, audit_round: AuditRound) -> Card:
        if view.progress:
            return cards.own_ratings(view, self._open_theme)
        title, line = state_words(view, audit_round)
        card = Card(title).add(WrapLabel(line))
        if audit_round.state in RESULTS_IN:
            card.add(boxed(FlowLayout(*self._ways_on(view, audit_round))))
        if view.own_sheet_kept:
            card.add(row(self._button(LinkButton(_("See what you said")), self._go_own_sheet), None))
        return card

    def _ways_on(self, view: Overview, audit_round: AuditRound) -> list[Button]:
        """What an opened review leads to: what was agreed, and from the talk on the board and the plan."""
        ways = [self._button(SecondaryButton(_("See what we agreed"), "list-checks"), self._go_results)]
        if audit_round.state is RoundState.REVEALED:
            return [*ways, self._over_time()]
        if view.steps[review_steps.BOARD].state is not StepStanding.NEXT:
            ways.append(self._button(SecondaryButton(_("Helps and hinders"), "cards"), self._go_board))
        return [
            *ways,
            self._button(SecondaryButton(_("See the plan"), "flag"), self._go_plan),
            self._over_time(),
        ]

    def _over_time(self) -> Button:
        """The way to what changed from quarter to quarter."""
        return self._button(LinkButton(_("Over time"), "chart-line"), self._go_trends)

    def _asked_card(self, view: Overview, audit_round: AuditRound) -> Card:
        card = cards.who_we_ask(view)
        if audit_round.state is RoundState.OPEN and view.may_hand_out_slips:
            card.add(
                boxed(
                    FlowLayout(
                        self._button(SecondaryButton(_("Ask somebody else"), "plus"), self._ask_slips),
                        self._button(LinkButton(_("Sheets of paper")), self._go_papers),
                    )
                )
            )
        return card

    def _steps_card(self, view: Overview, audit_round: AuditRound) -> Card:
        card = cards.who_opens(view) if view.openers else Card(_("This review"))
        buttons: list[QWidget] = []
        state = audit_round.state
        if view.may_open and state is RoundState.OPEN and not view.everybody_is_done:
            buttons.append(
                self._button(SecondaryButton(_("Open it together"), in_row=True), self._ask_opening)
            )
        if view.may_run and state is RoundState.OPEN:
            buttons.append(self._button(SecondaryButton(_("Close rating"), in_row=True), self._ask_close))
        if view.may_run and state is RoundState.CLOSED:
            buttons.append(
                self._button(SecondaryButton(_("Let people rate again"), in_row=True), self._ask_reopen)
            )
        if view.may_run and state in {RoundState.OPEN, RoundState.CLOSED, RoundState.AGREEING}:
            buttons.append(self._button(LinkButton(_("Abandon this review"), in_row=True), self._ask_abandon))
        if buttons:
            card.add(boxed(FlowLayout(*buttons, gap=8)))
        elif not view.openers:
            card.hide()  # talked through together and ended: nothing is left to say here
        return card

    def _button(self, button: Button, then) -> Button:
        button.clicked.connect(then)
        return button

    # going on

    def _on_step_chosen(self, step: int) -> None:
        if step == review_steps.SET_UP and self.view.round is None:
            self._go_start()
        elif step == review_steps.SET_UP:
            SetUpDialog(self.view, self).open()
        elif step == review_steps.RATE and self.view.i_rate:
            self._go_rate()
        elif step == review_steps.RATE and self.view.round is not None:
            self._say(*state_words(self.view, self.view.round))
        elif step == review_steps.TALK:
            self._go_meeting()
        elif step == review_steps.BOARD:
            self._go_board()
        else:
            self._go_plan()

    def _say(self, title: str, line: str) -> None:
        self._news.set(title, line)
        self._news.show()

    def _go_start(self) -> None:
        self.went_to.emit("start-review", self._team_id)

    def _go_rate(self) -> None:
        self.went_to.emit("rate", self.view.round.round_id)

    def _open_theme(self, theme_id: str) -> None:
        self.went_to.emit("rate", f"{self.view.round.round_id}/{theme_id}")

    def _go_meeting(self) -> None:
        self.went_to.emit("meeting", self.view.round.round_id)

    def _go_results(self) -> None:
        self.went_to.emit("results", self.view.round.round_id)

    def _go_last_results(self) -> None:
        self.went_to.emit("results", self.view.last.round_id)

    def _go_board(self) -> None:
        self.went_to.emit("board", self.view.round.round_id)

    def _go_trends(self) -> None:
        self.went_to.emit("trends", "")

    def _go_plan(self) -> None:
        self.went_to.emit("plan", self._team_id)

    def _go_own_sheet(self) -> None:
        self.went_to.emit("own-sheet", self.view.round.round_id)

    def _go_papers(self) -> None:
        self.went_to.emit("papers", self.view.round.round_id)

    def _read_again(self) -> None:
        self.went_to.emit("plan", "paper")

    def _ask_slips(self) -> None:
        SlipsDialog(self._jobs, self.view, self).open()

    def _ask_opening(self) -> None:
        dialog = OpeningDialog(self._jobs, self.view, self)
        # In a turn of its own, after the dialog has gone: making the next page takes a moment too.
        dialog.opened.connect(lambda: QTimer.singleShot(1, self, self._go_meeting))
        dialog.open()

    def _ask_close(self) -> None:
        CloseDialog(self._jobs, self.view, self).open()

    def _ask_reopen(self) -> None:
        ReopenDialog(self._jobs, self.view, self).open()

    def _ask_abandon(self) -> None:
        AbandonDialog(self._jobs, self.view, self).open()

    # focus

    def _focused_name(self) -> str:
        focused = self.window().focusWidget()  # also while a small window lies over the page
        return focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""

    def _focus_again(self, name: str) -> None:
        if not name:
            if self.isVisible() and self.window().focusWidget() is None:
                self.begin()
            return
        same = [w for w in self.findChildren(QWidget) if w.accessibleName() == name and not w.isHidden()]
        able = [w for w in same if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
        (able[-1] if able else self.first_focus or self).setFocus(Qt.FocusReason.OtherFocusReason)
