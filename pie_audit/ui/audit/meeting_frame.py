"""What stands on the meeting page, made in three turns: heading and footer, the topics, and what is written down."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.ui.audit.close_list import CloseList
from pie_audit.ui.audit.meeting_columns import MeetingColumns
from pie_audit.ui.audit.meeting_walk import Walk
from pie_audit.ui.audit.on_table import TableList
from pie_audit.ui.audit.record_panel import RecordPanel
from pie_audit.ui.audit.sitting_strips import RestStrip, ResumeStrip
from pie_audit.ui.audit.spread_panel import SpreadPanel
from pie_audit.ui.audit.topic_list import TopicList
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Page,
    PrimaryButton,
    SecondaryButton,
    StateLabel,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.meetings import Meeting

_LEVEL_NAMES = ("0", "1", "2", "3", "4")


class MeetingFrame(Page):
    """Heading, strips and footer at once; `make_middle` and `make_columns` bring the rest, in this order."""

    topics: TopicList
    close_list: CloseList
    table: TableList
    spread: SpreadPanel
    record: RecordPanel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Talking it through"), parent=parent)
        self.columns: MeetingColumns | None = None
        self._folded, self._useful = False, False
        self._make_heading()
        self._make_strips()
        self.loading = BusyLine()
        self.add(self.loading, None)
        self._make_footer()

    def _make_heading(self) -> None:
        self.state_label = StateLabel()
        self.project = SecondaryButton(_("Projector view"), "presentation")
        self.project.setToolTip("F5")
        self.pause = SecondaryButton(_("Pause here"), "pause")
        self.plan = SecondaryButton(_("See the plan"), "flag")
        self.heading.add_state(self.state_label, self.project, self.pause, self.plan)
        self.pause.hide()

    def _make_strips(self) -> None:
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.not_saved, self.resumed, self.rest = NotSaved(), ResumeStrip(), RestStrip()
        for strip in (self.trouble, self.not_saved, self.resumed, self.rest):
            self.add_strip(strip)

    def _make_footer(self) -> None:
        self.previous = SecondaryButton(_("Previous topic"), "arrow-left")
        self._keys = WrapLabel("", "small", "ink2")
        self.next = PrimaryButton(_("Next topic"), trailing="arrow-right")
        self.finish = PrimaryButton(_("Finish talking"), trailing="arrow-right")
        self.add_to_footer(self.previous, None, self._keys, self.next, self.finish)
        self.finish.hide()

    def make_middle(self) -> None:
        """The list of topics, what else is on the table, the close ones, and the one in talk."""
        self.topics, self.close_list, self.spread = TopicList(), CloseList(), SpreadPanel()
        self.table = TableList()
        self.table.hide()

    def make_columns(self) -> None:
        """What is written down, and all three beside each other, out of sight until they are filled."""
        self.record = RecordPanel(_LEVEL_NAMES)
        self.columns = MeetingColumns(
            self.topics, boxed(column(self.table, self.close_list, self.spread, gap=0)), self.record
        )
        self.columns.hide()
        self.body.column.insertWidget(self.body.column.indexOf(self.loading) + 1, self.columns)
        self.first_focus = self.spread

    def show_heading(self, view: Meeting) -> None:
        """How far the team is; pausing is for whoever writes for it."""
        words = _("{quarter} · {n} of {of} topics written down")
        words = words.format(quarter=view.round.quarter.name, n=view.settled, of=len(view.topics))
        self.heading.set(_("Talking it through"), words)
        self.pause.setVisible(view.may_edit)

    def show_lists(self, walk: Walk, current: str) -> None:
        """Fill what is talked about one by one, and what goes as one list."""
        view, close = walk.view, walk.close
        self.topics.show_topics(view, close, walk.talk)
        self.topics.set_current(current)
        self.close_list.show_topics(close, view.questionnaire, may_edit=view.may_edit)
        self.table.show_items(view.on_table, may_edit=view.may_edit)

    def show_list(self, *, at_table: bool) -> None:
        """One of the two lists in the middle, with the room of the record."""
        assert self.columns is not None
        self.table.setVisible(at_table)
        self.close_list.setVisible(not at_table)
        self.spread.hide()
        self.columns.show_record(False)
        self.first_focus = self.table.first_button() if at_table else self.close_list.confirm

    def show_steps(self, *, first: bool, last: bool, over: bool) -> None:
        """At the last topic the way on is the end of the talk; once all is written down (`over`) it is everywhere."""
        self.previous.setEnabled(not first)
        self.next.setEnabled(not last)
        self.next.setVisible(not last)
        self.finish.setVisible(last or over)

    def show_keys(self, *, useful: bool) -> None:
        """Single keys are told where they do something, and where there is a keyboard's worth of room."""
        self._useful = useful
        words = _("Space shows the dots, 0 to 4 a level, N because, D a different view")
        self._keys.setText(words if useful and not self._folded else "")

    def fold(self, folded: bool) -> None:
        """With little room the list of topics is one line with a button."""
        self.topics.set_foldable(folded)
        self._folded = folded
        self.show_keys(useful=self._useful)
