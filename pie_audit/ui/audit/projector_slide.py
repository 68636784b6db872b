"""What the projector shows of one topic, and how it is drawn: dark, large, and nothing but what everybody may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from pie_audit.ui.theme import Mode, Tokens, theme, tokens_of
from pie_audit.ui.widgets import DotRow, RowKind
from pie_audit.ui.widgets.marks import paint_theme_shape
from pie_audit.words import _

_SPACE = (1366.0, 768.0)
"""The screen that all lengths here are for; a larger one shows everything larger."""
_MARGIN, _NAMES, _DOT, _ABREAST = 60.0, 270.0, 30.0, 5
_WRAP = Qt.TextFlag.TextWordWrap
_SMALLEST = 0.55

_Type = tuple[float, QFont.Weight]
_TITLE: _Type = (46, QFont.Weight.Bold)
_STATEMENT: _Type = (34, QFont.Weight.Normal)
_LINE: _Type = (26, QFont.Weight.Normal)
_GROUP: _Type = (26, QFont.Weight.Bold)
_TOPIC: _Type = (24, QFont.Weight.Normal)
_THEME: _Type = (22, QFont.Weight.DemiBold)
_LEVEL: _Type = (22, QFont.Weight.Bold)
_NOTE: _Type = (20, QFont.Weight.Normal)
_FOOT: _Type = (19, QFont.Weight.Normal)


@dataclass(frozen=True, slots=True)
class Slide:
    """One topic, or the list of close ones. Before the opening it has no rows at all, whatever the team said."""

    title: str
    line: str = ""
    theme_name: str = ""
    theme_index: int | None = None
    place: str = ""
    rows: tuple[DotRow, ...] = ()
    labels: tuple[str, ...] = ()
    level: int | None = None
    topics: tuple[str, ...] = ()
    said: str = ""


def dark() -> Tokens:
    """The projector's colours, whatever the desk wears."""
    return tokens_of(Mode.HIGH_CONTRAST_DARK if theme.high_contrast else Mode.DARK)


class SlidePainter:
    """Draws a slide into a rectangle, as large as it fits: text of 19 to 46 px and dots of 30 px at 1366 × 768."""

    def __init__(self, slide: Slide, box: QRectF, *, height_left: float = 0.0) -> None:
        self._slide, self._box, self._height_left = slide, box, height_left
        whole = min(box.width() / _SPACE[0], box.height() / _SPACE[1])
        self._scale = whole
        while self._needed() > box.height() and self._scale > whole * _SMALLEST:
            self._scale *= 0.95

    def paint(self, painter: QPainter) -> None:
        """The ground first, then everything from the top down."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self._box, dark().canvas)
        top = self._paint_head(painter)
        if self._slide.rows:
            self._paint_picture(painter, top)
        elif self._slide.topics:
            self._paint_topics(painter, top)
        self._paint_foot(painter)

    # the words above

    def _paint_head(self, painter: QPainter) -> float:
        """Theme, place, title and line; where they end."""
        slide, left, y = self._slide, self._box.x() + self._px(_MARGIN), self._px(34)
        side = self._px(24)
        if slide.theme_index is not None:
            mark = QRectF(left, y + self._px(4), side, side)
            paint_theme_shape(painter, slide.theme_index, mark, colours=dark())
            self._say(painter, slide.theme_name, _THEME, QPointF(left + side + self._px(12), y))
        place = QFontMetricsF(self._font(_THEME)).horizontalAdvance(slide.place)
        end = self._box.right() - self._px(_MARGIN)
        self._say(painter, slide.place, _THEME, QPointF(end - place - 4, y), colour="ink2")
        y += self._px(40)
        y += self._say(painter, slide.title, _TITLE, QPointF(left, y))
        y += self._px(6)
        return y + self._say(painter, slide.line, self._line_type(), QPointF(left, y), colour="ink2")

    def _line_type(self) -> _Type:
        """A statement that stands alone is there to be read aloud."""
        return _LINE if self._slide.rows or self._slide.topics else _STATEMENT

    def _head_height(self) -> float:
        return (
            self._px(80)
            + self._height(self._slide.title, _TITLE)
            + self._height(self._slide.line, self._line_type())
        )

    # the dots

    def _paint_picture(self, painter: QPainter, top: float) -> None:
        heights = [self._row_height(row) for row in self._slide.rows]
        room = self._box.height() - top - self._axis_height() - self._px(70)
        spare = max(0.0, room - sum(heights)) / (len(heights) + 1)
        y = top + min(spare, self._px(40))
        whole = sum(heights) + len(heights) * min(spare, self._px(24)) + self._axis_height()
        self._paint_column(painter, y, y + whole)
        for row, height in zip(self._slide.rows, heights, strict=True):
            self._paint_row(painter, row, y, height + min(spare, self._px(24)))
            y += height + min(spare, self._px(24))
        self._paint_axis(painter, y)

    def _paint_row(self, painter: QPainter, row: DotRow, y: float, height: float) -> None:
        left, middle = self._box.x() + self._px(_MARGIN), y + height / 2
        words = self._height(row.label, _GROUP, self._px(_NAMES - 20))
        words += self._height(row.note, _NOTE, self._px(_NAMES - 20))
        down = middle - words / 2
        room = self._px(_NAMES - 20)
        down += self._say(painter, row.label, _GROUP, QPointF(left, down), room=room)
        self._say(painter, row.note, _NOTE, QPointF(left, down), room=room, colour="ink2")
        if row.kind is RowKind.DOTS:
            first, across = self._axis()
            painter.setPen(QPen(dark().lv_line, self._px(2)))
            painter.drawLine(QPointF(first, middle), QPointF(first + 4 * across, middle))
            for level, count in enumerate(row.counts):
                self._paint_dots(painter, level, count, middle)
        else:
            self._paint_instead(painter, row.kind, middle)

    def _paint_dots(self, painter: QPainter, level: int, count: int, middle: float) -> None:
        first, across = self._axis()
        size = min(self._px(_DOT), across / (_ABREAST + 0.4) - 2)
        step, deep = size + self._px(3), -(-count // _ABREAST)
        painter.setPen(QPen(dark().canvas, 2))
        painter.setBrush(dark().accent)
        for at in range(count):
            line, place = divmod(at, _ABREAST)
            abreast = min(_ABREAST, count - line * _ABREAST)
            x = first + level * across + (place - (abreast - 1) / 2) * step
            y = middle + (line - (deep - 1) / 2) * step
            painter.drawEllipse(QPointF(x, y - self._height_left * (y + size)), size / 2, size / 2)

    def _paint_instead(self, painter: QPainter, kind: RowKind, middle: float) -> None:
        first, across = self._axis()
        words = _("Not shown: small group") if kind is RowKind.HIDDEN else _("Not asked about this one")
        block = QRectF(first - across / 2, middle - self._px(24), across * 5, self._px(48))
        style = Qt.PenStyle.SolidLine if kind is RowKind.HIDDEN else Qt.PenStyle.DashLine
        painter.setPen(QPen(dark().control, 1.5, style))
        painter.setBrush(dark().surface)
        painter.drawRoundedRect(block, 12, 12)
        painter.setFont(self._font(_NOTE))
        painter.setPen(dark().ink2)
        painter.drawText(block, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_column(self, painter: QPainter, top: float, end: float) -> None:
        if self._slide.level is None:
            return
        first, across = self._axis()
        box = QRectF(
            first + (self._slide.level - 0.5) * across, top - self._px(8), across, end - top + self._px(8)
        )
        painter.setPen(QPen(dark().accent, 2) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(dark().soft)
        painter.drawRoundedRect(box, 14, 14)

    def _paint_axis(self, painter: QPainter, y: float) -> None:
        first, across = self._axis()
        for level, label in enumerate(self._slide.labels):
            type_ = _LEVEL if level == self._slide.level else _THEME
            box = QRectF(first + (level - 0.5) * across + 2, y + self._px(8), across - 4, self._px(90))
            painter.setFont(self._font(type_))
            painter.setPen(dark().ink)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | _WRAP), f"{level}  {label}")

    # the list of close ones

    def _paint_topics(self, painter: QPainter, top: float) -> None:
        """As many as there is room for, in two columns where one is too short, and how many more there are."""
        step = self._px(44)
        deep = max(1, int((self._box.height() - top - self._px(110)) / step))
        abreast = 1 if len(self._slide.topics) <= deep else 2
        width = (self._box.width() - 2 * self._px(_MARGIN)) / abreast
        for at, words in enumerate(_fitting(self._slide.topics, 2 * deep)):
            x = self._box.x() + self._px(_MARGIN) + (at // deep) * width
            line = QFontMetricsF(self._font(_TOPIC)).elidedText(
                words, Qt.TextElideMode.ElideRight, width - self._px(30)
            )
            self._say(painter, line, _TOPIC, QPointF(x, top + self._px(30) + (at % deep) * step))

    def _paint_foot(self, painter: QPainter) -> None:
        y = self._box.height() - self._px(46)
        left = self._box.x() + self._px(_MARGIN)
        self._say(
            painter,
            _("Space: show or hide   Left and right: topic   Esc: leave"),
            _FOOT,
            QPointF(left, y),
            colour="ink2",
        )
        words = _("Nobody’s name is attached to a dot")
        wide = QFontMetricsF(self._font(_FOOT)).horizontalAdvance(words)
        end = self._box.right() - self._px(_MARGIN)
        self._say(painter, words, _FOOT, QPointF(end - wide - 4, y), colour="ink2")

    # measures

    def _needed(self) -> float:
        rows = sum(self._row_height(row) for row in self._slide.rows)
        axis = self._axis_height() if self._slide.rows else 0.0
        return self._head_height() + rows + axis + self._px(86)

    def _row_height(self, row: DotRow) -> float:
        room = self._px(_NAMES - 20)
        names = self._height(row.label, _GROUP, room)
        names += self._height(row.note, _NOTE, room)
        deep = -(-max(row.counts) // _ABREAST) if row.kind is RowKind.DOTS else 1
        return max(names, deep * self._px(_DOT + 3)) + self._px(22)

    def _axis_height(self) -> float:
        across = self._axis()[1] - 4
        words = (f"{level}  {label}" for level, label in enumerate(self._slide.labels))
        highest = max((self._height(each, _LEVEL, across) for each in words), default=0.0)
        return highest + self._px(24)

    def _axis(self) -> tuple[float, float]:
        """Where level 0 lies, and the distance from one level to the next."""
        left = self._box.x() + self._px(_MARGIN + _NAMES)
        across = (self._box.right() - self._px(_MARGIN) - left) / 5
        return left + across / 2, across

    def _px(self, at_full: float) -> float:
        return at_full * self._scale

    def _font(self, type_: _Type) -> QFont:
        size, weight = type_
        font = theme.font("body")
        font.setPixelSize(max(10, round(self._px(size))))
        font.setWeight(weight)
        return font

    def _height(self, words: str, type_: _Type, room: float | None = None) -> float:
        if not words:
            return 0.0
        wide = room or self._box.width() - 2 * self._px(_MARGIN)
        box = QFontMetricsF(self._font(type_)).boundingRect(QRectF(0, 0, wide, 10_000), int(_WRAP), words)
        return box.height()

    def _say(
        self,
        painter: QPainter,
        words: str,
        type_: _Type,
        at: QPointF,
        *,
        room: float | None = None,
        colour: str = "ink",
    ) -> float:
        """Write words from this corner; how high they are."""
        wide = room or self._box.right() - self._px(_MARGIN) - at.x()
        painter.setFont(self._font(type_))
        painter.setPen(dark().colour(colour))
        high = self._height(words, type_, wide)
        painter.drawText(QRectF(at.x(), at.y(), wide, high + 2), int(_WRAP), words)
        return high


def _fitting(topics: Sequence[str], most: int) -> list[str]:
    if len(topics) <= most:
        return list(topics)
    return [*topics[: most - 1], _("and {n} more").format(n=len(topics) - most + 1)]
