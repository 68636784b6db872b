"""Training that is asked about again: what is different after 6 and after 12 weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.plan import BarrierLevel

FOLLOW_UP_WEEKS = (6, 12)


class Form(StrEnum):
    """What kind of learning it was."""

    BITESIZE = "bitesize"
    HALF_DAY = "half day"
    DAY = "day"
    SHADOWING = "shadowing"
    EXCHANGE = "exchange"


class Mix(StrEnum):
    """Who sat in the room."""

    FRONT_LINE = "front line"
    MIXED = "front line and leaders"
    LEADERS = "leaders"


class LivedPart(StrEnum):
    """What part people with lived experience had in it."""

    NONE = "none"
    DESIGNED = "designed"
    DELIVERED = "delivered"


class Change(StrEnum):
    """What somebody says weeks later: the first four after 6 weeks, the last three after 12."""

    DONE = "done"
    TRIED = "tried"
    BLOCKED = "blocked"
    FORGOT = "forgot"
    STILL_GOING = "still going"
    STOPPED = "stopped"
    SPREAD = "spread to others"


@dataclass(frozen=True, slots=True)
class Training:
    """One course or visit of a team. `others` counts who came without an account here."""

    training_id: str
    team_id: str
    title: str
    day: date
    provider: str = ""
    form: Form = Form.HALF_DAY
    mix: Mix = Mix.FRONT_LINE
    lived_part: LivedPart = LivedPart.NONE
    topic_id: str | None = None
    others: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class TrainingAnswer:
    """What came of it for one of those who were there, without their name; `weeks` is 6 or 12.

    `words` say what happened. `level` belongs to an answer that something was in the way; None means not sure.
    `on_paper` if somebody without an account answered, and one of the team typed it in.
    """

    answer_id: str
    training_id: str
    weeks: int
    change: Change
    words: str = ""
    level: BarrierLevel | None = None
    on_paper: bool = False
