"""Small logs over time: hours lost, times turned away; wins in their own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pie_audit.domain.chart import Chart, ChartTable, Part, StackChart, StackColumn, Step, Unshown
from pie_audit.domain.quarter import iso_week
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.small_log_sums import FEWEST_SUMMED, FrictionSums, Lump, lost_words, summed
from pie_audit.domain.small_logs import WinReach
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.trend_words import away_in_all_words, may_leave
from pie_audit.words import _, plural
from pie_audit.workflows.trends.along import first_day, months_of
from pie_audit.workflows.trends.material import MOST_WINS, TrendMaterial
from pie_audit.workflows.trends.monthly import Monthly, monthly_line


def small_log_charts(material: TrendMaterial, *, to_leave: bool = False) -> tuple[Chart, ...]:
    """The charts of the logs in use; what leaves tells no count of 1 to 4 about people who use the service."""
    months = _months(material)
    found: list[Chart] = []
    if TeamPart.FRICTION in material.parts:
        found += [*_friction(material, months), _turned_away(material, months, to_leave=to_leave)]
    if TeamPart.TELLINGS in material.parts:
        from pie_audit.workflows.trends.telling_chart import tellings_chart

        found.append(tellings_chart(material))
    if TeamPart.REFUSALS in material.parts:
        from pie_audit.workflows.trends.refusal_charts import refusal_charts

        found += refusal_charts(material, to_leave=to_leave)
    return tuple(found)


def win_lines(material: TrendMaterial, *, to_leave: bool = False) -> tuple[str, ...]:
    """The latest small wins of the time shown, as they were written, newest first; to leave, those that may be printed."""
    first, last = (iso_week(day) for day in (material.quarters[0].first_day, material.quarters[-1].last_day))
    wins = [win for win in material.wins if win.reach is WinReach.PAPERS or not to_leave]
    shown = [win for win in wins if first <= win.week <= last]
    return tuple(_("Small win: {words}").format(words=win.words) for win in shown[:MOST_WINS])


def _months(material: TrendMaterial) -> tuple[date, ...]:
    """The months of the window from the first entry of the friction log on."""
    whole = months_of(material.quarters, material.today)
    noted = {f"{entry.month}-01" for entry in material.friction}
    first = min((m for m in whole if m.isoformat() in noted), default=None)
    return tuple(m for m in whole if first is not None and m >= first)


def _friction(material: TrendMaterial, months: tuple[date, ...]) -> tuple[Chart, ...]:
    title = _("Hours lost to chasing other services")
    if not months:
        return (Unshown("friction", title, _("The friction log has no entry in this time.")),)
    by_month, by_process = _lumps(material, months)
    sums = {m: summed([by_month[m]] if m in by_month else [], [], {}) for m in months}
    values = tuple(_hours(sums[m]) for m in months)
    if all(value is None for value in values):
        words = _("Fewer than {n} entries in every month: not summed.").format(n=FEWEST_SUMMED)
        return (Unshown("friction", title, words),)
    measure = Monthly(
        "friction",
        title,
        _("Team total each month, from the friction log: own estimates"),
        "",
        months,
        values,
        tuple(_hours_words(sums[m]) for m in months),
        (_("Month"), _("Hours lost")),
    )
    every = summed(list(by_month.values()), by_process, {})
    return (monthly_line(material, measure), *_processes(every))


def _hours(sums: FrictionSums) -> float | None:
    return None if sums.minutes is None else float(Fraction(sums.minutes, 60))


def _hours_words(sums: FrictionSums) -> str:
    return lost_words(sums.months[0]) if sums.months else _("nothing noted")


def _processes(sums: FrictionSums) -> tuple[Chart, ...]:
    """The processes that cost most, each with enough entries to be summed."""
    told = [lost for lost in sums.processes if lost.minutes is not None]
    if not told:
        return ()
    hours = [Fraction(lost.minutes or 0, 60) for lost in told]
    columns = tuple(
        StackColumn(
            (Part(float(n), one_decimal(n), f"{lost.of}: {lost_words(lost)}", 0),),
            f"{lost.of}: {lost_words(lost)}",
        )
        for lost, n in zip(told, hours, strict=True)
    )
    return (
        StackChart(
            id="friction/processes",
            title=_("Where the hours went"),
            note=_("Hours over all of the time shown, the five that cost most"),
            sentence=_("Most hours: {process}, {lost}.").format(process=told[0].of, lost=lost_words(told[0])),
            table=ChartTable(
                (_("Process"), _("Hours"), _("Entries")),
                tuple(
                    (lost.of, one_decimal(n), str(lost.entries)) for lost, n in zip(told, hours, strict=True)
                ),
            ),
            steps=tuple(Step(lost.of, lost.of) for lost in told),
            columns=columns,
            fills=(_("Hours"),),
        ),
    )


def _turned_away(material: TrendMaterial, months: tuple[date, ...], *, to_leave: bool) -> Chart:
    """Errands that ended with being turned away; a month without any entry is a gap, not a nought."""
    title = _("Times people were turned away")
    if not months:
        return Unshown("turned_away", title, _("The friction log has no entry in this time."))
    away, every = _away_by_month(material)
    noted = [(away[m], every[m]) for m in months if every[m]]
    outside = _away_outside(title, noted)
    if to_leave and outside is not None:
        return outside
    values = tuple(float(away[m]) if every[m] else None for m in months)
    words = tuple(_away_words(away[m], every[m]) if every[m] else _("nothing noted") for m in months)
    note = _("Errands in the friction log that ended so, each month")
    measure = Monthly(
        "turned_away", title, note, _("refusals"), months, values, words, (_("Month"), _("Turned away"))
    )
    return replace(monthly_line(material, measure), leaves=outside)


def _away_outside(title: str, noted: Sequence[tuple[int, int]]) -> Unshown | None:
    """What stands for the chart on paper, in files and on the clipboard, where a month has a small count."""
    if all(may_leave(n, of) for n, of in noted):
        return None
    return Unshown(
        "turned_away", title, away_in_all_words(sum(n for n, _of in noted), sum(of for _n, of in noted))
    )


def _away_words(n: int, of: int) -> str:
    return plural("{n} of {of} errand", "{n} of {of} errands", of).format(n=n, of=of)


def _lumps(material: TrendMaterial, months: Sequence[date]) -> tuple[dict[date, Lump], list[Lump]]:
    """What these months add up to: by month, where there is any entry, and by each spelling of a process."""
    shown, entries, minutes = set(months), Counter[date | str](), Counter[date | str]()
    for one in material.friction:
        month = first_day(one.month)
        for of in (month, one.process) if month in shown else ():
            entries[of] += one.entries
            minutes[of] += one.minutes
    by_month = {of: Lump(f"{of:%Y-%m}", n, minutes[of]) for of, n in entries.items() if isinstance(of, date)}
    by_process = [Lump(of, n, minutes[of]) for of, n in entries.items() if isinstance(of, str)]
    return by_month, by_process


def _away_by_month(material: TrendMaterial) -> tuple[Counter[date], Counter[date]]:
    """Errands that ended with being turned away, and all of them."""
    away, every = Counter[date](), Counter[date]()
    for one in material.friction:
        away[first_day(one.month)] += one.turned_away
        every[first_day(one.month)] += one.entries
    return away, every
