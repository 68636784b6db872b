"""What a plan says to leaders as data: exactly what its edition prints, and not a word more.

It travels inside the PDF, and is kept as it is where leaders share the workspace. Each string in it stands on the
paper; `code`, `sender` and `made` are there so that replies find their way back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import ReplyKind

FORMAT = 1
"""Raised when what is kept changes its meaning; a field that is only added keeps its default in older ones."""

FILE_NAME = "pie-audit-plan.json"
"""What the attachment is called inside the PDF."""


@dataclass(frozen=True, slots=True)
class SharedAsk:
    """One thing that a team asks. `code` is printed beside it and names it in replies: “K7QM-2F9D”.

    `asked_in` is the quarter of the plan that asked first. `kind` and `answer` are the latest reply as it is printed,
    None and empty while nobody has answered. `topic` is the title of the topic it came from, empty where none is printed.
    """

    code: str
    of: str
    what: str
    asked_in: Quarter
    reply_by: date | None = None
    cost: str = ""
    if_no: str = ""
    topic: str = ""
    level: BarrierLevel | None = None
    kind: ReplyKind | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class SharedAction:
    """One thing the team does itself. `carried` counts the plans that it came through; from three on it is stuck."""

    what: str
    status: str
    carried: int = 0


@dataclass(frozen=True, slots=True)
class SharedBarrier:
    """Something that hinders, on the level it belongs to."""

    level: BarrierLevel
    words: str


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """The one theme that a team wants seen, with its own sentence.

    `points` are a mean for each quarter as it is printed, unrounded as a text (“5/2”), empty in editions without numbers.
    """

    theme_id: str
    title: str
    words: str
    points: tuple[tuple[Quarter, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SharedPlan:
    """One edition of one team's plan. `sender` is random for each team and stays the same over quarters.

    `made` counts what came after the signature (additions and replies): of two files of one quarter the one with more
    is the later one. `signed_on` is None for a plan that isn't signed off.
    """

    sender: str
    team: str
    about: str
    quarter: Quarter
    edition: Edition
    made: int
    signed_on: date | None
    asks: tuple[SharedAsk, ...] = ()
    actions: tuple[SharedAction, ...] = ()
    barriers: tuple[SharedBarrier, ...] = ()
    theme: ShownTheme | None = None
    contact: str = ""
    is_demo: bool = False
