"""Rows along one scale: names at the side, or over each row where the drawing is narrow, and the scale below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pie_audit.charts.field import kept_labels, share
from pie_audit.charts.letters import Letters
from pie_audit.charts.looks import theme_look
from pie_audit.charts.shapes import Label, Mark, Rule, Shape
from pie_audit.domain.chart import Axis

_NARROW = 340.0
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Rows:
    """Where names and scale lie: the scale from `left` to `right`; names over the rows where `over` isn't 0."""

    names: tuple[tuple[str, ...], ...]
    indent: float
    left: float
    right: float
    over: float
    axis: Axis

    def x(self, value: float) -> float:
        """How far from the left a value lies."""
        return self.left + (self.right - self.left) * share(self.axis, value)

    def name_height(self, row: int, letters: Letters) -> float:
        """The height of the lines of one name."""
        return len(self.names[row]) * letters.leading


def plan_rows(
    names: Sequence[str],
    axis: Axis,
    letters: Letters,
    *,
    width: float,
    marked: bool,
    aside: float,
    pad: float,
) -> Rows:
    """Room for the names, for `aside` at the right, and `pad` beyond both ends of the scale."""
    unit = letters.unit
    indent = 22 * unit if marked else 0.0
    aside = min(aside, width * 0.3)
    is_narrow = width < _NARROW * unit
    widest = letters.widest(tuple(names), letters.size, "semibold") + indent + 14 * unit
    side = 0.0 if is_narrow else min(widest, width * 0.38)
    room = width - indent if is_narrow else side - indent - 8 * unit
    lines = tuple(
        tuple(letters.lines(name, room, most=_MOST_LINES, size=letters.size, weight="semibold"))
        for name in names
    )
    over = 1.0 if is_narrow else 0.0
    return Rows(lines, indent, side + pad, width - aside - pad, over, axis)


def draw_name(
    rows: Rows, row: int, letters: Letters, *, top: float, high: float, theme: int | None
) -> Iterator[Shape]:
    """The name of a row in the middle of its height, or at the top of it where names stand over."""
    lines = rows.names[row]
    block = len(lines) * letters.leading
    first = top if rows.over else top + (high - block) / 2
    if theme is not None:
        look = theme_look(theme)
        y = first + letters.leading / 2 if rows.over else top + high / 2
        yield Mark(look.shape, 8 * letters.unit, y, 13 * letters.unit, look.ink)
    for number, line in enumerate(lines):
        y = first + number * letters.leading + letters.size * 0.96
        yield Label(rows.indent, y, line, letters.size, "ink", "semibold")


def draw_scale(rows: Rows, letters: Letters, *, top: float, bottom: float, width: float) -> list[Shape]:
    """Faint upright lines at the scale's values and their labels below, as many as fit."""
    ticks = [(rows.x(value), name) for value, name in rows.axis.ticks]
    shapes: list[Shape] = [Rule(x, top, x, bottom, "line", 1.0) for x, _name in ticks]
    named = [(x, letters.cut(name, width * 0.3)) for x, name in ticks if name]
    widest = letters.widest(tuple(name for _x, name in named))
    each = (rows.right - rows.left) / max(1, len(named) - 1)
    edge = 0.0
    for place in kept_labels(len(named), each, widest + 6 * letters.unit):
        x, name = named[place]
        half = letters.wide(name) / 2
        x = max(half, min(x, width - half))
        if x - half >= edge:
            y = bottom + letters.small + 2 * letters.unit
            shapes.append(Label(x, y, name, letters.small, "ink2", anchor="middle"))
            edge = x + half + 3 * letters.unit
    return shapes
