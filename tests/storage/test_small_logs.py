"""Small logs of a team: as written, for that team alone, newest first, with nobody's name in any column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.small_logs import Friction, FrictionEnd, HardTime, Tellings, Win, WinReach
from pie_audit.storage import small_logs
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import metadata
from tests import make
from tests.storage.conftest import OTHER_TEAM, TEAM

pytestmark = pytest.mark.usefixtures("two_teams")


def win(**changes: Any) -> Win:
    usual = Win(make.new_id(), TEAM, make.WEEK, "She asked for the blue room.", "night staff", "housing")
    return replace(usual, **changes)


def friction(**changes: Any) -> Friction:
    usual = Friction(
        make.new_id(),
        TEAM,
        "2026-11",
        "a room for the night",
        "housing options",
        270,
        FrictionEnd.PARTLY,
        BarrierLevel.SYSTEM,
        4,
        True,
    )
    return replace(usual, **changes)


def tellings(**changes: Any) -> Tellings:
    return replace(Tellings(make.new_id(), TEAM, "2026-11", "T3", 7, 4, 5), **changes)


def hard_time(**changes: Any) -> HardTime:
    usual = HardTime(
        make.new_id(),
        TEAM,
        make.DAY,
        True,
        make.DAY + timedelta(14),
        make.DAY + timedelta(7),
        make.DAY + timedelta(30),
        5,
        3,
        True,
    )
    return replace(usual, **changes)


LOGS: dict[str, tuple[Callable[..., Any], Any, Any, Any, str, dict[str, Any], dict[str, Any]]] = {
    "win": (
        win,
        small_logs.save_win,
        small_logs.wins_of,
        small_logs.delete_win,
        "win_id",
        {"reach": WinReach.PAPERS, "words": "Another"},
        {"week": "2026-W50"},
    ),
    "friction": (
        friction,
        small_logs.save_friction,
        small_logs.friction_of,
        small_logs.delete_friction,
        "friction_id",
        {"end": FrictionEnd.TURNED_AWAY, "minutes": 15},
        {"month": "2026-12"},
    ),
    "tellings": (
        tellings,
        small_logs.save_tellings,
        small_logs.tellings_of,
        small_logs.delete_tellings,
        "tellings_id",
        {"times": 9},
        {"month": "2026-12"},
    ),
    "hard time": (
        hard_time,
        small_logs.save_hard_time,
        small_logs.hard_times_of,
        small_logs.delete_hard_time,
        "hard_time_id",
        {"taken_up": 4, "is_incident": False},
        {"day": date(2026, 12, 24)},
    ),
}


@pytest.mark.parametrize("name", LOGS)
def test_what_was_written_comes_back_for_its_team_alone(store: Store, name: str) -> None:
    new, save, of, _delete, _key, _changed, _later = LOGS[name]
    ours, theirs = new(), new(team_id=OTHER_TEAM)
    for value in (ours, theirs):
        outcome = store.write(lambda tx, v=value: save(tx, v))
        assert Kind.SMALL_LOGS in outcome.changed
    assert store.read(lambda tx: of(tx, TEAM)) == (ours,)
    assert store.read(lambda tx: of(tx, OTHER_TEAM)) == (theirs,)


@pytest.mark.parametrize("name", LOGS)
def test_change_takes_the_place_of_what_was_there(store: Store, name: str) -> None:
    new, save, of, _delete, _key, changed, _later = LOGS[name]
    value = new()
    store.write(lambda tx: save(tx, value))
    store.write(lambda tx: save(tx, replace(value, **changed)))
    assert store.read(lambda tx: of(tx, TEAM)) == (replace(value, **changed),)


@pytest.mark.parametrize("name", LOGS)
def test_newest_stands_first(store: Store, name: str) -> None:
    new, save, of, _delete, _key, _changed, later = LOGS[name]
    early, late = new(), new(**later)
    store.write(lambda tx: save(tx, late))
    store.write(lambda tx: save(tx, early))
    assert store.read(lambda tx: of(tx, TEAM)) == (late, early)


@pytest.mark.parametrize("name", LOGS)
def test_only_what_was_meant_is_taken_out(store: Store, name: str) -> None:
    new, save, of, delete, key, _changed, _later = LOGS[name]
    kept, gone = new(), new()
    for value in (kept, gone):
        store.write(lambda tx, v=value: save(tx, v))
    store.write(lambda tx: delete(tx, getattr(gone, key)))
    assert store.read(lambda tx: of(tx, TEAM)) == (kept,)


@pytest.mark.parametrize("name", ["win", "friction", "tellings", "hard_time"])
def test_no_column_could_tell_who_wrote_it(name: str) -> None:
    columns = {column.name for column in metadata.tables[name].columns}
    assert not [c for c in columns if any(word in c for word in ("person", "author", "owner", "user"))]
    assert not [fk for fk in metadata.tables[name].foreign_keys if fk.column.table.name == "person"]


def test_wins_of_a_topic_are_found_from_a_week_on_newest_first(store: Store) -> None:
    old, new, late = (win(week=w, topic_id="A5") for w in ("2026-W10", "2026-W20", "2026-W30"))
    others = (
        win(week="2026-W40"),
        win(week="2026-W40", topic_id="D9"),
        win(team_id=OTHER_TEAM, topic_id="A5"),
    )
    for value in (old, new, late, *others):
        store.write(lambda tx, v=value: small_logs.save_win(tx, v))

    def about(most: int) -> tuple[Win, ...]:
        return store.read(lambda tx: small_logs.wins_about(tx, TEAM, "A5", since="2026-W15", most=most))

    assert about(5) == (late, new)
    assert about(1) == (late,)
