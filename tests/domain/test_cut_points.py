"""What counts as higher or lower: the program's numbers, an organisation's own, and the sentence that tells them."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.cut_points import LIMITS, OURS, CutPoints, checked, rule_words
from pie_audit.domain.distance import Distance, Move, Step
from pie_audit.domain.errors import NotNow

NAMES = tuple(field.name for field in fields(CutPoints))


def moved(*steps: tuple[int, int], cut: CutPoints = OURS) -> Move:
    return Distance("A", tuple(Step(f"A{n}", a, b) for n, (a, b) in enumerate(steps)), cut=cut).move


def test_the_programs_own_are_those_of_the_specification() -> None:
    assert (OURS.theme_least, OURS.theme_topics, OURS.scale_points, OURS.item_points) == (
        Fraction(3, 10),
        2,
        10,
        13,
    )


@given(st.sampled_from(NAMES), st.integers(-100, 100))
def test_a_number_outside_its_limits_is_refused_and_any_other_is_kept(name: str, n: int) -> None:
    cut = replace(OURS, **{name: n})
    low, high = LIMITS[name]
    if low <= n <= high:
        assert checked(cut) == cut
    else:
        with pytest.raises(NotNow):
            checked(cut)


def test_a_theme_is_higher_by_the_organisations_numbers() -> None:
    steps = ((1, 2), (1, 2), (2, 2), (2, 2))
    assert moved(*steps) is Move.HIGHER
    assert moved(*steps, cut=replace(OURS, theme_tenths=6)) is Move.SAME
    assert moved(*steps, cut=replace(OURS, theme_topics=3)) is Move.SAME
    assert moved(*steps, cut=replace(OURS, theme_tenths=5)) is Move.HIGHER


def test_the_sentence_names_every_number_and_whose_they_are() -> None:
    assert "rules of thumb of our own" in rule_words(OURS)
    own = rule_words(CutPoints(7, 4, 21, 33))
    assert "that this organisation set" in own
    assert all(words in own for words in ("0.7 or more", "4 topics", "21 points of 100", "question: 33"))
