"""Choosing a level: the five rows of a rating sheet, and the small row of five for recording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.arrange import FlowLayout, boxed, column, row
from pie_audit.ui.widgets.buttons import SecondaryButton
from pie_audit.ui.widgets.marks import LevelBall, Mark
from pie_audit.ui.widgets.pressable import Pressable, paint_tick
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.ui.widgets.tips import QuietTip
from pie_audit.words import _

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


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
        digit = event.text() if event.modifiers() in (_PLAIN, _KEYPAD) else ""
        step = _MOVES.get(Qt.Key(event.key()), 0) if not event.modifiers() & ~_KEYPAD else 0
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


_PLAIN = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class LevelRow(LevelOption):
    """One level of a rating sheet: ball, label, its sentence while it is the focused one, and its key."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self._label, self._sentence = WrapLabel("", "h3"), WrapLabel("", "small", "ink2")
        self._sentence.hide()
        layout = row(LevelBall(level, 27), gap=14)
        layout.addLayout(column(self._label, self._sentence, gap=1), 1)
        layout.addWidget(_Tick(self))
        layout.addWidget(_Key(str(level)))
        layout.setContentsMargins(17, 8, 14, 8)
        self.setLayout(layout)
        self.prepare()

    def set_words(self, words: LevelWords) -> None:
        """The label and sentence for the topic in hand."""
        self._label.setText(words.label)
        self._sentence.setText(words.sentence)
        self.tip = words.sentence
        self.name(words)

    def set_open(self, is_open: bool) -> None:
        """Show the sentence, or only the label."""
        self._sentence.setVisible(is_open and bool(self._sentence.text()))

    def sentence_height(self) -> int:
        """The pixels that showing the sentence adds at this width."""
        if not self._sentence.text():
            return 0
        return self._sentence.heightForWidth(max(40, self._label.width())) + 1


class RatingScale(LevelGroup):
    """A topic's answer: five levels, “doesn't apply” and “can't tell”. Keys 0–4, N, T, arrows, Space.

    Only the level in focus shows its sentence, so that “can't tell” stays in view; the room for the longest
    sentence is kept free, so that nothing jumps. Choosing never moves to the next topic.
    """

    notApplicable = Signal()
    cantTell = Signal()

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        self._rows = [LevelRow(level) for level in range(5)]
        self._spare = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        super().__init__(name or _("Your level"), self._rows, parent)
        self.not_applicable = SecondaryButton(_("Doesn't apply here"), in_row=True)
        self.cant_tell = SecondaryButton(_("I can't tell yet"), in_row=True)
        for button, clicked in (
            (self.not_applicable, self._on_not_applicable),
            (self.cant_tell, self._on_cant_tell),
        ):
            button.setCheckable(True)
            button.clicked.connect(clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for level_row in self._rows:
            layout.addWidget(level_row)
        layout.addItem(self._spare)
        self._hint = WrapLabel(_("Press 0 to 4, or N, or T"), "small", "ink2", wrap=False)
        layout.addLayout(row(boxed(FlowLayout(self.not_applicable, self.cant_tell)), self._hint))
        theme.changed.connect(self._keep_room)

    def set_topic(self, words: Sequence[LevelWords], answer: Answer = None) -> None:
        """Fill with another topic and what was answered before; tells nobody."""
        for level_row, level_words in zip(self._rows, words, strict=True):
            level_row.set_words(level_words)
        focused = next((r.level for r in self._rows if r.hasFocus()), -1)
        self._set_current(focused)
        self.set_answer(answer)

    def set_answer(self, answer: Answer) -> None:
        """Show an answer as given; tells nobody."""
        self.set_level(int(answer) if isinstance(answer, Level) else None)
        self.not_applicable.setChecked(isinstance(answer, NotApplicable))
        self.cant_tell.setChecked(isinstance(answer, CantTell))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (_PLAIN, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.key() == Qt.Key.Key_N:
            self.not_applicable.click()
        elif plain and event.key() == Qt.Key.Key_T:
            self.cant_tell.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    def _on_clicked(self) -> None:
        self.not_applicable.setChecked(False)
        self.cant_tell.setChecked(False)
        super()._on_clicked()

    def _on_not_applicable(self) -> None:
        self.set_answer(NotApplicable())
        self.notApplicable.emit()

    def _on_cant_tell(self) -> None:
        self.set_answer(CantTell())
        self.cantTell.emit()

    def _set_current(self, level: int) -> None:
        super()._set_current(level)
        for level_row in self._rows:
            level_row.set_open(level_row.level == level)
        self._keep_room()

    def _keep_room(self) -> None:
        heights = [level_row.sentence_height() for level_row in self._rows]
        used = heights[self._current] if self._current >= 0 else 0
        wanted = max(heights) - used
        if wanted != self._spare.sizeHint().height():
            self._spare.changeSize(0, wanted, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            if self.layout() is not None:
                self.layout().invalidate()


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


class _Tick(Mark):
    """The tick of a chosen row; keeps its room when it isn't drawn."""

    def __init__(self, button: LevelOption) -> None:
        super().__init__(26)
        self._button = button

    def draw(self, painter: QPainter, box: QRectF) -> None:
        if self._button.isChecked():
            paint_tick(painter, box, tokens.accent)


class _Key(Mark):
    """The key that chooses a row, drawn as a key cap."""

    def __init__(self, letter: str) -> None:
        super().__init__(26)
        self._letter = letter

    def draw(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(tokens.control)
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(theme.font("small_strong"))
        painter.setPen(tokens.ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter)
