"""How much a group agrees about one topic: indices with their scale ends, the spread in words, the middle.

Formulas and cut points: trends.md section 6 and audit.md, “Agreement” and “Suggested consensus”. Sums are exact
fractions, so that a value on a cut point falls where the rule says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pie_audit.domain.answer import Level
from pie_audit.domain.spread import Middle, Spread, Suggestion

CLOSE_AT_MOST = Fraction(67, 100)
"""Average deviation, in levels, up to which views are “close together”: our own plain cut point."""

SOME_AT_MOST = Fraction(12, 10)
"""Average deviation, in levels, up to which there is “some spread”: our own plain cut point."""

FEWEST_FOR_WORDS = 3
_CAMP_SHARE = Fraction(30, 100)
_CAMP_LOW, _CAMP_HIGH = 1, 3


class AwgNote(StrEnum):
    """Why a_wg may or may not be read."""

    FINE = "may be read"
    EVERYONE_THE_SAME = "everyone at one end"
    MEAN_TOO_FAR_OUT = "mean outside the allowed band"
    TOO_FEW = "too few ratings"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures of one topic and group, exact and unrounded; None where a figure has no meaning.

    `variance` has k − 1 below the line. `rwg` is never below 0; `scatter` says that it would have been: no more
    agreement than scatter. `awg` is None unless it may be read; `awg_raw` is what the formula gives. `ad` is the
    average deviation about the mean, in steps of the scale.
    """

    n: int
    mean: Fraction | None = None
    variance: Fraction | None = None
    rwg: Fraction | None = None
    scatter: bool = False
    awg: Fraction | None = None
    awg_raw: Fraction | None = None
    awg_note: AwgNote = AwgNote.TOO_FEW
    ad: Fraction | None = None

    @property
    def sd(self) -> float | None:
        """The standard deviation, with k − 1 below the line."""
        return None if self.variance is None else math.sqrt(self.variance)


def measure_agreement(values: Sequence[int], *, low: int, high: int) -> Agreement:
    """The indices of `values` on a scale from `low` to `high`, which decide as much as the values do.

    Raises ValueError for a value off the scale or a scale without steps: callers have checked both.
    """
    if high <= low or any(not low <= value <= high for value in values):
        raise ValueError("a rating lies off the scale")
    n = len(values)
    if n == 0:
        return Agreement(0)
    mean = Fraction(sum(values), n)
    if n == 1:
        return Agreement(1, mean, ad=Fraction())
    variance = find_variance(values)
    rwg = 1 - variance / _even_variance(low, high)
    raw, note = _awg(mean, variance, n, low=low, high=high)
    return Agreement(
        n,
        mean,
        variance,
        max(rwg, Fraction()),
        rwg < 0,
        raw if note is AwgNote.FINE else None,
        raw,
        note,
        average_deviation(values),
    )


def _awg(
    mean: Fraction, variance: Fraction, n: int, *, low: int, high: int
) -> tuple[Fraction | None, AwgNote]:
    if mean in {low, high}:
        return None, AwgNote.EVERYONE_THE_SAME
    most = ((high + low) * mean - mean**2 - high * low) * Fraction(n, n - 1)
    raw = 1 - 2 * variance / most
    if n < high - low:
        return raw, AwgNote.TOO_FEW
    inside = Fraction(low * (n - 1) + high, n) <= mean <= Fraction(high * (n - 1) + low, n)
    return raw, AwgNote.FINE if inside else AwgNote.MEAN_TOO_FAR_OUT


def _even_variance(low: int, high: int) -> Fraction:
    """The variance of ratings that fall on every step alike: (A² − 1)/12 for A steps."""
    return Fraction((high - low + 1) ** 2 - 1, 12)


def measure_theme(topics: Sequence[Sequence[int]], *, low: int, high: int) -> Fraction | None:
    """r_wg(j): the agreement about several topics that the same people rated, never below 0.

    `topics` holds the ratings of each topic. None without a topic, with fewer than two people, or where somebody
    left one out: it needs complete ratings. With x the mean variance over the variance of even ratings it is
    J(1 − x) / (J(1 − x) + x); as with one topic, what would be below 0 is no more agreement than scatter.
    """
    sizes = {len(values) for values in topics}
    if len(sizes) != 1 or min(sizes) < 2:
        return None
    mean_variance = sum((find_variance(values) for values in topics), Fraction()) / len(topics)
    share = mean_variance / _even_variance(low, high)
    if share >= 1:
        return Fraction()
    shared = len(topics) * (1 - share)
    return shared / (shared + share)


def find_variance(values: Sequence[int]) -> Fraction:
    """s², with k − 1 below the line, exact. `values` has at least two."""
    n, total = len(values), sum(values)
    return Fraction(n * sum(value * value for value in values) - total * total, n * (n - 1))


def average_deviation(values: Sequence[int]) -> Fraction:
    """AD: the mean distance from the mean, in steps, exact. `values` has at least one."""
    n, total = len(values), sum(values)
    return Fraction(sum(abs(n * value - total) for value in values), n * n)


def values_of(counts: Sequence[int], *, low: int) -> tuple[int, ...]:
    """The single ratings behind counts per level, the first of which is for `low`."""
    return tuple(low + step for step, count in enumerate(counts) for _rating in range(count))


def has_two_camps(values: Sequence[int]) -> bool:
    """At least 30 % at or below 1 and at least 30 % at or above 3, on the scale of 0 to 4."""
    share = _CAMP_SHARE * len(values)
    below = sum(1 for value in values if value <= _CAMP_LOW)
    above = sum(1 for value in values if value >= _CAMP_HIGH)
    return bool(values) and below >= share and above >= share


def find_spread(values: Sequence[int]) -> Spread:
    """The spread of levels 0 to 4 in words."""
    if len(values) < FEWEST_FOR_WORDS:
        return Spread.TOO_FEW
    if has_two_camps(values):
        return Spread.TWO_CAMPS
    deviation = average_deviation(values)
    if deviation <= CLOSE_AT_MOST:
        return Spread.CLOSE
    return Spread.SOME if deviation <= SOME_AT_MOST else Spread.FAR


def suggest_consensus(values: Sequence[int]) -> Suggestion:
    """The middle of levels 0 to 4 that may be offered; two camps are looked for first, also for odd counts."""
    if not values:
        return Suggestion(Middle.NOBODY)
    ordered = sorted(values)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    if has_two_camps(values) or high - low > 1:
        return Suggestion(Middle.TWO_CAMPS)
    kind = Middle.ONE_LEVEL if low == high else Middle.BETWEEN
    return Suggestion(kind, Level(low), Level(high))
