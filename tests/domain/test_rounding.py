"""Halves go away from zero, exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.rounding import one_decimal, rounded, two_decimals


@pytest.mark.parametrize(
    ("value", "one", "two"),
    [
        (Fraction(9, 4), "2.3", "2.25"),
        (Fraction(-9, 4), "-2.3", "-2.25"),
        (Fraction(23, 20), "1.2", "1.15"),
        (Fraction(7, 3), "2.3", "2.33"),
        (Fraction(4), "4.0", "4.00"),
        (Fraction(1, 8), "0.1", "0.13"),
        (Fraction(-1, 100), "0.0", "-0.01"),
        (Fraction(999, 1000), "1.0", "1.00"),
        (Fraction(0), "0.0", "0.00"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Fraction, one: str, two: str) -> None:
    assert (one_decimal(value), two_decimals(value)) == (one, two)


@given(st.fractions(-100, 100, max_denominator=10_000), st.integers(1, 4))
def test_what_is_shown_is_never_further_off_than_half_a_place(value: Fraction, places: int) -> None:
    shown = Fraction(rounded(value, places))
    half = Fraction(1, 2 * 10**places)
    assert abs(shown - value) <= half
    assert abs(shown) >= abs(value) or abs(shown - value) < half
