"""Which chart a series allows, with what caution, and how change points part it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.chart import Sign
from pie_audit.domain.spc import ChartKind, Direction, Pace, ProcessChart, Scale
from pie_audit.domain.spc_words import say
from pie_audit.domain.trend_mark import TrendSettings
from pie_audit.workflows.spc import Asked, judge_series

EXAMPLE = (52, 55, 50, 58, 54, 53, 57, 51, 56, 54, 55, 53)
REFUSALS = (9, 7, 8, 10, 9, 8, 5, 4, 6, 5, 4, 5)
PLAIN = TrendSettings()
WAVE = (4, 6) * 40

series = st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=40)


def judge(
    *values: float | None,
    chart: Asked = "auto",
    settings: TrendSettings = PLAIN,
    change_points: tuple[int, ...] = (),
    pace: Pace = Pace.MONTH,
    scale: Scale = Scale.COUNT,
    measure: str = "",
) -> ProcessChart:
    timed = [(f"time {n}", value) for n, value in enumerate(values, start=1)]
    return judge_series(
        timed,
        settings=settings,
        chart=chart,
        change_points=change_points,
        pace=pace,
        scale=scale,
        measure=measure,
    )


# --- how much so many values allow --------------------------------------------------------------------------------


def test_twelve_months_have_provisional_limits_and_eleven_have_none() -> None:
    twelve, eleven = judge(*EXAMPLE), judge(*EXAMPLE[:11])
    assert (twelve.kind, twelve.banner) == (ChartKind.XMR, "Provisional (12 points)")
    assert (twelve.now.upper, twelve.now.lower) == pytest.approx((63.9145, 44.0855), abs=5e-5)
    assert (eleven.kind, eleven.now.upper, eleven.now.lower) == (ChartKind.RUN, None, None)
    assert eleven.banner == "Too early for limits"


@pytest.mark.parametrize(
    ("count", "warns", "provisional"), [(12, True, True), (13, False, True), (19, False, True)]
)
def test_limits_are_provisional_below_twenty_and_warned_of_below_thirteen(
    count: int, warns: bool, provisional: bool
) -> None:
    chart = judge(*WAVE[:count])
    assert chart.now.provisional is provisional
    assert any("fewer than 13" in note for note in chart.notes) is warns


def test_twenty_values_settle_the_limits() -> None:
    chart = judge(*WAVE[:20])
    assert (chart.kind, chart.now.provisional, chart.banner) == (ChartKind.XMR, False, "")


@pytest.mark.parametrize(
    ("values", "kind", "useful"),
    [
        ((3,), ChartKind.VALUE, 0),
        ((3, 4), ChartKind.DOTS, 2),
        ((3, 4, 5), ChartKind.DOTS, 2),
        ((3, 4, 5, 6), ChartKind.DOTS, 4),
        ((3, 4, 5, 6, 7), ChartKind.DOTS, 4),
        ((3, 4, 5, 6, 7, 8), ChartKind.RUN, 6),
        (tuple(range(9)), ChartKind.RUN, 8),
        (tuple(range(10)), ChartKind.RUN, 10),
    ],
)
def test_quarters_are_drawn_by_how_many_lie_off_the_median(
    values: tuple[int, ...], kind: ChartKind, useful: int
) -> None:
    chart = judge(*values, pace=Pace.QUARTER)
    assert (chart.kind, chart.now.useful) == (kind, useful)
    assert (chart.now.centre is None) is (kind in (ChartKind.VALUE, ChartKind.DOTS))
    assert (chart.now.signals is None) is (useful < 10)
    assert chart.banner == ""


def test_any_number_of_quarters_has_no_limits_unless_asked_for() -> None:
    assert judge(*EXAMPLE * 2, pace=Pace.QUARTER).kind is ChartKind.RUN
    assert judge(*EXAMPLE * 2, pace=Pace.QUARTER, chart="xmr").kind is ChartKind.XMR


def test_a_run_chart_may_be_asked_for_and_limits_too_with_a_warning() -> None:
    assert judge(*REFUSALS, chart="run").now.signals == ("few-crossings",)
    assert judge(*REFUSALS, chart="run").banner == ""
    few = judge(1, 10, 100, 50, chart="xmr")
    assert few.now.upper == pytest.approx(172.364, abs=0.01)
    assert few.now.doubtful
    assert few.banner == "Too few for limits (4 points)"


def test_values_that_never_vary_have_no_limits_and_no_flags() -> None:
    for chart in (judge(*[7] * 14), judge(*[7] * 14, chart="xmr"), judge(*[7] * 14, chart="run")):
        assert (chart.now.centre, chart.now.upper, chart.now.constant) == (7, None, True)
        assert not any(point.flags for point in chart.points)
        assert not chart.now.signals
    assert "No variation yet." in judge(*[7] * 14).notes
    assert judge(*[7] * 14, chart="run").notes == ("No variation yet.",)
    assert "No variation yet." not in judge(7).notes


def test_nothing_and_gaps_alone_are_no_chart() -> None:
    for chart in (judge(), judge(None, None, None), judge(None, chart="xmr"), judge(chart="run")):
        assert (chart.kind, chart.now.values, chart.now.centre) == (ChartKind.VALUE, 0, None)


# --- gaps ---------------------------------------------------------------------------------------------------------


def test_a_gap_stays_where_it_is_and_no_step_is_taken_across_it() -> None:
    chart = judge(*EXAMPLE[:6], None, *EXAMPLE[6:])
    assert [point.value for point in chart.points] == [*EXAMPLE[:6], None, *EXAMPLE[6:]]
    assert chart.now.centre == 54
    assert chart.now.mean_moving_range == pytest.approx((41 - 4) / 10)
    assert any("gap" in note for note in chart.notes)


def test_twelve_values_that_are_hardly_neighbours_have_no_limits() -> None:
    apart = [value for pair in zip(EXAMPLE, [None] * 12, strict=True) for value in pair]
    assert judge(*apart).kind is ChartKind.RUN
    assert judge(*apart, chart="xmr").kind is ChartKind.RUN


@pytest.mark.parametrize(("neighbours", "kind"), [(6, ChartKind.XMR), (5, ChartKind.RUN)])
def test_half_of_the_neighbours_are_enough_for_limits(neighbours: int, kind: ChartKind) -> None:
    together, apart = WAVE[: neighbours + 1], WAVE[: 12 - neighbours]
    chart = judge(*together, *(value for one in apart for value in (None, one)))
    assert (chart.now.values, chart.kind) == (13, kind)


def test_a_year_without_a_value_between_two_years_is_a_gap() -> None:
    chart = judge(*EXAMPLE, *[None] * 12, *EXAMPLE)
    assert (chart.kind, chart.now.values, chart.now.provisional) == (ChartKind.XMR, 24, False)
    assert chart.now.mean_moving_range == pytest.approx(41 / 11)


# --- change points ------------------------------------------------------------------------------------------------


def test_a_change_point_begins_new_limits_and_keeps_the_old() -> None:
    chart = judge(*EXAMPLE, *(value + 30 for value in EXAMPLE), change_points=(12,))
    old, new = chart.stretches
    assert (old.first, old.last, old.centre) == (0, 11, 54)
    assert (new.first, new.last, new.centre) == (12, 23, 84)
    assert chart.now is new
    assert not any(point.flags for point in chart.points)
    assert "Judged anew from time 13 on." in chart.notes


def test_without_it_the_same_values_are_worth_asking_about() -> None:
    chart = judge(*EXAMPLE, *(value + 30 for value in EXAMPLE))
    assert all(Sign.SEVEN_ONE_SIDE in point.signs for point in chart.points)


@pytest.mark.parametrize(("before", "after"), [(12, 11), (11, 12), (11, 11)])
def test_a_side_of_fewer_than_twelve_makes_the_new_side_a_run_chart(before: int, after: int) -> None:
    chart = judge(*WAVE[: before + after], change_points=(before,))
    old, new = chart.stretches
    assert (old.kind is ChartKind.XMR) is (before >= 12)
    assert new.kind is ChartKind.RUN


def test_gaps_do_not_count_towards_the_twelve_of_a_side() -> None:
    chart = judge(*WAVE[:12], None, *WAVE[:11], change_points=(12,))
    assert [stretch.kind for stretch in chart.stretches] == [ChartKind.XMR, ChartKind.RUN]


def test_what_a_stretch_tells_is_counted_from_the_start_of_the_chart() -> None:
    rise = (4, 4, 4, 4, 4, 1, 2, 3, 4, 5, 6, 7)
    chart = judge(*EXAMPLE, *rise, change_points=(12,), settings=TrendSettings(screened=True))
    assert chart.now.screened == (17,)
    assert Sign.SCREENED_RANGE in chart.points[17].signs
    runs = judge(*EXAMPLE, *REFUSALS, change_points=(12,), chart="run").now.runs
    assert [(run.first, run.last, run.turn) for run in runs] == [(12, 23, 18)]


@pytest.mark.parametrize("point", [0, 12, -1, 99])
def test_a_change_point_off_the_chart_is_a_mistake(point: int) -> None:
    with pytest.raises(ValueError, match="change point"):
        judge(*EXAMPLE, change_points=(point,))


# --- settings -----------------------------------------------------------------------------------------------------


def test_direction_is_improving_or_worsening_only_where_good_was_set() -> None:
    values = (*EXAMPLE, 90)
    found = {
        good: judge(*values, settings=TrendSettings(good=((name, good),)), measure="friction")
        .points[-1]
        .flags[0]
        for name, good in (("friction", "higher"), ("friction", "lower"))
    }
    assert found["higher"].direction is Direction.IMPROVING
    assert found["lower"].direction is Direction.WORSENING
    elsewhere = TrendSettings(good=(("turned_away", "lower"),))
    assert (
        judge(*values, settings=elsewhere, measure="friction").points[-1].flags[0].direction
        is Direction.HIGHER
    )


def test_the_rules_in_use_are_noted() -> None:
    simple = judge(*REFUSALS, chart="run", settings=TrendSettings(simple_rules=True))
    assert simple.now.signals == ("six-one-side", "five-point-trend")
    assert "six in a row" in simple.notes[-1]
    assert "crossings" in judge(*REFUSALS, chart="run").notes[-1]


def test_limits_end_where_the_scale_ends() -> None:
    wild = (0, 90, 5, 95, 10, 100) * 3
    count, share, free = (judge(*wild, scale=scale).now for scale in Scale)
    assert (count.lower, count.cut_lower, count.cut_upper) == (0, True, False)
    assert count.upper is not None
    assert count.upper > 100
    assert (share.lower, share.upper, share.cut_upper) == (0, 100, True)
    assert free.lower is not None
    assert free.lower < 0


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e308, -1.1e15])
def test_what_is_no_number_to_chart_is_a_mistake(value: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        judge(1, value, 2)


def test_the_largest_value_that_can_be_charted_is() -> None:
    assert judge(*[1e15, -1e15] * 6, scale=Scale.FREE).now.upper == pytest.approx(5.32e15)


def test_tenths_fall_on_the_mean_as_they_are_written() -> None:
    """Three tenths, added as the computer keeps them, are not quite 0.3."""
    chart = judge(*[0.1, 0.2, 0.3] * 5, scale=Scale.FREE)
    assert chart.now.centre == 0.2
    assert judge(*[0.3] * 7, *[0.1, 0.5] * 4).now.signals == ()


# --- properties ---------------------------------------------------------------------------------------------------


@given(series, st.sampled_from(["auto", "xmr", "run"]), st.sampled_from(Pace), st.data())
def test_every_series_is_judged_whole(
    values: list[int | None], chart: Asked, pace: Pace, data: st.DataObject
) -> None:
    places = st.lists(st.integers(1, max(1, len(values) - 1)), max_size=3, unique=True)
    points = tuple(data.draw(places)) if len(values) > 1 else ()
    judged = judge(*values, chart=chart, pace=pace, change_points=points)
    assert [point.value for point in judged.points] == values
    steps = [step for stretch in judged.stretches for step in range(stretch.first, stretch.last + 1)]
    assert steps == list(range(len(values)))
    assert judged.now.values <= len(values)


@given(series, st.sampled_from(["auto", "xmr", "run"]))
def test_only_limits_flag_points_and_a_gap_never_is(values: list[int | None], chart: Asked) -> None:
    judged = judge(*values, chart=chart)
    for point in judged.points:
        assert not point.flags or (judged.now.upper is not None and point.value is not None)


RULE_WORDS = ("orth asking", "chance alone", "nusual", "in a row", "What changed")


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=9),
    st.sampled_from(["auto", "xmr", "run"]),
    st.sampled_from(Pace),
    st.booleans(),
)
def test_fewer_than_ten_values_say_nothing_of_any_rule(
    values: list[int | None], chart: Asked, pace: Pace, simple: bool
) -> None:
    judged = judge(*values, chart=chart, pace=pace, settings=TrendSettings(simple_rules=simple))
    assert not any(word in say(judged, "refusals") for word in RULE_WORDS)


@given(series, st.sampled_from(["auto", "xmr", "run"]), st.booleans())
def test_a_question_is_asked_just_where_a_rule_found_something(
    values: list[int | None], chart: Asked, simple: bool
) -> None:
    judged = judge(*values, chart=chart, settings=TrendSettings(simple_rules=simple))
    asks = any(word in say(judged) for word in ("orth asking", "chance alone", "What changed"))
    assert asks is bool(judged.now.signals and not judged.now.doubtful)


@given(series, st.booleans())
def test_no_direction_is_judged_without_a_good_one(values: list[int | None], simple: bool) -> None:
    said = say(judge(*values, settings=TrendSettings(simple_rules=simple)))
    assert "improving" not in said
    assert "worsening" not in said
