"""What a team puts on its own trends: dated notes, and days from which a measure is looked at anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_CHARACTERS = 300


class MarkKind(StrEnum):
    """A note explains; a change point begins new limits from its day on, and its words are the reason."""

    NOTE = "note"
    CHANGE_POINT = "change point"


@dataclass(frozen=True, slots=True)
class TrendMark:
    """One mark. `chart` is the id of the chart it belongs to, empty for every chart of the team."""

    mark_id: str
    team_id: str
    chart: str
    day: date
    kind: MarkKind
    words: str


@dataclass(frozen=True, slots=True)
class TrendSettings:
    """How a team wants its trends read.

    `simple_rules`: the commonly taught pair instead of Anhøj's. `screened`: the widest moving ranges are dropped once.
    `good` says for a measure (the id of its chart) which way is better: ``higher`` or ``lower``.
    """

    simple_rules: bool = False
    screened: bool = False
    good: tuple[tuple[str, str], ...] = ()
