"""A rule that was bent for a reason, without blame and without a worker's name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Agreed(StrEnum):
    """When somebody else said yes to it."""

    BEFORE = "before"
    AFTER = "after"
    NOT_YET = "not yet"


class Proposal(StrEnum):
    """What should become of the rule."""

    NONE = ""
    KEEP_BENDING = "keep bending"
    CHANGE_RULE = "change the rule"
    NOT_AGAIN = "don't again"


@dataclass(frozen=True, slots=True)
class BentRule:
    """`agreed_by` is a role. `happened` is asked for two weeks after `week`; empty until then."""

    bent_id: str
    team_id: str
    week: str
    rule: str
    instead: str
    why: str
    agreed_by: str = ""
    agreed: Agreed = Agreed.NOT_YET
    happened: str = ""
    safety: str = ""
    proposal: Proposal = Proposal.NONE
