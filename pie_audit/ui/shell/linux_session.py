"""What a Linux desktop says of its own lock and of sleep, heard over D-Bus; nothing is ever sent or offered there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection

from pie_audit.ui.shell.ears import Ears

_LOGIN = "org.freedesktop.login1"
_ON_LOCK, _ON_SLEEP, _ON_SAVER = b"1on_lock()", b"1on_sleep(bool)", b"1on_saver(bool)"
"""Slots as Qt names them: a 1, then the method."""
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class LinuxSession(QObject):
    """Tells `ears` of the session's lock and screen saver, and of sleep before it begins.

    Whoever else sends such a signal can only lock this window, so no sender is asked who they are.
    """

    def __init__(
        self, parent: QObject, ears: Ears, system: QDBusConnection, session: QDBusConnection
    ) -> None:
        super().__init__(parent)
        self._ears = ears
        if system.isConnected():
            system.connect("", "", f"{_LOGIN}.Session", "Lock", self, _ON_LOCK)
            system.connect("", "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _ON_SLEEP)
        for saver in _SAVERS if session.isConnected() else ():
            session.connect("", "", saver, "ActiveChanged", self, _ON_SAVER)

    @Slot()
    def on_lock(self) -> None:
        """The session is locked."""
        self._ears.went_away.emit()

    @Slot(bool)
    def on_saver(self, begins: bool) -> None:
        """A screen saver begins, or ends, which is nothing to us."""
        if begins:
            self._ears.went_away.emit()

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """Sleep begins, or ends, which the clocks tell too."""
        if begins:
            self._ears.slept.emit()


def listen(ears: Ears) -> LinuxSession:
    """Hear this computer's own buses, where there are any."""
    return LinuxSession(ears, ears, QDBusConnection.systemBus(), QDBusConnection.sessionBus())
