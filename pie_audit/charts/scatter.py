"""Two values against each other: dots joined in time, each with its quarter; no line of fit, caveats on the chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pie_audit.charts.field import Field, gutter, rule_field, share
from pie_audit.charts.letters import Letters, label_box
from pie_audit.charts.notes import Note, lay_notes
from pie_audit.charts.placing import Ground, along, around, box_around
from pie_audit.charts.rows import label_values
from pie_audit.charts.shapes import Drawing, Label, Mark, Place, Room, Rule, Shape, Trace
from pie_audit.domain.chart import Axis, ScatterChart

_DOT = 9.0
_FINGER = 24.0
_MOST_LINES = 24
"""Caveats are always read to the end."""


def lay_scatter(chart: ScatterChart, room: Room) -> Drawing:
    """The name of the upright scale, the field, the name of the other, and the caveats."""
    letters = Letters(room)
    unit = letters.unit
    up_name = letters.lines(chart.up_name, room.width, most=3, weight="semibold")
    shapes: list[Shape] = [_line(text, number, letters, x=0.0) for number, text in enumerate(up_name)]
    top = len(up_name) * letters.leading + 8 * unit
    left = gutter(chart.up, letters, room.width)
    pad = 8 * unit
    high = max(150.0 * unit, min(300.0 * unit, room.width * 0.55))
    field = Field(left, top, room.width, top + high, chart.up)
    xs = [
        field.left + pad + (field.right - field.left - 2 * pad) * share(chart.across, d.across)
        for d in chart.dots
    ]
    dots = [(x, field.y(dot.up)) for x, dot in zip(xs, chart.dots, strict=True)]
    shapes += rule_field(field, letters, gutter=left)
    shapes += _across_scale(chart.across, field, letters, pad=pad, width=room.width)
    shapes += _draw_dots(chart, dots, field, letters)
    y = field.bottom + letters.leading + 5 * unit
    across = letters.lines(chart.across_name, room.width, most=3, weight="semibold")
    for number, text in enumerate(across):
        wide = letters.wide(text, weight="semibold")
        shapes.append(_line(text, number, letters, x=max(0.0, room.width - wide), top=y))
    y += len(across) * letters.leading + 6 * unit
    said, y = lay_notes([Note(c) for c in chart.caveats], letters, top=y, width=room.width, most=_MOST_LINES)
    places = tuple(
        Place(x, down, _FINGER * unit, _FINGER * unit, 0, step, dot.words)
        for step, ((x, down), dot) in enumerate(zip(dots, chart.dots, strict=True))
    )
    return Drawing(room.width, y + 2 * unit, (*shapes, *said), places)


def _line(text: str, number: int, letters: Letters, *, x: float, top: float = 0.0) -> Label:
    return Label(x, top + number * letters.leading + letters.small, text, letters.small, "ink2", "semibold")


def _across_scale(axis: Axis, field: Field, letters: Letters, *, pad: float, width: float) -> Iterator[Shape]:
    room = field.right - field.left - 2 * pad
    ticks = [(field.left + pad + room * share(axis, value), name) for value, name in axis.ticks]
    for x, _name in ticks:
        yield Rule(x, field.top, x, field.bottom, "line", 1.0)
    yield from label_values(ticks, letters, y=field.bottom + letters.leading, width=width)


def _draw_dots(
    chart: ScatterChart, dots: Sequence[tuple[float, float]], field: Field, letters: Letters
) -> list[Shape]:
    """The dots joined in time; the latest is larger; each is named where there is room beside it."""
    size = _DOT * letters.unit
    shapes: list[Shape] = [Trace(tuple(dots), "control", 1.2)] if len(dots) > 1 else []
    ground = Ground((field.left, field.top - size / 2, field.right, field.bottom + size / 2))
    for number, (x, y) in enumerate(dots):
        wide = size * (1.35 if number == len(dots) - 1 else 1.0)
        shapes.append(Mark("circle", x, y, wide, "accent", "surface", 1.0))
        ground.taken.append(box_around(x, y, wide))
        if number:
            ground.lines += along(dots[number - 1], (x, y))
    for dot, at in reversed(list(zip(chart.dots, dots, strict=True))):
        shapes += _name_dot(dot.label, at, ground, letters)
    return shapes


def _name_dot(name: str, at: tuple[float, float], ground: Ground, letters: Letters) -> list[Shape]:
    """The quarter beside its dot; further away with a thin line to it where dots stand close."""
    label, size = Label(*at, name, letters.small, "ink"), _DOT * letters.unit
    for away in (size * 0.95, size * 1.6, size * 3, size * 4.6, size * 6.5):
        found = ground.place(around(label, away), letters)
        if found is not None:
            left, top, right, bottom = label_box(found, letters.wide(name))
            near = (min(max(at[0], left), right), min(max(at[1], top), bottom))
            return [Rule(*at, *near, "control", 0.7), found] if away > size * 2 else [found]
    return []
