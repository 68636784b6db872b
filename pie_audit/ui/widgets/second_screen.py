"""A window for the room: on the second screen where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_USUAL = (1000, 563)


def show_to_room(window: QWidget, here: QScreen | None, screens: Sequence[QScreen] | None = None) -> None:
    """Full screen on another screen than `here`; without one, a window that can be moved."""
    other = other_screen(here, screens if screens is not None else QGuiApplication.screens())
    if other is None:
        window.resize(*_USUAL)
        window.show()
        return
    window.setScreen(other)
    window.setGeometry(other.geometry())
    window.showFullScreen()


def other_screen(here: QScreen | None, screens: Sequence[QScreen]) -> QScreen | None:
    """A screen that the operator's window isn't on, if there is one."""
    return next((screen for screen in screens if screen is not here), None)
