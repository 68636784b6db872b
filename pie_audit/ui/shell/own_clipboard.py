"""What was copied here doesn't stay on the clipboard once the screen is locked, nor long where it was private."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

PRIVATE_MS = 30_000
"""So long private words stay on the clipboard."""

_CONCEALED = (
    ("x-kde-passwordManagerHint", b"secret"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ("application/x-nspasteboard-concealed-type", b""),
)
"""How clipboard managers are asked to keep no history of something."""


class OwnClipboard(QObject):
    """Remembers whether the latest thing on the clipboard was put there while this program had the keyboard.

    `is_private` tells whether what is copied just now comes from a page that only its writer sees.
    """

    def __init__(self, parent: QObject, is_private: Callable[[], bool] = bool) -> None:
        super().__init__(parent)
        self._is_private = is_private
        self._ours = self._wrapping = False
        self._words = ""
        self.fade = QTimer(self)
        self.fade.setSingleShot(True)
        self.fade.setInterval(PRIVATE_MS)
        self.fade.timeout.connect(self._on_faded)
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Take away what is ours."""
        clipboard = QGuiApplication.clipboard()
        if self._ours or clipboard.ownsClipboard():
            clipboard.clear()
        self._ours = False
        self._forget()

    def _forget(self) -> None:
        self.fade.stop()
        self._words = ""

    def _on_changed(self) -> None:
        if self._wrapping:
            return
        self._forget()
        self._ours = QApplication.activeWindow() is not None
        if self._ours and self._is_private():
            self._conceal(QGuiApplication.clipboard().text())

    def _conceal(self, words: str) -> None:
        """The same words once more, with the wish that nobody keeps them; gone after half a minute."""
        if not words:
            return
        data = QMimeData()
        data.setText(words)
        for kind, value in _CONCEALED:
            data.setData(kind, QByteArray(value))
        self._wrapping = True
        try:
            QGuiApplication.clipboard().setMimeData(data)
        finally:
            self._wrapping = False
        self._words = words
        self.fade.start()

    def _on_faded(self) -> None:
        """What somebody else put there meanwhile stays."""
        clipboard = QGuiApplication.clipboard()
        if self._words and clipboard.text() == self._words:
            clipboard.clear()
        self._forget()
