"""The plan as a table: the same rows, read in columns."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from pie_audit.ui.plan.model import DUE, OWNER, STATUS, TOPIC, WHAT, PlanModel
from pie_audit.ui.theme import theme
from pie_audit.words import _

_SHARES = {WHAT: 32, TOPIC: 22, OWNER: 15, DUE: 15, STATUS: 16}
_EDGE = 8


class PlanTable(QTableView):
    """As high as its rows, so that only the page scrolls. Enter and F2 edit, Tab leaves it."""

    chosen = Signal(str)
    edit_asked = Signal(str)

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._chosen = ""
        self.setModel(model)
        self.setAccessibleName(_("The plan as a table"))
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        for signal in (model.modelReset, model.dataChanged, theme.changed):
            signal.connect(self._fit_soon)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fit)
        self._restyle()
        theme.changed.connect(self._restyle)

    def choose(self, action_id: str) -> None:
        """Show which row is in the editor; an empty id for none."""
        self._chosen = action_id
        row = self._model.row_of(action_id)
        if row < 0:
            self.clearSelection()
        else:
            self.setCurrentIndex(self._model.index(row, WHAT))

    def focus_on(self, action_id: str) -> bool:
        """Put the focus on a row, or on the first; False where there is none."""
        if not self._model.rowCount():
            return False
        self.setCurrentIndex(self._model.index(max(0, self._model.row_of(action_id)), WHAT))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.edit_asked.emit(self._model.action(index.row()).action_id)
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self._on_clicked(index)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody who tabs in stands on a row at once."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, WHAT))

    def sizeHint(self) -> QSize:
        heights = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        return QSize(400, heights + self.horizontalHeader().height() + _EDGE)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit_soon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_soon()

    def _fit_soon(self) -> None:
        self._soon.start(0)

    def _fit(self) -> None:
        """Columns share the width; with large text the topic, which the cards show too, makes room."""
        width = self.viewport().width()
        tight = theme.large_text or width < theme.px(720)
        self.setColumnHidden(TOPIC, tight)
        shares = {c: s for c, s in _SHARES.items() if not (tight and c == TOPIC)}
        for column, share in shares.items():
            self.setColumnWidth(column, width * share // sum(shares.values()))
        self._fit_heads(shares)
        self.resizeRowsToContents()
        for row in range(self._model.rowCount()):
            self.setRowHeight(row, max(theme.px(44), self.rowHeight(row) + theme.px(12)))
        self.updateGeometry()
        self.choose(self._chosen)

    def _fit_heads(self, shares: Iterable[int]) -> None:
        """Headings break into lines where the text is large."""
        heads = self.horizontalHeader()
        most = 0
        for column in shares:
            words = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            room = QRect(0, 0, max(1, self.columnWidth(column) - 18), 10_000)
            flags = int(Qt.TextFlag.TextWordWrap)
            most = max(most, heads.fontMetrics().boundingRect(room, flags, words).height())
        heads.setFixedHeight(most + 14)

    def _restyle(self) -> None:
        self.setFont(theme.font("body"))
        self.setIconSize(QSize(theme.px(17), theme.px(17)))
        self.horizontalHeader().setFont(theme.font("small_strong"))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.action(index.row()).action_id)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.edit_asked.emit(self._model.action(index.row()).action_id)
