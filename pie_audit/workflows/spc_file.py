"""The process chart of a table of values, for whoever studies one outside a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median

from pie_audit.catalogue.values_file import Form, ValuesTable, read_values
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.rounding import NO_FIGURE, two_decimals
from pie_audit.domain.spc import Pace, ProcessChart, ProcessPoint, Scale
from pie_audit.domain.spc_words import say, sign_words
from pie_audit.domain.trend_mark import TrendSettings
from pie_audit.words import _
from pie_audit.workflows.spc import Asked, judge_series

MONTHS_OF_A_QUARTER = 3
DAYS_OF_A_MONTH, DAYS_OF_TWO_MONTHS = 25, 62

Filled = list[tuple[str, float | None] | None]


@dataclass(frozen=True, slots=True)
class TrendWish:
    """What somebody wants to know of a table. `share`: its values are percentages."""

    chart: Asked = "auto"
    screen: bool = False
    simple_rules: bool = False
    share: bool = False


def judge_file(path: Path, wish: TrendWish) -> ProcessChart:
    """The chart of the table in a file, with a point for each of its rows.

    A quarter or month that has no row is a gap. Limits are cut at 0 unless there is a value below.
    Raises CannotRead, with a line where there is one, for a file that isn't such a table, and for a share beyond its ends.
    """
    table = read_values(path)
    settings = TrendSettings(simple_rules=wish.simple_rules, screened=wish.screen)
    filled = _with_gaps(table)
    values = [("", None) if value is None else value for value in filled]
    scale, pace = _scale_of(table, share=wish.share), _pace_of(table)
    chart = judge_series(values, settings=settings, chart=wish.chart, pace=pace, scale=scale)
    points = tuple(point for point, value in zip(chart.points, filled, strict=True) if value is not None)
    return replace(chart, points=points, notes=(say(chart), *chart.notes))


def _with_gaps(table: ValuesTable) -> Filled:
    """The rows with None for every quarter or month that has none; other times are taken as they stand."""
    rows = table.rows
    filled: Filled = [(rows[0].when, rows[0].value)]
    for before, row in pairwise(rows):
        if _steps_by(table, row.at - before.at):
            filled.append(None)
        filled.append((row.when, row.value))
    return filled


def _steps_by(table: ValuesTable, way: int) -> bool:
    """Whether something is missing within `way`: what is taken once a quarter may have months between."""
    if table.form not in (Form.QUARTER, Form.MONTH):
        return False
    usual = MONTHS_OF_A_QUARTER if table.form is Form.MONTH and _pace_of(table) is Pace.QUARTER else 1
    return way > usual


def _pace_of(table: ValuesTable) -> Pace:
    """How often the measure was taken, as `when` shows it."""
    if table.form is Form.QUARTER:
        return Pace.QUARTER
    if len(table.rows) == 1 or table.form not in (Form.MONTH, Form.DAY):
        return Pace.MONTH if table.form is Form.MONTH else Pace.OTHER
    usual = median(later.at - row.at for row, later in pairwise(table.rows))
    if table.form is Form.MONTH:
        return Pace.QUARTER if usual >= MONTHS_OF_A_QUARTER else Pace.MONTH
    if usual > DAYS_OF_TWO_MONTHS:
        return Pace.QUARTER
    return Pace.MONTH if usual >= DAYS_OF_A_MONTH else Pace.OTHER


def _scale_of(table: ValuesTable, *, share: bool) -> Scale:
    values = [row.value for row in table.rows if row.value is not None]
    if not share:
        return Scale.COUNT if min(values) >= 0 else Scale.FREE
    if min(values) < 0 or max(values) > 100:
        raise CannotRead(_("A share lies below 0 or above 100."), _("Mend the table, or leave --share out."))
    return Scale.SHARE


def as_numbers(chart: ProcessChart) -> dict[str, object]:
    """For JSON: unrounded, None where the chart has no such figure. These keys are a promise."""
    now = chart.now
    return {
        "chart": now.kind.value,
        "centre": now.centre,
        "upper": now.upper,
        "lower": now.lower,
        "near_upper": now.near_upper,
        "near_lower": now.near_lower,
        "mean_moving_range": now.mean_moving_range,
        "useful": now.useful,
        "longest_run": now.longest_run,
        "crossings": now.crossings,
        "signals": None if now.signals is None else list(now.signals),
        "points": [
            {"when": point.when, "value": point.value, "flags": [sign.value for sign in point.signs]}
            for point in chart.points
        ],
        "notes": list(chart.notes),
    }


def figures_in_words(chart: ProcessChart) -> list[tuple[str, ...]]:
    """The figures that the chart has, rounded, for a table of two columns."""
    now = chart.now
    figures = (
        (_("centre"), now.centre),
        (_("upper limit"), now.upper),
        (_("upper near limit"), now.near_upper),
        (_("lower near limit"), now.near_lower),
        (_("lower limit"), now.lower),
        (_("average step"), now.mean_moving_range),
        (_("limit of a step"), now.range_limit),
    )
    counts = (
        (_("values off the median"), now.useful),
        (_("longest run"), now.longest_run),
        (_("crossings"), now.crossings),
    )
    return [
        (_("chart"), now.kind.value),
        *((name, _rounded(value)) for name, value in figures if value is not None),
        *((name, str(count)) for name, count in counts if count is not None),
    ]


def points_in_words(points: Sequence[ProcessPoint]) -> list[tuple[str, ...]]:
    """Each point with its value, rounded, and what is worth asking about it."""
    return [
        (
            _printable(point.when),
            NO_FIGURE if point.value is None else _rounded(point.value),
            "; ".join(sign_words(sign) for sign in point.signs),
        )
        for point in points
    ]


def notes_in_words(chart: ProcessChart) -> list[str]:
    """The sentence, the banner if there is one, and the notes."""
    return [_printable(line) for line in (chart.notes[0], chart.banner, *chart.notes[1:]) if line]


def _rounded(value: float) -> str:
    return two_decimals(Fraction(repr(value)))


def _printable(words: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in words)
