"""What one page says for its writer's registration: why it matters, who is better off, hours, parts of a code."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.entry import Practice
from pie_audit.domain.registration import hours_words, parse_hours
from pie_audit.domain.regulator import Form, Regulator
from pie_audit.ui.widgets import Field, TextArea, TextLine, Tick, WrapLabel, column
from pie_audit.words import _

_MOST = 2000


class PracticeForm(QWidget):
    """Only what this regulator asks for. `edited` with every change that a person makes."""

    edited = Signal()

    def __init__(self, practice: Practice, rules: Regulator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._practice = practice
        self.why = TextArea(practice.why_relevant, most=_MOST, lines=2)
        self.better = TextArea(practice.who_is_better_off, most=_MOST, lines=2)
        self.hours = TextLine(hours_words(practice.minutes) if practice.minutes else "", most=8)
        self.others = Tick(_("Together with others"))
        self.others.setChecked(practice.participatory)
        self.parts = {part.part_id: Tick(part.name) for part in rules.parts}
        for part_id, tick in self.parts.items():
            tick.setChecked(part_id in practice.parts)
        self._hours_field = Field(_("Hours of learning"), self.hours, _("Such as 1.5. Empty if none."))
        self._lay_out(rules)
        self._listen()

    def practice(self) -> Practice:
        """What stands in the form; hours that can't be read stay as they were."""
        minutes = parse_hours(self.hours.text())
        shown = hours_words(self._practice.minutes) if self._practice.minutes else ""
        if minutes is None or self.hours.text().strip() == shown:
            minutes = self._practice.minutes
        of_others = tuple(part for part in self._practice.parts if part not in self.parts)
        ticked = tuple(part_id for part_id, tick in self.parts.items() if tick.isChecked())
        return replace(
            self._practice,
            why_relevant=self.why.text(),
            who_is_better_off=self.better.text(),
            minutes=minutes,
            participatory=self.others.isChecked(),
            parts=(*of_others, *ticked),
        )

    def _lay_out(self, rules: Regulator) -> None:
        parts: list[QWidget] = []
        if rules.form is not Form.HCPC:
            parts.append(Field(_("Why it matters to my role"), self.why))
        if rules.form is not Form.NMC:
            parts.append(Field(_("Who is better off, or will be"), self.better, _("No names.")))
        if rules.form is Form.NMC:
            parts += [self._hours_field, self.others]
        if self.parts:
            parts += [WrapLabel(_("Which part of the Code?"), "small_strong"), *self.parts.values()]
        for unused in {self.why, self.better, self.others, self._hours_field} - set(self._used(parts)):
            unused.setParent(self)
            unused.hide()
        self.setLayout(column(*parts, gap=10))

    def _used(self, parts: list[QWidget]) -> list[QWidget]:
        return [*parts, *(part.control for part in parts if isinstance(part, Field))]

    def _listen(self) -> None:
        for area in (self.why, self.better):
            area.edited.connect(self.edited)
        self.hours.textEdited.connect(self._on_hours)
        for tick in (self.others, *self.parts.values()):
            tick.clicked.connect(self._on_tick)

    def _on_hours(self, text: str) -> None:
        wrong = parse_hours(text) is None
        self._hours_field.set_error(_("Write hours as a number, such as 1.5.") if wrong else "")
        if not wrong:
            self.edited.emit()

    def _on_tick(self, _checked: bool = False) -> None:
        self.edited.emit()
