"""The table beside a chart: the same figures in rows, one under the other where they don't fit side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QTableWidgetItem, QWidget

from pie_audit.domain.chart import ChartTable
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets.page import next_turn
from pie_audit.ui.widgets.reading_table import ReadingTable
from pie_audit.words import _

_AROUND_PX = 30
_LOOSE_PX = 3
"""So much more than it needs has a column whose words are just as wide as they were measured."""
_SHORT = 12
_ENDLESS = 1_000_000
_PIECE = 120
"""Cells that are filled in one turn."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_RIGHT_HEAD = Qt.AlignmentFlag(int(Qt.AlignmentFlag.AlignRight) | int(Qt.TextFlag.TextWordWrap))
_FIGURE = re.compile(r"[+\-−]?\d+([.,]\d+)?( ?%)?")


class ChartRows(ReadingTable):
    """Columns of figures stand at the right. In a narrow place each figure has a line, named by row and column."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._table = ChartTable((), ())
        self._abreast: bool | None = None
        self._lines: Sequence[Sequence[str]] = ()
        self._figures: frozenset[int] = frozenset()
        self._filled, self._goes_on = 0, False
        self._tallness: _Tallness | None = None
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

    def text(self) -> str:
        """Everything it says, row by row."""
        self._fill(len(self._lines))
        return super().text()

    def _arrange(self) -> None:
        abreast = self._fits()
        if abreast == self._abreast:
            return
        self._abreast = abreast
        table = self._table
        if abreast:
            self.set_lines(table.head, table.rows)
        elif table.head:
            self.set_lines((table.head[0], _("Figure")), _one_by_one(table))

    def set_lines(self, heads: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
        """As any table, but as high as it will be at once, and filled a piece a turn."""
        self.clearSpans()
        self.setRowCount(0)
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(list(heads))
        self._lines, self._filled = lines, 0
        self._figures = frozenset(at for at in range(1, len(heads)) if self._abreast and self._is_right(at))
        self._align_heads()
        self.setRowCount(len(lines))
        self._fit()
        self._go_on()

    def _go_on(self) -> None:
        self._goes_on = False
        self._fill(self._filled + max(1, _PIECE // max(1, self.columnCount())))
        if self._filled < len(self._lines) and not self._goes_on:
            self._goes_on = True
            next_turn(self, self._go_on)

    def _fill(self, until: int) -> None:
        """Put the words into the rows that come next."""
        across = self.columnCount()
        while self._filled < min(until, len(self._lines)):
            row, line = self._filled, self._lines[self._filled]
            for at in range(across):
                item = QTableWidgetItem(line[at] if at < len(line) else "")
                if at in self._figures:
                    item.setTextAlignment(_RIGHT)
                self.setItem(row, at, item)
            if _is_spanned(line, across):
                self.setSpan(row, 1, 1, across - 1)
            self._filled += 1

    def _fit_rows(self) -> None:
        """As high as the lines of each cell need; known of all rows before their words are there."""
        if not self._lines:
            return
        around = self._around_words()
        tallness = self._measured_in(theme.font("small"))
        widths = [self.columnWidth(at) for at in range(self.columnCount())]
        for row, line in enumerate(self._lines):
            rooms = [widths[0], sum(widths[1:])] if _is_spanned(line, len(widths)) else widths
            lines = max([tallness.one, *map(tallness.of, line, rooms)])
            high = lines + around - tallness.one
            if self.rowHeight(row) != high:
                self.setRowHeight(row, high)

    def _measured_in(self, font: QFont) -> _Tallness:
        """What was measured in this font stays known."""
        if self._tallness is None or self._tallness.font != font.key():
            self._tallness = _Tallness(font)
        return self._tallness

    def _around_words(self) -> int:
        """How high Qt makes a row of one line."""
        self.ensurePolished()
        before = self.takeItem(0, 0)
        self.setItem(0, 0, QTableWidgetItem("1"))
        high = self.sizeHintForIndex(self.model().index(0, 0)).height()
        self.setItem(0, 0, before or QTableWidgetItem(""))
        return max(high, self.verticalHeader().minimumSectionSize())

    def _fits(self) -> bool:
        """Whether the longest word of every column has room."""
        count = len(self._table.head)
        return count < 3 or sum(self._least(at) for at in range(count)) <= max(1, self._room())

    def _room(self) -> int:
        """How wide it is, or will be in the card that it was just put into."""
        around = self.parentWidget()
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized) or around is None or around.layout() is None:
            return self.viewport().width()
        margins = around.layout().contentsMargins()
        return around.width() - margins.left() - margins.right()

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

    def _is_right(self, column: int) -> bool:
        return _is_of_figures([line[column] if column < len(line) else "" for line in self._lines])

    def _align_heads(self) -> None:
        for column in self._figures:
            self.horizontalHeaderItem(column).setTextAlignment(_RIGHT_HEAD)


class _Tallness:
    """How high words are when they break into lines; the same words in the same room are measured once."""

    def __init__(self, font: QFont) -> None:
        self.font, self._metrics = font.key(), QFontMetrics(font)
        self._known: dict[tuple[str, int], int] = {}
        self._across: dict[str, int] = {}
        self.one = self._measure("1", _ENDLESS)

    def of(self, words: str, across: int) -> int:
        """Of words in a cell that is so wide."""
        room = max(1, across - _AROUND_PX + _LOOSE_PX)
        if words not in self._across:
            self._across[words] = self._metrics.horizontalAdvance(words) if "\n" not in words else _ENDLESS
        if self._across[words] < room:
            return self.one
        if (words, room) not in self._known:
            self._known[words, room] = self._measure(words, room)
        return self._known[words, room]

    def _measure(self, words: str, room: int) -> int:
        wraps = int(Qt.TextFlag.TextWordWrap)
        return self._metrics.boundingRect(0, 0, room, 10_000, wraps, words).height()


def _is_spanned(line: Sequence[str], across: int) -> bool:
    """Whether the second cell of a shorter row takes what is left."""
    return len(line) < across and across > 2


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
