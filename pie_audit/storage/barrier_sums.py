"""What gets in the way, added up by the database: one row for each spelling of a process, and for each kind of refusal."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.refusal import AgencyKind, Direction, Reason
from pie_audit.storage.daily_notes import refusal
from pie_audit.storage.small_logs import friction
from pie_audit.storage.transaction import Transaction

MOST_GROUPS = 500
"""Rows of one log: a team names far fewer processes."""


@dataclass(frozen=True, slots=True)
class FrictionGroup:
    """Entries of one spelling and level, of the months from `first` to `last` (2026-07)."""

    process: str
    level: BarrierLevel | None
    entries: int
    minutes: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class RefusalGroup:
    """Refusals of one kind and level; `first` is the earliest month."""

    direction: Direction
    reason: Reason
    agency_kind: AgencyKind | None
    level: BarrierLevel | None
    times: int
    first: str


def friction_groups(tx: Transaction, team_id: str, since: str) -> tuple[FrictionGroup, ...]:
    """A team's friction from the month `since` on, what has most entries first."""
    entries = sa.func.count().label("entries")
    query = (
        sa.select(
            friction.c.process,
            friction.c.level,
            entries,
            sa.func.sum(friction.c.minutes).label("minutes"),
            sa.func.min(friction.c.month).label("first"),
            sa.func.max(friction.c.month).label("last"),
        )
        .where(friction.c.team_id == team_id, friction.c.month >= since, friction.c.process != "")
        .group_by(friction.c.process, friction.c.level)
        .order_by(entries.desc(), friction.c.process, friction.c.level)
        .limit(MOST_GROUPS)
    )
    return tuple(
        FrictionGroup(
            row.process, _level(row.level), int(row.entries), int(row.minutes or 0), row.first, row.last
        )
        for row in tx.connection.execute(query)
    )


def refusal_groups(tx: Transaction, team_id: str, since: str) -> tuple[RefusalGroup, ...]:
    """A team's refusals from the month `since` on, what came up most often first."""
    times = sa.func.count().label("times")
    kinds = (refusal.c.direction, refusal.c.reason, refusal.c.agency_kind, refusal.c.level)
    query = (
        sa.select(*kinds, times, sa.func.min(refusal.c.month).label("first"))
        .where(refusal.c.team_id == team_id, refusal.c.month >= since)
        .group_by(*kinds)
        .order_by(times.desc(), *kinds)
        .limit(MOST_GROUPS)
    )
    return tuple(
        RefusalGroup(
            Direction(row.direction),
            Reason(row.reason),
            AgencyKind(row.agency_kind) if row.agency_kind else None,
            _level(row.level),
            int(row.times),
            row.first,
        )
        for row in tx.connection.execute(query)
    )


def _level(kept: str | None) -> BarrierLevel | None:
    return BarrierLevel(kept) if kept else None
