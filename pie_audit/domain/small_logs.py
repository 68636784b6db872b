"""Small logs of a team beside the main ones: wins, friction and tellings. None of them says who wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.plan import BarrierLevel


class WinReach(StrEnum):
    """Where a small win may be shown. One that is `ME` is a line of its writer's own sealed pages, and no row of a team."""

    TEAM = "team"
    PAPERS = "team and papers"
    ME = "only me"


class WinKind(StrEnum):
    """What kind of win it is."""

    WIN = ""
    BELONGING = "belonging"


class FrictionEnd(StrEnum):
    """How an errand ended; `NOT_SAID` where nobody was asked, as in the quick box."""

    NOT_SAID = ""
    GOT_THERE = "got there"
    PARTLY = "partly"
    TURNED_AWAY = "turned away"


@dataclass(frozen=True, slots=True)
class Win:
    """One sentence: what got a little better, and who made it possible, by role. Written by anybody, signed by nobody.

    `topic_id` is the topic it belongs to, where somebody said so.
    """

    win_id: str
    team_id: str
    week: str
    words: str
    made_possible_by: str = ""
    agencies: str = ""
    reach: WinReach = WinReach.TEAM
    kind: WinKind = WinKind.WIN
    topic_id: str | None = None


@dataclass(frozen=True, slots=True)
class Friction:
    """One errand that took too long: what for, with which process, minutes lost by own estimate. `level` None: not sure."""

    friction_id: str
    team_id: str
    month: str
    trying: str
    process: str
    minutes: int
    end: FrictionEnd
    level: BarrierLevel | None
    tellings: int = 0
    bend_would_help: bool = False


@dataclass(frozen=True, slots=True)
class Tellings:
    """How often one person had to tell their story in a month, under a throwaway label such as “T3”.

    `days_waited` is how many days they waited meanwhile; 0 where nobody said.
    """

    tellings_id: str
    team_id: str
    month: str
    label: str
    times: int
    agencies: int
    avoidable: int
    days_waited: int = 0


@dataclass(frozen=True, slots=True)
class HardTime:
    """Something happened: an incident or a bad week. Counts and days only, no words about it.

    Reminders of the team are quiet up to and including `quiet_until`. `round_id` is the review whose days were
    moved for it.
    """

    hard_time_id: str
    team_id: str
    day: date
    is_incident: bool
    quiet_until: date
    in_a_week: date
    in_a_month: date
    offered: int = 0
    taken_up: int = 0
    residents_included: bool = False
    round_id: str | None = None
    version: int = 1
