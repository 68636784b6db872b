"""Sessions on Home: my own next ones, those of a team by kind and day alone, and how much planned time was held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.ledger import Period, Tally, judge, tally
from pie_audit.domain.session import Session, SessionKind
from pie_audit.storage import groups, sessions
from pie_audit.workflows.supervision.groups import comes_along

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.presence import SignedIn

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
class TimeHeld:
    """Planned sessions of the last three months and how many took place, by kind; no person in it."""

    total: Tally
    by_kind: tuple[tuple[SessionKind, Tally], ...]


@dataclass(frozen=True, slots=True)
class MyTime:
    """My own next sessions: supervision, and those of groups that I belong to."""

    supervision: tuple[NextSession, ...]
    groups: tuple[NextSession, ...]
    in_leaders_group: bool


def my_time(tx: Transaction, mine: SignedIn) -> MyTime:
    """My own sessions to come, in three queries however many there are; nothing is decrypted for it."""
    me, today = mine.member.person_id, mine.clock.today()
    own_groups = [g for g in groups.groups_of(tx, me) if g.ended_week is None and comes_along(mine, g)]
    lines = sessions.sessions_of(tx, me, group_ids=[g.group_id for g in own_groups])
    return MyTime(
        supervision=_to_come([s for s in lines if s.kind is SessionKind.SUPERVISION], today),
        groups=_to_come([s for s in lines if s.group_id], today),
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
