"""What the looks in a chart stand for: a small sample and a name each, beside each other as far as they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pie_audit.charts.letters import Letters
from pie_audit.charts.looks import Look, filling
from pie_audit.charts.shapes import Label, Mark, Plate, Shape

_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Key:
    """One sample, a mark, a filling or hatched, with its name; words alone where it is neither."""

    text: str
    look: Look | None = None
    fill: int | None = None
    is_hatched: bool = False
    ink: str = "ink"

    @property
    def is_shown(self) -> bool:
        """Whether there is a sample, or words alone."""
        return self.look is not None or self.fill is not None or self.is_hatched


def lay_keys(
    keys: Sequence[Key], letters: Letters, *, top: float, width: float, left: float = 0.0
) -> tuple[list[Shape], float]:
    """The keys from `top` down, the first of them at `left`; and where they end."""
    shapes: list[Shape] = []
    unit, x, y = letters.unit, left, top
    for key in keys:
        sample = _sample_width(key) * unit
        lines = letters.lines(key.text, width - sample, most=_MOST_LINES) or [""]
        wide = sample + letters.widest(tuple(lines))
        if x and x + wide > width:
            x, y = 0.0, y + letters.leading + 3 * unit
        if key.is_shown:
            shapes.append(_sample(key, letters, x, y))
        for number, line in enumerate(lines):
            if number:
                y += letters.leading
            shapes.append(Label(x + sample, y + letters.small, line, letters.small, key.ink))
        x += wide + 16 * unit
    return shapes, y + (letters.leading + 8 * unit if keys else 0.0)


def _sample_width(key: Key) -> float:
    if key.look is not None:
        return 15.0
    return 27.0 if key.is_shown else 0.0


def _sample(key: Key, letters: Letters, x: float, y: float) -> Shape:
    unit = letters.unit
    if key.look is not None:
        size = 10.0 * unit
        return Mark(key.look.shape, x + size / 2, y + letters.small * 0.66, size, key.look.ink)
    if key.fill is None:
        return Plate(x + 0.5, y + 1, 20 * unit, 13 * unit, None, "control", 0.0, 1.0, 3.0, True)
    look = filling(key.fill)
    return Plate(x + 0.5, y + 1, 20 * unit, 13 * unit, look.fill, look.line, 0.0, look.thickness)
