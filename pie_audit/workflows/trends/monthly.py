"""A measure by month as a run chart, and with limits from twelve months on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pie_audit.domain.chart import Axis, ChartTable, LineChart, Point, Series
from pie_audit.domain.day import month_words
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.spc import Pace, ProcessChart, Scale
from pie_audit.domain.spc_words import say
from pie_audit.words import _
from pie_audit.workflows.spc import Asked, judge_series
from pie_audit.workflows.trends.along import axis_from_zero, change_points, month_steps, pins_by_month
from pie_audit.workflows.trends.material import TrendMaterial
from pie_audit.workflows.trends.process import limits_of, with_signals


@dataclass(frozen=True, slots=True)
class Monthly:
    """One measure by month: its value or None for a gap, and what is said of each month. `chart` asks for one kind."""

    chart_id: str
    title: str
    note: str
    things: str
    months: tuple[date, ...]
    values: tuple[float | None, ...]
    words: tuple[str, ...]
    head: tuple[str, str]
    chart: Asked = "auto"


def monthly_line(material: TrendMaterial, measure: Monthly) -> LineChart:
    """A monthly measure as a run chart, and with limits from twelve months on; a month that isn't over isn't judged."""
    names = [month_words(m) for m in measure.months]
    so_far = [m == material.today.replace(day=1) for m in measure.months]
    judged = judge_series(
        [(n, None if part else v) for n, v, part in zip(names, measure.values, so_far, strict=True)],
        settings=material.settings,
        chart=measure.chart,
        change_points=change_points(material, measure.chart_id, measure.months),
        pace=Pace.MONTH,
        scale=Scale.COUNT,
        measure=measure.chart_id,
    )
    points = [
        _point(name, value, words, so_far=part)
        for name, value, words, part in zip(names, measure.values, measure.words, so_far, strict=True)
    ]
    told = _latest(measure, so_far)
    return LineChart(
        id=measure.chart_id,
        title=measure.title,
        note=measure.note,
        sentence=f"{measure.title}: {measure.words[told]}, {names[told]}. {say(judged, measure.things)}",
        table=ChartTable(
            measure.head, tuple((p.words.split(": ", 1)[0], p.words.split(": ", 1)[1]) for p in points)
        ),
        axis=_axis(measure.values, judged),
        steps=month_steps(measure.months),
        series=(Series(measure.title, with_signals(points, judged)),),
        headline=(plain(measure.values[told] or 0.0), names[told]),
        limits=limits_of(judged),
        pins=pins_by_month(material, measure.chart_id, measure.months),
        banner=judged.banner,
        long=True,
    )


def _point(name: str, value: float | None, words: str, *, so_far: bool) -> Point:
    if so_far and value is not None:
        words = _("{words}; the month isn’t over").format(words=words)
    return Point(value, "" if value is None else plain(value), f"{name}: {words}", hollow=so_far)


def _latest(measure: Monthly, so_far: Sequence[bool]) -> int:
    """The step of the last whole month with a value, or of this month where there is no other."""
    told = [at for at, value in enumerate(measure.values) if value is not None]
    whole = [at for at in told if not so_far[at]]
    return (whole or told)[-1]


def _axis(values: Sequence[float | None], judged: ProcessChart) -> Axis:
    uppers = [stretch.upper for stretch in judged.stretches if stretch.upper is not None]
    return axis_from_zero(max([1.0, *(v for v in values if v is not None), *uppers]))


def plain(value: float) -> str:
    """A figure to one decimal, whole ones without it."""
    return one_decimal(Fraction(value)).removesuffix(".0")
