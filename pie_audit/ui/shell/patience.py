"""A growing wait after wrong passwords; never a lock-out."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_WAITS = (0, 0, 1, 2, 4, 8, 16, 30)


class Patience(QObject):
    """Counts wrong tries of this sitting. `waiting` tells the seconds left, 0 when the next try may come."""

    waiting = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wrong = self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    @property
    def left(self) -> int:
        """Seconds until the next try."""
        return self._left

    def wrong(self) -> None:
        """One more try that opened nothing."""
        self._left = _WAITS[min(self._wrong, len(_WAITS) - 1)]
        self._wrong += 1
        if self._left:
            self._timer.start()
        self.waiting.emit(self._left)

    def right(self) -> None:
        """Somebody got in: begin again."""
        self._wrong = self._left = 0
        self._timer.stop()

    def tick(self) -> None:
        """A second has passed."""
        self._left = max(0, self._left - 1)
        if not self._left:
            self._timer.stop()
        self.waiting.emit(self._left)
