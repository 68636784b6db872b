"""Support, learning, standards: soft chips to choose from, never a score."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.supervision import Function
from pie_audit.ui.supervision.words import FUNCTION_ICONS, function_name
from pie_audit.ui.widgets import FlowLayout, SecondaryButton, column
from pie_audit.ui.widgets.arrange import boxed
from pie_audit.words import _


class FunctionChips(QWidget):
    """`edited` when a person chose; several may be chosen, or none."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = {
            each: SecondaryButton(function_name(each), FUNCTION_ICONS[each], in_row=True) for each in Function
        }
        for chip in self.chips.values():
            chip.setCheckable(True)
            chip.clicked.connect(self._on_clicked)
            chip.toggled.connect(self._mark)
        self.setLayout(column(boxed(FlowLayout(*self.chips.values(), gap=10))))
        self.setAccessibleName(_("We touched on"))
        self.setFocusProxy(self.chips[Function.SUPPORT])

    def set_chosen(self, functions: Sequence[Function]) -> None:
        """Fill, silently."""
        for each, chip in self.chips.items():
            chip.setChecked(each in functions)

    def chosen(self) -> tuple[Function, ...]:
        """Which are chosen."""
        return tuple(each for each, chip in self.chips.items() if chip.isChecked())

    def _mark(self, _checked: bool) -> None:
        """A tick beside fill and edge, so that colour is never the only signal."""
        for each, chip in self.chips.items():
            chip.set_icon("check" if chip.isChecked() else FUNCTION_ICONS[each])

    def _on_clicked(self, _checked: bool) -> None:
        self.edited.emit()
