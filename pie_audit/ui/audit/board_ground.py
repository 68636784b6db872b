"""Where everything on the board lies: lanes beside or under each other, their two grounds, and cards in lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.influence import Influence, Spot, in_spot, move_card
from pie_audit.domain.plan import BarrierLevel
from pie_audit.ui.audit.board_card import BoardCard
from pie_audit.ui.audit.board_lane import WELLS, AddHere, ColumnHead, Ground, LaneName, Well, paint_ground
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets.fitting import FitsHeight

_PAD, _GAP, _LANE_GAP = 12, 12, 14
_NAME_WIDTH = 134
_WIDE_FROM = 760
_CARD_FROM = 178
_LOWEST_CARD = 92


class BoardGround(FitsHeight, QWidget):
    """Lays out what lies on the board; whoever fills it says what that is.

    All cards are its own children and never change their parent, so that a card keeps mouse and focus wherever it
    is carried.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[Influence, ...] = ()
        self._draft: Influence | None = None
        self._carried = ""
        self._may_edit = False
        self._grounds: tuple[Ground, ...] = ()
        self.cards: dict[str, BoardCard] = {}
        self._names = {level: LaneName(level, self) for level in BarrierLevel}
        self._heads = {well: ColumnHead(well[1], self) for well in WELLS}
        self.adds = {well: AddHere(well, self) for well in WELLS}
        self.fit_height(QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._lay_out)

    def _all(self) -> tuple[Influence, ...]:
        """The cards and the one that is new, where they lie now."""
        if self._draft is None or any(c.influence_id == self._draft.influence_id for c in self._cards):
            return self._cards
        end = Spot(self._draft.level, self._draft.direction, len(self._cards))
        return move_card((*self._cards, self._draft), self._draft.influence_id, end)

    def _in_hand(self) -> Influence:
        return next(c for c in self._cards if c.influence_id == self._carried)

    def reading_order(self) -> list[QWidget]:
        """Lane by lane, and in a lane the whole of one column before the other."""
        return [*self._order()]

    def _order(self) -> list[BoardCard | AddHere]:
        """Everything that takes the focus, in reading order."""
        found: list[BoardCard | AddHere] = []
        for well in WELLS:
            found += [
                self.cards[c.influence_id]
                for c in in_spot(self._all(), *well)
                if c.influence_id in self.cards
            ]
            if self.adds[well].isVisibleTo(self):
                found.append(self.adds[well])
        return found

    def natural_size(self) -> QSize:
        return QSize(900, self._place(900, move=False))

    def minimumSizeHint(self) -> QSize:
        widths = [w.minimumSizeHint().width() for w in (*self.cards.values(), *self.adds.values())]
        heads = [h.minimumSizeHint().width() for h in self._heads.values()]
        return QSize(max([w + 2 * _PAD for w in widths] + heads), 100)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place(self.width(), move=True)
            self.updateGeometry()
        return super().event(event)

    def _lay_out(self) -> None:
        self.updateGeometry()
        self._place(self.width(), move=True)
        order = self._order()
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.update()

    def _is_wide(self, width: int) -> bool:
        return not theme.large_text and width >= _WIDE_FROM

    def _place(self, width: int, *, move: bool) -> int:
        """Put everything where it belongs in that width; the height used."""
        grounds: list[Ground] = []
        place = self._place_wide if self._is_wide(width) else self._place_narrow
        height = place(width, grounds, move)
        if move:
            self._grounds = tuple(grounds)
        return height

    def _place_wide(self, width: int, grounds: list[Ground], move: bool) -> int:
        left = theme.px(_NAME_WIDTH) + _GAP
        across = (width - left - _LANE_GAP) // 2
        y = self._place_heads(left, across, move) + 6
        for level in BarrierLevel:
            name = self._names[level]
            of_name = name.height_at(left - _GAP, upright=True)
            wells = [w for w in WELLS if w[0] is level]
            height = max(of_name, *(self._well_height(w, across) for w in wells))
            for n, well in enumerate(wells):
                box = QRect(left + n * (across + _LANE_GAP), y, across, height)
                grounds.append(self._fill(well, box, move))
            if move:
                name.setGeometry(0, y, left - _GAP, of_name)
            y += height + _LANE_GAP
        return y - _LANE_GAP

    def _place_heads(self, left: int, across: int, move: bool) -> int:
        first = WELLS[0][0]
        height = max(self._heads[w].height_at(across) for w in WELLS if w[0] is first)
        if move:
            for n, well in enumerate(WELLS):
                head = self._heads[well]
                head.setVisible(well[0] is first)
                head.setGeometry(left + (n % 2) * (across + _LANE_GAP), 0, across, height)
        return height

    def _place_narrow(self, width: int, grounds: list[Ground], move: bool) -> int:
        y = 0
        for well in WELLS:
            name, head = self._names[well[0]], self._heads[well]
            if well[1] is WELLS[0][1]:
                height = name.height_at(width, upright=False)
                if move:
                    name.setGeometry(0, y, width, height)
                y += height + 4
            height = head.height_at(width)
            if move:
                head.show()
                head.setGeometry(0, y, width, height)
            y += height + 4
            box = QRect(0, y, width, self._well_height(well, width))
            grounds.append(self._fill(well, box, move))
            y += box.height() + _LANE_GAP
        return y - _LANE_GAP

    def _inside(self, well: Well) -> list[BoardCard | AddHere]:
        found: list[BoardCard | AddHere] = [
            self.cards[c.influence_id] for c in in_spot(self._all(), *well) if c.influence_id in self.cards
        ]
        if self._may_edit and len(found) < 2:
            found.append(self.adds[well])
        return found

    def _rows(self, well: Well, across: int) -> tuple[int, list[list[BoardCard | AddHere]]]:
        """The width of one card, and the cards line by line."""
        inner = across - 2 * _PAD
        abreast = max(1, min(3, (inner + _GAP) // (theme.px(_CARD_FROM) + _GAP)))
        inside = self._inside(well)
        wide = (inner - _GAP * (abreast - 1)) // abreast
        return wide, [inside[at : at + abreast] for at in range(0, len(inside), abreast)]

    def _line_height(self, line: Sequence[BoardCard | AddHere], wide: int) -> int:
        return max(theme.px(_LOWEST_CARD), *(w.height_at(wide) for w in line))

    def _well_height(self, well: Well, across: int) -> int:
        wide, lines = self._rows(well, across)
        heights = [self._line_height(line, wide) for line in lines]
        return sum(heights) + _GAP * max(0, len(lines) - 1) + 2 * _PAD if lines else theme.px(_LOWEST_CARD)

    def _fill(self, well: Well, box: QRect, move: bool) -> Ground:
        """Put a well's cards into its box, line by line; a single line fills it."""
        wide, lines = self._rows(well, box.width())
        y, boxes = box.y() + _PAD, []
        for line in lines:
            height = self._line_height(line, wide)
            if len(lines) == 1:
                height = box.height() - 2 * _PAD
            for n, widget in enumerate(line):
                at = QRect(box.x() + _PAD + n * (wide + _GAP), y, wide, height)
                if isinstance(widget, BoardCard):
                    boxes.append(at)
                if move:
                    widget.setGeometry(at)
            y += height + _GAP
        if move:
            self.adds[well].setVisible(self.adds[well] in [w for line in lines for w in line])
        return Ground(well, box, tuple(boxes))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = self._in_hand() if self._carried else None
        for ground in self._grounds:
            paint_ground(
                painter, ground, aimed_at=card is not None and ground.well == (card.level, card.direction)
            )
        painter.end()
