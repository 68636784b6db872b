"""An action that was carried over three times: shrink it, drop it or ask for help."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.widgets import Card, FlowLayout, SecondaryButton, WrapLabel, boxed
from pie_audit.words import _


class StuckStrip(Card):
    """Three ways on as buttons: `shrink`, `drop` and `help_wanted`."""

    shrink = Signal()
    drop = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(look="warn", gap=8, parent=parent)
        ways = (
            (_("Shrink it"), self._on_shrink),
            (_("Drop it"), self._on_drop),
            (_("Ask for help"), self._on_help),
        )
        buttons = []
        for words, act in ways:
            button = SecondaryButton(words, in_row=True)
            button.clicked.connect(act)
            buttons.append(button)
        self.add(
            WrapLabel(_("This came over three times. Shrink it, drop it or ask for help."), "strong", "warn"),
            boxed(FlowLayout(*buttons)),
        )
        self.hide()

    def _on_shrink(self) -> None:
        self.shrink.emit()

    def _on_drop(self) -> None:
        self.drop.emit()

    def _on_help(self) -> None:
        self.help_wanted.emit()
