"""What an organisation counts as higher or lower, where it set other rules of thumb than the program's."""

from __future__ import annotations

from dataclasses import asdict

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.cut_points import OURS, CutPoints
from pie_audit.storage.transaction import Transaction, put_all, table

cut_point = table(
    "cut_point",
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("n", sa.Integer, nullable=False),
)


def save_cut_points(tx: Transaction, value: CutPoints) -> None:
    """Keep these, in place of those before; what is as in the program isn't kept."""
    tx.connection.execute(sa.delete(cut_point))
    usual = asdict(OURS)
    put_all(tx, cut_point, [{"name": name, "n": n} for name, n in asdict(value).items() if n != usual[name]])
    tx.changed.update({Kind.WORKSPACE, Kind.TRENDS})


def load_cut_points(tx: Transaction) -> CutPoints:
    """Those of this organisation; the program's where it set none."""
    usual = asdict(OURS)
    kept = tx.connection.execute(sa.select(cut_point.c.name, cut_point.c.n))
    return CutPoints(**(usual | {row.name: row.n for row in kept if row.name in usual}))
