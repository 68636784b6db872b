"""One barrier as a card: its words, what they rest on, and how long it has stood."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pie_audit.domain.barrier import Barrier, BarrierSource, BarrierStatus
from pie_audit.domain.barrier_words import age_words, level_words, source_words, status_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import Quarter
from pie_audit.ui.theme import RADIUS_CARD
from pie_audit.ui.widgets import Chip, FlowLayout, IconMark, Pressable, WrapLabel, boxed, column, row
from pie_audit.words import _

SOURCE_ICONS = {
    BarrierSource.REVIEW: "clipboard-text",
    BarrierSource.FRICTION: "hourglass",
    BarrierSource.REFUSAL: "x",
    BarrierSource.LIVED_EXPERIENCE: "user",
    BarrierSource.TRAINING: "notebook",
}

LEVEL_KEYS: dict[int, BarrierLevel | None] = {
    Qt.Key.Key_1: BarrierLevel.INDIVIDUAL,
    Qt.Key.Key_2: BarrierLevel.SERVICE,
    Qt.Key.Key_3: BarrierLevel.SYSTEM,
    Qt.Key.Key_0: None,
}
"""1, 2 and 3 say whose it is, 0 that nobody is sure."""

_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class BarrierCard(Pressable, QPushButton):
    """A click or Enter shows all of it; the arrows go to its neighbours; 1, 2, 3 and 0 say where it lies."""

    ring_radius = RADIUS_CARD
    _edge = "line"
    opened = Signal(str)
    stepped = Signal(str, int, int)
    levelled = Signal(str, object)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, barrier: Barrier, where: str, now: Quarter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.barrier = barrier
        self.setCheckable(True)
        base = _("{base} · {age}").format(base=barrier.base, age=age_words(barrier.first_seen, now))
        self.setLayout(self._laid(barrier, base))
        level = level_words(barrier.level)
        self.setAccessibleName(
            _("{barrier}. {level}, {where}").format(barrier=barrier.text, level=level, where=where)
        )
        told = [source_words(barrier.source), base]
        if barrier.status is not BarrierStatus.OPEN:
            told.append(status_words(barrier.status))
        self.setAccessibleDescription(", ".join(told))
        self.clicked.connect(self._on_clicked)
        self.prepare()

    def _laid(self, barrier: Barrier, base: str) -> QVBoxLayout:
        is_gone = barrier.status is BarrierStatus.GONE
        words = WrapLabel(barrier.text, "body" if is_gone else "strong", "ink2" if is_gone else "ink")
        feet = row(IconMark(SOURCE_ICONS[barrier.source], 16, "ink2"), gap=6)
        feet.addWidget(WrapLabel(base, "small", "ink2"), 1)
        layout = column(words, feet, gap=4)
        if barrier.status is not BarrierStatus.OPEN:
            look = "good" if barrier.status is BarrierStatus.MOVED else "neutral"
            layout.addWidget(boxed(FlowLayout(Chip(status_words(barrier.status), look))))
        layout.addStretch(1)
        layout.setContentsMargins(12, 10, 12, 10)
        return layout

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in _WAYS:
            self.stepped.emit(self.barrier.key, *_WAYS[Qt.Key(event.key())])
        elif plain and event.key() in LEVEL_KEYS:
            self.levelled.emit(self.barrier.key, LEVEL_KEYS[event.key()])
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.barrier.key)
        elif plain and event.key() == Qt.Key.Key_M:
            self.menu_wanted.emit(self.barrier.key, self.mapToGlobal(self.rect().bottomLeft()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.barrier.key, event.globalPos())

    def _on_clicked(self, _checked: bool = False) -> None:
        self.opened.emit(self.barrier.key)
