"""You said, we did: the lines of a team's board."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.said_did import Answer, SaidDid
from pie_audit.storage.transaction import Transaction, table
from pie_audit.storage.value_rows import delete_rows, load_value, of_row, save_value

said_did = table(
    "said_did",
    sa.Column("said_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("heard_from", sa.Text, nullable=False),
    sa.Column("heard_on", sa.Date, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("told_on", sa.Date),
    sa.Column("told_how", sa.Text, nullable=False),
    sa.Column("still_right", sa.Date),
    sa.Column("action_id", sa.Text),
    sa.Column("survey_id", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("answered_on", sa.Date),
)
_OPEN = (Answer.OPEN.value, Answer.NOT_YET.value)


def save_line(tx: Transaction, value: SaidDid) -> None:
    """Write a line of the board, in place of what was there."""
    save_value(tx, said_did, value)
    tx.changed.add(Kind.SAID_DID)


def open_lines(
    tx: Transaction, team_id: str, most: int, *, before: date | None = None
) -> tuple[SaidDid, ...]:
    """What a team's people still wait for, heard before this day if one is given; the longest wait first."""
    query = _of_team(team_id).where(said_did.c.answer.in_(_OPEN))
    if before is not None:
        query = query.where(said_did.c.heard_on < before)
    return _values(tx, query.order_by(said_did.c.heard_on, said_did.c.said_id).limit(most))


def answered_lines(tx: Transaction, team_id: str, most: int) -> tuple[SaidDid, ...]:
    """What a team's people have an answer to, the latest answer first."""
    query = _of_team(team_id).where(said_did.c.answer.not_in(_OPEN))
    latest = sa.func.coalesce(said_did.c.answered_on, said_did.c.heard_on).desc()
    order = (latest, said_did.c.heard_on.desc(), said_did.c.said_id)
    return _values(tx, query.order_by(*order).limit(most))


def lines_of(tx: Transaction, team_id: str) -> tuple[SaidDid, ...]:
    """Every line of a team's board, the earliest heard first."""
    return _values(tx, _of_team(team_id).order_by(said_did.c.heard_on, said_did.c.said_id))


def kept_among(tx: Transaction, team_id: str, said_ids: Collection[str]) -> frozenset[str]:
    """Which of these ids a line of this team is kept under."""
    query = sa.select(said_did.c.said_id).where(
        said_did.c.team_id == team_id, said_did.c.said_id.in_(said_ids)
    )
    return frozenset(tx.connection.scalars(query))


def actions_among(tx: Transaction, team_id: str, action_ids: Collection[str]) -> frozenset[str]:
    """Which of these actions and asks a line of the board leads to."""
    query = sa.select(said_did.c.action_id).where(
        said_did.c.team_id == team_id, said_did.c.action_id.in_(action_ids)
    )
    return frozenset(tx.connection.scalars(query))


def load_line(tx: Transaction, said_id: str) -> SaidDid | None:
    """One of them, or None."""
    return load_value(tx, said_did, SaidDid, said_did.c.said_id == said_id)


def delete_line(tx: Transaction, said_id: str) -> None:
    """Take it away."""
    delete_rows(tx, said_did, said_did.c.said_id == said_id)
    tx.changed.add(Kind.SAID_DID)


def _of_team(team_id: str) -> sa.Select[Any]:
    return sa.select(said_did).where(said_did.c.team_id == team_id)


def _values(tx: Transaction, query: sa.Select[Any]) -> tuple[SaidDid, ...]:
    return tuple(of_row(SaidDid, row) for row in tx.connection.execute(query))
