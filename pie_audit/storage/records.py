"""Sealed records: private pages, the keys that open them, and drafts; ciphertext in, ciphertext out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.sealed import Draft, RecordStamp, SealedKey, SealedRecord
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


def add_version(tx: Transaction, record: SealedRecord, keys: Sequence[SealedKey], *, keep: int) -> None:
    """Write a further version of a record beside its earlier ones, of which the latest `keep` stay."""
    if not keys:
        raise ValueError("a record that nobody can open")
    put_all(tx, sealed_record, [asdict(record)])
    put_all(tx, sealed_key, [asdict(key) for key in keys])
    query = sa.select(sealed_record.c.version).where(sealed_record.c.record_id == record.record_id)
    versions = sorted(tx.connection.execute(query).scalars(), reverse=True)
    for old in versions[keep + 1 :]:
        _drop(tx, record.record_id, old)
    tx.changed.add(Kind.RECORDS)


def load_record(tx: Transaction, record_id: bytes, version: int | None = None) -> SealedRecord | None:
    """The record as it stands, or one earlier version of it; None where there is none."""
    query = sa.select(sealed_record).where(sealed_record.c.record_id == record_id)
    if version is not None:
        query = query.where(sealed_record.c.version == version)
    query = query.order_by(sealed_record.c.version.desc()).limit(1)
    row = tx.connection.execute(query).first()
    return None if row is None else SealedRecord(**row._mapping)


def list_records(tx: Transaction, owner_id: str, *, kind: str | None = None) -> tuple[SealedRecord, ...]:
    """A person's own records as they stand, in no order that means anything."""
    query = sa.select(sealed_record).where(sealed_record.c.owner_id == owner_id, _is_latest())
    if kind is not None:
        query = query.where(sealed_record.c.kind == kind)
    return tuple(SealedRecord(**row._mapping) for row in tx.connection.execute(query))


def list_stamps(
    tx: Transaction, owner_id: str, *, kind: str | None = None, every_version: bool = False
) -> tuple[RecordStamp, ...]:
    """What lies outside a person's own records: enough to see which bodies are still to be read."""
    c = sealed_record.c
    size = sa.func.length(c.body).label("size")
    query = sa.select(c.record_id, c.version, c.owner_id, c.kind, c.epoch, c.week, size)
    query = query.where(c.owner_id == owner_id)
    if kind is not None:
        query = query.where(c.kind == kind)
    if not every_version:
        query = query.where(_is_latest())
    return tuple(RecordStamp(**row._mapping) for row in tx.connection.execute(query))


def stamps_of(tx: Transaction, record_id: bytes) -> tuple[RecordStamp, ...]:
    """What lies outside each version of one record, the newest first."""
    c = sealed_record.c
    size = sa.func.length(c.body).label("size")
    query = sa.select(c.record_id, c.version, c.owner_id, c.kind, c.epoch, c.week, size)
    query = query.where(c.record_id == record_id).order_by(c.version.desc())
    return tuple(RecordStamp(**row._mapping) for row in tx.connection.execute(query))


def load_many(
    tx: Transaction, owner_id: str, stamps: Sequence[RecordStamp]
) -> tuple[tuple[SealedRecord, SealedKey], ...]:
    """The latest bodies of these records with their owner's keys, in no order that means anything.

    At most a few hundred at a time, so that nobody waits for the transaction.
    """
    ids = [stamp.record_id for stamp in stamps]
    keys = sa.select(sealed_key).where(sealed_key.c.reader_id == owner_id, sealed_key.c.record_id.in_(ids))
    by_version = {
        (row.record_id, row.version): SealedKey(**row._mapping) for row in tx.connection.execute(keys)
    }
    query = sa.select(sealed_record).where(sealed_record.c.record_id.in_(ids), _is_latest())
    records = (SealedRecord(**row._mapping) for row in tx.connection.execute(query))
    return tuple(
        (record, by_version[record.record_id, record.version])
        for record in records
        if (record.record_id, record.version) in by_version
    )


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


def _is_latest() -> sa.ColumnElement[bool]:
    later = sealed_record.alias("later")
    return ~sa.exists().where(
        later.c.record_id == sealed_record.c.record_id, later.c.version > sealed_record.c.version
    )


def _drop(tx: Transaction, record_id: bytes, version: int | None = None) -> None:
    for of in (sealed_key, sealed_record):
        gone = sa.delete(of).where(of.c.record_id == record_id)
        tx.connection.execute(gone if version is None else gone.where(of.c.version == version))
