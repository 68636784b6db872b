"""The lines that an organisation adds to where support is: its own numbers and people."""

from __future__ import annotations

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.storage.transaction import Transaction, put, table

support_words = table(
    "support_words",
    sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("words", sa.Text, nullable=False),
)


def save_lines(tx: Transaction, words: str) -> None:
    """Keep these lines, in place of the earlier ones."""
    put(tx, support_words, {"one": 1}, {"words": words})
    tx.changed.add(Kind.WORKSPACE)


def load_lines(tx: Transaction) -> str:
    """The lines as they were written; empty where nobody wrote any."""
    return tx.connection.execute(sa.select(support_words.c.words)).scalar() or ""
