"""Ctrl+Z in a field undoes typing while there is any; after that it is the window's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit


class TextUndo(QObject):
    """Fields claim Ctrl+Z even with nothing to undo; this lets it through then."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Undo):
            return False
        empty = (isinstance(watched, QLineEdit) and not watched.isUndoAvailable()) or (
            isinstance(watched, QPlainTextEdit) and not watched.document().isUndoAvailable()
        )
        if empty:
            event.ignore()
        return empty
