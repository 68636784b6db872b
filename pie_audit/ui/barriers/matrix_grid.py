"""The matrix as cards: rows by theme or stage and columns by level; lists by level where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pie_audit.domain.barrier import Barrier
from pie_audit.domain.barrier_matrix import Cell, MatrixRow
from pie_audit.domain.barrier_words import level_meaning, level_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.ui.barriers.barrier_card import BarrierCard
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import Divider, WrapLabel, boxed, clear, column, next_turn
from pie_audit.words import _, plural
from pie_audit.workflows.everyday.barriers import BarriersPage

_LEAST = 165
"""Pixels that a column needs, at 100 % text."""


class MatrixGrid(QWidget):
    """Each barrier once. `opened`, `levelled` and `menu_wanted` carry its key."""

    opened = Signal(str)
    levelled = Signal(str, object)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: BarriersPage | None = None
        self.cards: dict[str, BarrierCard] = {}
        self._spots: dict[str, tuple[int, int, int]] = {}
        self._chosen = ""
        self._is_stacked = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        theme.changed.connect(self._on_room)

    @property
    def stacked(self) -> bool:
        """Whether it shows lists by level now."""
        return self._is_stacked

    def show_view(self, view: BarriersPage) -> None:
        """Fill; the focus stays on the barrier where it was."""
        if view != self.view:
            self.view = view
            self._fill()

    def choose(self, key: str) -> None:
        """Mark the barrier whose details show; none for an empty key."""
        self._chosen = key
        for each, card in self.cards.items():
            card.setChecked(each == key)

    def focus_card(self, key: str) -> None:
        """Put the focus on a barrier."""
        if key in self.cards:
            self.cards[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_room()

    def _on_room(self) -> None:
        if self.view is not None and self._wants_stack() != self._is_stacked:
            next_turn(self, self._fill)

    def _wants_stack(self) -> bool:
        least = len(self._levels()) * (theme.px(_LEAST) + 14)
        return theme.large_text or 0 < self.width() < least

    def _levels(self) -> tuple[BarrierLevel | None, ...]:
        """“Not sure” only where something lies there."""
        found = self.view.matrix.barriers if self.view else ()
        return (*BarrierLevel, None) if any(b.level is None for b in found) else tuple(BarrierLevel)

    def _fill(self) -> None:
        if self.view is None:
            return
        focused = next((key for key, card in self.cards.items() if card.hasFocus()), "")
        clear(self._column)
        self.cards, self._spots = {}, {}
        self._is_stacked = self._wants_stack()
        rows = [row for row in self.view.matrix.rows if any(cell.barriers for cell in row.cells)]
        if self._is_stacked:
            self._fill_lists(rows)
        else:
            self._fill_grid(rows)
        self.choose(self._chosen)
        self.focus_card(focused)

    def _fill_grid(self, rows: Sequence[MatrixRow]) -> None:
        if rows:
            heads = [_head(level, _count_at(rows, level)) for level in self._levels()]
            self._column.addLayout(_abreast(heads))
        for at, row in enumerate(rows):
            self._column.addWidget(Divider())
            self._column.addWidget(WrapLabel(row.title, "h3"))
            cells = [cell for cell in row.cells if cell.level in self._levels()]
            self._column.addLayout(_abreast([self._cell(cell, row, (at, n)) for n, cell in enumerate(cells)]))

    def _cell(self, cell: Cell, row: MatrixRow, spot: tuple[int, int]) -> QWidget:
        holder = column(gap=8)
        if cell.barriers:
            words = _("{level}: {count}").format(
                level=level_words(cell.level), count=_count_words(len(cell.barriers))
            )
            holder.addWidget(WrapLabel(words, "small", "ink2"))
        for n, barrier in enumerate(cell.barriers):
            holder.addWidget(self._card(barrier, row.title, (spot[0], spot[1], n)))
        holder.addStretch(1)
        cell_widget = boxed(holder)
        cell_widget.setAccessibleName(
            _("{row}, {level}").format(row=row.title, level=level_words(cell.level).lower())
        )
        return cell_widget

    def _fill_lists(self, rows: Sequence[MatrixRow]) -> None:
        for n, level in enumerate(self._levels()):
            if n:
                self._column.addWidget(Divider())
            self._column.addWidget(_head(level, _count_at(rows, level)))
            at = 0
            for row in rows:
                here = next(cell for cell in row.cells if cell.level is level)
                if here.barriers:
                    self._column.addWidget(WrapLabel(row.title, "small_strong", "ink2"))
                for barrier in here.barriers:
                    self._column.addWidget(self._card(barrier, row.title, (0, n, at)))
                    at += 1

    def _card(self, barrier: Barrier, where: str, spot: tuple[int, int, int]) -> BarrierCard:
        assert self.view is not None
        card = BarrierCard(barrier, where, self.view.quarter)
        card.opened.connect(self.opened)
        card.levelled.connect(self.levelled)
        card.menu_wanted.connect(self.menu_wanted)
        card.stepped.connect(self._step)
        self.cards[barrier.key] = card
        self._spots[barrier.key] = spot
        return card

    def _step(self, key: str, across: int, down: int) -> None:
        """To the next barrier in that direction; nowhere at the edge."""
        here = self._spots[key]
        found = _next(self._spots, here, across, down)
        if found:
            self.focus_card(found)


def _next(spots: dict[str, tuple[int, int, int]], here: tuple[int, int, int], across: int, down: int) -> str:
    row, at, place = here
    if down:
        line = sorted((s, k) for k, s in spots.items() if s[1] == at)
        order = [k for _s, k in line]
        index = next(n for n, (s, _k) in enumerate(line) if s == here) + down
        return order[index] if 0 <= index < len(order) else ""
    beside = [(s, k) for k, s in spots.items() if (s[1] - at) * across > 0]
    if not beside:
        return ""
    best = min(beside, key=lambda sk: (abs(sk[0][1] - at), abs(sk[0][0] - row), abs(sk[0][2] - place)))
    return best[1]


def _head(level: BarrierLevel | None, count: int) -> QWidget:
    words = column(
        WrapLabel(level_words(level), "h2"), WrapLabel(level_meaning(level), "small", "ink2"), gap=2
    )
    words.addWidget(WrapLabel(_count_words(count), "small_strong", "ink2"))
    words.addStretch(1)
    return boxed(words)


def _count_words(n: int) -> str:
    return plural("{n} barrier", "{n} barriers", n).format(n=n) if n else _("none yet")


def _count_at(rows: Sequence[MatrixRow], level: BarrierLevel | None) -> int:
    return sum(len(cell.barriers) for row in rows for cell in row.cells if cell.level is level)


def _abreast(parts: Sequence[QWidget]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(14)
    for part in parts:
        line.addWidget(part, 1)
    return line
