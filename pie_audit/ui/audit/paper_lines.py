"""One sheet of paper as lines to key in: a topic, and a field that takes 0–4, N or T and goes on by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.domain.questionnaire import Questionnaire, Topic
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.widgets import Choice, Divider, ThemeShape, WrapLabel, boxed, column, row
from pie_audit.words import _

_BLANK, _NOT_HERE, _CANT_TELL = 0, 6, 7
_KEYS = {
    Qt.Key.Key_0: 1,
    Qt.Key.Key_1: 2,
    Qt.Key.Key_2: 3,
    Qt.Key.Key_3: 4,
    Qt.Key.Key_4: 5,
    Qt.Key.Key_N: _NOT_HERE,
    Qt.Key.Key_T: _CANT_TELL,
    Qt.Key.Key_Minus: _BLANK,
    Qt.Key.Key_Backspace: _BLANK,
    Qt.Key.Key_Delete: _BLANK,
}


def answer_words(answer: Answer) -> str:
    """What was ticked, as a line of text says it."""
    if isinstance(answer, Level):
        return str(int(answer))
    if isinstance(answer, NotApplicable):
        return _("doesn’t apply")
    return _("left blank") if answer is None else _("can’t tell")


class AnswerField(Choice):
    """What was ticked on paper. A key picks it and asks for the next line."""

    keyed = Signal()

    def __init__(self, labels: Sequence[str]) -> None:
        levels = (f"{level}  {label}" for level, label in enumerate(labels))
        super().__init__(_("Left blank"), *levels, _("N  Doesn’t apply"), _("T  Can’t tell"))
        self.setMinimumContentsLength(14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = _KEYS.get(Qt.Key(event.key()))
        if at is None or event.modifiers() not in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            super().keyPressEvent(event)
            return
        self.setCurrentIndex(at)
        self.keyed.emit()

    def answer(self) -> Answer:
        """What stands there; None for blank."""
        at = self.currentIndex()
        if at in {_NOT_HERE, _CANT_TELL}:
            return NotApplicable("") if at == _NOT_HERE else CantTell()
        return None if at == _BLANK else Level(at - 1)

    def set_answer(self, answer: Answer) -> None:
        """Show this answer; tells nobody."""
        at = int(answer) + 1 if isinstance(answer, Level) else _BLANK
        if isinstance(answer, NotApplicable | CantTell):
            at = _NOT_HERE if isinstance(answer, NotApplicable) else _CANT_TELL
        self.blockSignals(True)
        self.setCurrentIndex(at)
        self.blockSignals(False)


class PaperLines(QWidget):
    """All topics of one sheet. `changed` after each answer; `finished` when the last line was keyed in."""

    changed = Signal()
    finished = Signal()

    def __init__(self, questions: Questionnaire, topics: Sequence[Topic]) -> None:
        super().__init__()
        self.fields: dict[str, AnswerField] = {}
        labels = [level.label for level in questions.levels]
        lines = column(gap=6)
        theme = ""
        for n, topic in enumerate(topics, 1):
            if theme and topic.theme != theme:
                lines.addWidget(Divider())
            theme = topic.theme
            lines.addWidget(self._line(questions, topic, n, labels))
        lines.setContentsMargins(0, 0, 0, 0)
        self.setLayout(lines)

    def _line(self, questions: Questionnaire, topic: Topic, n: int, labels: Sequence[str]) -> QWidget:
        field = AnswerField(labels)
        field.setAccessibleName(_("{n}. {topic}").format(n=n, topic=topic.title))
        field.currentIndexChanged.connect(self._on_changed)
        field.keyed.connect(self._go_on)
        self.fields[topic.id] = field
        mark = ThemeShape(theme_mark(questions.theme(topic.theme)), 18)
        line = row(WrapLabel(str(n), "strong", wrap=False), mark, gap=10)
        line.itemAt(0).widget().setMinimumWidth(26)
        line.addWidget(WrapLabel(topic.title), 1)
        line.addWidget(field)
        return boxed(line)

    def answers(self) -> dict[str, Answer]:
        """What stands on this sheet; blank topics are left out."""
        found = {topic: field.answer() for topic, field in self.fields.items()}
        return {topic: answer for topic, answer in found.items() if answer is not None}

    def show_answers(self, answers: Mapping[str, Answer]) -> None:
        """Show another sheet."""
        for topic, field in self.fields.items():
            field.set_answer(answers.get(topic))

    def begin(self) -> None:
        """Go to the first line."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_changed(self, _index: int) -> None:
        self.changed.emit()

    def _go_on(self) -> None:
        fields = list(self.fields.values())
        at = next(at for at, field in enumerate(fields) if field is self.sender())
        if at + 1 < len(fields):
            fields[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()
