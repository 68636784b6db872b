"""What small logs give to the trends adds up to what the entries themselves add up to, however many they are."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings, WinReach
from pie_audit.storage import small_logs, trend_logs
from pie_audit.storage.store import Store
from tests.storage.conftest import OTHER_TEAM, TEAM
from tests.storage.test_small_logs import friction, tellings, win

pytestmark = pytest.mark.usefixtures("two_teams")

MONTHS = tuple(f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13))


def _errands(chance: random.Random) -> list[Friction]:
    return [
        friction(
            team_id=chance.choice((TEAM, TEAM, OTHER_TEAM)),
            month=chance.choice(MONTHS),
            process=chance.choice(("Benefits", "benefits", "Housing")),
            minutes=chance.randint(0, 400),
            end=chance.choice(list(FrictionEnd)),
        )
        for _n in range(150)
    ]


def test_the_friction_log_adds_up_by_month_and_process(store: Store) -> None:
    errands = _errands(random.Random(3))
    counted, minutes, away = (
        Counter[tuple[str, str]](),
        Counter[tuple[str, str]](),
        Counter[tuple[str, str]](),
    )
    for one in errands:
        if one.team_id == TEAM:
            counted[one.month, one.process] += 1
            minutes[one.month, one.process] += one.minutes
            away[one.month, one.process] += one.end is FrictionEnd.TURNED_AWAY

    def work(tx) -> None:
        for one in errands:
            small_logs.save_friction(tx, one)
        found = trend_logs.friction_by_month(tx, TEAM)
        assert [one.month for one in found] == sorted(one.month for one in found)
        assert {(o.month, o.process): o.entries for o in found} == counted
        assert {(o.month, o.process): o.minutes for o in found} == minutes
        assert {(o.month, o.process): o.turned_away for o in found} == away

    store.write(work)


def test_every_quarter_gives_its_newest_episodes_and_every_month_its_number(store: Store) -> None:
    chance = random.Random(5)
    stories = [tellings(month=chance.choice(MONTHS), label=f"T{n % 40 + 1}") for n in range(160)]

    def work(tx) -> None:
        for one in (*stories, tellings(team_id=OTHER_TEAM)):
            small_logs.save_tellings(tx, one)
        found = trend_logs.newest_tellings(tx, TEAM, "2025-04", 7)
        for last in ("2025-06", "2025-09", "2026-03", "2026-12"):
            assert _up_to(found, last)[-7:] == _up_to(stories, last)[-7:]
        assert min(one.month for one in found) >= "2025-04"
        assert len(found) == 7 * 7
        assert dict(trend_logs.episodes_by_month(tx, TEAM)) == Counter(one.month for one in stories)

    store.write(work)


def _up_to(stories: Sequence[Tellings], last: str) -> list[tuple[str, int, str]]:
    known = [one for one in stories if "2025-04" <= one.month <= last]
    return sorted((one.month, len(one.label), one.label) for one in known)


def test_the_newest_wins_of_some_weeks_are_those_of_one_reach(store: Store) -> None:
    def work(tx) -> None:
        for n in range(9):
            reach = WinReach.PAPERS if n % 3 == 0 else WinReach.TEAM
            small_logs.save_win(tx, win(week=f"2026-W{40 + n}", reach=reach))
        weeks = ("2026-W41", "2026-W47")
        printed = trend_logs.newest_wins(tx, TEAM, weeks, WinReach.PAPERS, 5)
        assert [one.week for one in printed] == ["2026-W46", "2026-W43"]
        inside = trend_logs.newest_wins(tx, TEAM, weeks, WinReach.TEAM, 3)
        assert [one.week for one in inside] == ["2026-W47", "2026-W45", "2026-W44"]

    store.write(work)
