"""Sealed records: private pages, the keys that open them, and drafts; ciphertext in, ciphertext out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.sealed import Draft, SealedKey, SealedRecord
from pie_audit.storage.transaction import Transaction, put, put_all, table

sealed_record = table(
    "sealed_record",
    sa.Column("record_id", sa.LargeBinary, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("owner_id", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("nonce", sa.LargeBinary, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("week", sa.Text, nullable=False),
)

sealed_key = table(
    "sealed_key",
    sa.Column("record_id", sa.LargeBinary, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("reader_id", sa.Text, primary_key=True),
    sa.Column("scheme", sa.Text, nullable=False),
    sa.Column("nonce", sa.LargeBinary, nullable=False),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
    sa.ForeignKeyConstraint(
        ["record_id", "version"],
        ["sealed_record.record_id", "sealed_record.version"],
        name="fk_sealed_key_record_id",
    ),
    sa.Index("ix_sealed_key_reader_id", "reader_id"),
)

draft = table(
    "draft",
    sa.Column("record_id", sa.LargeBinary, primary_key=True),
    sa.Column("owner_id", sa.Text, nullable=False, index=True),
    sa.Column("nonce", sa.LargeBinary, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)


def save_record(tx: Transaction, record: SealedRecord, keys: Sequence[SealedKey]) -> None:
    """Write a record with the keys of all its readers, in place of every earlier version of it."""
    if not keys:
        raise ValueError("a record that nobody can open")
    _drop(tx, record.record_id)
    put_all(tx, sealed_record, [asdict(record)])
    put_all(tx, sealed_key, [asdict(key) for key in keys])
    tx.changed.add(Kind.RECORDS)


def load_record(tx: Transaction, record_id: bytes) -> SealedRecord | None:
    """The record as it stands, or None."""
    query = sa.select(sealed_record).where(sealed_record.c.record_id == record_id)
    row = tx.connection.execute(query).first()
    return None if row is None else SealedRecord(**row._mapping)


def list_records(tx: Transaction, owner_id: str, *, kind: str | None = None) -> tuple[SealedRecord, ...]:
    """A person's own records, in no order that means anything."""
    query = sa.select(sealed_record).where(sealed_record.c.owner_id == owner_id)
    if kind is not None:
        query = query.where(sealed_record.c.kind == kind)
    return tuple(SealedRecord(**row._mapping) for row in tx.connection.execute(query))


def list_shared_with(tx: Transaction, reader_id: str) -> tuple[SealedRecord, ...]:
    """Records of others that this reader holds a key to."""
    query = (
        sa.select(sealed_record)
        .join(sealed_key)
        .where(sealed_key.c.reader_id == reader_id, sealed_record.c.owner_id != reader_id)
    )
    return tuple(SealedRecord(**row._mapping) for row in tx.connection.execute(query))


def load_key(tx: Transaction, record: SealedRecord, reader_id: str) -> SealedKey | None:
    """This reader's way into the record, or None."""
    query = sa.select(sealed_key).where(
        sealed_key.c.record_id == record.record_id,
        sealed_key.c.version == record.version,
        sealed_key.c.reader_id == reader_id,
    )
    row = tx.connection.execute(query).first()
    return None if row is None else SealedKey(**row._mapping)


def list_keys(tx: Transaction, reader_id: str) -> tuple[SealedKey, ...]:
    """All keys of one reader, for opening many records or wrapping them anew."""
    rows = tx.connection.execute(sa.select(sealed_key).where(sealed_key.c.reader_id == reader_id))
    return tuple(SealedKey(**row._mapping) for row in rows)


def replace_key(tx: Transaction, key: SealedKey) -> None:
    """Write a reader's key anew, for instance under the keys of a new epoch."""
    values = {"scheme": key.scheme, "nonce": key.nonce, "wrapped": key.wrapped}
    whose = {"record_id": key.record_id, "version": key.version, "reader_id": key.reader_id}
    put(tx, sealed_key, whose, values)
    tx.changed.add(Kind.RECORDS)


def delete_record(tx: Transaction, record_id: bytes) -> None:
    """Erase a record and every reader's key to it."""
    _drop(tx, record_id)
    tx.changed.add(Kind.RECORDS)


def save_draft(tx: Transaction, value: Draft) -> None:
    """Write a draft, in place of an earlier one of the same record."""
    put(
        tx,
        draft,
        {"record_id": value.record_id},
        {"owner_id": value.owner_id, "nonce": value.nonce, "body": value.body},
    )
    tx.changed.add(Kind.DRAFT)


def load_draft(tx: Transaction, record_id: bytes) -> Draft | None:
    """The draft of this record, if one was kept."""
    row = tx.connection.execute(sa.select(draft).where(draft.c.record_id == record_id)).first()
    return None if row is None else Draft(**row._mapping)


def list_drafts(tx: Transaction, owner_id: str) -> tuple[Draft, ...]:
    """All drafts of a person, or of a seat by its hex id."""
    rows = tx.connection.execute(sa.select(draft).where(draft.c.owner_id == owner_id))
    return tuple(Draft(**row._mapping) for row in rows)


def delete_draft(tx: Transaction, record_id: bytes) -> None:
    """Forget a draft: its words are saved, or were thrown away."""
    tx.connection.execute(sa.delete(draft).where(draft.c.record_id == record_id))
    tx.changed.add(Kind.DRAFT)


def _drop(tx: Transaction, record_id: bytes) -> None:
    tx.connection.execute(sa.delete(sealed_key).where(sealed_key.c.record_id == record_id))
    tx.connection.execute(sa.delete(sealed_record).where(sealed_record.c.record_id == record_id))
