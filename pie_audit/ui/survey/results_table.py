"""The same figures as a table, with the same rows hidden; every cell can be read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from pie_audit.ui.survey.results_words import (
    change_words,
    hidden_words,
    is_shown,
    short_share,
    title_of,
    value_words,
)
from pie_audit.ui.theme import theme
from pie_audit.words import _
from pie_audit.workflows.surveys.views import GroupRows, Row

_OWN_KEYS = {
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
}
_Column = tuple[str, Callable[[Row], str]]
"""A heading, and what stands under it for a row."""
_NAME_SHARE = 2
"""How much wider the first column is than one of the others, where these are all alike."""
_AROUND_PX = 26
_NAME_PX = 130
"""What the first column needs beside columns that are as wide as their words."""


class FigureTable(QTableWidget):
    """As high as its rows; columns of which no row has anything are left out. Tab leaves it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setMinimumSectionSize(1)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        theme.changed.connect(self._fit)

    def show_lines(self, heads: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
        """Fill. A line of two cells fills the whole row with its second."""
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OWN_KEYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody who tabs in stands on a cell at once."""
        super().focusInEvent(event)
        if self.currentItem() is None and self.rowCount():
            self.setCurrentCell(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow: words wrap."""
        return QSize(theme.px(160), theme.px(40))

    def _fit(self) -> None:
        others = self.columnCount() - 1
        if others < 1:
            return
        self.setFont(theme.font("small"))
        self.horizontalHeader().setFont(theme.font("small_strong"))
        for at, width in enumerate(self._widths(others)):
            self.setColumnWidth(at, width)
        for row in range(self.rowCount()):
            self.setRowHeight(row, max(theme.px(38), self._row_height(row)))
        self._fit_heads(others)
        high = self.horizontalHeader().height() + self.verticalHeader().length()
        self.setFixedHeight(high + 2 * self.frameWidth())

    def _widths(self, others: int) -> list[int]:
        """Each column after the first as wide as its words, where there is room for that; else all alike."""
        across, metrics = self.viewport().width(), self.fontMetrics()
        around = theme.px(_AROUND_PX)
        liked = [
            max(
                (
                    metrics.horizontalAdvance(self.item(row, at).text())
                    for row in range(self.rowCount())
                    if self.columnSpan(row, 1) == 1
                ),
                default=0,
            )
            for at in range(1, others + 1)
        ]
        wide = [max(words + around, head) for words, head in zip(liked, self._head_widths(), strict=True)]
        if sum(wide) + theme.px(_NAME_PX) > across:
            share = across // (others + _NAME_SHARE)
            wide = [share] * others
        return [across - sum(wide), *wide]

    def _head_widths(self) -> list[int]:
        """What the longest word of each heading after the first needs."""
        metrics = QFontMetrics(theme.font("body"))
        heads = (self.horizontalHeaderItem(at).text() for at in range(1, self.columnCount()))
        return [
            max(metrics.horizontalAdvance(word) for word in (words or " ").split(" ")) + theme.px(18)
            for words in heads
        ]

    def _row_height(self, row: int) -> int:
        """As high as the longest of its cells, broken into lines."""
        most, flags = 0, int(Qt.TextFlag.TextWordWrap)
        for at in range(self.columnCount()):
            across = sum(self.columnWidth(at + more) for more in range(self.columnSpan(row, at)))
            room = max(1, across - theme.px(_AROUND_PX - 4))
            words = self.item(row, at).text()
            most = max(most, self.fontMetrics().boundingRect(0, 0, room, 10_000, flags, words).height())
        return most + theme.px(18)

    def _fit_heads(self, others: int) -> None:
        """Headings break into lines where the text is large."""
        heads, most = self.horizontalHeader(), 0
        for at in range(others + 1):
            room = max(1, self.columnWidth(at) - 14)
            words, flags = self.horizontalHeaderItem(at).text(), int(Qt.TextFlag.TextWordWrap)
            most = max(
                most, QFontMetrics(theme.font("body")).boundingRect(0, 0, room, 10_000, flags, words).height()
            )
        heads.setFixedHeight(most + theme.px(14))


def table_of_rows(rows: Sequence[Row], name: str) -> FigureTable:
    """Scales or items of one group, a line each."""
    columns = _columns(rows)
    table = FigureTable(name)
    table.show_lines([_("About"), *(head for head, _of in columns)], [_line(row, columns) for row in rows])
    return table


def table_of_groups(groups: Sequence[GroupRows], name: str) -> FigureTable:
    """Groups with their scales, a line each; a hidden group is one line that says no more than the chart does."""
    rows = [row for group in groups for row in group.rows]
    columns = [(_("About"), title_of), *_columns(rows)] if rows else [(_("Figures"), title_of)]
    table = FigureTable(name)
    lines = [line for group in groups for line in _group_lines(group, columns)]
    table.show_lines([_("Group"), *(head for head, _of in columns)], lines)
    return table


def _group_lines(group: GroupRows, columns: Sequence[_Column]) -> Iterator[list[str]]:
    if group.hidden:
        yield [group.label, hidden_words()]
    for row in group.rows:
        yield [group.label, *(of(row) for _head, of in columns)]


def _line(row: Row, columns: Sequence[_Column]) -> list[str]:
    if not is_shown(row):
        return [title_of(row), hidden_words()]
    return [title_of(row), *(of(row) for _head, of in columns)]


def _columns(rows: Sequence[Row]) -> list[_Column]:
    columns: list[_Column] = [(_("Now"), value_words)]
    if any(row.before is not None for row in rows):
        columns.append((_("Last time"), _before))
    if any(change_words(row.change) for row in rows):
        columns.append((_("Since then"), _change))
    if any(row.shares is not None for row in rows):
        columns += [(_("Low, about"), _low), (_("Middle, about"), _middle), (_("High, about"), _high)]
    return columns


def _before(row: Row) -> str:
    return "" if row.before is None else str(row.before)


def _change(row: Row) -> str:
    return change_words(row.change)


def _low(row: Row) -> str:
    return short_share(row.shares.low) if row.shares else ""


def _middle(row: Row) -> str:
    return short_share(row.shares.middle) if row.shares else ""


def _high(row: Row) -> str:
    return short_share(row.shares.high) if row.shares else ""
