"""The time that charts of a team share: quarters and months as steps, and the team's own marks on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pie_audit.domain.chart import Axis, Pin, Step
from pie_audit.domain.day import month_words, short_month
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.trend_mark import MarkKind, TrendMark
from pie_audit.domain.trend_words import short_quarter
from pie_audit.words import _
from pie_audit.workflows.trends.lineage import lineage_pins
from pie_audit.workflows.trends.material import TrendMaterial

LEVELS = Axis(0, 4, ((0, "0"), (1, ""), (2, "2"), (3, ""), (4, "4")))
HUNDRED = Axis(0, 100, ((0, "0"), (25, ""), (50, "50"), (75, ""), (100, "100")))

_ROUND_TOPS = (4, 6, 10, 20, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1000)


def quarter_steps(quarters: Sequence[Quarter]) -> tuple[Step, ...]:
    """A step for each quarter."""
    return tuple(Step(short_quarter(q), q.name, q.first_day) for q in quarters)


def first_day(month: str) -> date:
    """The first day of a month as logs keep it: ``2026-11``."""
    return date(int(month[:4]), int(month[5:]), 1)


def months_of(quarters: Sequence[Quarter], today: date) -> tuple[date, ...]:
    """The first day of each month of these quarters, up to this month."""
    found, month = [], quarters[0].first_day
    while month <= min(today, quarters[-1].last_day):
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return tuple(found)


def month_steps(months: Sequence[date]) -> tuple[Step, ...]:
    """A step for each month; the year stands under the first one and under each January."""
    return tuple(
        Step(
            f"{short_month(m)} {m.year % 100:02d}" if place == 0 or m.month == 1 else short_month(m),
            month_words(m),
            m,
        )
        for place, m in enumerate(months)
    )


def axis_from_zero(highest: float) -> Axis:
    """From 0 to a round number above all values, with three labels; nothing cuts it."""
    top = next((one for one in _ROUND_TOPS if one >= highest), int(highest / 500 + 1) * 500)
    return Axis(0, top, ((0, "0"), (top / 2, f"{top / 2:g}"), (top, f"{top:g}")))


def marks_on(material: TrendMaterial, chart_id: str) -> tuple[TrendMark, ...]:
    """The marks that stand on a chart: its own, and those for all."""
    return tuple(mark for mark in material.marks if mark.chart in {"", chart_id})


def pins_by_quarter(material: TrendMaterial, chart_id: str) -> tuple[Pin, ...]:
    """Notes on a chart of quarters, and where lines of teams end: before this one, or its own."""
    places = {quarter: at for at, quarter in enumerate(material.quarters)}
    notes = [
        Pin(places[Quarter.of(mark.day)], mark.words, mark.mark_id)
        for mark in marks_on(material, chart_id)
        if Quarter.of(mark.day) in places
    ]
    return (*lineage_pins(material, chart_id), *notes)


def pins_by_month(material: TrendMaterial, chart_id: str, months: Sequence[date]) -> tuple[Pin, ...]:
    """Notes on a chart of months."""
    places = {month: at for at, month in enumerate(months)}
    return tuple(
        Pin(places[mark.day.replace(day=1)], mark.words, mark.mark_id)
        for mark in marks_on(material, chart_id)
        if mark.day.replace(day=1) in places
    )


def change_points(material: TrendMaterial, chart_id: str, months: Sequence[date]) -> tuple[int, ...]:
    """The steps of a monthly chart from which somebody chose to look at it anew."""
    places = {month: at for at, month in enumerate(months)}
    days = (m.day for m in marks_on(material, chart_id) if m.kind is MarkKind.CHANGE_POINT)
    return tuple(sorted({places[d.replace(day=1)] for d in days if d.replace(day=1) in places}))


def note_words(mark: TrendMark) -> str:
    """“Your note, November 2026: two posts empty.”"""
    said = mark.words.rstrip(".")
    when = month_words(mark.day)
    if mark.kind is MarkKind.CHANGE_POINT:
        return _("Looked at anew from {month} on: {words}.").format(month=when, words=said)
    return _("Your note, {month}: {words}.").format(month=when, words=said)
