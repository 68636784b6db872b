"""The security record: any change to a line, its place or the end of the chain is noticed."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from pie_audit.storage import trail
from pie_audit.storage.store import Store
from tests import make


def _append(store: Store, *actions: str) -> None:
    for action in actions:
        store.write(
            lambda tx, action=action: trail.append(
                tx, "2026-11-18T09:41", "zoe", action=action, object_type="person", object_id=make.new_id()
            )
        )


def test_an_untouched_record_holds(store: Store) -> None:
    assert store.read(trail.verify) is None
    _append(store, "add person", "change roles", "make copy")
    assert store.read(trail.verify) is None
    assert [line.action for line in store.read(trail.lines)] == ["make copy", "change roles", "add person"]
    assert [line.seq for line in store.read(lambda tx: trail.lines(tx, latest=1))] == [3]


def test_an_earlier_head_is_found_again_in_a_longer_chain(store: Store) -> None:
    _append(store, "one", "two")
    remembered = store.read(trail.head)
    _append(store, "three")
    assert store.read(lambda tx: trail.hash_at(tx, remembered.seq)) == remembered.hash32
    assert store.read(trail.head).seq == 3


def test_an_empty_record_ends_where_every_chain_begins(store: Store) -> None:
    assert store.read(trail.head) == trail.TrailHead(0, trail.FIRST)
    assert store.read(lambda tx: trail.hash_at(tx, 0)) == trail.FIRST
    assert store.read(lambda tx: trail.hash_at(tx, 1)) is None


@pytest.mark.parametrize("column", ["minute", "actor_id", "action", "object_type", "object_id"])
def test_a_changed_line_is_named(store: Store, column: str) -> None:
    _append(store, "one", "two", "three")
    change = sa.update(trail.trail).where(trail.trail.c.seq == 2).values({column: "forged"})
    store.write(lambda tx: tx.connection.execute(change))
    assert store.read(trail.verify) == 2


def test_a_line_taken_out_breaks_the_next(store: Store) -> None:
    _append(store, "one", "two", "three")
    store.write(lambda tx: tx.connection.execute(sa.delete(trail.trail).where(trail.trail.c.seq == 2)))
    assert store.read(trail.verify) == 3


def test_a_cut_end_is_seen_by_who_remembers_the_head(store: Store) -> None:
    _append(store, "one", "two")
    remembered = store.read(trail.head)
    store.write(lambda tx: tx.connection.execute(sa.delete(trail.trail).where(trail.trail.c.seq == 2)))
    assert store.read(trail.verify) is None
    assert store.read(lambda tx: trail.hash_at(tx, remembered.seq)) is None


def test_a_rewritten_end_has_another_hash(store: Store) -> None:
    _append(store, "one", "two")
    remembered = store.read(trail.head)
    store.write(lambda tx: tx.connection.execute(sa.delete(trail.trail).where(trail.trail.c.seq == 2)))
    _append(store, "forged")
    assert store.read(trail.verify) is None
    assert store.read(lambda tx: trail.hash_at(tx, 2)) != remembered.hash32
