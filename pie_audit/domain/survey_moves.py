"""How many people came to a team or left it between two surveys, where so few would be told by a difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pie_audit.domain.survey import Block, ReportGroup, SurveyPlan


@dataclass(frozen=True, slots=True)
class Moves:
    """People who may have joined and who may have left between two surveys."""

    joined: int
    left: int

    def is_small(self, minimum: int) -> bool:
        """Whether somebody moved, and so few that the difference of two figures would be theirs."""
        return 0 < self.joined < minimum or 0 < self.left < minimum


def compare_people(before: Iterable[Block], now: Iterable[Block]) -> Moves:
    """Who is asked now and wasn't before, and the other way round.

    Accounts are compared by id. A place by slip has no identity: each one before may have left, and each one now
    may have joined.
    """
    earlier, later = list(before), list(now)
    were = {person for block in earlier for person in block.people}
    are = {person for block in later for person in block.people}
    return Moves(
        len(are - were) + sum(block.slips for block in later),
        len(were - are) + sum(block.slips for block in earlier),
    )


def small_moves(group: ReportGroup, before: SurveyPlan, now: SurveyPlan) -> bool:
    """Whether between two surveys some people of a group moved, but fewer than the higher minimum of both.

    Then no change may be told between them, and while fewer than ten answer the later figure isn't told either
    (security.md section 6, “Also”).
    """
    moves = compare_people(
        *([b for b in plan.blocks if b.block_id in group.blocks] for plan in (before, now))
    )
    return moves.is_small(max(before.minimum, now.minimum))
