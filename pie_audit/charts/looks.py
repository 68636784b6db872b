"""What sets the parts of a chart apart: shapes and names of colours; never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

THEME_SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "star")

_PLAIN = ("ink", "accent", "control", "info", "ink2")


@dataclass(frozen=True, slots=True)
class Look:
    """The mark of a series or row, and the pale tint of its ranges."""

    shape: str
    ink: str
    soft: str


@dataclass(frozen=True, slots=True)
class Filling:
    """A part of a column: its colour, that of the number on it, and its outline."""

    fill: str
    ink: str
    line: str = "lv_line"
    thickness: float = 0.8


_FILLINGS = (
    Filling("accent", "on_accent"),
    Filling("level-2", "level-ink-2"),
    Filling("level-0", "level-ink-0"),
    Filling("surface", "ink", "ink2", 1.6),
    Filling("level-1", "level-ink-1"),
)


def theme_shape(index: int) -> str:
    """The shape of the theme at this place."""
    return THEME_SHAPES[index] if 0 <= index < len(THEME_SHAPES) else "circle"


def theme_look(index: int) -> Look:
    """The mark of the theme at this place; any after the sixth look like ink."""
    place = min(max(index, 0), 5)
    return Look(theme_shape(index), f"theme-{place}", f"theme-soft-{place}")


def plain_look(place: int, shape: str) -> Look:
    """The mark of the series at this place that belongs to no theme."""
    return Look(shape, _PLAIN[place % len(_PLAIN)], "soft")


def filling(fill: int) -> Filling:
    """The look of the parts of this number."""
    return _FILLINGS[fill % len(_FILLINGS)]
