"""The parts of everyday practice that a team turns on, and those that are there from the start (practice.md)."""

from __future__ import annotations

from enum import StrEnum


class TeamPart(StrEnum):
    """One part that a team may use or leave. What is off is nowhere in sight; what was written stays and comes back."""

    WINS = "wins"
    FRICTION = "friction"
    TELLINGS = "tellings"
    REFUSALS = "refusals"
    BENT_RULES = "bent rules"
    PROMPTS = "prompts"
    DOORS = "doors"
    BARRIERS = "barriers"
    NEEDS = "needs"
    SAID_DID = "said and did"
    TRAINING = "training"
    CARDS = "cards"
    PRACTICES = "practices"
    LONG_VIEW = "long view"
    VOCABULARY = "vocabulary"


ON_AT_FIRST = frozenset({TeamPart.BARRIERS, TeamPart.SAID_DID, TeamPart.VOCABULARY})
"""Sections 1, 19 and 20; everything else waits until the team wants it."""

QUICK = (
    TeamPart.WINS,
    TeamPart.FRICTION,
    TeamPart.REFUSALS,
    TeamPart.BENT_RULES,
    TeamPart.TELLINGS,
    TeamPart.PROMPTS,
)
"""What the quick box takes, in its order."""

SMALL_LOGS = (
    TeamPart.WINS,
    TeamPart.FRICTION,
    TeamPart.TELLINGS,
    TeamPart.REFUSALS,
    TeamPart.BENT_RULES,
    TeamPart.PROMPTS,
    TeamPart.DOORS,
)
"""Parts written on the page of small logs, in the order in which it offers them."""
