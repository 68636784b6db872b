"""From a judged series to what a chart carries: centre and limits, signals with their letters, and the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from pie_audit.domain.chart import Limits, Point, Sign
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.spc import ChartKind, Pace, ProcessChart, Scale, Stretch
from pie_audit.domain.trend_mark import TrendSettings
from pie_audit.words import _
from pie_audit.workflows.spc import judge_series

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def judge_quarters(
    values: Sequence[tuple[str, float | None]], settings: TrendSettings, breaks: Sequence[int] = ()
) -> ProcessChart:
    """A quarterly line: dots, then a median, then the rules of run charts; judged anew where questions changed."""
    return judge_series(
        values,
        settings=settings,
        chart="auto",
        change_points=tuple(at for at in breaks if at),
        pace=Pace.QUARTER,
        scale=Scale.FREE,
    )


def limits_of(chart: ProcessChart) -> tuple[Limits, ...]:
    """The centre and the limits of each stretch that has any."""
    return tuple(_limits(stretch) for stretch in chart.stretches if stretch.centre is not None)


def with_signals(points: Sequence[Point], chart: ProcessChart) -> tuple[Point, ...]:
    """The points with their signs, each one worth asking about under a letter of its own."""
    found, number = [], 0
    for point, judged in zip(points, chart.points, strict=True):
        signs = tuple(sign for sign in judged.signs if sign is not Sign.SCREENED_RANGE)
        letter = ""
        if signs:
            letter, number = _letter(number), number + 1
        found.append(replace(point, signs=judged.signs, letter=letter))
    return tuple(found)


def _limits(stretch: Stretch) -> Limits:
    is_median = stretch.kind is not ChartKind.XMR
    return Limits(
        first=stretch.first,
        last=stretch.last,
        centre=stretch.centre,
        centre_label=_label(_("Median {n}") if is_median else _("Average {n}"), stretch.centre),
        upper=stretch.upper,
        upper_label=_label(_("Upper limit {n}"), stretch.upper),
        lower=stretch.lower,
        lower_label=_label(_("Lower limit {n}"), stretch.lower),
        near_upper=stretch.near_upper,
        near_lower=stretch.near_lower,
    )


def _label(words: str, value: float | None) -> str:
    if value is None:
        return ""
    return words.format(n=one_decimal(Fraction(value)).removesuffix(".0"))


def _letter(number: int) -> str:
    rounds, place = divmod(number, len(_LETTERS))
    return _LETTERS[place] * (rounds + 1)
