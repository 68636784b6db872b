"""What a reset and a leaving leave of somebody's keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pie_audit.domain.sealed import SealedKey, SealedRecord, UserKey
from pie_audit.domain.team import Standing
from pie_audit.storage import former_keys, people, records
from pie_audit.storage.store import Store
from tests import make
from tests.storage.conftest import Bench

DAY = date(2026, 11, 20)


@pytest.fixture
def store(bench: Bench) -> Iterator[Store]:
    opened = bench.open()
    for name in ("Ana", "Bo"):
        opened.write(lambda tx, name=name: people.save_member(tx, make.member(name, person_id=name)))
        opened.write(lambda tx, name=name: people.save_user_key(tx, keys_of(name)))
    yield opened
    opened.close()


def keys_of(person_id: str, **changes: Any) -> UserKey:
    usual = UserKey(
        person_id, 1, b"slot", b"n", b"w", b"s", 3, 8, b"rn", b"rw", b"x", b"e", b"sig", b"earlier"
    )
    return replace(usual, **changes)


def put_record(store: Store, number: int, owner_id: str, *readers: str) -> bytes:
    record_id = bytes([number]) * 16
    record = SealedRecord(record_id, 1, owner_id, "page", 1, b"n", b"body", "2026-W47")
    ways = [SealedKey(record_id, 1, reader, "own", b"n", b"w") for reader in readers]
    store.write(lambda tx: records.save_record(tx, record, ways))
    return record_id


def test_a_lost_key_keeps_what_my_key_opens_and_no_password(store: Store) -> None:
    store.write(lambda tx: former_keys.keep_lost_key(tx, keys_of("Ana")))
    store.write(lambda tx: former_keys.keep_lost_key(tx, keys_of("Ana", epoch=2)))
    kept = store.read(lambda tx: former_keys.lost_keys(tx, "Ana"))
    assert [key.epoch for key in kept] == [2, 1]
    assert kept[1] == keys_of("Ana", slot_id=b"", nonce=b"", wrapped=b"")
    store.write(lambda tx: former_keys.drop_lost_key(tx, "Ana", 2))
    assert [key.epoch for key in store.read(lambda tx: former_keys.lost_keys(tx, "Ana"))] == [1]


def test_who_left_with_keys_is_told_with_their_week(store: Store) -> None:
    assert store.read(former_keys.left_weeks) == {}
    store.write(lambda tx: people.set_standing(tx, "Ana", Standing.LEFT, week="2026-W47"))
    assert store.read(former_keys.left_weeks) == {"Ana": "2026-W47"}
    assert store.read(lambda tx: former_keys.left_week(tx, "Ana")) == "2026-W47"
    assert store.read(lambda tx: former_keys.left_week(tx, "Bo")) is None
    store.write(lambda tx: former_keys.destroy_keys(tx, "Ana"))
    assert store.read(former_keys.left_weeks) == {}


def test_the_day_on_which_it_was_seen_can_be_forgotten(store: Store) -> None:
    store.write(lambda tx: former_keys.note_seen_over(tx, "Ana", DAY))
    assert store.read(former_keys.seen_over_on) == {"Ana": DAY}
    store.write(lambda tx: former_keys.forget_seen_over(tx, "Ana"))
    assert store.read(former_keys.seen_over_on) == {}


def test_destroying_leaves_what_others_may_read_and_nothing_else_of_theirs(store: Store) -> None:
    mine = put_record(store, 1, "Ana", "Ana")
    shared = put_record(store, 2, "Ana", "Ana", "Bo")
    theirs = put_record(store, 3, "Bo", "Ana", "Bo")
    store.write(lambda tx: former_keys.keep_lost_key(tx, keys_of("Ana", epoch=0)))
    store.write(lambda tx: former_keys.destroy_keys(tx, "Ana"))

    assert store.read(lambda tx: records.load_record(tx, mine)) is None
    for record_id in (shared, theirs):
        record = store.read(lambda tx, i=record_id: records.load_record(tx, i))
        assert record is not None
        assert store.read(lambda tx, r=record: records.load_key(tx, r, "Bo")) is not None
        assert store.read(lambda tx, r=record: records.load_key(tx, r, "Ana")) is None
    assert store.read(lambda tx: people.load_user_key(tx, "Ana")) is None
    assert store.read(lambda tx: former_keys.lost_keys(tx, "Ana")) == ()
    assert store.read(lambda tx: people.load_user_key(tx, "Bo")) == keys_of("Bo")
    assert store.read(lambda tx: people.load_member(tx, "Ana")).name == "Ana"


def test_ways_are_written_anew_for_one_reader_only(store: Store) -> None:
    record_id = put_record(store, 1, "Ana", "Ana", "Bo")
    store.write(
        lambda tx: former_keys.replace_own_ways(
            tx, "Ana", (SealedKey(record_id, 1, "Ana", "own", b"new", b"new"),)
        )
    )
    record = store.read(lambda tx: records.load_record(tx, record_id))
    assert record is not None
    assert store.read(lambda tx: records.load_key(tx, record, "Ana")) == SealedKey(
        record_id, 1, "Ana", "own", b"new", b"new"
    )
    assert store.read(lambda tx: records.load_key(tx, record, "Bo")) == SealedKey(
        record_id, 1, "Bo", "own", b"n", b"w"
    )
    store.write(lambda tx: former_keys.replace_own_ways(tx, "Ana", ()))
