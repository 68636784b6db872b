"""Sealed records, their keys and drafts: ciphertext in, the same ciphertext out."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from pie_audit.domain.sealed import SealedRecord
from pie_audit.storage import records
from pie_audit.storage.store import Store
from tests import make


def _saved(store: Store, **changes: object) -> SealedRecord:
    record = make.sealed_record(**changes)
    store.write(lambda tx: records.save_record(tx, record, [make.sealed_key(record)]))
    return record


def test_a_record_comes_back_byte_for_byte(store: Store) -> None:
    record = _saved(store)
    assert store.read(lambda tx: records.load_record(tx, record.record_id)) == record


def test_a_new_version_drops_the_old_one_and_its_keys(store: Store) -> None:
    record = _saved(store)
    newer = replace(record, version=2, body=os.urandom(4096 + 16), nonce=os.urandom(24))
    store.write(lambda tx: records.save_record(tx, newer, [make.sealed_key(newer)]))
    assert store.read(lambda tx: records.list_records(tx, "owner")) == (newer,)
    assert [k.version for k in store.read(lambda tx: records.list_keys(tx, "owner"))] == [2]


def test_a_record_without_a_reader_is_refused(store: Store) -> None:
    with pytest.raises(ValueError):
        store.write(lambda tx: records.save_record(tx, make.sealed_record(), []))


def test_only_ones_own_records_are_listed_and_by_kind(store: Store) -> None:
    page, note = _saved(store), _saved(store, kind="self")
    _saved(store, owner_id="somebody else")
    assert set(store.read(lambda tx: records.list_records(tx, "owner"))) == {page, note}
    assert store.read(lambda tx: records.list_records(tx, "owner", kind="self")) == (note,)


def test_what_is_shared_reaches_its_reader_and_nobody_else(store: Store) -> None:
    record = make.sealed_record()
    for_reader = make.sealed_key(record, reader_id="reader", scheme="box", wrapped=os.urandom(120))
    store.write(lambda tx: records.save_record(tx, record, [make.sealed_key(record), for_reader]))
    assert store.read(lambda tx: records.list_shared_with(tx, "reader")) == (record,)
    assert store.read(lambda tx: records.list_shared_with(tx, "owner")) == ()
    assert store.read(lambda tx: records.load_key(tx, record, "reader")) == for_reader
    assert store.read(lambda tx: records.load_key(tx, record, "curious")) is None


def test_a_key_can_be_wrapped_anew(store: Store) -> None:
    record = _saved(store)
    anew = make.sealed_key(record)
    store.write(lambda tx: records.replace_key(tx, anew))
    assert store.read(lambda tx: records.list_keys(tx, "owner")) == (anew,)


def test_a_deleted_record_takes_its_keys_along(store: Store) -> None:
    record = _saved(store)
    store.write(lambda tx: records.delete_record(tx, record.record_id))
    assert store.read(lambda tx: records.load_record(tx, record.record_id)) is None
    assert store.read(lambda tx: records.list_keys(tx, "owner")) == ()


def test_a_draft_is_replaced_and_forgotten(store: Store) -> None:
    draft = make.draft()
    newer = replace(draft, body=os.urandom(4096 + 16), nonce=os.urandom(24))
    store.write(lambda tx: records.save_draft(tx, draft))
    store.write(lambda tx: records.save_draft(tx, newer))
    assert store.read(lambda tx: records.list_drafts(tx, "owner")) == (newer,)
    assert store.read(lambda tx: records.load_draft(tx, draft.record_id)) == newer
    store.write(lambda tx: records.delete_draft(tx, draft.record_id))
    assert store.read(lambda tx: records.load_draft(tx, draft.record_id)) is None
