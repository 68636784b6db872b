"""What Windows says of its own lock, another user's turn and sleep. Written by its documentation; untested here."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication
from PySide6.QtWidgets import QWidget

from pie_audit.ui.shell.ears import Ears

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
_GOING = frozenset({0x2, 0x4, 0x6, 0x7})
"""Console disconnect, remote disconnect, log-off and lock, as WM_WTSSESSION_CHANGE numbers them."""
_SUSPEND = 0x0004


class WindowsSession(QAbstractNativeEventFilter):
    """Tells `ears` of a session's lock or disconnect, and of sleep before it begins."""

    def __init__(self, ears: Ears) -> None:
        super().__init__()
        self._ears = ears

    def nativeEventFilter(self, kind: Any, message: int) -> tuple[bool, int]:
        """Look at each message of the window, and swallow none."""
        if bytes(kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if is_going(told.message, told.wParam):
                self._ears.went_away.emit()
            elif is_sleep(told.message, told.wParam):
                self._ears.slept.emit()
        return False, 0


def is_going(message: int, detail: int) -> bool:
    """Whether this message says that the session is locked, left or given to somebody else."""
    return message == _SESSION_CHANGE and detail in _GOING


def is_sleep(message: int, detail: int) -> bool:
    """Whether this message comes before sleep."""
    return message == _POWER and detail == _SUSPEND


def listen(window: QWidget, ears: Ears) -> WindowsSession | None:
    """Ask Windows to tell this window of its session; kept as long as the window."""
    application = QCoreApplication.instance()
    if sys.platform != "win32" or application is None:
        return None
    ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)
    found = WindowsSession(ears)
    application.installNativeEventFilter(found)
    return found
