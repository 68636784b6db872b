"""Planned sessions as a grid of words: a row for each kind, a column for each month; a real table to screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QWidget,
)

from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.reading_table import StillTable

_LOOK, _COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_LABEL_PX, _WIDEST_CELL_PX = 128, 76
_AROUND_WORD_PX, _AROUND_CELL_PX = 9, 4
_FOR_RING_PX = 3
"""A cell gives way to the ring around it, so that the ring stands on the card and not on the cell's own colour."""


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """One month of one kind. `look` is held, short, some, moved, lost or none; `count` such as ``3/4`` may be empty.

    `says` is what is read aloud.
    """

    look: str
    word: str
    count: str
    says: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One kind of session: its cells in the order of the months, and what they come to."""

    label: str
    cells: tuple[LedgerCell, ...]
    total: LedgerCell


class SessionLedger(StillTable):
    """Months across where there is room for them, else one under the other. Arrow keys walk the cells.

    `cellChosen` brings what the cell says. It is as high as its rows and never scrolls.
    """

    cellChosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._lines: tuple[LedgerLine, ...] = ()
        self._months: tuple[str, ...] = ()
        self._total = ""
        self._across = True
        self.setItemDelegate(_CellPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        self.currentCellChanged.connect(self._on_current)
        theme.changed.connect(self._on_theme_changed)

    def show_lines(self, lines: Sequence[LedgerLine], months: Sequence[str], total: str) -> None:
        """Fill it; `months` and `total` are the headings."""
        self._lines, self._months, self._total = tuple(lines), tuple(months), total
        self._across = self._fits_across()
        self._fill()

    @property
    def months_across(self) -> bool:
        """Whether months are columns now."""
        return self._across

    def says(self) -> str:
        """What the current cell says; empty where none is chosen."""
        item = self.currentItem()
        return item.data(Qt.ItemDataRole.AccessibleTextRole) or "" if item is not None else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody who tabs in stands on a cell at once."""
        is_new = self.currentItem() is None
        super().focusInEvent(event)
        if is_new and self._lines:
            self.setCurrentCell(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() == event.size().width() or not self._lines:
            return
        if self._across != self._fits_across():
            self._across = not self._across
            self._fill()
        else:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.height())

    def cell_width(self) -> int:
        """The least width in which every word and count can be read."""
        bold, small = QFontMetrics(_word_font()), QFontMetrics(theme.font("axis"))
        cells = [cell for line in self._lines for cell in line.cells]
        widths = [max(bold.horizontalAdvance(c.word), small.horizontalAdvance(c.count)) for c in cells]
        heads = [bold.horizontalAdvance(month) for month in self._months]
        return max([*widths, *heads], default=0) + theme.px(_AROUND_WORD_PX)

    def _total_width(self) -> int:
        bold = QFontMetrics(theme.font("small_strong"))
        widest = max((bold.horizontalAdvance(line.total.word) for line in self._lines), default=0)
        return max(widest, bold.horizontalAdvance(self._total)) + theme.px(_AROUND_WORD_PX)

    def _fits_across(self) -> bool:
        needed = theme.px(_LABEL_PX) + self._total_width() + len(self._months) * self.cell_width()
        return self.viewport().width() >= needed or not self._lines

    def _fill(self) -> None:
        here = self.currentRow(), self.currentColumn()
        self.blockSignals(True)
        labels = [line.label for line in self._lines]
        rows = [[*line.cells, line.total] for line in self._lines]
        months = [*self._months, self._total]
        if not self._across:
            labels, months = months, labels
            rows = [list(column) for column in zip(*rows, strict=True)]
        self.setColumnCount(1 + len(months))
        self.setRowCount(len(labels))
        self.setHorizontalHeaderLabels(["", *months])
        for at, (label, cells) in enumerate(zip(labels, rows, strict=True)):
            self.setItem(at, 0, _item(LedgerCell("label", label, "", label)))
            for place, cell in enumerate(cells):
                self.setItem(at, place + 1, _item(cell))
        if here[0] >= 0:
            self.setCurrentCell(min(here[0], self.rowCount() - 1), min(here[1], self.columnCount() - 1))
        self.blockSignals(False)
        self._fit()

    def _fit(self) -> None:
        columns = self.columnCount() - 1
        if columns < 1:
            self.setFixedHeight(0)
            return
        self.horizontalHeader().setFont(theme.font("small_strong"))
        for at, width in enumerate(self._widths(self.viewport().width(), columns)):
            self.setColumnWidth(at, width)
        counted = any(cell.count for line in self._lines for cell in line.cells)
        for row in range(self.rowCount()):
            self.setRowHeight(row, max(theme.px(48 if counted else 40), self._label_height(row)))
        heads = self._head_height()
        self.horizontalHeader().setFixedHeight(heads)
        self.setFixedHeight(heads + self.verticalHeader().length() + 2 * self.frameWidth())

    def _widths(self, width: int, columns: int) -> list[int]:
        """Labels first, then equal cells; across, the totals keep their own width at the end."""
        if self._across:
            ends = self._total_width()
            each = min((width - theme.px(_LABEL_PX) - ends) // (columns - 1), theme.px(_WIDEST_CELL_PX) + 8)
            return [width - ends - each * (columns - 1), *([each] * (columns - 1)), ends]
        each = width * 4 // (4 * columns + 5)
        return [width - each * columns, *([each] * columns)]

    def _label_height(self, row: int) -> int:
        metrics = QFontMetrics(theme.font("strong"))
        room = max(1, self.columnWidth(0) - 8)
        words = self.item(row, 0).text()
        box = metrics.boundingRect(0, 0, room, 10_000, int(Qt.TextFlag.TextWordWrap), words)
        return box.height() + theme.px(10)

    def _head_height(self) -> int:
        metrics = QFontMetrics(theme.font("small_strong"))
        most = 0
        for at in range(1, self.columnCount()):
            room = max(1, self.columnWidth(at) - 8)
            words = self.horizontalHeaderItem(at).text()
            flags = int(Qt.TextFlag.TextWordWrap)
            most = max(most, metrics.boundingRect(0, 0, room, 10_000, flags, words).height())
        return most + theme.px(12)

    def _on_current(self, *_places: int) -> None:
        self.cellChosen.emit(self.says())

    def _on_theme_changed(self) -> None:
        self._across = self._fits_across()
        if self._lines:
            self._fill()
        self.viewport().update()


class _CellPainter(QStyledItemDelegate):
    """A rounded box with its word and count; labels are plain words at the left."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, word, count = index.data(_LOOK), index.data(), index.data(_COUNT)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if look in {"label", "total"}:
            _paint_words(painter, box.adjusted(4, 0, -4, 0), word, count, at_left=look == "label")
        else:
            room = _FOR_RING_PX if has_focus else 0
            _paint_cell(painter, _inside(box).adjusted(room, room, -room, -room), look, word, count)
        if has_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.focus, 3))
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 10, 10)
        painter.restore()


def _inside(box: QRectF) -> QRectF:
    gap = theme.px(_AROUND_CELL_PX) / 2
    wide = min(box.width() - gap, theme.px(_WIDEST_CELL_PX))
    inner = QRectF(0, 0, wide, box.height() - 2 * gap)
    inner.moveCenter(box.center())
    return inner


def _paint_cell(painter: QPainter, box: QRectF, look: str, word: str, count: str) -> None:
    fill, edge, ink = _colours(look)
    pen = QPen(edge, 1.6) if edge else QPen(Qt.PenStyle.NoPen)
    if look == "moved":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(fill if fill else Qt.BrushStyle.NoBrush)
    if look != "none":
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 9, 9)
    painter.setPen(ink)
    _paint_lines(painter, box, word, count, Qt.AlignmentFlag.AlignHCenter)


def _paint_words(painter: QPainter, box: QRectF, word: str, count: str, *, at_left: bool) -> None:
    painter.setPen(tokens.ink)
    if at_left:
        painter.setFont(theme.font("strong"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), word)
    else:
        _paint_lines(painter, box, word, count, Qt.AlignmentFlag.AlignHCenter)


def _paint_lines(painter: QPainter, box: QRectF, word: str, count: str, across: Qt.AlignmentFlag) -> None:
    """The word, and the count under it, both in the middle of the height."""
    bold, small = _word_font(), theme.font("axis")
    high = QFontMetrics(bold).height()
    deep = QFontMetrics(small).height() if count else 0
    top = box.center().y() - (high + deep) / 2
    painter.setFont(bold)
    painter.drawText(QRectF(box.x(), top, box.width(), high), int(across), word)
    if count:
        painter.setFont(small)
        painter.drawText(QRectF(box.x(), top + high, box.width(), deep), int(across), count)


def _word_font() -> QFont:
    font = theme.font("axis")
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _colours(look: str) -> tuple[QColor | None, QColor | None, QColor]:
    """Fill, edge and ink; the word says it as well, so that no colour has to."""
    return {
        "held": (tokens.accent, tokens.accent, tokens.on_accent),
        "short": (tokens.surface, tokens.accent, tokens.ink),
        "some": (tokens.soft, tokens.accent, tokens.soft_ink),
        "moved": (tokens.surface, tokens.control, tokens.ink),
        "lost": (tokens.warn_soft, tokens.warn, tokens.warn),
    }.get(look, (None, None, tokens.ink2))


def _item(cell: LedgerCell) -> QTableWidgetItem:
    item = QTableWidgetItem(cell.word)
    item.setData(_LOOK, cell.look)
    item.setData(_COUNT, cell.count)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, cell.says)
    return item
