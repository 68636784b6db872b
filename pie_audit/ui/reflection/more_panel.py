"""Everything else that may be said of a page, folded away until somebody wants it; all of it may stay empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.entry import Entry
from pie_audit.ui.reflection.feelings import Feelings
from pie_audit.ui.reflection.follow_ups import FollowUps
from pie_audit.ui.widgets import Card, Choice, EvenLayout, Field, GrowingText, TextLine, Tick, boxed
from pie_audit.words import _, plural

_MINUTES = (0, 5, 10, 15, 20, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 360, 420)
_TELLINGS = 20


class MorePanel(Card):
    """`edited` after each change; `word_added` with a new feeling for one's own list."""

    edited = Signal()
    word_added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=16, parent=parent)
        self.before, self.after = Feelings(_("Before")), Feelings(_("After"))
        self.take_away = GrowingText(most=1000)
        self.pressed_on = GrowingText(most=2000)
        self.follow_ups = FollowUps()
        self.tellings, self.minutes, self.practice_minutes = Choice(), Choice(), Choice()
        self.with_whom = TextLine(most=120)
        self.counts = Tick(_("Count it for my registration"))
        self.participatory = Tick(_("With others: it was learning together"))
        self._fill_choices()
        self._lay_out()
        self._listen()

    def fill(self, entry: Entry, words: tuple[str, ...], today: date) -> None:
        """Show what is known; tells nobody."""
        self.before.show_words(words, entry.feelings_before)
        self.after.show_words(words, entry.feelings_after)
        self.take_away.setText(entry.take_away)
        self.pressed_on.setText(entry.pressed_on)
        self.follow_ups.show_follow_ups(entry.follow_ups, today)
        _choose(self.tellings, entry.tellings, _told(entry.tellings))
        _choose(self.minutes, entry.minutes, _long(entry.minutes))
        _choose(self.practice_minutes, entry.practice.minutes, _long(entry.practice.minutes))
        self.with_whom.setText(entry.with_whom)
        self.counts.setChecked(entry.practice.counts)
        self.participatory.setChecked(entry.practice.participatory)
        self._show_practice()

    def read(self, entry: Entry) -> Entry:
        """The page with what stands here."""
        practice = replace(
            entry.practice,
            counts=self.counts.isChecked(),
            minutes=self.practice_minutes.currentData() or 0,
            participatory=self.participatory.isChecked(),
        )
        return replace(
            entry,
            feelings_before=self.before.chosen,
            feelings_after=self.after.chosen,
            take_away=self.take_away.text(),
            pressed_on=self.pressed_on.text(),
            follow_ups=self.follow_ups.follow_ups(),
            tellings=self.tellings.currentData() or 0,
            minutes=self.minutes.currentData() or 0,
            with_whom=self.with_whom.text().strip(),
            practice=practice,
        )

    def _fill_choices(self) -> None:
        for count in range(_TELLINGS + 1):
            self.tellings.addItem(_told(count), count)
        for choice in (self.minutes, self.practice_minutes):
            for minutes in _MINUTES:
                choice.addItem(_long(minutes), minutes)

    def _lay_out(self) -> None:
        self._practice = boxed(
            EvenLayout(Field(_("Time that counts"), self.practice_minutes), self.participatory, least=200)
        )
        self.add(
            Field(_("How I was before"), self.before, _("Five words at most, from your own list.")),
            Field(_("How I was after"), self.after),
            Field(_("One thing I take away"), self.take_away),
            Field(_("What in this work presses on something of my own?"), self.pressed_on),
            Field(_("What I want to come back to"), self.follow_ups),
            boxed(
                EvenLayout(
                    Field(_("How long it took"), self.minutes),
                    Field(_("How often a story had to be told"), self.tellings),
                    Field(_("With whom, if with somebody"), self.with_whom, _("A role is enough.")),
                    least=200,
                )
            ),
            self.counts,
            self._practice,
        )

    def _listen(self) -> None:
        for feelings in (self.before, self.after):
            feelings.edited.connect(self.edited)
            feelings.added.connect(self.word_added)
        for text in (self.take_away, self.pressed_on, self.follow_ups):
            text.edited.connect(self.edited)
        for choice in (self.tellings, self.minutes, self.practice_minutes):
            choice.activated.connect(self._on_edited)
        self.with_whom.textEdited.connect(self._on_edited)
        for tick in (self.counts, self.participatory):
            tick.clicked.connect(self._on_edited)

    def _on_edited(self, _what: object = None) -> None:
        self._show_practice()
        self.edited.emit()

    def _show_practice(self) -> None:
        self._practice.setVisible(self.counts.isChecked())


def _choose(choice: Choice, value: int, words: str) -> None:
    if choice.findData(value) < 0:
        choice.addItem(words, value)
    choice.setCurrentIndex(choice.findData(value))


def _told(count: int) -> str:
    return plural("{n} time", "{n} times", count).format(n=count) if count else _("Not counted")


def _long(minutes: int) -> str:
    return plural("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes else _("Not noted")
