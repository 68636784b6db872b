"""Small logs of a team: wins, friction, tellings, and hard times. No row says who wrote it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.small_logs import Friction, HardTime, Tellings, Win
from pie_audit.storage.transaction import Transaction, table
from pie_audit.storage.value_rows import save_value, values_of

win = table(
    "win",
    sa.Column("win_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("week", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("made_possible_by", sa.Text, nullable=False),
    sa.Column("agencies", sa.Text, nullable=False),
    sa.Column("reach", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False, server_default=""),
    sa.Column("topic_id", sa.Text),
    sa.Index("ix_win_team_id_week", "team_id", "week"),
)

friction = table(
    "friction",
    sa.Column("friction_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("trying", sa.Text, nullable=False),
    sa.Column("process", sa.Text, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("end", sa.Text, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("tellings", sa.Integer, nullable=False),
    sa.Column("bend_would_help", sa.Boolean, nullable=False),
)

tellings = table(
    "tellings",
    sa.Column("tellings_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Column("agencies", sa.Integer, nullable=False),
    sa.Column("avoidable", sa.Integer, nullable=False),
    sa.Column("days_waited", sa.Integer, nullable=False, server_default="0"),
)

hard_time = table(
    "hard_time",
    sa.Column("hard_time_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("is_incident", sa.Boolean, nullable=False),
    sa.Column("quiet_until", sa.Date, nullable=False),
    sa.Column("in_a_week", sa.Date, nullable=False),
    sa.Column("in_a_month", sa.Date, nullable=False),
    sa.Column("offered", sa.Integer, nullable=False),
    sa.Column("taken_up", sa.Integer, nullable=False),
    sa.Column("residents_included", sa.Boolean, nullable=False),
    sa.Column("round_id", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
)


def save_win(tx: Transaction, value: Win) -> None:
    """Write a small win, in place of what was there."""
    _save(tx, win, value)


def wins_of(tx: Transaction, team_id: str, most: int | None = None) -> tuple[Win, ...]:
    """A team's small wins, or the newest of them, by week; within a week in no order that means anything."""
    return values_of(tx, win, Win, win.c.team_id == team_id, win.c.week.desc(), most=most)


def wins_about(tx: Transaction, team_id: str, topic_id: str, *, since: str, most: int) -> tuple[Win, ...]:
    """A team's small wins that belong to a topic, from an ISO week on, newest first, so many at most."""
    which = sa.and_(win.c.team_id == team_id, win.c.topic_id == topic_id, win.c.week >= since)
    return values_of(tx, win, Win, which, win.c.week.desc(), most=most)


def delete_win(tx: Transaction, win_id: str) -> None:
    """Take a win off the wall."""
    _delete(tx, win, "win_id", win_id)


def save_friction(tx: Transaction, value: Friction) -> None:
    """Write an errand that took too long, in place of what was there."""
    _save(tx, friction, value)


def friction_of(tx: Transaction, team_id: str, most: int | None = None) -> tuple[Friction, ...]:
    """A team's friction log, or the newest of it, newest month first."""
    here = friction.c.team_id == team_id
    return values_of(tx, friction, Friction, here, friction.c.month.desc(), most=most)


def delete_friction(tx: Transaction, friction_id: str) -> None:
    """Take an errand out of the log."""
    _delete(tx, friction, "friction_id", friction_id)


def save_tellings(tx: Transaction, value: Tellings) -> None:
    """Write how often a story had to be told, in place of what was there."""
    _save(tx, tellings, value)


def tellings_of(tx: Transaction, team_id: str, most: int | None = None) -> tuple[Tellings, ...]:
    """A team's tellings counts, or the newest of them, newest month first."""
    here = tellings.c.team_id == team_id
    return values_of(tx, tellings, Tellings, here, tellings.c.month.desc(), most=most)


def delete_tellings(tx: Transaction, tellings_id: str) -> None:
    """Take a count out of the log."""
    _delete(tx, tellings, "tellings_id", tellings_id)


def save_hard_time(tx: Transaction, value: HardTime) -> None:
    """Write that something happened, in place of what was there."""
    _save(tx, hard_time, value)


def hard_times_of(tx: Transaction, team_id: str) -> tuple[HardTime, ...]:
    """What happened in a team, the latest first."""
    rows = _rows(tx, hard_time, team_id, hard_time.c.day.desc(), hard_time.c.hard_time_id)
    return tuple(HardTime(**row._mapping) for row in rows)


def delete_hard_time(tx: Transaction, hard_time_id: str) -> None:
    """It was noted by mistake."""
    _delete(tx, hard_time, "hard_time_id", hard_time_id)


def _save(tx: Transaction, into: sa.Table, value: Any) -> None:
    save_value(tx, into, value)
    tx.changed.add(Kind.SMALL_LOGS)


def _rows(tx: Transaction, of: sa.Table, team_id: str, *order: sa.ColumnElement[Any]) -> sa.CursorResult[Any]:
    return tx.connection.execute(sa.select(of).where(of.c.team_id == team_id).order_by(*order))


def _delete(tx: Transaction, of: sa.Table, key: str, value: str) -> None:
    tx.connection.execute(sa.delete(of).where(of.c[key] == value))
    tx.changed.add(Kind.SMALL_LOGS)
