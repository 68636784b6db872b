"""When something that keeps itself is written: soon after the first change, and again after trouble."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

KEEP_WITHIN_MS = 1500
"""From the first unsaved change on; further changes don't put it off."""
TRY_AGAIN_MS = 3000


class KeepSoon:
    """Two timers of `owner`, which go with it: `first` runs out soon after a change, `again` some time after trouble."""

    def __init__(
        self, owner: QObject, due: Callable[[], object], again: Callable[[], object] | None = None
    ) -> None:
        self.first, self.again = QTimer(owner), QTimer(owner)
        for timer, after, then in (
            (self.first, KEEP_WITHIN_MS, due),
            (self.again, TRY_AGAIN_MS, again or due),
        ):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(then)

    def touch(self) -> None:
        """Something changed."""
        if not self.first.isActive():
            self.first.start()

    def try_again(self) -> None:
        """It couldn't be written this time."""
        self.again.start()

    def stop(self) -> None:
        """Nothing is due any more: it is on its way, or nobody wants it."""
        self.first.stop()
        self.again.stop()
