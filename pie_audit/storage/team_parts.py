"""Which parts of everyday practice a team uses."""

from __future__ import annotations

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.team_part import ON_AT_FIRST, TeamPart
from pie_audit.storage.transaction import Transaction, put, table

team_part = table(
    "team_part",
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True),
    sa.Column("part", sa.Text, primary_key=True),
    sa.Column("is_on", sa.Boolean, nullable=False),
)


def turn_part(tx: Transaction, team_id: str, part: TeamPart, *, on: bool) -> None:
    """Turn a part on or off; nothing that was written in it goes."""
    put(tx, team_part, {"team_id": team_id, "part": part.value}, {"is_on": on})
    tx.changed.add(Kind.TEAMS)


def parts_of(tx: Transaction, team_id: str) -> frozenset[TeamPart]:
    """The parts that a team uses; a part that this program doesn't know is left out."""
    query = sa.select(team_part.c.part, team_part.c.is_on).where(team_part.c.team_id == team_id)
    chosen = {row.part: bool(row.is_on) for row in tx.connection.execute(query)}
    return frozenset(part for part in TeamPart if chosen.get(part.value, part in ON_AT_FIRST))
