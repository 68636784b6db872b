"""A line among words, without axes, and a bar for a count; the figures stand beside them or are read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.chart import LineChart, Point
from pie_audit.ui.theme import theme, tokens

_EDGE = 5.0


class SmallLine(QWidget):
    """The first series of a line chart on its whole axis, small; gaps stay gaps, the last value has a dot."""

    def __init__(self, chart: LineChart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = chart
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{chart.title}. {chart.sentence}")
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(150), theme.px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme.px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = self._chart.series[0].points
        placed = [self._place(at, point, len(points)) for at, point in enumerate(points)]
        painter.setPen(QPen(tokens.accent, 2))
        for at, (before, here) in enumerate(pairwise(placed), 1):
            if before is not None and here is not None and not points[at].breaks:
                painter.drawLine(before, here)
        shown = [place for place in placed if place is not None]
        painter.setBrush(tokens.accent)
        for place, alone in _dots(placed):
            radius = 4.0 if place is shown[-1] else 2.0
            if alone or place is shown[-1]:
                painter.drawEllipse(place, radius, radius)
        painter.end()

    def _place(self, at: int, point: Point, of: int) -> QPointF | None:
        if point.value is None:
            return None
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        axis = self._chart.axis
        part = at / (of - 1) if of > 1 else 1.0
        height = (point.value - axis.low) / (axis.high - axis.low)
        return QPointF(room.x() + part * room.width(), room.bottom() - height * room.height())

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _dots(placed: Sequence[QPointF | None]) -> list[tuple[QPointF, bool]]:
    """Each place with whether no line reaches it from either side."""
    around = [None, *placed, None]
    return [
        (place, around[at] is None and around[at + 2] is None)
        for at, place in enumerate(placed)
        if place is not None
    ]


class CountBar(QWidget):
    """A bar from 0, as long as its count is beside the largest one."""

    def __init__(self, count: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._most = count, most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        return QSize(160, theme.px(12))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme.px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.control, 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not self._count or not self._most:
            painter.drawLine(box.topLeft(), box.bottomLeft())
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            box.setWidth(box.width() * self._count / self._most)
            painter.drawRoundedRect(box, 3, 3)
        painter.end()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
