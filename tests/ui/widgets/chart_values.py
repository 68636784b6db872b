"""Charts for the tests of the widgets that show them: five themes, a grid, a long series, and the smaller kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pie_audit.domain.chart import (
    Axis,
    Cell,
    CellKind,
    ChartTable,
    GridChart,
    GridRow,
    Limits,
    LineChart,
    Pin,
    Point,
    ScatterChart,
    ScatterDot,
    Series,
    Sign,
    SpanChart,
    SpanRow,
    Step,
    Unshown,
)

SHORT = ("W25", "Sp25", "Su25", "Au25", "W26", "Sp26", "Su26", "Au26")
NAMES = tuple(
    f"{season} {year}" for year in (2025, 2026) for season in ("winter", "spring", "summer", "autumn")
)
STEPS = tuple(Step(short, name) for short, name in zip(SHORT, NAMES, strict=True))
LEVELS = Axis(0, 4, ((0, "0"), (1, ""), (2, "2"), (3, ""), (4, "4")))
THEMES = ("Awareness", "Staff support", "Learning", "Spaces", "Three Rs")
VALUES: tuple[tuple[float | None, ...], ...] = (
    (1.6, 1.8, 1.9, 2.1, 2.2, 2.4, 2.6, 2.9),
    (1.1, 1.3, 1.6, 1.6, 1.5, 1.3, 1.2, 1.5),
    (2.2, 2.1, 2.3, 2.3, 2.2, 2.4, 2.2, 2.3),
    (None, None, 2.6, 2.8, 2.7, 3.0, 3.1, 3.3),
    (0.6, 0.7, 0.7, 0.9, 1.0, 0.9, 0.8, 0.9),
)


def theme_lines(theme: int = 0, **changes: object) -> LineChart:
    """One theme over eight quarters."""
    name, values = THEMES[theme], VALUES[theme]
    points = tuple(_theme_point(name, step, value) for step, value in zip(STEPS, values, strict=True))
    rows = tuple(
        (
            step.name,
            f"{value:.1f}" if value is not None else "not asked",
            "9 of 9" if value is not None else "",
        )
        for step, value in zip(STEPS, values, strict=True)
    )
    chart = LineChart(
        f"theme_lines/{name.lower().replace(' ', '-')}",
        name,
        "",
        f"{name}: {values[-1]} this quarter (9 of 9 topics), {values[-2]} last quarter; nothing unusual.",
        ChartTable(("Quarter", name, "Topics"), rows),
        LEVELS,
        STEPS,
        (Series(name, points, theme=theme),),
        headline=(f"{values[-1]}", "9 of 9 topics"),
        pins=(Pin(5, "Moved to the new building", "m1"),) if theme == 0 else (),
    )
    return replace(chart, **changes)  # type: ignore[arg-type]


def _theme_point(name: str, step: Step, value: float | None) -> Point:
    if value is None:
        return Point(None, "", f"{name}, {step.name}: not asked")
    words = f"{name}, {step.name}, {value:.1f}, 9 of 9 topics"
    return Point(value, f"{value:.1f}", words, max(0, value - 1), min(4, value + 1))


def all_themes() -> tuple[LineChart, ...]:
    """The five panels."""
    return tuple(theme_lines(theme) for theme in range(5))


def grid(**changes: object) -> GridChart:
    """Themes by quarters; each row leads to its theme."""
    rows = tuple(
        GridRow(
            name.lower(), name, tuple(_cell(name, step, v) for step, v in zip(STEPS, values, strict=True)), at
        )
        for at, (name, values) in enumerate(zip(THEMES, VALUES, strict=True))
    )
    table = ChartTable(
        ("Theme", *SHORT), tuple((row.name, *(cell.text for cell in row.cells)) for row in rows)
    )
    sentence = (
        "Awareness stands highest in the record since winter 2025; Spaces was first asked in summer 2025."
    )
    chart = GridChart(
        "heatmap", "Theme by quarter", "n/a: not asked", sentence, table, STEPS, rows, ("n/a: not asked",)
    )
    return replace(chart, **changes)  # type: ignore[arg-type]


def _cell(name: str, step: Step, value: float | None) -> Cell:
    if value is None:
        return Cell("n/a", f"{name}, {step.name}: not asked", CellKind.NOT_ASKED)
    return Cell(f"{value:.1f}", f"{name}, {step.name}, {value:.1f}", level=round(value))


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def months(count: int, *, first_year: int = 2025) -> tuple[Step, ...]:
    """So many months."""
    return tuple(
        Step(f"{MONTHS[at % 12]} {first_year % 100 + at // 12}", f"{FULL[at % 12]} {first_year + at // 12}")
        for at in range(count)
    )


def long_chart(values: Sequence[float] = (), **changes: object) -> LineChart:
    """Hours lost a month with their limits, and one month worth asking about."""
    values = values or (52, 55, 50, 58, 54, 53, 57, 51, 56, 54, 55, 53, 52, 55, 67, 54)
    steps = months(len(values))
    axis = Axis(0, 80, ((0, "0"), (20, "20"), (40, "40"), (60, "60"), (80, "80")))
    points = tuple(
        Point(
            value,
            f"{value:g}",
            f"Hours lost, {step.name}, {value:g}" + (", outside the usual range" if value > 64 else ""),
            signs=(Sign.BEYOND_LIMIT,) if value > 64 else (),
            letter="A" if value > 64 else "",
        )
        for step, value in zip(steps, values, strict=True)
    )
    chart = LineChart(
        "friction",
        "Hours lost to chasing other services",
        "Team total each month, from the friction log",
        "October’s lost hours are worth asking about: 67, above the usual range of 44 to 64.",
        ChartTable(("Month", "Hours"), tuple((s.name, f"{v:g}") for s, v in zip(steps, values, strict=True))),
        axis,
        steps,
        (Series("Hours lost", points),),
        limits=(
            Limits(0, len(values) - 1, 54, "Average 54", 63.9, "Upper limit 63.9", 44.1, "Lower limit 44.1"),
        ),
        banner="Provisional: 12 points",
        long=True,
    )
    return replace(chart, **changes)  # type: ignore[arg-type]


def spans() -> SpanChart:
    """How far each theme came."""
    pairs = ((1.6, 2.9), (1.1, 1.5), (2.2, 2.3), (2.6, 3.3), (0.6, 0.9))
    rows = tuple(
        SpanRow(n, a, b, f"+{b - a:.1f}", f"{n}: from {a} to {b}, common topics: 9", t)
        for t, (n, (a, b)) in enumerate(zip(THEMES, pairs, strict=True))
    )
    table = ChartTable(
        ("Theme", "Then", "Now", "Change", "Topics"),
        tuple((row.name, str(row.then), str(row.now), row.label, "9") for row in rows),
    )
    sentence = "Awareness came furthest: from 1.6 to 2.9, on 9 common topics."
    return SpanChart(
        "distance", "Distance travelled", "Topics answered both times only", sentence, table, LEVELS, rows
    )


def scatter() -> ScatterChart:
    """Support beside load, three quarters."""
    dots = tuple(
        ScatterDot(a, u, label, f"{label}: support {a}, load {u}")
        for a, u, label in ((1.5, 60, "Sp26"), (1.9, 52, "Su26"), (2.2, 48, "Au26"))
    )
    hundred = Axis(0, 100, ((0, "0"), (50, "50"), (100, "100")))
    table = ChartTable(
        ("Quarter", "Support", "Load"), tuple((d.label, f"{d.across}", f"{d.up}") for d in dots)
    )
    caveats = ("These are our own dots. They can start a conversation; they cannot show cause.",)
    return ScatterChart(
        "support_burnout", "Support and load", "", "Three quarters, each with both figures.", table,
        LEVELS, "Support, as agreed", hundred, "Load, 0 to 100", dots, caveats,
    )  # fmt: skip


HIDDEN = Unshown(
    "pulse/team/load",
    "Load and ground",
    "Not shown, to keep small groups safe. It may be shown after the next survey.",
)
