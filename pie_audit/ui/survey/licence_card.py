"""The permission: who holds the rights, what they allow and how long, where the proof is, and the line they ask for."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.bringing import LONGEST_FIELD, needs_reason
from pie_audit.domain.licence import Licence
from pie_audit.domain.questionnaire import Instrument, Mode
from pie_audit.ui.widgets import (
    Banner,
    Card,
    DateField,
    EvenLayout,
    Field,
    TextLine,
    Tick,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.words import _

_LEAST = 260


class LicenceCard(Card):
    """`edited` for what a person typed or chose, `left` when they are through with a line; neither on filling."""

    edited = Signal()
    left = Signal()

    def __init__(self, key: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(_("The permission"), icon="shield-check", gap=14, parent=parent)
        self._key = key
        self.lines = {name: TextLine(most=LONGEST_FIELD) for name in _lines()}
        self.fields: dict[str, Field] = {
            name: Field(label, self.lines[name], help_words) for name, (label, help_words) in _lines().items()
        }
        self.given, self.ends, self.endless = DateField(), DateField(), Tick(_("It has no end"))
        self.fields["given_on"] = Field(_("Given on"), self.given)
        self.fields["ends_on"] = Field(_("Holds until the end of"), self.ends)
        self.modes = {mode: Tick(words) for mode, words in _modes(key).items()}
        self._modes_error = WrapLabel("", "small", "danger")
        self._modes_error.hide()
        self._heavy = self._heavy_part()
        self._arrange()
        self._wire()
        self._show_parts()

    def _arrange(self) -> None:
        ends = boxed(column(self.fields["ends_on"], self.endless, gap=4))
        given = boxed(column(self.fields["given_on"], None))
        asked = WrapLabel(_("What it may be used for"), "small_strong")
        self.add(
            self.fields["holder"],
            self.fields["permission"],
            boxed(EvenLayout(given, ends, least=_LEAST)),
            self.fields["proof"],
            self.fields["line"],
            boxed(column(asked, *self.modes.values(), self._modes_error, gap=2)),
            self._heavy,
        )

    def _heavy_part(self) -> QWidget:
        told = Banner(
            _("It reads like a list of symptoms."),
            _("So it’s for oneself. A team is asked only with a reason, and with somebody to turn to."),
            look="info",
        )
        return boxed(column(told, self.fields["reason"], self.fields["support_by"], gap=12))

    def _wire(self) -> None:
        for line in self.lines.values():
            line.textEdited.connect(self._on_edited)
            line.editingFinished.connect(self.left)
        for day in (self.given, self.ends):
            day.dateChanged.connect(self._on_edited)
        for tick in (*self.modes.values(), self.endless):
            tick.clicked.connect(self._on_edited)

    def fill(self, licence: Licence, today: date) -> None:
        """Silently."""
        for name, line in self.lines.items():
            line.setText(getattr(licence, name))
            line.setCursorPosition(0)
        later = licence.ends_on or date(today.year + 1, today.month, min(today.day, 28))
        for field, day in ((self.given, licence.given_on), (self.ends, later)):
            was = field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(was)
        self.endless.setChecked(licence.ends_on is None)
        for mode, tick in self.modes.items():
            tick.setChecked(mode in licence.modes)
        self._show_parts()

    def licence(self) -> Licence:
        """What is filled in."""
        return Licence(
            **{name: line.text() for name, line in self.lines.items()},
            given_on=_day(self.given),
            ends_on=None if self.endless.isChecked() else _day(self.ends),
            modes=tuple(mode for mode, tick in self.modes.items() if tick.isChecked()),
        )

    def set_error(self, field: str, words: str) -> None:
        """Say at a field what is in the way, or nothing."""
        if field == "modes":
            self._modes_error.setText(words)
            self._modes_error.setVisible(bool(words))
        else:
            self.fields[field].set_error(words)

    def place_of(self, field: str) -> QWidget:
        """Where somebody mends a field."""
        return next(iter(self.modes.values())) if field == "modes" else self.fields[field]

    def _on_edited(self, _what: object) -> None:
        self._show_parts()
        self.edited.emit()

    def _show_parts(self) -> None:
        self._heavy.setVisible(needs_reason(self._key, self.licence()))
        self.ends.setEnabled(not self.endless.isChecked())


def _day(field: DateField) -> date:
    found = field.date()
    return date(found.year(), found.month(), found.day())


def _modes(key: Instrument) -> dict[Mode, str]:
    """The uses that this questionnaire can have at all."""
    words = {
        Mode.TEAM: _("Asking a team, so that nobody can be traced"),
        Mode.PRIVATE: _("One’s own page, for oneself alone"),
    }
    return {mode: words[mode] for mode in Mode if mode in (*key.modes, *key.on_request)}


def _lines() -> dict[str, tuple[str, str]]:
    return {
        "holder": (_("Who holds the rights"), _("The author, a publisher, a university.")),
        "permission": (_("What they allow"), _("For whom, for how many, at what price.")),
        "proof": (_("Where the proof is kept"), _("A folder, a letter, a licence number.")),
        "line": (
            _("The line that has to stand under the questions"),
            _("As the holder wrote it. It stands wherever the words do, and under results."),
        ),
        "reason": (_("Why a team is asked"), ""),
        "support_by": (_("Who people can turn to"), _("A name, and how to reach them.")),
    }
