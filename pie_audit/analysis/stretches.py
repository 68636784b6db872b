"""Which chart a stretch of values allows, with all its figures: few values promise little."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from pie_audit.analysis.run_chart import find_runs, find_signals
from pie_audit.analysis.xmr import Natural, PointFlags, find_limits, flag_points, moving_ranges
from pie_audit.domain.chart import Sign
from pie_audit.domain.spc import (
    FEWEST_FOR_CENTRE,
    FEWEST_FOR_LIMITS,
    MOST_VALUE,
    SETTLED_FROM,
    ChartKind,
    Pace,
    Scale,
    Stretch,
)

Values = Sequence[Fraction | None]


@dataclass(frozen=True, slots=True)
class Rules:
    """How stretches are judged. `asked` is the chart that somebody chose, None for what the values allow."""

    asked: ChartKind | None = None
    pace: Pace = Pace.MONTH
    scale: Scale = Scale.COUNT
    screen: bool = False
    simple: bool = False


def exactly(value: float | None) -> Fraction | None:
    """A value as it is written, not as the computer keeps it: 0.1 is a tenth. Raises ValueError for what is no number."""
    if value is None:
        return None
    if not math.isfinite(value) or abs(value) > MOST_VALUE:
        raise ValueError("a value is no number that can be charted")
    return Fraction(repr(float(value)))


def part(count: int, change_points: Sequence[int]) -> list[range]:
    """The steps of each stretch; a change point is the first step of a new one. Raises ValueError for one off the chart."""
    if any(not 0 < point < count for point in change_points):
        raise ValueError("a change point lies off the chart")
    edges = [0, *sorted(set(change_points)), count]
    return [range(first, last) for first, last in pairwise(edges)]


def judge_stretches(
    values: Values, parts: Sequence[range], rules: Rules
) -> list[tuple[Stretch, tuple[PointFlags, ...]]]:
    """Each stretch with the flags of its points.

    A new side has limits only if it and the side before have twelve values each; else it is drawn as a run chart.
    """
    found = []
    for place, steps in enumerate(parts):
        beside = parts[max(0, place - 1) : place + 1]
        enough = all(_count([values[step] for step in side]) >= FEWEST_FOR_LIMITS for side in beside)
        in_spite = rules.asked is ChartKind.XMR and len(parts) == 1
        stretch, flags = _judge([values[step] for step in steps], rules, limits=enough or in_spite)
        found.append((_moved(stretch, steps.start), flags))
    return found


def _count(values: Values) -> int:
    """How many aren't gaps."""
    return sum(value is not None for value in values)


def _moved(stretch: Stretch, by: int) -> Stretch:
    """The same, counted from the start of the chart."""
    runs = tuple(
        replace(run, first=run.first + by, last=run.last + by, turn=run.turn + by) for run in stretch.runs
    )
    screened = tuple(step + by for step in stretch.screened)
    return replace(stretch, first=by, last=stretch.last + by, runs=runs, screened=screened)


def _judge(values: Values, rules: Rules, *, limits: bool) -> tuple[Stretch, tuple[PointFlags, ...]]:
    asked = rules.asked is ChartKind.XMR
    wanted = asked or (rules.asked is None and rules.pace is not Pace.QUARTER)
    if wanted and limits and _has_ranges(values):
        return _judge_limits(values, rules)
    return _judge_runs(values, rules), tuple(() for _value in values)


def _has_ranges(values: Values) -> bool:
    """Whether limits can rest on moving ranges: at least half of the neighbours are there, and differ if any values do."""
    ranges = moving_ranges(values)
    if len(ranges) == 0 or 2 * len(ranges) < _count(values) - 1:
        return False
    return any(ranges.values()) or len(set(values) - {None}) == 1


def _judge_limits(values: Values, rules: Rules) -> tuple[Stretch, tuple[PointFlags, ...]]:
    raw = find_limits(values, screen=rules.screen)
    low, high = (None if end is None else Fraction(end) for end in rules.scale.ends)
    cut = raw.cut(low, high)
    given = _count(values)
    stretch = Stretch(
        0,
        len(values) - 1,
        ChartKind.XMR,
        given,
        centre=float(cut.centre),
        mean_moving_range=_number(cut.mean_range),
        range_limit=_number(cut.range_limit),
        screened=cut.screened,
        constant=cut.mean_range is None,
        provisional=cut.mean_range is not None and given < SETTLED_FROM,
        doubtful=given < FEWEST_FOR_LIMITS,
        cut_lower=cut.lower != raw.lower,
        cut_upper=cut.upper != raw.upper,
    )
    flags = flag_points(values, cut)
    kinds = {sign for point in flags for sign, _up in point} - {Sign.SCREENED_RANGE}
    signals = tuple(sign.value for sign in Sign if sign in kinds)
    return _with_limits(replace(stretch, signals=signals), cut), flags


def _with_limits(stretch: Stretch, limits: Natural) -> Stretch:
    return replace(
        stretch,
        upper=_number(limits.upper),
        lower=_number(limits.lower),
        near_upper=_number(limits.near_upper),
        near_lower=_number(limits.near_lower),
    )


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _judge_runs(values: Values, rules: Rules) -> Stretch:
    given = _count(values)
    if not given:
        return Stretch(0, len(values) - 1, ChartKind.VALUE, 0)
    runs = find_runs(values)
    constant = given > 1 and not runs.useful
    kind = _run_kind(rules, given, runs.useful, constant=constant)
    if kind is not ChartKind.RUN:
        return Stretch(0, len(values) - 1, kind, given, useful=runs.useful, constant=constant)
    signals = find_signals(values, runs, simple=rules.simple)
    return Stretch(
        0,
        len(values) - 1,
        kind,
        given,
        centre=float(runs.median),
        useful=runs.useful,
        longest_run=runs.longest,
        crossings=runs.crossings,
        signals=None if signals is None else tuple(run.signal.value for run in signals),
        runs=signals or (),
        constant=constant,
    )


def _run_kind(rules: Rules, given: int, useful: int, *, constant: bool) -> ChartKind:
    """The table of trends.md, section 4, by useful values; values that never vary have a centre from five on."""
    if given <= 1:
        return ChartKind.VALUE
    if rules.asked is ChartKind.RUN:
        return ChartKind.RUN
    enough = given if constant else useful
    return ChartKind.RUN if enough >= FEWEST_FOR_CENTRE else ChartKind.DOTS
