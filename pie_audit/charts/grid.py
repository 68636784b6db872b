"""Rows by steps of time in squares: a number in each, and a drawing of its own for whatever has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pie_audit.charts.field import kept_labels
from pie_audit.charts.grid_cell import Square, draw_cell
from pie_audit.charts.keys import Key, lay_keys
from pie_audit.charts.letters import Letters
from pie_audit.charts.looks import theme_look
from pie_audit.charts.notes import (
    closing_line,
    draw_flags,
    end_steps,
    flag_places,
    flags_height,
    lay_notes,
    pin_notes,
    plant_flags,
)
from pie_audit.charts.shapes import Drawing, Label, Mark, Place, Room, Shape
from pie_audit.domain.chart import Cell, CellKind, GridChart, GridRow

_GAP = 3.0
_WIDEST_CELL = 66.0
_FEW_ROWS = 8


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a grid is laid: names at the side, or over each row where `side` is 0; so many steps in a band."""

    side: float
    cell: float
    high: float
    band: int
    over: float
    names: tuple[tuple[str, ...], ...]

    @property
    def row(self) -> float:
        """The height of one row with its name where that stands over it."""
        return self.over + self.high + _GAP


def lay_grid(chart: GridChart, room: Room) -> Drawing:
    """The grid in the room; where not all steps fit beside each other, in bands one under the other."""
    letters = Letters(room)
    plan = _plan(chart, letters, room.width)
    shapes: list[Shape] = []
    places: list[Place] = []
    y = 0.0
    for start in range(0, len(chart.steps), plan.band):
        drawn, found, y = _lay_band(chart, plan, letters, first=start, top=y, width=room.width)
        shapes += drawn
        places += found
        y += 7 * letters.unit
    below, y = _lay_legend(chart, letters, top=y, width=room.width)
    notes = pin_notes(chart.pins, chart.steps, range(len(chart.steps)))
    said, y = lay_notes(notes, letters, top=y, width=room.width)
    places.sort(key=lambda place: (place.row, place.step))
    return Drawing(room.width, y + 2 * letters.unit, (*shapes, *below, *said), tuple(places))


def _plan(chart: GridChart, letters: Letters, width: float) -> _Plan:
    """Names at the side while all steps fit beside them; over the rows where the drawing is narrow."""
    unit, count = letters.unit, max(1, len(chart.steps))
    high = (38.0 if len(chart.rows) <= _FEW_ROWS else 28.0) * unit
    least = _least_cell(chart, letters)
    names = tuple(row.name for row in chart.rows)
    beside = (34.0 if any(row.theme is not None for row in chart.rows) else 12.0) * unit
    side = min(
        letters.widest(names, letters.size, "semibold") + beside, max(width * 0.4, 90 * unit), 290 * unit
    )
    at_side = int((width - side) // least)
    if at_side >= count or (at_side >= 4 and width >= 420 * unit):
        band = _balanced(count, at_side)
        cell = min(_WIDEST_CELL * unit, (width - side) / band)
        lines = _named(chart, letters, side - beside)
        high = max([high, *(len(name) * letters.leading + 4 * unit for name in lines)])
        return _Plan(side, cell, high, band, 0.0, lines)
    band = _balanced(count, max(1, int(width // least)))
    over = letters.leading + 3 * unit
    lines = _named(chart, letters, width - 24 * unit, most=1)
    return _Plan(0.0, min(_WIDEST_CELL * unit, width / band), high, band, over, lines)


def _balanced(count: int, most: int) -> int:
    """How many steps a band has when as few bands as can be are nearly alike."""
    return -(-count // -(-count // most))


def _least_cell(chart: GridChart, letters: Letters) -> float:
    """The width a square needs for its number; long words in place of one are cut."""
    numbers = tuple({c.text for row in chart.rows for c in row.cells if c.kind is CellKind.VALUE})
    others = {c.text for row in chart.rows for c in row.cells if c.kind is not CellKind.VALUE}
    wide = min(letters.widest(tuple(others)), 24 * letters.unit)
    return max(letters.widest(numbers, weight="semibold"), wide) + _GAP + 5 * letters.unit


def _named(chart: GridChart, letters: Letters, width: float, most: int = 2) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(letters.lines(row.name, width, most=most, size=letters.size, weight="semibold"))
        for row in chart.rows
    )


def _lay_band(
    chart: GridChart, plan: _Plan, letters: Letters, *, first: int, top: float, width: float
) -> tuple[list[Shape], list[Place], float]:
    """One band of steps with flags, names of steps and all rows; and where it ends."""
    steps = range(first, min(first + plan.band, len(chart.steps)))
    middles = {at: plan.side + (at - first + 0.5) * plan.cell - _GAP / 2 for at in steps}
    flags = plant_flags(chart.pins, middles, letters, right=width)
    head = top + flags_height(flags, letters)
    start = head + letters.leading + 3 * letters.unit
    shapes = draw_flags(flags, letters, steps=middles, bottom=head, foot=head)
    places = flag_places(flags, letters, steps=chart.steps, bottom=head, row=len(chart.rows))
    shapes += _step_names(chart, plan, letters, middles, y=head + letters.small)
    for number, row in enumerate(chart.rows):
        y = start + number * plan.row
        shapes += _row_name(row, plan.names[number], plan, letters, top=y)
        for at in steps[: max(0, len(row.cells) - first)]:
            left = plan.side + (at - first) * plan.cell
            square = Square(left, y + plan.over, plan.cell - _GAP, plan.high)
            shapes += draw_cell(row.cells[at], square, letters)
            places.append(_place(row, square, number, at))
    end = start + len(chart.rows) * plan.row
    shapes += _ends(chart, plan, middles, top=start, bottom=end - _GAP)
    return shapes, places, end


def _ends(
    chart: GridChart, plan: _Plan, middles: dict[int, float], *, top: float, bottom: float
) -> Iterator[Shape]:
    """The line that closes the last step of a team's line, through all rows."""
    for at in sorted(end_steps(chart.pins) & middles.keys()):
        yield from closing_line(middles[at] + plan.cell / 2 - 1.4, top, bottom)


def _place(row: GridRow, square: Square, number: int, at: int) -> Place:
    x, y = square.x + square.width / 2, square.y + square.height / 2
    return Place(x, y, square.width, square.height, number, at, row.cells[at].words, row.key)


def _step_names(
    chart: GridChart, plan: _Plan, letters: Letters, middles: dict[int, float], *, y: float
) -> Iterator[Shape]:
    """The names of the steps over their squares, as many as fit."""
    most = max(plan.cell * 3, 60 * letters.unit) if len(middles) > 2 else plan.cell - _GAP
    names = {at: letters.cut(chart.steps[at].short, most, weight="semibold") for at in middles}
    widest = letters.widest(tuple(names.values()), weight="semibold")
    order = sorted(middles)
    right = plan.side + len(order) * plan.cell - _GAP
    edge = 0.0
    for place in kept_labels(len(order), plan.cell, widest + 4 * letters.unit):
        name = names[order[place]]
        half = letters.wide(name, weight="semibold") / 2
        x = max(half, min(middles[order[place]], max(right, half) - half))
        if x - half >= edge:
            yield Label(x, y, name, letters.small, "ink2", "semibold", "middle")
            edge = x + half + 2 * letters.unit


def _row_name(
    row: GridRow, lines: tuple[str, ...], plan: _Plan, letters: Letters, *, top: float
) -> Iterator[Shape]:
    """The name of a row at its side or over it, after the mark of its theme."""
    unit, x = letters.unit, 0.0
    high = plan.over - _GAP if plan.over else plan.high
    if row.theme is not None:
        look = theme_look(row.theme)
        yield Mark(look.shape, 8 * unit, top + high / 2, 13 * unit, look.ink)
        x = 22 * unit
    first = top + high / 2 - len(lines) * letters.leading / 2 + letters.size * 0.96
    for number, line in enumerate(lines):
        y = first + number * letters.leading
        yield Label(x, y, line, letters.size, "ink", "semibold")


def _lay_legend(chart: GridChart, letters: Letters, *, top: float, width: float) -> tuple[list[Shape], float]:
    """The tints with their numbers, then what the squares without one say."""
    has_levels = any(cell.level is not None for row in chart.rows for cell in row.cells)
    tints, x, y = _lay_tints(letters, top=top, width=width) if has_levels else ([], 0.0, top)
    said, end = _lay_reasons(chart, letters, left=x, top=y, width=width)
    return [*tints, *said], end if said or not tints else y + letters.leading + 8 * letters.unit


def _lay_reasons(
    chart: GridChart, letters: Letters, *, left: float, top: float, width: float
) -> tuple[list[Shape], float]:
    """A small square of each kind without a number, as it is drawn above, and what it says."""
    samples = _samples(chart)
    if len(samples) != len(chart.legend):
        return lay_keys(
            [Key(words, ink="ink2") for words in chart.legend if words],
            letters,
            top=top,
            width=width,
            left=left,
        )
    shapes: list[Shape] = []
    unit, x, y = letters.unit, left, top
    for sample, words in zip(samples, chart.legend, strict=True):
        box = max(22 * unit, letters.wide(sample.text) + 8 * unit)
        lines = letters.lines(words, width - box - 6 * unit, most=3) or [""]
        wide = box + 6 * unit + letters.widest(tuple(lines))
        if x and x + wide > width:
            x, y = 0.0, y + letters.leading + 5 * unit
        shapes += draw_cell(sample, Square(x + 0.5, y, box - 1, letters.leading + 1), letters)
        for number, line in enumerate(lines):
            at = y + letters.small + 2 * unit + number * letters.leading
            shapes.append(Label(x + box + 6 * unit, at, line, letters.small, "ink2"))
        y += (len(lines) - 1) * letters.leading
        x += wide + 14 * unit
    return shapes, y + (letters.leading + 8 * unit if samples else 0.0)


def _samples(chart: GridChart) -> list[Cell]:
    """The first square of each kind without a number, in the order in which the legend names them."""
    found: dict[CellKind, Cell] = {}
    for row in chart.rows:
        for cell in row.cells:
            if cell.kind is not CellKind.VALUE:
                found.setdefault(cell.kind, replace(cell, breaks=False))
    return [found[kind] for kind in CellKind if kind in found]


def _lay_tints(letters: Letters, *, top: float, width: float) -> tuple[list[Shape], float, float]:
    """A small square of each level, and where the next word would stand."""
    shapes: list[Shape] = []
    unit, x, y = letters.unit, 0.0, top
    box = letters.wide("0", weight="semibold") + 14 * unit
    for level in range(5):
        if x + box > width:
            x, y = 0.0, y + letters.leading + 5 * unit
        middle = Square(x + 0.5, y, box - 1, letters.leading + 1)
        shapes += draw_cell(Cell(str(level), "", level=level), middle, letters)
        x += box + 4 * unit
    return shapes, x + 10 * unit, y
