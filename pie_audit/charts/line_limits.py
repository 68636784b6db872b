"""The centre and the limits of a process: a soft band, broken lines at its edges, and a thin one in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pie_audit.charts.field import Field
from pie_audit.charts.shapes import Plate, Rule, Shape
from pie_audit.domain.chart import Limits


@dataclass(frozen=True, slots=True)
class DrawnLimits:
    """The bands, which lie behind everything, and their lines."""

    bands: tuple[Shape, ...]
    rules: tuple[Rule, ...]


def draw_limits(limits: Sequence[Limits], field: Field, xs: Sequence[float], first: int) -> DrawnLimits:
    """Each piece from halfway before its first step to halfway after its last, within what is in view."""
    bands: list[Shape] = []
    rules: list[Rule] = []
    for piece in limits:
        found = _reach(piece, field, xs, first)
        if found is not None:
            bands += _band(piece, field, found)
            rules += _rules(piece, field, found)
    return DrawnLimits(tuple(bands), tuple(rules))


def _reach(piece: Limits, field: Field, xs: Sequence[float], first: int) -> tuple[float, float] | None:
    start, end = max(0, piece.first - first), min(len(xs) - 1, piece.last - first)
    if start > end:
        return None
    left = field.left if start == 0 else (xs[start - 1] + xs[start]) / 2 + 1.5
    right = field.right if end == len(xs) - 1 else (xs[end] + xs[end + 1]) / 2 - 1.5
    return left, right


def _band(piece: Limits, field: Field, reach: tuple[float, float]) -> list[Shape]:
    if piece.upper is None or piece.lower is None:
        return []
    top, bottom = field.y(piece.upper), field.y(piece.lower)
    return [Plate(reach[0], top, reach[1] - reach[0], max(0.0, bottom - top), "soft")]


def _rules(piece: Limits, field: Field, reach: tuple[float, float]) -> list[Rule]:
    found = []
    for value, thickness, dash in (
        (piece.upper, 1.2, 4.0),
        (piece.lower, 1.2, 4.0),
        (piece.near_upper, 0.8, 1.5),
        (piece.near_lower, 0.8, 1.5),
        (piece.centre, 1.0, 0.0),
    ):
        if value is not None:
            y = field.y(value)
            found.append(Rule(reach[0], y, reach[1], y, "lv_line", thickness, dash))
    return found
