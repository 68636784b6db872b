"""Figures of a survey leave it coarse, and no word of them gives one person's answer away."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.survey import Participation
from pie_audit.domain.survey_change import Change, change_between
from pie_audit.domain.survey_grain import (
    Many,
    Third,
    many_of,
    participation_of,
    share_step,
    third_of,
    whole_points,
)


@pytest.mark.parametrize(
    ("mean", "shown"), [(62.5, 63), (62.49, 62), (0.0, 0), (100.0, 100), (0.5, 1), (99.5, 100)]
)
def test_a_mean_is_shown_in_whole_points_halves_away_from_zero(mean: float, shown: int) -> None:
    assert whole_points(mean) == shown


@given(st.lists(st.integers(0, 16), min_size=1, max_size=60))
def test_whole_points_of_floats_are_those_of_exact_fractions(sums: list[int]) -> None:
    """Thirds among them: a scale of four with one answer missing."""
    scores = [Fraction(one, 16) if at % 2 else Fraction(min(one, 12), 12) for at, one in enumerate(sums)]
    exact = 100 * sum(scores) / len(scores)
    assert whole_points(sum(float(100 * one) for one in scores) / len(scores)) == (2 * exact + 1) // 2


def test_thirds_of_five_answers_are_the_lowest_two_the_middle_and_the_highest_two() -> None:
    assert [third_of(25 * value) for value in range(5)] == [
        Third.LOW,
        Third.LOW,
        Third.MIDDLE,
        Third.HIGH,
        Third.HIGH,
    ]


@pytest.mark.parametrize("steps", range(1, 8))
def test_thirds_treat_both_ends_of_any_answer_set_alike(steps: int) -> None:
    turned = {Third.LOW: Third.HIGH, Third.MIDDLE: Third.MIDDLE, Third.HIGH: Third.LOW}
    thirds = [third_of(100 * value / steps) for value in range(steps + 1)]
    assert thirds == [turned[one] for one in reversed(thirds)]


@pytest.mark.parametrize(
    ("part", "of", "shown"),
    [(0, 12, 5), (1, 12, 5), (2, 20, 10), (5, 12, 40), (3, 20, 20), (9, 10, 90), (12, 12, 95)],
)
def test_shares_go_in_tens_and_never_reach_nobody_or_everybody(part: int, of: int, shown: int) -> None:
    assert share_step(part, of) == shown


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_is_one_of_eleven_steps_and_near_the_truth(counts: tuple[int, int]) -> None:
    part, of = counts
    shown = share_step(part, of)
    assert shown in {5, 95, *range(10, 91, 10)}
    assert abs(shown - 100 * Fraction(part, of)) <= 5


def test_nothing_has_no_shares() -> None:
    with pytest.raises(ValueError, match="nothing"):
        share_step(0, 0)


@pytest.mark.parametrize("of", range(5, 60))
def test_nobody_can_tell_from_how_many_what_any_other_person_ticked(of: int) -> None:
    """Whoever knows their own tick finds both answers possible for everybody else, whatever the word is."""
    for word, mine in product(Many, (0, 1)):
        others = {part - mine for part in range(of + 1) if many_of(part, of) is word} & set(range(of))
        assert not others or others - {0}
        assert not others or others - {of - 1}


@pytest.mark.parametrize(
    ("part", "of", "word"),
    [(4, 12, "about half"), (3, 12, "few"), (9, 12, "most"), (2, 5, "few"), (3, 5, "most")],
)
def test_few_about_half_and_most(part: int, of: int, word: str) -> None:
    assert many_of(part, of) == word


def test_how_many_is_not_told_of_four() -> None:
    with pytest.raises(ValueError, match="too few"):
        many_of(2, 4)


@pytest.mark.parametrize(
    ("took_part", "band"),
    [
        (0, Participation.UNDER_HALF),
        (5, Participation.UNDER_HALF),
        (6, Participation.MORE_THAN_HALF),
        (8, Participation.MORE_THAN_HALF),
        (9, Participation.MOST),
        (12, Participation.MOST),
    ],
)
def test_participation_of_twelve_is_told_in_three_words(took_part: int, band: Participation) -> None:
    assert participation_of(took_part, 12) is band


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(50, 59, Change.SAME), (50, 60, Change.HIGHER), (60, 50, Change.LOWER), (51, 60, Change.SAME)],
)
def test_ten_points_of_a_scale_are_a_change_and_nine_are_not(before: int, now: int, said: Change) -> None:
    assert change_between(before, now, 10) is said
