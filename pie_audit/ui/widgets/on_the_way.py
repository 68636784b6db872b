"""While what somebody sent is on its way: who is still there, and what they want next."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtWidgets import QWidget

from pie_audit.domain.entry_merge import go_on
from pie_audit.domain.errors import NotNow
from pie_audit.words import _


def something_else_stands() -> NotNow:
    """Said where another entry was to come into fields that hold words nobody kept yet."""
    return NotNow(
        _("You began something else here, and it isn’t kept yet."),
        _("Keep it or leave it first; then change the other."),
    )


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
        self._sent: Any = None
        self._last: Any = None
        self._is_merged = False
        self._next: Callable[[], object] | None = None

    def send(self, entry: Any, wanted: Any = None, *, also: object = None) -> None:
        """This stands in the fields, with `also` beside it, and goes on its way, or `wanted` that was made of it."""
        self.begin()
        self._sent, self._next = (entry, also), None
        self._last, self._is_merged = entry, wanted is not None and wanted != entry

    def waits(self, then: Callable[[], object]) -> bool:
        """Whether something is on its way: then this is done once that was kept."""
        if self._sent is not None:
            self._next = then
        return self._sent is not None

    def arrived(self, now: object, *, also: object = None) -> bool:
        """Call it with what stands in the fields now: whether nobody typed on meanwhile."""
        was, self._sent = self._sent, None
        return was is None or was == (now, also)

    def typed_on(self, now: Any, kept: Any, came: Collection[str]) -> tuple[Any, Any]:
        """What stands in the fields where somebody typed on, and what that began from.

        `came` are the fields that somebody else changed: they come into the form too, so that nothing takes them back.
        """
        return go_on(self._last, now, kept) if came or self._is_merged else (now, kept)

    def go_on(self) -> None:
        """Do what was wanted meanwhile."""
        then, self._next = self._next, None
        if then is not None:
            then()

    def came_back(self) -> None:
        """It couldn't be kept: it stands in the fields as before, and nothing takes its place."""
        self._sent = self._next = None
