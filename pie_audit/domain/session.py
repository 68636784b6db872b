"""Protected time: sessions that were planned, and what became of them. Time is public, content is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

HELD_LATE_DAYS = 14
"""A moved session still counts as held this many days after its planned day (reflection.md, section 6)."""

SMALLEST_TEAM = 5
"""Reasons, and who cancelled, are counted only for teams of at least so many people."""


class SessionKind(StrEnum):
    """What the time was meant for."""

    SUPERVISION = "supervision"
    GROUP = "group_rp"
    COMMUNITY = "cop"
    LEARNING_SET = "als"
    DEBRIEF = "debrief"
    INTERVISION = "intervision"
    LEADERS = "leaders"
    LEARNING_REVIEW = "sea"
    PEER = "peer"
    TRAINING = "training"


class SessionStatus(StrEnum):
    """What became of a session."""

    NOT_YET = "not yet"
    HELD = "held"
    CUT_SHORT = "cut short"
    MOVED = "moved"
    CANCELLED = "cancelled"


class CancelledBy(StrEnum):
    """From whose side it was called off."""

    SUPERVISEE = "supervisee side"
    SUPERVISOR = "supervisor side"
    SERVICE = "service"
    OTHER = "other"


class WhyLost(StrEnum):
    """Why a session didn't take place as planned."""

    STAFFING = "staffing"
    CRISIS = "crisis"
    SICKNESS = "sickness"
    LEAVE = "leave"
    FORGOT = "forgot"
    OTHER = "other"


class Contract(StrEnum):
    """The kind of contract under which somebody's time is counted."""

    PERMANENT = "permanent"
    FIXED_TERM = "fixed term"
    RELIEF = "relief"
    AGENCY = "agency"
    VOLUNTEER = "volunteer"
    PEER = "peer"


@dataclass(frozen=True, slots=True)
class Session:
    """One line of the protected-time ledger.

    One-to-one: `agreement_id` and both people. Group: `group_id`. Leaders' sessions belong to no team. `held_min` is
    what took place, in minutes. `paid` is False where people came in their own time. `rebooked_id` is the session
    that replaces a cancelled one. `moved_to` is the day it was put off to: `planned_on` stays, and until it is held or
    lost the status is MOVED. `version` rises with each save. The time of day and the place are sealed.
    """

    session_id: str
    kind: SessionKind
    team_id: str | None
    planned_on: date
    planned_min: int
    agreement_id: str | None = None
    group_id: str | None = None
    supervisor_id: str | None = None
    supervisee_id: str | None = None
    contract: Contract = Contract.PERMANENT
    paid: bool = True
    status: SessionStatus = SessionStatus.NOT_YET
    held_on: date | None = None
    held_min: int = 0
    cancelled_by: CancelledBy | None = None
    reason: WhyLost | None = None
    rebooked_id: str | None = None
    moved_to: date | None = None
    version: int = 1

    @property
    def due_on(self) -> date:
        """The day it is meant for as things stand: its planned day, unless it was moved."""
        return self.moved_to or self.planned_on

    @property
    def is_to_come(self) -> bool:
        """Whether it has neither been held nor called off."""
        return self.status in {SessionStatus.NOT_YET, SessionStatus.MOVED}

    def is_of(self, person_id: str) -> bool:
        """Whether this is one of the two people's own session."""
        return person_id in {self.supervisor_id, self.supervisee_id}
