"""Trends as the mockup has them, made up: five themes over eight quarters, months of lost hours, and who took part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pie_audit.domain.chart import (
    Axis,
    Cell,
    CellKind,
    ChartTable,
    GridChart,
    GridRow,
    Limits,
    LineChart,
    Point,
    Series,
    Sign,
    SpanChart,
    SpanRow,
    StackChart,
    StackColumn,
    Step,
    Unshown,
)
from pie_audit.domain.chart import (
    Part as Piece,
)
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Perspective
from pie_audit.domain.trend_mark import MarkKind, TrendMark, TrendSettings
from pie_audit.workflows.trends.views import Part, Section, Trends, TrendWish
from tests import make

THEMES = (
    ("A", "Awareness", (1.6, 1.8, 1.9, 2.1, 2.2, 2.4, 2.6, 2.9), 9, 9),
    ("B", "Staff support", (1.1, 1.3, 1.6, 1.6, 1.5, 1.3, 1.2, 1.5), 8, 10),
    ("C", "Learning", (2.2, 2.1, 2.3, 2.3, 2.2, 2.4, 2.2, 2.3), 9, 10),
    ("D", "Spaces", (None, None, 2.6, 2.8, 2.7, 3.0, 3.1, 3.3), 7, 9),
    ("E", "Three Rs", (0.6, 0.7, 0.7, 0.9, 1.0, 0.9, 0.8, 0.9), 8, 8),
)
QUARTERS = tuple(Quarter(2025, 1).plus(n) for n in range(8))
LEVELS = Axis(0, 4, ((0, "0"), (1, ""), (2, "2"), (3, ""), (4, "4")))
_SHORT = ("W25", "Sp25", "Su25", "Au25", "W26", "Sp26", "Su26", "Au26")
STEPS = tuple(Step(short, q.name, q.first_day) for short, q in zip(_SHORT, QUARTERS, strict=True))


def line(place: int, *, of: int = 8) -> LineChart:
    """The panel of one theme."""
    theme_id, name, values, n, all_n = THEMES[place]
    values, steps = values[-of:], STEPS[-of:]
    points = tuple(
        Point(
            value,
            f"{value:.1f}" if value is not None else "not asked",
            f"{name}, {step.name}, {value if value is not None else 'not asked'}, {n} of {all_n} topics",
            low=None if value is None else max(0, value - 1),
            high=None if value is None else min(4, value + 1),
        )
        for step, value in zip(steps, values, strict=True)
    )
    rows = tuple((step.name, point.label) for step, point in zip(steps, points, strict=True))
    return LineChart(
        id=f"theme_lines/{theme_id}",
        title=name,
        note="",
        sentence=f"{name}: {values[-1]} this quarter ({n} of {all_n} topics), {values[-2] if of > 1 else '–'} last quarter.",
        table=ChartTable(("Quarter", "Mean"), rows),
        axis=LEVELS,
        steps=steps,
        series=(Series(name, points, theme=place),),
        headline=(str(values[-1]), f"{n} of {all_n} topics"),
    )


def grid(*, of: int = 8) -> GridChart:
    """Themes by quarter."""
    steps = STEPS[-of:]
    rows = tuple(
        GridRow(
            theme_id,
            name,
            tuple(_cell(name, step, value) for step, value in zip(steps, values[-of:], strict=True)),
            place,
        )
        for place, (theme_id, name, values, _n, _all) in enumerate(THEMES)
    )
    table = ChartTable(
        ("Theme", *(step.short for step in steps)), tuple((r.name, *(c.text for c in r.cells)) for r in rows)
    )
    return GridChart(
        "heatmap", "Theme by quarter", "", "Awareness rose.", table, steps, rows, ("n/a: not asked",)
    )


def _cell(name: str, step: Step, value: float | None) -> Cell:
    if value is None:
        return Cell("n/a", f"{name}, {step.name}, not asked", CellKind.NOT_ASKED)
    return Cell(str(value), f"{name}, {step.name}, {value}", level=int(value + 0.5))


def months() -> LineChart:
    """Hours lost, with the worked figures of the process chart, and one month outside its limits."""
    hours = (52, 55, 50, 58, 54, 53, 57, 51, 56, 54, 55, 53, 52, 55, 67, 54)
    days = tuple(date(2025 + (7 + n) // 12, (7 + n) % 12 + 1, 1) for n in range(len(hours)))
    steps = tuple(Step(f"{d:%b %y}", f"{d:%B %Y}", d) for d in days)
    points = tuple(
        Point(
            float(value),
            str(value),
            f"{step.name}, {value} hours",
            signs=(Sign.BEYOND_LIMIT,) if value > 64 else (),
            letter="A" if value > 64 else "",
        )
        for step, value in zip(steps, hours, strict=True)
    )
    return LineChart(
        id="friction",
        title="Hours lost to chasing other services",
        note="Team total each month, from the friction log",
        sentence="One month is worth asking about: October 2026 was higher than usual.",
        table=ChartTable(
            ("Month", "Hours"), tuple((s.name, p.label) for s, p in zip(steps, points, strict=True))
        ),
        axis=Axis(0, 80, ((0, "0"), (20, "20"), (40, "40"), (60, "60"), (80, "80"))),
        steps=steps,
        series=(Series("Hours", points),),
        limits=(Limits(0, 15, 54, "Average 54", 63.9, "Upper limit 63.9", 44.1, "Lower limit 44.1"),),
        long=True,
    )


def distance() -> SpanChart:
    """From the first quarter to the last."""
    then_now = ((1.6, 2.9), (1.1, 1.5), (2.2, 2.3), (2.6, 3.3), (0.6, 0.9))
    rows = tuple(
        SpanRow(name, then, now, f"+{now - then:.1f}", f"{name}, from {then} to {now}", place)
        for place, ((_id, name, *_rest), (then, now)) in enumerate(zip(THEMES, then_now, strict=True))
    )
    table = ChartTable(
        ("Theme", "Then", "Now", "Change"), tuple((r.name, str(r.then), str(r.now), r.label) for r in rows)
    )
    note = "Topics answered both times only"
    return SpanChart(
        "distance", "Distance travelled", note, "Awareness came furthest: 1.3.", table, LEVELS, rows
    )


def took_part() -> StackChart:
    """Counts by perspective, small groups hatched."""
    team, few = (8, 9, 10, 10, 11, 10, 12, 12), Piece(None, "", "fewer than 5")
    columns = tuple(
        StackColumn((Piece(n, str(n), f"Team, {n}"), few), f"{step.name}: team {n}, residents fewer than 5")
        for step, n in zip(STEPS, team, strict=True)
    )
    table = ChartTable(
        ("Quarter", "Team", "Residents"),
        tuple((s.name, str(n), "fewer than 5") for s, n in zip(STEPS, team, strict=True)),
    )
    sentence = "12 of the team took part this quarter."
    fills = ("Team",)
    return StackChart(
        "participation",
        "Who took part",
        "",
        sentence,
        table,
        STEPS,
        columns,
        fills,
        "A group of fewer than 5",
    )


def topics(theme_id: str) -> Section:
    """One theme's topics: a grid, and a line for each of three."""
    place = [theme[0] for theme in THEMES].index(theme_id)
    panel = line(place)
    names = ("Rules with reasons", "Somebody to talk to", "Time to think")
    lines = tuple(
        replace(panel, id=f"topic_lines/{theme_id}{n}", title=name, headline=("", ""))
        for n, name in enumerate(names, 1)
    )
    rows = tuple(
        GridRow(f"{theme_id}{n}", name, tuple(Cell("2", f"{name}, {s.name}, 2", level=2) for s in STEPS))
        for n, name in enumerate(names, 1)
    )
    table = ChartTable(("Topic", *_SHORT), tuple((row.name, *("2" for _s in STEPS)) for row in rows))
    squares = GridChart(
        f"topic_grid/{theme_id}", "Topics by quarter", "", "Nothing changed.", table, STEPS, rows
    )
    return Section(Part.TOPICS, "Topics", (squares, *lines), ("Rules with reasons: patchy, now usual.",))


def mark(**changes: Any) -> TrendMark:
    """A note on the panel of staff support."""
    usual = TrendMark("ab" * 16, "team", "theme_lines/B", date(2026, 4, 1), MarkKind.NOTE, "Two posts empty.")
    return replace(usual, **changes)


def trends(wish: TrendWish | None = None, *, of: int = 8, **changes: Any) -> Trends:
    """The whole page's worth of one team."""
    wish = wish or TrendWish()
    words = (
        "Awareness: 2.9 this quarter, 2.6 last quarter.",
        "Staff support: 1.5 this quarter, 1.2 last quarter.",
    )
    sections = [
        Section(Part.THEMES, "Themes", (*(line(n, of=of) for n in range(5)), grid(of=of)), words),
        Section(Part.DISTANCE, "Distance travelled", (distance(),)),
        Section(Part.PEOPLE, "Who took part", (took_part(),)),
        Section(
            Part.TIME, "Protected time", (Unshown("time_ledger", "Protected time", "Nothing was planned."),)
        ),
        Section(Part.SMALL_LOGS, "Small logs", (months(),)),
    ]
    if wish.theme_id is not None:
        sections.insert(1, topics(wish.theme_id))
    usual = Trends(
        team=make.team(),
        wish=wish,
        quarters=QUARTERS[-of:],
        signed=QUARTERS[-of:],
        perspectives=(Perspective.TEAM, Perspective.LIVED_EXPERIENCE),
        themes=tuple((theme_id, name) for theme_id, name, *_rest in THEMES),
        sections=tuple(sections),
        marks=(),
        settings=TrendSettings(),
        may_mark=True,
        may_set=True,
        notes=("Higher or lower is said of a theme from 0.3 on. That is a rule of thumb.",),
    )
    return replace(usual, **changes)
