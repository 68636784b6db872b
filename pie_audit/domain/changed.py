"""The kinds of thing that a transaction can change, for pages to decide whether to look again."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Coarse on purpose: a page reloads whole. Casting a ballot has no kind."""

    WORKSPACE = "workspace"
    TEAMS = "teams"
    PEOPLE = "people"
    ROUND = "round"
    OWN_SHEET = "own sheet"
    CONSENSUS = "consensus"
    BOARD = "board"
    ACTIONS = "actions"
    DRAFT = "draft"
    RECORDS = "records"
    SESSIONS = "sessions"
    SMALL_LOGS = "small logs"
    SURVEYS = "surveys"
    TRENDS = "trends"
    SHARED_PLANS = "shared plans"
    BARRIERS = "barriers"
    SAID_DID = "said and did"
    LEARNING = "learning"
    PRACTICES = "practices"
    TRAIL = "trail"
