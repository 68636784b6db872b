"""A reading card: one page that carries a finding into a talk of the team, in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Decision(StrEnum):
    """What the team made of it."""

    OPEN = ""
    TRY = "try"
    ADAPT = "adapt"
    PARK = "park"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class ReadingCard:
    """What was read, what it found, how sure that is, who was left out, and what it challenges here.

    `shipped` is the id of a card that came with the program, empty for the team's own. `small_action` is what a card
    marked “try” asks for, `action_id` the action that it became. `put_away`: off the shelf, and it can be brought
    back. `version` rises with each save.
    """

    card_id: str
    team_id: str
    source: str
    what_they_did: str = ""
    found: str = ""
    how_sure: str = ""
    left_out: str = ""
    challenges: str = ""
    would_believe: str = ""
    discussed_on: date | None = None
    decision: Decision = Decision.OPEN
    why: str = ""
    action_id: str | None = None
    shipped: str = ""
    version: int = 1
    put_away: bool = False
    small_action: str = ""
