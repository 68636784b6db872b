"""Support against strain: one dot a quarter, joined in the order of time; no line of fit."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.support_beside import (
    QuarterBeside,
    SupportBeside,
    caveats,
    quarter_sentence,
    support_value,
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
        for one, place in zip(self._view.dots, places, strict=True):
            self._paint_dot(painter, one, place, field)
        self._paint_caveats(painter, field.bottom() + 2 * self._line())
        painter.end()

    def _line(self) -> float:
        return QFontMetrics(theme.font("axis")).height() + theme.px(4)

    def _field(self) -> QRectF:
        left = QFontMetrics(theme.font("axis")).horizontalAdvance("100") + theme.px(10)
        across = min(self.width() - left - theme.px(12), theme.px(560))
        top = self._line()
        return QRectF(left, top, across, theme.px(250) - self._line())

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

    def _paint_dot(self, painter: QPainter, one: QuarterBeside, place: QPointF, field: QRectF) -> None:
        size = theme.px(7)
        painter.setPen(QPen(tokens.surface, 2))
        painter.setBrush(tokens.accent)
        painter.drawEllipse(place, size, size)
        words = _("{quarter}: {support}, {strain}").format(
            quarter=one.quarter.name, support=support_value(one), strain=one.strain
        )
        wide = QFontMetrics(theme.font("axis")).horizontalAdvance(words)
        left = place.x() + size + 4
        if left + wide > self.width():
            left = max(0.0, place.x() - size - 4 - wide)
        painter.setFont(theme.font("axis"))
        painter.setPen(tokens.ink)
        painter.drawText(QRectF(left, place.y() - self._line() / 2, wide + 4, self._line()), words)

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
