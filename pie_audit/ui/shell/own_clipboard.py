"""What was copied here doesn't stay on the clipboard once the screen is locked; what others put there does."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


class OwnClipboard(QObject):
    """Remembers whether the latest thing on the clipboard was put there while this program had the keyboard."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours = False
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Take away what is ours."""
        clipboard = QGuiApplication.clipboard()
        if self._ours or clipboard.ownsClipboard():
            clipboard.clear()
        self._ours = False

    def _on_changed(self) -> None:
        self._ours = QApplication.activeWindow() is not None
