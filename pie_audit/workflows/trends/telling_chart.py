"""Times a story had to be told: a dot an episode, the newest of them where there are many."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.chart import Chart, ChartTable, LineChart, Point, Series, Step, Unshown
from pie_audit.domain.day import month_words
from pie_audit.domain.small_log_sums import newest_words
from pie_audit.domain.small_logs import Tellings
from pie_audit.domain.spc import Pace, ProcessChart, Scale
from pie_audit.domain.spc_words import say
from pie_audit.words import _, plural
from pie_audit.workflows.spc import judge_series
from pie_audit.workflows.trends.along import axis_from_zero, first_day, month_steps, months_of
from pie_audit.workflows.trends.material import MOST_DOTS, TrendMaterial
from pie_audit.workflows.trends.process import limits_of, with_signals


def tellings_chart(material: TrendMaterial) -> Chart:
    """The newest episodes in the order of their months; the median line and the rules of run charts."""
    title = _("Times a story had to be told")
    shown = set(months_of(material.quarters, material.today))
    every = sum(one.episodes for one in material.episodes if first_day(one.month) in shown)
    found = sorted((one for one in material.tellings if first_day(one.month) in shown), key=_month_and_label)
    episodes = found[-MOST_DOTS:]
    if not episodes:
        return Unshown("tellings", title, _("No telling was counted in this time."))
    names = [f"{month_words(first_day(one.month))}, {one.label}" for one in episodes]
    judged = _judged(material, names, episodes)
    points = [
        Point(float(one.times), str(one.times), f"{name}: {_telling_words(one)}")
        for name, one in zip(names, episodes, strict=True)
    ]
    steps = month_steps([first_day(one.month) for one in episodes])
    drawn = newest_words(len(episodes), every)
    return LineChart(
        id="tellings",
        title=title,
        note=". ".join(filter(None, (_("One dot an episode, under a throwaway label"), drawn))),
        sentence=" ".join(
            filter(
                None, (f"{names[-1]}: {_telling_words(episodes[-1])}.", drawn and f"{drawn}.", say(judged))
            )
        ),
        table=_table(names, episodes, drawn),
        axis=axis_from_zero(float(max(one.times for one in episodes))),
        steps=tuple(Step(step.short, name) for step, name in zip(steps, names, strict=True)),
        series=(Series(title, with_signals(points, judged)),),
        headline=(str(episodes[-1].times), names[-1]),
        limits=limits_of(judged),
        long=True,
    )


def _judged(material: TrendMaterial, names: Sequence[str], episodes: Sequence[Tellings]) -> ProcessChart:
    return judge_series(
        [(name, float(one.times)) for name, one in zip(names, episodes, strict=True)],
        settings=material.settings,
        chart="run",
        pace=Pace.OTHER,
        scale=Scale.COUNT,
        measure="tellings",
    )


def _table(names: Sequence[str], episodes: Sequence[Tellings], drawn: str) -> ChartTable:
    """A row an episode; where some are left out, the last row says so."""
    rows = tuple(
        (name, str(one.times), str(one.agencies), str(one.avoidable))
        for name, one in zip(names, episodes, strict=True)
    )
    left_out = ((drawn, "", "", ""),) if drawn else ()
    head = (_("Episode"), _("Times told"), _("Agencies"), _("Could have been avoided"))
    return ChartTable(head, (*rows, *left_out))


def _telling_words(one: Tellings) -> str:
    times = plural("told {n} time", "told {n} times", one.times).format(n=one.times)
    agencies = plural("to {n} agency", "to {n} agencies", one.agencies).format(n=one.agencies)
    return f"{times} {agencies}"


def _month_and_label(one: Tellings) -> tuple[str, int, str]:
    return one.month, len(one.label), one.label
