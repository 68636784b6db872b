"""An action that was carried over three times: shrink it, drop it or ask for help."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.plan import Action
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
        self._words = WrapLabel("", "strong", "warn")
        self.add(self._words, boxed(FlowLayout(*buttons)))
        self.hide()

    def show_action(self, action: Action, *, fixed: bool) -> None:
        """Show the three ways for an action that came over too often and can still be changed."""
        words = _("This was carried over {n} times. Shrink it, drop it or ask for help.")
        self._words.setText(words.format(n=action.carried_count))
        self.setVisible(action.is_stuck and not fixed)

    def _on_shrink(self) -> None:
        self.shrink.emit()

    def _on_drop(self) -> None:
        self.drop.emit()

    def _on_help(self) -> None:
        self.help_wanted.emit()
