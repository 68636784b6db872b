"""What the looks in a chart stand for: a small sample and a name each, beside each other as far as they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pie_audit.charts.letters import Letters
from pie_audit.charts.looks import Look, filling
from pie_audit.charts.shapes import Label, Mark, Plate, Shape


@dataclass(frozen=True, slots=True)
class Key:
    """One sample: a mark, a filling, or hatched where it is neither."""

    text: str
    look: Look | None = None
    fill: int | None = None


def lay_keys(keys: Sequence[Key], letters: Letters, *, top: float, width: float) -> tuple[list[Shape], float]:
    """The keys from `top` down, and where they end."""
    shapes: list[Shape] = []
    unit, x, y = letters.unit, 0.0, top
    for key in keys:
        sample = (15.0 if key.look else 27.0) * unit
        text = letters.cut(key.text, width - sample)
        wide = sample + letters.wide(text)
        if x and x + wide > width:
            x, y = 0.0, y + letters.leading + 3 * unit
        shapes += [
            _sample(key, letters, x, y),
            Label(x + sample, y + letters.small, text, letters.small, "ink"),
        ]
        x += wide + 16 * unit
    return shapes, y + (letters.leading + 8 * unit if keys else 0.0)


def _sample(key: Key, letters: Letters, x: float, y: float) -> Shape:
    unit = letters.unit
    if key.look is not None:
        size = 10.0 * unit
        return Mark(key.look.shape, x + size / 2, y + letters.small * 0.66, size, key.look.ink)
    if key.fill is None:
        return Plate(x + 0.5, y + 1, 20 * unit, 13 * unit, None, "control", 0.0, 1.0, 3.0, True)
    return Plate(x + 0.5, y + 1, 20 * unit, 13 * unit, filling(key.fill).fill, "lv_line", 0.0, 0.8)
