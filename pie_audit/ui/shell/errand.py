"""What somebody opened a page for: done once the page is filled, unless they have gone elsewhere by then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

_FILLING_MS, _LOOKS = 20, 100
"""Between two looks whether a page that is made in several turns has been filled, and how many."""


class Errand(QObject):
    """At most one at a time. `page_of` gives the page that a place shows, if it is the one in hand."""

    def __init__(self, parent: QObject, page_of: Callable[[object], QWidget | None]) -> None:
        super().__init__(parent)
        self._page_of = page_of
        self._place: object = None
        self._then: Callable[[QWidget], object] | None = None
        self._looks = 0

    @property
    def waits(self) -> bool:
        """Whether something is still to be done."""
        return self._then is not None

    def begin(self, place: object, then: Callable[[QWidget], object]) -> None:
        """Do this with the page of that place, once it can be done."""
        self._place, self._then, self._looks = place, then, _LOOKS

    def forget(self) -> None:
        """Somebody went elsewhere."""
        self._then = None

    def run(self) -> None:
        """All that was asked for has been read: do it, or wait until the page is filled with it."""
        page = self._page_of(self._place)
        if self._then is None or page is None:
            return
        if not getattr(page, "filled", True) and self._looks:
            self._looks -= 1
            QTimer.singleShot(_FILLING_MS, self, self.run)
            return
        then, self._then = self._then, None
        then(page)
