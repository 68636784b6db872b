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
