"""The plan itself: cards or a table at the left, the editor at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.plan import Action
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.action_details import ActionDetails
from pie_audit.ui.plan.action_editor import ActionEditor
from pie_audit.ui.plan.asked_panel import AskedPanel
from pie_audit.ui.plan.bin_list import BinList
from pie_audit.ui.plan.calendar_saver import CalendarSaver
from pie_audit.ui.plan.cards import PlanCards
from pie_audit.ui.plan.carry_strip import HELP, KEEP, LET_GO, CarryStrip
from pie_audit.ui.plan.files import PlanFiles
from pie_audit.ui.plan.model import PlanModel
from pie_audit.ui.plan.plan_table import PlanTable
from pie_audit.ui.plan.share_panel import SharePanel
from pie_audit.ui.plan.summary_card import SummaryCard
from pie_audit.ui.plan.table_saver import TableSaver
from pie_audit.ui.plan.wording import context_words, paper_words, plan_title
from pie_audit.ui.theme import GAP, theme
from pie_audit.ui.widgets import (
    Banner,
    EmptyState,
    FlowLayout,
    LinkButton,
    Page,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    StateLabel,
    TwoColumn,
    boxed,
)
from pie_audit.words import _
from pie_audit.workflows import carrying, plans
from pie_audit.workflows.plans import PlanView
from pie_audit.workflows.undo import Undoable

CARDS, TABLE = 0, 1


class PlanBoard(Page):
    """Shows a plan and edits its actions. `paper_asked` when somebody wants to see it on paper or sign it."""

    went_to = Signal(str, object)
    paper_asked = Signal()

    def __init__(self, jobs: Jobs, files: PlanFiles, parent: QWidget | None = None) -> None:
        super().__init__(_("Action plan"), parent=parent)
        self._jobs = jobs
        self.view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self._last = ""
        self.model = PlanModel(self)
        self.state = StateLabel(brief=True)
        self.switch = Segmented(_("View"), [(_("Cards"), "cards"), (_("Table"), "rows")])
        self.paper = PrimaryButton(_("Preview PDF"), "file-pdf")
        self.cards, self.table = PlanCards(self.model), PlanTable(self.model)
        self.editor, self.details = ActionEditor(jobs, self.state), ActionDetails()
        self.summary, self.bin = SummaryCard(), BinList()
        self.carry, self.asked, self.share = CarryStrip(), AskedPanel(jobs, files), SharePanel(jobs)
        self.calendar = CalendarSaver(jobs, files)
        self.table_saver = TableSaver(jobs, files)
        self.add_button = LinkButton(_("Add an action"), "plus")
        self.news = Banner("", look="warn")
        self.heading.add_state(self.state, self.switch, self.paper)
        self.add_strip(self.news)
        self._columns = _Columns()
        self._lay_out()
        self._listen()
        self._empty: EmptyState | None = None
        for part in (
            self.news,
            self.switch,
            self.paper,
            self.table,
            self._columns,
            self.editor,
            self.details,
        ):
            part.hide()

    # filling

    def show_plan(self, view: PlanView) -> None:
        """Fill the page; an editor with unsaved words keeps them."""
        self.view = view
        self.news.hide()
        self.heading.set(plan_title(view), context_words(view))
        self.model.set_view(view)
        self.editor.refresh(view)
        self._refresh_details()
        self.summary.show_plan(view)
        self.bin.show_binned(view.binned, may_edit=view.may_edit)
        self.carry.show_plan(view)
        self.asked.show_plan(view)
        self.calendar.offer(view)
        self.table_saver.offer(view)
        self.paper.setText(paper_words(view))
        self._arrange()

    def add_action(self, priority_id: str = "") -> None:
        """A new action for this priority, else for the topic of the one that is open or was last."""
        view = self.view
        if view is None or not view.may_add:
            return
        topic = next((a.topic_id for g in view.groups for a in g.actions if a.action_id == self._last), None)
        known = {one.id for one in view.topics}
        action = plans.new_action(view.team.team_id, view.round.round_id, topic if topic in known else None)
        chosen = next((p for p in view.priorities if p.priority_id == priority_id), None)
        if chosen is not None:
            action = replace(
                action,
                priority_id=chosen.priority_id,
                influence_id=chosen.influence_id,
                topic_id=chosen.topic_id,
            )
        self.editor.open(action, view, new=True)
        self._after_opening(action.action_id, edit=True)

    def edit(self, action_id: str) -> None:
        """Open an action and go to its words."""
        self._open(action_id, edit=True)

    # opening and closing

    def _on_chosen(self, action_id: str) -> None:
        self._open(action_id, edit=False)

    def _open(self, action_id: str, *, edit: bool) -> None:
        row = self.model.row_of(action_id)
        if row < 0:
            return
        action = self.model.action(row)
        if not self.view.may_edit:
            self.details.show_action(action, self.view)
        elif self.editor.action is None or self.editor.action.action_id != action_id:
            self.editor.open(action, self.view)
        self._after_opening(action_id, edit=edit)

    def _after_opening(self, action_id: str, *, edit: bool) -> None:
        """The editor may still be saving what was open before; the page follows once it shows the new one."""
        self._last = action_id if self.model.row_of(action_id) >= 0 else self._last
        self._arrange()
        QTimer.singleShot(0, self, self._bring_beside)
        if edit or self._columns.stacked:
            (self.editor.form if self.view.may_edit else self.details.close_button).setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    def _bring_beside(self) -> None:
        """Whoever has scrolled down to an action finds the editor beside it, not above the screen."""
        if not self._open_id():
            return
        top = self.body.verticalScrollBar().value()
        if self._columns.stacked:
            self._lift.setFixedHeight(0)
            QTimer.singleShot(0, self, self._scroll_up)  # once the plan has made room
        elif not top <= self._lift.height() <= top + self.body.viewport().height() // 3:
            self._lift.setFixedHeight(top)

    def _scroll_up(self) -> None:
        self.body.verticalScrollBar().setValue(0)

    def _on_closed(self) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and (
            self.editor.isAncestorOf(focused) or self.details.isAncestorOf(focused)
        )
        self._lift.setFixedHeight(0)
        self._arrange()
        if inside or self._columns.stacked:
            self._focus_list()

    def _focus_list(self) -> None:
        shown = self.table if self.switch.index() == TABLE else self.cards
        if not shown.focus_on(self._last):
            (self.first_focus or self).setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._follow_focus)

    def _follow_focus(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.body.content.isAncestorOf(focused):
            self.body.ensureWidgetVisible(focused, 0, 60)

    def _show_bin(self, shown: bool) -> None:
        if shown:
            QTimer.singleShot(0, self, lambda: self.body.ensureWidgetVisible(self.bin, 0, 20))

    def _refresh_details(self) -> None:
        if self.details.action is None:
            return
        row = self.model.row_of(self.details.action.action_id)
        if row < 0 or self.view.may_edit:
            self.details.leave()
        else:
            self.details.show_action(self.model.action(row), self.view)

    # what shows

    def _arrange(self) -> None:
        view = self.view
        if view is None:
            return
        open_id = self._open_id()
        editing = bool(open_id)
        empty = not (view.groups or editing or view.binned or view.asked or view.to_carry)
        self._show_empty(empty)
        self._columns.setVisible(not empty)
        self.switch.setVisible(bool(view.groups))
        self.paper.setVisible(view.printed_quarter is not None)
        self.editor.setVisible(self.editor.action is not None)
        self.details.setVisible(self.details.action is not None)
        self.summary.setVisible(not editing and bool(view.groups))
        self.share.give_way(editing)
        self.add_button.setVisible(view.may_add)
        as_table = self.switch.index() == TABLE
        self.cards.setVisible(not as_table and bool(view.groups))
        self.table.setVisible(as_table and bool(view.groups))
        self._columns.set_main_shown(not (editing and self._columns.stacked))
        self.cards.choose(open_id)
        self.table.choose(open_id)
        self.first_focus = self._first_focus(empty=empty)

    def _open_id(self) -> str:
        action = self.editor.action or self.details.action
        return action.action_id if action is not None else ""

    def _first_focus(self, *, empty: bool) -> QWidget | None:
        if empty and self._empty is not None:
            return self._empty.findChild(PrimaryButton)
        if self.switch.index() == TABLE and self.view.groups:
            return self.table
        first = self.model.action(0).action_id if self.model.rowCount() else ""
        return self.cards.card(self._last or first) or self.cards.card(first) or self.add_button

    def _show_empty(self, empty: bool) -> None:
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None
        if not empty:
            return
        review = PrimaryButton(_("Go to our review"), trailing="arrow-right")
        review.clicked.connect(self._go_to_review)
        buttons: list[QWidget] = [review]
        text = _("Plans grow best after the team has talked.")
        if self.view.may_add:
            add = SecondaryButton(_("Put down one thing"), "plus")
            add.clicked.connect(self._on_add)
            buttons.append(add)
            text = _(
                "Plans grow best after the team has talked. You can also put down one thing you already know."
            )
        self._empty = EmptyState(_("No plan yet."), text, *buttons)
        self.body.column.insertWidget(0, self._empty, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # acting

    def _on_add(self) -> None:
        self.add_action()

    def _go_to_review(self) -> None:
        self.went_to.emit("review", self.view.team.team_id)

    def _on_switched(self, _index: int) -> None:
        self._arrange()

    def _on_strip_toggled(self, shown: bool) -> None:
        if shown:
            QTimer.singleShot(0, self, self._scroll_up)
        QTimer.singleShot(0, self, self._bring_beside)

    def _on_decided(self, act: str, action_id: str, reason: str) -> None:
        if self.view.round is None:
            return
        round_id = self.view.round.round_id
        if act == LET_GO:
            self._jobs.write(carrying.let_go, action_id, round_id, reason, owner=self, problem=self._tell)
            return
        self._jobs.write(
            carrying.keep_action,
            action_id,
            round_id,
            owner=self,
            then=partial(self._on_kept, act),
            problem=self._tell,
        )

    def _on_kept(self, act: str, done: Undoable) -> None:
        """What is kept stays as it was; what is changed or wants help opens in the editor."""
        if act == KEEP:
            return
        self.editor.open(done.result, self.view)
        self._last = done.result.action_id
        self._arrange()
        QTimer.singleShot(0, self, self._bring_beside)
        if act == HELP:
            self.editor.form.open_asks()
        else:
            self.editor.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self, action: Action) -> None:
        self._last = action.action_id
        self._jobs.write(
            plans.restore_action, action.action_id, owner=self, then=self._on_taken_out, problem=self._tell
        )

    def _on_taken_out(self, _done: object) -> None:
        self.bin.link.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, error: KnownError) -> None:
        self.news.set(error.what, error.todo)
        self.news.show()

    def _on_stored(self, action_id: str) -> None:
        self._last = action_id

    def _lay_out(self) -> None:
        holder = QWidget()
        lists = QVBoxLayout(holder)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.addWidget(self.cards)
        lists.addWidget(self.table)
        below = boxed(FlowLayout(self.add_button, self.calendar, self.table_saver))
        self._columns.add_main(self.carry, holder, below, self.asked, self.bin, None)
        self._lift = QWidget()
        self._lift.setFixedHeight(0)
        self._columns.side.setSpacing(0)
        self._columns.add_side(self._lift, self.editor, self.details, self.summary, GAP, self.share, None)
        self.add(self._columns, None)

    def _listen(self) -> None:
        for shown in (self.cards, self.table):
            shown.chosen.connect(self._on_chosen)
            shown.edit_asked.connect(self.edit)
        self.cards.add_asked.connect(self.add_action)
        self.carry.decided.connect(self._on_decided)
        self.carry.button.toggled.connect(self._on_strip_toggled)
        self.editor.closed.connect(self._on_closed)
        self.editor.stored.connect(self._on_stored)
        self.details.closed.connect(self._on_closed)
        self.add_button.clicked.connect(self._on_add)
        self.bin.wanted.connect(self._take_out)
        self.bin.link.toggled.connect(self._show_bin)
        self.switch.chosen.connect(self._on_switched)
        self.paper.clicked.connect(self._on_paper)
        self._columns.restacked.connect(self._arrange)

    def _on_paper(self) -> None:
        self.editor.flush()
        self.paper_asked.emit()


class _Columns(TwoColumn):
    """Tells when it stacks; stacked, the plan makes room for the editor instead of lying above it."""

    restacked = Signal()

    def __init__(self) -> None:
        super().__init__(main_share=13, side_share=8)
        self._was = self.stacked
        theme.changed.connect(self._on_restacked)

    def set_main_shown(self, shown: bool) -> None:
        """Hide or show the left column."""
        self.main.parentWidget().setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_restacked()

    def _on_restacked(self) -> None:
        if self.stacked != self._was:
            self._was = self.stacked
            self.restacked.emit()
