"""Shapes of a chart on the screen: their colours in whatever look is asked for, their letters, and how each is painted."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from pie_audit.charts.shapes import Label, Mark, Plate, Rule, Shape, Trace
from pie_audit.ui.theme import SMALLEST_TEXT, Tokens, theme
from pie_audit.ui.widgets.marks import shape_path

_WEIGHTS = {
    "regular": QFont.Weight.Normal,
    "semibold": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}
_PLACES = {"start": 0.0, "middle": 0.5, "end": 1.0}
_HATCH_APART = 6.0


def colour_of(name: str, colours: Tokens) -> QColor:
    """The colour of a token, or of ``theme-0`` … ``theme-5``, ``theme-soft-0`` …, ``level-0`` … ``level-4`` and
    ``level-ink-0`` …; the sixth theme is drawn in ink.
    """
    kind, _dash, place = name.rpartition("-")
    if not place.isdigit():
        return colours.colour(name)
    lists = {
        "theme": (colours.th, colours.ink),
        "theme-soft": (colours.th_soft, colours.sunk),
        "level": (colours.lv, colours.surface),
        "level-ink": (colours.lv_ink, colours.ink),
    }
    values, otherwise = lists[kind]
    return values[int(place)] if int(place) < len(values) else otherwise


class ScreenLetters:
    """Measures words as they will be painted (`shapes.Measure`), and makes the fonts for it once each."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, str], tuple[QFont, QFontMetricsF]] = {}

    def width(self, text: str, size: float, weight: str = "regular") -> float:
        """See `shapes.Measure`."""
        return self._found(size, weight)[1].horizontalAdvance(text)

    def font(self, size: float, weight: str) -> QFont:
        """The font for letters of that many pixels."""
        return self._found(size, weight)[0]

    def metrics(self, size: float, weight: str) -> QFontMetricsF:
        """The measures of that font."""
        return self._found(size, weight)[1]

    def _found(self, size: float, weight: str) -> tuple[QFont, QFontMetricsF]:
        key = max(SMALLEST_TEXT, int(size + 0.5)), weight
        if key not in self._fonts:
            font = theme.font("axis")
            font.setPixelSize(key[0])
            font.setWeight(_WEIGHTS.get(weight, QFont.Weight.Normal))
            self._fonts[key] = font, QFontMetricsF(font)
        return self._fonts[key]


def paint_shapes(painter: QPainter, shapes: Iterable[Shape], colours: Tokens, letters: ScreenLetters) -> None:
    """Paint from back to front."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in shapes:
        match shape:
            case Label():
                _paint_label(painter, shape, colours, letters)
            case Plate():
                _paint_plate(painter, shape, colours)
            case Rule():
                painter.setPen(_pen(colours, shape.colour, shape.thickness, shape.dash))
                painter.drawLine(QLineF(shape.x, shape.y, shape.to_x, shape.to_y))
            case Trace():
                _paint_trace(painter, shape, colours)
            case Mark():
                _paint_mark(painter, shape, colours)


def _paint_label(painter: QPainter, label: Label, colours: Tokens, letters: ScreenLetters) -> None:
    text, metrics = label.text, letters.metrics(label.size, label.weight)
    if label.width is not None and metrics.horizontalAdvance(text) > label.width:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, label.width)
    left = label.x - _PLACES[label.anchor] * metrics.horizontalAdvance(text)
    painter.setFont(letters.font(label.size, label.weight))
    painter.setPen(colour_of(label.colour, colours))
    painter.drawText(QPointF(left, label.y), text)


def _paint_plate(painter: QPainter, plate: Plate, colours: Tokens) -> None:
    box = QRectF(plate.x, plate.y, plate.width, plate.height)
    pen = _pen(colours, plate.line, plate.thickness, plate.dash) if plate.line else QPen(Qt.PenStyle.NoPen)
    if plate.fill or not plate.hatched:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour_of(plate.fill, colours) if plate.fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, plate.radius, plate.radius)
    if plate.hatched:
        _hatch(painter, box, plate, colours)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, plate.radius, plate.radius)


def _hatch(painter: QPainter, box: QRectF, plate: Plate, colours: Tokens) -> None:
    """Thin slanting lines from edge to edge, the same at every scale."""
    painter.save()
    clip = QPainterPath()
    clip.addRoundedRect(box, plate.radius, plate.radius)
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour_of(plate.line or "control", colours), 0.8))
    high = box.height()
    count = int((box.width() + high) / _HATCH_APART) + 1
    starts = (box.left() + place * _HATCH_APART for place in range(1, count + 1))
    painter.drawLines([QLineF(x, box.top(), x - high, box.bottom()) for x in starts])
    painter.restore()


def _paint_trace(painter: QPainter, trace: Trace, colours: Tokens) -> None:
    """Piece by piece with round ends, which looks like one line: Qt takes ten times as long over a long one."""
    pen = _pen(colours, trace.colour, trace.thickness)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLines([QLineF(*here, *there) for here, there in pairwise(trace.points)])


def _paint_mark(painter: QPainter, mark: Mark, colours: Tokens) -> None:
    half = mark.size / 2
    box = QRectF(mark.x - half, mark.y - half, mark.size, mark.size)
    painter.setPen(_pen(colours, mark.line, mark.thickness) if mark.line else Qt.PenStyle.NoPen)
    painter.setBrush(colour_of(mark.fill, colours) if mark.fill else Qt.BrushStyle.NoBrush)
    if mark.shape == "circle":  # by far the most frequent, and an ellipse is quicker than a path
        painter.drawEllipse(
            box.adjusted(mark.size * 0.04, mark.size * 0.04, -mark.size * 0.04, -mark.size * 0.04)
        )
    else:
        painter.drawPath(shape_path(mark.shape, box))


def _pen(colours: Tokens, name: str | None, thickness: float, dash: float = 0.0) -> QPen:
    pen = QPen(colour_of(name or "ink", colours), thickness)
    if dash:
        pen.setDashPattern([dash / max(0.1, thickness)] * 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
