"""One of a few words at a click, or none: arrows move and choose, Enter says that all is given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.widgets import FlowLayout, SecondaryButton, boxed

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class ChoiceChips(QWidget):
    """`chosen` brings the place of what a person chose, `entered` that they pressed Enter; filling tells nobody."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.chips = [_Chip(one) for one in words]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(boxed(FlowLayout(*self.chips, gap=6)))
        for at, chip in enumerate(self.chips):
            chip.clicked.connect(partial(self._on_clicked, at))
            chip.stepped.connect(partial(self._on_stepped, at))
            chip.entered.connect(self.entered)
        self.set_chosen(-1)

    def index(self) -> int:
        """Which one is chosen; -1 for none."""
        return next((at for at, chip in enumerate(self.chips) if chip.isChecked()), -1)

    def set_chosen(self, index: int) -> None:
        """Show one as chosen, or none (-1)."""
        for at, chip in enumerate(self.chips):
            chip.setChecked(at == index)
            stop = at == max(0, index)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.chips[max(0, index)])

    def _on_clicked(self, at: int, _checked: bool = False) -> None:
        self.set_chosen(at)
        self.chosen.emit(at)

    def _on_stepped(self, at: int, by: int) -> None:
        there = at if self.index() < 0 and by > 0 and at == 0 else (at + by) % len(self.chips)
        self.chips[there].setFocus(Qt.FocusReason.TabFocusReason)
        self._on_clicked(there)


class _Chip(SecondaryButton):
    stepped = Signal(int)
    entered = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words, in_row=True)
        self.setCheckable(True)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(again=event.isAutoRepeat())
        else:
            super().keyPressEvent(event)

    def _on_enter(self, *, again: bool) -> None:
        if again:
            return
        if not self.isChecked():
            self.click()
        self.entered.emit()
