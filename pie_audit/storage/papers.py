"""Paper sheets of a round: how many were printed for a perspective, and how many were keyed in."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.team import Perspective
from pie_audit.storage.transaction import Transaction, put, table

paper_count = table(
    "paper_count",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("perspective", sa.Text, primary_key=True),
    sa.Column("printed", sa.Integer, nullable=False),
    sa.Column("keyed", sa.Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class PaperCount:
    """Sheets of paper handed out for one perspective, and those that came back and were keyed in."""

    perspective: Perspective
    printed: int
    keyed: int = 0


def save_papers(tx: Transaction, round_id: str, value: PaperCount) -> None:
    """Write the numbers of one perspective."""
    key = {"round_id": round_id, "perspective": value.perspective.value}
    put(tx, paper_count, key, {"printed": value.printed, "keyed": value.keyed})
    tx.changed.add(Kind.ROUND)


def papers_of_round(tx: Transaction, round_id: str) -> dict[Perspective, PaperCount]:
    """The numbers by perspective; those without paper are left out."""
    rows = tx.connection.execute(sa.select(paper_count).where(paper_count.c.round_id == round_id))
    found = (PaperCount(Perspective(row.perspective), row.printed, row.keyed) for row in rows)
    return {count.perspective: count for count in found}
