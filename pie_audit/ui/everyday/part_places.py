"""Where each part of everyday practice is, and the icon it goes by."""

from __future__ import annotations

from typing import NamedTuple

from pie_audit.domain.team_part import TeamPart


class PartPlace(NamedTuple):
    """An icon, an area, and which of its views."""

    icon: str
    area: str
    argument: str | None = None


PLACES = {
    TeamPart.WINS: PartPlace("sun", "small-logs", TeamPart.WINS.value),
    TeamPart.FRICTION: PartPlace("hourglass", "small-logs", TeamPart.FRICTION.value),
    TeamPart.TELLINGS: PartPlace("chat-circle", "small-logs", TeamPart.TELLINGS.value),
    TeamPart.REFUSALS: PartPlace("prohibit", "small-logs", TeamPart.REFUSALS.value),
    TeamPart.BENT_RULES: PartPlace("arrow-bend-up-right", "small-logs", TeamPart.BENT_RULES.value),
    TeamPart.PROMPTS: PartPlace("hand-waving", "small-logs", TeamPart.PROMPTS.value),
    TeamPart.DOORS: PartPlace("key", "small-logs", TeamPart.DOORS.value),
    TeamPart.BARRIERS: PartPlace("table", "barriers"),
    TeamPart.NEEDS: PartPlace("megaphone-simple", "needs"),
    TeamPart.SAID_DID: PartPlace("chat-circle-text", "said-did"),
    TeamPart.TRAINING: PartPlace("presentation", "training"),
    TeamPart.CARDS: PartPlace("cards", "reading-cards"),
    TeamPart.PRACTICES: PartPlace("arrows-clockwise", "practices"),
    TeamPart.LONG_VIEW: PartPlace("clock-counter-clockwise", "long-view"),
    TeamPart.VOCABULARY: PartPlace("text-aa", "our-words"),
}

WRITTEN = (
    TeamPart.WINS,
    TeamPart.FRICTION,
    TeamPart.REFUSALS,
    TeamPart.TELLINGS,
    TeamPart.BENT_RULES,
    TeamPart.PROMPTS,
    TeamPart.DOORS,
)
"""Put down in seconds; the others are looked at together."""
