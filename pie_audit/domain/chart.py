"""Charts as values: what is shown, said and read aloud; never where a line lies or which colour it has.

Each chart has its sentence, made from the figures by rules, and its table with the same figures. Screen and paper draw
the same value. A `value` is a plain number on the chart's axis and None for a gap; `label` is how people read it,
`words` is what hover, keyboard focus and a screen reader say of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sign(StrEnum):
    """Why a point is worth asking about (command-line.md, “Kinds of flag in a trend”)."""

    BEYOND_LIMIT = "beyond-limit"
    SEVEN_POINT_TREND = "seven-point-trend"
    TWO_OF_THREE_NEAR_LIMIT = "two-of-three-near-limit"
    SEVEN_ONE_SIDE = "seven-one-side"
    SCREENED_RANGE = "screened-range"


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The figures of a chart in rows; the first cell of a row names it. Hidden figures read as on the chart."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A fixed scale; `ticks` are values with their labels, lowest first. Nothing ever cuts it."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A place along the time of a chart: short under the axis (“Au26”), in full when read (“autumn 2026”).

    `day` is its first one, for notes that are pinned to it; None where nothing can be pinned.
    """

    short: str
    name: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One value in time. `low` and `high` are its range; `hollow`: of a review that isn't signed.

    `breaks`: the line doesn't come from the point before, because questions or the team changed; `break_words` say why.
    `letter` marks a signal on the chart, `signs` are all that apply, the one shown first.
    """

    value: float | None
    label: str
    words: str
    low: float | None = None
    high: float | None = None
    hollow: bool = False
    breaks: bool = False
    break_words: str = ""
    signs: tuple[Sign, ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Points, one for each step of the chart. `theme` is the place of the theme whose mark it has, None for plain.

    `name` stands at its end where a chart has several. `shape` sets one apart from others without a theme.
    """

    name: str
    points: tuple[Point, ...]
    theme: int | None = None
    shape: str = "circle"


@dataclass(frozen=True, slots=True)
class Limits:
    """The centre and the limits from step `first` to step `last`, both included; None is not drawn."""

    first: int
    last: int
    centre: float | None
    centre_label: str = ""
    upper: float | None = None
    upper_label: str = ""
    lower: float | None = None
    lower_label: str = ""
    near_upper: float | None = None
    near_lower: float | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """A dated note that the team put on a chart; `at` is its step.

    `ends` is not empty where the line of a team ends there: what the chart's sentence says of it. It is drawn with a
    closed pole, so that it can't be taken for a note.
    """

    at: int
    words: str
    mark_id: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class LineChart:
    """Values over time. `headline` is the latest value with its base (“2.9”, “9 of 9 topics”), empty where none.

    `steps` may be more than fit: `long` charts can be zoomed and panned on the screen; on paper all are drawn.
    `banner` is a caution that stands on the chart (“provisional: 12 points”). `opens` is what a click anywhere on it
    leads to (the id of its theme), empty for nothing. `leaves` stands in its place in whatever is copied or saved, where
    its figures are for the team alone.
    """

    id: str
    title: str
    note: str
    sentence: str
    table: ChartTable
    axis: Axis
    steps: tuple[Step, ...]
    series: tuple[Series, ...]
    headline: tuple[str, str] = ("", "")
    limits: tuple[Limits, ...] = ()
    pins: tuple[Pin, ...] = ()
    banner: str = ""
    long: bool = False
    opens: str = ""
    leaves: Unshown | None = None


class CellKind(StrEnum):
    """What a square of a grid says; each is drawn in its own way, and read."""

    VALUE = "value"
    NOT_APPLICABLE = "doesn’t apply"
    CANT_TELL = "can’t tell"
    NOT_SETTLED = "not settled"
    NOT_ENOUGH = "not enough answered"
    NOT_ASKED = "not asked"
    NOT_DISCUSSED = "not discussed"
    NO_REVIEW = "no review"


@dataclass(frozen=True, slots=True)
class Cell:
    """One square: `level` is the whole step 0 to 4 whose tint it has, None without one."""

    text: str
    words: str
    kind: CellKind = CellKind.VALUE
    level: int | None = None
    hollow: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of squares; `key` is the id of what it stands for (a theme or topic), for drilling down."""

    key: str
    name: str
    cells: tuple[Cell, ...]
    theme: int | None = None


@dataclass(frozen=True, slots=True)
class GridChart:
    """Rows by steps of time, in the order of the questions; `legend` explains the squares without a number."""

    id: str
    title: str
    note: str
    sentence: str
    table: ChartTable
    steps: tuple[Step, ...]
    rows: tuple[GridRow, ...]
    legend: tuple[str, ...] = ()
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class SpanRow:
    """From an earlier value to a later one. Where either is None, `words` stand in place of the bar."""

    name: str
    then: float | None
    now: float | None
    label: str
    words: str
    theme: int | None = None


@dataclass(frozen=True, slots=True)
class SpanChart:
    """How far something came, a row each: an open dot then, a filled one now."""

    id: str
    title: str
    note: str
    sentence: str
    table: ChartTable
    axis: Axis
    rows: tuple[SpanRow, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a column; `amount` None is a small group, drawn hatched at one fixed height. `fill` picks its look."""

    amount: float | None
    text: str
    words: str
    fill: int = 0


@dataclass(frozen=True, slots=True)
class StackColumn:
    """One step of time with its parts from the bottom up; `words` say it whole, `note` stands where there is nothing."""

    parts: tuple[Part, ...]
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StackChart:
    """Counts over time in stacked columns from 0. `fills` name the parts' looks in order; a hatched one is last if any.

    `unit` stands above the axis. `side_by_side`: the parts of a column stand next to each other instead. `leaves` stands
    for it on paper and in files where it holds a small count.
    """

    id: str
    title: str
    note: str
    sentence: str
    table: ChartTable
    steps: tuple[Step, ...]
    columns: tuple[StackColumn, ...]
    fills: tuple[str, ...]
    hatched: str = ""
    side_by_side: bool = False
    pins: tuple[Pin, ...] = ()
    leaves: Unshown | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """One group's value on a row of dots; None isn't drawn, and `words` say why."""

    value: float | None
    label: str
    words: str
    fill: int = 0


@dataclass(frozen=True, slots=True)
class SpotRow:
    """Values of several groups side by side, never put together."""

    name: str
    spots: tuple[Spot, ...]
    theme: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SpotChart:
    """Groups side by side on one axis; each has its own shape, named in `groups`."""

    id: str
    title: str
    note: str
    sentence: str
    table: ChartTable
    axis: Axis
    rows: tuple[SpotRow, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScatterDot:
    """One quarter in the field of two values."""

    across: float
    up: float
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class ScatterChart:
    """Two values against each other, dots joined in time; no line of fit. `caveats` are printed on the chart."""

    id: str
    title: str
    note: str
    sentence: str
    table: ChartTable
    across: Axis
    across_name: str
    up: Axis
    up_name: str
    dots: tuple[ScatterDot, ...]
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unshown:
    """A chart that can't be drawn now, and the plain reason; it keeps its place so that nothing seems to be missing."""

    id: str
    title: str
    sentence: str


Chart = LineChart | GridChart | SpanChart | StackChart | SpotChart | ScatterChart | Unshown


def is_drawn(chart: Chart) -> bool:
    """Whether there is anything to draw."""
    return not isinstance(chart, Unshown)


def endings_of(chart: Chart) -> tuple[str, ...]:
    """What its sentence says of the lines of teams that end on it, each once; it stands last."""
    if not isinstance(chart, LineChart | GridChart | StackChart):
        return ()
    return tuple(dict.fromkeys(pin.ends for pin in chart.pins if pin.ends))


def sentences_of(charts: Iterable[Chart]) -> frozenset[str]:
    """What charts say, each sentence with and without the endings: lines that needn't be said again beside them."""
    found = set[str]()
    for chart in charts:
        endings = "".join(f" {words}" for words in endings_of(chart))
        found |= {chart.sentence, chart.sentence.removesuffix(endings)}
    return frozenset(found)


def taken_along(chart: Chart) -> Chart:
    """What of a chart may be copied or saved: it does itself, or what stands for it outside."""
    return chart.leaves or chart if isinstance(chart, LineChart | StackChart) else chart
