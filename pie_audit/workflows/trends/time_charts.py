"""Protected time: what was planned and held each month, the kept rate by quarter, and why the others were lost."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pie_audit.domain.chart import (
    Chart,
    ChartTable,
    LineChart,
    Part,
    Point,
    Series,
    StackChart,
    StackColumn,
    Step,
    Unshown,
)
from pie_audit.domain.ledger import Judged, Period, Tally, judge, tally
from pie_audit.domain.ledger_reasons import Lost, reason_words, why_lost
from pie_audit.domain.ledger_words import hours_words
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.trend_words import FEWEST_FOR_PERCENT, kept_words
from pie_audit.words import _
from pie_audit.workflows.trends.along import (
    HUNDRED,
    month_steps,
    months_of,
    pins_by_month,
    pins_by_quarter,
    quarter_steps,
)
from pie_audit.workflows.trends.material import TrendMaterial
from pie_audit.workflows.trends.monthly import Monthly, monthly_line


def time_charts(material: TrendMaterial) -> tuple[Chart, ...]:
    """Sessions by month; the kept rate by quarter where there are enough; reasons where the team is large enough."""
    judged = _judged(material)
    if not judged:
        return (Unshown("time_ledger", _("Protected time"), _("Protected time: none planned.")),)
    charts: list[Chart] = [_months(material, judged)]
    minutes = _hours(material, judged)
    rate = _rate(material, judged)
    lost = why_lost(judged, material.people)
    return (
        *charts,
        *((rate,) if rate else ()),
        minutes,
        *((_reasons(lost),) if lost and lost.reasons else ()),
    )


def _judged(material: TrendMaterial) -> tuple[Judged, ...]:
    period = Period(material.quarters[0].first_day, min(material.today, material.quarters[-1].last_day))
    return judge(material.sessions, period)


def _months(material: TrendMaterial, judged: Sequence[Judged]) -> Chart:
    months = months_of(material.quarters, material.today)
    tallies = [tally(j for j in judged if j.session.planned_on.replace(day=1) == m) for m in months]
    steps = month_steps(months)
    return StackChart(
        id="time_ledger",
        title=_("Protected time"),
        note=_("Sessions planned and held each month"),
        sentence=_time_words(material, judged),
        table=_month_table(steps, tallies),
        steps=steps,
        columns=tuple(_column(step, one) for step, one in zip(steps, tallies, strict=True)),
        fills=(_("Planned"), _("Held")),
        side_by_side=True,
        pins=pins_by_month(material, "time_ledger", months),
    )


def _column(step: Step, one: Tally) -> StackColumn:
    words = f"{step.name}: {kept_words(one)}"
    if not one.planned:
        return StackColumn((), words, _("none planned"))
    return StackColumn(
        (
            Part(float(one.planned), str(one.planned), _("{n} planned").format(n=one.planned), 0),
            Part(float(one.held), str(one.held), _("{n} held").format(n=one.held), 1),
        ),
        words,
    )


def _time_words(material: TrendMaterial, judged: Sequence[Judged]) -> str:
    """The quarter so far and the one before, both counts always; the whole window after them."""
    now = material.quarters[-1]
    said = [
        _("{quarter}: {kept}").format(quarter=quarter.name, kept=kept_words(_of_quarter(judged, quarter)))
        for quarter in (now, now.plus(-1))
        if quarter in material.quarters
    ]
    whole = _("Over all of the time shown: {kept}.").format(kept=kept_words(tally(judged)))
    return f"{_('Protected time kept')}. {'; '.join(said)}. {whole}"


def _month_table(steps: Sequence[Step], tallies: Sequence[Tally]) -> ChartTable:
    head = (_("Month"), _("Planned"), _("Held"), _("Cut short"), _("Kept"))
    rows = (
        (step.name, str(one.planned), str(one.held), str(one.short), kept_words(one))
        for step, one in zip(steps, tallies, strict=True)
    )
    return ChartTable(head, tuple(rows))


def _of_quarter(judged: Sequence[Judged], quarter: Quarter) -> Tally:
    return tally(j for j in judged if Quarter.of(j.session.planned_on) == quarter)


def _rate(material: TrendMaterial, judged: Sequence[Judged]) -> Chart | None:
    """The kept rate by quarter; a quarter with fewer than ten planned is a gap."""
    tallies = [_of_quarter(judged, quarter) for quarter in material.quarters]
    if not any(one.planned >= FEWEST_FOR_PERCENT for one in tallies):
        return None
    points = tuple(_rate_point(q, one) for q, one in zip(material.quarters, tallies, strict=True))
    latest = next(one for one in reversed(tallies) if one.planned >= FEWEST_FOR_PERCENT)
    return LineChart(
        id="time_ledger/rate",
        title=_("Kept, of every hundred planned"),
        note=_("Quarters with fewer than {n} sessions planned are gaps").format(n=FEWEST_FOR_PERCENT),
        sentence=_time_words(material, judged),
        table=ChartTable(
            (_("Quarter"), _("Kept")),
            tuple((q.name, kept_words(one)) for q, one in zip(material.quarters, tallies, strict=True)),
        ),
        axis=HUNDRED,
        steps=quarter_steps(material.quarters),
        series=(Series(_("Kept"), points),),
        headline=(f"{latest.rate}%", _("{n} of {of}").format(n=latest.held, of=latest.planned)),
        pins=pins_by_quarter(material, "time_ledger/rate"),
    )


def _rate_point(quarter: Quarter, one: Tally) -> Point:
    words = f"{quarter.name}: {kept_words(one)}"
    if one.rate is None or one.planned < FEWEST_FOR_PERCENT:
        return Point(None, "", words)
    return Point(float(one.rate), f"{one.rate}%", words)


def _hours(material: TrendMaterial, judged: Sequence[Judged]) -> Chart:
    """Hours that were held each month; a month in which nothing was planned is a gap."""
    whole = months_of(material.quarters, material.today)
    first = min(j.session.planned_on for j in judged).replace(day=1)
    months = tuple(m for m in whole if m >= first)
    tallies = [tally(j for j in judged if j.session.planned_on.replace(day=1) == m) for m in months]
    measure = Monthly(
        "time_ledger/hours",
        _("Hours of protected time held"),
        _("Team total each month"),
        "",
        months,
        tuple(float(Fraction(one.held_min, 60)) if one.planned else None for one in tallies),
        tuple(_minutes_words(one) for one in tallies),
        (_("Month"), _("Held")),
    )
    return monthly_line(material, measure)


def _minutes_words(one: Tally) -> str:
    if not one.planned:
        return _("none planned")
    return _("{held} of {planned} planned").format(
        held=hours_words(one.held_min), planned=hours_words(one.planned_min)
    )


def _reasons(lost: Lost) -> Chart:
    """Why sessions were lost, most first; only for a team of five or more."""
    words = tuple(reason_words(reason) for reason, _n in lost.reasons)
    columns = tuple(
        StackColumn((Part(float(n), str(n), f"{n} × {said}", 0),), f"{said}: {n}")
        for said, (_reason, n) in zip(words, lost.reasons, strict=True)
    )
    listed = ", ".join(f"{n} × {said}" for said, (_r, n) in zip(words, lost.reasons, strict=True))
    return StackChart(
        id="time_ledger/reasons",
        title=_("Why protected time was lost"),
        note=_("Sessions, over all of the time shown"),
        sentence=_("Lost because of: {reasons}.").format(reasons=listed),
        table=ChartTable(
            (_("Reason"), _("Sessions")),
            tuple((said, str(n)) for said, (_r, n) in zip(words, lost.reasons, strict=True)),
        ),
        steps=tuple(Step(said, said) for said in words),
        columns=columns,
        fills=(_("Lost"),),
    )
