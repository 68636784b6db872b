"""Between whom a sealed copy was shared, and in which weeks; the words lie in its sealed record."""

from __future__ import annotations

from dataclasses import asdict

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.shared_copy import ShareNote
from pie_audit.storage.transaction import Transaction, put, table

share = table(
    "share",
    sa.Column("share_id", sa.LargeBinary, primary_key=True),
    sa.Column("reader_id", sa.Text, sa.ForeignKey("person.person_id"), primary_key=True),
    sa.Column("author_id", sa.Text, sa.ForeignKey("person.person_id"), nullable=False, index=True),
    sa.Column("shared_week", sa.Text, nullable=False),
    sa.Column("group_id", sa.Text),
    sa.Column("ended_week", sa.Text),
    sa.Index("ix_share_reader_id", "reader_id"),
)


def save_note(tx: Transaction, note: ShareNote) -> None:
    """Note a share, or that it has ended."""
    row = asdict(note)
    key = {name: row.pop(name) for name in ("share_id", "reader_id")}
    put(tx, share, key, row)
    tx.changed.add(Kind.RECORDS)


def notes_for(tx: Transaction, reader_id: str) -> tuple[ShareNote, ...]:
    """What was ever shared with somebody, ended shares too, newest week first."""
    return _notes(tx, share.c.reader_id == reader_id)


def notes_by(tx: Transaction, author_id: str) -> tuple[ShareNote, ...]:
    """What somebody ever shared, ended shares too, newest week first."""
    return _notes(tx, share.c.author_id == author_id)


def end_share(tx: Transaction, share_id: bytes, week: str) -> None:
    """Its writer ended it: every reader sees that there was one, and nothing of it."""
    tx.connection.execute(sa.update(share).where(share.c.share_id == share_id).values(ended_week=week))
    tx.changed.add(Kind.RECORDS)


def _notes(tx: Transaction, which: sa.ColumnElement[bool]) -> tuple[ShareNote, ...]:
    query = sa.select(share).where(which).order_by(share.c.shared_week.desc(), share.c.share_id)
    return tuple(ShareNote(**row._mapping) for row in tx.connection.execute(query))
