"""Planning sessions of a group: one day, or a row of them."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from pie_audit.domain.group import Group
from pie_audit.ui.supervision.day_choice import DayChoice
from pie_audit.ui.supervision.group_counts import CountField
from pie_audit.ui.supervision.group_form import EVERY, every_words
from pie_audit.ui.supervision.small_forms import SmallForm
from pie_audit.ui.widgets import Banner, Choice, EvenLayout, Field, Tick, announce, boxed
from pie_audit.words import _, plural
from pie_audit.workflows.supervision.group_sessions import NewSessions

TIMES = (1, 2, 3, 4, 6, 8, 12)


class GroupPlanForm(SmallForm):
    """`answered` carries a NewSessions."""

    def __init__(self, group: Group, first: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Plan sessions"), _("Plan them"), parent)
        self._group = group
        self.day = DayChoice(first)
        self.minutes = CountField()
        self.minutes.set_count(group.minutes)
        self.times = Choice(*(plural("Once", "{n} times", n).format(n=n) for n in TIMES))
        self.times.setCurrentIndex(TIMES.index(6))
        self.every = Choice(*(every_words(n) for n in EVERY))
        self.every.setCurrentIndex(EVERY.index(group.every_weeks) if group.every_weeks in EVERY else 1)
        self.paid = Tick(_("It’s paid working time"))
        self.paid.setChecked(True)
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        when = EvenLayout(
            Field(_("First day"), self.day), Field(_("Minutes"), self.minutes), least=150, gap=12
        )
        often = EvenLayout(
            Field(_("How many"), self.times), Field(_("How often"), self.every), least=150, gap=12
        )
        self.finish(boxed(when), boxed(often), self.paid, self.trouble)
        self.setFocusProxy(self.day)

    @property
    def group_id(self) -> str:
        """Whose sessions they will be."""
        return self._group.group_id

    def answer(self) -> NewSessions:
        return NewSessions(
            self._group.group_id,
            self.day.day(),
            self.minutes.count(),
            TIMES[self.times.currentIndex()],
            EVERY[self.every.currentIndex()],
            self.paid.isChecked(),
        )

    def show_trouble(self, words: str) -> None:
        """Why it wasn't planned."""
        self.trouble.set(words)
        self.trouble.show()
        announce(self, words)
