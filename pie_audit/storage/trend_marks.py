"""What a team put on its own trends: dated notes, change points, and how it wants them read."""

from __future__ import annotations

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.trend_mark import MarkKind, TrendMark, TrendSettings
from pie_audit.storage.transaction import Transaction, put, put_all, table

trend_mark = table(
    "trend_mark",
    sa.Column("mark_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("chart", sa.Text, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
)

trend_setting = table(
    "trend_setting",
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

_SIMPLE, _SCREENED, _GOOD = "simple rules", "screened", "good/"
_ON = "yes"


def save_mark(tx: Transaction, value: TrendMark) -> None:
    """Write a mark, in place of what stood there."""
    row = {"team_id": value.team_id, "chart": value.chart, "day": value.day}
    put(tx, trend_mark, {"mark_id": value.mark_id}, {**row, "kind": value.kind.value, "words": value.words})
    tx.changed.add(Kind.TRENDS)


def load_mark(tx: Transaction, mark_id: str) -> TrendMark | None:
    """One mark, or None where it is gone."""
    row = tx.connection.execute(sa.select(trend_mark).where(trend_mark.c.mark_id == mark_id)).first()
    return None if row is None else _mark(row)


def marks_of(tx: Transaction, team_id: str) -> tuple[TrendMark, ...]:
    """A team's marks, earliest day first."""
    query = sa.select(trend_mark).where(trend_mark.c.team_id == team_id)
    rows = tx.connection.execute(query.order_by(trend_mark.c.day, trend_mark.c.mark_id))
    return tuple(_mark(row) for row in rows)


def delete_mark(tx: Transaction, mark_id: str) -> None:
    """Take a mark away."""
    tx.connection.execute(sa.delete(trend_mark).where(trend_mark.c.mark_id == mark_id))
    tx.changed.add(Kind.TRENDS)


def save_settings(tx: Transaction, team_id: str, value: TrendSettings) -> None:
    """Write how a team wants its trends read, in place of what it wanted before."""
    tx.connection.execute(sa.delete(trend_setting).where(trend_setting.c.team_id == team_id))
    chosen = {_SIMPLE: value.simple_rules, _SCREENED: value.screened}
    kept = {name: _ON for name, on in chosen.items() if on}
    kept |= {_GOOD + chart: way for chart, way in value.good}
    put_all(tx, trend_setting, [{"team_id": team_id, "name": n, "value": v} for n, v in sorted(kept.items())])
    tx.changed.add(Kind.TRENDS)


def load_settings(tx: Transaction, team_id: str) -> TrendSettings:
    """How a team wants its trends read; the usual way where it never said."""
    query = sa.select(trend_setting.c.name, trend_setting.c.value).where(trend_setting.c.team_id == team_id)
    kept = {row.name: row.value for row in tx.connection.execute(query)}
    good = sorted((n.removeprefix(_GOOD), way) for n, way in kept.items() if n.startswith(_GOOD))
    return TrendSettings(_SIMPLE in kept, _SCREENED in kept, tuple(good))


def _mark(row: sa.Row[tuple[str, ...]]) -> TrendMark:
    return TrendMark(**{**row._mapping, "kind": MarkKind(row.kind)})
