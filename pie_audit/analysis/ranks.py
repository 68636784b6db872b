"""How far two series go together by the order of their values alone (Spearman)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt


def rank_correlation(first: Sequence[Fraction], second: Sequence[Fraction]) -> float | None:
    """Spearman's rank correlation, −1 to 1, ties sharing their ranks; None where one series never changes.

    It is the product-moment correlation of the ranks (C. Spearman, 1904). Raises ValueError for unlike lengths.
    """
    if len(first) != len(second):
        raise ValueError("both series have a value for each quarter")
    one, other = _ranks(first), _ranks(second)
    across = sum((a * b for a, b in zip(one, other, strict=True)), Fraction())
    spread = sum((a * a for a in one), Fraction()) * sum((b * b for b in other), Fraction())
    return float(across) / sqrt(spread) if spread else None


def _ranks(values: Sequence[Fraction]) -> list[Fraction]:
    """Ranks less their mean; equal values share the mean of theirs."""
    middle = Fraction(len(values) + 1, 2)
    ordered = sorted(values)
    shared = {}
    for value in ordered:
        first = ordered.index(value) + 1
        shared[value] = Fraction(2 * first + ordered.count(value) - 1, 2) - middle
    return [shared[value] for value in values]
