"""Two years of an invented hostel as material for reports, with charts of every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from pie_audit.domain.chart import (
    Axis,
    Cell,
    CellKind,
    Chart,
    ChartTable,
    GridChart,
    GridRow,
    LineChart,
    Part,
    Point,
    ScatterChart,
    ScatterDot,
    Series,
    SpanChart,
    SpanRow,
    StackChart,
    StackColumn,
    Step,
)
from pie_audit.domain.distance import Move
from pie_audit.domain.ledger import Tally
from pie_audit.domain.ledger_reasons import Lost
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked, Reply, ReplyKind
from pie_audit.domain.report import Report
from pie_audit.domain.report_evidence import evidence_report
from pie_audit.domain.report_material import (
    ChartGroup,
    ChartPart,
    FigureRow,
    Heard,
    ReportMaterial,
    Since,
    SurveyTold,
    ThemeMove,
    TimeKept,
    TopicMove,
)
from pie_audit.domain.report_quarter import quarter_report
from pie_audit.domain.report_wellbeing import wellbeing_report
from pie_audit.domain.report_year import year_report
from pie_audit.domain.session import CancelledBy, SessionKind, WhyLost
from pie_audit.domain.support_beside import caveats
from tests.make_plan import THEMES, make_whole

NOW = Quarter(2026, 4)
QUARTERS = tuple(NOW.plus(-back) for back in reversed(range(8)))
STEPS = tuple(Step(f"{q.season[:2].capitalize()}{q.year % 100}", f"{q.season} {q.year}") for q in QUARTERS)
_FOUR = Axis(0.0, 4.0, tuple((float(n), str(n)) for n in range(5)))
_HUNDRED = Axis(0.0, 100.0, tuple((float(n), str(n)) for n in range(0, 101, 25)))
_MEANS = (
    (1.4, 1.6, 1.6, 2.1, None, 2.4, 2.6, 2.9),
    (2.4, 2.4, 2.0, 1.8, 1.5, 1.2, 1.2, 1.5),
    (1.0, 1.3, 1.3, 1.6, 1.6, 1.9, 2.1, 2.1),
    (1.2, 1.2, None, 1.4, 1.5, 1.5, 1.8, 1.8),
    (0.8, 1.1, 1.1, 1.1, 1.5, 1.8, 1.8, 2.0),
)


def line(theme: int, values: tuple[float | None, ...] | None = None) -> LineChart:
    """One theme over two years; a quarter without a review is a gap."""
    values = values or _MEANS[theme]
    title = THEMES[theme].title
    points = tuple(
        Point(
            value,
            f"{value:.1f}" if value is not None else "",
            f"{title}, {step.name}, {value}" if value is not None else f"{title}, {step.name}, no review",
            None if value is None else max(0.0, value - 0.8),
            None if value is None else min(4.0, value + 0.7),
        )
        for value, step in zip(values, STEPS, strict=True)
    )
    rows = tuple(
        (step.name, point.label or "no review", "6 of 10 topics")
        for step, point in zip(STEPS, points, strict=True)
    )
    return LineChart(
        f"theme_lines/{THEMES[theme].id}",
        title,
        "",
        f"{title}: {values[-1]} this quarter (6 of 10 topics), {values[-2]} last quarter; nothing unusual.",
        ChartTable(("Quarter", "Mean", "Rests on"), rows),
        _FOUR,
        STEPS,
        (Series(title, points, theme),),
        (f"{values[-1]}", "6 of 10 topics"),
    )


def grid(rows: int = 5) -> GridChart:
    """Themes, or made-up topics, by quarter."""
    names = [theme.title for theme in THEMES] if rows == 5 else [f"Topic {n}" for n in range(1, rows + 1)]
    made = tuple(
        GridRow(
            str(n),
            name,
            tuple(
                Cell("–", f"{name}, {s.name}: no review", CellKind.NO_REVIEW)
                if n == 3 and at == 2
                else Cell(
                    f"{(n + at) % 5}", f"{name}, {s.name}: {(n + at) % 5}", CellKind.VALUE, (n + at) % 5
                )
                for at, s in enumerate(STEPS)
            ),
            n if rows == 5 else None,
        )
        for n, name in enumerate(names)
    )
    head = ("Theme", *(s.short for s in STEPS))
    table = ChartTable(head, tuple((row.name, *(c.text for c in row.cells)) for row in made))
    return GridChart(
        "heatmap",
        "Theme by quarter",
        "",
        "Staff support was lowest in spring 2026.",
        table,
        STEPS,
        made,
        ("– no review",),
    )


def distance() -> SpanChart:
    """From the summer to the autumn."""
    rows = (
        SpanRow("Psychological awareness", 2.6, 2.9, "2.6 → 2.9, 9 topics in common", "", 0),
        SpanRow("Staff training and support", 1.2, 1.5, "1.2 → 1.5, 6 topics in common", "", 1),
        SpanRow("Learning and enquiry", None, None, "", "2 topics in common: too few to compare", 2),
    )
    table = ChartTable(
        ("Theme", "Then", "Now"), (("Psychological awareness", "2.6", "2.9"), ("Staff", "1.2", "1.5"))
    )
    return SpanChart(
        "distance",
        "Distance travelled",
        "",
        "Psychological awareness came from 2.6 to 2.9.",
        table,
        _FOUR,
        rows,
    )


def stack(chart_id: str, title: str, fills: tuple[str, ...]) -> StackChart:
    """Counts by quarter, the second fill a small group."""
    columns = tuple(
        StackColumn(
            tuple(
                Part(
                    None if chart_id == "participation" and k == 1 else float(5 + k),
                    str(5 + k),
                    f"{fill}: {5 + k}",
                    k,
                )
                for k, fill in enumerate(fills)
            ),
            f"{step.name}: {len(fills)} parts",
        )
        for step in STEPS
    )
    table = ChartTable(
        ("Quarter", *fills), tuple((s.name, *(str(5 + k) for k in range(len(fills)))) for s in STEPS)
    )
    hatched = "fewer than 5" if chart_id == "participation" else ""
    return StackChart(chart_id, title, "", f"{title}: much the same.", table, STEPS, columns, fills, hatched)


def pulse() -> LineChart:
    """Load and ground, released figures."""
    series = tuple(
        Series(name, tuple(Point(v, str(int(v)), f"{name} {v}") for v in values), None, shape)
        for name, values, shape in (
            ("Load", (58.0, 57.0, 60.0, 61.0, 66.0, 64.0, 62.0, 62.0), "circle"),
            ("Ground", (70.0, 69.0, 66.0, 64.0, 60.0, 61.0, 63.0, 66.0), "square"),
        )
    )
    rows = tuple((s.name, series[0].points[n].label, series[1].points[n].label) for n, s in enumerate(STEPS))
    return LineChart(
        "pulse/pulse10-1/load",
        "Load and ground",
        "",
        "Load: 62 now, much the same as last time.",
        ChartTable(("Quarter", "Load", "Ground"), rows),
        _HUNDRED,
        STEPS,
        series,
    )


def scatter() -> ScatterChart:
    """Support beside load."""
    dots = tuple(
        ScatterDot(m, 60.0 + n, s.short, f"{s.name}: support {m}")
        for n, (m, s) in enumerate(zip((2.4, 2.4, 2.0, 1.8, 1.5, 1.2), STEPS, strict=False))
    )
    table = ChartTable(
        ("Quarter", "Support", "Load"), tuple((d.label, str(d.across), str(d.up)) for d in dots)
    )
    return ScatterChart(
        "support_burnout", "Support and load together", "", "Six quarters have both.", table,
        _FOUR, "Staff support", _HUNDRED, "Load", dots, caveats(),
    )  # fmt: skip


def charts() -> tuple[ChartGroup, ...]:
    """A group of every part that reports print."""
    lines: tuple[Chart, ...] = tuple(line(n) for n in range(5))
    return (
        ChartGroup(ChartPart.THEMES, (*lines, grid())),
        ChartGroup(ChartPart.DISTANCE, (distance(),), ("Staff support: 1.2 last quarter, 1.5 now.",)),
        ChartGroup(ChartPart.PEOPLE, (stack("participation", "Who took part", ("Team", "Residents")),)),
        ChartGroup(ChartPart.TIME, (stack("time_ledger", "Protected time", ("Planned", "Held")),)),
        ChartGroup(ChartPart.ACTIONS, (stack("actions", "Actions moving", ("Done", "Going on")),)),
        ChartGroup(ChartPart.WELLBEING, (pulse(), scatter())),
    )


SINCE = Since(
    Quarter(2026, 3),
    "Compared on the 9 topics that both reviews asked.",
    (ThemeMove("A", "Psychological awareness", Move.HIGHER),),
    (
        TopicMove("A4", "A", "The first ten minutes", Move.HIGHER, "The first ten minutes: patchy, now usual practice",
                  "The welcome was rebuilt with residents"),
        TopicMove("B5", "B", "Supervision that happens", Move.LOWER, "Supervision that happens: patchy, now talked about",
                  "It is the first thing to go when the rota is short"),
        TopicMove("E1", "E", "Rules with reasons", Move.SAME, "Rules with reasons: still patchy"),
    ),
)  # fmt: skip
ASKED = (
    Asked("old-1", None, "Larkfield", "a budget for training with peers", date(2026, 7, 31), Quarter(2026, 2),
          date(2026, 6, 10), 2),
    Asked("old-2", None, "the council", "a second door to the yard", date(2026, 10, 1), Quarter(2026, 3),
          date(2026, 9, 12), 1,
          (Reply("r1", "old-2", ReplyKind.YES, date(2026, 9, 30), "the council", "in spring"),)),
)  # fmt: skip


def time_kept(quarter: Quarter, held: int = 9) -> TimeKept:
    """Twelve planned sessions of two kinds."""
    lost = Lost(((WhyLost.STAFFING, 12 - held),), ((CancelledBy.SERVICE, 12 - held),))
    kinds = (
        (SessionKind.SUPERVISION, Tally(8, held - 3, planned_min=480, held_min=300)),
        (SessionKind.GROUP, Tally(4, 3, 1, planned_min=240, held_min=170)),
    )
    return TimeKept(quarter, Tally(12, held, 1, planned_min=720, held_min=470), kinds, lost)


SURVEY = SurveyTold(
    "Autumn pulse", "Quayside House", NOW, date(2026, 12, 1), False,
    (
        FigureRow("Load", 62, "", "much the same", "higher is harder"),
        FigureRow("Ground", 66, "", "higher", "higher is better"),
    ),
    (FigureRow("I could switch off after work", None, "low"), FigureRow("Somebody asked how I was", None, "high")),
    "More than half of those asked took part.",
    "You are few, so one hard week of one person moves these figures.",
    (
        Heard("Nights carry things home", "Handover gets ten minutes to talk, from January"),
        Heard("Breaks get lost", "We ask for cover", "Cover before April"),
    ),
)  # fmt: skip
SUPPORT = "You might talk to someone you trust.\n\nIf you can’t see a way through, help is there now: Samaritans, 116 123."


def make_report_material(**changes: Any) -> ReportMaterial:
    """Everything that a report can be written from, with `changes` in place of its fields."""
    plan = make_whole(wins=("Two residents chose the paint", "Night staff met for the first time"))
    earlier = tuple(replace(plan, quarter=q, agreed_on=q.last_day) for q in QUARTERS[4:7])
    material = ReportMaterial(
        plan=plan,
        today=date(2026, 12, 14),
        earlier=earlier,
        asked=ASKED,
        since=SINCE,
        over_a_year=replace(SINCE, earlier=Quarter(2026, 1)),
        time=tuple(time_kept(q, 6 + n) for n, q in enumerate(QUARTERS[4:])),
        charts=charts(),
        surveys=(SURVEY, replace(SURVEY, title="Summer pulse", quarter=Quarter(2026, 3))),
        caveats=caveats(),
        support=SUPPORT,
        version_words=(
            "From summer 2026 “One story, told once” is asked in other words; its line begins anew.",
        ),
        notes=(
            "A theme is called higher or lower when the topics both reviews asked moved by 0.3 or more.",
            "Run charts follow Anhøj’s rules; there is no rule about trends.",
        ),
    )
    return replace(material, **changes)


REPORTS: dict[str, Callable[[ReportMaterial], Report]] = {
    f"{kind}{' in words' if words_only else ''}": partial(write, words_only=words_only)
    for kind, write in (
        ("quarter", quarter_report),
        ("wellbeing", wellbeing_report),
        ("year", year_report),
        ("evidence", evidence_report),
    )
    for words_only in (False, True)
}
"""Every report in both forms."""


def make_long_report() -> Report:
    """Twelve pages with six charts: a quarter in which much was asked, with its figures as tables too."""
    kept = tuple(
        replace(group, charts=tuple(c for c in group.charts if c.id in _SIX), in_words=())
        for group in charts()
    )
    asked = tuple(replace(ASKED[n % 2], action_id=f"old-{n}", quarters=n % 9) for n in range(_MANY))
    return quarter_report(make_report_material(charts=kept, asked=asked), words_only=False)


_SIX = {"theme_lines/A", "heatmap", "distance", "participation", "time_ledger", "actions"}
_MANY = 88
