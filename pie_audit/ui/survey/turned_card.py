"""Turned-round slots: each sentence once more, to be ticked if it really points the opposite way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.bringing import turned_round
from pie_audit.domain.questionnaire import Instrument, Item
from pie_audit.ui.survey.instrument_names import parts_words
from pie_audit.ui.widgets import Card, Divider, Tick, WrapLabel, announce, column
from pie_audit.words import _


class TurnedCard(Card):
    """`edited` when somebody ticks or unticks. A tick stands for a sentence, and goes when another one lands there."""

    edited = Signal()

    def __init__(self, key: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(_("Turned round"), icon="swap", gap=12, parent=parent)
        self._key = key
        self.slots = {item.no: TurnedSlot(key, item) for item in turned_round(key)}
        self._under = WrapLabel("", "small", "danger")
        self._under.hide()
        self.add(
            WrapLabel(
                _(
                    "These slots are scored the other way round. Tick each one if its sentence really points the"
                    " opposite way from the others of its part. One wrong sentence makes every score wrong."
                ),
                colour="ink2",
            )
        )
        for at, slot in enumerate(self.slots.values()):
            if at:
                self.add(Divider())
            self.add(slot)
            slot.tick.clicked.connect(self._on_clicked)
        self.add(self._under)
        if not self.slots:
            self.hide()

    def fill(self, ticked: Iterable[int], lines: Sequence[str]) -> None:
        """Silently: what was ticked, for the sentences that are there."""
        self._put(lines)
        for no, slot in self.slots.items():
            slot.tick.setChecked(no in set(ticked) and bool(slot.sentence))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Other sentences have landed: their ticks go."""
        if self._put(lines):
            announce(self, _("A sentence here is another one now. Look at its tick."))
            self.edited.emit()

    def ticked(self) -> tuple[int, ...]:
        """The numbers of the slots that are ticked."""
        return tuple(no for no, slot in self.slots.items() if slot.tick.isChecked())

    def set_error(self, words: str) -> None:
        """Say what is in the way, or nothing."""
        self._under.setText(words)
        self._under.setVisible(bool(words))

    def first(self) -> QWidget | None:
        """The first slot that isn't ticked yet."""
        return next((slot.tick for slot in self.slots.values() if not slot.tick.isChecked()), None)

    def _put(self, lines: Sequence[str]) -> bool:
        """Put sentences into the slots; whether a ticked one changed."""
        numbers = [item.no for item in self._key.items]
        changed = False
        for no, slot in self.slots.items():
            at = numbers.index(no)
            changed |= slot.show_sentence(lines[at] if at < len(lines) else "")
        return changed

    def _on_clicked(self, _checked: bool) -> None:
        self.edited.emit()


class TurnedSlot(QWidget):
    """One slot and its tick."""

    def __init__(self, key: Instrument, item: Item) -> None:
        super().__init__()
        self.sentence = ""
        part = parts_words(key, item)
        name = f"{key.prefix}{item.no}"
        head = _("Slot {no} · {part}").format(no=name, part=part) if part else _("Slot {no}").format(no=name)
        self._head = WrapLabel(head, "small", "ink2")
        self._words = WrapLabel("", "strong")
        self.tick = Tick(_("Yes, slot {no} points the opposite way").format(no=name))
        self.setLayout(column(self._head, self._words, self.tick, gap=3))
        self.show_sentence("")

    def show_sentence(self, words: str) -> bool:
        """Show another sentence; whether that took a tick away."""
        lost = words != self.sentence and self.tick.isChecked()
        if lost:
            self.tick.setChecked(False)
        self.sentence = words
        self._words.setText(_("“{words}”").format(words=words) if words else _("nothing yet"))
        self._words.set_look(colour="ink" if words else "ink2")
        self.tick.setEnabled(bool(words))
        self.tick.setAccessibleDescription(words)
        return lost
