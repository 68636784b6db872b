"""Counts over time in columns from 0, their parts on top of or beside each other; small groups hatched at one height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pie_audit.charts.field import label_steps
from pie_audit.charts.keys import Key, lay_keys
from pie_audit.charts.letters import Letters, backed
from pie_audit.charts.looks import filling
from pie_audit.charts.notes import (
    Note,
    draw_flags,
    flag_places,
    flags_height,
    lay_notes,
    pin_notes,
    plant_flags,
)
from pie_audit.charts.shapes import Drawing, Label, Place, Plate, Room, Rule, Shape
from pie_audit.domain.chart import Part, StackChart, StackColumn, Step

_HIGH = 300.0
_HATCHED = 19.0
"""The height of every hatched block, whatever is behind it."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where columns stand: on `base`, `each` apart, `bar` wide, `unit` high for one; `numbered` where counts fit."""

    base: float
    high: float
    each: float
    bar: float
    unit: float
    beside: bool
    numbered: bool


@dataclass(frozen=True, slots=True)
class _Block:
    """One part as it is drawn."""

    part: Part
    x: float
    y: float
    width: float
    height: float


def lay_stacks(chart: StackChart, room: Room) -> Drawing:
    """Keys, flags, columns, and the names of the steps under them."""
    letters = Letters(room)
    fills = [Key(name, fill=place) for place, name in enumerate(chart.fills)]
    keys = [*fills, Key(chart.hatched, is_hatched=True)] if chart.hatched else fills
    head, y = lay_keys(keys, letters, top=0.0, width=room.width)
    each = room.width / max(1, len(chart.steps))
    xs = [(place + 0.5) * each for place in range(len(chart.steps))]
    at = dict(enumerate(xs))
    flags = plant_flags(chart.pins, at, letters, right=room.width)
    top = y + flags_height(flags, letters)
    low = max(160.0, min(250.0, room.width / letters.unit * 0.24))
    ground = _ground(chart, letters, top=top, each=each, low=low)
    shapes = [*head, *draw_flags(flags, letters, steps=at, bottom=top, foot=ground.base)]
    places: list[Place] = []
    for step, (column, x) in enumerate(zip(chart.columns, xs, strict=False)):
        shapes += _draw_column(column, x, ground, letters)
        places += _column_places(column, x, ground, letters, step=step, rows=_most_parts(chart))
    shapes.append(Rule(0.0, ground.base, room.width, ground.base, "control", 1.0))
    foot = ground.base + letters.leading + 2 * letters.unit
    steps, names = _told_below(chart.steps, letters, each=each, width=room.width)
    shapes += label_steps(steps, xs, letters, y=foot, width=room.width)
    notes = [*names, *pin_notes(chart.pins, chart.steps, at)]
    said, end = lay_notes(notes, letters, top=foot + 6 * letters.unit, width=room.width)
    places += flag_places(flags, letters, steps=chart.steps, bottom=top, row=_most_parts(chart) + 1)
    return Drawing(room.width, end + 2 * letters.unit, (*shapes, *said), tuple(places))


def _told_below(
    steps: Sequence[Step], letters: Letters, *, each: float, width: float
) -> tuple[Sequence[Step], list[Note]]:
    """Of times as many as fit, since those between can be counted; of names each one, by numbers where they don't fit."""
    whole = letters.widest(tuple(step.short for step in steps)) + 6 * letters.unit
    if any(step.short != step.name for step in steps) or whole <= min(each, width * 0.45):
        return steps, []
    numbered = [Step(str(number), step.name) for number, step in enumerate(steps, start=1)]
    return numbered, [Note(step.name, str(number)) for number, step in enumerate(steps, start=1)]


def _most_parts(chart: StackChart) -> int:
    return max((len(column.parts) for column in chart.columns), default=0)


def _ground(chart: StackChart, letters: Letters, *, top: float, each: float, low: float) -> _Ground:
    """High enough for the smallest part's number where that costs no more than a tall chart."""
    over = letters.leading if chart.side_by_side else 2.0
    hatched = _HATCHED * letters.unit
    sums = [_sizes(column, chart.side_by_side) for column in chart.columns]
    counts = [part.amount for column in chart.columns for part in column.parts if part.amount]
    largest = max((total for total, _small in sums), default=0.0)
    wish = letters.small * 1.35 / min(counts) * largest if counts else 0.0
    high = max(low, min(_HIGH, wish / letters.unit)) * letters.unit
    unit = min(((high - small * hatched) / total for total, small in sums if total), default=0.0)
    taken = max((total * unit + small * hatched for total, small in sums), default=0.0)
    bar = min(each * 0.84, 120.0 * letters.unit)
    base = top + over + max(taken, 60 * letters.unit)
    return _Ground(base, high, each, bar, unit, chart.side_by_side, _all_fit(chart, bar, letters))


def _all_fit(chart: StackChart, bar: float, letters: Letters) -> bool:
    """Beside each other all counts are printed or none: a single one would look as if it alone mattered."""
    if not chart.side_by_side:
        return True
    return all(
        letters.wide(part.text, weight="semibold") <= bar / len(column.parts) - 2
        for column in chart.columns
        for part in column.parts
    )


def _sizes(column: StackColumn, beside: bool) -> tuple[float, int]:
    """What a column's height comes from: its counted amount, and how many hatched blocks."""
    amounts = [part.amount for part in column.parts if part.amount is not None]
    small = len(column.parts) - len(amounts)
    if beside:
        return max(amounts, default=0.0), 0
    return float(sum(amounts)), small


def _blocks(column: StackColumn, x: float, ground: _Ground, letters: Letters) -> Iterator[_Block]:
    left, y = x - ground.bar / 2, ground.base
    wide = ground.bar / max(1, len(column.parts)) if ground.beside else ground.bar
    for part in column.parts:
        high = _HATCHED * letters.unit if part.amount is None else part.amount * ground.unit
        high = min(high, ground.high)
        yield _Block(part, left, y - high, wide, high)
        if ground.beside:
            left += wide
        else:
            y -= high


def _draw_column(column: StackColumn, x: float, ground: _Ground, letters: Letters) -> Iterator[Shape]:
    for block in _blocks(column, x, ground, letters):
        if block.part.amount is None:
            yield Plate(
                block.x + 1,
                block.y + 1,
                max(0.0, block.width - 2),
                block.height - 2,
                None,
                "control",
                0.0,
                1.0,
                3.0,
                True,
            )
            continue
        if block.height:
            look = filling(block.part.fill)
            yield Plate(
                block.x, block.y, block.width, block.height, look.fill, look.line, 0.0, look.thickness
            )
        yield from _number(block, ground, letters)
    if not column.parts and column.note:
        yield from _column_note(column.note, x, ground, letters)


def _number(block: _Block, ground: _Ground, letters: Letters) -> Iterator[Shape]:
    """The count within its part where it fits there, or over it where parts stand beside each other."""
    text, middle = block.part.text, block.x + block.width / 2
    if not ground.numbered or not text or letters.wide(text, weight="semibold") > block.width - 2:
        return
    if block.height >= letters.small * 1.3:
        y = block.y + block.height / 2 + letters.small * 0.34
        yield Label(middle, y, text, letters.small, filling(block.part.fill).ink, "semibold", "middle")
    elif ground.beside:
        y = block.y - 4 * letters.unit
        yield Label(middle, y, text, letters.small, "ink", "semibold", "middle")


def _column_note(note: str, x: float, ground: _Ground, letters: Letters) -> Iterator[Shape]:
    """The words where there is nothing to count; a dash where a column is too narrow for them."""
    room = ground.each - 4 * letters.unit
    fits = max(letters.wide(word) for word in note.split()) <= room if note.split() else False
    lines = letters.lines(note, room, most=3) if fits else ["–"]
    if not fits and letters.wide("–") > ground.each:
        return
    for number, line in enumerate(reversed(lines)):
        y = ground.base - 7 * letters.unit - number * letters.leading
        yield from backed(Label(x, y, line, letters.small, "ink2", anchor="middle"), letters.wide(line))


def _column_places(
    column: StackColumn, x: float, ground: _Ground, letters: Letters, *, step: int, rows: int
) -> Sequence[Place]:
    """The parts from the top down, and the column as a whole at its name under the line."""
    foot = letters.leading + 4 * letters.unit
    found = [Place(x, ground.base + foot / 2, ground.each, foot, rows, step, column.words)]
    for number, block in enumerate(_blocks(column, x, ground, letters)):
        high = max(block.height, 1.0)
        middle = (block.x + block.width / 2, block.y + block.height - high / 2)
        found.append(Place(*middle, block.width, high, rows - 1 - number, step, block.part.words))
    return found[::-1]
