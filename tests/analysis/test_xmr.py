"""Natural limits against the worked example, published reference data and another library; flags against their words."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statprocon import XmR

from pie_audit.analysis.xmr import LIMIT_FACTOR, Natural, find_limits, flag_points, moving_ranges
from pie_audit.domain.chart import Sign

Series = list[Fraction | None]
BEYOND, TREND = Sign.BEYOND_LIMIT, Sign.SEVEN_POINT_TREND
NEAR, SIDE = Sign.TWO_OF_THREE_NEAR_LIMIT, Sign.SEVEN_ONE_SIDE
EXAMPLE = (52, 55, 50, 58, 54, 53, 57, 51, 56, 54, 55, 53)
RISE = (4, 4, 4, 4, 4, 1, 2, 3, 4, 5, 6, 7)
FOLDER = Path(__file__).parent

counts = st.lists(st.integers(0, 60), min_size=2, max_size=40)
tenths = st.integers(-300, 300).map(lambda tenth: Fraction(tenth, 10))
gappy = st.lists(st.one_of(st.none(), tenths), min_size=2, max_size=30).filter(lambda s: set(s) != {None})


def exact(*values: float | None) -> Series:
    return [None if value is None else Fraction(str(value)) for value in values]


def limits_of(values: Series, *, screen: bool = False) -> Natural:
    return find_limits(values, screen=screen)


def signs(values: Series, limits: Natural) -> list[tuple[Sign, ...]]:
    return [tuple(sign for sign, _up in point) for point in flag_points(values, limits)]


def steps_with(sign: Sign, values: Series, limits: Natural) -> list[int]:
    return [step for step, found in enumerate(signs(values, limits)) if sign in found]


def band(centre: float, limit: float, near: float) -> Natural:
    """Limits that somebody gives: `limit` and `near` above and below `centre`."""
    middle, far, close = (Fraction(str(value)) for value in (centre, limit, near))
    return Natural(middle, far / LIMIT_FACTOR, middle + far, middle - far, middle + close, middle - close)


# --- limits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("screen", [False, True])
def test_worked_example_has_its_mean_and_its_limits(screen: bool) -> None:
    found = limits_of(exact(*EXAMPLE), screen=screen)
    assert (found.centre, found.mean_range, found.screened) == (54, Fraction(41, 11), ())
    wanted = (63.9145, 44.0855, 60.6097, 47.3903, 12.177)
    given = (found.upper, found.lower, found.near_upper, found.near_lower, found.range_limit)
    assert [round(float(value or 0), 4) for value in given] == list(wanted)
    assert not any(signs(exact(*EXAMPLE), found))


def test_screening_leaves_a_wide_step_out_once_and_keeps_its_point() -> None:
    plain, screened = (limits_of(exact(*RISE), screen=screen) for screen in (False, True))
    assert (plain.centre, screened.centre) == (4, 4)
    assert [round(float(v or 0), 4) for v in (plain.lower, plain.upper)] == [1.8236, 6.1764]
    assert (screened.mean_range, screened.lower, screened.upper) == tuple(exact(0.6, 2.404, 5.596))
    assert screened.screened == (5,)


def test_the_rise_is_flagged_as_far_as_the_limits_let_it() -> None:
    values = exact(*RISE)
    plain = signs(values, limits_of(values))
    assert [found[:1] for found in plain] == [()] * 5 + [(BEYOND,)] + [(TREND,)] * 5 + [(BEYOND,)]
    screened = signs(values, limits_of(values, screen=True))
    first_shown = [found[:1] for found in screened]
    assert first_shown == [()] * 5 + [(BEYOND,)] * 2 + [(TREND,)] * 3 + [(BEYOND,)] * 2
    assert screened[5] == (BEYOND, TREND, Sign.SCREENED_RANGE)


def test_a_range_exactly_at_the_threshold_is_left_out() -> None:
    """Ranges 1, … and one that is just 3.267 × their mean: with k others of a, x = 3.267(ka + x)/(k + 1)."""
    others, small = 9, Fraction(1)
    factor = Fraction(3267, 1000)
    wide = factor * others * small / (others + 1 - factor)
    values: Series = [Fraction(0)]
    for place in range(others):
        values.append((values[-1] or Fraction()) + (small if place % 2 else -small))
    values.append((values[-1] or Fraction()) + wide)
    assert limits_of(values, screen=True).screened == (others + 1,)


def test_screening_that_would_leave_no_variation_is_not_done() -> None:
    values = exact(4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5)
    assert limits_of(values, screen=True) == limits_of(values, screen=False)


def test_equal_values_have_a_mean_and_no_limits_and_no_flags() -> None:
    values = exact(*[7] * 15)
    assert limits_of(values) == Natural(Fraction(7))
    assert not any(signs(values, limits_of(values)))


def test_limits_are_cut_at_the_ends_of_the_scale_and_tested_so() -> None:
    cut = band(50, 60, 40).cut(Fraction(0), Fraction(100))
    assert (cut.upper, cut.lower, cut.near_upper, cut.near_lower) == (100, 0, 90, 10)
    assert not any(BEYOND in point for point in signs(exact(100, 0, 50), cut))
    assert band(50, 60, 40).cut(None, None) == band(50, 60, 40)
    assert Natural(Fraction(7)).cut(Fraction(0), None) == Natural(Fraction(7))


# --- published reference data -------------------------------------------------------------------------------------


def reference(name: str) -> Series:
    """Facts of D. J. Wheeler, Making Sense of Data, as the tests of statprocon (MIT) cite them."""
    with (FOLDER / "xmr_reference.csv").open(encoding="utf-8") as file:
        return [Fraction(row["value"]) for row in csv.DictReader(file) if row["set"] == name]


def expected(name: str) -> dict[str, str]:
    with (FOLDER / "xmr_expected.csv").open(encoding="utf-8") as file:
        return {row["quantity"]: row["expected"] for row in csv.DictReader(file) if row["set"] == name}


def test_published_set_of_sixteen_has_its_limits() -> None:
    found, wanted = limits_of(reference("verify16")), expected("verify16")
    assert float(found.centre) == pytest.approx(float(wanted["mean"]), abs=0.01)
    for quantity, value in (
        ("mean_moving_range", found.mean_range),
        ("lower_limit", found.lower),
        ("upper_limit", found.upper),
    ):
        assert float(value or 0) == pytest.approx(float(wanted[quantity]), abs=0.01)


def test_published_limit_of_ranges_differs_by_its_factor_alone() -> None:
    """There 3.268 is used, here 3.267."""
    found = limits_of(reference("verify16")).range_limit
    wanted = float(expected("verify16")["moving_range_limit"])
    assert float(found or 0) == pytest.approx(1162.83, abs=0.01)
    assert float(found or 0) * 3.268 / 3.267 == pytest.approx(wanted, abs=0.01)


def test_published_set_of_sixteen_has_all_its_flags() -> None:
    values = reference("verify16")
    limits = limits_of(values)
    assert steps_with(BEYOND, values, limits) == [15]
    assert steps_with(SIDE, values, limits) == list(range(8, 15))
    assert steps_with(NEAR, values, limits) == [12, 14]
    assert steps_with(TREND, values, limits) == []


def test_published_set_of_four_has_its_upper_limit() -> None:
    found = limits_of(reference("tiny4")).upper
    assert float(found or 0) == pytest.approx(float(expected("tiny4")["upper_limit"]), abs=0.01)


def test_published_rates_lie_beyond_the_limits_given_for_them() -> None:
    (wanted,) = expected("rates12a").values()
    found = steps_with(BEYOND, reference("rates12a"), band(28.65, 10.65, 7.1))
    assert [step + 1 for step in found] == [int(place) for place in wanted.split()]


# --- another library ----------------------------------------------------------------------------------------------


@given(counts)
def test_limits_agree_with_another_library(values: list[int]) -> None:
    theirs, ours = XmR(values), limits_of(exact(*values))
    pairs = [
        (theirs.x_central_line(), ours.centre),
        (theirs.mr_central_line(), ours.mean_range or 0),
        (theirs.upper_natural_process_limit(), ours.upper if ours.upper is not None else ours.centre),
        (theirs.lower_natural_process_limit(), ours.lower if ours.lower is not None else ours.centre),
    ]
    for series, value in pairs:
        assert float(series[0]) == pytest.approx(float(value), abs=0.01)


@given(counts)
def test_points_beyond_a_limit_are_those_of_another_library(values: list[int]) -> None:
    ours = limits_of(exact(*values))
    assume(ours.upper is not None and ours.lower is not None)
    edges = [float(edge) for edge in (ours.upper, ours.lower) if edge is not None]
    # It rounds its limits to three places, so what lies that close to one may fall either way.
    assume(all(abs(value - edge) > 0.01 for value in values for edge in edges))
    theirs = XmR(values).rule_1_x_indices_beyond_limits()
    assert [BEYOND in found for found in signs(exact(*values), ours)] == theirs


# --- flags as their rules say them --------------------------------------------------------------------------------


def test_a_value_on_a_limit_is_not_beyond_it() -> None:
    assert steps_with(BEYOND, exact(10, -10, 10.001, -10.001), band(0, 10, 7)) == [2, 3]


def test_seven_values_on_the_mean_are_on_no_side() -> None:
    values = exact(*[5] * 7, 6, 4, 6, 4, 5)
    assert limits_of(values).centre == 5
    assert steps_with(SIDE, values, limits_of(values)) == []


def test_a_value_on_the_mean_breaks_the_side() -> None:
    wide = band(0, 100, 90)
    assert steps_with(SIDE, exact(1, 1, 1, 1, 1, 1, 1), wide) == list(range(7))
    assert steps_with(SIDE, exact(1, 1, 1, 0, 1, 1, 1, 1), wide) == []
    assert steps_with(SIDE, exact(-1, *[1] * 8, -1), wide) == list(range(1, 9))


def test_seven_rising_or_falling_and_an_equal_pair_breaks_them() -> None:
    wide = band(50, 1000, 900)
    assert steps_with(TREND, exact(1, 2, 3, 4, 5, 6, 7), wide) == list(range(7))
    assert steps_with(TREND, exact(1, 2, 3, 4, 5, 6, 6), wide) == []
    assert steps_with(TREND, exact(1, 2, 3, 3, 4, 5, 6, 7), wide) == []
    assert steps_with(TREND, exact(9, 8, 7, 6, 5, 4, 3, 4), wide) == list(range(7))


def test_the_peak_of_a_rise_and_a_fall_is_flagged_once() -> None:
    values = exact(1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1)
    found = signs(values, band(4, 100, 90))
    assert found == [(TREND,)] * 13


@pytest.mark.parametrize(
    ("values", "flagged"),
    [
        ((8, 1, 8), [0, 2]),
        ((8, 8, 1), [0, 1]),
        ((8, 8, -1), []),
        ((8, 0, 8), []),
        ((8, 1, 1, 8), []),
        ((7, 7, 7), []),
        ((-7, -7, -7), []),
        ((-10, -10, -1), [0, 1]),
        ((10, 10, 1), [0, 1]),
        ((11, 8, 8), [1, 2]),
        ((11, 8, 1), []),
        ((-8, -1, -8), [0, 2]),
        ((8, -8, 8), []),
        ((8, 8), []),
        ((8, 8, 8, 8), [0, 1, 2, 3]),
    ],
)
def test_two_of_three_near_a_limit_on_one_side(values: tuple[int, ...], flagged: list[int]) -> None:
    assert steps_with(NEAR, exact(*values), band(0, 10, 7)) == flagged


def test_a_gap_takes_no_range_and_lets_no_row_go_on() -> None:
    wide = band(0, 100, 90)
    values = exact(1, 2, 3, None, 4, 5, 6, 7)
    assert moving_ranges(values) == {1: 1, 2: 1, 5: 1, 6: 1, 7: 1}
    assert signs(values, wide) == [()] * 8
    assert steps_with(NEAR, exact(8, None, 8), band(0, 10, 7)) == []


def test_values_without_a_neighbour_have_no_limits() -> None:
    assert limits_of(exact(1, None, 5, None, 9)) == Natural(Fraction(5))


@given(gappy)
def test_every_flag_is_what_its_rule_says_window_by_window(values: Series) -> None:
    limits = limits_of(values)
    assume(limits.upper is not None)
    for sign, wanted in said_by_rules(values, limits).items():
        assert set(steps_with(sign, values, limits)) == wanted


def said_by_rules(values: Series, limits: Natural) -> dict[Sign, set[int]]:
    """The rules once more, word by word: every window of seven or three is looked at on its own."""
    upper, lower, near_upper, near_lower = (
        value if value is not None else Fraction()
        for value in (limits.upper, limits.lower, limits.near_upper, limits.near_lower)
    )
    mean = limits.centre

    def windows(size: int, fits: Callable[[list[Fraction]], bool]) -> set[int]:
        found: set[int] = set()
        for first in range(len(values) - size + 1):
            window = [value for value in values[first : first + size] if value is not None]
            if len(window) == size and fits(window):
                found |= set(range(first, first + size))
        return found

    beyond = {i for i, v in enumerate(values) if v is not None and (v > upper or v < lower)}
    high = {i for i, v in enumerate(values) if v is not None and near_upper < v <= upper}
    low = {i for i, v in enumerate(values) if v is not None and lower <= v < near_lower}
    above = windows(3, lambda w: min(w) > mean and sum(near_upper < v <= upper for v in w) >= 2)
    below = windows(3, lambda w: max(w) < mean and sum(lower <= v < near_lower for v in w) >= 2)
    return {
        BEYOND: beyond,
        TREND: windows(7, lambda w: monotone(w) or monotone([-v for v in w])),
        NEAR: (above & high) | (below & low),
        SIDE: windows(7, lambda w: min(w) > mean or max(w) < mean),
    }


def monotone(values: Sequence[Fraction]) -> bool:
    return all(later > value for value, later in pairwise(values))


# --- properties ---------------------------------------------------------------------------------------------------


@given(gappy, tenths, st.booleans())
def test_moving_every_value_moves_the_limits_and_nothing_else(
    values: Series, by: Fraction, screen: bool
) -> None:
    moved: Series = [None if value is None else value + by for value in values]
    before, after = limits_of(values, screen=screen), limits_of(moved, screen=screen)
    assert after.centre == before.centre + by
    assert (after.mean_range, after.screened) == (before.mean_range, before.screened)
    assert signs(moved, after) == signs(values, before)


@given(gappy, st.booleans())
def test_turning_values_upside_down_turns_the_flags(values: Series, screen: bool) -> None:
    turned: Series = [None if value is None else -value for value in values]
    before = flag_points(values, limits_of(values, screen=screen))
    after = flag_points(turned, limits_of(turned, screen=screen))
    assert [[(s, None if up is None else not up) for s, up in point] for point in after] == [
        [(s, up) for s, up in point] for point in before
    ]


@given(gappy)
def test_backwards_in_time_the_limits_stay(values: Series) -> None:
    there, back = limits_of(values), limits_of(values[::-1])
    assert (there.centre, there.upper, there.lower) == (back.centre, back.upper, back.lower)


@given(gappy, st.integers(0, 3), st.integers(0, 3))
def test_gaps_at_either_end_change_nothing(values: Series, before: int, after: int) -> None:
    framed = [None] * before + values + [None] * after
    limits = limits_of(values)
    assert limits_of(framed) == limits
    assert signs(framed, limits) == [()] * before + signs(values, limits) + [()] * after


@given(gappy)
def test_limits_lie_about_the_mean_in_their_order(values: Series) -> None:
    found = limits_of(values)
    lines = [found.lower, found.near_lower, found.centre, found.near_upper, found.upper]
    assert None not in lines or set(lines) == {None, found.centre}
    drawn = [line for line in lines if line is not None]
    assert drawn == sorted(drawn)
