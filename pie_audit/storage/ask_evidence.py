"""The lines behind the ask of an action."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from pie_audit.domain.ask_evidence import AskEvidence
from pie_audit.domain.changed import Kind
from pie_audit.domain.small_logs import WinReach
from pie_audit.storage.small_logs import win
from pie_audit.storage.transaction import Transaction, table
from pie_audit.storage.value_rows import delete_rows, load_value, save_value, values_of

ask_evidence = table(
    "ask_evidence",
    sa.Column("evidence_id", sa.Text, primary_key=True),
    sa.Column("action_id", sa.Text, sa.ForeignKey("action.action_id"), nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_key", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("week", sa.Text, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
)


def save_evidence(tx: Transaction, value: AskEvidence) -> None:
    """Put a line behind an ask, in place of what was there."""
    save_value(tx, ask_evidence, value)
    tx.changed.add(Kind.ACTIONS)


def evidence_of(tx: Transaction, action_ids: Sequence[str]) -> tuple[AskEvidence, ...]:
    """The lines behind the asks of these actions, by action, each in the order they were picked."""
    which = ask_evidence.c.action_id.in_(action_ids)
    order = (ask_evidence.c.action_id, ask_evidence.c.place)
    return values_of(tx, ask_evidence, AskEvidence, which, *order)


def load_evidence(tx: Transaction, evidence_id: str) -> AskEvidence | None:
    """One line, or None."""
    return load_value(tx, ask_evidence, AskEvidence, ask_evidence.c.evidence_id == evidence_id)


def wins_to_print(tx: Transaction, team_id: str, most: int) -> tuple[tuple[str, str], ...]:
    """The newest lines of the team's wall that may be printed: id and words."""
    query = (
        sa.select(win.c.win_id, win.c.words)
        .where(win.c.team_id == team_id, win.c.reach == WinReach.PAPERS.value)
        .order_by(win.c.week.desc(), win.c.win_id)
        .limit(most)
    )
    return tuple((row.win_id, row.words) for row in tx.connection.execute(query))


def delete_evidence(tx: Transaction, evidence_id: str) -> None:
    """Take a line away."""
    delete_rows(tx, ask_evidence, ask_evidence.c.evidence_id == evidence_id)
    tx.changed.add(Kind.ACTIONS)
