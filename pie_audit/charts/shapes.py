"""Shapes of a chart as plain values: units from the left and down from the top, colours by their names.

A colour is the name of a token (``ink``, ``line``, ``accent`` …) or ``theme-0`` … ``theme-5``, ``theme-soft-0`` …,
``level-0`` … ``level-4``, ``level-ink-0`` … Whoever paints knows what each looks like: on paper, in light, dark and
high contrast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Measure(Protocol):
    """How wide words are in the letters that will be used, in the units of the drawing."""

    def width(self, text: str, size: float, weight: str = "regular") -> float:
        """The width of one line; weights are ``regular``, ``semibold`` and ``bold``."""
        ...


@dataclass(frozen=True, slots=True)
class Label:
    """A few words on one line; `x` is their `anchor` (``start``, ``middle``, ``end``), `y` the baseline.

    Cut with “…” when wider than `width`.
    """

    x: float
    y: float
    text: str
    size: float
    colour: str = "ink"
    weight: str = "regular"
    anchor: str = "start"
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Plate:
    """A rectangle with round corners: filled, outlined, `hatched` with thin slanting lines, `dash` for a broken outline."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    line: str | None = None
    radius: float = 0.0
    thickness: float = 1.0
    dash: float = 0.0
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; `dash` is the length of its strokes and gaps, 0 for none."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str
    thickness: float = 0.8
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Trace:
    """A line through points that are joined; at least two of them."""

    points: tuple[tuple[float, float], ...]
    colour: str
    thickness: float = 1.6


@dataclass(frozen=True, slots=True)
class Mark:
    """A small figure around its centre: circle, square, triangle, diamond, hexagon, star or pin.

    `fill` None is an open one.
    """

    shape: str
    x: float
    y: float
    size: float
    fill: str | None
    line: str | None = None
    thickness: float = 1.0


Shape = Label | Plate | Rule | Trace | Mark


@dataclass(frozen=True, slots=True)
class Place:
    """What can be pointed at or walked to: its middle, its box, and what is said of it.

    `row` and `step` are its place among the others: arrows up and down change the row, left and right the step. `key` is
    what a click on it leads to, empty for nothing.
    """

    x: float
    y: float
    width: float
    height: float
    row: int
    step: int
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart laid out: `shapes` from back to front, `places` in the order in which they are walked."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """What a chart is laid out in: `width` units, text of `text` units where 100 % is 13, and how wide words are.

    `first` and `last` are the steps in view of a chart that is zoomed (both included; None for all of them).
    """

    width: float
    measure: Measure
    text: float = 13.0
    first: int | None = None
    last: int | None = None
