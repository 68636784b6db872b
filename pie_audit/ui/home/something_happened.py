"""“Something happened”: after an incident or a bad week, in under a minute and without a word about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    Card,
    DateField,
    EvenLayout,
    Field,
    FlowLayout,
    OptionCard,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    Tick,
    WrapLabel,
    announce,
    boxed,
    column,
)
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows import hard_times
from pie_audit.workflows.hard_times import MONTH_DAYS, WEEK_DAYS, HardTimesView, WhatHappened


class SomethingHappened(SmallWindow):
    """Opened with `open()`. `noted` once it is kept; the window closes by itself, and the undo bar takes it all back."""

    help_name = "something-happened"
    noted = Signal()

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget) -> None:
        super().__init__(_("Something happened"), parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: HardTimesView | None = None
        self.quiet = Banner("", look="info", icon="moon")
        self.trouble = Banner("", look="warn")
        self.incident = OptionCard(_("{An_incident}"), _("One thing, on one day."))
        self.bad_week = OptionCard(_("A bad week"), _("Too much, all week."))
        self.day = DateField()
        self.offered, self.taken = _count(), _count()
        self.talks = Tick(_("Keep two dates for talking, for everybody who wants to come"))
        self.in_a_week, self.in_a_month = DateField(), DateField()
        self.residents = Tick(_("{People} are included"))
        self.move_days = Tick("")
        self.move_note = WrapLabel("", "small", "ink2")
        self.go = PrimaryButton(_("Note it and go quiet"))
        self.keep = SecondaryButton(_("Keep the numbers"), in_row=True)
        self.move_now = SecondaryButton(_("Move the days of our review"), "calendar-blank", in_row=True)
        self._later = Card(look="sunk", gap=10)
        self.late_offered, self.late_taken = _count(), _count()
        self._lay_out()
        self._connect()
        jobs.read(hard_times.hard_times, team_id, owner=self, then=self.show_view, problem=self._on_problem)

    def _lay_out(self) -> None:
        for hidden in (self.quiet, self.trouble, self._later, self.move_days, self.move_note):
            hidden.hide()
        self.incident.setChecked(True)
        self.talks.setChecked(True)
        self._dates = boxed(
            EvenLayout(
                Field(_("In about a week"), self.in_a_week),
                Field(_("In about a month"), self.in_a_month),
                least=190,
                gap=12,
            )
        )
        self._later.add(*self._later_parts())
        self.add(
            WrapLabel(_("Look after people first. This takes a minute, and asks for no words about it.")),
            self.quiet,
            self._later,
            boxed(EvenLayout(self.incident, self.bad_week, least=220, gap=10)),
            Field(_("Which day, or the day it was worst"), self.day),
            _counts(
                Field(_("Check-ins offered"), self.offered),
                Field(_("Taken up so far"), self.taken),
            ),
            WrapLabel(_("How many people were asked, and never who."), "small", "ink2"),
            self.talks,
            self._dates,
            self.residents,
            self.move_days,
            self.move_note,
            Card(_("What this does"), look="sunk", gap=4).add(
                WrapLabel(
                    _("All reminders rest for two weeks. Nothing is lost meanwhile, and nobody is asked why.")
                )
            ),
            Card(_("Where there is help"), look="sunk", icon="lifebuoy", gap=4).add(*_help_lines()),
            None,
        )
        self.add_above_buttons(self.trouble)
        self.add_buttons(self.go)
        self.first_focus = self.incident

    def _later_parts(self) -> tuple[QWidget, ...]:
        return (
            WrapLabel(_("Noted already. The numbers can follow."), "strong"),
            _counts(
                Field(_("Offered by now"), self.late_offered), Field(_("Taken up by now"), self.late_taken)
            ),
            boxed(FlowLayout(self.keep, self.move_now, gap=8)),
        )

    def _connect(self) -> None:
        self.talks.toggled.connect(self._dates.setVisible)
        self.go.clicked.connect(self._on_go)
        self.keep.clicked.connect(self._on_keep)
        self.move_now.clicked.connect(self._on_move)

    # filling

    def show_view(self, view: HardTimesView) -> None:
        """Days around today, and what of our review could move."""
        self.view = view
        self.day.setDateRange(_qt(view.today - timedelta(days=WEEK_DAYS * 2)), _qt(view.today))
        self.day.setDate(_qt(view.today))
        for field, days in ((self.in_a_week, WEEK_DAYS), (self.in_a_month, MONTH_DAYS)):
            field.setMinimumDate(_qt(view.today))
            field.setDate(_qt(view.today + timedelta(days=days)))
        self._show_quiet(view)
        self._show_move(view)
        self.fit_soon()

    def _show_quiet(self, view: HardTimesView) -> None:
        self.quiet.setVisible(view.quiet_until is not None)
        self._later.setVisible(view.latest is not None)
        if view.quiet_until is not None:
            self.quiet.set(_("All reminders rest until {day}.").format(day=weekday_words(view.quiet_until)))
        if view.latest is not None:
            self.late_offered.setText(str(view.latest.offered or ""))
            self.late_taken.setText(str(view.latest.taken_up or ""))
            self.go.setText(_("Note something else"))
            self.move_now.setVisible(view.may_move_review and view.latest.round_id is None)

    def _show_move(self, view: HardTimesView) -> None:
        is_new = view.latest is None
        self.move_days.setVisible(view.may_move_review and is_new)
        self.move_days.setChecked(view.may_move_review and is_new)
        if view.may_move_review:
            self.move_days.setText(_("Move the days of our review by two weeks"))
            self.move_note.setText(_moved_words(view))
        else:
            self.move_note.setText(_("Whoever runs our review can move its days by two weeks."))
        self.move_note.setVisible(view.round is not None and (is_new or not view.may_move_review))

    # what is done

    def what(self) -> WhatHappened:
        """What is given now."""
        plain = WhatHappened(self._team_id, _day(self.day), self.incident.isChecked())
        return replace(
            plain,
            in_a_week=_day(self.in_a_week) if self.talks.isChecked() else None,
            in_a_month=_day(self.in_a_month) if self.talks.isChecked() else None,
            offered=_number(self.offered),
            taken_up=_number(self.taken),
            residents_included=self.residents.isChecked(),
            plan_talks=self.talks.isChecked(),
            move_review=self.move_days.isChecked() and not self.move_days.isHidden(),
        )

    def _on_go(self) -> None:
        self._send(hard_times.note_hard_time, self.what())

    def _on_keep(self) -> None:
        if self.view is not None and self.view.latest is not None:
            offered, taken = _number(self.late_offered), _number(self.late_taken)
            self._send(hard_times.change_counts, self.view.latest.hard_time_id, offered, taken)

    def _on_move(self) -> None:
        if self.view is not None and self.view.latest is not None:
            self._send(hard_times.move_review, self.view.latest.hard_time_id)

    def _send(self, work: Callable[..., object], *args: object) -> None:
        self.trouble.hide()
        self._jobs.write(work, *args, owner=self, then=self._on_noted, problem=self._on_problem)

    def _on_noted(self, _done: object) -> None:
        self.noted.emit()
        self.accept()

    def _on_problem(self, error: KnownError) -> None:
        self.trouble.set(error.what, error.todo)
        self.trouble.show()
        announce(self, f"{error.what} {error.todo}")
        self.fit_soon()


def _help_lines() -> tuple[QWidget, ...]:
    """Where somebody can turn, without naming what they might have."""
    return (
        WrapLabel(_("If somebody isn’t safe now: the emergency number, or whoever is on call.")),
        WrapLabel(
            _(
                "If it stays with you: somebody you trust, your supervisor, your GP, or the staff support line"
                " that your employer has. You don’t need a reason to ring."
            )
        ),
        WrapLabel(_("Talking is a choice. Nobody has to come, and nobody has to speak.")),
    )


def _moved_words(view: HardTimesView) -> str:
    """Where the days of the review would lie."""
    parts = []
    if view.moved_closes_on is not None and view.moved_closes_on >= view.today:
        parts.append(_("Rating closes on {day}.").format(day=weekday_words(view.moved_closes_on)))
    if view.moved_talk_on is not None:
        parts.append(_("You talk it through on {day}.").format(day=weekday_words(view.moved_talk_on)))
    return " ".join(parts)


def _counts(*fields: Field) -> QWidget:
    return boxed(column(boxed(EvenLayout(*fields, least=190, gap=12)), gap=0))


def _count() -> TextLine:
    line = TextLine(most=3)
    line.setPlaceholderText("0")
    return line


def _number(line: TextLine) -> int:
    """What stands there; −1 for words, which the workflow refuses in a sentence."""
    typed = line.text().strip()
    return int(typed) if typed.isdecimal() else (-1 if typed else 0)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _day(field: DateField) -> date:
    found = field.date()
    return date(found.year(), found.month(), found.day())
