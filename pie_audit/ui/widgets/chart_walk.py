"""Walking the places of a chart with the keys: along its steps, from row to row, and a year at a time."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from enum import Enum, auto

from pie_audit.charts.shapes import Place
from pie_audit.domain.chart import Step

_DIGITS = re.compile(r"\d+")


class Way(Enum):
    """Where to go from a place."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    FIRST = auto()
    LAST = auto()
    YEAR_BACK = auto()
    YEAR_ON = auto()


def first_stop(places: Sequence[Place]) -> Place | None:
    """Where a walk begins: the latest place of the first row."""
    rows = sorted({place.row for place in places})
    return _row(places, rows[0])[-1] if rows else None


def next_place(places: Sequence[Place], here: Place, way: Way, steps: Sequence[Step] = ()) -> Place | None:
    """The place in that direction, `here` itself at an edge; None where nothing lies that way anywhere."""
    if way in (Way.UP, Way.DOWN):
        return _other_row(places, here, 1 if way is Way.DOWN else -1)
    row = _row(places, here.row)
    if len(row) < 2:
        return None
    at = row.index(here) if here in row else 0
    match way:
        case Way.LEFT:
            return row[max(0, at - 1)]
        case Way.RIGHT:
            return row[min(len(row) - 1, at + 1)]
        case Way.FIRST | Way.LAST:
            return row[0 if way is Way.FIRST else -1]
        case _:
            return _year_away(row, here, steps, on=way is Way.YEAR_ON)


def same_place(places: Sequence[Place], wanted: Place | None) -> Place | None:
    """The place of the same row and step in another drawing, or None."""
    if wanted is None:
        return None
    there = [one for one in places if (one.row, one.step) == (wanted.row, wanted.step)]
    return next((one for one in there if (one.key, one.words) == (wanted.key, wanted.words)), None) or next(
        iter(there), None
    )


def place_at(places: Sequence[Place], x: float, y: float, near: float) -> Place | None:
    """The nearest place whose box, or whose surroundings so far around its middle, the point lies in."""
    found = [
        place
        for place in places
        if abs(x - place.x) <= max(place.width / 2, near) and abs(y - place.y) <= max(place.height / 2, near)
    ]
    return min(found, key=lambda place: math.hypot(x - place.x, y - place.y), default=None)


def step_at(places: Sequence[Place], x: float) -> int | None:
    """The step nearest to there; None where there are no places."""
    return min(places, key=lambda place: abs(place.x - x)).step if places else None


def step_width(places: Sequence[Place], otherwise: float) -> float:
    """How far apart steps are; `otherwise` where that can't be told."""
    xs = {place.step: place.x for place in places if place.row == 0}
    if len(xs) < 2:
        return max(1.0, otherwise)
    return max(1.0, (xs[max(xs)] - xs[min(xs)]) / (max(xs) - min(xs)))


def _row(places: Sequence[Place], row: int) -> list[Place]:
    return sorted((place for place in places if place.row == row), key=lambda place: place.step)


def _other_row(places: Sequence[Place], here: Place, by: int) -> Place | None:
    """The nearest step of the row above or below."""
    rows = sorted({place.row for place in places})
    if len(rows) < 2:
        return None
    at = rows.index(here.row) + by
    if not 0 <= at < len(rows):
        return here
    return min(_row(places, rows[at]), key=lambda place: (abs(place.step - here.step), -place.step))


def _year_away(row: Sequence[Place], here: Place, steps: Sequence[Step], *, on: bool) -> Place:
    """The same time of another year, told by its name without the digits; else the end of the row."""
    ahead = [place for place in row if (place.step > here.step if on else place.step < here.step)]
    if not ahead:
        return here
    ordered = ahead if on else ahead[::-1]
    if here.step >= len(steps):
        return ordered[-1]
    season = _DIGITS.sub("", steps[here.step].name)
    away = [at for at in range(len(steps)) if _DIGITS.sub("", steps[at].name) == season]
    target = next(
        (at for at in (away if on else away[::-1]) if (at > here.step if on else at < here.step)), None
    )
    if target is None:
        return ordered[-1]
    return min(ordered, key=lambda place: abs(place.step - target))
