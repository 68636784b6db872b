"""Rows, columns and rows that wrap: how pages put widgets together."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget, QWidgetItem

from pie_audit.ui.theme import theme

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


class _Lines(QLayout):
    """What layouts that break into lines share; they say how in `_lines`."""

    def __init__(self, items: tuple[QWidget, ...], gap: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width, until something inside changes
        self._hints: dict[int, tuple[QSize, QSize]] = {}  # by item, as long
        self._sizes: dict[tuple[int, int], QSize] = {}  # by item and width, as long
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        for item in items:
            self.addWidget(item)

    def addWidget(self, widget: QWidget) -> None:
        """Add it at the end, in an item that is made here.

        Of an item that Qt makes by itself, Python learns nothing when it goes. The next one at that address is
        then taken for it, and ends when what Python remembers of the first is let go.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def put_first(self, widget: QWidget) -> None:
        """Add it before everything that is there."""
        self.addWidget(widget)
        self._items.insert(0, self._items.pop())
        self.invalidate()

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
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        self._hints.clear()
        self._sizes.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._visible():
            size = size.expandedTo(self._hint(item)[1])
        return size.grownBy(self.contentsMargins())

    def _hint(self, item: QLayoutItem) -> tuple[QSize, QSize]:
        """The size that an item would like, and the least it needs; asked of it once."""
        key = id(item)
        if key not in self._hints:
            self._hints[key] = (item.sizeHint(), item.minimumSize())
        return self._hints[key]

    def _size_at(self, item: QLayoutItem, across: int) -> QSize:
        key = (id(item), across)
        if key not in self._sizes:
            high = item.heightForWidth(across) if item.hasHeightForWidth() else self._hint(item)[0].height()
            self._sizes[key] = QSize(across, high)
        return self._sizes[key]

    def _size_within(self, item: QLayoutItem, width: int) -> QSize:
        liked, least = self._hint(item)
        return self._size_at(item, max(min(liked.width(), width), least.width()))

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        raise NotImplementedError  # each arrangement breaks its own; Qt's classes can't be abstract

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Put line under line; the height used."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        lines = self._lines(inner.width())
        y = inner.y()
        for line in lines:
            height = max(size.height() for _item, size in line)
            if move:
                self._place_line(line, inner.x(), y, height)
            y += height + self.spacing()
        used = y - inner.y() - (self.spacing() if lines else 0)
        return used + margins.top() + margins.bottom()

    def _place_line(self, line: list[tuple[QLayoutItem, QSize]], x: int, y: int, height: int) -> None:
        for item, size in line:
            item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
            x += size.width() + self.spacing()


class FlowLayout(_Lines):
    """Side by side while there is room, then on the next line: buttons and chips at large text."""

    def __init__(self, *items: QWidget, gap: int = 10) -> None:
        super().__init__(items, gap)

    def sizeHint(self) -> QSize:
        hints = [self._hint(item)[0] for item in self._visible()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        size = QSize(width, max((hint.height() for hint in hints), default=0))
        return size.grownBy(self.contentsMargins())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._visible():
            size = self._size_within(item, width)
            if not lines or used + self.spacing() + size.width() > width:
                lines.append([])
                used = size.width()
            else:
                used += self.spacing() + size.width()
            lines[-1].append((item, size))
        return lines


class EvenLayout(_Lines):
    """Columns of one width, as many as fit with at least `least` pixels each (at 100 % text): cards and tabs.

    Everything on a line is as tall as the tallest.
    """

    def __init__(self, *items: QWidget, least: int = 180, gap: int = 16) -> None:
        super().__init__(items, gap)
        self._least = least

    def set_least(self, least: int) -> None:
        """Other columns from now on, as when tables stand where charts were."""
        self._least = least
        self.invalidate()

    def sizeHint(self) -> QSize:
        count = len(self._visible())
        width = count * theme.px(self._least) + self.spacing() * max(0, count - 1)
        return QSize(width, self.heightForWidth(width)).grownBy(self.contentsMargins())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        items = self._visible()
        if not items:
            return []
        least = max(theme.px(self._least), *(self._hint(item)[1].width() for item in items), 1)
        abreast = max(1, min(len(items), (width + self.spacing()) // (least + self.spacing())))
        abreast = -(-len(items) // -(-len(items) // abreast))  # five in two lines are three and two
        across = (width - self.spacing() * (abreast - 1)) // abreast
        return [
            [(item, self._size_at(item, across)) for item in items[at : at + abreast]]
            for at in range(0, len(items), abreast)
        ]

    def _place_line(self, line: list[tuple[QLayoutItem, QSize]], x: int, y: int, height: int) -> None:
        for item, size in line:
            item.setGeometry(QRect(x, y, size.width(), height))
            x += size.width() + self.spacing()
