"""What stands behind an ask: a line with its base, from the matrix, a small log or somebody's words; never a survey."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EvidenceSource(StrEnum):
    """Where a line of evidence comes from. There is no kind for figures of a survey."""

    BARRIER = "barrier"
    FRICTION = "friction"
    REFUSALS = "refusals"
    WIN = "win"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class AskEvidence:
    """One line behind the ask of an action, as it stood when it was picked: words with their base."""

    evidence_id: str
    action_id: str
    source: EvidenceSource
    source_key: str
    words: str
    week: str
