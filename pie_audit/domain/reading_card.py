"""A reading card: one page that carries a finding into a talk of the team, in our own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

LIMITS = {
    "source": 300,
    "what_they_did": 200,
    "found": 500,
    "how_sure": 250,
    "left_out": 250,
    "challenges": 400,
    "would_believe": 400,
    "why": 1_000,
    "small_action": 300,
}
"""Characters that each text of a card holds: room for somebody's own words, too little for a page of somebody else's."""


class Place(StrEnum):
    """Where a card stands on the shelf; what was put away stands beside it."""

    WAITING = "waiting"
    TALKED = "talked about"
    LED = "led to something"
    AWAY = "put away"


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

    @property
    def is_talked_about(self) -> bool:
        """Whether the team has come to something about it."""
        return self.decision is not Decision.OPEN


@dataclass(frozen=True, slots=True)
class ShippedCard:
    """A card that comes with the program. `where` and `checked_on` say where it was published, and when we looked."""

    card_id: str
    author: str
    year: int
    title: str
    where: str
    checked_on: date
    what_they_did: str
    found: str
    how_sure: str
    left_out: str
    challenges: str
    would_believe: str

    @property
    def source(self) -> str:
        """Author, year and title in one line."""
        return f"{self.author}, {self.year}, {self.title}"

    def on_shelf(self, team_id: str, kept: ReadingCard | None = None) -> ReadingCard:
        """The card on a team's shelf: our words, and whatever the team wrote beside them."""
        card = kept or ReadingCard(f"{self.card_id}.{team_id}", team_id, "", shipped=self.card_id)
        return replace(
            card,
            source=self.source,
            what_they_did=self.what_they_did,
            found=self.found,
            how_sure=self.how_sure,
            left_out=self.left_out,
            challenges=card.challenges or self.challenges,
            would_believe=card.would_believe or self.would_believe,
        )


def too_long(card: ReadingCard) -> tuple[str, ...]:
    """Which texts of a card are longer than it holds."""
    return tuple(name for name, most in LIMITS.items() if len(getattr(card, name)) > most)
