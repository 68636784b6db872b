"""What a rater may say of a topic: a level, or one of three honest ways not to give one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """A point on the scale of the review; the label and its meaning come from the question file."""

    NOT_BEGUN = 0
    TALKED_ABOUT = 1
    PATCHY = 2
    USUAL = 3
    CHECKED_AND_CHANGED = 4


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The topic doesn't apply here. `reason` may be empty in a private rating, never at consensus."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class CantTell:
    """An honest answer that isn't a score and never counts as 0."""


Answer = Level | NotApplicable | CantTell | None
"""None is a topic left blank."""
