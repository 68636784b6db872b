"""What a team's small logs and daily notes add up to, summed by the database, so that years of them cost one look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.refusal import Direction, Reason
from pie_audit.domain.small_log_sums import (
    MOST_EPISODES,
    FrictionSums,
    Lump,
    TellingsSums,
    counted_sums,
    summed,
)
from pie_audit.domain.small_logs import FrictionEnd
from pie_audit.storage.daily_notes import bent_rule, door_card, prompts_done, refusal
from pie_audit.storage.small_logs import friction, tellings
from pie_audit.storage.transaction import Transaction


def friction_sums_of(tx: Transaction, team_id: str) -> FrictionSums:
    """What a team's friction log adds up to, by month, by process in any spelling, and by level."""
    counted = (sa.func.count(), sa.func.sum(friction.c.minutes))
    months, processes = (
        [Lump(of, int(n), int(m)) for of, n, m in _grouped(tx, team_id, (column,), counted)]
        for column in (friction.c.month, friction.c.process)
    )
    kinds = (friction.c.level, friction.c.end, friction.c.bend_would_help)
    marks = {
        (BarrierLevel(level) if level else None, FrictionEnd(end), bool(bend)): int(n)
        for level, end, bend, n in _grouped(tx, team_id, kinds, (sa.func.count(),))
    }
    return summed(months, processes, marks)


def tellings_sums_of(tx: Transaction, team_id: str) -> TellingsSums:
    """The same of a team's tellings: how often each number comes up, and the newest, newest month first."""
    t = tellings.c
    newest = (
        sa.select(t.times)
        .where(t.team_id == team_id)
        .order_by(t.month.desc(), t.tellings_id)
        .limit(MOST_EPISODES)
    )
    times, days, avoidable = Counter[int](), Counter[int](), 0
    counted = (sa.func.count(), sa.func.sum(t.avoidable))
    for told, waited, n, spared in _grouped(tx, team_id, (t.times, t.days_waited), counted):
        times[told] += int(n)
        days[waited] += int(n)
        avoidable += int(spared)
    return counted_sums(list(tx.connection.scalars(newest)), times, days, avoidable=avoidable)


def refusal_counts(tx: Transaction, team_id: str, since: str) -> Counter[tuple[Direction, Reason]]:
    """How often people were turned away from a month on, by who refused and by reason."""
    columns = (refusal.c.direction, refusal.c.reason)
    rows = _grouped(tx, team_id, columns, (sa.func.count(),), refusal.c.month >= since)
    return Counter({(Direction(who), Reason(why)): int(n) for who, why, n in rows})


def refusers(tx: Transaction, team_id: str, since: str) -> tuple[Lump, ...]:
    """How often each spelling of an agency stands for who refused, from a month on."""
    where = sa.and_(refusal.c.month >= since, refusal.c.agency != "")
    return tuple(
        Lump(of, int(n)) for of, n in _grouped(tx, team_id, (refusal.c.agency,), (sa.func.count(),), where)
    )


def bent_counts(tx: Transaction, team_id: str, weeks: tuple[str, str]) -> dict[str, int]:
    """How often a team bent each spelling of a rule, from the first week to the last."""
    where = bent_rule.c.week.between(*weeks)
    return {rule: int(n) for rule, n in _grouped(tx, team_id, (bent_rule.c.rule,), (sa.func.count(),), where)}


def agency_counts(tx: Transaction, team_id: str) -> dict[str, int]:
    """How often a team wrote each spelling of an agency or a process, in friction, refusals and on door cards."""
    found: Counter[str] = Counter()
    for column in (friction.c.process, refusal.c.agency, door_card.c.agency):
        for name, times in _grouped(tx, team_id, (column,), (sa.func.count(),)):
            found[name] += int(times)
    return dict(found)


def prompt_sums(tx: Transaction, team_id: str, since: str = "") -> tuple[int, int]:
    """How many people were offered the two questions, and with how many they were done, from a month on."""
    p = prompts_done.c
    query = sa.select(
        sa.func.coalesce(sa.func.sum(p.offered), 0), sa.func.coalesce(sa.func.sum(p.done), 0)
    ).where(p.team_id == team_id, p.month >= since)
    offered, done = tx.connection.execute(query).one()
    return int(offered), int(done)


def _grouped(
    tx: Transaction,
    team_id: str,
    by: tuple[sa.Column[Any], ...],
    counted: tuple[sa.ColumnElement[Any], ...],
    where: sa.ColumnElement[bool] | None = None,
) -> Iterator[Any]:
    here = by[0].table.c.team_id == team_id
    query = sa.select(*by, *counted).where(here if where is None else sa.and_(here, where)).group_by(*by)
    yield from tx.connection.execute(query.order_by(*by))
