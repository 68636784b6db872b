"""The list of pages: one painted row a page, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from pie_audit.ui.reflection.line_painter import LinePainter
from pie_audit.ui.reflection.line_words import LineWords
from pie_audit.ui.theme import theme
from pie_audit.words import _
from pie_audit.workflows.entry_search import Line

WORDS = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ROWS = 2


class LinesModel(QAbstractListModel):
    """The pages that were found, and what is said of each when it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self.words: LineWords | None = None

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these; further ones at the end are added to those that are there."""
        lines = tuple(lines)
        before = len(self._lines)
        if lines[:before] == self._lines and before:
            if len(lines) > before:
                self.beginInsertRows(QModelIndex(), before, len(lines) - 1)
                self._lines = lines
                self.endInsertRows()
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line:
        """The page in a row."""
        return self._lines[row]

    def row_of(self, entry_id: str) -> int:
        """The row of a page, or -1."""
        return next((at for at, line in enumerate(self._lines) if line.entry_id == entry_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.words is None:
            return None
        line = self._lines[index.row()]
        if role == WORDS:
            return self.words.of(line)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words.spoken(line)
        return None


class LineList(QListView):
    """Arrows walk, Enter and a click open. `opened` carries the page."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LinesModel(self)
        self.setModel(self._model)
        self.setItemDelegate(LinePainter(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setStyleSheet("QListView { background: transparent; border: none; padding: 0px; }")
        self.setAccessibleName(_("Pages"))
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_lines(self, lines: Sequence[Line], words: LineWords) -> None:
        """Show these pages; the one somebody stood on stays the one they stand on."""
        here = self.currentIndex()
        entry_id = self._model.line(here.row()).entry_id if here.isValid() else ""
        self._model.words = words
        self._model.set_lines(lines)
        row = self._model.row_of(entry_id) if entry_id else -1
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(row, 0))

    def count(self) -> int:
        """How many pages are shown."""
        return self._model.rowCount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and here.isValid():
            self._on_clicked(here)
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # letters are for the search field, not for jumping about
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody who tabs in stands on a row at once."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _ROWS * theme.px(84))

    def _on_clicked(self, index: _Index) -> None:
        self.opened.emit(self._model.line(index.row()))

    def _restyle(self) -> None:
        self.setFont(theme.font("body"))
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
