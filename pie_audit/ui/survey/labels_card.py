"""The answers: what stands at each value, typed set by set or left as plain values."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.bringing import LONGEST_LABEL
from pie_audit.domain.questionnaire import AnswerSet, Instrument
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import Card, EvenLayout, TextLine, WrapLabel, boxed, column, row
from pie_audit.words import _, plural

_LEAST = 260


class LabelsCard(Card):
    """`edited` on every key that writes, `left` when somebody is through with a line; neither on filling."""

    edited = Signal()
    left = Signal()

    def __init__(self, key: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(_("The answers"), icon="list-checks", gap=12, parent=parent)
        self.sets = {one.id: LabelSet(key, one) for one in key.answer_sets}
        self.add(
            WrapLabel(
                _("Type what your copy prints at each value. Leave a set empty, and people see the values."),
                colour="ink2",
            ),
            boxed(EvenLayout(*self.sets.values(), least=_LEAST, gap=24)),
        )
        for one in self.sets.values():
            for line in one.lines:
                line.textEdited.connect(self._on_edited)
                line.editingFinished.connect(self.left)

    def fill(self, labels: Mapping[str, tuple[str, ...]]) -> None:
        """Silently."""
        for set_id, one in self.sets.items():
            one.fill(labels.get(set_id, ()))

    def labels(self) -> dict[str, tuple[str, ...]]:
        """What is typed so far; sets without a word are left out."""
        typed = {set_id: one.labels() for set_id, one in self.sets.items()}
        return {set_id: labels for set_id, labels in typed.items() if any(labels)}

    def set_error(self, set_id: str, words: str) -> None:
        """Say under a set what is in the way, or nothing."""
        self.sets[set_id].set_error(words)

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()


class LabelSet(QWidget):
    """One set: a line for each value, lowest first."""

    def __init__(self, key: Instrument, answers: AnswerSet) -> None:
        super().__init__()
        self.lines = [TextLine(most=LONGEST_LABEL, placeholder=label) for label in answers.labels]
        self._under = WrapLabel("", "small", "danger")
        self._under.hide()
        used_by = _used_by(key, answers)
        layout = column(WrapLabel(used_by, "small_strong"), gap=6)
        self._values = [
            WrapLabel(str(value), "strong", align=Qt.AlignmentFlag.AlignRight) for value in answers.values
        ]
        for value, label, line in zip(answers.values, self._values, self.lines, strict=True):
            line.setAccessibleName(_("{questions}: words at {value}").format(questions=used_by, value=value))
            each = row(label, gap=10)
            each.addWidget(line, 1)
            layout.addLayout(each)
        layout.addWidget(self._under)
        layout.addStretch(1)
        self.setLayout(layout)
        theme.changed.connect(self._restyle)
        self._restyle()

    def fill(self, labels: tuple[str, ...]) -> None:
        """Silently."""
        for at, line in enumerate(self.lines):
            line.setText(labels[at] if at < len(labels) else "")

    def labels(self) -> tuple[str, ...]:
        """What is typed, lowest value first."""
        return tuple(line.text() for line in self.lines)

    def set_error(self, words: str) -> None:
        """Say what is in the way, or nothing."""
        self._under.setText(words)
        self._under.setVisible(bool(words))
        for line in self.lines:
            line.setAccessibleDescription(words)

    def _restyle(self) -> None:
        for label in self._values:
            label.setFixedWidth(theme.px(34))


def _used_by(key: Instrument, answers: AnswerSet) -> str:
    """Which questions are answered with this set, as people write numbers: “Questions 1–6, 10–13”."""
    numbers = [item.no for item in key.items if item.answer_set == answers.id]
    if len(numbers) == len(key.items):
        return _("All questions")
    return plural("Question {numbers}", "Questions {numbers}", len(numbers)).format(
        numbers=ranges_words(numbers)
    )


def ranges_words(numbers: list[int]) -> str:
    """Rising numbers as ranges."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
