"""Rows, columns and rows that wrap: how pages put widgets together."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

Item = QWidget | QLayout | int | None
"""A widget, a layout, a gap in pixels, or None for room that stretches."""


def row(*items: Item, gap: int = 10) -> QHBoxLayout:
    """Side by side, in reading order, centred on one line."""
    layout = QHBoxLayout()
    _bare(layout, gap)
    put(layout, *items)
    return layout


def column(*items: Item, gap: int = 10) -> QVBoxLayout:
    """One under the other."""
    layout = QVBoxLayout()
    _bare(layout, gap)
    put(layout, *items)
    return layout


def boxed(layout: QLayout, parent: QWidget | None = None) -> QWidget:
    """A bare widget around a layout, for what must be hidden or moved as one."""
    widget = QWidget(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setLayout(layout)
    return widget


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def put(layout: QBoxLayout, *items: Item) -> None:
    """Add to a layout: widgets, layouts, gaps in pixels, None for stretch."""
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def _bare(layout: QBoxLayout, gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)


class FlowLayout(QLayout):
    """Side by side while there is room, then on the next line: buttons and chips at large text."""

    def __init__(self, *items: QWidget, gap: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())
        self.setSpacing(gap)
        for item in items:
            self.addWidget(item)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._visible()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._visible():
            size = size.expandedTo(item.minimumSize())
        return size

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Break into lines, centre each line's items on it; the height used."""
        y = rect.y()
        lines = self._lines(rect.width())
        for line in lines:
            height = max(size.height() for _item, size in line)
            x = rect.x()
            for item, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - rect.y() - (self.spacing() if lines else 0))

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._visible():
            size = _size_within(item, width)
            if not lines or used + self.spacing() + size.width() > width:
                lines.append([])
                used = size.width()
            else:
                used += self.spacing() + size.width()
            lines[-1].append((item, size))
        return lines


def _size_within(item: QLayoutItem, width: int) -> QSize:
    hint = item.sizeHint()
    across = max(min(hint.width(), width), item.minimumSize().width())
    return QSize(across, item.heightForWidth(across) if item.hasHeightForWidth() else hint.height())
