"""Sessions on Home: my own next ones, those of a team by kind and day alone, and how much planned time was held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.ledger import Outcome, Period, Tally, judge, lost_in_a_row, tally
from pie_audit.domain.session import CancelledBy, Session, SessionKind
from pie_audit.storage import groups, people, sessions
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.presence import SignedIn

LOST_OFTEN = 3
"""Sessions lost in a row from which Home says so, to both."""

MOST_NEXT = 3
_LOOK_BACK = timedelta(days=91)
_LOOK_AHEAD = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class NextSession:
    """A session to come: what kind, which day, how many minutes; whose it is isn't said."""

    session_id: str
    kind: SessionKind
    day: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody whose supervision with me was lost several times in a row, and when the next try is."""

    with_whom: str
    lost: int
    next_on: date | None


@dataclass(frozen=True, slots=True)
class MySupervision:
    """My next supervision. `lost` counts those lost in a row; `by_us` where none of these was called off by the
    one who is supervised. `is_mine` if I am that one; `session_id` is None where nothing is planned."""

    with_whom: str
    is_mine: bool
    session_id: str | None = None
    day: date | None = None
    minutes: int = 0
    starts: str = ""
    place: str = ""
    brought: int = 0
    lost: int = 0
    by_us: bool = False


@dataclass(frozen=True, slots=True)
class TimeHeld:
    """Planned sessions of the last three months and how many took place, by kind; no person in it."""

    total: Tally
    by_kind: tuple[tuple[SessionKind, Tally], ...]


@dataclass(frozen=True, slots=True)
class MyTime:
    """My own lines: supervision, groups that I belong to, and pairs whose time was lost again and again."""

    supervision: MySupervision | None
    groups: tuple[NextSession, ...]
    lost_pairs: tuple[Pair, ...]
    in_leaders_group: bool


def my_time(tx: Transaction, mine: SignedIn) -> MyTime:
    """My own sessions, in four queries however many there are."""
    me, today = mine.member.person_id, mine.clock.today()
    own_groups = [g for g in groups.groups_of(tx, me) if g.ended_week is None]
    lines = sessions.sessions_of(tx, me, group_ids=[g.group_id for g in own_groups])
    pairs = [s for s in lines if s.kind is SessionKind.SUPERVISION]
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)}
    return MyTime(
        supervision=_my_supervision(pairs, me, names, today),
        groups=_to_come([s for s in lines if s.group_id], today),
        lost_pairs=_lost_pairs(pairs, me, names, today),
        in_leaders_group=any(g.kind is SessionKind.LEADERS for g in own_groups),
    )


def next_of_team(tx: Transaction, team_id: str, today: date) -> tuple[NextSession, ...]:
    """The team's next sessions by kind and day."""
    return _to_come(sessions.sessions_of_team(tx, team_id, first=today, last=today + _LOOK_AHEAD), today)


def time_held(tx: Transaction, team_id: str, today: date) -> TimeHeld | None:
    """What was planned in the last three months and what took place; None where nothing was planned."""
    period = Period(today - _LOOK_BACK, today)
    judged = judge(sessions.sessions_of_team(tx, team_id, first=period.first, last=period.last), period)
    if not judged:
        return None
    kinds = [kind for kind in SessionKind if any(j.session.kind is kind for j in judged)]
    by_kind = tuple((kind, tally(j for j in judged if j.session.kind is kind)) for kind in kinds)
    return TimeHeld(tally(judged), by_kind)


def _to_come(lines: Iterable[Session], today: date) -> tuple[NextSession, ...]:
    waiting = [s for s in lines if s.is_to_come and s.rebooked_id is None and s.due_on >= today]
    waiting.sort(key=lambda s: (s.due_on, s.kind.value, s.session_id))
    return tuple(NextSession(s.session_id, s.kind, s.due_on, s.planned_min) for s in waiting[:MOST_NEXT])


def _my_supervision(
    lines: Sequence[Session], me: str, names: dict[str, str], today: date
) -> MySupervision | None:
    """The next session in which I am supervised; else the next that I give."""
    for mine in (True, False):
        own = [s for s in lines if (s.supervisee_id == me) == mine]
        coming = next(iter(_to_come(own, today)), None)
        lost = _lost(own, today) if mine else ()
        if coming is None and len(lost) < LOST_OFTEN:
            continue
        named = next((s for s in own if coming and s.session_id == coming.session_id), own[-1])
        other = named.supervisor_id if mine else named.supervisee_id
        return MySupervision(
            with_whom=names.get(other or "", _("somebody who left")),
            is_mine=mine,
            session_id=coming.session_id if coming else None,
            day=coming.day if coming else None,
            minutes=coming.minutes if coming else 0,
            lost=len(lost),
            by_us=bool(lost) and all(s.cancelled_by is not CancelledBy.SUPERVISEE for s in lost),
        )
    return None


def _lost_pairs(lines: Sequence[Session], me: str, names: dict[str, str], today: date) -> tuple[Pair, ...]:
    given = [s for s in lines if s.supervisor_id == me and s.supervisee_id]
    found = []
    for person_id in dict.fromkeys(s.supervisee_id for s in given):
        theirs = [s for s in given if s.supervisee_id == person_id]
        coming = [one.day for one in _to_come(theirs, today)]
        lost = len(_lost(theirs, today))
        if lost >= LOST_OFTEN and person_id in names:
            found.append(Pair(names[person_id], lost, min(coming, default=None)))
    return tuple(found)


def _lost(lines: Sequence[Session], today: date) -> tuple[Session, ...]:
    """The latest sessions that were lost one after the other."""
    judged = judge(lines, Period(today - timedelta(days=366), today))
    settled = [j.session for j in judged if j.outcome is not Outcome.MOVED]
    return tuple(settled[len(settled) - lost_in_a_row(judged) :])
