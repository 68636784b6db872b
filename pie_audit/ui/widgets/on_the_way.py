"""While what somebody sent is on its way: who is still there, and what they want next."""

from __future__ import annotations

from collections.abc import Callable

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


class OnTheWay(Waiting):
    """An entry that was sent from `card`, one at a time: another isn't put into its fields before the answer."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self._sent: object = None
        self._next: Callable[[], object] | None = None

    def send(self, entry: object) -> None:
        """This stands in the fields, and goes on its way."""
        self.begin()
        self._sent, self._next = entry, None

    def waits(self, then: Callable[[], object]) -> bool:
        """Whether something is on its way: then this is done once that was kept."""
        if self._sent is not None:
            self._next = then
        return self._sent is not None

    def arrived(self, now: object) -> bool:
        """Call it with what stands in the fields now: whether nobody typed on meanwhile."""
        was, self._sent = self._sent, None
        return was is None or was == now

    def go_on(self) -> None:
        """Do what was wanted meanwhile."""
        then, self._next = self._next, None
        if then is not None:
            then()

    def came_back(self) -> None:
        """It couldn't be kept: it stands in the fields as before, and nothing takes its place."""
        self._sent = self._next = None
