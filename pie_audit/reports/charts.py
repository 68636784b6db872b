"""The figures of a plan, drawn as plain shapes with direct labels; they stay readable in grey."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.plan_blocks import Dots, Positions
from pie_audit.reports.marks import (
    Label,
    Mark,
    Plate,
    Rule,
    Shape,
    colour,
    theme_colour,
    theme_shape,
    theme_soft,
)

_ROW, _DOT, _STEP = 32.0, 9.6, 10.6
_LEFT = 118.0
_MOST_IN_A_LINE = 6
_POSITION_ROW = 33.0


def dots_height(dots: Dots) -> float:
    """The height of the figure in points."""
    return sum(_row_height(row.counts) for row in dots.rows) + 24.0


def _row_height(counts: Sequence[int] | None) -> float:
    deepest = max(counts, default=0) if counts else 0
    return _ROW + max(0, _lines_of(deepest) - 2) * _STEP


def _lines_of(count: int) -> int:
    return -(-count // _MOST_IN_A_LINE)


def draw_dots(dots: Dots, width: float) -> list[Shape]:
    """One line a group, one dot a rating, no order and no name among the dots; a tint behind what was agreed."""
    slot = (width - _LEFT) / 5
    height = dots_height(dots)
    shapes: list[Shape] = []
    if dots.agreed is not None:
        left = _LEFT + slot * dots.agreed
        shapes.append(Plate(left, 0.0, slot, height, colour("soft"), colour("lv_line"), 8.0, 0.8))
    y = 4.0
    for row in dots.rows:
        step = _row_height(row.counts)
        middle = y + step / 2
        shapes += [
            Label(0.0, middle - 1.5, row.label, 10.4, colour("ink"), "bold", width=_LEFT - 6),
            Label(
                0.0, middle + 10.5, row.note, 9.2, colour("ink2"), width=_LEFT + (0 if row.counts else 160)
            ),
        ]
        if row.counts:
            shapes += _dot_row(row.counts, middle, slot=slot)
        y += step
    for level, label in enumerate(dots.labels):
        weight = "bold" if level == dots.agreed else "regular"
        text = f"{level}  {label}"
        shapes.append(
            Label(
                _LEFT + slot * (level + 0.5), height - 8, text, 9.0, colour("ink"), weight, "middle", slot - 4
            )
        )
    return shapes


def _dot_row(counts: Sequence[int], middle: float, *, slot: float) -> list[Shape]:
    first, last = _LEFT + slot * 0.5, _LEFT + slot * 4.5
    shapes: list[Shape] = [Rule(first, middle, last, middle, colour("lv_line"), 1.0)]
    for level, count in enumerate(counts):
        centre = _LEFT + slot * (level + 0.5)
        lines = _lines_of(count)
        for number in range(count):
            line, place = divmod(number, _MOST_IN_A_LINE)
            in_line = min(_MOST_IN_A_LINE, count - line * _MOST_IN_A_LINE)
            x = centre + (place - (in_line - 1) / 2) * _STEP
            y = middle + (line - (lines - 1) / 2) * _STEP
            shapes.append(Mark("circle", x, y, _DOT, colour("accent"), colour("surface")))
    return shapes


def positions_height(positions: Positions) -> float:
    """The height of the figure in points."""
    return len(positions.rows) * _POSITION_ROW + 22.0


def draw_positions(positions: Positions, width: float, themes: Sequence[str]) -> list[Shape]:
    """One line a theme from 0 to 4: a pale bar from the lowest to the highest topic, a mark at the mean."""
    left, right = 178.0, width - 10.0
    unit = (right - left) / 4
    shapes: list[Shape] = []
    for number, row in enumerate(positions.rows):
        index = themes.index(row.theme_id) if row.theme_id in themes else 0
        y = number * _POSITION_ROW + 10.0
        shapes += [
            Mark(theme_shape(index), 7.0, y, 13.0, theme_colour(index)),
            Label(22.0, y + 3.5, row.title, 10.8, colour("ink"), "bold", width=left - 32),
            Rule(left, y, right, y, colour("control"), 0.7),
            *(Rule(left + unit * n, y - 4, left + unit * n, y + 4, colour("control"), 0.7) for n in range(5)),
        ]
        if row.mean is not None and row.low is not None and row.high is not None:
            start, length = left + unit * row.low, unit * (row.high - row.low)
            shapes.append(
                Plate(start - 5, y - 5, length + 10, 10, theme_soft(index), theme_colour(index), 5.0, 0.6)
            )
            shapes.append(
                Mark(
                    theme_shape(index),
                    left + unit * float(row.mean),
                    y,
                    12.0,
                    theme_colour(index),
                    colour("surface"),
                )
            )
        shapes.append(
            Label(right + 8, y + 16.5, row.words, 9.2, colour("ink2"), anchor="end", width=right - 10)
        )
    y = len(positions.rows) * _POSITION_ROW + 10.0
    for level, label in enumerate(positions.labels):
        text = f"{level}  {label}"
        anchor = "end" if level == 4 else "start" if level == 0 else "middle"
        at = {"end": right + 8, "start": left - 4}.get(anchor, left + unit * level)
        shapes.append(Label(at, y, text, 8.6, colour("ink2"), "regular", anchor, unit - 6))
    return shapes
