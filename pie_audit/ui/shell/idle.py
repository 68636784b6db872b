"""Locks a screen that nobody touches."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
_TICK_MS = 2000


def seconds_awake_and_asleep() -> float:
    """A clock that nobody can set and that goes on while the computer sleeps, where there is one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot) if boot is not None else time.monotonic()


class IdleWatch(QObject):
    """`gone_quiet` comes once after so many seconds without a key or a click. `clock` counts seconds."""

    gone_quiet = Signal()

    def __init__(
        self, parent: QObject | None = None, *, clock: Callable[[], float] = seconds_awake_and_asleep
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit = 0.0
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self, seconds: float) -> None:
        """Watch from now on, with this limit."""
        self._limit = seconds
        self._last = self._clock()
        self._timer.start()
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)

    def set_limit(self, seconds: float) -> None:
        """Another limit, as when a meeting begins; what has passed counts."""
        self._limit = seconds

    def stop(self) -> None:
        """Nobody is in."""
        self._timer.stop()
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)

    @property
    def watching(self) -> bool:
        """Whether it counts."""
        return self._timer.isActive()

    def tick(self) -> None:
        """Look at the clock."""
        if self.watching and self._clock() - self._last >= self._limit:
            self.stop()
            self.gone_quiet.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _LIFE:
            self._last = self._clock()
        return False
