"""Supervision between two people: what they agreed about it, what they bring, and what they write down together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.entry import FollowUp

AGREE_WITHIN_DAYS = 14
"""The other of the two agrees at their next sign-in, within so many days."""

REVIEW_AFTER_MONTHS = 6


class Function(StrEnum):
    """What supervision is for, after Proctor: restorative, formative and normative in plain words."""

    SUPPORT = "support"
    LEARNING = "learning"
    STANDARDS = "standards"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What lies outside the seal of an agreement: who, how often, how long, and when to look at it again.

    `signed_by` holds those of the two who agreed to its words as they stand; it is current when both did, it hasn't
    ended and `review_on` isn't past. `team_id` is a team of the supervisee's; None for somebody without one.
    """

    agreement_id: str
    team_id: str | None
    supervisor_id: str
    supervisee_id: str
    every_weeks: int
    minutes: int
    review_on: date
    signed_by: frozenset[str] = frozenset()
    ended_week: str | None = None
    version: int = 1

    def is_current(self, today: date) -> bool:
        """Whether both agreed and it needs no new look yet."""
        both = {self.supervisor_id, self.supervisee_id} <= self.signed_by
        return both and self.ended_week is None and today <= self.review_on

    def other(self, person_id: str) -> str:
        """The other of the two."""
        return self.supervisee_id if person_id == self.supervisor_id else self.supervisor_id


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """What the two agreed in words, sealed for them (reflection.md, section 5). Every field may be empty."""

    purpose: str = ""
    functions: tuple[Function, ...] = ()
    starts: str = ""
    place: str = ""
    agenda: str = ""
    recorded: str = ""
    limits: str = ""
    cancelling: str = ""
    rebook_days: int = 14
    disagreements: str = ""
    difference: str = ""
    appraisal: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """One thing to talk about. `by_id` brought it; `carried` came from an action of an earlier session.

    `done` says what became of such an action: done (True), dropped (False), or still open.
    """

    item_id: str
    words: str
    by_id: str
    talked: bool = False
    carried: bool = False
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What both bring, when it starts (``10:00``) and where; and in whose words it was called off. Sealed for two.

    `move_asked_by` is who asks the other to move it, with `move_words` to say why.
    """

    items: tuple[Brought, ...] = ()
    starts: str = ""
    place: str = ""
    why_lost: str = ""
    move_asked_by: str = ""
    move_words: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What the two agree to write down, sealed for them. One writes; the other agrees, or says how they differ.

    `differs` is where one of the two saw it differently while it was written. `signed_on` is the day on which the
    writer put their name to it. `actions` name who holds them by person id, or in words.
    """

    writer_id: str = ""
    model_id: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    text: str = ""
    functions: tuple[Function, ...] = ()
    learning: str = ""
    wider_system: str = ""
    decisions: str = ""
    actions: tuple[FollowUp, ...] = ()
    next_on: date | None = None
    differs: str = ""
    differs_by: str = ""
    signed_on: date | None = None
    grid: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Addendum:
    """What one of the two added after both had agreed; the agreed words never change."""

    by_id: str
    day: date
    words: str
