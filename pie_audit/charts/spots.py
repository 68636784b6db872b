"""Groups side by side on one scale: each its own shape and line, never put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pie_audit.charts.keys import Key, lay_keys
from pie_audit.charts.letters import Letters
from pie_audit.charts.looks import THEME_SHAPES, Look, plain_look
from pie_audit.charts.rows import Rows, draw_name, draw_scale, plan_rows
from pie_audit.charts.shapes import Drawing, Label, Mark, Place, Room, Rule, Shape
from pie_audit.domain.chart import Spot, SpotChart, SpotRow

_DOT = 11.0
_LANE = 20.0
_FINGER = 24.0


@dataclass(frozen=True, slots=True)
class _Lane:
    """One group's line within a row: its spots, where it lies, and how many dots of one value stand abreast."""

    fill: int
    spots: tuple[tuple[int, Spot], ...]
    y: float
    high: float
    abreast: int


@dataclass(frozen=True, slots=True)
class _Spots:
    """The chart with its rows planned."""

    chart: SpotChart
    rows: Rows
    slot: float
    width: float


def lay_spots(chart: SpotChart, room: Room) -> Drawing:
    """Keys of the groups, the rows with a line for each group, and the scale under them."""
    letters = Letters(room)
    named = chart.groups if len(chart.groups) > 1 else ()
    keys = [Key(name, _look(place)) for place, name in enumerate(named)]
    shapes, top = lay_keys(keys, letters, top=0.0, width=room.width)
    spots = _planned(chart, letters, room.width)
    body: list[Shape] = []
    places: list[Place] = []
    y = top
    for number, row in enumerate(chart.rows):
        drawn, found, y = _draw_row(spots, row, number, letters, top=y)
        body += drawn
        places += found
    scale = draw_scale(spots.rows, letters, top=top, bottom=y, width=room.width)
    end = y + letters.leading + 4 * letters.unit
    return Drawing(room.width, end, (*shapes, *scale, *body), tuple(places))


def _look(fill: int) -> Look:
    # The second plain colour first: this is about people, and ink alone would look like limits.
    return plain_look(fill + 1, THEME_SHAPES[fill % len(THEME_SHAPES)])


def _planned(chart: SpotChart, letters: Letters, width: float) -> _Spots:
    marked = any(row.theme is not None for row in chart.rows)
    crowded = any(count > 1 for row in chart.rows for count in _counts(row).values())
    steps = max(1, len(chart.axis.ticks) - 1)
    bare = plan_rows(
        [row.name for row in chart.rows], chart.axis, letters, width=width, marked=marked, aside=0.0, pad=0.0
    )
    room = bare.right - bare.left
    pad = room / (2 * (steps + 1)) if crowded else (_DOT / 2 + 2) * letters.unit
    rows = Rows(bare.names, bare.indent, bare.left + pad, bare.right - pad, bare.over, chart.axis)
    return _Spots(chart, rows, (room - 2 * pad) / steps, width)


def _counts(row: SpotRow) -> Counter[tuple[int, float]]:
    return Counter((spot.fill, spot.value) for spot in row.spots if spot.value is not None)


def _draw_row(
    spots: _Spots, row: SpotRow, number: int, letters: Letters, *, top: float
) -> tuple[list[Shape], list[Place], float]:
    """One row with its name, lines, dots and note; and where it ends."""
    rows, unit = spots.rows, letters.unit
    note = letters.lines(row.note, spots.width - rows.indent if rows.over else _note_room(rows, unit), most=3)
    name = rows.name_height(number, letters) + len(note) * letters.leading
    start = top + 5 * unit + (name if rows.over else 0.0)
    lanes = list(_lanes(spots, row, letters, top=start))
    high = max(sum(lane.high for lane in lanes), 18 * unit)
    if not rows.over and name > high:
        lanes = list(_lanes(spots, row, letters, top=start + (name - high) / 2))
        high = name
    shapes = _named(spots, row, number, note, letters, top=top + 5 * unit, high=high)
    places: list[Place] = []
    for lane in lanes:
        drawn, found = _draw_lane(spots, lane, number, letters)
        shapes += drawn
        places += found
    places.sort(key=lambda place: place.step)
    end = start + high + 5 * unit
    shapes.append(Rule(0.0, end, spots.width, end, "line", 0.8))
    return shapes, places, end


def _note_room(rows: Rows, unit: float) -> float:
    """The room for words under a name that stands at the side."""
    return max(20.0, rows.left - rows.indent - 24 * unit)


def _named(
    spots: _Spots, row: SpotRow, number: int, note: list[str], letters: Letters, *, top: float, high: float
) -> list[Shape]:
    """The name and the note under it, in the middle of the row or over it."""
    rows = spots.rows
    block = rows.name_height(number, letters)
    whole = block + len(note) * letters.leading
    first = top if rows.over else top + (high - whole) / 2
    shapes = list(draw_name(rows, number, letters, top=first, high=block, theme=row.theme))
    for place, line in enumerate(note):
        y = first + block + place * letters.leading + letters.small
        shapes.append(Label(rows.indent, y, line, letters.small, "ink2"))
    return shapes


def _lanes(spots: _Spots, row: SpotRow, letters: Letters, *, top: float) -> Iterator[_Lane]:
    """The lines of the groups that a row tells of, each as high as its dots need."""
    dot = (_DOT + 1.5) * letters.unit
    abreast = max(1, int(spots.slot * 0.92 / dot))
    counts = _counts(row)
    for fill in sorted({spot.fill for spot in row.spots}):
        ours = tuple((step, spot) for step, spot in enumerate(row.spots) if spot.fill == fill)
        most = max((count for (of, _value), count in counts.items() if of == fill), default=1)
        lines = -(-most // abreast)
        high = max(_LANE * letters.unit, lines * dot + 6 * letters.unit, letters.leading + 2)
        yield _Lane(fill, ours, top + high / 2, high, abreast)
        top += high


def _draw_lane(spots: _Spots, lane: _Lane, number: int, letters: Letters) -> tuple[list[Shape], list[Place]]:
    rows, unit, look = spots.rows, letters.unit, _look(lane.fill)
    shapes: list[Shape] = [Rule(rows.left, lane.y, rows.right, lane.y, "line", 1.0)]
    places: list[Place] = []
    seen: Counter[float] = Counter()
    totals = Counter(spot.value for _step, spot in lane.spots if spot.value is not None)
    edge = 0.0
    for step, spot in sorted(lane.spots, key=lambda pair: (pair[1].value is not None, pair[1].value or 0.0)):
        x, y = rows.x(spot.value or 0.0), lane.y
        side = _FINGER * unit
        if spot.value is not None:
            x, y = _beside(x, lane, seen[spot.value], totals[spot.value], letters)
            seen[spot.value] += 1
            side = min(side, (_DOT + 1.5) * unit if totals[spot.value] > 1 else side)
            shapes.append(Mark(look.shape, x, y, _DOT * unit, look.ink, "surface", 0.8))
        label, edge = _label(spots, lane, spot, x, letters, edge=edge)
        shapes += label
        places.append(Place(x, y, side, min(side, lane.high), number, step, spot.words))
    return shapes, places


def _beside(x: float, lane: _Lane, place: int, count: int, letters: Letters) -> tuple[float, float]:
    """Where the dot of this place stands among those of the same value: abreast, then in more lines."""
    dot = (_DOT + 1.5) * letters.unit
    lines = -(-count // lane.abreast)
    line, at = divmod(place, lane.abreast)
    in_line = min(lane.abreast, count - line * lane.abreast)
    return x + (at - (in_line - 1) / 2) * dot, lane.y + (line - (lines - 1) / 2) * dot


def _label(
    spots: _Spots, lane: _Lane, spot: Spot, x: float, letters: Letters, *, edge: float
) -> tuple[list[Shape], float]:
    """The value beside its dot where nothing else is; why there is none at the start of the line."""
    rows, y = spots.rows, lane.y + letters.small * 0.34
    if spot.value is None:
        groups = spots.chart.groups
        words = f"{groups[lane.fill]}: {spot.label}" if lane.fill < len(groups) else spot.label
        text = letters.cut(words, rows.right - rows.left) if spot.label and not edge else ""
        return (
            ([Label(rows.left, y, text, letters.small, "ink2")], rows.left + letters.wide(text))
            if text
            else ([], edge)
        )
    others = [other.value for _step, other in lane.spots if other is not spot and other.value is not None]
    away = (_DOT / 2 + 4) * letters.unit
    wide = letters.wide(spot.label) if spot.label else 0.0
    for left in (x + away, x - away - wide):
        near = any(left - away < rows.x(value) < left + wide + away for value in others)
        if wide and not near and left >= max(edge, rows.left - away) and left + wide <= spots.width:
            return [Label(left, y, spot.label, letters.small, "ink2")], left + wide
    return [], max(edge, x + away)
