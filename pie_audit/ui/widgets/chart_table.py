"""The table beside a chart: the same figures in rows, one under the other where they don't fit side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.chart import ChartTable
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets.reading_table import ReadingTable
from pie_audit.words import _

_AROUND_PX = 30
_LOOSE_PX = 3
"""So much more than it needs has a column whose words are just as wide as they were measured."""
_SHORT = 12
_FIGURE = re.compile(r"[+\-−]?\d+([.,]\d+)?( ?%)?")


class ChartRows(ReadingTable):
    """Columns of figures stand at the right. In a narrow place each figure has a line, named by row and column."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._table = ChartTable((), ())
        self._abreast: bool | None = None
        self.setShowGrid(False)
        theme.changed.connect(self._arrange)

    def show_table(self, table: ChartTable) -> None:
        """Fill it, unless it says the same already; a column in which nothing stands is left out."""
        table = _without_empty(table)
        if table != self._table:
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

    def _fit_rows(self) -> None:
        """As high as the lines of each cell need: what Qt measures leaves the space around the words out."""
        super()._fit_rows()
        metrics, wraps = QFontMetrics(theme.font("small")), int(Qt.TextFlag.TextWordWrap)
        one = metrics.boundingRect(0, 0, 10_000, 10_000, wraps, "1").height()
        around = min((self.rowHeight(row) for row in range(self.rowCount())), default=one) - one
        for row in range(self.rowCount()):
            lines = one
            for at in range(self.columnCount()):
                across = sum(self.columnWidth(n) for n in range(at, at + self.columnSpan(row, at)))
                item, room = self.item(row, at), max(1, across - _AROUND_PX + _LOOSE_PX)
                words = item.text() if item is not None else ""
                lines = max(lines, metrics.boundingRect(0, 0, room, 10_000, wraps, words).height())
            self.setRowHeight(row, max(self.rowHeight(row), lines + around))

    def _fits(self) -> bool:
        """Whether the longest word of every column has room."""
        count = len(self._table.head)
        return count < 3 or sum(self._least(at) for at in range(count)) <= max(1, self.viewport().width())

    def _widths(self, across: int, others: int) -> list[int]:
        """What each column needs for its longest word; what is left spares as many as possible their breaks."""
        if not self._abreast or others + 1 != len(self._table.head):
            return super()._widths(across, others)
        least = [self._least(at) for at in range(others + 1)]
        shares = _shared_out(least, [self._whole(at) for at in range(others + 1)], across)
        return [across - sum(shares[1:]), *shares[1:]]

    def _least(self, column: int) -> int:
        return self._widest(column, [word for cell in self._cells(column) for word in cell.split()])

    def _whole(self, column: int) -> int:
        heading = QFontMetrics(theme.font("body")).horizontalAdvance(self._table.head[column]) + _AROUND_PX
        return max(heading, self._widest(column, self._cells(column)))

    def _widest(self, column: int, texts: Sequence[str]) -> int:
        heads, cells = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("small"))
        head = max((heads.horizontalAdvance(word) for word in self._table.head[column].split()), default=0)
        return max([head, *map(cells.horizontalAdvance, set(texts))]) + _AROUND_PX

    def _cells(self, column: int) -> list[str]:
        return [row[column] for row in self._table.rows if column < len(row)]

    def _align(self) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column in range(1, self.columnCount()):
            cells = [self.item(row, column) for row in range(self.rowCount())]
            if _is_of_figures([cell.text() for cell in cells]):
                for cell in cells:
                    cell.setTextAlignment(right)
                heading = int(Qt.AlignmentFlag.AlignRight) | int(Qt.TextFlag.TextWordWrap)
                self.horizontalHeaderItem(column).setTextAlignment(Qt.AlignmentFlag(heading))


def _without_empty(table: ChartTable) -> ChartTable:
    kept = [
        at for at in range(len(table.head)) if at == 0 or any(row[at : at + 1] > ("",) for row in table.rows)
    ]
    return ChartTable(
        tuple(table.head[at] for at in kept),
        tuple(tuple(row[at] for at in kept if at < len(row)) for row in table.rows),
    )


def _shared_out(least: Sequence[int], whole: Sequence[int], across: int) -> list[int]:
    """The least for each, then what is left to those that lack least; what nobody lacks goes to all alike."""
    shares, spare = list(least), max(0, across - sum(least))
    order = sorted(range(len(least)), key=lambda at: whole[at] - least[at])
    for place, at in enumerate(order):
        more = min(max(0, whole[at] - least[at]), spare // (len(order) - place))
        shares[at], spare = shares[at] + more, spare - more
    return [share + spare // len(shares) for share in shares]


def _is_of_figures(texts: Sequence[str]) -> bool:
    """Whether a column has figures, and beside them nothing longer than the reason why one is missing."""
    return any(map(_FIGURE.fullmatch, texts)) and all(len(text) <= _SHORT for text in texts)


def _one_by_one(table: ChartTable) -> list[tuple[str, str]]:
    return [
        (_("{row}, {column}").format(row=row[0], column=head), cell)
        for row in table.rows
        for head, cell in zip(table.head[1:], row[1:], strict=False)
    ]
