"""The five rows of a rating sheet, with the two honest ways not to answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.arrange import FlowLayout, boxed, column, row
from pie_audit.ui.widgets.buttons import SecondaryButton
from pie_audit.ui.widgets.levels import PLAIN, LevelGroup, LevelOption, LevelWords
from pie_audit.ui.widgets.marks import LevelBall, Mark
from pie_audit.ui.widgets.pressable import paint_tick
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _


class LevelRow(LevelOption):
    """One level of a rating sheet: ball, label, its sentence while it is the focused one, and its key."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self._label, self._sentence = WrapLabel("", "h3"), WrapLabel("", "small", "ink2")
        self._sentence.hide()
        layout = row(LevelBall(level, 27), gap=14)
        layout.addLayout(column(self._label, self._sentence, gap=1), 1)
        layout.addWidget(_Tick(self))
        layout.addWidget(KeyCap(str(level)))
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
        plain = event.modifiers() in (PLAIN, Qt.KeyboardModifier.ShiftModifier)
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


class _Tick(Mark):
    """The tick of a chosen row; keeps its room when it isn't drawn."""

    def __init__(self, button: LevelOption) -> None:
        super().__init__(26)
        self._button = button

    def draw(self, painter: QPainter, box: QRectF) -> None:
        if self._button.isChecked():
            paint_tick(painter, box, tokens.accent)


class KeyCap(Mark):
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
