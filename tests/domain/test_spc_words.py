"""The sentence of a process chart says what a rule found, and never more than the values allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.chart import Sign
from pie_audit.domain.spc import (
    ChartKind,
    Direction,
    Flag,
    Pace,
    ProcessChart,
    ProcessPoint,
    Run,
    RunSignal,
    Stretch,
)
from pie_audit.domain.spc_words import banner, direction_words, notes, say, sign_words

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
RULE_WORDS = ("worth asking", "chance alone", "unusual", "in a row", "What changed")

flag_sets = st.lists(
    st.builds(Flag, st.sampled_from(Sign), st.sampled_from(Direction)), max_size=3, unique_by=lambda f: f.sign
).map(tuple)


def limits_chart(*flags: tuple[Flag, ...], values: int = 24, **parts: bool) -> ProcessChart:
    """A chart with limits whose last points have these flags."""
    plain = [()] * (values - len(flags))
    points = tuple(
        ProcessPoint(f"month {n}", 5.0, found) for n, found in enumerate((*plain, *flags), start=1)
    )
    stretch = Stretch(0, values - 1, ChartKind.XMR, values, 5.0, 8.0, 2.0, 7.0, 3.0, 1.1, signals=(), **parts)
    return ProcessChart(points, (stretch,))


def run_chart(*runs: Run, signals: bool = True, values: int = 12, **parts: bool) -> ProcessChart:
    points = tuple(ProcessPoint(f"month {n}", float(n)) for n in range(1, values + 1))
    told = tuple(run.signal.value for run in runs) if signals else None
    stretch = Stretch(
        0, values - 1, ChartKind.RUN, values, 5.0, useful=values, signals=told, runs=runs, **parts
    )
    return ProcessChart(points, (stretch,))


def dots(*values: float | None) -> ProcessChart:
    points = tuple(ProcessPoint(month, value) for month, value in zip(MONTHS, values, strict=False))
    given_values = sum(value is not None for value in values)
    return ProcessChart(points, (Stretch(0, len(values) - 1, ChartKind.DOTS, given_values),), Pace.QUARTER)


def flagged(sign: Sign, direction: Direction | None = Direction.HIGHER) -> tuple[Flag, ...]:
    return (Flag(sign, direction),)


# --- few values ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((2, 3), "Higher than last time."),
        ((9, 2, 1), "Lower than last time."),
        ((9, 2, 2), "The same as last time."),
        ((2, None, 3), "March: higher than January."),
        ((2, 2, None), "February: the same as January."),
        ((None, 4, 2, None, None), "March: lower than February."),
    ],
)
def test_of_a_few_values_only_the_last_two_are_compared(values: tuple[float | None, ...], said: str) -> None:
    assert say(dots(*values)) == said


def test_one_value_and_none_are_told_as_that() -> None:
    one = ProcessChart((ProcessPoint("May", 4.0),), (Stretch(0, 0, ChartKind.VALUE, 1),))
    assert say(one) == "One value so far: there is nothing to compare it with."
    assert say(ProcessChart((), (Stretch(0, -1, ChartKind.VALUE, 0),))) == "No value yet."


@pytest.mark.parametrize(
    ("pace", "said"),
    [
        (Pace.QUARTER, "Too few quarters to tell pattern from chance."),
        (Pace.MONTH, "Too few months to tell pattern from chance."),
        (Pace.OTHER, "Too few values to tell pattern from chance."),
    ],
)
def test_too_few_values_for_a_rule_are_told_by_their_pace(pace: Pace, said: str) -> None:
    chart = run_chart(signals=False, values=8)
    assert say(ProcessChart(chart.points, chart.stretches, pace)) == said


def test_many_values_on_the_median_are_not_called_few() -> None:
    for count in (10, 30):
        said = say(run_chart(signals=False, values=count))
        assert said == "Too many values lie on the median to tell pattern from chance."


def test_values_that_never_vary_are_told_as_that() -> None:
    assert say(run_chart(constant=True)).startswith("No variation yet")


# --- limits -------------------------------------------------------------------------------------------------------


def test_no_flag_is_nothing_unusual() -> None:
    assert say(limits_chart()) == "Nothing unusual."


def test_a_range_left_out_is_nothing_unusual() -> None:
    assert say(limits_chart(flagged(Sign.SCREENED_RANGE, None))) == "Nothing unusual."


@pytest.mark.parametrize("direction", Direction)
def test_a_point_beyond_the_limits_is_asked_about_with_its_direction(direction: Direction) -> None:
    said = say(limits_chart(flagged(Sign.BEYOND_LIMIT, direction)))
    assert said == f"Worth asking about: month 24 lies beyond the limits ({direction.value})."


def test_a_row_is_told_once_and_other_points_are_counted() -> None:
    row, beyond = flagged(Sign.SEVEN_ONE_SIDE, Direction.LOWER), flagged(Sign.BEYOND_LIMIT)
    said = say(limits_chart(beyond, *[row] * 7))
    assert said == (
        "Worth asking about: seven or more in a row up to month 24, all on one side of the average (lower). "
        "One other point is worth asking about too."
    )
    assert say(limits_chart(beyond, beyond, beyond)).endswith("2 other points are worth asking about too.")


def test_the_latest_point_is_told_by_the_flag_that_it_shows() -> None:
    both = (Flag(Sign.BEYOND_LIMIT, Direction.HIGHER), Flag(Sign.SEVEN_POINT_TREND, Direction.HIGHER))
    assert "month 24 lies beyond the limits" in say(limits_chart(both, both))


def test_after_a_change_point_only_what_came_since_is_told() -> None:
    beyond = flagged(Sign.BEYOND_LIMIT)
    points = tuple(ProcessPoint(str(n), 5.0, beyond if n == 3 else ()) for n in range(1, 25))
    parts = tuple(
        Stretch(first, first + 11, ChartKind.XMR, 12, 5.0, 8.0, 2.0, signals=()) for first in (0, 12)
    )
    assert say(ProcessChart(points, parts)) == "Nothing unusual. Judged anew from 13 on."


# --- runs ---------------------------------------------------------------------------------------------------------


def halves(direction: Direction) -> Run:
    return Run(RunSignal.FEW_CROSSINGS, 0, 11, 6, direction, halves=True)


def test_halves_are_told_with_what_is_counted_and_a_question() -> None:
    fewer, higher = run_chart(halves(Direction.LOWER)), run_chart(halves(Direction.HIGHER))
    tail = "in the second half than chance alone would usually give. What changed around month 7?"
    assert say(fewer, "refusals") == f"Fewer refusals {tail}"
    assert say(higher, "refusals") == f"More refusals {tail}"
    assert say(fewer) == f"Lower {tail}"
    assert say(higher) == f"Higher {tail}"


def test_a_long_run_is_told_with_its_side_and_its_ends() -> None:
    said = say(run_chart(Run(RunSignal.LONG_RUN, 2, 10, 2, Direction.LOWER)))
    assert said == (
        "More in a row below the median, from month 3 to month 11, than chance alone would usually give. "
        "What changed around month 3?"
    )


def test_few_crossings_without_halves_point_nowhere() -> None:
    chart = run_chart(Run(RunSignal.FEW_CROSSINGS, 2, 10, 2, Direction.LOWER))
    good = ProcessChart(chart.points, chart.stretches, good=Direction.LOWER)
    assert say(chart) == say(good)
    assert "less often than chance alone" in say(good)


@pytest.mark.parametrize(("good", "way"), [(Direction.LOWER, "improving"), (Direction.HIGHER, "worsening")])
def test_improving_is_said_only_where_good_was_set(good: Direction, way: str) -> None:
    chart = run_chart(halves(Direction.LOWER))
    assert way not in say(chart, "refusals")
    said = say(ProcessChart(chart.points, chart.stretches, good=good), "refusals")
    assert f"By the direction that was set, that is {way}." in said


@pytest.mark.parametrize("direction", [Direction.HIGHER, Direction.LOWER])
def test_five_in_a_row_are_told_as_that(direction: Direction) -> None:
    said = say(run_chart(Run(RunSignal.FIVE_POINT_TREND, 1, 5, 1, direction)))
    assert said == (
        f"Five or more in a row up to month 6, each {direction.value} than the one before. "
        "What changed around month 2?"
    )


def test_no_signal_is_nothing_unusual() -> None:
    assert say(run_chart()) == "Nothing unusual."


# --- banner, notes, names -----------------------------------------------------------------------------------------


def test_cautions_stand_on_the_chart() -> None:
    assert banner(limits_chart(values=12, provisional=True)) == "Provisional (12 points)"
    assert banner(limits_chart(values=4, provisional=True, doubtful=True)) == "Too few for limits (4 points)"
    assert banner(run_chart(values=11)) == "Too early for limits"
    assert banner(dots(1, 2)) == banner(limits_chart()) == ""


def test_cut_limits_are_noted() -> None:
    cut = notes(limits_chart(cut_lower=True, cut_upper=True))
    assert [note for note in cut if "drawn at" in note] == [
        "The lower limit is drawn at 0: nothing can lie below.",
        "The upper limit is drawn at 100: nothing can lie above.",
    ]


def test_every_kind_of_flag_and_direction_has_words() -> None:
    assert all(sign_words(sign) for sign in Sign)
    assert all(direction_words(direction) for direction in Direction)
    assert direction_words(None) == ""


# --- never more than the values allow -----------------------------------------------------------------------------


@given(st.lists(flag_sets, max_size=8), st.integers(12, 30))
def test_worth_asking_is_said_just_where_a_point_is_flagged(
    flags: list[tuple[Flag, ...]], values: int
) -> None:
    chart = limits_chart(*flags, values=values)
    assert ("worth asking" in say(chart).lower()) is any(point.worth_asking for point in chart.points)


@given(st.lists(flag_sets, max_size=4), st.integers(4, 11))
def test_limits_from_too_few_values_say_nothing_of_any_rule(
    flags: list[tuple[Flag, ...]], values: int
) -> None:
    said = say(limits_chart(*flags, values=values, doubtful=True))
    assert not any(word in said for word in RULE_WORDS)


@given(st.lists(flag_sets, max_size=8))
def test_improving_is_said_just_where_a_flag_says_so(flags: list[tuple[Flag, ...]]) -> None:
    chart = limits_chart(*flags)
    ways = {flag.direction for point in chart.points for flag in point.flags}
    for way in (Direction.IMPROVING, Direction.WORSENING):
        assert way.value not in say(chart) or way in ways
