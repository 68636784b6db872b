"""The lines behind the ask of an action."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from pie_audit.domain.ask_evidence import AskEvidence
from pie_audit.domain.changed import Kind
from pie_audit.storage.transaction import Transaction, table
from pie_audit.storage.value_rows import delete_rows, save_value, values_of

ask_evidence = table(
    "ask_evidence",
    sa.Column("evidence_id", sa.Text, primary_key=True),
    sa.Column("action_id", sa.Text, sa.ForeignKey("action.action_id"), nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_key", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("week", sa.Text, nullable=False),
)


def save_evidence(tx: Transaction, value: AskEvidence) -> None:
    """Put a line behind an ask, in place of what was there."""
    save_value(tx, ask_evidence, value)
    tx.changed.add(Kind.ACTIONS)


def evidence_of(tx: Transaction, action_ids: Sequence[str]) -> tuple[AskEvidence, ...]:
    """The lines behind the asks of these actions, by action."""
    which = ask_evidence.c.action_id.in_(action_ids)
    return values_of(tx, ask_evidence, AskEvidence, which, ask_evidence.c.action_id, ask_evidence.c.week)


def delete_evidence(tx: Transaction, evidence_id: str) -> None:
    """Take a line away."""
    delete_rows(tx, ask_evidence, ask_evidence.c.evidence_id == evidence_id)
    tx.changed.add(Kind.ACTIONS)
