"""The forms of what took too long and of a story told again: minutes and counts, and nobody's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from pie_audit.domain.level_words import LEVELS, level_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings
from pie_audit.ui.home.agency_hints import AgencyHints
from pie_audit.ui.home.small_log_forms import NumberLine, SmallForm, fill_months, pair
from pie_audit.ui.home.small_log_words import end_words, months_to_choose
from pie_audit.ui.widgets import Choice, Field, Segmented, TextLine, Tick
from pie_audit.words import _
from pie_audit.workflows.everyday.entry_books import MOST_WORDS
from pie_audit.workflows.everyday.small_log_views import SmallLogs


class FrictionForm(SmallForm):
    """What we were trying to do, with which process, minutes lost, how it ended, and whose it is to solve."""

    def __init__(self) -> None:
        super().__init__(_("Something took too long"), _("Note it"), icon="hourglass")
        self._friction = Friction("", "", "", "", "", 0, FrictionEnd.NOT_SAID, BarrierLevel.SERVICE)
        self.trying, self.process = TextLine(most=MOST_WORDS), TextLine(most=MOST_WORDS)
        self.hints = AgencyHints(self.process)
        self.minutes, self.tellings = NumberLine(), NumberLine()
        self.end = Segmented(_("How it ended"), [(end_words(end), "") for end in FrictionEnd])
        self.level = Choice(*(level_words(level) for level in LEVELS))
        self.bend = Tick(_("Bending a rule would have helped"))
        self._months: tuple[str, ...] = ()
        self.month = Choice()
        self._lay_out()
        for line in (self.trying, self.process, self.minutes, self.tellings):
            line.textEdited.connect(self._on_edited)

    def _lay_out(self) -> None:
        self.add(
            Field(_("What were you trying to do?"), self.trying, _("Nobody’s name.")),
            Field(_("With which office or process?"), self.process),
            self.hints,
            pair(
                Field(_("Minutes lost"), self.minutes, _("Your own guess.")),
                Field(_("In which month"), self.month),
            ),
            Field(_("How it ended"), self.end),
            pair(
                Field(_("Whose is it to solve?"), self.level),
                Field(_("How often was the story told?"), self.tellings),
            ),
            self.bend,
        )
        self.end_with_buttons()

    @property
    def first(self) -> QWidget:
        return self.trying

    def fill(self, entry: Any, logs: SmallLogs) -> None:
        self._friction = friction = entry
        self.offer(logs)
        self.set_texts({"trying": friction.trying, "process": friction.process})
        self.minutes.set_number(friction.minutes)
        self.tellings.set_number(friction.tellings)
        self.end.set_chosen(list(FrictionEnd).index(friction.end))
        self.level.setCurrentIndex(LEVELS.index(friction.level))
        self.bend.setChecked(friction.bend_would_help)
        self._months = fill_months(self.month, months_to_choose(logs.month), friction.month)

    def offer(self, logs: SmallLogs) -> None:
        self.hints.set_known(logs.known, logs.doors)

    def entry(self) -> Friction:
        return replace(
            self._friction,
            trying=self.trying.text(),
            process=self.process.text(),
            minutes=self.minutes.number(),
            tellings=self.tellings.number(),
            end=list(FrictionEnd)[self.end.index()],
            level=LEVELS[self.level.currentIndex()],
            bend_would_help=self.bend.isChecked(),
            month=self._months[max(0, self.month.currentIndex())],
        )

    def texts(self) -> dict[str, str]:
        return {
            "trying": self.trying.text(),
            "process": self.process.text(),
            "minutes": self.minutes.text(),
            "tellings": self.tellings.text(),
        }

    def set_texts(self, texts: Mapping[str, str]) -> None:
        for name in ("trying", "process", "minutes", "tellings"):
            getattr(self, name).setText(texts.get(name, ""))


class TellingsForm(SmallForm):
    """How often one person had to tell their story in a month; a throwaway label stands for them."""

    def __init__(self) -> None:
        super().__init__(_("A story told again"), _("Note it"), icon="chat-circle")
        self._tellings = Tellings("", "", "", "", 0, 0, 0)
        self.label, self.times = TextLine(most=5), NumberLine()
        self.agencies, self.avoidable, self.days_waited = NumberLine(), NumberLine(), NumberLine()
        self._months: tuple[str, ...] = ()
        self.month = Choice()
        self.add(
            pair(
                Field(_("Throwaway label"), self.label, _("Never a name or initials.")),
                Field(_("In which month"), self.month),
            ),
            Field(_("How often was the story told?"), self.times),
            pair(
                Field(_("To how many agencies?"), self.agencies),
                Field(_("How many tellings could be avoided?"), self.avoidable),
            ),
        )
        self.add(
            Field(_("How many days did they wait?"), self.days_waited, _("Leave it empty if you don’t know."))
        )
        self.end_with_buttons()
        for line in (self.label, self.times, self.agencies, self.avoidable, self.days_waited):
            line.textEdited.connect(self._on_edited)

    @property
    def first(self) -> QWidget:
        return self.times

    def fill(self, entry: Any, logs: SmallLogs) -> None:
        self._tellings = tellings = entry
        self.set_texts({"label": tellings.label})
        for name in ("times", "agencies", "avoidable", "days_waited"):
            getattr(self, name).set_number(getattr(tellings, name))
        self._months = fill_months(self.month, months_to_choose(logs.month), tellings.month)

    def offer(self, logs: SmallLogs) -> None:
        """The label of the next count, where nobody wrote another one over it."""
        if not self.is_changing and self.label.text() == self._tellings.label:
            self._tellings = replace(self._tellings, label=logs.next_label)
            self.label.setText(logs.next_label)

    def entry(self) -> Tellings:
        return replace(
            self._tellings,
            label=self.label.text(),
            times=self.times.number(),
            agencies=self.agencies.number(),
            avoidable=self.avoidable.number(),
            days_waited=self.days_waited.number(),
            month=self._months[max(0, self.month.currentIndex())],
        )

    def texts(self) -> dict[str, str]:
        return {
            name: getattr(self, name).text()
            for name in ("label", "times", "agencies", "avoidable", "days_waited")
        }

    def set_texts(self, texts: Mapping[str, str]) -> None:
        for name in ("label", "times", "agencies", "avoidable", "days_waited"):
            getattr(self, name).setText(texts.get(name, ""))
