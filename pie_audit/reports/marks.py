"""Shapes on a page as plain values: points from the left, and down from the top of what they belong to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from pie_audit.charts import shapes
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
class Outline:
    """A filled path: a start, then curves of two guide points and an end; closed."""

    start: tuple[float, float]
    curves: tuple[tuple[float, float, float, float, float, float], ...]
    fill: str


Shape = Words | Outline | shapes.Shape


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


def paint(name: str) -> str:
    """The colour on paper, as ``#RRGGBB``, of whatever a shape calls it: see `charts.shapes`."""
    if name.startswith("#"):
        return name
    kind, _dash, place = name.rpartition("-")
    if not place.isdigit():
        return colour(name)
    if kind in {"theme", "theme-soft"}:
        return theme_colour(int(place)) if kind == "theme" else theme_soft(int(place))
    steps = tokens()["lv" if kind == "level" else "lv_ink"]
    assert isinstance(steps, list)
    return str(steps[int(place)])
