"""The two questions about what can unsettle somebody and what helps: counts of a month, and never a word of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PromptsDone:
    """How many people were offered the two questions in a month (``2026-11``), and with how many they were done."""

    team_id: str
    month: str
    offered: int
    done: int
