"""Three strips over the same quarters: support as agreed, protected time as kept, strain as released."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.support_beside import QuarterBeside, SupportBeside, quarter_sentence, support_value
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.words import _

_WRAP = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class _Point:
    """A quarter on one strip: how high from 0 to 1 and its words, or what stands in its place."""

    part: float | None
    words: str
    joined: bool


@dataclass(frozen=True, slots=True)
class _Strip:
    title: str
    low: str
    high: str
    points: tuple[_Point, ...]


class StrainStrips(FitsHeight, QWidget):
    """Each strip has its own fixed axis; a missing quarter is a gap. The description says each quarter in words."""

    def __init__(self, view: SupportBeside, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = [
            _("{season} {year}").format(season=q.quarter.season, year=q.quarter.year) for q in view.quarters
        ]
        self._strips = _strips(view)
        self.setAccessibleName(_("Support, protected time and strain over the same quarters"))
        self.setAccessibleDescription(" ".join(quarter_sentence(one, view) for one in view.quarters))
        self.fit_height(QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme_changed)

    def natural_size(self) -> QSize:
        return QSize(theme.px(640), self.heightForWidth(theme.px(640)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(150), theme.px(60))

    def heightForWidth(self, width: int) -> int:
        return int(sum(self._strip_height(strip, width) for strip in self._strips) + self._foot_height(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = 0.0
        for strip in self._strips:
            height = self._strip_height(strip, self.width())
            self._paint_strip(painter, strip, QRectF(0, y, self.width(), height))
            y += height
        self._paint_foot(painter, y)
        painter.end()

    def _title_height(self, strip: _Strip, width: int) -> float:
        return _height("strong", strip.title, width)

    def _strip_height(self, strip: _Strip, width: int) -> float:
        words = max((_height("axis", p.words, int(self._across(width))) for p in strip.points), default=0)
        return self._title_height(strip, width) + max(theme.px(64), words + theme.px(34)) + theme.px(14)

    def _ends_width(self) -> float:
        metrics = QFontMetrics(theme.font("axis"))
        words = [end for strip in self._strips for end in (strip.low, strip.high)]
        return max((metrics.horizontalAdvance(end) for end in words), default=0) + theme.px(8)

    def _across(self, width: int) -> float:
        """The room of one quarter."""
        return (width - self._ends_width()) / max(1, len(self._names))

    def _x(self, at: int) -> float:
        return self._ends_width() + self._across(self.width()) * (at + 0.5)

    def _foot_height(self, width: int) -> float:
        return max((_height("axis", n, int(self._across(width))) for n in self._names), default=0) + theme.px(
            6
        )

    def _paint_strip(self, painter: QPainter, strip: _Strip, box: QRectF) -> None:
        title = self._title_height(strip, self.width())
        _write(painter, "strong", QRectF(0, box.y(), box.width(), title), strip.title)
        field = QRectF(self._ends_width(), box.y() + title + theme.px(6), 0, 0)
        field.setRight(self.width())
        field.setBottom(box.bottom() - theme.px(10))
        self._paint_axis(painter, strip, field)
        room = theme.px(9)
        levels = [
            None if p.part is None else field.bottom() - room - p.part * (field.height() - 2 * room)
            for p in strip.points
        ]
        self._paint_joins(painter, strip, levels)
        for at, (point, y) in enumerate(zip(strip.points, levels, strict=True)):
            self._paint_point(painter, point, at, y, field)

    def _paint_axis(self, painter: QPainter, strip: _Strip, field: QRectF) -> None:
        painter.setPen(QPen(tokens.control if theme.high_contrast else tokens.line, 1))
        for y in (field.y(), field.bottom()):
            painter.drawLine(QPointF(field.x(), y), QPointF(field.right(), y))
        high = QFontMetrics(theme.font("axis")).height()
        ends = ((field.y(), strip.high), (field.bottom() - high, strip.low))
        for y, words in ends:
            _write(painter, "axis", QRectF(0, y, self._ends_width() - theme.px(8), high), words, right=True)

    def _paint_joins(self, painter: QPainter, strip: _Strip, levels: Sequence[float | None]) -> None:
        painter.setPen(QPen(tokens.control, 2))
        for at in range(1, len(levels)):
            before, now = levels[at - 1], levels[at]
            if before is not None and now is not None and strip.points[at].joined:
                painter.drawLine(QPointF(self._x(at - 1), before), QPointF(self._x(at), now))

    def _paint_point(self, painter: QPainter, point: _Point, at: int, y: float | None, field: QRectF) -> None:
        across = self._across(self.width())
        left = self._x(at) - across / 2
        if y is None:
            words = QRectF(left + 2, field.y(), across - 4, field.height())
            _write(painter, "axis", words, point.words, middle=True)
            return
        size = theme.px(6)
        painter.setPen(QPen(tokens.surface, 1.5))
        painter.setBrush(tokens.accent)
        painter.drawEllipse(QPointF(self._x(at), y), size, size)
        high = _height("axis", point.words, int(across) - 4)
        below = y + size + 2 + high <= field.bottom()
        top = y + size + 2 if below else y - size - 2 - high
        _write(painter, "axis", QRectF(left + 2, top, across - 4, high), point.words, middle=True)

    def _paint_foot(self, painter: QPainter, y: float) -> None:
        across = self._across(self.width())
        for at, name in enumerate(self._names):
            box = QRectF(self._x(at) - across / 2, y, across, self.height() - y)
            painter.setFont(theme.font("axis"))
            painter.setPen(tokens.ink2)
            painter.drawText(
                box, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | _WRAP, name
            )

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _strips(view: SupportBeside) -> tuple[_Strip, ...]:
    return (
        _Strip(
            _("{theme}, as agreed, 0 to 4").format(theme=view.theme),
            "0",
            "4",
            tuple(_support(one) for one in view.quarters),
        ),
        _Strip(
            _("Protected time kept, of what was planned"),
            _("none"),
            _("all"),
            tuple(_kept(one) for one in view.quarters),
        ),
        _Strip(
            _("{scale}, 0 to 100; higher is harder").format(scale=view.scale),
            "0",
            "100",
            tuple(_strain(one) for one in view.quarters),
        ),
    )


def _support(one: QuarterBeside) -> _Point:
    if one.support is None or one.support.mean is None:
        return _Point(None, _("not asked in full") if one.support is None else _("not enough"), joined=False)
    return _Point(float(one.support.mean) / 4, support_value(one), joined=True)


def _kept(one: QuarterBeside) -> _Point:
    if one.kept is None or not one.kept.planned:
        return _Point(None, _("none planned"), joined=False)
    words = _("{held} of {planned}").format(held=one.kept.held, planned=one.kept.planned)
    return _Point(one.kept.held / one.kept.planned, words, joined=True)


def _strain(one: QuarterBeside) -> _Point:
    if one.strain is None:
        return _Point(None, _("not shown") if one.is_hidden else _("no survey"), joined=False)
    return _Point(one.strain / 100, str(one.strain), joined=one.follows)


def _write(
    painter: QPainter, role: str, box: QRectF, words: str, *, middle: bool = False, right: bool = False
) -> None:
    across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    align = Qt.AlignmentFlag.AlignCenter if middle else across
    painter.setFont(theme.font(role))
    painter.setPen(tokens.ink if role == "strong" else tokens.ink2)
    painter.drawText(box, int(align) | _WRAP, words)


def _height(role: str, words: str, width: int) -> float:
    metrics = QFontMetrics(theme.font(role))
    return float(metrics.boundingRect(0, 0, max(1, width), 10_000, _WRAP, words).height())
