"""What small logs give to the trends: sums by month, added up by the database, and the newest of what is drawn."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from pie_audit.domain.small_logs import FrictionEnd, Tellings, Win, WinReach
from pie_audit.storage.small_logs import friction, tellings, win
from pie_audit.storage.transaction import Transaction
from pie_audit.storage.value_rows import values_of


class FrictionMonth(NamedTuple):
    """Entries of one month and one spelling of a process, and how many of them ended with being turned away."""

    month: str
    process: str
    entries: int
    minutes: int
    turned_away: int


class EpisodeMonth(NamedTuple):
    """How many episodes of telling a month has."""

    month: str
    episodes: int


def friction_by_month(tx: Transaction, team_id: str) -> tuple[FrictionMonth, ...]:
    """A team's friction log by month and process, the earliest month first."""
    f = friction.c
    away = sa.func.sum(sa.case((f.end == FrictionEnd.TURNED_AWAY.value, 1), else_=0))
    by = (f.month, f.process)
    query = sa.select(*by, sa.func.count(), sa.func.sum(f.minutes), away).where(f.team_id == team_id)
    rows = tx.connection.execute(query.group_by(*by).order_by(*by))
    return tuple(FrictionMonth(month, of, int(n), int(m), int(a)) for month, of, n, m, a in rows)


def episodes_by_month(tx: Transaction, team_id: str) -> tuple[EpisodeMonth, ...]:
    """How many episodes a team counted in each month, the earliest first."""
    t = tellings.c
    query = sa.select(t.month, sa.func.count()).where(t.team_id == team_id).group_by(t.month)
    return tuple(EpisodeMonth(month, int(n)) for month, n in tx.connection.execute(query.order_by(t.month)))


def newest_tellings(tx: Transaction, team_id: str, since: str, most: int) -> tuple[Tellings, ...]:
    """The newest `most` episodes of each quarter from a month on: enough for the newest `most` up to any quarter's end."""
    t = tellings.c
    quarter = (sa.func.substr(t.month, 1, 4), (sa.cast(sa.func.substr(t.month, 6, 2), sa.Integer) + 2) // 3)
    newest = (t.month.desc(), sa.func.length(t.label).desc(), t.label.desc(), t.tellings_id)
    place = sa.func.row_number().over(partition_by=quarter, order_by=newest).label("place")
    # Ids alone are put in order: whole rows would all be carried through the sorting.
    placed = sa.select(t.tellings_id, place).where(t.team_id == team_id, t.month >= since).subquery()
    query = (
        sa.select(*(t[name] for name in Tellings.__slots__))
        .join(placed, placed.c.tellings_id == t.tellings_id)
        .where(placed.c.place <= most)
        .order_by(t.month, t.tellings_id)
    )
    return tuple(Tellings(*row) for row in tx.connection.execute(query))


def first_win_week(tx: Transaction, team_id: str) -> str | None:
    """The ISO week of a team's first small win, or None."""
    found: str | None = tx.connection.execute(
        sa.select(sa.func.min(win.c.week)).where(win.c.team_id == team_id)
    ).scalar()
    return found


def newest_wins(
    tx: Transaction, team_id: str, weeks: tuple[str, str], reach: WinReach, most: int
) -> tuple[Win, ...]:
    """The newest `most` small wins of one reach from the first ISO week to the last, newest first."""
    w = win.c
    which = sa.and_(w.team_id == team_id, w.reach == reach.value, w.week.between(*weeks))
    return values_of(tx, win, Win, which, w.week.desc(), most=most)
