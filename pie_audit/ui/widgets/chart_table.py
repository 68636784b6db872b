"""The table beside a chart: the same figures in rows, one under the other where they don't fit side by side."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.chart import ChartTable
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets.reading_table import ReadingTable
from pie_audit.words import _

_AROUND_PX = 16
_FIGURE = re.compile(r"[+\-−]?\d+([.,]\d+)?( ?%)?")


class FigureRows(ReadingTable):
    """Columns of figures stand at the right. In a narrow place each figure has a line, named by row and column."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._table = ChartTable((), ())
        self._abreast: bool | None = None
        theme.changed.connect(self._arrange)

    def show_table(self, table: ChartTable) -> None:
        """Fill it."""
        self._table, self._abreast = table, None
        self._arrange()

    @property
    def is_abreast(self) -> bool:
        """Whether the columns stand side by side."""
        return bool(self._abreast)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def _arrange(self) -> None:
        abreast = self._fits()
        if abreast == self._abreast:
            return
        self._abreast = abreast
        table = self._table
        if abreast:
            self.set_lines(table.head, table.rows)
            self._align()
        elif table.head:
            self.set_lines((table.head[0], _("Figure")), _one_by_one(table))

    def _fits(self) -> bool:
        """Whether the longest word of every column has room."""
        others = len(self._table.head) - 1
        if others < 2 or self.viewport().width() <= 1:
            return True
        first, each = self._widths(self.viewport().width(), others)[:2]
        return self._longest(0) <= first and all(self._longest(at) <= each for at in range(1, others + 1))

    def _longest(self, column: int) -> int:
        heads, cells = QFontMetrics(theme.font("small_strong")), QFontMetrics(theme.font("small"))
        words = {
            word for row in self._table.rows for word in (row[column] if column < len(row) else "").split()
        }
        widest = max((cells.horizontalAdvance(word) for word in words), default=0)
        head = max((heads.horizontalAdvance(word) for word in self._table.head[column].split()), default=0)
        return max(widest, head) + theme.px(_AROUND_PX)

    def _align(self) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column in range(1, self.columnCount()):
            cells = [self.item(row, column) for row in range(self.rowCount())]
            if all(not cell.text() or _FIGURE.fullmatch(cell.text()) for cell in cells):
                for cell in cells:
                    cell.setTextAlignment(right)
                self.horizontalHeaderItem(column).setTextAlignment(Qt.AlignmentFlag.AlignRight)


def _one_by_one(table: ChartTable) -> list[tuple[str, str]]:
    return [
        (_("{row}, {column}").format(row=row[0], column=head), cell)
        for row in table.rows
        for head, cell in zip(table.head[1:], row[1:], strict=False)
    ]
