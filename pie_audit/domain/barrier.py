"""What gets in the way, from everywhere it was noticed: one barrier a line, with its level and how often it came up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import Quarter


class BarrierSource(StrEnum):
    """Where a barrier was noticed."""

    REVIEW = "review"
    FRICTION = "friction"
    REFUSAL = "refusal"
    LIVED_EXPERIENCE = "lived experience"
    TRAINING = "training"


class Stage(StrEnum):
    """Where on somebody's way through the service it gets in the way."""

    FIRST_CONTACT = "first contact"
    GETTING_IN = "getting in"
    STAYING = "staying"
    MOVING_ON = "moving on"
    AFTERWARDS = "afterwards"


class BarrierStatus(StrEnum):
    """What became of it."""

    OPEN = "open"
    WORKED_ON = "being worked on"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class BarrierNote:
    """What the team says of a barrier beyond where it was noticed; None and empty where nothing was said.

    `barrier_key` names the barrier by its source and its words, folded, so that the same words meet again next quarter.
    `level` None leaves what the sources say; `is_unsure` says that the team doesn't know. `settled_in` is the quarter
    (2026Q4) in which the board was offered it and somebody said “not now”. `version` rises with each save.
    """

    team_id: str
    barrier_key: str
    level: BarrierLevel | None = None
    is_unsure: bool = False
    stage: Stage | None = None
    topic_id: str | None = None
    who_could_change_it: str = ""
    status: BarrierStatus = BarrierStatus.OPEN
    settled_in: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class BarrierStep:
    """One line of a barrier's history: from which level to which, in which ISO week, who by role.

    `place` orders the lines of one week.
    """

    step_id: str
    team_id: str
    barrier_key: str
    before: BarrierLevel | None
    after: BarrierLevel | None
    week: str
    role: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Barrier:
    """One barrier as the matrix shows it. `level` None means not sure. `base` says what it rests on, in words.

    `times_seen` counts quarters for what a review noticed, entries for logs. `minutes` are those lost to it, None
    where they may not be summed. `paper_base` is `base` as it may leave the team, with no small count of refusals.
    """

    key: str
    text: str
    level: BarrierLevel | None
    source: BarrierSource
    first_seen: Quarter
    times_seen: int
    base: str = ""
    stage: Stage | None = None
    topic_id: str | None = None
    theme_id: str | None = None
    who_could_change_it: str = ""
    status: BarrierStatus = BarrierStatus.OPEN
    minutes: int | None = None
    history: tuple[BarrierStep, ...] = ()
    paper_base: str = ""
