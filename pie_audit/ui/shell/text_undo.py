"""Ctrl+Z in a field undoes typing while there is any; after that it is the window's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class TextUndo(QObject):
    """Fields claim Ctrl+Z even with nothing to undo; this lets it through then. Listens to the field in hand only."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Undo):
            return False
        empty = (isinstance(watched, QLineEdit) and not watched.isUndoAvailable()) or (
            isinstance(watched, (QPlainTextEdit, QTextEdit)) and not watched.document().isUndoAvailable()
        )
        if empty:
            event.ignore()
        return empty

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, (QLineEdit, QPlainTextEdit, QTextEdit)):
            before.removeEventFilter(self)
        if isinstance(now, (QLineEdit, QPlainTextEdit, QTextEdit)):
            now.installEventFilter(self)
