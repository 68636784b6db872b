"""The list at the side of a meeting: what is close as one line, then topics with the widest spread first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.spread import Spread
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.audit.rows_view import Row, RowsView
from pie_audit.ui.audit.spread_words import is_hidden, spread_line, written_line
from pie_audit.ui.widgets import Card, SecondaryButton, WrapLabel
from pie_audit.words import _, plural
from pie_audit.workflows.meetings import TopicView

_WIDE = {Spread.FAR, Spread.TWO_CAMPS}


class TopicList(Card):
    """`chosen` carries a topic's id, or nothing for the list of close ones. Folds where room is short."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Widest views first"), gap=6, parent=parent)
        self._line = WrapLabel("", "small", "ink2")
        self.unfold = SecondaryButton(_("All topics"), "list", in_row=True)
        self.unfold.setCheckable(True)
        self.unfold.clicked.connect(self._show_fold)
        self.add_to_title(self.unfold)
        self.lines = RowsView(_("Topics"))
        self.lines.chosen.connect(self._on_chosen)
        self.add(self._line, self.lines, None)
        self._foldable = False
        self.set_foldable(False)

    def show_topics(self, close: Sequence[TopicView], talk: Sequence[TopicView]) -> None:
        """Fill with the close ones as one line, then those to talk about."""
        self.lines.set_rows([*([_close_row(close)] if close else []), *(_row_of(view) for view in talk)])
        wide = any(v.rows for v in talk)
        self.title.setText(_("Widest views first") if wide else _("Topics"))
        settled = sum(1 for v in talk if v.consensus)
        self._line.setText(_("{n} of {of} written down").format(n=settled, of=len(talk)))

    def set_current(self, topic_id: str) -> None:
        """Show which one is in talk; tells nobody."""
        self.lines.set_current(topic_id)

    def set_foldable(self, foldable: bool) -> None:
        """With little room the list is one line with a button."""
        self._foldable = foldable
        self.unfold.setVisible(foldable)
        self._show_fold()

    def _show_fold(self) -> None:
        self.lines.setVisible(not self._foldable or self.unfold.isChecked())

    def _on_chosen(self, topic_id: str) -> None:
        self.unfold.setChecked(False)
        self._show_fold()
        self.chosen.emit(topic_id)


def _close_row(close: Sequence[TopicView]) -> Row:
    done, n = sum(1 for v in close if v.consensus), len(close)
    note = plural("{n} topic, {done} written down", "{n} topics, {done} written down", n).format(
        n=n, done=done
    )
    return Row("", _("We’re close on these"), note, icon="handshake", ticked=done == n)


def _row_of(view: TopicView) -> Row:
    topic, mark = view.topic, theme_mark(view.theme)
    if view.consensus is not None:
        return Row(topic.id, topic.title, written_line(view.consensus), mark, note_colour="good", ticked=True)
    colour = "warn" if view.spread in _WIDE and not is_hidden(view) else "ink2"
    return Row(topic.id, topic.title, spread_line(view), mark, note_colour=colour)
