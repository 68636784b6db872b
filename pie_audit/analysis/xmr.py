"""XmR charts: natural limits of single values from their moving ranges, and the points worth asking about.

Rules and factors: trends.md, section 3. Values are exact fractions, so that a point on a limit or on the mean falls
where the rule says; None is a gap. Across a gap no moving range is taken and no run goes on: two values that weren't
neighbours in time say nothing of how much neighbours differ, and seven in a row means seven that were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pie_audit.domain.chart import Sign

LIMIT_FACTOR = Fraction(266, 100)
"""3 over the bias 1.128 of a range of two: how many mean moving ranges a limit lies from the mean."""

NEAR_FACTOR = LIMIT_FACTOR * Fraction(2, 3)
RANGE_FACTOR = Fraction(3267, 1000)
LONG = 7
"""Points in a row of a trend, and on one side of the mean."""

Values = Sequence[Fraction | None]
PointFlags = tuple[tuple[Sign, bool | None], ...]
"""The flags of one point, each with whether it points up; None points nowhere."""


@dataclass(frozen=True, slots=True)
class Natural:
    """What the values give: all None but `centre` where they never vary, or where no two of them are neighbours.

    `screened` are the steps whose moving range was left out; their points stay. Limits are not cut yet.
    """

    centre: Fraction
    mean_range: Fraction | None = None
    upper: Fraction | None = None
    lower: Fraction | None = None
    near_upper: Fraction | None = None
    near_lower: Fraction | None = None
    screened: tuple[int, ...] = ()

    @property
    def range_limit(self) -> Fraction | None:
        """The upper limit of the chart of moving ranges."""
        return None if self.mean_range is None else RANGE_FACTOR * self.mean_range

    def cut(self, low: Fraction | None, high: Fraction | None) -> Natural:
        """The same with limits within `low` and `high`, the ends of the scale; None is no end."""

        def within(value: Fraction | None) -> Fraction | None:
            if value is None:
                return None
            least = value if low is None else max(low, value)
            return least if high is None else min(high, least)

        return Natural(
            self.centre,
            self.mean_range,
            within(self.upper),
            within(self.lower),
            within(self.near_upper),
            within(self.near_lower),
            self.screened,
        )


def moving_ranges(values: Values) -> dict[int, Fraction]:
    """How far each value lies from the one before, by its step; none where either is a gap."""
    return {
        step: abs(now - before)
        for step, (before, now) in enumerate(pairwise(values), start=1)
        if before is not None and now is not None
    }


def find_limits(values: Values, *, screen: bool) -> Natural:
    """The mean and the natural limits of `values`, at least one of which is no gap.

    `screen` leaves out, once, every moving range from 3.267 × their mean on; not where nothing would vary without them.
    """
    given = [value for value in values if value is not None]
    centre = sum(given, Fraction()) / len(given)
    ranges = moving_ranges(values)
    if not any(ranges.values()):
        return Natural(centre)
    dropped = _too_wide(ranges) if screen else ()
    mean_range = _mean([width for step, width in ranges.items() if step not in dropped])
    if not mean_range:
        dropped, mean_range = (), _mean(list(ranges.values()))
    far, near = LIMIT_FACTOR * mean_range, NEAR_FACTOR * mean_range
    return Natural(centre, mean_range, centre + far, centre - far, centre + near, centre - near, dropped)


def _too_wide(ranges: dict[int, Fraction]) -> tuple[int, ...]:
    widest = RANGE_FACTOR * _mean(list(ranges.values()))
    return tuple(step for step, width in ranges.items() if width >= widest)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def flag_points(values: Values, limits: Natural) -> tuple[PointFlags, ...]:
    """All flags of each point, the one shown first, each with whether it points up; none without limits.

    A range that was left out comes last and points nowhere.
    """
    found: list[list[tuple[Sign, bool | None]]] = [[] for _value in values]
    if limits.upper is not None:
        for sign, find in _RULES:
            for step, up in find(values, limits):
                found[step].append((sign, up))
    for step in limits.screened:
        found[step].append((Sign.SCREENED_RANGE, None))
    return tuple(tuple(flags) for flags in found)


def _beyond(values: Values, limits: Natural) -> Iterator[tuple[int, bool]]:
    for step, value in enumerate(values):
        if value is not None and _beyond_side(value, limits):
            yield step, _beyond_side(value, limits) > 0


def _beyond_side(value: Fraction, limits: Natural) -> int:
    """1 strictly above the upper limit, −1 strictly below the lower, else 0."""
    if limits.upper is None or limits.lower is None:
        return 0
    return (value > limits.upper) - (value < limits.lower)


def _near_side(value: Fraction, limits: Natural) -> int:
    """1 between the upper near limit and the upper limit, −1 likewise below; 0 elsewhere, beyond a limit too."""
    if limits.near_upper is None or limits.near_lower is None or _beyond_side(value, limits):
        return 0
    return (value > limits.near_upper) - (value < limits.near_lower)


def _in_trend(values: Values, _limits: Natural) -> Iterator[tuple[int, bool]]:
    steps = [0] + [_compare(now, before) for before, now in pairwise(values)]
    flagged: dict[int, bool] = {}
    for first, last in _long_stretches(steps, LONG - 1):
        flagged.update((step, steps[last] > 0) for step in range(first - 1, last + 1))
    yield from flagged.items()


def _near_limit(values: Values, limits: Natural) -> Iterator[tuple[int, bool]]:
    sides = [_compare(value, limits.centre) for value in values]
    near = [0 if value is None else _near_side(value, limits) for value in values]
    flagged: dict[int, bool] = {}
    for first in range(len(values) - 2):
        three = range(first, first + 3)
        side = sides[first]
        if (
            side
            and all(sides[step] == side for step in three)
            and sum(abs(near[step]) for step in three) >= 2
        ):
            flagged.update((step, side > 0) for step in three if near[step])
    yield from sorted(flagged.items())


def _one_side(values: Values, limits: Natural) -> Iterator[tuple[int, bool]]:
    sides = [_compare(value, limits.centre) for value in values]
    for first, last in _long_stretches(sides, LONG):
        for step in range(first, last + 1):
            yield step, sides[step] > 0


def _compare(value: Fraction | None, other: Fraction | None) -> int:
    """1 above, −1 below, 0 equal or where either is a gap."""
    if value is None or other is None:
        return 0
    return (value > other) - (value < other)


def _long_stretches(ways: Sequence[int], least: int) -> Iterator[tuple[int, int]]:
    """First and last place of each stretch of at least `least` equal ways that aren't 0."""
    first = 0
    for place in range(1, len(ways) + 1):
        if place == len(ways) or ways[place] != ways[first]:
            if ways[first] and place - first >= least:
                yield first, place - 1
            first = place


_RULES: tuple[tuple[Sign, Callable[[Values, Natural], Iterator[tuple[int, bool]]]], ...] = (
    (Sign.BEYOND_LIMIT, _beyond),
    (Sign.SEVEN_POINT_TREND, _in_trend),
    (Sign.TWO_OF_THREE_NEAR_LIMIT, _near_limit),
    (Sign.SEVEN_ONE_SIDE, _one_side),
)
"""In the order in which a point shows them."""
