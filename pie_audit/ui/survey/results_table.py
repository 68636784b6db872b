"""The same figures as a table, with the same rows hidden; every cell can be read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics

from pie_audit.ui.survey.results_words import (
    hidden_words,
    is_shown,
    short_share,
    title_of,
    value_words,
)
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import ReadingTable
from pie_audit.words import _
from pie_audit.workflows.surveys.result_words import change_words
from pie_audit.workflows.surveys.views import GroupRows, Row

_Column = tuple[str, Callable[[Row], str]]
"""A heading, and what stands under it for a row."""
_AROUND_PX, _LOWEST_ROW_PX = 26, 38
_NAME_PX = 130
"""What the first column needs beside columns that are as wide as their words."""


class FigureTable(ReadingTable):
    """Columns are as wide as their words where there is room for that, else all alike."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody who tabs in stands on a cell at once."""
        super().focusInEvent(event)
        if self.currentItem() is None and self.rowCount():
            self.setCurrentCell(0, 0)

    def _widths(self, across: int, others: int) -> list[int]:
        """Each column after the first as wide as its words, where there is room for that; else all alike."""
        liked = (self._widest(at) + theme.px(_AROUND_PX) for at in range(1, others + 1))
        wide = [max(words, head) for words, head in zip(liked, self._head_widths(), strict=True)]
        if sum(wide) + theme.px(_NAME_PX) > across:
            return super()._widths(across, others)
        return [across - sum(wide), *wide]

    def _widest(self, at: int) -> int:
        """What the longest cell of a column needs, beside cells that fill a whole row."""
        cells = (self.item(row, at).text() for row in range(self.rowCount()) if self.columnSpan(row, 1) == 1)
        return max((self.fontMetrics().horizontalAdvance(words) for words in cells), default=0)

    def _head_widths(self) -> list[int]:
        """What the longest word of each heading after the first needs."""
        metrics, around = QFontMetrics(theme.font("body")), theme.px(18)
        found = (words.split(" ") for words in self._head_words()[1:])
        return [max(metrics.horizontalAdvance(word) for word in words) + around for words in found]

    def _fit_rows(self) -> None:
        for row in range(self.rowCount()):
            self.setRowHeight(row, max(theme.px(_LOWEST_ROW_PX), self._row_height(row)))

    def _row_height(self, row: int) -> int:
        """As high as the longest of its cells, broken into lines."""
        most, flags = 0, int(Qt.TextFlag.TextWordWrap)
        for at in range(self.columnCount()):
            across = sum(self.columnWidth(at + more) for more in range(self.columnSpan(row, at)))
            room = max(1, across - theme.px(_AROUND_PX - 4))
            words = self.item(row, at).text()
            most = max(most, self.fontMetrics().boundingRect(0, 0, room, 10_000, flags, words).height())
        return most + theme.px(18)


def table_of_rows(rows: Sequence[Row], name: str) -> FigureTable:
    """Scales or items of one group, a line each."""
    columns = _columns(rows)
    table = FigureTable(name)
    table.set_lines([_("About"), *(head for head, _of in columns)], [_line(row, columns) for row in rows])
    return table


def table_of_groups(groups: Sequence[GroupRows], name: str) -> FigureTable:
    """Groups with their scales, a line each; a hidden group is one line that says no more than the chart does."""
    rows = [row for group in groups for row in group.rows]
    columns = [(_("About"), title_of), *_columns(rows)] if rows else [(_("Figures"), title_of)]
    table = FigureTable(name)
    lines = [line for group in groups for line in _group_lines(group, columns)]
    table.set_lines([_("Group"), *(head for head, _of in columns)], lines)
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
