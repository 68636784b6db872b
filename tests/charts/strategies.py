"""Charts that nobody would draw by hand: long names, equal values, nothing but gaps, forty steps."""

from __future__ import annotations

from hypothesis import strategies as st

from pie_audit.charts.shapes import Room
from pie_audit.domain.chart import (
    Cell,
    CellKind,
    Chart,
    GridChart,
    GridRow,
    Limits,
    LineChart,
    Part,
    Pin,
    Point,
    ScatterChart,
    ScatterDot,
    Series,
    Sign,
    SpanChart,
    SpanRow,
    Spot,
    SpotChart,
    SpotRow,
    StackChart,
    StackColumn,
    Step,
)
from tests.charts.charts_to_try import HUNDRED, LEVELS, TABLE
from tests.charts.drawn import EvenLetters

NAMES = st.one_of(
    st.sampled_from(["Load", "Rules with reasons", "A group of fewer than 5", ""]),
    st.text("abc lmi", max_size=300),
    st.integers(1, 300).map(lambda n: "W" * n),
)
THEMES = st.none() | st.integers(0, 6)
VALUES = st.none() | st.sampled_from([0.0, 1.0, 2.0, 2.0, 4.0]) | st.floats(0, 4)
ROOMS = st.builds(
    lambda width, text: Room(float(width), EvenLetters(), text),
    st.integers(150, 1200),
    st.sampled_from([11.0, 13.0, 16.5, 19.5, 26.0]),
)


def _steps(count: int) -> tuple[Step, ...]:
    return tuple(Step(f"Au{n}", f"autumn {n}") for n in range(count))


def _pins(draw: st.DrawFn, count: int) -> tuple[Pin, ...]:
    at = draw(st.lists(st.integers(0, count - 1), max_size=5))
    return tuple(Pin(n, draw(NAMES), ends=draw(st.sampled_from(("", "A line ended.")))) for n in at)


@st.composite
def points(draw: st.DrawFn, count: int) -> tuple[Point, ...]:
    """Points of one series; some are gaps, some unsigned, some worth asking about."""
    found = []
    for value in draw(st.lists(VALUES, min_size=count, max_size=count)):
        kind = draw(st.integers(0, 11))
        ranged = value is not None and kind < 4
        found.append(
            Point(
                value,
                "gap" if value is None else f"{value:.1f}",
                f"value {value}",
                max(0.0, value - 1) if ranged and value is not None else None,
                min(4.0, value + 1) if ranged and value is not None else None,
                hollow=kind == 4,
                breaks=kind == 5,
                break_words="other questions",
                signs=(Sign.BEYOND_LIMIT,) if kind == 6 else (),
                letter="A" if kind == 6 else "",
            )
        )
    return tuple(found)


@st.composite
def line_charts(draw: st.DrawFn) -> LineChart:
    """One to forty steps, one to seven lines, with or without limits, notes and headings."""
    count = draw(st.integers(1, 40))
    split = draw(st.integers(0, count - 1))
    pieces = [
        Limits(a, b, 2.0, "Average 2", 3.0, "Upper limit 3", 1.0, "Lower limit 1", 2.6, 1.4)
        for a, b in ((0, split), (split + 1, count - 1))
        if a <= b
    ]
    return LineChart(
        "line",
        "",
        "",
        "",
        TABLE,
        LEVELS,
        _steps(count),
        tuple(
            Series(draw(NAMES), draw(points(count)), draw(THEMES)) for _n in range(draw(st.integers(1, 7)))
        ),
        draw(st.sampled_from([("", ""), ("2.9", "9 of 9 topics"), ("", "none"), ("2.9", "topics " * 40)])),
        tuple(pieces) if draw(st.booleans()) else (),
        _pins(draw, count),
        draw(st.sampled_from(["", "provisional: 12 points", "caution " * 20])),
    )


@st.composite
def grid_charts(draw: st.DrawFn) -> GridChart:
    """Up to twelve rows of one to forty squares of every kind."""
    count = draw(st.integers(1, 40))
    cells = st.builds(
        lambda kind, level, hollow: Cell(
            str(level) if kind is CellKind.VALUE else "n/a",
            str(kind),
            kind,
            level if kind is CellKind.VALUE else None,
            hollow,
        ),
        st.sampled_from(CellKind),
        st.integers(0, 4),
        st.booleans(),
    )
    rows = tuple(
        GridRow(
            f"row-{n}",
            draw(NAMES),
            tuple(draw(st.lists(cells, min_size=count, max_size=count))),
            draw(THEMES),
        )
        for n in range(draw(st.integers(1, 12)))
    )
    legend = tuple(draw(st.lists(NAMES, max_size=3)))
    return GridChart("grid", "", "", "", TABLE, _steps(count), rows, legend, _pins(draw, count))


@st.composite
def span_charts(draw: st.DrawFn) -> SpanChart:
    """Spans, some in words."""
    rows = tuple(
        SpanRow(
            draw(NAMES), draw(VALUES), draw(VALUES), draw(st.sampled_from(["+1.3", "−0.3"])), "words", theme
        )
        for theme in draw(st.lists(THEMES, min_size=1, max_size=7))
    )
    return SpanChart("span", "", "", "", TABLE, LEVELS, rows)


@st.composite
def stack_charts(draw: st.DrawFn) -> StackChart:
    """Columns with counts, small groups and nothing at all."""
    count = draw(st.integers(1, 40))
    amounts = st.none() | st.integers(0, 30).map(float)
    columns = []
    for parts in draw(st.lists(st.lists(amounts, max_size=5), min_size=count, max_size=count)):
        told = tuple(
            Part(amount, "" if amount is None else str(int(amount)), "part", fill)
            for fill, amount in enumerate(parts)
        )
        columns.append(StackColumn(told, "column", draw(st.sampled_from(["", "none planned"]))))
    fills = tuple(draw(st.lists(NAMES, max_size=5)))
    beside, pins = draw(st.booleans()), _pins(draw, count)
    return StackChart(
        "stack", "", "", "", TABLE, _steps(count), tuple(columns), fills, draw(NAMES), beside, pins
    )


@st.composite
def spot_charts(draw: st.DrawFn) -> SpotChart:
    """Groups on rows, alone or in crowds."""
    groups = tuple(draw(st.lists(NAMES, min_size=1, max_size=4)))
    spots = st.builds(
        lambda value, fill: Spot(value, "not shown" if value is None else f"{value:.1f}", "spot", fill),
        VALUES,
        st.integers(0, len(groups) - 1),
    )
    rows = tuple(
        SpotRow(draw(NAMES), tuple(draw(st.lists(spots, max_size=12))), theme, draw(NAMES))
        for theme in draw(st.lists(THEMES, min_size=1, max_size=5))
    )
    return SpotChart("spot", "", "", "", TABLE, LEVELS, rows, groups)


@st.composite
def scatter_charts(draw: st.DrawFn) -> ScatterChart:
    """One to forty quarters in a field."""
    pairs = draw(st.lists(st.tuples(st.floats(0, 4), st.floats(0, 100)), max_size=40))
    dots = tuple(ScatterDot(a, b, f"Au{n}", f"dot {n}") for n, (a, b) in enumerate(pairs))
    names = draw(NAMES), draw(NAMES)
    caveats = tuple(draw(st.lists(NAMES, max_size=3)))
    return ScatterChart("scatter", "", "", "", TABLE, LEVELS, names[0], HUNDRED, names[1], dots, caveats)


def charts() -> st.SearchStrategy[Chart]:
    """Any of them."""
    return st.one_of(
        line_charts(), grid_charts(), span_charts(), stack_charts(), spot_charts(), scatter_charts()
    )
