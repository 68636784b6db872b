"""Locks a screen that nobody touches."""

from __future__ import annotations

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

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
    """`gone_quiet` comes once after so many seconds without a key or a click. `clock` counts seconds.

    Keys, clicks and touches are seen where the computer hands them over: at the windows, and composed letters at
    whatever has the focus. Watching the application would run this for every event of every widget, a tenth of all
    that the program does.
    """

    gone_quiet = Signal()

    def __init__(
        self, parent: QObject | None = None, *, clock: Callable[[], float] = seconds_awake_and_asleep
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit = 0.0
        self._last = 0.0
        self._focus: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self, seconds: float) -> None:
        """Watch from now on, with this limit."""
        self._limit = seconds
        self._last = self._clock()
        app = QGuiApplication.instance()
        if not self.watching and isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch_windows)
            app.focusObjectChanged.connect(self._follow)
            self._follow(QGuiApplication.focusObject())
        self._watch_windows()
        self._timer.start()

    def set_limit(self, seconds: float) -> None:
        """Another limit, as when a meeting begins; what has passed counts."""
        self._limit = seconds

    def stop(self) -> None:
        """Nobody is in."""
        app = QGuiApplication.instance()
        if self.watching and isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self._watch_windows)
            app.focusObjectChanged.disconnect(self._follow)
        self._timer.stop()
        self._follow(None)
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)

    @property
    def watching(self) -> bool:
        """Whether it counts."""
        return self._timer.isActive()

    def tick(self) -> None:
        """Look at the clock, and for windows that have opened since."""
        if not self.watching:
            return
        self._watch_windows()
        if self._clock() - self._last >= self._limit:
            self.stop()
            self.gone_quiet.emit()

    def _watch_windows(self, _focused: object = None) -> None:
        """Every window there is; to one that is watched already this changes nothing."""
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)

    def _follow(self, focus: QObject | None) -> None:
        """An input method hands its letters to what has the focus, past the window."""
        if self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus = focus
        if focus is not None:
            focus.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _LIFE:
            self._last = self._clock()
        return False
