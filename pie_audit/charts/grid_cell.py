"""One square of a grid: its tint with the number, or the drawing that says why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pie_audit.charts.letters import Letters
from pie_audit.charts.shapes import Label, Mark, Plate, Rule, Shape
from pie_audit.domain.chart import Cell, CellKind

_BROKEN = {CellKind.NOT_APPLICABLE, CellKind.NOT_ASKED, CellKind.NOT_ENOUGH}


@dataclass(frozen=True, slots=True)
class Square:
    """Where a square lies."""

    x: float
    y: float
    width: float
    height: float


def draw_cell(cell: Cell, square: Square, letters: Letters) -> Iterator[Shape]:
    """The square from back to front; a break before it is an upright stroke at its left."""
    if cell.kind is CellKind.VALUE:
        yield from _draw_value(cell, square, letters)
    else:
        yield from _draw_reason(cell, square, letters)
    if cell.breaks:
        x = max(0.8, square.x - 1.5)
        yield Rule(x, square.y, x, square.y + square.height, "ink", 1.6)


def _draw_value(cell: Cell, square: Square, letters: Letters) -> Iterator[Shape]:
    filled = cell.level is not None and not cell.hollow
    yield Plate(
        square.x,
        square.y,
        square.width,
        square.height,
        f"level-{cell.level}" if filled else "surface",
        "lv_line",
        4.0,
        1.8 if cell.hollow else 0.8,
    )
    yield _text(cell.text, square, letters, f"level-ink-{cell.level}" if filled else "ink", "semibold")


def _text(text: str, square: Square, letters: Letters, ink: str, weight: str = "regular") -> Label:
    return Label(
        square.x + square.width / 2,
        square.y + square.height / 2 + letters.small * 0.34,
        letters.cut(text, square.width - 2, weight=weight),
        letters.small,
        ink,
        weight,
        "middle",
    )


def _draw_reason(cell: Cell, square: Square, letters: Letters) -> Iterator[Shape]:
    x, y, width, height = square.x, square.y, square.width, square.height
    middle = (x + width / 2, y + height / 2)
    if cell.kind is CellKind.NO_REVIEW:
        yield Rule(middle[0] - 4, middle[1], middle[0] + 4, middle[1], "control", 1.0)
        return
    dash = 3.0 if cell.kind in _BROKEN else 0.0
    hatched = cell.kind is CellKind.NOT_DISCUSSED
    yield Plate(x, y, width, height, None, "control", 4.0, 1.0, dash, hatched)
    if cell.kind is CellKind.CANT_TELL:
        yield Mark("circle", *middle, min(8.0 * letters.unit, width * 0.5), "ink2")
    elif cell.kind is CellKind.NOT_SETTLED:
        yield Rule(x + 2, y + height - 2, x + width - 2, y + 2, "ink2", 1.4)
    elif cell.text and not hatched:
        yield _text(cell.text, square, letters, "ink2")
