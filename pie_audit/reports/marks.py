"""Shapes on a page as plain values: points from the left, and down from the top of what they belong to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from pie_audit.paths import resources
from pie_audit.reports.text import Line


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text whose baseline lies at `y`."""

    x: float
    y: float
    line: Line
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Label:
    """A few words on one line at `x`, which is their `anchor`: ``start``, ``middle`` or ``end``.

    Cut with “…” when wider than `width`.
    """

    x: float
    y: float
    text: str
    size: float
    colour: str
    weight: str = "regular"
    anchor: str = "start"
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Plate:
    """A rectangle with round corners, filled, outlined or both."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    line: str | None = None
    radius: float = 0.0
    thickness: float = 1.0


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
class Mark:
    """A small figure around its centre: the shapes of the themes, and ``pie``, the program's own."""

    shape: str
    x: float
    y: float
    size: float
    fill: str
    line: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A filled path: a start, then curves of two guide points and an end; closed."""

    start: tuple[float, float]
    curves: tuple[tuple[float, float, float, float, float, float], ...]
    fill: str


Shape = Words | Label | Plate | Rule | Mark | Outline

THEME_SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "star")


@cache
def tokens() -> dict[str, object]:
    """The light colours of the program; paper is always light."""
    found: dict[str, object] = json.loads((resources() / "tokens.json").read_text("utf-8"))["light"]
    return found


def colour(name: str) -> str:
    """A colour by its name in the tokens, as ``#RRGGBB``."""
    return str(tokens()[name])


def theme_colour(index: int) -> str:
    """The colour of the theme at this place; the optional sixth has that of ink."""
    colours = tokens()["th"]
    return str(colours[index]) if isinstance(colours, list) and index < len(colours) else colour("ink")


def theme_soft(index: int) -> str:
    """The pale colour of the theme at this place."""
    colours = tokens()["th_soft"]
    return str(colours[index]) if isinstance(colours, list) and index < len(colours) else colour("sunk")


def theme_shape(index: int) -> str:
    """The shape of the theme at this place."""
    return THEME_SHAPES[index] if 0 <= index < len(THEME_SHAPES) else "circle"
