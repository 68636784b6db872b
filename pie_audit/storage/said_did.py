"""You said, we did: the lines of a team's board."""

from __future__ import annotations

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.said_did import SaidDid
from pie_audit.storage.transaction import Transaction, table
from pie_audit.storage.value_rows import delete_rows, load_value, save_value, values_of

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
)


def save_line(tx: Transaction, value: SaidDid) -> None:
    """Write a line of the board, in place of what was there."""
    save_value(tx, said_did, value)
    tx.changed.add(Kind.SAID_DID)


def lines_of(tx: Transaction, team_id: str) -> tuple[SaidDid, ...]:
    """A team's board, the latest heard first."""
    return values_of(tx, said_did, SaidDid, said_did.c.team_id == team_id, said_did.c.heard_on.desc())


def load_line(tx: Transaction, said_id: str) -> SaidDid | None:
    """One of them, or None."""
    return load_value(tx, said_did, SaidDid, said_did.c.said_id == said_id)


def delete_line(tx: Transaction, said_id: str) -> None:
    """Take it away."""
    delete_rows(tx, said_did, said_did.c.said_id == said_id)
    tx.changed.add(Kind.SAID_DID)
