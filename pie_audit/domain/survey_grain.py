"""How coarsely the figures of a survey leave it: whole points, thirds, shares in tens, and words."""

from __future__ import annotations

import math
from enum import StrEnum

from pie_audit.domain.survey import Participation

FEWEST_FOR_MEANS = 20
"""With fewer answers to an item, it is told as one of three bands in words (security.md, section 6)."""

_SLACK = 1e-7
"""Means of thirds and of table scores don't meet a half exactly as floats; real ones keep farther from it than this."""


class Third(StrEnum):
    """Where a value lies on its own range: below a third of it, above two thirds, or between."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Many(StrEnum):
    """How many named a cause, told no finer than this."""

    FEW = "few"
    HALF = "about half"
    MOST = "most"


def whole_points(mean: float) -> int:
    """A mean of 0–100 in whole points, halves away from zero."""
    return math.floor(mean + 0.5 + _SLACK)


def third_of(on_hundred: float) -> Third:
    """The third that a value of 0–100 lies in; the cut points themselves are in the middle. 0–1, 2 and 3–4 of 0–4."""
    if on_hundred < 100 / 3 - _SLACK:
        return Third.LOW
    return Third.HIGH if on_hundred > 200 / 3 + _SLACK else Third.MIDDLE


def share_step(part: int, of: int) -> int:
    """A share in per cent as it is shown: 5 stands for under 10, 95 for over 90, else tens, halves up.

    Never 0 or 100: that nobody or everybody answers so would say what one person answered. Raises ValueError of nothing.
    """
    if of < 1:
        raise ValueError("nothing has no shares")
    if 10 * part < of:
        return 5
    return 95 if 10 * part > 9 * of else (20 * part + of) // (2 * of) * 10


def many_of(part: int, of: int) -> Many:
    """How many of at least five named a cause: up to a third few, from two thirds on most, else about half.

    Few and most each reach over two people at least. So nobody who knows their own answer can tell from the word what
    any other person ticked. Raises ValueError for fewer than five.
    """
    if of < 5:
        raise ValueError("too few to tell how many")
    edge = max(2, (of - 1) // 3)
    if part <= edge:
        return Many.FEW
    return Many.MOST if part >= of - edge else Many.HALF


def participation_of(took_part: int, invited: int) -> Participation:
    """How many of those invited took part: under half, more than half, or most, from three quarters on."""
    if 2 * took_part < invited:
        return Participation.UNDER_HALF
    return Participation.MOST if 4 * took_part >= 3 * invited else Participation.MORE_THAN_HALF
