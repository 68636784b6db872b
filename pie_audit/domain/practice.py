"""Keep, drop, restart: what began in a crisis or a project, looked at twice a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LIMITS = {"what": 200, "begun": 60, "why": 400, "gave": 400, "to_whom": 200, "cost": 200, "reason": 400}
"""Characters that each text holds."""


class Choice(StrEnum):
    """What becomes of it."""

    OPEN = ""
    KEEP = "keep"
    DROP = "drop"
    RESTART = "restart"
    ADAPT = "adapt"


@dataclass(frozen=True, slots=True)
class Practice:
    """Something the team does or did. `begun` is in words, such as “spring 2020”. `reason` is why it was dropped.

    `looked_at_on` is the day of the last choice; it comes back half a year later. `action_id` is what a restart led to.
    `version` rises with each save.
    """

    practice_id: str
    team_id: str
    what: str
    begun: str = ""
    why: str = ""
    gave: str = ""
    to_whom: str = ""
    cost: str = ""
    choice: Choice = Choice.OPEN
    reason: str = ""
    owner_id: str | None = None
    review_on: date | None = None
    looked_at_on: date | None = None
    action_id: str | None = None
    version: int = 1
