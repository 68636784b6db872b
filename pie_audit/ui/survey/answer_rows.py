"""The answers to one question, one row each: pressed, or chosen by its number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import Pressable, WrapLabel, clear, column, row
from pie_audit.ui.widgets.pressable import RadioDot
from pie_audit.ui.widgets.rating_scale import KeyCap
from pie_audit.words import _

ROW_HEIGHT, SMALL_ROW_HEIGHT = 54, 42
"""Pixels at 100 % text: one question on the screen, and all of them."""

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class AnswerRow(Pressable, QRadioButton):
    """One answer: a round mark, its words, and the key that chooses it."""

    entered = Signal(int)

    def __init__(self, at: int, label: str, *, small: bool) -> None:
        super().__init__()
        self.at, self._small = at, small
        layout = row(RadioDot(self), gap=16)
        layout.addWidget(WrapLabel(label, "body" if small else "lead"), 1)
        layout.addWidget(KeyCap(str(at + 1)))
        layout.setContentsMargins(16, 6, 14, 6)
        self.setLayout(layout)
        self.setAccessibleName(label)
        self.setAccessibleDescription(_("Key {n}").format(n=at + 1))
        self.prepare()
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_chosen(self, chosen: bool) -> None:
        """Mark or unmark. Exclusive makes it a radio button to a screen reader, but Qt won't unmark the last of those."""
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

    def nextCheckState(self) -> None:
        """Pressing the chosen answer again leaves it chosen."""
        self.setChecked(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self.at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; everything else is the group's, then the page's."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()

    def _restyle(self) -> None:
        self.setMinimumHeight(theme.px(SMALL_ROW_HEIGHT if self._small else ROW_HEIGHT))


class AnswerRows(QWidget):
    """All answers to one question with one tab stop. Arrows move, numbers and Space choose; nothing goes on by itself.

    `chosen` carries the place of the answer, counted from 0. `declined` is the key S.
    """

    chosen = Signal(int)
    declined = Signal()

    def __init__(self, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = small
        self._labels: tuple[str, ...] = ()
        self._current = 0
        self.rows: list[AnswerRow] = []
        self._column = column(gap=6 if small else 10)
        self.setLayout(self._column)

    def set_question(self, question: str, labels: Sequence[str], index: int | None) -> None:
        """Fill with another question and what was answered before; tells nobody."""
        self.setAccessibleName(question)
        if tuple(labels) != self._labels:
            self._make_rows(tuple(labels))
        self._current = 0
        self.show_answer(index)

    def show_answer(self, index: int | None) -> None:
        """Show an answer as given, or none; tells nobody."""
        for answer_row in self.rows:
            answer_row.show_chosen(answer_row.at == index)
        self._set_current(self._current if index is None else index)

    def index(self) -> int | None:
        """The place of the chosen answer, if there is one."""
        return next((answer_row.at for answer_row in self.rows if answer_row.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in _PLAIN
        step = _MOVES.get(Qt.Key(event.key()), 0) if plain else 0
        number = event.text() if plain else ""
        if number.isdecimal() and 0 < int(number) <= len(self.rows):
            self.rows[int(number) - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.rows[int(number) - 1].click()
        elif step:
            at = max(0, min(len(self.rows) - 1, self._current + step))
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_S and event.modifiers() in (
            *_PLAIN,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self.declined.emit()
        else:
            super().keyPressEvent(event)

    def _make_rows(self, labels: tuple[str, ...]) -> None:
        clear(self._column)
        self._labels = labels
        self.rows = [AnswerRow(at, label, small=self._small) for at, label in enumerate(labels)]
        for answer_row in self.rows:
            answer_row.entered.connect(self._set_current)
            answer_row.clicked.connect(self._on_clicked)
            self._column.addWidget(answer_row)

    def _on_clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, AnswerRow):
            self.show_answer(pressed.at)
            self.chosen.emit(pressed.at)

    def _set_current(self, at: int) -> None:
        """One tab stop for all: where the person was last, else the first."""
        self._current = at
        for answer_row in self.rows:
            here = answer_row.at == at
            answer_row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        if self.rows:
            self.setFocusProxy(self.rows[at])
