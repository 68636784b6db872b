"""Rows along one scale: names at the side, or over each row where the drawing is narrow, and the scale below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pie_audit.charts.field import kept_labels, share
from pie_audit.charts.letters import Letters
from pie_audit.charts.looks import theme_look
from pie_audit.charts.shapes import Label, Mark, Rule, Shape
from pie_audit.domain.chart import Axis

_NARROW = 340.0
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class RowName:
    """What a row is called, the place of its theme, and a few words under the name."""

    text: str
    theme: int | None = None
    under: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where names and scale lie: the scale from `left` to `right`; with `is_over`, names stand over the rows."""

    names: tuple[RowName, ...]
    lines: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    indent: float
    left: float
    right: float
    is_over: bool
    axis: Axis

    def x(self, value: float) -> float:
        """How far from the left a value lies."""
        return self.left + (self.right - self.left) * share(self.axis, value)

    def name_height(self, row: int, letters: Letters) -> float:
        """The height of one name and the words under it."""
        return (len(self.lines[row]) + len(self.notes[row])) * letters.leading

    def inset(self, pad: float) -> Rows:
        """The same with the scale shorter by so much at both ends."""
        return replace(self, left=self.left + pad, right=self.right - pad)


def plan_rows(
    names: Sequence[RowName], axis: Axis, letters: Letters, *, width: float, aside: float = 0.0
) -> Rows:
    """Room for the names, and for `aside` at the right of the scale."""
    unit = letters.unit
    indent = 22 * unit if any(name.theme is not None for name in names) else 0.0
    is_over = width < _NARROW * unit
    widest = max(
        letters.widest(tuple(name.text for name in names), letters.size, "semibold"),
        letters.widest(tuple(name.under for name in names)),
    )
    side = 0.0 if is_over else min(widest + indent + 14 * unit, width * 0.38)
    room = width - indent if is_over else side - indent - 8 * unit
    lines = (
        letters.lines(name.text, room, most=_MOST_LINES, size=letters.size, weight="semibold") or [""]
        for name in names
    )
    notes = (letters.lines(name.under, room, most=_MOST_LINES) for name in names)
    told = tuple(map(tuple, lines)), tuple(map(tuple, notes))
    return Rows(tuple(names), *told, indent, side, width - min(aside, width * 0.3), is_over, axis)


def draw_name(rows: Rows, row: int, letters: Letters, *, top: float, high: float) -> list[Shape]:
    """The name of a row in the middle of its height, or from the top of it where names stand over."""
    shapes: list[Shape] = []
    y = top if rows.is_over else top + (high - rows.name_height(row, letters)) / 2
    theme = rows.names[row].theme
    if theme is not None:
        look = theme_look(theme)
        lines = 1 if rows.is_over else len(rows.lines[row])
        middle = y + lines * letters.leading / 2
        shapes.append(Mark(look.shape, 8 * letters.unit, middle, 13 * letters.unit, look.ink))
    for line in rows.lines[row]:
        shapes.append(Label(rows.indent, y + letters.size * 0.96, line, letters.size, "ink", "semibold"))
        y += letters.leading
    for line in rows.notes[row]:
        shapes.append(Label(rows.indent, y + letters.small * 0.94, line, letters.small, "ink2"))
        y += letters.leading
    return shapes


def draw_scale(rows: Rows, letters: Letters, *, top: float, bottom: float, width: float) -> list[Shape]:
    """Faint upright lines at the scale's values, and their labels below."""
    ticks = [(rows.x(value), name) for value, name in rows.axis.ticks]
    lines = [Rule(x, top, x, bottom, "line", 1.0) for x, _name in ticks]
    return [*lines, *label_values(ticks, letters, y=bottom + letters.small + 2 * letters.unit, width=width)]


def label_values(
    ticks: Sequence[tuple[float, str]], letters: Letters, *, y: float, width: float
) -> list[Shape]:
    """The names of values along the bottom on the baseline `y`, as many as fit, none past the edges."""
    named = [(x, letters.cut(name, width * 0.3)) for x, name in ticks if name]
    widest = letters.widest(tuple(name for _x, name in named)) + 6 * letters.unit
    each = (named[-1][0] - named[0][0]) / (len(named) - 1) if len(named) > 1 else width
    found: list[Shape] = []
    edge = 0.0
    for place in kept_labels(len(named), each, widest):
        x, name = named[place]
        half = letters.wide(name) / 2
        x = max(half, min(x, width - half))
        if x - half >= edge:
            found.append(Label(x, y, name, letters.small, "ink2", anchor="middle"))
            edge = x + half + 3 * letters.unit
    return found
