"""Whether whoever waits for a slow answer is still there: a password or a sheet takes a second, and people go on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Waiting:
    """Of `card`, whose button is held back while an answer is on its way."""

    def __init__(self, card: QWidget) -> None:
        self._card = card
        self._landed: QWidget | None = None

    def begin(self) -> None:
        """Call it once the button is held back: where Qt put the focus then, nobody has gone."""
        self._landed = self._card.window().focusWidget()

    def is_here(self) -> bool:
        """Whether the answer may take the focus; whoever types elsewhere by now keeps it."""
        focus = self._card.window().focusWidget()
        return focus is None or focus is self._landed or self._card.isAncestorOf(focus)
