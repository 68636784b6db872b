"""How far something came, a row each: an open dot then, a filled one now, and the change at the right."""

from __future__ import annotations

from collections.abc import Iterator

from pie_audit.charts.letters import Letters, backed
from pie_audit.charts.looks import Look, plain_look, theme_look
from pie_audit.charts.rows import RowName, Rows, draw_name, draw_scale, plan_rows
from pie_audit.charts.shapes import Drawing, Label, Mark, Place, Plate, Room, Rule, Shape
from pie_audit.domain.chart import SpanChart, SpanRow

_ROW, _LOW_ROW = 38.0, 26.0
_MOST_LINES = 6


def lay_spans(chart: SpanChart, room: Room) -> Drawing:
    """The rows from the top down, and the scale under them."""
    letters = Letters(room)
    labels = tuple(row.label for row in chart.rows)
    names = [RowName(row.name, row.theme) for row in chart.rows]
    aside = letters.widest(labels, letters.size, "bold") + 8 * letters.unit
    rows = plan_rows(names, chart.axis, letters, width=room.width, aside=aside).inset(9 * letters.unit)
    heights = [_height(row, number, rows, letters, room.width) for number, row in enumerate(chart.rows)]
    bottom = sum(heights)
    shapes = draw_scale(rows, letters, top=0.0, bottom=bottom, width=room.width)
    places = []
    top = 0.0
    for number, (row, high) in enumerate(zip(chart.rows, heights, strict=True)):
        shapes += draw_name(rows, number, letters, top=top, high=high)
        over = rows.name_height(number, letters) if rows.is_over else 0.0
        shapes += _draw_row(row, rows, letters, middle=(top + over + top + high) / 2, width=room.width)
        places.append(Place(room.width / 2, top + high / 2, room.width, high, number, 0, _said(row)))
        top += high
    return Drawing(room.width, bottom + letters.leading + 4 * letters.unit, tuple(shapes), tuple(places))


def _said(row: SpanRow) -> str:
    """What a screen reader says: where words stand in place of a bar, the name before them."""
    is_named = (row.then is not None and row.now is not None) or row.words.startswith(row.name)
    return row.words if is_named else f"{row.name}: {row.words}"


def _height(row: SpanRow, number: int, rows: Rows, letters: Letters, width: float) -> float:
    name = rows.name_height(number, letters)
    words = len(_words(row, rows, letters, width)) * letters.leading + 8 * letters.unit
    track = max((_LOW_ROW if rows.is_over else _ROW) * letters.unit, words)
    return name + track if rows.is_over else max(track, name + 6 * letters.unit)


def _words(row: SpanRow, rows: Rows, letters: Letters, width: float) -> list[str]:
    """The words in place of a bar that can't be drawn."""
    if row.then is not None and row.now is not None:
        return []
    return letters.lines(row.words, width - rows.left, most=_MOST_LINES)


def _draw_row(row: SpanRow, rows: Rows, letters: Letters, *, middle: float, width: float) -> Iterator[Shape]:
    if row.then is None or row.now is None:
        lines = _words(row, rows, letters, width)
        first = middle - len(lines) * letters.leading / 2 + letters.small
        for n, line in enumerate(lines):
            label = Label(rows.left, first + n * letters.leading, line, letters.small, "ink2")
            yield from backed(label, letters.wide(line))
        return
    yield Rule(rows.left, middle, rows.right, middle, "line", 1.6)
    look = theme_look(row.theme) if row.theme is not None else plain_look(1, "circle")
    yield from _draw_span(rows.x(row.then), rows.x(row.now), middle, look, letters)
    text = letters.cut(row.label, width - rows.right - 10 * letters.unit, letters.size, "bold")
    yield Label(width, middle + letters.size * 0.34, text, letters.size, "ink", "bold", "end")


def _draw_span(then: float, now: float, y: float, look: Look, letters: Letters) -> Iterator[Shape]:
    size, thick = 13.0 * letters.unit, 5.0 * letters.unit
    yield Plate(min(then, now), y - thick / 2, abs(now - then), thick, look.ink)
    # Where nearly nothing changed, the open dot is the wider one, so that it still shows around the filled one.
    is_near = abs(now - then) < size * 0.4
    yield Mark("circle", then, y, size * (1.3 if is_near else 0.92), "surface", look.ink, 2.0)
    yield Mark("circle", now, y, size * (0.7 if is_near else 1.0), look.ink)
