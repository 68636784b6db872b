"""The table beside the dots: how many at each level, and the figures behind the words, one column for each group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from pie_audit.ui.theme import theme
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.domain.figures import Figures

_OWN_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Tab}
_FIRST_FIGURE, _COUNTS = 1, 4
"""Of `Figures.rows`: after the number of people, and the line of counts, which stand here level by level."""
_NAME_SHARE = 2
"""How much wider the column with the names of the figures is than one of the others."""


class FiguresTable(QTableWidget):
    """To read, not to change. As high as its rows; left and right stay with the page, which changes the topic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The figures as a table"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        theme.changed.connect(self._fit)

    def show_figures(self, found: Sequence[tuple[str, Figures]], labels: Sequence[str]) -> None:
        """Fill: groups with their figures, and the words of the five levels."""
        columns = [_lines(figures, labels) for _group, figures in found]
        names = [name for name, _value in columns[0]] if columns else []
        self.setColumnCount(1 + len(columns))
        self.setHorizontalHeaderLabels(["", *(group for group, _figures in found)])
        self.setRowCount(len(names))
        for row, name in enumerate(names):
            for at, words in enumerate((name, *(column[row][1] for column in columns))):
                self.setItem(row, at, QTableWidgetItem(words))
        self._fit()

    def text(self) -> str:
        """Everything it says, row by row."""
        rows, across = range(self.rowCount()), range(self.columnCount())
        return "\n".join(", ".join(self.item(row, at).text() for at in across) for row in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow: words wrap."""
        return QSize(theme.px(160), theme.px(40))

    def _fit(self) -> None:
        groups = self.columnCount() - 1
        if groups < 1:
            return
        self.setFont(theme.font("small"))
        self.horizontalHeader().setFont(theme.font("small_strong"))
        share = self.viewport().width() / (groups + _NAME_SHARE)
        for at in range(groups):
            self.setColumnWidth(at + 1, int(share))
        self.setColumnWidth(0, self.viewport().width() - groups * int(share))
        self.resizeRowsToContents()
        high = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        self.setFixedHeight(high + 2 * self.frameWidth())


def _lines(figures: Figures, labels: Sequence[str]) -> list[tuple[str, str]]:
    """Name and value of each row: first the dots as numbers, then what is worked out from them."""
    others = (
        (_("Can’t tell"), figures.cant_tell),
        (_("Doesn’t apply here"), figures.not_applicable),
        (_("Left blank"), figures.blank),
    )
    counts = [(f"{level} {label}", str(figures.levels[level])) for level, label in enumerate(labels)]
    return [
        *counts,
        *((name, str(n)) for name, n in others),
        *figures.rows()[_FIRST_FIGURE:_COUNTS],
        *figures.rows()[_COUNTS + 1 :],
    ]
