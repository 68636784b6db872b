"""The demo shows change: trends with limits and one signal, a theme and a plan for leaders, asks that are alike, a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pie_audit.domain.chart import Chart, GridChart, LineChart, Sign, Unshown
from pie_audit.domain.plan import CARRIED_TOO_OFTEN, BarrierLevel
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.team import Role
from pie_audit.storage import integrity
from pie_audit.workflows import board, unlock
from pie_audit.workflows.demo.demo import Demo
from pie_audit.workflows.demo.demo_sessions import at_day
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import Trends, TrendWish
from tests.demos import THREE_TEAMS, TODAY, Demos, Made

if TYPE_CHECKING:
    from pie_audit.domain.board import Board

RATING, TALKING, SIGNED = 0, 5, 10
"""Where the managers of the three teams stand in the list of passwords."""


@pytest.fixture(scope="module")
def made(demos: Demos) -> Made:
    """Three teams over eight quarters."""
    return demos(THREE_TEAMS)


def come_in(demo: Demo, at: int) -> unlock.SignedIn:
    person = demo.people[at]
    return at_day(unlock.sign_in(demo.made.opened, person.name, person.password), TODAY)


@pytest.fixture(scope="module")
def seen(made: Made) -> dict[int, Trends]:
    """What the manager of each team sees."""
    demo, found = made[0], {}
    for at in (RATING, TALKING, SIGNED):
        me = come_in(demo, at)
        (team_id,) = me.member.manages
        material = demo.made.opened.read(lambda tx, me=me, t=team_id: read_material(tx, me, t))
        found[at] = charted(material, TrendWish())
    return found


@pytest.fixture(scope="module")
def leaders_board(made: Made) -> Board:
    """What the leader sees."""
    demo = made[0]
    leader = next(at for at, person in enumerate(demo.people) if person.role is Role.LEADER)
    me = come_in(demo, leader)
    return demo.made.opened.read(lambda tx: board.board(tx, me))


def lines(trends: Trends, *chart_ids: str) -> list[LineChart]:
    found = [trends.chart(chart_id) for chart_id in chart_ids]
    assert all(isinstance(chart, LineChart) for chart in found)
    return found  # type: ignore[return-value]  # just looked at


def signals(chart: LineChart) -> list[tuple[Any, ...]]:
    return [(point.signs, point.letter) for series in chart.series for point in series.points if point.letter]


def charts(trends: Trends) -> dict[str, Chart]:
    return {chart.id: chart for section in trends.sections for chart in section.charts}


def test_nothing_in_it_is_damaged(made: Made) -> None:
    assert made[1].with_store(integrity.findings).result() == ()


def test_levels_of_the_team_that_rates_stay_out_of_sight(seen: dict[int, Trends]) -> None:
    assert seen[RATING].hidden_why
    assert not seen[TALKING].hidden_why
    assert not seen[SIGNED].hidden_why
    assert not [c for i, c in charts(seen[RATING]).items() if i.startswith("theme_") and type(c) is LineChart]


def test_the_other_teams_have_a_line_and_a_square_for_each_theme(seen: dict[int, Trends]) -> None:
    for at, quarters in ((TALKING, 7), (SIGNED, 8)):
        found = lines(seen[at], *(f"theme_lines/{theme}" for theme in "ABCDE"))
        told = [sum(p.value is not None for p in chart.series[0].points) for chart in found]
        assert max(told) == quarters
        assert min(told) >= quarters - 2
        assert isinstance(seen[at].chart("heatmap"), GridChart)


def test_one_month_of_one_team_lies_beyond_limits_and_no_other(seen: dict[int, Trends]) -> None:
    (hours,) = lines(seen[TALKING], "friction")
    assert hours.limits[0].upper is not None
    assert signals(hours) == [((Sign.BEYOND_LIMIT,), "A")]
    assert "September 2026 lies beyond the limits (higher)" in hours.sentence
    assert signals(*lines(seen[SIGNED], "friction")) == []


def test_every_whole_month_of_a_log_is_summed(seen: dict[int, Trends]) -> None:
    for at in (TALKING, SIGNED):
        (hours,) = lines(seen[at], "friction")
        assert len(hours.steps) == 23
        assert all(point.value is not None for point in hours.series[0].points)


def test_notes_are_pinned_and_limits_begin_anew_once(seen: dict[int, Trends]) -> None:
    assert [len(seen[at].marks) for at in (RATING, TALKING, SIGNED)] == [0, 2, 1]
    (away,) = lines(seen[SIGNED], "turned_away")
    assert len(away.limits) == 2
    (hours,) = lines(seen[TALKING], "friction")
    assert [pin.words for pin in hours.pins] == ["The front desk moved downstairs"]


def test_lines_that_groups_sent_are_counted_by_theme(seen: dict[int, Trends]) -> None:
    for at in (TALKING, SIGNED):
        found = seen[at].chart("themes_time")
        assert isinstance(found, GridChart)
        assert sum(bool(cell.text) for row in found.rows for cell in row.cells) > 4


def test_two_teams_share_their_plans_with_a_theme_and_one_does_not(leaders_board: Board) -> None:
    assert leaders_board.silent == 1
    found = {one.plan.team: one for one in leaders_board.plans}
    assert sorted(found) == ["Lantern Street", "The Orchard"]
    assert [found[name].is_new for name in sorted(found)] == [False, True]
    for one in leaders_board.plans:
        assert one.plan.is_demo
        assert one.plan.edition is Edition.FULL
        assert one.plan.theme is not None
        assert len(one.plan.theme.points) >= 5
    assert len({one.plan.theme.words for one in leaders_board.plans if one.plan.theme}) == 2


def test_two_teams_ask_for_cover_at_night_in_different_words_and_at_different_times(
    leaders_board: Board,
) -> None:
    nights = next(group for group in leaders_board.asks if group.teams == 2 and "cover" in group.why)
    assert nights.waits
    assert (nights.of_teams, nights.oldest) == (2, 4)
    assert len({one.ask.what for one in nights.asks}) == 2
    assert sorted(one.quarters for one in nights.asks) == [0, 4]


def test_the_leader_has_answered_one_ask_and_owes_others(leaders_board: Board) -> None:
    given = [one for group in leaders_board.asks for one in group.asks if one.given]
    assert len(given) == 1
    assert leaders_board.owed >= 2


def test_barriers_lie_on_every_level_and_one_action_is_stuck(leaders_board: Board) -> None:
    assert {barrier.level for barrier in leaders_board.barriers if barrier.count} == set(BarrierLevel)
    assert [stuck.carried for stuck in leaders_board.stuck] == [CARRIED_TOO_OFTEN]


def test_charts_of_the_first_team_that_rest_on_no_level_are_there(seen: dict[int, Trends]) -> None:
    shown = [i for i, chart in charts(seen[RATING]).items() if not isinstance(chart, Unshown)]
    assert {"time_ledger", "actions", "pulse/pulse10-1/load"} <= set(shown)
