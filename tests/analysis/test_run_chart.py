"""Runs about a median against the table of the rules, another library's distribution, and their words."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from pie_audit.analysis.run_chart import (
    Runs,
    fewest_by_chance,
    find_runs,
    find_signals,
    longest_by_chance,
)
from pie_audit.domain.spc import Direction, Run, RunSignal

Series = list[Fraction | None]
REFUSALS = (9, 7, 8, 10, 9, 8, 5, 4, 6, 5, 4, 5)
values = st.integers(0, 9).map(Fraction)
gappy = st.lists(st.one_of(st.none(), values), min_size=1, max_size=40).filter(lambda s: set(s) != {None})


def exact(*given: float | None) -> Series:
    return [None if value is None else Fraction(str(value)) for value in given]


def signalled(series: Series, *, simple: bool = False) -> tuple[RunSignal, ...] | None:
    found = find_signals(series, find_runs(series), simple=simple)
    return None if found is None else tuple(run.signal for run in found)


def sides(pattern: str) -> Series:
    """Values above (“+”), below (“-”) and on (“0”) a median of 0, with gaps (“ ”); as many above as below."""
    assert pattern.count("+") == pattern.count("-")
    return exact(*({"+": 1, "-": -1, "0": 0, " ": None}[side] for side in pattern))


# --- the table ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("useful", "longest", "crossings"),
    [(10, 6, 2), (12, 7, 3), (15, 7, 4), (20, 7, 6), (24, 8, 8)],
)
def test_limits_are_those_of_the_table(useful: int, longest: int, crossings: int) -> None:
    assert (longest_by_chance(useful), fewest_by_chance(useful)) == (longest, crossings)


@pytest.mark.parametrize("useful", range(10, 301))
def test_fewest_crossings_are_the_five_percent_point_of_another_library(useful: int) -> None:
    assert fewest_by_chance(useful) == int(binom.ppf(0.05, useful - 1, 0.5))


def test_limits_of_a_very_long_series_are_found() -> None:
    """About (n − 1)/2 − 1.645 × √(n − 1)/2."""
    assert fewest_by_chance(10_000) == pytest.approx(9999 / 2 - 1.645 * 9999**0.5 / 2, abs=1)


# --- the worked example -------------------------------------------------------------------------------------------


def test_refusals_change_sides_once_and_that_is_a_signal() -> None:
    runs = find_runs(exact(*REFUSALS))
    assert (runs.median, runs.useful, runs.longest, runs.crossings) == (Fraction(13, 2), 12, 6, 1)
    wanted = Run(RunSignal.FEW_CROSSINGS, 0, 11, 6, Direction.LOWER, halves=True)
    assert find_signals(exact(*REFUSALS), runs, simple=False) == (wanted,)


def test_simple_rules_see_the_six_on_one_side_and_the_five_that_fall() -> None:
    found = find_signals(exact(*REFUSALS), find_runs(exact(*REFUSALS)), simple=True) or ()
    assert [run.signal for run in found] == [RunSignal.SIX_ONE_SIDE, RunSignal.FIVE_POINT_TREND]
    assert (found[1].first, found[1].last) == (3, 7)


# --- medians, gaps and ties ---------------------------------------------------------------------------------------


def test_a_value_on_the_median_neither_breaks_nor_lengthens_a_run() -> None:
    runs = find_runs(exact(1, 1, 0, 1, -1, 0, -1, -1))
    assert (runs.median, runs.useful, runs.longest, runs.crossings) == (0, 6, 3, 1)
    assert runs.runs == ((0, 1, 3), (4, 6, 7))


def test_a_gap_neither_breaks_nor_lengthens_a_run() -> None:
    with_gaps, without = find_runs(sides("++ +-  --")), find_runs(sides("+++---"))
    assert (with_gaps.longest, with_gaps.crossings) == (without.longest, without.crossings) == (3, 1)
    assert with_gaps.runs == ((0, 1, 3), (4, 7, 8))


def test_equal_values_have_a_median_and_nothing_useful() -> None:
    runs = find_runs(exact(*[4] * 20))
    assert (runs.median, runs.useful, runs.longest, runs.crossings) == (4, 0, 0, 0)
    assert signalled(exact(*[4] * 20)) is None


def test_no_rule_speaks_below_ten_useful_values() -> None:
    nine = exact(*[9] * 4, 5, 5, 5, *[1] * 5)
    assert find_runs(nine).useful == 9
    assert signalled(nine) is None
    assert signalled(nine, simple=True) is None
    assert signalled(sides("+++++-----")) == (RunSignal.FEW_CROSSINGS,)


@pytest.mark.parametrize("simple", [False, True])
def test_no_rule_speaks_where_most_values_lie_on_the_median_and_all_others_below(simple: bool) -> None:
    series = exact(*[4] * 15, *[3] * 12)
    assert find_runs(series).useful == 12
    assert signalled(series, simple=simple) is None


# --- signals ------------------------------------------------------------------------------------------------------


def test_a_run_longer_than_chance_is_told_with_its_place() -> None:
    seven = sides("+-+-+-" + "+" * 7 + "-" * 7)
    assert find_runs(seven).longest == longest_by_chance(20)
    assert RunSignal.LONG_RUN not in (signalled(seven) or ())
    eight = sides("+-+-" + "+" * 8 + "-" * 8)
    (found, *_more) = find_signals(eight, find_runs(eight), simple=False) or ()
    assert found == Run(RunSignal.LONG_RUN, 12, 19, 12, Direction.LOWER)


def test_a_run_that_was_there_from_the_start_is_asked_about_where_it_ended() -> None:
    series = sides("+" * 9 + "-----+-----")
    (found, *_more) = find_signals(series, find_runs(series), simple=False) or ()
    assert found == Run(RunSignal.LONG_RUN, 0, 8, 9, Direction.HIGHER)


def test_chance_crossings_are_no_signal() -> None:
    assert signalled(sides("++-+--+-+--+")) == ()


def test_as_many_crossings_as_chance_gives_at_the_fewest_are_no_signal() -> None:
    at, below = sides("++++-----+"), sides("+++++-----")
    assert find_runs(at).crossings == fewest_by_chance(10)
    assert find_runs(below).crossings == fewest_by_chance(10) - 1
    assert (signalled(at), signalled(below)) == ((), (RunSignal.FEW_CROSSINGS,))


def test_five_rising_are_told_by_the_simple_rules_alone() -> None:
    series = exact(5, 1, 2, 3, 4, 9, 1, 8, 2, 9, 1, 8)
    assert signalled(series) == ()
    (found,) = find_signals(series, find_runs(series), simple=True) or ()
    assert found == Run(RunSignal.FIVE_POINT_TREND, 1, 5, 1, Direction.HIGHER)


@pytest.mark.parametrize(
    "broken", [(5, 4, 3, None, 2, 1), (5, 4, 3, 3, 2, 1), (1, 2, 3, 3, 4, 5), (5, 4, 3, 2, 6, 1)]
)
def test_a_gap_an_equal_pair_or_a_turn_breaks_the_five(broken: tuple[float | None, ...]) -> None:
    series = exact(*broken, 9, 1, 8, 2, 9, 0, 9, 1)
    assert RunSignal.FIVE_POINT_TREND not in (signalled(series, simple=True) or ())
    assert find_runs(series).useful >= 10


def test_the_latest_five_falling_are_told() -> None:
    series = exact(1, 2, 3, 4, 5, 9, 8, 7, 6, 5, 4, 9, 1)
    run = next(run for run in find_signals(series, find_runs(series), simple=True) or () if run.last > 6)
    assert (run.signal, run.first, run.last, run.direction) == (
        RunSignal.FIVE_POINT_TREND,
        5,
        10,
        Direction.LOWER,
    )


# --- properties ---------------------------------------------------------------------------------------------------


@given(gappy)
def test_figures_are_what_counting_by_hand_gives(series: Series) -> None:
    runs = find_runs(series)
    above = [value > runs.median for value in series if value is not None and value != runs.median]
    assert runs.useful == len(above)
    assert runs.crossings == sum(one != other for one, other in pairwise(above))
    longest = 0
    for first in range(len(above)):
        for last in range(first, len(above)):
            if len(set(above[first : last + 1])) == 1:
                longest = max(longest, last - first + 1)
    assert runs.longest == longest


@given(gappy)
def test_half_of_the_values_lie_on_each_side_of_the_median(series: Series) -> None:
    median, given_values = find_runs(series).median, [value for value in series if value is not None]
    assert 2 * sum(value > median for value in given_values) <= len(given_values)
    assert 2 * sum(value < median for value in given_values) <= len(given_values)


@given(gappy, values, st.booleans())
def test_moving_every_value_changes_no_signal(series: Series, by: Fraction, simple: bool) -> None:
    moved: Series = [None if value is None else value + by for value in series]
    assert find_signals(moved, find_runs(moved), simple=simple) == find_signals(
        series, find_runs(series), simple=simple
    )


@given(gappy)
def test_backwards_in_time_runs_and_crossings_stay(series: Series) -> None:
    def figures(runs: Runs) -> tuple[Fraction, int, int, int]:
        return runs.median, runs.useful, runs.longest, runs.crossings

    assert figures(find_runs(series)) == figures(find_runs(series[::-1]))


@given(gappy, st.booleans())
def test_every_signal_names_steps_with_values_and_a_turn_among_them(series: Series, simple: bool) -> None:
    for run in find_signals(series, find_runs(series), simple=simple) or ():
        assert 0 <= run.first <= run.last < len(series)
        assert series[run.turn] is not None


@given(gappy)
def test_gaps_change_no_figure_and_no_signal_of_the_two_rules(series: Series) -> None:
    packed: Series = [value for value in series if value is not None]
    assert signalled(packed) == signalled(series)
