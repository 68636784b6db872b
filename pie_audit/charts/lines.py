"""Values over time: lines with gaps, ranges, limits, signals and pinned notes, on a fixed scale."""

from __future__ import annotations

from collections.abc import Iterator

from pie_audit.charts.field import Field, gutter, label_steps, rule_field, spread_evenly
from pie_audit.charts.heading import lay_heading
from pie_audit.charts.letters import Letters
from pie_audit.charts.line_edge import Edge, draw_tags, line_edge, series_looks
from pie_audit.charts.line_limits import draw_limits
from pie_audit.charts.line_signals import draw_signals
from pie_audit.charts.line_view import Lines
from pie_audit.charts.notes import (
    Note,
    draw_flags,
    flag_places,
    flags_height,
    lay_notes,
    pin_notes,
    plant_flags,
)
from pie_audit.charts.shapes import Drawing, Mark, Place, Plate, Room, Rule, Shape, Trace
from pie_audit.domain.chart import LineChart
from pie_audit.words import _

_FINGER = 24.0
"""The smallest side of what can be pointed at, in units at 100 %."""


def lay_lines(chart: LineChart, room: Room) -> Drawing:
    """The chart in the room: heading, flags, field, names of steps, and what the signs mean."""
    letters = Letters(room)
    first, last = in_view(len(chart.steps), room)
    looks = series_looks(chart.series)
    heading, y = lay_heading(chart, letters, width=room.width)
    high = field_height(room)
    edge = line_edge(chart, looks, letters, width=room.width, high=high)
    left = gutter(chart.axis, letters, room.width)
    size, pad = _mark_size(room.width - left - edge.width, last - first + 1, letters)
    xs = spread_evenly(last - first + 1, left + pad, room.width - edge.width - pad)
    places = dict(enumerate(xs, start=first))
    flags = plant_flags(chart.pins, places, letters, right=room.width)
    head = y + flags_height(flags, letters)
    top = head + max(size * 0.85, letters.small * 0.5)
    field = Field(left, top, room.width - edge.width, top + high, chart.axis)
    lines = Lines(chart, field, first, tuple(xs), size, looks)
    planted = draw_flags(flags, letters, steps=places, bottom=head, foot=field.bottom)
    body, notes = _draw_body(lines, letters, edge, planted)
    foot = field.bottom + letters.leading + 2 * letters.unit
    under = label_steps(lines.steps, xs, letters, y=foot, width=room.width)
    said = [*edge.notes, *notes, *_break_notes(lines), *pin_notes(chart.pins, chart.steps, places)]
    below, end = lay_notes(said, letters, top=foot + 7 * letters.unit, width=room.width)
    shapes = [*heading, *body, *under, *below]
    walked = [
        *_places(lines, letters),
        *flag_places(flags, letters, steps=chart.steps, bottom=head, row=len(chart.series)),
    ]
    return Drawing(room.width, end + (2 * letters.unit if said else 0.0), tuple(shapes), tuple(walked))


def in_view(count: int, room: Room) -> tuple[int, int]:
    """The first and the last step in view, both included; the last before the first where there is none."""
    last = count - 1 if room.last is None else min(max(room.last, 0), count - 1)
    first = 0 if room.first is None else min(max(room.first, 0), max(0, last))
    return first, last


def field_height(room: Room) -> float:
    """How high the field is: a little more where it is wide, and as tall as its labels need."""
    return max(150.0, min(230.0, room.width * 0.42)) * (0.55 + 0.45 * room.text / 13)


def _mark_size(width: float, count: int, letters: Letters) -> tuple[float, float]:
    """The size of the marks, and the room beside the first and the last."""
    each = width / max(1, count)
    size = max(3.0, min(10.0 * letters.unit, each * 0.55))
    return size, max(size * 0.85, 6.5 * letters.unit) + letters.unit


def _draw_body(
    lines: Lines, letters: Letters, edge: Edge, planted: list[Shape]
) -> tuple[list[Shape], list[Note]]:
    """Everything within the field and beside it, from back to front, and what has to be explained.

    The poles of the flags stand before the ranges, which would hide them, and behind everything else.
    """
    chart, field = lines.chart, lines.field
    limits = draw_limits(chart.limits, field, lines.xs, lines.first)
    signals, notes = draw_signals(lines, letters)
    shapes: list[Shape] = [
        *limits.bands,
        *rule_field(field, letters, gutter=field.left),
        *limits.rules,
    ]
    for row in range(len(chart.series)):
        shapes += _ranges(lines, row, letters)
    shapes += [*planted, *_breaks(lines)]
    for row in range(len(chart.series)):
        shapes += _traces(lines, row)
    for row in range(len(chart.series)):
        shapes += _marks(lines, row)
    return [*shapes, *signals, *draw_tags(edge, lines, letters)], notes


def _ranges(lines: Lines, row: int, letters: Letters) -> Iterator[Shape]:
    field, look = lines.field, lines.looks[row]
    width = min(6.0 * letters.unit, lines.size * 0.8)
    for x, point in lines.points(row):
        if point.low is not None and point.high is not None:
            top = max(field.top, field.y(point.high) - width / 2)
            bottom = min(field.bottom, field.y(point.low) + width / 2)
            yield Plate(x - width / 2, top, width, bottom - top, look.soft, look.ink, width / 2, 0.5)


def _breaks(lines: Lines) -> Iterator[Shape]:
    """A broken upright line before the first point of other questions or another team, with two small strokes."""
    field = lines.field
    for x in _break_xs(lines):
        yield Rule(x, field.top, x, field.bottom, "control", 1.0, 3.0)
        for off in (-2.0, 1.5):
            yield Rule(x + off - 1.5, field.bottom + 3, x + off + 2, field.bottom - 5, "ink2", 1.2)


def _break_xs(lines: Lines) -> list[float]:
    """Where lines break: halfway from the step before."""
    found = set()
    for row in range(len(lines.chart.series)):
        before: float | None = None
        for x, point in lines.points(row):
            if point.breaks:
                found.add((x + before) / 2 if before is not None else x - lines.size / 2 - 2)
            before = x
    return sorted(found)


def _break_notes(lines: Lines) -> list[Note]:
    """Why lines break, each reason once."""
    found: dict[str, None] = {}
    for row in range(len(lines.chart.series)):
        for step, (_x, point) in zip(lines.steps, lines.points(row), strict=False):
            if point.breaks and point.break_words:
                words = _("From {when}: {words}").format(when=step.name, words=point.break_words)
                found[words] = None
    return [Note(words, "//") for words in found]


def _traces(lines: Lines, row: int) -> Iterator[Shape]:
    """The line from point to point; never over a gap or a break."""
    run: list[tuple[float, float]] = []
    for x, point in lines.points(row):
        if point.value is None or point.breaks:
            if len(run) > 1:
                yield Trace(tuple(run), lines.looks[row].ink, 1.8)
            run = []
        if point.value is not None:
            run.append((x, lines.field.y(point.value)))
    if len(run) > 1:
        yield Trace(tuple(run), lines.looks[row].ink, 1.8)


def _marks(lines: Lines, row: int) -> Iterator[Shape]:
    look = lines.looks[row]
    for x, point in lines.points(row):
        if point.value is not None:
            fill = "surface" if point.hollow else look.ink
            line = look.ink if point.hollow else None
            yield Mark(look.shape, x, lines.field.y(point.value), lines.size, fill, line, 1.6)


def _places(lines: Lines, letters: Letters) -> Iterator[Place]:
    field = lines.field
    each = lines.xs[1] - lines.xs[0] if len(lines.xs) > 1 else field.right - field.left
    side = _FINGER * letters.unit
    for row in range(len(lines.chart.series)):
        for step, (x, point) in enumerate(lines.points(row), start=lines.first):
            y = field.bottom - side / 2 if point.value is None else field.y(point.value)
            yield Place(x, y, min(side, each), side, row, step, point.words, lines.chart.opens)
