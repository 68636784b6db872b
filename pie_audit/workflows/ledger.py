"""Protected time: the team's counts for who works there, a person's own line for the two of them, dates for cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.ledger import (
    KindRow,
    Outcome,
    Period,
    Tally,
    by_kind_and_month,
    judge,
    tally,
    usual_wait,
)
from pie_audit.domain.ledger_reasons import (
    Lost,
    PaidTime,
    is_overdue,
    lacks_agreement,
    overdue_groups,
    overdue_pairs,
    paid_time,
    why_lost,
)
from pie_audit.domain.session import Session, SessionKind, SessionStatus
from pie_audit.domain.supervision import Agreement
from pie_audit.domain.team import Standing, Team
from pie_audit.storage import groups, people, sessions, teams
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_AROUND = timedelta(days=366)
"""Lines are read this far around a period: a session may have been moved out of it or into it."""

_GOING_WITHOUT = 2
"""So many lost in a row are worth saying."""


@dataclass(frozen=True, slots=True)
class TeamLedger:
    """What a team's protected time came to: counts alone, nobody's line.

    `lost` and `paid` are None in a team of fewer than five. `overdue` counts pairs that have waited longer than they
    agreed, of which the two heard a week earlier; `overdue_groups` haven't met for longer than they mean to. `without`
    names kinds of group session whose latest ones were lost, with how many. `unnoted` are past sessions of which nobody
    has said what became of them. `leaders_min` are minutes that leaders spent together, in the whole workspace.
    """

    team: Team
    period: Period
    total: Tally
    rows: tuple[KindRow, ...]
    lost: Lost | None
    paid: tuple[PaidTime, ...] | None
    wait_days: int | None
    overdue: int
    overdue_groups: int
    without: tuple[tuple[SessionKind, int], ...]
    unnoted: int
    leaders_min: int
    people: int
    may_arrange_cover: bool
    may_ask: bool


@dataclass(frozen=True, slots=True)
class LineDay:
    """One session of a line. `outcome` None: still to come, or nobody has said yet what became of it."""

    session_id: str
    planned_on: date
    due_on: date
    minutes: int
    status: SessionStatus
    outcome: Outcome | None
    lacks_agreement: bool


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One-to-one sessions with one other person, for the two of them. `i_supervise` tells which of the two I am."""

    agreement_id: str | None
    other_id: str
    other: str
    i_supervise: bool
    every_weeks: int | None
    days: tuple[LineDay, ...]
    total: Tally
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class CoverDay:
    """What whoever arranges cover sees of one session: when, how long, and whether it stands."""

    day: date
    minutes: int
    status: SessionStatus


def team_ledger(tx: Transaction, me: Me, team_id: str, period: Period) -> TeamLedger:
    """The counts of one team, for who belongs to it or manages it. Raises NotNow for anybody else."""
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    lines = sessions.sessions_of_team(tx, team_id, first=period.first - _AROUND, last=period.last + _AROUND)
    judged = judge(lines, period)
    rows = by_kind_and_month(judged, period)
    size = sum(m.standing is Standing.ACTIVE for m in people.members_of(tx, team_id))
    today = mine.clock.today()
    return TeamLedger(
        team=teams.load_team(tx, team_id),
        period=period,
        total=tally(judged),
        rows=rows,
        lost=why_lost(judged, size),
        paid=paid_time(judged, size),
        wait_days=usual_wait(lines, period),
        overdue=overdue_pairs(sessions.agreements_of_team(tx, team_id), lines, today),
        overdue_groups=overdue_groups(groups.groups_of_team(tx, team_id), lines, today),
        without=_going_without(rows),
        unnoted=sum(
            s.status is SessionStatus.NOT_YET and s.planned_on in period and s.planned_on < today
            for s in lines
        ),
        leaders_min=_leaders_minutes(tx, period),
        people=size,
        may_arrange_cover=may(mine.member, Act.ARRANGE_COVER, Matter(team_id)),
        may_ask=may(mine.member, Act.RUN_ROUND, Matter(team_id)),
    )


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """What the page “Protected time” shows first. `team` is None for who belongs to none, or may not see its counts."""

    period: Period
    team: TeamLedger | None
    leaders_min: int


def ledger_page(tx: Transaction, me: Me, team_id: str | None, this_quarter: bool) -> LedgerPage:
    """The last twelve months, or this quarter so far: a team's counts where they are this person's to see."""
    mine = acting(me)
    today = mine.clock.today()
    period = Period.quarter_to(today) if this_quarter else Period.twelve_months_to(today)
    shown = team_id is not None and may(mine.member, Act.READ_TEAM, Matter(team_id))
    team = team_ledger(tx, me, team_id, period) if shown and team_id else None
    return LedgerPage(period, team, leaders_minutes(tx, me, period))


def leaders_minutes(tx: Transaction, me: Me, period: Period) -> int:
    """Minutes that leaders spent together, in total: no date, no group, nobody's name, and not whether anything was
    written. Anybody with an account may know. Raises NotNow for a slip or somebody who has left."""
    require(acting(me).member, Act.RATE)
    return _leaders_minutes(tx, period)


def own_lines(tx: Transaction, me: Me, period: Period) -> tuple[OwnLine, ...]:
    """My one-to-one sessions, a line for each person I have them with: those planned in the period or still to come.

    Being one of the two is all that opens a line, so it needs no team.
    """
    mine = acting(me)
    require(mine.member, Act.RATE)
    own_id = mine.member.person_id
    lines = [
        s for s in sessions.sessions_of(tx, own_id) if s.kind is SessionKind.SUPERVISION and s.is_of(own_id)
    ]
    agreements = {a.agreement_id: a for a in sessions.agreements_of(tx, own_id)}
    pairs = dict.fromkeys((s.supervisor_id, s.supervisee_id) for s in lines)
    going_on = (a for a in agreements.values() if a.ended_week is None)
    pairs |= dict.fromkeys((a.supervisor_id, a.supervisee_id) for a in going_on)
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)}
    found = []
    for pair in pairs:
        theirs = [s for s in lines if (s.supervisor_id, s.supervisee_id) == pair]
        other_id = next((p for p in pair if p and p != own_id), own_id)
        whole = _line(theirs, _of_pair(agreements, pair), period, mine.clock.today())
        found.append(
            replace(whole, other_id=other_id, other=names.get(other_id, ""), i_supervise=pair[0] == own_id)
        )
    return tuple(sorted(found, key=lambda line: (line.i_supervise, line.other)))


def cover_people(tx: Transaction, me: Me, team_id: str) -> tuple[tuple[str, str], ...]:
    """People of the team who have one-to-one sessions planned, by name: for whoever arranges cover, to choose one."""
    require(acting(me).member, Act.ARRANGE_COVER, Matter(team_id))
    here = people.members_of(tx, team_id)
    booked = {s.supervisee_id for s in _one_to_one(tx, team_id)}
    return tuple((m.person_id, m.name) for m in here if m.person_id in booked)


def cover_lines(
    tx: Transaction, me: Me, team_id: str, person_id: str, period: Period
) -> tuple[CoverDay, ...]:
    """When somebody of the team is at supervision: date, length and status, and nothing else.

    In the period and after it. Not with whom, not who called off and why, not what was said.
    """
    require(acting(me).member, Act.ARRANGE_COVER, Matter(team_id))
    theirs = (
        s for s in _one_to_one(tx, team_id) if s.supervisee_id == person_id and s.due_on >= period.first
    )
    days = (CoverDay(s.held_on or s.due_on, s.held_min or s.planned_min, s.status) for s in theirs)
    return tuple(sorted(days, key=lambda d: d.day))


def _one_to_one(tx: Transaction, team_id: str) -> Iterable[Session]:
    lines = sessions.sessions_of_team(tx, team_id, first=date.min, last=date.max)
    return (s for s in lines if s.kind is SessionKind.SUPERVISION)


def _going_without(rows: Sequence[KindRow]) -> tuple[tuple[SessionKind, int], ...]:
    """Groups whose latest sessions were lost; of one-to-one sessions a row in a row would speak of one pair."""
    of_groups = (row for row in rows if row.kind is not SessionKind.SUPERVISION)
    return tuple((row.kind, row.lost_in_a_row) for row in of_groups if row.lost_in_a_row >= _GOING_WITHOUT)


def _leaders_minutes(tx: Transaction, period: Period) -> int:
    lines = sessions.sessions_of_kind(tx, SessionKind.LEADERS, first=period.first, last=period.last)
    return tally(judge(lines, period)).held_min


def _line(
    theirs: Sequence[Session], agreements: Mapping[str, Agreement], period: Period, today: date
) -> OwnLine:
    """The line of one pair, before it is said whose."""
    going_on = (a for a in agreements.values() if a.ended_week is None)
    standing = max(going_on, key=lambda a: (a.review_on, a.agreement_id), default=None)
    return OwnLine(
        agreement_id=standing.agreement_id if standing else None,
        other_id="",
        other="",
        i_supervise=False,
        every_weeks=standing.every_weeks if standing else None,
        days=_line_days(theirs, period, agreements),
        total=tally(judge(theirs, period)),
        is_overdue=standing is not None and is_overdue(standing.every_weeks, theirs, today),
    )


def _of_pair(
    agreements: Mapping[str, Agreement], pair: tuple[str | None, str | None]
) -> Mapping[str, Agreement]:
    return {key: a for key, a in agreements.items() if (a.supervisor_id, a.supervisee_id) == pair}


def _line_days(
    lines: Sequence[Session], period: Period, agreements: Mapping[str, Agreement]
) -> tuple[LineDay, ...]:
    outcomes = {j.session.session_id: j.outcome for j in judge(lines, period)}
    shown = [s for s in lines if s.planned_on in period or s.due_on > period.last]
    return tuple(
        LineDay(
            session_id=s.session_id,
            planned_on=s.planned_on,
            due_on=s.due_on,
            minutes=s.held_min or s.planned_min,
            status=s.status,
            outcome=outcomes.get(s.session_id),
            lacks_agreement=lacks_agreement(s, agreements),
        )
        for s in shown
    )
