"""What a regulator asks of a record of learning: numbers, parts of a code, word limits, and over which time."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Form(StrEnum):
    """The shape of the paper."""

    SWE = "swe"
    NMC = "nmc"
    HCPC = "hcpc"
    LOG = "log"


class NeedKind(StrEnum):
    """What is counted. Hours are whole hours in a rule, and minutes everywhere else."""

    PIECES = "pieces"
    WITH_PEER = "with_peer"
    HOURS = "hours"
    HOURS_WITH_OTHERS = "hours_with_others"
    ACCOUNTS = "accounts"
    FEEDBACK = "feedback"
    KINDS = "kinds"
    QUALITY = "quality"
    BENEFIT = "benefit"
    PRACTICE_HOURS = "practice_hours"
    SESSIONS = "sessions"
    SUPERVISION_HOURS = "supervision_hours"

    @property
    def is_time(self) -> bool:
        """Whether it is measured in hours."""
        return self.value.endswith("hours") or self is NeedKind.HOURS_WITH_OTHERS


class Statement(StrEnum):
    """What the person writes for the record itself, beside their pages."""

    SUMMARY = "summary"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Need:
    """So many of these at least; hours where it is time."""

    kind: NeedKind
    at_least: int


@dataclass(frozen=True, slots=True)
class CodePart:
    """One part of a regulator's code that a page can speak to."""

    part_id: str
    name: str


@dataclass(frozen=True, slots=True)
class WordLimit:
    """So many words at most."""

    statement: Statement
    words: int


@dataclass(frozen=True, slots=True)
class ByHand:
    """Something that no page shows: the person ticks it."""

    item_id: str
    says: str


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of any year."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """This day in `year`; 29 February is the 28th where there is none."""
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Regulator:
    """One regulator's rules as the settings file has them. `source` and `checked_on` say what they rest on.

    `window_opens` and `window_closes` are when a record is handed in. `gap_months` is how long nothing may happen
    before that needs explaining; 0 where nobody asks.
    """

    regulator_id: str
    form: Form
    name: str
    years: int
    source: str
    checked_on: date
    needs: tuple[Need, ...]
    note: str = ""
    year_starts: MonthDay | None = None
    window_opens: MonthDay | None = None
    window_closes: MonthDay | None = None
    parts: tuple[CodePart, ...] = ()
    limits: tuple[WordLimit, ...] = ()
    by_hand: tuple[ByHand, ...] = ()
    gap_months: int = 0

    def period(self, today: date) -> Period:
        """The registration time in hand: the year that `today` lies in, or so many years up to today."""
        if self.year_starts is None:
            return Period(add_months(today, -12 * self.years) + timedelta(days=1), today)
        start = self.year_starts.in_year(today.year)
        if start > today:
            start = self.year_starts.in_year(today.year - 1)
        after = self.year_starts.in_year(start.year + self.years)
        return Period(start, after - timedelta(days=1))

    def is_window_open(self, today: date) -> bool:
        """Whether a record can be handed in today; always where no window is known."""
        if self.window_opens is None or self.window_closes is None:
            return True
        opens, closes = self.window_opens.in_year(today.year), self.window_closes.in_year(today.year)
        return opens <= today <= closes if opens <= closes else today >= opens or today <= closes

    def limit(self, statement: Statement) -> int | None:
        """How many words this may have; None where nothing is said."""
        return next((limit.words for limit in self.limits if limit.statement is statement), None)

    def part_names(self, part_ids: tuple[str, ...]) -> tuple[str, ...]:
        """The names of these parts, in the regulator's order; those of another code are left out."""
        return tuple(part.name for part in self.parts if part.part_id in part_ids)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last one of a month that is shorter."""
    month = day.year * 12 + day.month - 1 + months
    year, number = divmod(month, 12)
    return date(year, number + 1, min(day.day, calendar.monthrange(year, number + 1)[1]))


def free_stretches(days: list[date], period: Period, months: int) -> tuple[Period, ...]:
    """Every stretch of the period of at least so many whole months in which none of these days lies."""
    stretches, free_from = [], period.first
    for day in [*sorted(d for d in days if period.holds(d)), period.last + timedelta(days=1)]:
        last = day - timedelta(days=1)
        if last >= add_months(free_from, months) - timedelta(days=1) and last >= free_from:
            stretches.append(Period(free_from, last))
        free_from = max(free_from, day + timedelta(days=1))
    return tuple(stretches)
