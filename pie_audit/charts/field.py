"""The field of a chart: where values and steps lie in it, its lines and the labels along its edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pie_audit.charts.letters import Letters
from pie_audit.charts.shapes import Label, Rule, Shape
from pie_audit.domain.chart import Axis, Step


@dataclass(frozen=True, slots=True)
class Field:
    """A rectangle and the scale along its height; values past the scale stay on its edge."""

    left: float
    top: float
    right: float
    bottom: float
    axis: Axis

    def y(self, value: float) -> float:
        """How far down a value lies."""
        return self.bottom - (self.bottom - self.top) * share(self.axis, value)


def share(axis: Axis, value: float) -> float:
    """How far along the axis a value lies, 0 to 1."""
    if axis.high <= axis.low:
        return 0.0
    return min(1.0, max(0.0, (value - axis.low) / (axis.high - axis.low)))


def kept_labels(count: int, each: float, needed: float) -> list[int]:
    """Which of `count` labels, `each` apart, are shown when one needs so much room; the last always is.

    Where it costs little, the first is shown too, and all are evenly apart.
    """
    if count < 2:
        return list(range(count))
    least = max(1, -int(-needed // max(each, 0.01)))
    whole = count - 1
    even = next((k for k in range(least, min(whole, least * 4) + 1) if whole % k == 0), least)
    return [place for place in range(count) if (whole - place) % even == 0]


def spread_evenly(count: int, left: float, right: float) -> list[float]:
    """Where so many steps stand from left to right; one alone stands in the middle."""
    if count < 2:
        return [(left + right) / 2] * count
    return [left + (right - left) * place / (count - 1) for place in range(count)]


def label_steps(
    steps: Sequence[Step], xs: Sequence[float], letters: Letters, *, y: float, width: float
) -> list[Shape]:
    """The steps' short names on the baseline `y`, as many as fit, none past the drawing's edges."""
    each = xs[1] - xs[0] if len(xs) > 1 else width
    names = tuple(letters.cut(step.short, width * 0.45) for step in steps)
    widest = letters.widest(names)
    found: list[Shape] = []
    edge = 0.0
    for place in kept_labels(len(steps), each, widest + 6 * letters.unit):
        half = letters.wide(names[place]) / 2
        x = max(half, min(xs[place], width - half))
        if found and x - half < edge:
            if place != len(steps) - 1:
                continue
            found.pop()
        found.append(Label(x, y, names[place], letters.small, "ink2", anchor="middle"))
        edge = x + half + 3 * letters.unit
    return found


def gutter(axis: Axis, letters: Letters, width: float) -> float:
    """The room that the axis' labels take at the left."""
    return min(letters.widest(tuple(name for _at, name in axis.ticks)), width * 0.25) + 7 * letters.unit


def rule_field(field: Field, letters: Letters, *, gutter: float) -> list[Shape]:
    """The scale's lines across the field, and its labels at the left, as many as fit."""
    ticks = [(value, name) for value, name in field.axis.ticks]
    found: list[Shape] = [
        Rule(field.left, field.y(v), field.right, field.y(v), "line", 1.0) for v, _n in ticks
    ]
    named = [(value, name) for value, name in ticks if name]
    each = (field.bottom - field.top) / max(1, len(named) - 1)
    for place in kept_labels(len(named), each, letters.leading):
        value, name = named[place]
        text = letters.cut(name, gutter - 6 * letters.unit)
        y = field.y(value) + letters.small * 0.34
        found.append(Label(field.left - 7 * letters.unit, y, text, letters.small, "ink2", anchor="end"))
    return found
