"""The protected-time ledger: what was planned, what was held, and how much of it (reflection.md, section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.session import HELD_LATE_DAYS, Session, SessionKind, SessionStatus
from pie_audit.words import _


class Outcome(StrEnum):
    """What a planned session counts as. `SHORT` counts as held; `MOVED` isn't held yet and still may be in time."""

    HELD = "held"
    SHORT = "short"
    MOVED = "moved"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both counted in, and how late a moved session may be held and still count.

    In a period that is longer than a quarter, each session's own quarter is the period it has to be held in, so that a
    year tells of its sessions what its quarters tell.
    """

    first: date
    last: date
    late_days: int = HELD_LATE_DAYS

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @classmethod
    def twelve_months_to(cls, today: date) -> Period:
        """This month up to today, and the eleven before it."""
        year, month = divmod(today.year * 12 + today.month - 12, 12)
        return cls(date(year, month + 1, 1), today)

    @classmethod
    def quarter_to(cls, today: date) -> Period:
        """This quarter up to today."""
        return cls(Quarter.of(today).first_day, today)

    def latest(self, planned_on: date) -> date:
        """The last day on which a session planned for that day still counts as held."""
        in_period = min(self.last, Quarter.of(planned_on).last_day)
        return max(in_period, planned_on + timedelta(days=self.late_days))

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month that has a day in the period."""
        found = [self.first.replace(day=1)]
        while (later := _next_month(found[-1])) <= self.last:
            found.append(later)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Judged:
    """One planned session and what it counts as. `happened` is the line that tells what took place: where a session
    was moved to a line of its own, that line."""

    session: Session
    happened: Session
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of planned sessions: `held` includes those cut short that kept at least half. Minutes are as they were.

    `moved` were put off and aren't held yet.
    """

    planned: int = 0
    held: int = 0
    short: int = 0
    moved: int = 0
    planned_min: int = 0
    held_min: int = 0

    @property
    def lost(self) -> int:
        """Planned, not held, and not waiting for another day."""
        return self.planned - self.held - self.moved

    @property
    def rate(self) -> int | None:
        """Held of planned in whole per cent, halves up; None where nothing was planned."""
        return whole_percent(self.held, self.planned)

    @property
    def minutes_rate(self) -> int | None:
        """Minutes kept in whole per cent, halves up; None where no minutes were planned."""
        return whole_percent(self.held_min, self.planned_min)

    def says(self) -> str:
        """The kept rate with both counts: ``9 of 12, 75%``, or ``none planned``."""
        if self.rate is None:
            return _("none planned")
        return _("{held} of {planned}, {rate}%").format(held=self.held, planned=self.planned, rate=self.rate)


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of session over the months of a period; `cells` in the order of the months."""

    kind: SessionKind
    cells: tuple[Tally, ...]
    total: Tally
    lost_in_a_row: int


def judge(sessions: Iterable[Session], period: Period) -> tuple[Judged, ...]:
    """The sessions planned in the period and what each counts as, by day; what is still to come is left out.

    `sessions` may reach beyond the period: a line that a session was moved to counts with that session alone.
    """
    known = {s.session_id: s for s in sessions}
    moved_to = {s.rebooked_id for s in known.values() if s.status is SessionStatus.MOVED and s.rebooked_id}
    planned = [s for s in known.values() if s.planned_on in period and s.session_id not in moved_to]
    counted = [s for s in planned if s.status is not SessionStatus.NOT_YET]
    ordered = sorted(counted, key=lambda s: (s.planned_on, s.session_id))
    return tuple(_judged(s, _last_of(s, known), period) for s in ordered)


def tally(judged: Iterable[Judged]) -> Tally:
    """The counts of these sessions."""
    them = list(judged)
    return Tally(
        planned=len(them),
        held=sum(j.outcome in {Outcome.HELD, Outcome.SHORT} for j in them),
        short=sum(j.outcome is Outcome.SHORT for j in them),
        moved=sum(j.outcome is Outcome.MOVED for j in them),
        planned_min=sum(j.session.planned_min for j in them),
        held_min=sum(j.happened.held_min for j in them if _took_place(j.happened)),
    )


def by_kind_and_month(judged: Sequence[Judged], period: Period) -> tuple[KindRow, ...]:
    """A row for each kind of session that was planned, in the order of `SessionKind`."""
    rows = []
    for kind in SessionKind:
        own = [j for j in judged if j.session.kind is kind]
        if own:
            cells = tuple(tally(j for j in own if _month(j) == month) for month in period.months)
            rows.append(KindRow(kind, cells, tally(own), lost_in_a_row(own)))
    return tuple(rows)


def lost_in_a_row(judged: Sequence[Judged]) -> int:
    """How many of the latest ones were lost, one after the other; what waits for another day doesn't end the row."""
    count = 0
    for one in reversed([j for j in judged if j.outcome is not Outcome.MOVED]):
        if one.outcome is not Outcome.LOST:
            break
        count += 1
    return count


def whole_percent(part: int, of: int) -> int | None:
    """A share in whole per cent, halves up; None of nothing."""
    return (200 * part + of) // (2 * of) if of else None


def usual_wait(sessions: Iterable[Session], period: Period | None = None) -> int | None:
    """Days from the planned day of a session that was lost or moved to the one in its place: the middle one, halves up.

    Of sessions planned in the period, if one is given. None where none was rebooked.
    """
    known = {s.session_id: s for s in sessions}
    asked = (s for s in known.values() if period is None or s.planned_on in period)
    waits = sorted(wait for s in asked if (wait := _wait(s, known)) is not None)
    if not waits:
        return None
    return (waits[(len(waits) - 1) // 2] + waits[len(waits) // 2] + 1) // 2


def _judged(session: Session, happened: Session, period: Period) -> Judged:
    return Judged(session, happened, _outcome(session, happened, period))


def _outcome(session: Session, happened: Session, period: Period) -> Outcome:
    latest = period.latest(session.planned_on)
    if not _took_place(happened):
        waits = happened.is_to_come and max(happened.due_on, period.last) <= latest
        return Outcome.MOVED if waits else Outcome.LOST
    if (happened.held_on or happened.due_on) > latest:
        return Outcome.LOST
    if happened.status is SessionStatus.HELD:
        return Outcome.HELD
    if 2 * happened.held_min < session.planned_min:
        return Outcome.LOST
    return Outcome.SHORT if happened.held_min < session.planned_min else Outcome.HELD


def _took_place(session: Session) -> bool:
    """Whether anything took place on this line; a moved one tells so with the day it was held."""
    if session.status is SessionStatus.MOVED:
        return session.held_on is not None
    return session.status in {SessionStatus.HELD, SessionStatus.CUT_SHORT}


def _last_of(session: Session, known: Mapping[str, Session]) -> Session:
    """The line that tells what became of a session that was moved, perhaps more than once."""
    seen = {session.session_id}
    while session.status is SessionStatus.MOVED and session.held_on is None:
        later = known.get(session.rebooked_id or "")
        if later is None or later.session_id in seen:
            break
        seen.add(later.session_id)
        session = later
    return session


def _wait(session: Session, known: Mapping[str, Session]) -> int | None:
    later: Session | None = session
    if session.rebooked_id and session.status in {SessionStatus.CANCELLED, SessionStatus.MOVED}:
        later = known.get(session.rebooked_id)
    elif session.moved_to is None and session.status is not SessionStatus.MOVED:
        return None
    if later is None or later.status is SessionStatus.CANCELLED:
        return None
    return max(0, ((later.held_on or later.due_on) - session.planned_on).days)


def _month(judged: Judged) -> date:
    return judged.session.planned_on.replace(day=1)


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
