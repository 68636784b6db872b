"""What counts as a change between two surveys: rules of thumb of our own (trends.md, section 7)."""

from __future__ import annotations

from enum import StrEnum

SCALE_POINTS = 10
"""Means of a scale, in points of 0–100, must lie this far apart."""

ITEM_POINTS = 13
"""Means of an item of the whole survey, in points of 0–100."""


class Change(StrEnum):
    """What may be said beside a figure. Harder or better are never said by colour."""

    SAME = "much the same"
    HIGHER = "higher"
    LOWER = "lower"


def change_between(before: int, now: int, least: int) -> Change:
    """Higher or lower from `least` points on, else much the same."""
    if abs(now - before) < least:
        return Change.SAME
    return Change.HIGHER if now > before else Change.LOWER
