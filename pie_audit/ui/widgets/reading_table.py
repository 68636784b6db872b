"""A table to read, not to change: as high as its rows, as wide as there is room, every word of it there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from pie_audit.ui.theme import theme

_UP_AND_DOWN = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Tab}
_SIDEWAYS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Backtab}
_LOWEST_PX = 40
_AROUND_HEAD_PX = 14


class StillTable(QTableWidget):
    """Never scrolls; Tab leaves it, and keys that it has no use for stay with the page.

    With `sideways` the arrow keys go to single cells, else up and down from row to row.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, sideways: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._keys = _UP_AND_DOWN | _SIDEWAYS if sideways else _UP_AND_DOWN
        if not sideways:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._be_still()
        self._calm_heads(self.horizontalHeader())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self._keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _be_still(self) -> None:
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()

    def _calm_heads(self, heads: QHeaderView) -> None:
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setMinimumSectionSize(1)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class ReadingTable(StillTable):
    """Rows of words. The first column is wider than the others, and everything breaks into lines where it must."""

    _narrowest_px = 160
    _name_share = 2.0
    """How much wider the first column is than one of the others."""

    def __init__(self, name: str, parent: QWidget | None = None, *, sideways: bool = True) -> None:
        super().__init__(name, parent, sideways=sideways)
        theme.changed.connect(self._fit)

    def set_lines(self, heads: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
        """Fill it: headings, and the cells of each row. Of a shorter row the second cell takes what is left."""
        self.clearSpans()
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(list(heads))
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for at in range(len(heads)):
                self.setItem(row, at, QTableWidgetItem(line[at] if at < len(line) else ""))
            if len(line) < len(heads) and len(heads) > 2:
                self.setSpan(row, 1, 1, len(heads) - 1)
        self._fit()

    def text(self) -> str:
        """Everything it says, row by row."""
        rows, across = range(self.rowCount()), range(self.columnCount())
        return "\n".join(", ".join(self.item(row, at).text() for at in across) for row in rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow: words wrap."""
        return QSize(theme.px(self._narrowest_px), theme.px(_LOWEST_PX))

    def _fit(self) -> None:
        """Share out the width, then take the height that all of it needs."""
        others = self.columnCount() - 1
        if others < 1:
            return
        self.setFont(theme.font("small"))
        self.horizontalHeader().setFont(theme.font("small_strong"))
        for at, width in enumerate(self._widths(self.viewport().width(), others)):
            self.setColumnWidth(at, width)
        self._fit_rows()
        self.setFixedHeight(self._fit_heads() + self.verticalHeader().length() + 2 * self.frameWidth())

    def _widths(self, across: int, others: int) -> list[int]:
        """The width of the first column, and of each of the `others`."""
        each = int(across / (others + self._name_share))
        return [across - others * each, *([each] * others)]

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()

    def _fit_heads(self) -> int:
        """Break headings into lines where they need it; gives the height of all of them."""
        heads, metrics, words = self.horizontalHeader(), QFontMetrics(theme.font("body")), self._head_words()
        high = heads.sizeHint().height()
        for at, head in enumerate(words):
            room = max(1, self.columnWidth(at) - _AROUND_HEAD_PX)
            box = metrics.boundingRect(0, 0, room, 10_000, int(Qt.TextFlag.TextWordWrap), head)
            high = max(high, box.height() + theme.px(_AROUND_HEAD_PX))
        heads.setFixedHeight(high)
        return high

    def _head_words(self) -> list[str]:
        items = (self.horizontalHeaderItem(at) for at in range(self.columnCount()))
        return [item.text() if item is not None else "" for item in items]
