"""One scale over time: a fixed axis, dots joined, and a soft band in which a change is no more than noise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.day import short_month
from pie_audit.domain.own_line import Point, ScaleLine, number_words, score_words, spoken
from pie_audit.ui.theme import theme, tokens

_HEIGHT, _DOT, _GAP = 150, 5, 6
_LABELLED = 6
"""With more scores than this only the last two are labelled: the table has them all."""
_MOST_WIDE = 560


class OwnChart(QWidget):
    """Drawn without any judgement: one colour, and words beside it. Its name says everything it shows."""

    def __init__(self, line: ScaleLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setAccessibleName(spoken(line))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(280), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(140), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("axis"))
        frame = self._frame()
        self._draw_axis(painter, frame)
        self._draw_noise(painter, frame)
        self._draw_line(painter, frame)
        self._draw_labels(painter, frame)
        painter.end()

    def place(self, point: Point, frame: QRectF) -> QPointF:
        """Where a point stands: days across at their true distance, the score on the scale's own ends."""
        first, last = self.line.points[0].day, self.line.points[-1].day
        days = (last - first).days
        along = (point.day - first).days / days if days else 0.5
        if not days and len(self.line.points) > 1:
            along = self.line.points.index(point) / (len(self.line.points) - 1)
        kept = point.kept
        high = ((kept.score or 0.0) - kept.low) / (kept.high - kept.low) if kept.high > kept.low else 0.5
        return QPointF(frame.left() + along * frame.width(), frame.bottom() - high * frame.height())

    def _restyle(self) -> None:
        self.setMaximumWidth(theme.px(_MOST_WIDE))
        self.updateGeometry()
        self.update()

    def _frame(self) -> QRectF:
        metrics = QFontMetricsF(theme.font("axis"))
        kept = self.line.now.kept
        ends = max(metrics.horizontalAdvance(number_words(value, kept)) for value in (kept.low, kept.high))
        room = metrics.height()
        # Half a label has to stand beside the first and the last point.
        side = max(room, metrics.horizontalAdvance("88 Wed") / 2)
        return QRectF(self.rect()).adjusted(ends + _GAP + side, room + 2, -side, -room - _GAP - 2)

    def _draw_axis(self, painter: QPainter, frame: QRectF) -> None:
        kept, metrics = self.line.now.kept, QFontMetricsF(painter.font())
        ground = QRectF(self.rect()).left() + 1
        for part in (0.0, 0.5, 1.0):
            y = frame.bottom() - part * frame.height()
            painter.setPen(QPen(tokens.line, 1))
            painter.drawLine(
                QPointF(frame.left() - metrics.height() / 2, y), QPointF(self.rect().right() - 1, y)
            )
            words = number_words(kept.low + part * (kept.high - kept.low), kept)
            painter.setPen(tokens.ink2)
            painter.drawText(QPointF(ground, y + (metrics.ascent() - metrics.descent()) / 2), words)

    def _draw_noise(self, painter: QPainter, frame: QRectF) -> None:
        """The band around the score before the last: what ends inside it is much the same."""
        scored = self.line.scored
        if len(scored) < 2 or scored[-1].kept.noise is None:
            return
        before, now = scored[-2], scored[-1]
        kept = now.kept
        across = self.place(before, frame), self.place(now, frame)
        reach = (now.kept.noise or 0.0) / (kept.high - kept.low) * frame.height()
        top, bottom = across[0].y() - reach, across[0].y() + reach
        band = QRectF(across[0].x(), max(top, frame.top()), across[1].x() - across[0].x() + _DOT, 0)
        band.setBottom(min(bottom, frame.bottom()))
        painter.setPen(QPen(tokens.lv_line, 1, Qt.PenStyle.DashLine))
        painter.setBrush(tokens.soft)
        painter.drawRect(band)

    def _draw_line(self, painter: QPainter, frame: QRectF) -> None:
        painter.setPen(QPen(tokens.accent, 2))
        for one, other in self._joined():
            painter.drawLine(self.place(one, frame), self.place(other, frame))
        for point in self.line.scored:
            painter.setBrush(tokens.accent if point is self.line.scored[-1] else tokens.surface)
            painter.drawEllipse(self.place(point, frame), theme.px(_DOT), theme.px(_DOT))

    def _joined(self) -> Iterator[tuple[Point, Point]]:
        """Neighbours that both have a score: a gap stays a gap."""
        for one, other in pairwise(self.line.points):
            if one.kept.score is not None and other.kept.score is not None:
                yield one, other

    def _draw_labels(self, painter: QPainter, frame: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        painter.setPen(tokens.ink)
        for words, room in self.labels(frame, metrics):
            painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), words)
        painter.setPen(tokens.ink2)
        ends = (self.line.points[0], self.line.points[-1])
        for point in dict.fromkeys(ends):
            x = self.place(point, frame).x()
            words = f"{point.day.day} {short_month(point.day)}"
            self._write(painter, words, QPointF(x, frame.bottom() + metrics.height() + 3))

    def labels(self, frame: QRectF, metrics: QFontMetricsF) -> list[tuple[str, QRectF]]:
        """Scores and the room of each, the latest first; one that would lie on a later one is left to the table."""
        scored, placed = self.line.scored, list[tuple[str, QRectF]]()
        for point in reversed(scored if len(scored) <= _LABELLED else scored[-2:]):
            words = score_words(point.kept)
            rooms = self._rooms(scored.index(point), metrics.size(0, words), frame)
            free = (r for r in rooms if not any(r.intersects(taken) for _words, taken in placed))
            if (room := next(free, None)) is not None:
                placed.append((words, room))
        return placed

    def _rooms(self, at: int, size: QSizeF, frame: QRectF) -> tuple[QRectF, ...]:
        """Over and under a point, the side first from which its line doesn't come; never on the days below."""
        scored, away = self.line.scored, theme.px(_DOT) + 3
        middle = self.place(scored[at], frame)
        x = min(max(0.0, middle.x() - size.width() / 2), self.width() - size.width())
        over = QRectF(QPointF(x, middle.y() - away - size.height()), size)
        under = QRectF(QPointF(x, middle.y() + away), size)
        if under.bottom() > frame.bottom() + 2:
            return (over,)
        beside = [
            self.place(one, frame).y() for one in (*scored[max(0, at - 1) : at], *scored[at + 1 : at + 2])
        ]
        comes_from_over = bool(beside) and sum(beside) / len(beside) < middle.y()
        return (under, over) if comes_from_over else (over, under)

    def _write(self, painter: QPainter, words: str, middle: QPointF) -> None:
        """Words centred over a point, never beyond the edges."""
        width = QFontMetricsF(painter.font()).horizontalAdvance(words)
        x = min(max(0.0, middle.x() - width / 2), self.width() - width)
        painter.drawText(QPointF(x, middle.y()), words)
