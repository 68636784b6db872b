"""Small logs read a little at a time: the same rows as the whole lists give, and never another team's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.plan import BarrierLevel
from pie_audit.storage import latest_logs, small_logs
from pie_audit.storage.store import Store
from tests import make
from tests.storage.conftest import OTHER_TEAM, TEAM
from tests.storage.test_small_logs import friction, tellings, win

pytestmark = pytest.mark.usefixtures("two_teams")


def test_the_newest_wins_since_a_week_are_the_beginning_of_the_wall(store: Store) -> None:
    def work(tx) -> None:
        for n in range(8):
            small_logs.save_win(tx, win(week=f"2026-W{40 + n}"))
        small_logs.save_win(tx, win(team_id=OTHER_TEAM, week="2026-W47"))
        wall = small_logs.wins_of(tx, TEAM)
        assert latest_logs.wins_since(tx, TEAM, "2026-W45", 2) == wall[:2]
        assert latest_logs.wins_since(tx, TEAM, "2026-W46", 9) == wall[:2]
        assert latest_logs.wins_since(tx, TEAM, "2026-W48", 9) == ()

    store.write(work)


@pytest.mark.parametrize("level", [None, BarrierLevel.SYSTEM])
def test_one_entry_is_found_by_its_id_just_as_it_was_kept(store: Store, level: BarrierLevel | None) -> None:
    """A change is only kept over what is the very same as somebody read."""

    def work(tx) -> None:
        one, errand, story = win(), friction(level=level), tellings()
        small_logs.save_win(tx, one)
        small_logs.save_friction(tx, errand)
        small_logs.save_tellings(tx, story)
        assert latest_logs.load_win(tx, one.win_id) == one
        assert latest_logs.load_friction(tx, errand.friction_id) == errand
        assert latest_logs.load_tellings(tx, story.tellings_id) == story
        assert latest_logs.load_friction(tx, make.new_id()) is None

    store.write(work)


def test_labels_of_a_month_come_from_that_month(store: Store) -> None:
    def work(tx) -> None:
        here, before = tellings(month="2026-11"), replace(tellings(), month="2026-10")
        small_logs.save_tellings(tx, here)
        small_logs.save_tellings(tx, before)
        assert latest_logs.tellings_in_month(tx, TEAM, "2026-11") == (here,)

    store.write(work)


def test_of_some_ids_those_are_found_that_stand_on_the_wall_of_this_team(store: Store) -> None:
    def work(tx) -> None:
        here, there = win(), win(team_id=OTHER_TEAM)
        for one in (here, there):
            small_logs.save_win(tx, one)
        asked = [here.win_id, there.win_id, make.new_id()]
        assert latest_logs.wins_among(tx, TEAM, asked) == {here.win_id}

    store.write(work)
