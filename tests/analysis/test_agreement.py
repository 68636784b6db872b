"""Agreement: the worked examples of trends.md and audit.md, and what must hold for any ratings."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.analysis.agreement import (
    AwgNote,
    average_deviation,
    find_spread,
    has_two_camps,
    measure_agreement,
    measure_theme,
    suggest_consensus,
    values_of,
)
from pie_audit.domain.answer import Level
from pie_audit.domain.spread import Middle, Spread, Suggestion, spread_words

LEVELS = st.lists(st.integers(0, 4), max_size=40)


def test_worked_example_on_one_to_five() -> None:
    found = measure_agreement([3, 3, 4, 3, 4], low=1, high=5)
    assert (found.mean, found.variance) == (Fraction(34, 10), Fraction(30, 100))
    assert found.sd == pytest.approx(0.30**0.5)
    assert (found.rwg, found.ad, found.awg) == (Fraction(85, 100), Fraction(48, 100), Fraction(875, 1000))
    assert found.awg_note is AwgNote.FINE


def test_same_digits_on_nought_to_four_have_another_awg_that_may_not_be_read() -> None:
    found = measure_agreement([3, 3, 4, 3, 4], low=0, high=4)
    assert (found.rwg, found.ad) == (Fraction(85, 100), Fraction(48, 100))
    assert found.awg_raw == 1 - Fraction(6, 10) / Fraction(255, 100)
    assert float(found.awg_raw) == pytest.approx(0.7647, abs=1e-4)
    assert found.awg is None
    assert found.awg_note is AwgNote.MEAN_TOO_FAR_OUT


def test_shifted_ratings_on_nought_to_four_agree_as_the_first_ones_did() -> None:
    found = measure_agreement([2, 2, 3, 2, 3], low=0, high=4)
    assert (found.rwg, found.ad, found.awg) == (Fraction(85, 100), Fraction(48, 100), Fraction(875, 1000))


def test_everybody_at_one_end_has_full_agreement_and_no_awg() -> None:
    found = measure_agreement([4, 4, 4, 4, 4], low=0, high=4)
    assert (found.rwg, found.ad, found.sd) == (1.0, 0.0, 0.0)
    assert (found.awg, found.awg_note) == (None, AwgNote.EVERYONE_THE_SAME)


def test_everybody_the_same_in_the_middle_has_an_awg_of_one() -> None:
    assert measure_agreement([2] * 5, low=0, high=4).awg == 1.0


def test_two_camps_are_reported_as_no_more_than_scatter() -> None:
    found = measure_agreement([0, 1, 4, 4, 0, 4], low=0, high=4)
    assert found.mean == pytest.approx(2.1667, abs=1e-4)
    assert found.sd == pytest.approx(4.1667**0.5, abs=1e-4)
    assert (found.rwg, found.scatter) == (0.0, True)
    assert found.ad == pytest.approx(1.83, abs=0.005)
    assert found.awg == pytest.approx(-0.75, abs=0.005)
    assert find_spread([0, 1, 4, 4, 0, 4]) is Spread.TWO_CAMPS


def test_fewer_ratings_than_steps_leave_awg_unread() -> None:
    found = measure_agreement([2, 2, 3], low=0, high=4)
    assert (found.awg, found.awg_note) == (None, AwgNote.TOO_FEW)
    assert found.awg_raw is not None


def test_the_edge_of_the_band_belongs_to_it() -> None:
    assert measure_agreement([0, 0, 0, 4], low=0, high=4).awg_note is AwgNote.FINE
    assert measure_agreement([0, 0, 0, 3], low=0, high=4).awg_note is AwgNote.MEAN_TOO_FAR_OUT
    assert measure_agreement([4, 4, 4, 4, 0], low=0, high=4).awg_note is AwgNote.FINE


def test_four_ratings_are_enough_for_awg_on_five_steps_and_three_are_not() -> None:
    assert measure_agreement([2, 2, 2, 3], low=0, high=4).awg is not None
    assert measure_agreement([2, 2, 3], low=0, high=4).awg is None
    assert measure_agreement([2, 2, 3], low=1, high=4).awg is not None


def test_agreement_over_a_theme_by_its_formula() -> None:
    """Two topics with s² 0.3 each: x is 0.15, and 2 × 0.85 over 2 × 0.85 + 0.15 is 0.919."""
    topics = [[2, 2, 3, 2, 3], [1, 2, 1, 2, 1]]
    assert measure_theme(topics, low=0, high=4) == Fraction(170, 185)
    assert measure_theme(topics[:1], low=0, high=4) == measure_agreement(topics[0], low=0, high=4).rwg


def test_agreement_over_a_theme_is_never_below_nought() -> None:
    assert measure_theme([[0, 0, 4, 4], [0, 4, 0, 4]], low=0, high=4) == 0


def test_agreement_over_a_theme_needs_the_same_people_throughout() -> None:
    assert measure_theme([], low=0, high=4) is None
    assert measure_theme([[1], [2]], low=0, high=4) is None
    assert measure_theme([[1, 2, 2], [1, 2]], low=0, high=4) is None


@given(st.lists(st.lists(st.integers(0, 4), min_size=5, max_size=5), min_size=1, max_size=6))
def test_agreement_over_a_theme_lies_between_nought_and_one(topics: list[list[int]]) -> None:
    found = measure_theme(topics, low=0, high=4)
    assert found is not None
    assert 0 <= found <= 1


def test_no_rating_has_no_figure_and_one_has_only_a_mean() -> None:
    nobody, one = measure_agreement([], low=0, high=4), measure_agreement([3], low=0, high=4)
    assert (nobody.n, nobody.mean, nobody.rwg, nobody.ad) == (0, None, None, None)
    assert (one.n, one.mean, one.sd, one.rwg, one.ad) == (1, 3.0, None, None, 0.0)


@pytest.mark.parametrize(("values", "low", "high"), [([5], 0, 4), ([-1], 0, 4), ([1], 4, 4)])
def test_a_rating_off_the_scale_is_refused(values: list[int], low: int, high: int) -> None:
    with pytest.raises(ValueError):
        measure_agreement(values, low=low, high=high)


def test_counts_become_the_ratings_behind_them() -> None:
    assert values_of((1, 0, 2, 0, 1), low=0) == (0, 2, 2, 4)
    assert values_of((1, 1), low=1) == (1, 2)


@pytest.mark.parametrize(
    ("values", "spread"),
    [
        ([], Spread.TOO_FEW),
        ([2, 2], Spread.TOO_FEW),
        ([2, 2, 2], Spread.CLOSE),
        ([2, 2, 3], Spread.CLOSE),
        ([1, 2, 3], Spread.TWO_CAMPS),
        ([1] * 1 + [2] * 5 + [3] * 3 + [4] * 1, Spread.SOME),
        ([2, 2, 2, 3, 3, 3, 4], Spread.CLOSE),
        ([2, 2, 2, 4, 4, 4], Spread.SOME),
        ([0, 0, 2, 2, 2, 2, 2, 4, 4, 2], Spread.SOME),
    ],
)
def test_spread_in_words(values: list[int], spread: Spread) -> None:
    assert find_spread(values) is spread


@pytest.mark.parametrize(
    ("counts", "deviation", "spread"),
    [
        ((1, 4, 9, 5, 1), Fraction(67, 100), Spread.CLOSE),
        ((1, 4, 8, 6, 1), Fraction(73, 100), Spread.SOME),
        ((1, 0, 0, 1, 3), Fraction(12, 10), Spread.SOME),
        ((2, 0, 0, 0, 5), Fraction(80, 49), Spread.FAR),
    ],
)
def test_spread_at_exactly_the_cut_points(
    counts: tuple[int, ...], deviation: Fraction, spread: Spread
) -> None:
    values = values_of(counts, low=0)
    assert average_deviation(values) == deviation
    assert find_spread(values) is spread


def test_a_hair_above_the_cut_is_not_rounded_down_to_it() -> None:
    """0.6704 reads as 0.67 and is some spread all the same: the cut is taken before rounding."""
    values = values_of((0, 0, 3, 5, 11), low=0)
    assert average_deviation(values) == Fraction(242, 361)
    assert find_spread(values) is Spread.SOME


def test_far_apart_needs_more_than_one_and_a_fifth() -> None:
    # 2 of 7 is under 30 %, so there are no two camps.
    values = [0, 0, 4, 4, 4, 4, 4]
    assert float(average_deviation(values)) > 1.2
    assert find_spread(values) is Spread.FAR


@pytest.mark.parametrize(
    ("values", "camps"),
    [
        ([1, 1, 1, 2, 2, 2, 2, 3, 3, 3], True),
        ([1, 1, 2, 2, 2, 2, 2, 3, 3, 3], False),
        ([0, 4], True),
        ([], False),
    ],
)
def test_two_camps_begin_at_thirty_in_a_hundred_on_each_side(values: list[int], camps: bool) -> None:
    assert has_two_camps(values) is camps


@pytest.mark.parametrize(
    ("values", "middle", "words"),
    [
        ([], Suggestion(Middle.NOBODY), ""),
        ([3], Suggestion(Middle.ONE_LEVEL, Level(3), Level(3)), "the middle is 3"),
        ([2, 3, 3], Suggestion(Middle.ONE_LEVEL, Level(3), Level(3)), "the middle is 3"),
        ([2, 2, 2, 3], Suggestion(Middle.ONE_LEVEL, Level(2), Level(2)), "the middle is 2"),
        ([2, 2, 3, 3], Suggestion(Middle.BETWEEN, Level(2), Level(3)), "between 2 and 3"),
        ([2, 2, 4, 4], Suggestion(Middle.TWO_CAMPS), "two camps: hear both"),
        ([0, 1, 2, 3, 4], Suggestion(Middle.TWO_CAMPS), "two camps: hear both"),
        ([1, 1, 2, 2, 2, 3, 3], Suggestion(Middle.ONE_LEVEL, Level(2), Level(2)), "the middle is 2"),
    ],
)
def test_suggested_middle(values: list[int], middle: Suggestion, words: str) -> None:
    found = suggest_consensus(values)
    assert found == middle
    assert found.words() == words


@given(LEVELS)
def test_figures_stay_within_their_ranges(values: list[int]) -> None:
    found = measure_agreement(values, low=0, high=4)
    assert found.n == len(values)
    assert found.rwg is None or 0 <= found.rwg <= 1
    assert found.awg is None or -1 <= found.awg <= 1
    assert found.ad is None or 0 <= found.ad <= 2


@given(LEVELS, st.integers(-3, 3))
def test_moving_scale_and_ratings_together_changes_no_agreement(values: list[int], by: int) -> None:
    here = measure_agreement(values, low=0, high=4)
    there = measure_agreement([v + by for v in values], low=by, high=4 + by)
    assert (here.rwg, here.awg, here.ad, here.awg_note) == (there.rwg, there.awg, there.ad, there.awg_note)


@given(LEVELS)
def test_order_of_ratings_never_matters(values: list[int]) -> None:
    assert suggest_consensus(values) == suggest_consensus(values[::-1])
    assert find_spread(values) is find_spread(sorted(values))


@given(LEVELS.filter(bool))
def test_a_suggested_level_lies_among_the_ratings(values: list[int]) -> None:
    found = suggest_consensus(values)
    if found.low is not None and found.high is not None:
        assert min(values) <= found.low <= found.high <= max(values)
        assert found.high - found.low <= 1


@given(LEVELS)
def test_every_spread_has_words(values: list[int]) -> None:
    assert spread_words(find_spread(values))


# --- audit.md, “Suggested consensus”, row by row ------------------------------------------------------------------


def test_an_odd_count_suggests_its_median() -> None:
    assert suggest_consensus([2, 2, 2, 3, 4]).words() == "the middle is 2"


def test_an_even_count_with_equal_middles_suggests_that_level() -> None:
    assert suggest_consensus([2, 3, 3, 4]).words() == "the middle is 3"


def test_an_even_count_with_middles_one_apart_suggests_between_the_two() -> None:
    assert suggest_consensus([2, 2, 3, 3]).words() == "between 2 and 3"


def test_middles_two_apart_are_two_camps() -> None:
    assert suggest_consensus([0, 0, 2, 2]).words() == "two camps: hear both"


def test_two_camps_are_looked_for_before_the_median_of_an_odd_count() -> None:
    assert suggest_consensus([0, 0, 2, 4, 4]).words() == "two camps: hear both"
    assert find_spread([0, 0, 2, 4, 4]) is Spread.TWO_CAMPS


def test_nothing_is_suggested_where_nobody_gave_a_level() -> None:
    assert suggest_consensus([]).words() == ""


@given(LEVELS.filter(bool))
def test_two_clumps_are_never_told_as_a_middle(values: list[int]) -> None:
    if has_two_camps(values):
        assert suggest_consensus(values).middle is Middle.TWO_CAMPS
        assert find_spread(values) in {Spread.TWO_CAMPS, Spread.TOO_FEW}
