"""Two series beside each other by the order of their values alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.analysis.ranks import rank_correlation

values = st.integers(-5, 5).map(Fraction)


def test_a_series_that_rises_whenever_the_other_falls_is_minus_one() -> None:
    assert rank_correlation([Fraction(n) for n in (1, 2, 5, 9)], [Fraction(n) for n in (80, 70, 20, 1)]) == -1


def test_a_published_kind_of_example_with_ties() -> None:
    """Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: deviations multiply to 4.5, squares to 4.5 and 5."""
    found = rank_correlation([Fraction(n) for n in (1, 2, 2, 3)], [Fraction(n) for n in (4, 5, 6, 7)])
    assert found == pytest.approx(4.5 / (4.5 * 5) ** 0.5)


def test_without_ties_it_is_the_short_formula() -> None:
    """1 − 6Σd²/(n(n² − 1)) with d = 1, 1, 0, 1, 1: 1 − 24/120."""
    first, second = [Fraction(n) for n in (1, 2, 3, 4, 5)], [Fraction(n) for n in (2, 1, 3, 5, 4)]
    assert rank_correlation(first, second) == pytest.approx(0.8)


def test_a_series_that_never_changes_goes_with_nothing() -> None:
    assert rank_correlation([Fraction(2)] * 3, [Fraction(n) for n in (1, 2, 3)]) is None
    assert rank_correlation([], []) is None


def test_unlike_lengths_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="each quarter"):
        rank_correlation([Fraction(1)], [])


@given(st.lists(st.tuples(values, values), min_size=2, max_size=12))
def test_it_lies_between_minus_one_and_one_and_turns_round_with_a_series(
    pairs: list[tuple[Fraction, Fraction]],
) -> None:
    first, second = ([pair[at] for pair in pairs] for at in (0, 1))
    found = rank_correlation(first, second)
    turned = rank_correlation(first, [-value for value in second])
    assert (found is None) == (turned is None)
    if found is not None and turned is not None:
        assert -1 - 1e-12 <= found <= 1 + 1e-12
        assert found == pytest.approx(-turned)
