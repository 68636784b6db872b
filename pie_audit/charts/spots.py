"""Groups side by side on one scale: each its own shape and line, never put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pie_audit.charts.keys import Key, lay_keys
from pie_audit.charts.letters import Letters, backed
from pie_audit.charts.looks import THEME_SHAPES, Look, plain_look
from pie_audit.charts.placing import Ground, around, box_around
from pie_audit.charts.rows import RowName, Rows, draw_name, draw_scale, plan_rows
from pie_audit.charts.shapes import Drawing, Label, Mark, Place, Room, Rule, Shape
from pie_audit.domain.chart import Spot, SpotChart, SpotRow

_DOT = 11.0
_LANE = 20.0
_FINGER = 24.0
_GAP = 5.0


@dataclass(frozen=True, slots=True)
class _Lane:
    """One group's line within a row: its spots, where it lies, and how many dots of one value stand abreast.

    `reasons` are why it has no dot at all.
    """

    reasons: tuple[str, ...]
    look: Look
    spots: tuple[tuple[int, Spot], ...]
    y: float
    high: float
    abreast: int


@dataclass(frozen=True, slots=True)
class _Field:
    """The chart with its rows planned; `slot` is the way from one whole value to the next."""

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
    field = _planned(chart, letters, room.width)
    body: list[Shape] = []
    places: list[Place] = []
    y = top
    for number in range(len(chart.rows)):
        drawn, found, y = _draw_row(field, number, letters, top=y)
        body += drawn
        places += found
    scale = draw_scale(field.rows, letters, top=top, bottom=y, width=room.width)
    end = y + letters.leading + 4 * letters.unit
    return Drawing(room.width, end, (*shapes, *scale, *body), tuple(places))


def _look(fill: int) -> Look:
    # The second plain colour first: this is about people, and ink is what limits and single lines have.
    return plain_look(fill + 1, THEME_SHAPES[fill % len(THEME_SHAPES)])


def _planned(chart: SpotChart, letters: Letters, width: float) -> _Field:
    """Where dots of one value stand abreast, the ends of the scale leave room for them."""
    names = [RowName(row.name, row.theme, row.note) for row in chart.rows]
    rows = plan_rows(names, chart.axis, letters, width=width)
    room, steps = rows.right - rows.left, max(1, len(chart.axis.ticks) - 1)
    is_crowded = any(count > 1 for row in chart.rows for count in _counts(row).values())
    pad = room / (2 * (steps + 1)) if is_crowded else (_DOT / 2 + 2) * letters.unit
    return _Field(chart, rows.inset(pad), (room - 2 * pad) / steps, width)


def _counts(row: SpotRow) -> Counter[tuple[int, float]]:
    return Counter((spot.fill, spot.value) for spot in row.spots if spot.value is not None)


def _draw_row(
    field: _Field, number: int, letters: Letters, *, top: float
) -> tuple[list[Shape], list[Place], float]:
    """One row with its name, note and lines of dots; and where it ends."""
    rows, start = field.rows, top + _GAP * letters.unit
    name = rows.name_height(number, letters)
    over = name if rows.is_over else 0.0
    dots = sum(lane.high for lane in _lanes(field, number, letters, top=0.0))
    high = over + dots if rows.is_over else max(dots, name)
    shapes = draw_name(rows, number, letters, top=start, high=high)
    places: list[Place] = []
    for lane in _lanes(field, number, letters, top=start + over + (high - over - dots) / 2):
        drawn, found = _draw_lane(field, lane, number, letters)
        shapes += drawn
        places += found
    places.sort(key=lambda place: place.step)
    end = start + high + _GAP * letters.unit
    shapes.append(Rule(0.0, end, field.width, end, "line", 0.8))
    return shapes, places, end


def _lanes(field: _Field, number: int, letters: Letters, *, top: float) -> Iterator[_Lane]:
    """The lines of the groups that a row tells of, each as high as its dots need."""
    row = field.chart.rows[number]
    dot = (_DOT + 1.5) * letters.unit
    abreast = max(1, int(field.slot * 0.92 / dot))
    counts = _counts(row)
    for fill in sorted({spot.fill for spot in row.spots}):
        ours = tuple((step, spot) for step, spot in enumerate(row.spots) if spot.fill == fill)
        most = max((count for (of, _value), count in counts.items() if of == fill), default=1)
        reasons = _reasons(field, ours, letters)
        lines = max(-(-most // abreast) * dot, len(reasons) * letters.leading)
        high = max(_LANE * letters.unit, lines + 6 * letters.unit)
        yield _Lane(reasons, _look(fill), ours, top + high / 2, high, abreast)
        top += high


def _draw_lane(field: _Field, lane: _Lane, number: int, letters: Letters) -> tuple[list[Shape], list[Place]]:
    """The dots of one line, then their labels where nothing else is, and why others are missing."""
    size, rows = _DOT * letters.unit, field.rows
    spots = [(step, spot, *_at(field, lane, step, letters)) for step, spot in lane.spots]
    half = lane.high / 2
    ground = Ground((max(0.0, rows.left - size), lane.y - half, field.width, lane.y + half))
    shapes: list[Shape] = []
    places: list[Place] = []
    for step, spot, x, y in spots:
        side = min(_FINGER * letters.unit, lane.high)
        places.append(Place(x, y, side, side, number, step, spot.words))
        if spot.value is not None:
            shapes.append(Mark(lane.look.shape, x, y, size, lane.look.ink, "surface", 0.8))
            ground.taken.append(box_around(x, y, size))
    shapes += _draw_reasons(field, lane, letters)
    for _step, spot, x, y in spots:
        found = ground.place(_labels(field, spot, (x, y), letters), letters)
        shapes += backed(found, letters.wide(found.text)) if found is not None else []
    return shapes, places


def _at(field: _Field, lane: _Lane, step: int, letters: Letters) -> tuple[float, float]:
    """Where a dot stands among those of the same value: abreast, then in more lines."""
    value = dict(lane.spots)[step].value
    if value is None:
        return field.rows.left, lane.y
    same = [other for other, spot in lane.spots if spot.value == value]
    dot = (_DOT + 1.5) * letters.unit
    line, at = divmod(same.index(step), lane.abreast)
    in_line = min(lane.abreast, len(same) - line * lane.abreast)
    lines = -(-len(same) // lane.abreast)
    x = field.rows.x(value) + (at - (in_line - 1) / 2) * dot
    return x, lane.y + (line - (lines - 1) / 2) * dot


def _reasons(field: _Field, spots: tuple[tuple[int, Spot], ...], letters: Letters) -> tuple[str, ...]:
    """Why a group has no dot on a row, in lines; empty where it has one."""
    spot = spots[0][1]
    if any(other.value is not None for _step, other in spots):
        return ()
    groups = field.chart.groups
    group = groups[spot.fill] if len(groups) > 1 and spot.fill < len(groups) else ""
    words = f"{group}: {spot.label}" if group and spot.label else spot.label or spot.words
    return tuple(letters.lines(words, field.width - field.rows.left, most=3))


def _draw_reasons(field: _Field, lane: _Lane, letters: Letters) -> Iterator[Shape]:
    first = lane.y - len(lane.reasons) * letters.leading / 2 + letters.small * 0.98
    for number, line in enumerate(lane.reasons):
        y = first + number * letters.leading
        yield from backed(Label(field.rows.left, y, line, letters.small, "ink2"), letters.wide(line))


def _labels(field: _Field, spot: Spot, at: tuple[float, float], letters: Letters) -> list[Label]:
    """Where the label of a spot may stand beside its dot."""
    if spot.value is None or not spot.label:
        return []
    label = Label(*at, letters.cut(spot.label, field.width * 0.6), letters.small, "ink2")
    left, right, *_others = around(label, (_DOT / 2 + 4) * letters.unit)
    return [right, left]
