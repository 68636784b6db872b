"""A list of topics drawn by one widget, however many there are: a mark, a title, a note, a tick or a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pie_audit.ui.icons import paint_icon
from pie_audit.ui.theme import RADIUS_CONTROL, theme, tokens
from pie_audit.ui.widgets.marks import paint_theme_shape

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
_ROW = Qt.ItemDataRole.UserRole
_EDGE, _PAD, _RING = 12, 8, 3
_OWN_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `mark` is a theme's shape, `icon` stands in its place; `ticked` shows that it is settled.

    `box` is None for a line without a box to tick, else whether it is ticked.
    """

    key: str
    title: str
    note: str = ""
    mark: int | None = None
    icon: str = ""
    note_colour: str = "ink2"
    ticked: bool = False
    box: bool | None = None


class RowsView(QListView):
    """As tall as its rows: the page scrolls, not the list. Up and down move, Enter and a click choose.

    Where rows have boxes, a click and Space tick them, and `chosen` is for Enter only.
    """

    chosen = Signal(str)
    boxes_changed = Signal()
    ring_radius = 0

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setStyleSheet("QListView { border: 0; background: transparent; padding: 0; }")
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(_RowPainter(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._fit)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these lines. The line in hand stays in hand where it is still there; tells nobody."""
        current = self.current_key()
        model = self._items()
        model.clear()
        for each in rows:
            model.appendRow(_item(each))
        self.set_current(current)
        self._fit()

    def rows(self) -> list[Row]:
        """The lines as they stand, with what was ticked."""
        return [self._items().item(at).data(_ROW) for at in range(self._items().rowCount())]

    def set_current(self, key: str | None) -> None:
        """Put this line in hand; tells nobody."""
        found = next((at for at, each in enumerate(self.rows()) if each.key == key), -1)
        index = self._items().index(found, 0) if found >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if found < 0:
            self.clearSelection()

    def current_key(self) -> str | None:
        """The key of the line in hand, if one is."""
        index = self.currentIndex()
        return index.data(_ROW).key if index.isValid() else None

    def boxes(self) -> dict[str, bool]:
        """Lines with a box, and whether it is ticked."""
        return {each.key: each.box for each in self.rows() if each.box is not None}

    def turn_box(self, key: str) -> None:
        """Tick this line, or take its tick away."""
        for at in range(self._items().rowCount()):
            item = self._items().item(at)
            each: Row = item.data(_ROW)
            if each.key == key and each.box is not None:
                _fill(item, _with_box(each, not each.box))
                self.boxes_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = Qt.Key(event.key()), self.currentIndex()
        if key in _OWN_KEYS and index.isValid():
            super().keyPressEvent(event)
            self._bring_into_view()
        elif key in _OWN_KEYS:
            self.setCurrentIndex(self._items().index(0, 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.chosen.emit(index.data(_ROW).key)
        elif key == Qt.Key.Key_Space and index.isValid():
            self._on_clicked(index)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow: words wrap."""
        return QSize(theme.px(120), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(220), self.maximumHeight())

    def _items(self) -> QStandardItemModel:
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        return model

    def _on_clicked(self, index: QModelIndex) -> None:
        each: Row = index.data(_ROW)
        if each.box is None:
            self.chosen.emit(each.key)
        else:
            self.turn_box(each.key)

    def _fit(self) -> None:
        room = max(1, self.width())
        wanted = sum(row_height(each, room) for each in self.rows())
        if self.maximumHeight() != wanted:
            self.setFixedHeight(max(1, wanted))
        self.scheduleDelayedItemsLayout()

    def _bring_into_view(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        content = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and content is not None:
            at = self.mapTo(content, QPoint(self.visualRect(self.currentIndex()).center()))
            area.ensureVisible(at.x(), at.y(), 0, theme.px(50))


def _item(each: Row) -> QStandardItem:
    item = QStandardItem()
    item.setEditable(False)
    _fill(item, each)
    return item


def _fill(item: QStandardItem, each: Row) -> None:
    item.setData(each, _ROW)
    item.setText(each.title)
    item.setData(", ".join(filter(None, (each.title, each.note))), Qt.ItemDataRole.AccessibleTextRole)
    item.setCheckable(each.box is not None)
    if each.box is not None:
        item.setCheckState(Qt.CheckState.Checked if each.box else Qt.CheckState.Unchecked)


def _with_box(each: Row, box: bool) -> Row:
    return Row(each.key, each.title, each.note, each.mark, each.icon, each.note_colour, each.ticked, box)


class _RowPainter(QStyledItemDelegate):
    """Draws a line in the colours in force; the line in hand has fill, edge and, with the focus, a ring."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = self.parent()
        width = view.width() if isinstance(view, QWidget) else option.rect.width()
        return QSize(max(1, width), row_height(index.data(_ROW), max(1, width)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        each: Row = index.data(_ROW)
        view = self.parent()
        in_hand = isinstance(view, RowsView) and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option, in_hand=in_hand, focused=in_hand and view.hasFocus(), box=each.box)
        _paint_row(painter, each, option.rect)
        painter.restore()


def _paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, *, in_hand: bool, focused: bool, box: bool | None
) -> None:
    ground = QRectF(option.rect).adjusted(2, 2, -2, -2)
    if in_hand and box is None:
        painter.setPen(QPen(tokens.accent, 2))
        painter.setBrush(tokens.soft)
        painter.drawRoundedRect(ground.adjusted(3, 1, -3, -1), RADIUS_CONTROL, RADIUS_CONTROL)
    if focused:
        painter.setPen(QPen(tokens.focus, _RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, RADIUS_CONTROL + 2, RADIUS_CONTROL + 2)


def _paint_row(painter: QPainter, each: Row, box: QRect) -> None:
    left, right = _left(each), _right(each)
    title, note = _heights(each, max(1, box.width() - left - right))
    y = box.y() + (box.height() - title - note) // 2
    middle = box.center().y() + 0.5
    x = float(box.x() + _EDGE)
    if each.mark is not None or each.icon:
        side = theme.px(18)
        at = QRectF(x, middle - side / 2, side, side)
        if each.icon:
            paint_icon(painter, each.icon, at, tokens.accent)
        elif each.mark is not None:
            paint_theme_shape(painter, each.mark, at)
        x += side + 12
    if each.box is not None:
        _paint_box(painter, QRectF(x, middle - theme.px(10), theme.px(20), theme.px(20)), ticked=each.box)
    room = box.width() - left - right
    for font, words, height, colour in (
        (theme.font("strong"), each.title, title, "ink"),
        (theme.font("small"), each.note, note, each.note_colour),
    ):
        painter.setFont(font)
        painter.setPen(tokens.colour(colour))
        painter.drawText(QRect(box.x() + left, y, room, height), _WRAP, words)
        y += height
    if each.ticked:
        side = theme.px(19)
        at = QRectF(box.right() - _EDGE - side, middle - side / 2, side, side)
        paint_icon(painter, "check-circle", at, tokens.good)


def _paint_box(painter: QPainter, box: QRectF, *, ticked: bool) -> None:
    painter.setPen(QPen(tokens.accent if ticked else tokens.control, 1.5))
    painter.setBrush(tokens.accent if ticked else tokens.surface)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
    if ticked:
        paint_icon(painter, "check", box.adjusted(3, 3, -3, -3), tokens.on_accent)


def row_height(each: Row, width: int) -> int:
    """The height that a line takes at this width, in pixels."""
    title, note = _heights(each, max(1, width - _left(each) - _right(each)))
    return max(theme.px(40), title + note + 2 * _PAD)


def _heights(each: Row, room: int) -> tuple[int, int]:
    return _height(theme.font("strong"), each.title, room), _height(theme.font("small"), each.note, room)


def _height(font: QFont, words: str, room: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, 10_000), _WRAP, words).height() if words else 0


def _left(each: Row) -> int:
    mark = theme.px(18) + 12 if each.mark is not None or each.icon else 0
    box = theme.px(20) + 12 if each.box is not None else 0
    return _EDGE + mark + box


def _right(each: Row) -> int:
    return _EDGE + (theme.px(19) + 8 if each.ticked else 0)
