"""Which parts of the trends are on the page: a row of chips, each pressed or not."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.trends.naming import BESIDE_THE_THEMES, PART_ICONS, part_title
from pie_audit.ui.widgets import FlowLayout, SecondaryButton, WrapLabel
from pie_audit.words import _
from pie_audit.workflows.trends.views import Part


class PartChips(QWidget):
    """`chosen` carries the parts that are wanted now."""

    chosen = Signal(object)

    def __init__(self, wanted: frozenset[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: dict[Part, SecondaryButton] = {}
        layout = FlowLayout(WrapLabel(_("More on this page:"), "strong", wrap=False), gap=8)
        for part in BESIDE_THE_THEMES:
            chip = SecondaryButton(part_title(part), PART_ICONS[part], in_row=True)
            chip.setCheckable(True)
            chip.setChecked(part in wanted)
            chip.clicked.connect(self._on_clicked)
            self.chips[part] = chip
            layout.addWidget(chip)
        self.setLayout(layout)

    def wanted(self) -> frozenset[Part]:
        """The parts whose chips are pressed."""
        return frozenset(part for part, chip in self.chips.items() if chip.isChecked())

    def want(self, part: Part) -> None:
        """Press the chip of a part, if it isn't yet."""
        if not self.chips[part].isChecked():
            self.chips[part].click()

    def offer(self, parts: Iterable[Part]) -> None:
        """Only what there is something of can be put on the page."""
        there = frozenset(parts)
        for part, chip in self.chips.items():
            chip.setVisible(part in there)
        self.setVisible(bool(there))

    def _on_clicked(self, _checked: bool = False) -> None:
        self.chosen.emit(self.wanted())
