"""People who were turned away, by us or by others: counted by month, direction and reason, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.plan import BarrierLevel


class Direction(StrEnum):
    """Who turned whom away."""

    BY_US = "we refused"
    BY_OTHERS = "were refused"


class AgencyKind(StrEnum):
    """What kind of agency it was."""

    COUNCIL = "council"
    HEALTH = "health"
    SUBSTANCE_USE = "substance use service"
    HOUSING = "housing provider"
    JUSTICE = "police or justice"
    CHARITY = "charity"
    OTHER = "other"


class Reason(StrEnum):
    """Why, as the one who refused put it."""

    FULL = "full"
    CRITERIA = "criteria"
    AREA = "area"
    NEEDS_TOO_HIGH = "needs too high"
    MUST_STOP_USING = "must stop using first"
    NO_ID = "no ID"
    BAN = "behaviour ban"
    LANGUAGE = "language"
    PETS = "pets"
    OTHER = "other"


class Next(StrEnum):
    """What happened then. Nobody has to say: what wasn't said is never told as “nothing”."""

    NOT_SAID = "not said"
    FOUND_ELSEWHERE = "found elsewhere"
    WAITING = "waiting"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One person turned away once. `agency` is who refused, of which kind; ours is empty. `level` None means not sure."""

    refusal_id: str
    team_id: str
    month: str
    direction: Direction
    agency: str
    reason: Reason
    then: Next
    level: BarrierLevel | None = None
    agency_kind: AgencyKind | None = None


def usual_level(direction: Direction) -> BarrierLevel:
    """Whose it most often is to solve: our own rules are this service’s, those of others the wider system’s."""
    return BarrierLevel.SERVICE if direction is Direction.BY_US else BarrierLevel.SYSTEM
