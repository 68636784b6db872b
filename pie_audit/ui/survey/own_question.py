"""One question that somebody answers for themselves: what is said, its answers, and the way not to answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.ui.survey.answer_rows import AnswerRows
from pie_audit.ui.survey.own_walk import OwnWalk
from pie_audit.ui.widgets import LinkButton, WrapLabel, column, put, row
from pie_audit.words import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OwnQuestion(QWidget):
    """Takes an answer and goes nowhere by itself. `answered` carries its place, counted from 0; `skipped` goes on."""

    answered = Signal(int)
    skipped = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = WrapLabel("", "lead", "ink2")
        self.text = WrapLabel("", "h1")
        self.rows = AnswerRows()
        self.skip = LinkButton(_("Rather not say"))
        self._hint = WrapLabel("", "small", "ink2", wrap=False)
        self.rows.chosen.connect(self.answered)
        self.rows.declined.connect(self.skipped)
        self.skip.clicked.connect(self._on_skip)
        layout = column(gap=6)
        put(layout, self._lead, self.text, 10, self.rows, 4, row(self.skip, None, self._hint))
        self.setLayout(layout)
        self.setFocusProxy(self.rows)

    def show_step(self, walk: OwnWalk) -> None:
        """Fill with the question in hand and what was answered before; tells nobody."""
        item = walk.item
        if item is None:
            return
        labels = walk.labels(item)
        self._lead.setText(walk.instrument.lookback)
        self._lead.setVisible(bool(walk.instrument.lookback))
        self.text.setText(item.text)
        self.rows.set_question(item.text, labels, walk.index(item))
        self.skip.setAccessibleDescription(item.text)
        self._hint.setText(_("Keys 1 to {n}, or skip with S").format(n=len(labels)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        if event.key() in _ENTER and focused is not None and self.rows.isAncestorOf(focused):
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_skip(self, _checked: bool = False) -> None:
        self.skipped.emit()
