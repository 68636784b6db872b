"""One question of a survey: what is said, its answers, and the way not to answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.domain.questionnaire import Item
from pie_audit.ui.survey.answer_rows import AnswerRows
from pie_audit.ui.survey.answer_walk import AnswerWalk
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import FlowLayout, SecondaryButton, WrapLabel, boxed, column, put, row
from pie_audit.words import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionCard(QWidget):
    """Says it, takes an answer, goes nowhere by itself: Enter asks for the next one, in `next_wanted`.

    `answered` carries the place of an answer, counted from 0; `declined` whether somebody would rather not say.
    """

    answered = Signal(int)
    declined = Signal(bool)
    next_wanted = Signal()

    def __init__(self, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item: Item | None = None
        self._small = small
        self._lead = WrapLabel("", "lead", "ink2")
        self.text = WrapLabel("")
        self.rows = AnswerRows(small=small)
        self.decline = SecondaryButton(_("Rather not say"), in_row=True)
        self.decline.setCheckable(True)
        self._hint = WrapLabel("", "small", "ink2", wrap=False)
        if small:
            self._hint.hide()
        self.rows.chosen.connect(self._on_chosen)
        self.rows.declined.connect(self._on_key_s)
        self.decline.clicked.connect(self._on_declined)
        foot = row(boxed(FlowLayout(self.decline)), self._hint)
        layout = column(gap=6)
        put(layout, self._lead, self.text, 6 if small else 12, self.rows, 4, foot)
        self.setLayout(layout)
        self.setFocusProxy(self.rows)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_item(self, walk: AnswerWalk, item: Item, lead: str) -> None:
        """Fill with a question and what was answered before; tells nobody."""
        self.item = item
        labels = walk.answer_set(item).labels
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self.text.setText(item.text)
        self.rows.set_question(item.text, labels, walk.index(item))
        self.decline.setChecked(item.no in walk.declined)
        self.decline.setAccessibleDescription(item.text)
        self._hint.setText(_("Keys 1 to {n}, or skip with S").format(n=len(labels)))

    def wipe(self) -> None:
        """Leave no answer on the screen."""
        self.item = None
        self.rows.show_answer(None)
        self.decline.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        in_rows = focused is not None and self.rows.isAncestorOf(focused)
        if event.key() in _ENTER and in_rows:
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, index: int) -> None:
        self.decline.setChecked(False)
        self.answered.emit(index)

    def _on_declined(self, declined: bool) -> None:
        self.rows.show_answer(None)
        self.declined.emit(declined)

    def _on_key_s(self) -> None:
        """Skip: rather not say, and on."""
        self.decline.setChecked(True)
        self._on_declined(True)
        self.next_wanted.emit()

    def _restyle(self) -> None:
        """Large text leaves room for the answers."""
        self.text.set_look(role="h2" if self._small else "h1" if theme.large_text else "display")
