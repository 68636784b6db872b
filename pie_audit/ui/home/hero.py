"""“How was today?”: the two ways to begin writing, over an evening picture that has no name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pie_audit.ui.theme import RADIUS_HERO, theme, tokens
from pie_audit.ui.widgets import Button, FlowLayout, IconMark, WrapLabel, boxed, column, row
from pie_audit.words import _

_NIGHT, _WHITE, _BLACK = QColor("#17574E"), QColor("#FFFFFF"), QColor("#000000")
_SUN, _WALL, _ROOF = QColor("#FEC15F"), QColor("#F7F3EC"), QColor("#C26411")
_HILLS = (
    (QColor("#2A7264"), 0.56, 0.47, 0.66),
    (QColor("#3C8879"), 0.70, 0.80, 0.60),
    (QColor("#59A392"), 0.90, 0.80, 0.87),
)
"""Colour, and how far down the picture each hill is at its left, in its middle and at its right."""

_ROOM_FOR_PICTURE = 620
_BIG = 56


class _HeroButton(Button):
    """A button on the picture. It draws its own focus: the usual blue can't be seen on dark green."""

    ring_radius = 0
    _padding = 26

    def __init__(self, text: str, icon: str = "", *, filled: bool) -> None:
        self._filled = filled
        super().__init__(text, icon)
        self.setAutoDefault(True)  # Enter presses it; outside dialogs Qt leaves that to Space alone

    def _restyle(self) -> None:
        super()._restyle()
        self.setFont(theme.font("h2" if self._filled else "strong"))

    def _height(self, lines: int) -> int:
        return max(_BIG, lines * self.fontMetrics().height() + 28)

    def _colours(self) -> tuple[QColor | None, QColor | None]:
        ground = _ground()
        if self._filled:
            return (QColor("#DEEDE7") if self.underMouse() else _WHITE), None
        return (QColor("#2A7264") if self.underMouse() else ground), _WHITE

    def _ink(self) -> QColor:
        return _ground() if self._filled else _WHITE

    def _paint_shape(self, painter: QPainter) -> None:
        fill, edge = self._colours()
        box = QRectF(self.rect())
        painter.setPen(QPen(edge, 2) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(fill if fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 12, 12)
        if self.hasFocus():
            painter.setPen(QPen(self._ink(), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(5.5, 5.5, -5.5, -5.5), 8, 8)


class Hero(QWidget):
    """The panel at the top of Home. `write` asks for a page, `line` for one line only. `alone`: nobody manages here."""

    write = Signal()
    line = Signal()

    def __init__(self, *, alone: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.page_button = _HeroButton(_("Write a reflection"), "pencil-simple-line", filled=True)
        self.line_button = _HeroButton(_("One line only"), filled=False)
        self.page_button.clicked.connect(self._on_write)
        self.line_button.clicked.connect(self._on_line)
        note = row(IconMark("lock-simple", 18, "#FFFFFF"), gap=10)
        privately = (
            _("Starts as “Only me”. Nobody else can open it.")
            if alone
            else _("Starts as “Only me”. Nobody else can open it, including your manager.")
        )
        note.addWidget(WrapLabel(privately, "body", "#FFFFFF"), 1)
        words = column(
            WrapLabel(_("How was today?"), "display", "#FFFFFF"),
            WrapLabel(_("Ten minutes, or two sentences. Spelling does not matter here."), "lead", "#FFFFFF"),
            14,
            boxed(FlowLayout(self.page_button, self.line_button, gap=14)),
            2,
            boxed(note),
            gap=8,
        )
        self._room = QWidget()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(30, 24, 30, 24)
        layout.addLayout(words, 7)
        layout.addWidget(self._room, 3)
        theme.changed.connect(self._on_theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _on_theme(self) -> None:
        self._make_room()
        self.update()

    def _make_room(self) -> None:
        self._room.setVisible(self.width() >= theme.px(_ROOM_FOR_PICTURE))

    def _on_write(self) -> None:
        self.write.emit()

    def _on_line(self) -> None:
        self.line.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS_HERO, RADIUS_HERO)
        painter.fillPath(shape, _ground())
        if theme.high_contrast:
            painter.setPen(tokens.ink)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_HERO, RADIUS_HERO)
        if self._room.isVisibleTo(self) and not theme.high_contrast:
            painter.setClipPath(shape)
            width = min(box.height() * 1.35, box.width() * 0.36)
            _paint_evening(painter, QRectF(box.right() - width, box.top(), width, box.height()))
        painter.end()


def _ground() -> QColor:
    return _BLACK if theme.high_contrast else _NIGHT


def _paint_evening(painter: QPainter, box: QRectF) -> None:
    """The sun going down behind hills, and one house with a light on."""
    painter.setPen(Qt.PenStyle.NoPen)
    sun, radius = (
        QPointF(box.left() + box.width() * 0.62, box.top() + box.height() * 0.44),
        box.height() * 0.18,
    )
    glow = QColor(_SUN)
    glow.setAlpha(55)
    painter.setBrush(glow)
    painter.drawEllipse(sun, radius * 1.7, radius * 1.7)
    painter.setBrush(_SUN)
    painter.drawEllipse(sun, radius, radius)
    for at, (colour, left, middle, right) in enumerate(_HILLS):
        if at == 2:
            _paint_house(painter, box)
        _paint_hill(painter, box, colour, (left, middle, right))


def _paint_hill(painter: QPainter, box: QRectF, colour: QColor, at: tuple[float, float, float]) -> None:
    left, middle, right = (box.top() + box.height() * part for part in at)
    path = QPainterPath(QPointF(box.left(), left))
    path.cubicTo(
        QPointF(box.left() + box.width() * 0.35, left),
        QPointF(box.left() + box.width() * 0.55, middle),
        QPointF(box.right() + 1, right),
    )
    path.lineTo(box.right() + 1, box.bottom() + 1)
    path.lineTo(box.left(), box.bottom() + 1)
    path.closeSubpath()
    fade = QLinearGradient(box.topLeft(), box.topRight())
    clear = QColor(colour)
    clear.setAlpha(0)
    fade.setColorAt(0, clear)
    fade.setColorAt(0.3, colour)
    painter.setBrush(fade)
    painter.drawPath(path)


def _paint_house(painter: QPainter, box: QRectF) -> None:
    width = box.height() * 0.20
    left, foot = box.left() + box.width() * 0.29, box.top() + box.height() * 0.83
    top = foot - width * 0.72
    painter.setBrush(_WALL)
    painter.drawRect(QRectF(left, top, width, foot - top))
    painter.setBrush(_SUN)
    painter.drawRect(QRectF(left + width * 0.18, top + width * 0.16, width * 0.22, width * 0.22))
    painter.setBrush(_NIGHT)
    painter.drawRect(QRectF(left + width * 0.58, top + width * 0.22, width * 0.22, foot - top - width * 0.22))
    painter.setBrush(_ROOF)
    peak = QPointF(left + width / 2, top - width * 0.52)
    painter.drawPolygon([QPointF(left - width * 0.14, top), peak, QPointF(left + width * 1.14, top)])
