"""The list at the side of a meeting: what else there is and what is close as a line each, then the widest spread first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.on_table import still_on_table
from pie_audit.domain.spread import Spread
from pie_audit.ui.audit.meeting_walk import ON_TABLE
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.audit.on_table import table_title
from pie_audit.ui.audit.rows_view import Row, RowsView
from pie_audit.ui.audit.spread_words import differ_line, is_hidden, spread_line, written_line
from pie_audit.ui.widgets import Card, FlowLayout, SecondaryButton, WrapLabel, boxed
from pie_audit.words import _, plural
from pie_audit.workflows.meetings import Meeting, TopicView

_WIDE = {Spread.FAR, Spread.TWO_CAMPS}


class TopicList(Card):
    """`chosen` carries a topic's id, nothing for the list of close ones, or `ON_TABLE`. Folds where room is short.

    `rest_left`: everything that has nothing written down stays undiscussed this time.
    """

    chosen = Signal(str)
    rest_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Widest views first"), gap=6, parent=parent)
        self._line = WrapLabel("", "small", "ink2")
        self.unfold = SecondaryButton(_("All topics"), "list", in_row=True)
        self.unfold.setCheckable(True)
        self.unfold.clicked.connect(self._show_fold)
        self.add_to_title(self.unfold)
        self.lines = RowsView(_("Topics"))
        self.lines.chosen.connect(self._on_chosen)
        self.leave = SecondaryButton("", in_row=True)
        self.leave.setToolTip(_("They become “not discussed this time”. One undo takes it back."))
        self.leave.clicked.connect(self.rest_left)
        self._leave_row = boxed(FlowLayout(self.leave))
        self.add(self._line, self.lines, 4, self._leave_row, None)
        self._foldable = self._may_leave = False
        self.set_foldable(False)

    def show_topics(self, view: Meeting, close: Sequence[TopicView], talk: Sequence[TopicView]) -> None:
        """Fill with the close ones as one line, then those to talk about."""
        rows = [_row_of(each, view) for each in talk]
        first = [_table_row(view)] if view.on_table else []
        self.lines.set_rows([*first, *([_close_row(close)] if close else []), *rows])
        wide = any(v.rows for v in talk)
        self.title.setText(_("Widest views first") if wide else _("Topics"))
        self._line.setText(_summary(view))
        self._line.setVisible(bool(self._line.text()))
        n = len(view.left)
        self.leave.setText(plural("Leave {n} for another time", "Leave {n} for another time", n).format(n=n))
        self._may_leave = view.may_edit and n > 0
        self._show_fold()

    def set_current(self, topic_id: str) -> None:
        """Show which one is in talk; tells nobody."""
        self.lines.set_current(topic_id)

    def set_foldable(self, foldable: bool) -> None:
        """With little room the list is one line with a button."""
        self._foldable = foldable
        self.unfold.setVisible(foldable)
        self._show_fold()

    def _show_fold(self) -> None:
        unfolded = not self._foldable or self.unfold.isChecked()
        self.lines.setVisible(unfolded)
        self._leave_row.setVisible(unfolded and self._may_leave)

    def _on_chosen(self, topic_id: str) -> None:
        self.unfold.setChecked(False)
        self._show_fold()
        self.chosen.emit(topic_id)


def _table_row(view: Meeting) -> Row:
    n = still_on_table(view.on_table)
    note = plural("{n} thing, if you want it", "{n} things, if you want them", n).format(n=n)
    note = note if n else _("All talked about or put off")
    return Row(ON_TABLE, table_title(), note, icon="chat-circle-text", ticked=not n)


def _close_row(close: Sequence[TopicView]) -> Row:
    done, n = sum(1 for v in close if v.consensus), len(close)
    note = plural("{n} topic, {done} written down", "{n} topics, {done} written down", n).format(
        n=n, done=done
    )
    return Row("", _("We’re close on these"), note, icon="handshake", ticked=done == n)


def _summary(view: Meeting) -> str:
    n = len(view.suggested)
    if not n:
        return ""
    return plural("{n} is worth time today.", "{n} are worth time today.", n).format(n=n)


def _row_of(each: TopicView, view: Meeting) -> Row:
    topic, mark = each.topic, theme_mark(each.theme)
    differ = differ_line(each, few_raters=view.few_raters)
    if each.consensus is not None:
        note = ", ".join(filter(None, (written_line(each.consensus), differ)))
        return Row(topic.id, topic.title, note, mark, note_colour="good", ticked=True)
    if each.nobody_could_tell:
        return Row(topic.id, topic.title, _("Nobody could tell: find out"), mark)
    spread = spread_line(each)
    if topic.id in view.suggested:
        spread = _("{spread}, worth time today").format(spread=spread)
    colour = "warn" if each.spread in _WIDE and not is_hidden(each) else "ink2"
    return Row(topic.id, topic.title, ", ".join(filter(None, (spread, differ))), mark, note_colour=colour)
