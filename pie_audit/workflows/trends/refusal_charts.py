"""Times people were turned away, by us or by others: month by month, and for what reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from pie_audit.domain.chart import Chart, ChartTable, LineChart, Part, StackChart, StackColumn, Step, Unshown
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.refusal import Reason
from pie_audit.domain.refusal_words import must_stop_words, reason_words
from pie_audit.domain.spc import WARN_BELOW
from pie_audit.domain.trend_words import away_in_all_words, may_leave
from pie_audit.words import _, plural
from pie_audit.workflows.trends.along import months_of
from pie_audit.workflows.trends.material import TrendMaterial
from pie_audit.workflows.trends.monthly import Monthly, monthly_line

Counts = dict[date, Counter[Reason]]


def refusal_charts(material: TrendMaterial, *, to_leave: bool = False) -> tuple[Chart, ...]:
    """The line by month and the reasons; what leaves tells no count of 1 to 4 (trends.md, section 5)."""
    counts = _by_month(material)
    if not counts:
        return (Unshown("refusals", _title(), _("Nobody noted a refusal in this time.")),)
    charts: tuple[LineChart | StackChart, ...] = (_line(material, counts), _reasons(counts))
    if to_leave:
        return tuple(chart.leaves or chart for chart in charts)
    return charts


def _title() -> str:
    return _("Refusals noted")


def _by_month(material: TrendMaterial) -> Counts:
    """From the first month with an entry to the last one in the time shown: a month between them without any is 0."""
    shown = months_of(material.quarters, material.today)
    found: Counts = {month: Counter() for month in shown}
    for one in material.refusals:
        month = date.fromisoformat(f"{one.month}-01")
        if month in found:
            found[month][one.reason] += one.times
    noted = [month for month in shown if found[month]]
    return {month: found[month] for month in shown if noted and noted[0] <= month <= noted[-1]}


def _line(material: TrendMaterial, counts: Counts) -> LineChart:
    """A run chart; with limits once there are enough months for limits that hold."""
    times = [by.total() for by in counts.values()]
    measure = Monthly(
        "refusals",
        _title(),
        _("By us and by others, each month"),
        _("refusals"),
        tuple(counts),
        tuple(float(n) for n in times),
        tuple(_times(n) for n in times),
        (_("Month"), _("Turned away")),
        "run" if len(times) < WARN_BELOW else "auto",
    )
    line = monthly_line(material, measure)
    return replace(line, leaves=_outside("refusals", _title(), times, sum(times)))


def _reasons(counts: Counts) -> StackChart:
    """A bar a reason, the most common first."""
    reasons = sum(counts.values(), Counter[Reason]())
    order = sorted(reasons, key=lambda reason: (-reasons[reason], list(Reason).index(reason)))
    told = [(reason_words(reason), reasons[reason]) for reason in order]
    title = _("Why people were turned away")
    most = _("Most often: {reason}, {times}.").format(reason=told[0][0], times=_times(told[0][1]))
    stop = must_stop_words(reasons[Reason.MUST_STOP_USING])
    return StackChart(
        id="refusals/reasons",
        title=title,
        note=_("Times over all of the time shown, as those who refused put it"),
        sentence=f"{most} {stop}".strip(),
        table=ChartTable((_("Reason"), _("Times")), tuple((name, str(n)) for name, n in told)),
        steps=tuple(Step(name, name) for name, _n in told),
        columns=tuple(
            StackColumn((Part(float(n), str(n), f"{name}: {_times(n)}", 0),), f"{name}: {_times(n)}")
            for name, n in told
        ),
        fills=(_("Times"),),
        leaves=_outside("refusals/reasons", title, _in_quarters(counts, order), reasons.total()),
    )


def _in_quarters(counts: Counts, reasons: list[Reason]) -> list[int]:
    """The count of each reason in each quarter: the difference of two windows is a sum of these."""
    by: dict[Quarter, Counter[Reason]] = {}
    for month, found in counts.items():
        by.setdefault(Quarter.of(month), Counter()).update(found)
    return [found[reason] for found in by.values() for reason in reasons]


def _outside(chart_id: str, title: str, counts: list[int], total: int) -> Unshown | None:
    """What stands for it on paper, in files and on the clipboard, where it has a small count."""
    if all(may_leave(n, total) for n in counts):
        return None
    return Unshown(chart_id, title, away_in_all_words(total, total))


def _times(n: int) -> str:
    return plural("{n} time", "{n} times", n).format(n=n)
