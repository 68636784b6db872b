"""When it closes and the team hears back, how small a group may be shown, and how people can say more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.domain.survey import FEWEST_FOR_WORDS, MINIMUM, Voice
from pie_audit.ui.survey.naming import voice_title, voice_words
from pie_audit.ui.widgets import Card, Choice, DateField, Field, OptionCard, WrapLabel, boxed, clear
from pie_audit.words import _

GROUPS = (MINIMUM, 6, 7, 8, 10, 12)
_SUNDAY = 6


class WhenCard(Card):
    """`changed` when somebody picks another day. It closes on a Sunday: no finer than a week is kept."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("When"), icon="calendar-blank", gap=12, parent=parent)
        self.closes, self.report = DateField(), DateField()
        self.closes_field = Field(_("The week it closes"), self.closes)
        self.report_field = Field(
            _("We report back by"), self.report, _("Everybody asked reads this day. It’s a promise.")
        )
        self.add(self.closes_field, self.report_field)
        self.closes.dateChanged.connect(self._on_changed)
        self.report.dateChanged.connect(self._on_changed)

    def fill(self, closes_on: date, report_by: date) -> None:
        """Silently."""
        for field, day in ((self.closes, closes_on), (self.report, report_by)):
            was = field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(was)
        self._tell()

    def closes_on(self) -> date:
        """The Sunday of the week that is chosen."""
        day = _day(self.closes)
        return day + timedelta(days=_SUNDAY - day.weekday())

    def report_by(self) -> date:
        """The day by which the team hears."""
        return _day(self.report)

    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        words = _("Answers until the end of {day}.")
        self.closes_field.set_help(words.format(day=weekday_words(self.closes_on())))


class MoreCard(Card):
    """How people can say more than the questions ask: only what is safe at this size is offered."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Saying more"), icon="chat-circle-text", gap=8, parent=parent)
        self._offered: tuple[Voice, ...] = ()
        self.options: dict[Voice, OptionCard] = {}
        self._choices = QVBoxLayout()
        self._choices.setSpacing(8)
        self._only = WrapLabel("")
        self._why = WrapLabel("", "small", "ink2")
        self.add(self._only, boxed(self._choices), self._why)

    def offer(self, voices: Sequence[Voice], *, invited: int, wanted: Voice | None = None) -> None:
        """Silently; what was wanted stays where it is safe, else the usual one."""
        now = wanted or self.voice()
        self._why.setText(_why(voices, invited))
        self._why.setVisible(bool(self._why.text()))
        if tuple(voices) != self._offered:
            self._make(tuple(voices))
        self.options[now if now in self.options else voices[0]].setChecked(True)

    def _make(self, voices: tuple[Voice, ...]) -> None:
        self._offered = voices
        clear(self._choices)
        self.options = {voice: OptionCard(voice_title(voice), voice_words(voice)) for voice in voices}
        for option in self.options.values():
            option.clicked.connect(self.changed)
            self._choices.addWidget(option)
        alone = len(voices) == 1
        self._only.setText(voice_words(voices[0]) if alone else "")
        self._only.setVisible(alone)
        for option in self.options.values():
            option.setVisible(not alone)

    def voice(self) -> Voice | None:
        """What is chosen."""
        return next((voice for voice, option in self.options.items() if option.isChecked()), None)


def _why(voices: Sequence[Voice], invited: int) -> str:
    if invited < FEWEST_FOR_WORDS:
        return _("With fewer than ten asked, words could give somebody away.")
    if Voice.QUOTES in voices:
        return ""
    if Voice.THEMES in voices:
        return _("With twenty or fewer asked, words never come out as they were written.")
    return _("With twenty or fewer asked, words need a keeper from outside the team, who writes themes.")


class SmallestCard(Card):
    """The smallest group that any figure may be about."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("How small a group may be shown"), icon="eye-slash", gap=10, parent=parent)
        self.smallest = Choice(*(_("{n} answers or more").format(n=n) for n in GROUPS))
        self.smallest.activated.connect(self.changed)
        self.add(
            Field(
                _("Smallest group shown"),
                self.smallest,
                _("This can be raised, never lowered. It’s fixed once open."),
            )
        )

    def fill(self, minimum: int) -> None:
        """Silently."""
        at = max(n for n, group in enumerate(GROUPS) if group <= max(minimum, MINIMUM))
        self.smallest.setCurrentIndex(at)

    def minimum(self) -> int:
        """How many answers at least."""
        return GROUPS[self.smallest.currentIndex()]


def _day(field: DateField) -> date:
    found = field.date()
    return date(found.year(), found.month(), found.day())
