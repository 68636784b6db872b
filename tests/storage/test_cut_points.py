"""An organisation's own rules of thumb, kept where they aren't the program's."""

from __future__ import annotations

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.cut_points import OURS, CutPoints
from pie_audit.storage import cut_points
from pie_audit.storage.store import Store


def test_without_a_choice_the_programs_own_hold(store: Store) -> None:
    assert store.read(cut_points.load_cut_points) == OURS


def test_what_was_set_comes_back_and_tells_trends_and_settings(store: Store) -> None:
    own = CutPoints(theme_tenths=5, item_points=20)
    assert {Kind.WORKSPACE, Kind.TRENDS} <= store.write(
        lambda tx: cut_points.save_cut_points(tx, own)
    ).changed
    assert store.read(cut_points.load_cut_points) == own


def test_what_is_as_in_the_program_is_not_kept(store: Store) -> None:
    store.write(lambda tx: cut_points.save_cut_points(tx, CutPoints(theme_tenths=5)))
    store.write(lambda tx: cut_points.save_cut_points(tx, OURS))
    rows = store.read(lambda tx: tx.connection.execute(sa.select(cut_points.cut_point)).all())
    assert rows == []


def test_a_name_of_a_later_program_is_left_alone(store: Store) -> None:
    store.write(lambda tx: tx.connection.execute(sa.insert(cut_points.cut_point).values(name="later", n=3)))
    assert store.read(cut_points.load_cut_points) == OURS
