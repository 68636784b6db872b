"""How many people came to a team or left it between two surveys, where so few would be told by a difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    def are_few(self, minimum: int) -> bool:
        """Whether all those who moved, if anybody did, are fewer than the minimum on both sides."""
        return self.joined < minimum and self.left < minimum


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
    return moves.is_small(_least(before, now))


def are_elsewhere(before: SurveyPlan, now: SurveyPlan) -> bool:
    """Whether anybody is asked in another block than then; if not, `told_again` and `is_nearly_told` find nothing."""
    were = {person: block.block_id for block in before.blocks for person in block.people}
    return any(
        were.get(person, block.block_id) != block.block_id for block in now.blocks for person in block.people
    )


def told_again(shown: frozenset[str], before: SurveyPlan, now: SurveyPlan) -> frozenset[str] | None:
    """Blocks of today that hold the people of whom `shown` told, but for a few; None where there are none such.

    A team may have been cut into parts since, or the same people may be asked as another team. What was told of them
    then is known of them now, whatever their block is called.
    """
    today = {block.block_id for block in now.blocks}
    gone = [block for block in before.blocks if block.block_id in shown - today]
    new = _blocks_with(_accounts(gone), now, but={block.block_id for block in before.blocks})
    if not new or not compare_people(gone, new).are_few(_least(before, now)):
        return None
    return (shown & today) | {block.block_id for block in new}


def is_nearly_told(
    group: ReportGroup, shown: Iterable[frozenset[str]], before: SurveyPlan, now: SurveyPlan
) -> bool:
    """Whether a group of other blocks differs by a few people from what was told, singly or all of it together.

    Then the difference of two figures would be theirs. Where the same teams are asked whole, people have come and
    gone as they do; that is `small_moves`, and asked there.
    """
    told, plans = list(shown), (_by_id(before), _by_id(now))
    touched = [one for one in told if _apart(group, one, *plans) is not None]
    sets = {*touched, frozenset().union(*touched)}
    found = [moves for one in sets if (moves := _apart(group, one, *plans)) is not None]
    least = _least(before, now)
    return any(moves.are_few(least) and bool(moves.joined or moves.left) for moves in found)


def _apart(
    group: ReportGroup, shown: frozenset[str], before: Mapping[str, Block], now: Mapping[str, Block]
) -> Moves | None:
    """Who is in only one of both, where they have people but no block in common."""
    ours = [now[block_id] for block_id in group.blocks - shown if block_id in now]
    theirs = [before[block_id] for block_id in shown - group.blocks if block_id in before]
    if not _accounts(ours) & _accounts(theirs):
        return None
    return compare_people(theirs, ours)


def _blocks_with(people: frozenset[str], plan: SurveyPlan, *, but: set[str]) -> list[Block]:
    return [block for block in plan.blocks if block.block_id not in but and people & set(block.people)]


def _by_id(plan: SurveyPlan) -> dict[str, Block]:
    return {block.block_id: block for block in plan.blocks}


def _accounts(blocks: Iterable[Block]) -> frozenset[str]:
    return frozenset(person for block in blocks for person in block.people)


def _least(before: SurveyPlan, now: SurveyPlan) -> int:
    return max(before.minimum, now.minimum)
