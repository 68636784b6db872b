"""The same points as a table: a row a sitting, the latest first."""

from __future__ import annotations

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

from pie_audit.domain.day import full_day_words, short_month
from pie_audit.domain.own_line import ScaleLine, score_words
from pie_audit.ui.theme import theme
from pie_audit.words import _

_OWN_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Tab}


class OwnTable(QTableWidget):
    """To read, not to change. As high as its rows; never scrolls."""

    def __init__(self, line: ScaleLine, *, with_bands: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("{scale} as a table").format(scale=line.title))
        self._be_still()
        heads = [_("Day"), _("Score"), *([_("Range")] if with_bands else [])]
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        self.setRowCount(len(line.points))
        for at, point in enumerate(reversed(line.points)):
            day = f"{point.day.day} {short_month(point.day)} {point.day.year}"
            cells = [day, score_words(point.kept), point.kept.band or "–"]
            for across, words in enumerate(cells[: len(heads)]):
                self.setItem(at, across, QTableWidgetItem(words))
            self.item(at, 0).setData(Qt.ItemDataRole.AccessibleTextRole, full_day_words(point.day))
        theme.changed.connect(self._fit)
        self._fit()

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
        return QSize(theme.px(140), theme.px(40))

    def _be_still(self) -> None:
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

    def _fit(self) -> None:
        self.setFont(theme.font("small"))
        self.horizontalHeader().setFont(theme.font("small_strong"))
        width, columns = self.viewport().width(), self.columnCount()
        rest = (width // 2 if columns == 2 else width * 3 // 5) // max(1, columns - 1)
        for at in range(1, columns):
            self.setColumnWidth(at, rest)
        self.setColumnWidth(0, width - rest * (columns - 1))
        self.resizeRowsToContents()
        high = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        self.setFixedHeight(high + 2 * self.frameWidth())
