"""Support against strain: one dot a quarter, joined in the order of time; no line of fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.support_beside import (
    QuarterBeside,
    SupportBeside,
    caveats,
    quarter_sentence,
)
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.words import _

_WRAP = int(Qt.TextFlag.TextWordWrap)


class StrainScatter(FitsHeight, QWidget):
    """The field of dots with its caveats printed under it, in the same picture."""

    def __init__(self, view: SupportBeside, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._caveats = view, caveats()
        self.setAccessibleName(
            _("{theme} against {scale}, a dot for each quarter").format(theme=view.theme, scale=view.scale)
        )
        said = [quarter_sentence(one, view) for one in view.dots]
        self.setAccessibleDescription(" ".join([*said, *self._caveats]))
        self.fit_height(QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme_changed)

    def natural_size(self) -> QSize:
        return QSize(theme.px(520), self.heightForWidth(theme.px(520)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(150), theme.px(80))

    def heightForWidth(self, width: int) -> int:
        caveats_high = sum(self._caveat_height(words, width) for words in self._caveats)
        return int(theme.px(250) + 2 * self._line() + caveats_high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self._field()
        self._paint_ground(painter, field)
        places = [self._place(one, field) for one in self._view.dots]
        painter.setPen(QPen(tokens.control, 1.5))
        for before, now in pairwise(places):
            painter.drawLine(before, now)
        for place in places:
            self._paint_dot(painter, place)
        painter.setFont(theme.font("axis"))
        painter.setPen(tokens.ink)
        for one, box in zip(self._view.dots, self._label_boxes(places), strict=True):
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), one.quarter.name)
        self._paint_caveats(painter, field.bottom() + 2 * self._line())
        painter.end()

    def _line(self) -> float:
        return QFontMetrics(theme.font("axis")).height() + theme.px(4)

    def _field(self) -> QRectF:
        left = QFontMetrics(theme.font("axis")).horizontalAdvance("100") + theme.px(10)
        across = min(self.width() - left - theme.px(12), theme.px(560))
        top = self._line() + theme.px(8)
        return QRectF(left, top, across, theme.px(250) - top)

    def _place(self, one: QuarterBeside, field: QRectF) -> QPointF:
        support = float(one.support.mean) if one.support is not None and one.support.mean is not None else 0.0
        strain = one.strain or 0
        return QPointF(
            field.x() + field.width() * support / 4, field.bottom() - field.height() * strain / 100
        )

    def _paint_ground(self, painter: QPainter, field: QRectF) -> None:
        painter.setPen(QPen(tokens.control if theme.high_contrast else tokens.line, 1))
        for part in range(5):
            x = field.x() + field.width() * part / 4
            y = field.y() + field.height() * part / 4
            painter.drawLine(QPointF(x, field.y()), QPointF(x, field.bottom()))
            painter.drawLine(QPointF(field.x(), y), QPointF(field.right(), y))
        painter.setFont(theme.font("axis"))
        painter.setPen(tokens.ink2)
        high = self._line()
        for part in range(5):
            x = field.x() + field.width() * part / 4
            box = QRectF(x - theme.px(20), field.bottom() + 2, 2 * theme.px(20), high)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter), str(part))
        for value in (0, 50, 100):
            y = field.bottom() - field.height() * value / 100
            box = QRectF(0, y - high / 2, field.x() - theme.px(6), high)
            painter.drawText(
                box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(value)
            )
        above = _("{scale}, 0 to 100; higher is harder").format(scale=self._view.scale)
        painter.drawText(QRectF(0, 0, self.width(), high), above)
        under = QRectF(field.x(), field.bottom() + high, self.width() - field.x(), high)
        painter.drawText(under, _("{theme}, as agreed, 0 to 4").format(theme=self._view.theme))

    def _paint_dot(self, painter: QPainter, place: QPointF) -> None:
        painter.setPen(QPen(tokens.surface, 2))
        painter.setBrush(tokens.accent)
        painter.drawEllipse(place, theme.px(7), theme.px(7))

    def _label_boxes(self, places: Sequence[QPointF]) -> list[QRectF]:
        """Beside, over or under its dot: where a label covers no other label and no dot."""
        size = theme.px(8)
        taken = [QRectF(p.x() - size, p.y() - size, 2 * size, 2 * size) for p in places]
        ground = QRectF(0, 0, self.width(), self.height())
        found = []
        for one, place in zip(self._view.dots, places, strict=True):
            ways = self._ways(one.quarter.name, place)
            free = [way for way in ways if ground.contains(way) and not any(way.intersects(t) for t in taken)]
            found.append(free[0] if free else ways[0])
            taken.append(found[-1])
        return found

    def _ways(self, words: str, place: QPointF) -> list[QRectF]:
        wide = QFontMetrics(theme.font("axis")).horizontalAdvance(words) + theme.px(6)
        high, off = QFontMetrics(theme.font("axis")).height(), theme.px(10)
        right, left = place.x() + off, place.x() - off - wide
        over, under = place.y() - off - high, place.y() + off
        middle, level = place.x() - wide / 2, place.y() - high / 2
        corners = (
            *((right, level), (left, level), (middle, over), (middle, under)),
            *((right, over), (left, under), (left, over), (right, under)),
        )
        return [QRectF(x, y, wide, high) for x, y in corners]

    def _caveat_height(self, words: str, width: int) -> float:
        metrics = QFontMetrics(theme.font("small"))
        return metrics.boundingRect(0, 0, max(1, width), 10_000, _WRAP, words).height() + theme.px(5)

    def _paint_caveats(self, painter: QPainter, y: float) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(tokens.ink)
        for words in self._caveats:
            high = self._caveat_height(words, self.width())
            painter.drawText(QRectF(0, y + theme.px(3), self.width(), high), _WRAP, words)
            y += high

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
