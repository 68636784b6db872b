"""The pictures: hills with a sun and houses, and the plant of an empty page. Decoration, so without a name."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.arrange import FlowLayout, boxed
from pie_audit.ui.widgets.marks import Mark
from pie_audit.ui.widgets.text import WrapLabel

_SKY_TOP, _SKY_LOW, _SUN = QColor("#17574E"), QColor("#318073"), QColor("#FEC15F")
_WALL, _WALL_2, _DOOR = QColor("#F7F3EC"), QColor("#F1E2C6"), QColor("#17574E")
_HILLS = (QColor("#2A7264"), QColor("#3C8879"), QColor("#59A392"), QColor("#7ABBAA"))
_WAVES = (
    ((-0.1, 0.62), (0.30, 0.68), (0.65, 0.56), (1.1, 0.66)),
    ((-0.1, 0.76), (0.20, 0.67), (0.62, 0.80), (1.1, 0.72)),
    ((-0.1, 0.84), (0.25, 0.92), (0.60, 0.77), (1.1, 0.85)),
    ((-0.1, 0.95), (0.25, 0.88), (0.65, 0.98), (1.1, 0.93)),
)


class _House(NamedTuple):
    """Where a house stands and how wide it is, as parts of the picture."""

    x: float
    foot: float
    size: float
    roof: str
    wall: QColor


_HOUSES = (
    _House(0.13, 0.755, 0.150, "#C26411", _WALL),
    _House(0.335, 0.765, 0.115, "#6E1F52", _WALL_2),
    _House(0.50, 0.757, 0.132, "#4150B0", _WALL),
)


class Hills(QWidget):
    """Dusk over a small street, filling whatever room there is; put words on top with `overlay`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.overlay = QVBoxLayout(self)
        self.overlay.setContentsMargins(44, 38, 44, 38)

    def sizeHint(self) -> QSize:
        return QSize(500, 768)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        sky = QLinearGradient(box.topLeft(), box.bottomLeft())
        sky.setColorAt(0, _SKY_TOP)
        sky.setColorAt(0.8, _SKY_LOW)
        painter.fillRect(box, sky)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_sun(painter, box)
        _paint_hill(painter, box, 0)
        _paint_hill(painter, box, 1)
        for house in _HOUSES:
            _paint_house(painter, box, house)
        _paint_hill(painter, box, 2)
        _paint_hill(painter, box, 3)
        painter.end()

    def _paint_sun(self, painter: QPainter, box: QRectF) -> None:
        radius = min(box.width() * 0.168, box.height() * 0.12)
        at = QPointF(box.width() * 0.70, box.height() * 0.55)
        glow = QColor(_SUN)
        glow.setAlpha(60)
        painter.setBrush(glow)
        painter.drawEllipse(at, radius * 1.8, radius * 1.8)
        painter.setBrush(_SUN)
        painter.drawEllipse(at, radius, radius)


def _paint_hill(painter: QPainter, box: QRectF, index: int) -> None:
    start, one, two, end = (QPointF(x * box.width(), y * box.height()) for x, y in _WAVES[index])
    path = QPainterPath(start)
    path.cubicTo(one, two, end)
    path.lineTo(box.width() * 1.1, box.height() + 1)
    path.lineTo(-box.width() * 0.1, box.height() + 1)
    path.closeSubpath()
    painter.setBrush(_HILLS[index])
    painter.drawPath(path)


def _paint_house(painter: QPainter, box: QRectF, house: _House) -> None:
    width = min(box.width(), box.height() * 0.65) * house.size
    left, low = box.width() * house.x, box.height() * house.foot
    high = low - width * 0.70
    painter.setBrush(house.wall)
    painter.drawRect(QRectF(left, high, width, low - high))
    painter.setBrush(_SUN)
    painter.drawRect(QRectF(left + width * 0.16, high + width * 0.14, width * 0.24, width * 0.24))
    painter.setBrush(_DOOR)
    painter.drawRect(
        QRectF(left + width * 0.60, high + width * 0.22, width * 0.24, low - high - width * 0.22)
    )
    painter.setBrush(QColor(house.roof))
    peak = QPointF(left + width / 2, high - width * 0.50)
    painter.drawPolygon([QPointF(left - width * 0.15, high), peak, QPointF(left + width * 1.15, high)])


class Plant(Mark):
    """A seedling in a pot on a soft circle."""

    def __init__(self, size: int = 170, parent: QWidget | None = None) -> None:
        super().__init__(size, parent=parent)

    def draw(self, painter: QPainter, box: QRectF) -> None:
        side = box.width()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.soft)
        painter.drawEllipse(box)
        painter.setBrush(tokens.accent)
        painter.drawRoundedRect(QRectF(side * 0.485, side * 0.32, side * 0.032, side * 0.46), 3, 3)
        _paint_leaf(painter, QPointF(side * 0.50, side * 0.34), QPointF(side * 0.25, side * 0.21), -0.05)
        _paint_leaf(painter, QPointF(side * 0.50, side * 0.50), QPointF(side * 0.185, side * 0.36), -0.05)
        painter.setBrush(tokens.lv[3])
        _paint_leaf(painter, QPointF(side * 0.50, side * 0.41), QPointF(side * 0.81, side * 0.265), 0.05)
        painter.setBrush(tokens.th[2])
        painter.drawRoundedRect(
            QRectF(side * 0.30, side * 0.77, side * 0.40, side * 0.20), side * 0.03, side * 0.03
        )


def _paint_leaf(painter: QPainter, root: QPointF, tip: QPointF, bend: float) -> None:
    along = tip - root
    across = QPointF(-along.y(), along.x())
    path = QPainterPath(root)
    path.cubicTo(root + along * 0.15 - across * 0.34, root + along * 0.75 - across * (0.40 + bend), tip)
    path.cubicTo(root + along * 0.95 + across * (0.22 + bend), root + along * 0.35 + across * 0.30, root)
    painter.drawPath(path)


class EmptyState(QWidget):
    """What stands where nothing is yet: a picture, a title, a sentence, and where to begin."""

    def __init__(self, title: str, text: str = "", *buttons: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(Plant(), 0, middle)
        layout.addSpacing(10)
        layout.addWidget(WrapLabel(title, "h1", align=middle))
        if text:
            layout.addWidget(WrapLabel(text, "lead", "ink2", align=middle))
        if buttons:
            layout.addSpacing(6)
            layout.addWidget(boxed(FlowLayout(*buttons, gap=12)), 0, middle)
        layout.addStretch(2)
        theme.changed.connect(self.updateGeometry)
