"""The spread of a topic: one dot for each rating, a row for each perspective, never a name and never an order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.words import _, plural

_WRAP = Qt.TextFlag.TextWordWrap
_ABREAST = 5
FALL_MS = 450


class RowKind(StrEnum):
    """Why a row has dots, or hasn't."""

    DOTS = "dots"
    HIDDEN = "hidden"
    NOT_ASKED = "not asked"


class DotRow(NamedTuple):
    """One perspective. `counts` are the ratings at levels 0 to 4; a hidden row carries none, not even a sum."""

    label: str
    note: str = ""
    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    kind: RowKind = RowKind.DOTS


class DotDistribution(FitsHeight, QWidget):
    """Dots on a scale of five, perspectives one under the other, the level in talk as a soft column.

    `dot` is the diameter at 100 %: 15 on a desk, 30 on a projector. The accessible name is the sentence given,
    the description says each row in words. `fallen` comes when dots that `fall` lie where they belong.
    """

    fallen = Signal()

    def __init__(self, labels: Sequence[str], *, dot: int = 15, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels, self._dot_size = tuple(labels), dot
        self._rows: tuple[DotRow, ...] = ()
        self._level: int | None = None
        self._height_left = 0.0
        self._falling = QVariantAnimation(self)
        self._falling.setDuration(FALL_MS)
        self._falling.setStartValue(1.0)
        self._falling.setEndValue(0.0)
        self._falling.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._falling.valueChanged.connect(self._on_height_left)
        self._falling.finished.connect(self.fallen)
        self.fit_height(QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme_changed)

    def set_rows(self, rows: Sequence[DotRow], sentence: str = "", level: int | None = None) -> None:
        """Show a topic; `sentence` says its spread in words, `level` is the column to stress."""
        self._rows, self._level = tuple(rows), level
        self.setAccessibleName(sentence or _("Spread of the ratings"))
        self.setAccessibleDescription(" ".join(self.describe()))
        self.updateGeometry()
        self.update()

    def set_level(self, level: int | None) -> None:
        """Stress another column, or none."""
        self._level = level
        self.update()

    def fall(self) -> None:
        """Let all dots fall into place together, or have them there at once where nothing is to move."""
        self._falling.stop()
        if theme.still or not self.isVisible():
            self._on_height_left(0.0)
            self.fallen.emit()
        else:
            self._on_height_left(1.0)
            self._falling.start()

    def rest(self) -> None:
        """Have every dot in its place, and tell nobody."""
        self._falling.stop()
        self._on_height_left(0.0)

    def describe(self) -> list[str]:
        """Each row as a sentence, for screen readers and for the table beside the picture."""
        return [self._say(dot_row) for dot_row in self._rows]

    def natural_size(self) -> QSize:
        width = theme.px(620)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(150), theme.px(40))

    def heightForWidth(self, width: int) -> int:
        return int(sum(self._row_heights(width)) + self._foot_height(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_column(painter)
        y = 0.0
        heights = self._row_heights(self.width())
        for at, (dot_row, height) in enumerate(zip(self._rows, heights, strict=True)):
            self._paint_row(painter, dot_row, QRectF(0, y, self.width(), height))
            y += height
            if at < len(self._rows) - 1:
                painter.setPen(QPen(tokens.line, 1))
                painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        self._paint_foot(painter, y)
        painter.end()

    def _say(self, dot_row: DotRow) -> str:
        who = f"{dot_row.label}, {dot_row.note}" if dot_row.note else dot_row.label
        if dot_row.kind is RowKind.HIDDEN:
            return _("{who}: not shown, small group.").format(who=who)
        if dot_row.kind is RowKind.NOT_ASKED:
            return _("{who}: not asked about this one.").format(who=who)
        parts = [
            plural("{n} at {level} {label}", "{n} at {level} {label}", n).format(
                n=n, level=i, label=self._labels[i]
            )
            for i, n in enumerate(dot_row.counts)
            if n
        ]
        return _("{who}: {parts}.").format(who=who, parts=", ".join(parts) or _("nobody chose a level"))

    def _label_width(self, width: int) -> float:
        """The room for perspectives' names at the left; none when they stand above their row."""
        return 0.0 if self._names_above(width) else max(theme.px(110), min(theme.px(170), width * 0.25))

    def _names_above(self, width: int) -> bool:
        return width < theme.px(430)

    def _axis(self, width: int) -> tuple[float, float]:
        """Where level 0 lies, and the distance from one level to the next."""
        left = self._label_width(width)
        across = (width - left) / 5
        return left + across / 2, across

    def _diameter(self, width: int) -> float:
        """Five fit abreast in a column; big groups get smaller dots."""
        most = max((max(r.counts) for r in self._rows if r.kind is RowKind.DOTS), default=0)
        wanted = theme.px(self._dot_size) * (1 if most <= 15 else 0.72)
        return max(6.0, min(wanted, self._axis(width)[1] / (_ABREAST + 0.4) - 2))

    def _name_height(self, width: int, dot_row: DotRow) -> float:
        room = int(self._label_width(width) or width) - 8
        height = _text_height("strong", dot_row.label, room)
        return height + (_text_height("small", dot_row.note, room) if dot_row.note else 0)

    def _row_heights(self, width: int) -> list[float]:
        step = self._diameter(width) + 3
        heights = []
        for dot_row in self._rows:
            stacked = -(-max(dot_row.counts) // _ABREAST) if dot_row.kind is RowKind.DOTS else 2
            dots, names = max(1, stacked) * step, self._name_height(width, dot_row)
            inner = names + 6 + dots if self._names_above(width) else max(names, dots)
            heights.append(inner + theme.px(20))
        return heights

    def _foot_height(self, width: int) -> float:
        room = int(self._axis(width)[1]) - 4
        return (
            theme.px(12)
            + _text_height("strong", "0", room)
            + max((_text_height("axis", label, room, bold=True) for label in self._labels), default=0)
            + theme.px(8)
        )

    def _paint_column(self, painter: QPainter) -> None:
        if self._level is None:
            return
        first, across = self._axis(self.width())
        box = QRectF(first + (self._level - 0.5) * across + 2, 0, across - 4, self.height() - 1)
        painter.setPen(QPen(tokens.accent, 2) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.soft)
        painter.drawRoundedRect(box, 10, 10)

    def _paint_row(self, painter: QPainter, dot_row: DotRow, box: QRectF) -> None:
        half = theme.px(10)
        inner = box.adjusted(0, half, 0, -half)
        above = self._names_above(self.width())
        names = self._name_height(self.width(), dot_row)
        self._paint_names(painter, dot_row, inner if above else self._beside(inner, names))
        marks = (
            inner.adjusted(0, names + 6, 0, 0)
            if above
            else inner.adjusted(self._label_width(self.width()), 0, 0, 0)
        )
        if dot_row.kind is RowKind.DOTS:
            self._paint_scale(painter, marks.center().y())
            for level, count in enumerate(dot_row.counts):
                self._paint_dots(painter, level, count, marks.center().y())
        else:
            self._paint_instead(painter, dot_row.kind, marks)

    def _beside(self, inner: QRectF, names: float) -> QRectF:
        top = inner.center().y() - names / 2
        return QRectF(0, top, self._label_width(self.width()) - 8, names)

    def _paint_names(self, painter: QPainter, dot_row: DotRow, box: QRectF) -> None:
        painter.setFont(theme.font("strong"))
        painter.setPen(tokens.ink)
        painter.drawText(box, int(_WRAP), dot_row.label)
        if dot_row.note:
            down = _text_height("strong", dot_row.label, int(box.width()))
            painter.setFont(theme.font("small"))
            painter.setPen(tokens.ink2)
            painter.drawText(box.adjusted(0, down, 0, 0), int(_WRAP), dot_row.note)

    def _paint_scale(self, painter: QPainter, y: float) -> None:
        first, across = self._axis(self.width())
        painter.setPen(QPen(tokens.lv_line, 1.2))
        painter.drawLine(QPointF(first, y), QPointF(first + 4 * across, y))
        for level in range(5):
            x = first + level * across
            painter.drawLine(QPointF(x, y - 5), QPointF(x, y + 5))

    def _paint_dots(self, painter: QPainter, level: int, count: int, y: float) -> None:
        """Rows of at most five, centred on the level, the block centred on the line."""
        if not count:
            return
        first, across = self._axis(self.width())
        size = self._diameter(self.width())
        step = size + 2
        deep = -(-count // _ABREAST)
        painter.setPen(QPen(tokens.soft if level == self._level else tokens.surface, 1.5))
        painter.setBrush(tokens.accent)
        for at in range(count):
            line, place = divmod(at, _ABREAST)
            abreast = min(_ABREAST, count - line * _ABREAST)
            x = first + level * across + (place - (abreast - 1) / 2) * step
            down = y + (line - (deep - 1) / 2) * step
            painter.drawEllipse(QPointF(x, down - self._height_left * (down + size)), size / 2, size / 2)

    def _paint_instead(self, painter: QPainter, kind: RowKind, box: QRectF) -> None:
        """A block of one fixed height, the same for every group, that says why there are no dots."""
        hidden = kind is RowKind.HIDDEN
        words = _("Not shown: small group") if hidden else _("Not asked about this one")
        height = min(box.height(), theme.px(34))
        block = QRectF(box.x() + 6, box.center().y() - height / 2, box.width() - 12, height)
        pen = QPen(tokens.control, 1)
        painter.setBrush(tokens.surface)
        if not hidden:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(block, 8, 8)
        if hidden:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(_faint(tokens.control), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(block, 8, 8)
        painter.setFont(theme.font("small"))
        if hidden:
            self._clear_behind(painter, words, block)
        painter.setPen(tokens.ink2)
        painter.drawText(block, Qt.AlignmentFlag.AlignCenter, words)

    def _clear_behind(self, painter: QPainter, words: str, block: QRectF) -> None:
        """Hatching under letters makes them hard to read."""
        width = min(block.width() - 4, QFontMetrics(theme.font("small")).horizontalAdvance(words) + 20)
        patch = QRectF(0, 0, width, block.height() - 8)
        patch.moveCenter(block.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(patch, 6, 6)

    def _paint_foot(self, painter: QPainter, y: float) -> None:
        first, across = self._axis(self.width())
        top = y + theme.px(8)
        for level, label in enumerate(self._labels):
            box = QRectF(first + (level - 0.5) * across + 2, top, across - 4, self.height() - top)
            painter.setFont(theme.font("strong"))
            painter.setPen(tokens.ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(level))
            font = theme.font("axis")
            font.setBold(level == self._level)
            painter.setFont(font)
            down = _text_height("strong", "0", int(across))
            painter.drawText(box.adjusted(0, down, 0, 0), int(Qt.AlignmentFlag.AlignHCenter | _WRAP), label)

    def _on_height_left(self, part: float) -> None:
        """How much of the way down is left, from 1 to 0."""
        self._height_left = part
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _text_height(role: str, text: str, width: int, *, bold: bool = False) -> float:
    font = theme.font(role)
    font.setBold(bold or font.bold())
    metrics = QFontMetrics(font)
    return metrics.boundingRect(0, 0, max(1, width), 10_000, int(_WRAP), text).height()


def _faint(colour: QColor) -> QColor:
    pale = QColor(colour)
    pale.setAlpha(150)
    return pale
