"""Tells when the computer itself is locked, put to sleep or handed to somebody else, as far as it says so."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pie_audit.ui.shell.ears import Ears
from pie_audit.ui.shell.idle import seconds_awake_and_asleep

_TICK_MS = 2000
SLEPT_SECONDS = 3.0
"""More than this asleep between two looks is sleep, less is a clock that rounds."""
STOOD_STILL_SECONDS = 60.0
"""Where no clock tells sleep apart: a program that runs isn't held up so long between two looks."""


class SystemWatch(Ears):
    """Compares two clocks, of which only one counts sleep, and hears what the system says by itself."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        whole: Callable[[], float] = seconds_awake_and_asleep,
        awake: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._whole, self._awake = whole, awake
        self._then = whole(), awake()
        self._tells_sleep = hasattr(time, "CLOCK_BOOTTIME")
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)
        self._system: object | None = None

    def listen(self, window: QWidget) -> None:
        """Hear what Windows says by itself. On Linux nothing is heard: docs/decisions/0018."""
        if sys.platform == "win32":
            from pie_audit.ui.shell import windows_session

            self._system = windows_session.listen(window, self)

    def stop(self) -> None:
        """The window has closed: nobody is in."""
        self._timer.stop()

    def tick(self) -> None:
        """Look at both clocks: what only one of them counted, the computer slept."""
        (whole, awake), self._then = self._then, (self._whole(), self._awake())
        passed, ran = self._then[0] - whole, self._then[1] - awake
        slept = passed - ran > SLEPT_SECONDS
        if slept or (not self._tells_sleep and ran > STOOD_STILL_SECONDS):
            self.slept.emit()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Suspended is what the system does to programs before it sleeps; merely inactive is another window."""
        if state == Qt.ApplicationState.ApplicationSuspended:
            self.slept.emit()
