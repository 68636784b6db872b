"""The pages of plans that leaders may look at: the very file that a team shared here or sent, whole."""

from __future__ import annotations

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.storage.transaction import Transaction, put, table

plan_pages = table(
    "plan_pages",
    sa.Column("plan_id", sa.Text, primary_key=True),
    sa.Column("pdf", sa.LargeBinary, nullable=False),
)


def save_pages(tx: Transaction, plan_id: str, pdf: bytes) -> None:
    """Keep the file of a plan, in place of the one before."""
    put(tx, plan_pages, {"plan_id": plan_id}, {"pdf": pdf})
    tx.changed.add(Kind.SHARED_PLANS)


def load_pages(tx: Transaction, plan_id: str) -> bytes | None:
    """The file of a plan; None where none was kept."""
    found = tx.connection.execute(sa.select(plan_pages.c.pdf).where(plan_pages.c.plan_id == plan_id)).scalar()
    return None if found is None else bytes(found)


def delete_pages(tx: Transaction, plan_id: str) -> None:
    """Let go of the file."""
    tx.connection.execute(sa.delete(plan_pages).where(plan_pages.c.plan_id == plan_id))
    tx.changed.add(Kind.SHARED_PLANS)


def plans_with_pages(tx: Transaction) -> frozenset[str]:
    """Of which plans there are pages."""
    return frozenset(tx.connection.execute(sa.select(plan_pages.c.plan_id)).scalars())
