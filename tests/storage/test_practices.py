"""What began in a crisis or a project: as written, by name, for its team alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.domain.practice import Choice, Practice
from pie_audit.storage import practices
from pie_audit.storage.store import Store
from tests import make
from tests.storage.conftest import OTHER_TEAM, TEAM

pytestmark = pytest.mark.usefixtures("two_teams")


def practice(what: str = "Daily partner call", **changes: Any) -> Practice:
    usual = Practice(
        make.new_id(),
        TEAM,
        what,
        "spring 2020",
        "Nobody could visit.",
        "A room within a day.",
        "People sleeping outside.",
        "20 minutes a day.",
    )
    return replace(usual, **changes)


def keep(store: Store, *those: Practice) -> None:
    for one in those:
        outcome = store.write(lambda tx, p=one: practices.save_practice(tx, p))
        assert Kind.PRACTICES in outcome.changed


def test_practices_stand_by_name_and_are_their_teams_alone(store: Store) -> None:
    late, early, theirs = practice("Visits"), practice("Calls"), practice(team_id=OTHER_TEAM)
    keep(store, late, early, theirs)
    assert store.read(lambda tx: practices.practices_of(tx, TEAM)) == (early, late)
    assert store.read(lambda tx: practices.practices_of(tx, OTHER_TEAM)) == (theirs,)


@pytest.mark.parametrize("choice", Choice)
def test_what_was_chosen_comes_back_whole(store: Store, choice: Choice) -> None:
    one = practice(
        choice=choice,
        reason="It took too long.",
        owner_id="jo",
        review_on=date(2027, 5, 1),
        looked_at_on=make.DAY,
        action_id="action",
        version=3,
    )
    keep(store, practice(practice_id=one.practice_id), one)
    assert store.read(lambda tx: practices.load_practice(tx, one.practice_id)) == one


def test_only_what_was_meant_is_taken_away(store: Store) -> None:
    kept, gone = practice("Calls"), practice("Visits")
    keep(store, kept, gone)
    store.write(lambda tx: practices.delete_practice(tx, gone.practice_id))
    assert store.read(lambda tx: practices.practices_of(tx, TEAM)) == (kept,)
    assert store.read(lambda tx: practices.load_practice(tx, gone.practice_id)) is None


def test_how_many_there_are_and_the_last_look_are_told_without_reading_them(store: Store) -> None:
    assert store.read(lambda tx: practices.last_look_of(tx, TEAM)) is None
    days = (None, date(2026, 5, 1), date(2026, 3, 1))
    for day, team_id in zip((*days, date(2026, 9, 9)), (TEAM, TEAM, TEAM, OTHER_TEAM), strict=True):
        one = practice(team_id=team_id, looked_at_on=day)
        store.write(lambda tx, one=one: practices.save_practice(tx, one))
    assert store.read(lambda tx: practices.last_look_of(tx, TEAM)) == date(2026, 5, 1)
    assert store.read(lambda tx: practices.count_practices(tx, TEAM)) == 3


def test_each_column_has_its_first_by_name_and_the_number_of_all(store: Store) -> None:
    kept = [practice(f"Call {n}", choice=Choice.KEEP) for n in range(7)]
    dropped = [practice("Round robin", choice=Choice.DROP)]
    keep(store, *reversed(kept), *dropped, practice(team_id=OTHER_TEAM, choice=Choice.RESTART))
    found = store.read(lambda tx: practices.columns_of(tx, TEAM, 3))
    assert {choice: column.practices for choice, column in found.items()} == {
        Choice.KEEP: tuple(kept[:3]),
        Choice.DROP: tuple(dropped),
    }
    assert {choice: column.count for choice, column in found.items()} == {Choice.KEEP: 7, Choice.DROP: 1}


def test_a_look_writes_only_what_it_changes_and_is_taken_back_where_nobody_wrote_since(store: Store) -> None:
    never, long_ago = practice("A"), practice("B", looked_at_on=date(2025, 1, 1), version=4)
    today, theirs = practice("C", looked_at_on=make.DAY, version=2), practice(team_id=OTHER_TEAM)
    keep(store, never, long_ago, today, theirs)
    before = store.write(lambda tx: practices.note_look(tx, TEAM, make.DAY)).result
    assert {one.practice_id for one in before} == {never.practice_id, long_ago.practice_id}
    looked = [replace(one, looked_at_on=make.DAY, version=one.version + 1) for one in (never, long_ago)]
    assert store.read(lambda tx: practices.practices_of(tx, TEAM)) == (*looked, today)
    changed = replace(looked[0], gave="Rest", version=looked[0].version + 1)
    keep(store, changed)
    store.write(lambda tx: practices.forget_look(tx, TEAM, before))
    assert store.read(lambda tx: practices.practices_of(tx, TEAM)) == (
        changed,
        replace(long_ago, version=6),
        today,
    )
    assert store.read(lambda tx: practices.practices_of(tx, OTHER_TEAM)) == (theirs,)


def test_a_second_look_on_one_day_writes_nothing(store: Store) -> None:
    keep(store, practice())
    store.write(lambda tx: practices.note_look(tx, TEAM, make.DAY))
    again = store.write(lambda tx: practices.note_look(tx, TEAM, make.DAY))
    assert (again.result, again.changed) == ((), frozenset())
