"""Small painted marks: icons, theme shapes, level balls, initials and the program's own mark."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.ui.icons import paint_icon
from pie_audit.ui.theme import Tokens, theme, tokens

_FULL = 16 * 360


class Mark(QWidget):
    """A square that paints one thing and grows with the text. Decorative unless it is given a name."""

    def __init__(self, size: int, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        side = theme.px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))
        painter.end()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Paint into `box`."""
        raise NotImplementedError  # each mark paints its own; Qt's classes can't be abstract

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class IconMark(Mark):
    """A Phosphor icon in a token's colour."""

    def __init__(
        self, icon: str, size: int = 18, colour: str = "ink2", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(size, name, parent)
        self._icon, self._colour = icon, colour

    def set_icon(self, icon: str, colour: str = "") -> None:
        """Another icon, perhaps in another colour."""
        self._icon, self._colour = icon, colour or self._colour
        self.update()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        paint_icon(painter, self._icon, box, tokens.colour(self._colour))


def theme_colour(index: int, colours: Tokens = tokens) -> QColor:
    """The mark colour of theme 0–4; the optional sixth is drawn in ink."""
    return colours.th[index] if index < len(colours.th) else colours.ink


def theme_soft_colour(index: int) -> QColor:
    """The pale tint that belongs to a theme."""
    return tokens.th_soft[index] if index < len(tokens.th_soft) else tokens.sunk


def paint_theme_shape(painter: QPainter, index: int, box: QRectF, *, colours: Tokens = tokens) -> None:
    """Draw the shape of theme 0–5: circle, rounded square, triangle, diamond, hexagon, star."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme_colour(index, colours))
    painter.drawPath(_SHAPES[index](box))


def shape_path(shape: str, box: QRectF) -> QPainterPath:
    """The outline of a circle, square, triangle, diamond, hexagon, star or pin; of a circle for any other name."""
    if shape == "pin":
        return _pin(box)
    return _SHAPES[_NAMES.index(shape) if shape in _NAMES else 0](box)


def _circle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    inset = box.width() * 0.04
    path.addEllipse(box.adjusted(inset, inset, -inset, -inset))
    return path


def _square(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    inset = box.width() * 0.08
    corner = box.width() * 0.18
    path.addRoundedRect(box.adjusted(inset, inset, -inset, -inset), corner, corner)
    return path


def _round_cornered(box: QRectF, points: list[tuple[float, float]], corner: float = 0.14) -> QPainterPath:
    """A polygon of points in the unit square with softened corners."""
    at = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points]
    path = QPainterPath()
    for i, here in enumerate(at):
        before, after = at[i - 1], at[(i + 1) % len(at)]
        enter, leave = here + (before - here) * corner, here + (after - here) * corner
        if i == 0:
            path.moveTo(enter)
        else:
            path.lineTo(enter)
        path.quadTo(here, leave)
    path.closeSubpath()
    return path


def _triangle(box: QRectF) -> QPainterPath:
    return _round_cornered(box, [(0.5, 0.02), (1.02, 0.94), (-0.02, 0.94)], 0.09)


def _diamond(box: QRectF) -> QPainterPath:
    return _round_cornered(box, [(0.5, -0.03), (1.03, 0.5), (0.5, 1.03), (-0.03, 0.5)], 0.1)


def _hexagon(box: QRectF) -> QPainterPath:
    return _round_cornered(
        box, [(0.5, 0), (0.95, 0.25), (0.95, 0.75), (0.5, 1), (0.05, 0.75), (0.05, 0.25)], 0.1
    )


def _star(box: QRectF) -> QPainterPath:
    points = QPolygonF()
    for i in range(10):
        reach = box.width() * (0.52 if i % 2 == 0 else 0.23)
        angle = math.radians(36 * i - 90)
        points.append(box.center() + QPointF(reach * math.cos(angle), reach * math.sin(angle) + 0.02 * reach))
    path = QPainterPath()
    path.addPolygon(points)
    path.closeSubpath()
    return path


def _pin(box: QRectF) -> QPainterPath:
    """A drop whose point is the middle of the lower edge."""
    path = QPainterPath(QPointF(box.center().x(), box.bottom()))
    shoulder, side = box.top() + box.height() * 0.36, box.width() * 0.42
    left, right = box.center().x() - side, box.center().x() + side
    path.cubicTo(QPointF(left, box.center().y()), QPointF(left, shoulder), QPointF(left, shoulder))
    path.arcTo(QRectF(left, shoulder - side, 2 * side, 2 * side), 180, -180)
    path.cubicTo(
        QPointF(right, shoulder), QPointF(right, box.center().y()), QPointF(box.center().x(), box.bottom())
    )
    path.closeSubpath()
    return path


_NAMES = ("circle", "square", "triangle", "diamond", "hexagon", "star")
_SHAPES: tuple[Callable[[QRectF], QPainterPath], ...] = (
    _circle,
    _square,
    _triangle,
    _diamond,
    _hexagon,
    _star,
)


class ThemeShape(Mark):
    """The shape and colour of a theme, 0–5, beside its name."""

    def __init__(self, index: int, size: int = 18, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(size, name, parent)
        self.index = index

    def set_index(self, index: int) -> None:
        """Show another theme."""
        self.index = index
        self.update()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        paint_theme_shape(painter, self.index, box)


def paint_ball(painter: QPainter, level: int, box: QRectF, colour: QColor, ground: QColor) -> None:
    """A circle filled in quarters, clockwise from the top: empty at 0, full at 4."""
    width = max(1.6, box.width() * 0.075)
    inside = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(QPen(colour, width))
    painter.setBrush(ground)
    painter.drawEllipse(inside)
    if level:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(inside, 90 * 16, -level * _FULL // 4)


class LevelBall(Mark):
    """The glyph of a level with its digit beside or inside the words that name it."""

    def __init__(self, level: int, size: int = 26, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(size, name, parent)
        self.level = level

    def set_level(self, level: int) -> None:
        """Show another level."""
        self.level = level
        self.update()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        paint_ball(painter, self.level, box, tokens.accent, tokens.surface)


class Initials(Mark):
    """Two letters in a soft circle beside the full name, which they only repeat."""

    def __init__(self, letters: str, size: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(size, parent=parent)
        self._letters = letters

    def set_letters(self, letters: str) -> None:
        """Somebody else's."""
        self._letters = letters
        self.update()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(tokens.ink if theme.high_contrast else tokens.line, 1))
        painter.setBrush(theme_soft_colour(sum(map(ord, self._letters)) % len(tokens.th_soft)))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        font = theme.font("strong")
        font.setPixelSize(max(9, int(box.height() * 0.38)))
        painter.setFont(font)
        painter.setPen(tokens.ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letters)


class AppMark(Mark):
    """The program's mark: a pie with one warm slice on a rounded square."""

    def __init__(self, size: int = 34, *, pale: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(size, parent=parent)
        self._pale = pale

    def draw(self, painter: QPainter, box: QRectF) -> None:
        pale = self._pale
        ground = QColor("#F7F3EC") if pale else tokens.accent
        pie = QColor("#17574E") if pale else tokens.on_accent
        slice_ = QColor("#C26411") if pale else QColor("#FEC15F")
        side = box.width()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, side * 0.24, side * 0.24)
        round_ = QRectF(0, 0, side * 0.58, side * 0.58)
        round_.moveCenter(box.center() + QPointF(-side * 0.02, side * 0.02))
        painter.setBrush(pie)
        painter.drawPie(round_, 90 * 16, _FULL * 3 // 4)
        shift = side * 0.045
        painter.setBrush(slice_)
        painter.drawPie(round_.translated(shift, -shift), 0, _FULL // 4)
