"""Choosing a level: what the rating scale and the recording panel share, and the small row of five."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from pie_audit.ui.widgets.arrange import column, row
from pie_audit.ui.widgets.marks import LevelBall
from pie_audit.ui.widgets.pressable import Pressable
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.ui.widgets.tips import QuietTip
from pie_audit.words import _

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


PLAIN = Qt.KeyboardModifier.NoModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
"""Keys that count as answers are pressed alone, on the number pad or not."""


class LevelWords(NamedTuple):
    """The general label of a level, and the sentence that says what it looks like here."""

    label: str
    sentence: str = ""


class LevelOption(QuietTip, Pressable, QRadioButton):
    """What a row and a tile share: a level, its words, and a group that looks after the keys."""

    entered = Signal(int)

    def __init__(self, level: int) -> None:
        super().__init__()
        self.level = level

    def show_chosen(self, chosen: bool) -> None:
        """Tick or untick. Exclusive is what makes it a radio button to a screen reader, but Qt won't untick those."""
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

    def name(self, words: LevelWords) -> None:
        """Say it to screen readers: “Level 2 of 4, Patchy. Some of us, some days.”"""
        said = _("Level {level} of 4, {label}").format(level=self.level, label=words.label)
        self.setAccessibleName(f"{said}. {words.sentence}" if words.sentence else said)

    def nextCheckState(self) -> None:
        """Pressing a chosen level again leaves it chosen."""
        self.setChecked(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self.level)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; everything else is the group's, then the page's."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()


class LevelGroup(QWidget):
    """Five options with one tab stop. Arrows move, digits and Space choose; choosing never goes any further."""

    levelChosen = Signal(int)

    def __init__(self, name: str, options: Sequence[LevelOption], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._options = options
        self._current = -1
        for option in options:
            option.entered.connect(self._on_entered)
            option.clicked.connect(self._on_clicked)
        self._set_current(-1)

    def level(self) -> int | None:
        """The level that is chosen, if one is."""
        return next((option.level for option in self._options if option.isChecked()), None)

    def set_level(self, level: int | None) -> None:
        """Show a level as chosen without telling anybody."""
        for option in self._options:
            option.show_chosen(option.level == level)
        self._set_current(self._current if level is None else level)

    def choose(self, level: int) -> None:
        """What a digit key does."""
        self._options[level].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._options[level].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text() if event.modifiers() in (PLAIN, KEYPAD) else ""
        step = _MOVES.get(Qt.Key(event.key()), 0) if not event.modifiers() & ~KEYPAD else 0
        if digit in ("0", "1", "2", "3", "4"):
            self.choose(int(digit))
        elif step:
            self._walk(step)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        at = max(0, min(len(self._options) - 1, max(self._current, 0) + step))
        self._options[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_entered(self, level: int) -> None:
        self._set_current(level)

    def _on_clicked(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, LevelOption):
            self.set_level(chosen.level)
            self.levelChosen.emit(chosen.level)

    def _set_current(self, level: int) -> None:
        """One tab stop for the five: where the person was last, else the first."""
        self._current = level
        stop = max(level, 0)
        for option in self._options:
            here = option.level == stop
            option.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._options[stop])


class LevelPicker(LevelGroup):
    """The small row of five for recording what was agreed. Keys 0–4, arrows, Space."""

    def __init__(self, labels: Sequence[str], name: str = "", parent: QWidget | None = None) -> None:
        tiles = [LevelTile(level) for level in range(5)]
        super().__init__(name or _("The level we agree on"), tiles, parent)
        layout = row(*tiles, gap=6)
        self.setLayout(layout)
        for tile, label in zip(tiles, labels, strict=True):
            tile.name(LevelWords(label))
            tile.tip = label


class LevelTile(LevelOption):
    """A ball over its digit."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        ball = LevelBall(level, 24)
        digit = WrapLabel(str(level), "small_strong", align=Qt.AlignmentFlag.AlignHCenter, wrap=False)
        layout = column(gap=4)
        layout.addWidget(ball, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(digit, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.setContentsMargins(4, 9, 4, 7)
        self.setLayout(layout)
        self.prepare()
