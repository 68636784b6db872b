"""Lines of one person, each behind a click: my own for the two of us, and dates for whoever arranges cover."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.ledger import Period
from pie_audit.domain.ledger_words import outcome_words, status_words
from pie_audit.domain.session import SessionStatus
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.supervision.words import minutes_words
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    EvenLayout,
    Field,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
    clear,
)
from pie_audit.words import _, plural
from pie_audit.workflows import ledger
from pie_audit.workflows.ledger import CoverDay, LineDay, OwnLine

_PAST, _TO_COME = 6, 3
"""So many sessions of one line: the latest, and the next ones."""
_NEXT_FOR_COVER = 8


class FoldedLines(Card):
    """A card with a button; what it shows is read only when somebody presses it, and let go of when it is folded."""

    def __init__(self, title: str, note: str, show: str, parent: QWidget | None = None) -> None:
        super().__init__(title, WrapLabel(note, "small", "ink2"), parent=parent)
        self._show_words = show
        self.period: Period | None = None
        self.button = SecondaryButton(show)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_toggled)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(6)
        self.add(self.button, self.lines, None)

    def open_for(self, period: Period) -> None:
        """For which time; what shows already is read again."""
        self.period = period
        if self.button.isChecked():
            self.read()

    def read(self) -> None:
        """Ask for what is to be shown."""
        raise NotImplementedError  # each list reads its own; Qt's classes can't be abstract

    def say_problem(self, error: KnownError) -> None:
        """Tell in place why it can't be shown."""
        clear(self.lines)
        self.lines.addWidget(Banner(error.what, error.todo, look="warn"))

    def _on_toggled(self, is_open: bool) -> None:
        self.button.setText(_("Hide") if is_open else self._show_words)
        if is_open:
            self.read()
        else:
            clear(self.lines)


class OwnLines(FoldedLines):
    """My one-to-one sessions, a part for each person I have them with."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        note = _("Only you and the other person see this line.")
        super().__init__(_("My own line"), note, _("Show my sessions"), parent)
        self._jobs = jobs

    def read(self) -> None:
        self._jobs.read(
            ledger.own_lines, self.period, owner=self, then=self.show_lines, problem=self.say_problem
        )

    def show_lines(self, found: Sequence[OwnLine]) -> None:
        """Fill, unless it was folded meanwhile."""
        clear(self.lines)
        if not self.button.isChecked():
            return
        if not found:
            self.lines.addWidget(WrapLabel(_("You have no one-to-one sessions in this time.")))
        else:
            self.lines.addWidget(boxed(EvenLayout(*map(_part, found), least=250, gap=12)))
        announce(self, _("Your own line is shown."))


def _part(one: OwnLine) -> Card:
    """The line of one pair: counts, whether it is overdue, and the latest sessions."""
    who = _("You supervise {name}") if one.i_supervise else _("With {name}")
    card = Card("", WrapLabel(who.format(name=one.other), "strong"), look="sunk", gap=4)
    card.add(WrapLabel(one.total.says(), "small_strong"))
    if one.is_overdue and one.every_weeks:
        card.add(WrapLabel(_overdue_words(one.every_weeks), "small"))
    past = [day for day in one.days if day.outcome is not None]
    coming = [day for day in one.days if day.outcome is None]
    shown = [*past[-_PAST:], *coming[:_TO_COME]]
    card.add(*(WrapLabel(_day_line(day), "small") for day in shown))
    if any(day.lacks_agreement for day in shown):
        words = _("Some of these have no agreement that is signed and in date.")
        card.add(WrapLabel(words, "small", "ink2"))
    return card.add(None)


def _overdue_words(every_weeks: int) -> str:
    one, many = _("Longer ago than every week."), _("Longer ago than every {n} weeks.")
    return plural(one, many, every_weeks).format(n=every_weeks)


class CoverLines(FoldedLines):
    """When one person of the team is away for supervision: date, length, status."""

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        note = _("For cover: date, length and whether it stands. Nothing else.")
        super().__init__(_("Who is away when"), note, _("Show one person’s dates"), parent)
        self._jobs, self._team_id = jobs, team_id
        self._people: tuple[tuple[str, str], ...] = ()
        self.choice: Choice | None = None
        self._days = QVBoxLayout()

    def read(self) -> None:
        self._jobs.read(
            ledger.cover_people, self._team_id, owner=self, then=self.offer, problem=self.say_problem
        )

    def offer(self, people: tuple[tuple[str, str], ...]) -> None:
        """Whose dates: nobody's until one is chosen."""
        clear(self.lines)
        if not self.button.isChecked():
            return
        self._people = people
        if not people:
            self.lines.addWidget(WrapLabel(_("Nobody of this team has one-to-one sessions planned.")))
            return
        self.choice = Choice(_("Choose somebody"), *(name for _id, name in people))
        self.choice.activated.connect(self._on_chosen)
        self.lines.addWidget(Field(_("Whose dates"), self.choice))
        self._days = QVBoxLayout()
        self._days.setSpacing(4)
        self.lines.addLayout(self._days)
        self.choice.setFocus()

    def _on_chosen(self, at: int) -> None:
        clear(self._days)
        if at > 0:
            person_id = self._people[at - 1][0]
            self._jobs.read(
                ledger.cover_lines,
                self._team_id,
                person_id,
                self.period,
                owner=self,
                then=self.show_days,
                problem=self.say_problem,
            )

    def show_days(self, days: Sequence[CoverDay]) -> None:
        """The latest dates, and then those to come."""
        clear(self._days)
        if not self.button.isChecked():
            return
        open_ones = {SessionStatus.NOT_YET, SessionStatus.MOVED}
        past = [day for day in days if day.status not in open_ones]
        coming = [day for day in days if day.status in open_ones]
        for one in (*past[-_PAST:], *coming[:_NEXT_FOR_COVER]):
            words = _("{day}: {minutes}, {status}").format(
                day=full_day_words(one.day),
                minutes=minutes_words(one.minutes),
                status=status_words(one.status),
            )
            self._days.addWidget(WrapLabel(words, "small"))


def _day_line(day: LineDay) -> str:
    return _("{day}: {minutes}, {became}").format(
        day=full_day_words(day.due_on),
        minutes=minutes_words(day.minutes),
        became=outcome_words(day.outcome, day.status),
    )
