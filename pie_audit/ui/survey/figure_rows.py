"""Figures of a survey as dots on one fixed axis: full for now, open for last time, thirds as a bar beneath."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.ui.survey.hidden_block import paint_hidden
from pie_audit.ui.survey.results_words import (
    is_shown,
    row_sentence,
    share_words,
    short_share,
    title_of,
    value_words,
)
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.words import _
from pie_audit.workflows.surveys.result_words import change_words, direction_words
from pie_audit.workflows.surveys.views import Row, Shares

_WRAP = int(Qt.TextFlag.TextWordWrap)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_THIRD = {"low": 0, "middle": 1, "high": 2}


class FigureRows(FitsHeight, QWidget):
    """One row a figure, all on the same axis from 0 to 100. The accessible description says each row in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._ends: tuple[str, ...] = ()
        self.fit_height(QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme_changed)

    def show_rows(self, rows: Sequence[Row], name: str, ends: Sequence[str] = ()) -> None:
        """Fill. `ends` are the words under the axis: at 0, in the middle and at 100."""
        self._rows = tuple(rows)
        self._ends = tuple(ends) or (_("0, the lowest"), _("halfway"), _("100, the highest"))
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join(row_sentence(row) for row in rows))
        self.updateGeometry()
        self.update()

    def natural_size(self) -> QSize:
        width = theme.px(640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(150), theme.px(40))

    def heightForWidth(self, width: int) -> int:
        return int(sum(self._row_height(row, width) for row in self._rows) + self._foot_height(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = 0.0
        for row in self._rows:
            height = self._row_height(row, self.width())
            self._paint_row(painter, row, QRectF(0, y, self.width(), height))
            y += height
        self._paint_foot(painter, y)
        painter.end()

    # where things are

    def _stacked(self, width: int) -> bool:
        return width < theme.px(520)

    def _label_width(self, width: int) -> float:
        """Names without a statement under them leave more room to the axis."""
        if self._stacked(width):
            return width
        most = min(theme.px(300), width * 0.36)
        if any(row.says for row in self._rows):
            return most
        strong, small = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("small"))
        names = [strong.horizontalAdvance(title_of(row)) for row in self._rows]
        under = [small.horizontalAdvance(words) for row in self._rows for words in _under(row)]
        return min(most, max([*names, *under], default=0) + theme.px(12))

    def _value_width(self, width: int) -> float:
        if self._stacked(width):
            return 0.0
        number, word = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("small"))
        needed = (
            max(number.horizontalAdvance(value_words(row)), word.horizontalAdvance(change_words(row.change)))
            for row in self._rows
        )
        return max(needed, default=0) + theme.px(14)

    def _axis(self, width: int) -> tuple[float, float]:
        """Where 0 lies, and how far it is from there to 100; dots at both ends have room."""
        left = 0.0 if self._stacked(width) else self._label_width(width) + theme.px(10)
        room = theme.px(12)
        return left + room, width - left - self._value_width(width) - 2 * room

    def _label_height(self, row: Row, width: int) -> float:
        room = int(self._label_width(width))
        high = _height("strong", self._label(row, width), room)
        for words in _under(row):
            high += _height("small", words, room)
        return high

    def _label(self, row: Row, width: int) -> str:
        """Stacked, the value stands beside the name."""
        if not self._stacked(width) or not is_shown(row):
            return title_of(row)
        words = " · ".join(part for part in (value_words(row), change_words(row.change)) if part)
        return _("{title}: {words}").format(title=title_of(row), words=words)

    def _axis_height(self, row: Row) -> float:
        return theme.px(30) + (self._bar_height() + theme.px(8) if row.shares is not None else 0)

    def _bar_height(self) -> float:
        return QFontMetrics(theme.font("axis")).height() + theme.px(6)

    def _row_height(self, row: Row, width: int) -> float:
        label, axis = self._label_height(row, width), self._axis_height(row)
        inner = label + theme.px(4) + axis if self._stacked(width) else max(label, axis)
        return inner + theme.px(18)

    def _foot_height(self, width: int) -> float:
        if not self._rows:
            return 0.0
        _left, across = self._axis(width)
        room = int(across / max(1, len(self._ends)))
        return max(_height("axis", words, room) for words in self._ends) + theme.px(8)

    # painting

    def _paint_row(self, painter: QPainter, row: Row, box: QRectF) -> None:
        label_high, axis_high = self._label_height(row, self.width()), self._axis_height(row)
        stacked = self._stacked(self.width())
        top = box.y() + theme.px(9) if stacked else box.center().y() - label_high / 2
        self._paint_label(painter, row, QRectF(0, top, self._label_width(self.width()), label_high))
        marks_top = top + label_high + theme.px(4) if stacked else box.center().y() - axis_high / 2
        left, across = self._axis(self.width())
        marks = QRectF(left, marks_top, across, axis_high)
        self._paint_grid(painter, left, across, marks if stacked else box)
        if not is_shown(row):
            paint_hidden(painter, marks)
            return
        line = marks.y() + theme.px(15)
        if row.band:
            self._paint_band(painter, row.band, QRectF(left, line - theme.px(9), across, theme.px(18)))
        else:
            self._paint_dots(painter, row, line)
        if row.shares is not None:
            bar = QRectF(left, marks.bottom() - self._bar_height(), across, self._bar_height())
            _paint_shares(painter, row.shares, bar)
        if not stacked:
            self._paint_value(painter, row, box)

    def _paint_label(self, painter: QPainter, row: Row, box: QRectF) -> None:
        y = _draw(painter, "strong", tokens.ink, self._label(row, self.width()), box)
        for words in _under(row):
            y = _draw(painter, "small", tokens.ink2, words, QRectF(box.x(), y, box.width(), box.height()))

    def _paint_grid(self, painter: QPainter, left: float, across: float, box: QRectF) -> None:
        for part in range(5):
            x = left + across * part / 4
            painter.setPen(QPen(tokens.control if theme.high_contrast else tokens.line, 1))
            painter.drawLine(QPointF(x, box.y()), QPointF(x, box.bottom()))

    def _paint_dots(self, painter: QPainter, row: Row, y: float) -> None:
        if row.mean is None:
            return
        left, across = self._axis(self.width())
        now, size = left + across * row.mean / 100, theme.px(8)
        if row.before is not None:
            then = left + across * row.before / 100
            painter.setPen(QPen(tokens.control, 2.5))
            painter.drawLine(QPointF(then, y), QPointF(now, y))
            painter.setBrush(tokens.surface)
            painter.drawEllipse(QPointF(then, y), size - 0.5, size - 0.5)
        painter.setPen(QPen(tokens.surface, 2))
        painter.setBrush(tokens.accent)
        painter.drawEllipse(QPointF(now, y), size + 1, size + 1)

    def _paint_band(self, painter: QPainter, band: str, box: QRectF) -> None:
        third = box.width() / 3
        painter.setPen(QPen(tokens.accent, 1.5))
        painter.setBrush(tokens.soft)
        inside = QRectF(box.x() + third * _THIRD.get(band, 1), box.y(), third, box.height())
        painter.drawRoundedRect(inside.adjusted(1, 0, -1, 0), 8, 8)

    def _paint_value(self, painter: QPainter, row: Row, box: QRectF) -> None:
        width = self._value_width(self.width()) - theme.px(14)
        column = QRectF(self.width() - width, box.y(), width, box.height())
        words = change_words(row.change)
        high = _height("strong", value_words(row), int(width) + 1)
        low = _height("small", words, int(width) + 1) if words else 0
        top = box.center().y() - (high + low) / 2
        y = _draw(painter, "strong", tokens.ink, value_words(row), QRectF(column.x(), top, width + 1, high))
        if words:
            _draw(painter, "small", tokens.ink2, words, QRectF(column.x(), y, width + 1, low))

    def _paint_foot(self, painter: QPainter, y: float) -> None:
        if not self._rows:
            return
        left, across = self._axis(self.width())
        room, top = across / max(1, len(self._ends)), y + theme.px(4)
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        painter.setFont(theme.font("axis"))
        painter.setPen(tokens.ink2)
        for at, words in enumerate(self._ends):
            box = QRectF(left + room * at, top, room, self.height() - top)
            painter.drawText(box, int(sides[at] | Qt.AlignmentFlag.AlignTop) | _WRAP, words)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _under(row: Row) -> list[str]:
    """Small lines under the name: what the item put, and which way is which."""
    return [words for words in (row.says, direction_words(row)) if words]


def _paint_shares(painter: QPainter, shares: Shares, box: QRectF) -> None:
    """Three parts of one bar, each with its share written in where it fits."""
    parts = (shares.low, shares.middle, shares.high)
    fills = (tokens.lv[1], tokens.lv[2], tokens.lv[3])
    inks = (tokens.lv_ink[1], tokens.lv_ink[2], tokens.lv_ink[3])
    font = theme.font("axis")
    x, gap = box.x(), 2
    for part, fill, ink in zip(parts, fills, inks, strict=True):
        width = box.width() * part / sum(parts)
        piece = QRectF(x, box.y(), max(3.0, width - gap), box.height())
        painter.setPen(QPen(tokens.lv_line, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(piece, 4, 4)
        _write_inside(painter, font, ink, (share_words(part), short_share(part)), piece)
        x += width


def _write_inside(painter: QPainter, font: QFont, ink: QColor, ways: Sequence[str], box: QRectF) -> None:
    """The first of these ways to say it that fits, or nothing."""
    metrics = QFontMetrics(font)
    words = next((one for one in ways if metrics.horizontalAdvance(one) + 6 <= box.width()), "")
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


def _draw(painter: QPainter, role: str, ink: QColor, words: str, box: QRectF) -> float:
    """Write words into a box from its top; where they end."""
    painter.setFont(theme.font(role))
    painter.setPen(ink)
    high = _height(role, words, int(box.width()))
    painter.drawText(QRectF(box.x(), box.y(), box.width(), high), _WRAP, words)
    return box.y() + high


def _height(role: str, words: str, width: int) -> float:
    metrics = QFontMetrics(theme.font(role))
    return float(metrics.boundingRect(0, 0, max(1, width), 10_000, _WRAP, words).height())
