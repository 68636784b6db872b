"""Run charts: the median of a series, and whether its values keep to one side of it longer than chance would let them.

Rules: trends.md, section 4 (Anhøj's two, or the commonly taught pair as a setting). Values are exact fractions; None is
a gap. A value on the median is passed over, and so is a gap: neither breaks a run, neither makes one longer. For five in a
row rising or falling, a gap or an equal pair breaks the row.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from pie_audit.domain.spc import FEWEST_FOR_RULES, Direction, Run, RunSignal

SIX, FIVE = 6, 5
"""The commonly taught pair: so many in a row on one side of the median; so many in a row rising or falling."""

Values = Sequence[Fraction | None]


@dataclass(frozen=True, slots=True)
class Runs:
    """A series about its median: each run on one side as the steps of its useful values, the sides taking turns.

    `highs` says of each run whether it lies above.
    """

    median: Fraction
    runs: tuple[tuple[int, ...], ...]
    highs: tuple[bool, ...]

    @property
    def useful(self) -> int:
        """Values that aren't exactly on the median."""
        return sum(map(len, self.runs))

    @property
    def longest(self) -> int:
        """Useful values in the longest run."""
        return max(map(len, self.runs), default=0)

    @property
    def crossings(self) -> int:
        """How often the values change sides."""
        return max(0, len(self.runs) - 1)


def find_runs(values: Values) -> Runs:
    """The runs of `values`, at least one of which is no gap."""
    median = _median([value for value in values if value is not None])
    useful = [
        (step, value > median) for step, value in enumerate(values) if value is not None and value != median
    ]
    found = [
        (high, tuple(step for step, _high in run)) for high, run in groupby(useful, key=lambda at: at[1])
    ]
    return Runs(median, tuple(steps for _high, steps in found), tuple(high for high, _steps in found))


def _median(values: list[Fraction]) -> Fraction:
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def longest_by_chance(useful: int) -> int:
    """The longest run that chance usually gives among so many useful values: round(log₂ n + 3)."""
    return round(math.log2(useful) + 3)


@lru_cache(maxsize=64)
def fewest_by_chance(useful: int) -> int:
    """The fewest crossings that chance usually gives: the smallest c with P(X ≤ c) ≥ 0.05, X binomial(n − 1, ½)."""
    pairs = useful - 1
    all_ways, count = 2**pairs, pairs // 2
    ways = math.comb(pairs, count)
    below = (all_ways + (ways if pairs % 2 == 0 else 0)) // 2
    while count and (below - ways) * 20 >= all_ways:
        below -= ways
        ways = ways * count // (pairs - count + 1)
        count -= 1
    return count


def find_signals(values: Values, runs: Runs, *, simple: bool) -> tuple[Run, ...] | None:
    """What the rules signal, the strongest first; None where there are too few useful values for any rule to speak.

    Where most values lie on the median, all others may lie on one side of it: then it parts nothing, and no rule speaks.
    """
    if runs.useful < FEWEST_FOR_RULES or len(runs.runs) < 2:
        return None
    return _simple_signals(values, runs) if simple else _anhoj_signals(runs)


def _anhoj_signals(runs: Runs) -> tuple[Run, ...]:
    found = []
    if runs.longest > longest_by_chance(runs.useful):
        found.append(_tell_run(runs, RunSignal.LONG_RUN))
    if runs.crossings < fewest_by_chance(runs.useful):
        found.append(_tell_run(runs, RunSignal.FEW_CROSSINGS))
    return tuple(found)


def _simple_signals(values: Values, runs: Runs) -> tuple[Run, ...]:
    found = [_tell_run(runs, RunSignal.SIX_ONE_SIDE)] if runs.longest >= SIX else []
    row = _last_row(values)
    if row is not None:
        first, last, direction = row
        found.append(Run(RunSignal.FIVE_POINT_TREND, first, last, first, direction))
    return tuple(found)


def _tell_run(runs: Runs, signal: RunSignal) -> Run:
    """The latest of the longest runs, and where it began; one that was there from the start, where it ended."""
    if runs.crossings == 1:
        return _tell_halves(runs, signal)
    longest = runs.longest
    at = max(place for place, steps in enumerate(runs.runs) if len(steps) == longest)
    turn = runs.runs[at][0] if at else runs.runs[1][0]
    return Run(signal, runs.runs[at][0], runs.runs[at][-1], turn, _direction(runs.highs[at]))


def _tell_halves(runs: Runs, signal: RunSignal) -> Run:
    """Sides changed once: about a median, that parts the useful values into halves."""
    earlier, later = runs.runs
    return Run(signal, earlier[0], later[-1], later[0], _direction(runs.highs[1]), halves=True)


def _last_row(values: Values) -> tuple[int, int, Direction] | None:
    """The latest of the rows of five or more that each rise, or each fall."""
    found, first, way = None, 0, 0
    for step in range(1, len(values)):
        now, before = values[step], values[step - 1]
        turned = 0 if now is None or before is None else (now > before) - (now < before)
        if not turned or turned != way:
            first, way = (step - 1 if turned else step), turned
        if way and step - first + 1 >= FIVE:
            found = (first, step, _direction(way > 0))
    return found


def _direction(high: bool) -> Direction:
    return Direction.HIGHER if high else Direction.LOWER
