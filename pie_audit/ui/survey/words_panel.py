"""The whole form for bringing words, card by card, and what is in the way told beside each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.words_form import WordsForm, faults_of_form
from pie_audit.ui.survey.labels_card import LabelsCard
from pie_audit.ui.survey.licence_card import LicenceCard
from pie_audit.ui.survey.slots_card import SlotsCard
from pie_audit.ui.survey.turned_card import TurnedCard
from pie_audit.ui.theme import GAP
from pie_audit.ui.widgets import announce, column


class WordsPanel(QWidget):
    """`edited` for every change by a person; `left` when they are through with a field."""

    edited = Signal()
    left = Signal()

    def __init__(self, key: Instrument, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._today = key, today
        self.faults: Mapping[str, str] = {}
        self.slots, self.labels = SlotsCard(key), LabelsCard(key)
        self.turned, self.licence = TurnedCard(key), LicenceCard(key)
        cards = (self.slots, self.labels, self.turned, self.licence)
        self.setLayout(column(*cards, gap=GAP))
        self.setFocusProxy(self.slots.area)
        self.slots.landed.connect(self._on_landed)
        for card in cards:
            card.edited.connect(self._on_edited)
        for card in (self.slots, self.labels, self.licence):
            card.left.connect(self.left)

    def fill(self, form: WordsForm) -> None:
        """Silently."""
        self.slots.fill(form.pasted)
        self.labels.fill(form.labels)
        self.turned.fill(form.ticked, self.slots.found.lines)
        self.licence.fill(form.licence, self._today)
        self._tell({})

    def form(self) -> WordsForm:
        """What is filled in; the ticks are those of the sentences that have landed."""
        return WordsForm(
            self.slots.pasted(), self.licence.licence(), self.labels.labels(), self.turned.ticked()
        )

    def settle(self) -> None:
        """Let what was just typed find its slots, so that no tick stands for another sentence."""
        self.slots.read_now()

    def find_faults(self) -> bool:
        """Tell everything that is in the way beside its field, and go to the first; whether there is anything."""
        self.settle()
        self._tell(faults_of_form(self._key, self.form(), self._today))
        if self.faults:
            place = self._place(next(iter(self.faults)))
            place.setFocus()
            announce(place, " ".join(self.faults.values()))
        return bool(self.faults)

    def _on_edited(self) -> None:
        """What is mended isn't told any longer; what is new waits until somebody wants it ready."""
        if self.faults:
            now = faults_of_form(self._key, self.form(), self._today)
            self._tell({field: now[field] for field in self.faults if field in now})
        self.edited.emit()

    def _on_landed(self) -> None:
        self.turned.show_lines(self.slots.found.lines)
        self.edited.emit()

    def _tell(self, faults: Mapping[str, str]) -> None:
        self.faults = faults
        problem = self.slots.found.problem if self.slots.found.lines else ""
        self.slots.set_error(faults.get("items", problem))
        self.turned.set_error(faults.get("turned", ""))
        for set_id in self.labels.sets:
            self.labels.set_error(set_id, faults.get(f"labels/{set_id}", ""))
        for field in (*self.licence.fields, "modes"):
            self.licence.set_error(field, faults.get(field, ""))

    def _place(self, field: str) -> QWidget:
        kind, _slash, set_id = field.partition("/")
        if kind == "items":
            return self.slots.area
        if kind == "labels":
            return self.labels.sets[set_id].lines[0]
        if kind == "turned":
            return self.turned.first() or self.slots.area
        return self.licence.place_of(field)
