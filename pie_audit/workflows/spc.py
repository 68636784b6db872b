"""Judging a series of values: which process chart it allows, and what is worth asking about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from pie_audit.analysis.stretches import Rules, exactly, judge_stretches, part
from pie_audit.analysis.xmr import PointFlags
from pie_audit.domain import spc_words
from pie_audit.domain.spc import (
    ChartKind,
    Direction,
    Flag,
    Pace,
    ProcessChart,
    ProcessPoint,
    Scale,
    point_direction,
)
from pie_audit.domain.trend_mark import TrendSettings

Asked = Literal["auto", "xmr", "run"]


def judge_series(
    values: Sequence[tuple[str, float | None]],
    *,
    settings: TrendSettings,
    chart: Asked = "auto",
    change_points: tuple[int, ...] = (),
    pace: Pace = Pace.MONTH,
    scale: Scale = Scale.COUNT,
    measure: str = "",
) -> ProcessChart:
    """The process chart of `values`, each with when it was, in time order; None is a gap.

    `chart`: ``auto`` draws what so many values of this `pace` allow; ``xmr`` draws limits also from too few, with a
    warning; ``run`` the median alone. `change_points` are the steps from which values are judged anew. `measure` is the id
    under which `settings` say which way is good. `spc_words.say(chart, things)` is the sentence.
    Raises ValueError for a value that is no number or beyond 10¹⁵, or a change point off the chart.
    """
    exact = [exactly(value) for _when, value in values]
    asked = None if chart == "auto" else ChartKind(chart)
    rules = Rules(asked, pace, scale, settings.screened, settings.simple_rules)
    good = good_direction(settings, measure)
    judged = judge_stretches(exact, part(len(exact), change_points), rules)
    flags = [point for _stretch, points in judged for point in points]
    points = tuple(_point(one, found, good) for one, found in zip(values, flags, strict=True))
    stretches = tuple(stretch for stretch, _points in judged)
    found = ProcessChart(points, stretches, pace, good, settings.simple_rules, settings.screened)
    return replace(found, banner=spc_words.banner(found), notes=spc_words.notes(found))


def good_direction(settings: TrendSettings, measure: str) -> Direction | None:
    """Which way is good for a measure; None where nobody said so."""
    way = dict(settings.good).get(measure)
    return None if way is None else Direction(way)


def _point(value: tuple[str, float | None], flags: PointFlags, good: Direction | None) -> ProcessPoint:
    found = (Flag(sign, None if up is None else point_direction(higher=up, good=good)) for sign, up in flags)
    return ProcessPoint(*value, tuple(found))
