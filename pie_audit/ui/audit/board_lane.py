"""What a lane of the board is made of besides its cards: its name, its two grounds, and the place for one more."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from pie_audit.domain.influence import Direction
from pie_audit.domain.level_words import level_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.ui.audit.board_words import (
    DIRECTION_ICONS,
    LEVEL_ICONS,
    column_note,
    column_title,
    empty_words,
    lane_note,
)
from pie_audit.ui.theme import RADIUS_CARD, theme, tokens
from pie_audit.ui.widgets import IconMark, Pressable, WrapLabel, column, row
from pie_audit.words import _

Well = tuple[BarrierLevel, Direction]
"""One lane and column."""

WELLS: tuple[Well, ...] = tuple((level, direction) for level in BarrierLevel for direction in Direction)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a well lies, and where its cards do, in their order."""

    well: Well
    box: QRect
    cards: tuple[QRect, ...]


class LaneName(QWidget):
    """Icon, name and note of a lane: beside it, or above it where there is little room."""

    def __init__(self, level: BarrierLevel, parent: QWidget) -> None:
        super().__init__(parent)
        words = column(
            WrapLabel(level_words(level), "strong"), WrapLabel(lane_note(level), "small", "ink2"), gap=2
        )
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(4, 6, 4, 4)
        self._layout.setSpacing(8)
        self._layout.addWidget(IconMark(LEVEL_ICONS[level], 26, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(words, 1)
        words.addStretch(1)

    def height_at(self, width: int, *, upright: bool) -> int:
        """How tall it is in that width; `upright` puts the icon above the words."""
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != way:
            self._layout.setDirection(way)
        return max(self._layout.totalHeightForWidth(width), self._layout.totalMinimumSize().height())


class ColumnHead(QWidget):
    """“Helps · keep doing” over a column."""

    def __init__(self, direction: Direction, parent: QWidget) -> None:
        super().__init__(parent)
        ink = "good" if direction is Direction.HELPS else "warn"
        layout = row(IconMark(DIRECTION_ICONS[direction], 22, ink), gap=10)
        layout.addWidget(WrapLabel(column_title(direction), "h2", ink, wrap=False))
        layout.addWidget(WrapLabel(column_note(direction), "small", "ink2"), 1)
        layout.setContentsMargins(2, 2, 2, 2)
        self.setLayout(layout)

    def height_at(self, width: int) -> int:
        """How tall it is in that width."""
        return max(self.layout().totalHeightForWidth(width), self.layout().totalMinimumSize().height())


class AddHere(Pressable, QPushButton):
    """A dashed card that asks for one more; A works here too."""

    def __init__(self, well: Well, parent: QWidget) -> None:
        super().__init__(parent)
        self.well = well
        words = empty_words(well[1])
        layout = row(None, IconMark("plus", 18, "ink2"), gap=8)
        layout.addWidget(WrapLabel(words, "body", "ink2"))
        layout.addStretch(1)
        layout.setContentsMargins(12, 12, 12, 12)
        self.setLayout(layout)
        self.setAccessibleName(
            _("{question} Add a card: {column}, {lane}").format(
                question=words, column=column_title(well[1]).lower(), lane=level_words(well[0]).lower()
            )
        )
        self.prepare()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (
            event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self.click()
        else:
            super().keyPressEvent(event)

    def height_at(self, width: int) -> int:
        """How tall it is in that width."""
        return self.heightForWidth(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.control, 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(tokens.sunk if self.underMouse() else QColor(0, 0, 0, 0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.end()


def paint_ground(painter: QPainter, ground: Ground, *, aimed_at: bool) -> None:
    """The soft panel under a well's cards: green for what helps, amber for what hinders, each under its own head."""
    helps = ground.well[1] is Direction.HELPS
    edge = (
        QPen(tokens.accent, 2)
        if aimed_at
        else QPen(tokens.ink, 1)
        if theme.high_contrast
        else Qt.PenStyle.NoPen
    )
    painter.setPen(edge)
    painter.setBrush(tokens.good_soft if helps else tokens.warn_soft)
    painter.drawRoundedRect(QRectF(ground.box).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)


def place_at(ground: Ground, point: QPoint, without: int | None) -> int:
    """Which place a card gets that is let go at `point`; `without` is the place of that card if it lies here."""
    before = 0
    for at, box in enumerate(ground.cards):
        if at == without:
            continue
        is_above = box.bottom() < point.y()
        is_left = box.top() <= point.y() and box.center().x() < point.x()
        before += is_above or is_left
    return before
