"""Between whom a copy was shared: both see the note, nobody else does, and the end is written for every reader."""

from __future__ import annotations

import os

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.domain.shared_copy import ShareNote
from pie_audit.storage import people, shares
from pie_audit.storage.engine import DatabaseBug
from pie_audit.storage.store import Store
from tests import make

WRITER, READER, OTHER = "writer", "reader", "other"


@pytest.fixture
def store(store: Store) -> Store:
    """With three people in it."""
    for person_id in (WRITER, READER, OTHER):
        store.write(lambda tx, p=person_id: people.save_member(tx, make.member(p, person_id=p)))
    return store


def note(**changes: object) -> ShareNote:
    usual = {"share_id": os.urandom(16), "author_id": WRITER, "reader_id": READER, "shared_week": make.WEEK}
    return ShareNote(**{**usual, **changes})  # type: ignore[arg-type]


def save(store: Store, *notes: ShareNote) -> None:
    for one in notes:
        store.write(lambda tx, n=one: shares.save_note(tx, n))


def test_writer_and_reader_find_the_note_and_nobody_else(store: Store) -> None:
    one = note()
    save(store, one)
    assert store.read(lambda tx: shares.notes_for(tx, READER)) == (one,)
    assert store.read(lambda tx: shares.notes_by(tx, WRITER)) == (one,)
    for person_id in (OTHER, WRITER):
        assert store.read(lambda tx, p=person_id: shares.notes_for(tx, p)) == ()
    assert store.read(lambda tx: shares.notes_by(tx, READER)) == ()


def test_one_copy_may_have_several_readers(store: Store) -> None:
    share_id = os.urandom(16)
    both = [note(share_id=share_id, group_id="thursday", reader_id=r) for r in (READER, OTHER)]
    save(store, *both)
    assert set(store.read(lambda tx: shares.notes_by(tx, WRITER))) == set(both)


def test_end_is_written_for_every_reader_of_this_copy_alone(store: Store) -> None:
    share_id = os.urandom(16)
    save(store, note(share_id=share_id), note(share_id=share_id, reader_id=OTHER), note())
    store.write(lambda tx: shares.end_share(tx, share_id, "2026-W49"))
    ended = {
        (n.share_id == share_id, n.ended_week) for n in store.read(lambda tx: shares.notes_by(tx, WRITER))
    }
    assert ended == {(True, "2026-W49"), (False, None)}


def test_newest_week_comes_first_and_within_a_week_nothing_tells_the_order(store: Store) -> None:
    same = sorted((note() for _n in range(5)), key=lambda n: n.share_id)
    old, new = note(shared_week="2026-W40"), note(shared_week="2026-W50")
    save(store, same[3], old, same[1], new, same[0], same[4], same[2])
    assert store.read(lambda tx: shares.notes_for(tx, READER)) == (new, *same, old)


def test_note_written_again_takes_the_place_of_the_first(store: Store) -> None:
    one = note()
    save(store, one, one)
    assert store.read(lambda tx: shares.notes_for(tx, READER)) == (one,)


def test_reader_must_be_somebody(store: Store) -> None:
    with pytest.raises(DatabaseBug):
        save(store, note(reader_id="nobody"))
    assert store.read(lambda tx: shares.notes_by(tx, WRITER)) == ()


def test_pages_with_shares_hear_of_it(store: Store) -> None:
    one = note()
    assert Kind.RECORDS in store.write(lambda tx: shares.save_note(tx, one)).changed
    assert Kind.RECORDS in store.write(lambda tx: shares.end_share(tx, one.share_id, make.WEEK)).changed
