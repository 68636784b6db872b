"""Which groups and items of one survey may be told, beside everything that surveys told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pie_audit.analysis.survey_people import Counted, present
from pie_audit.domain.suppression import BlockAnswers, Candidate, PastSurvey, choose
from pie_audit.domain.survey import WHOLE, Block, Released, ReportGroup, SurveyPlan
from pie_audit.domain.survey_grain import Third, third_of
from pie_audit.domain.survey_moves import small_moves

if TYPE_CHECKING:
    from pie_audit.analysis.survey_people import Numbers, Rows

_PLACE = {Third.LOW: 0, Third.MIDDLE: 1, Third.HIGH: 2}

_FEW_FOR_MOVES = 10
"""A team of fewer withholds its figure after a small number came or went (security.md, section 6, “Also”)."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier survey as far as it still exists: its plan and what the ledger holds of it."""

    plan: SurveyPlan
    released: tuple[Released, ...]

    @property
    def shown(self) -> frozenset[frozenset[str]]:
        """The sets of blocks of which a figure was released."""
        blocks = {group.group_id: group.blocks for group in (*self.plan.groups, self.plan.whole)}
        return frozenset(blocks[r.group_id] for r in self.released if r.what.startswith(("scale/", "item/")))

    def mean(self, blocks: frozenset[str], what: str) -> int | None:
        """A mean that was released of exactly these blocks."""
        ids = {g.group_id for g in (*self.plan.groups, self.plan.whole) if g.blocks == blocks}
        means = (
            r.value for r in self.released if r.group_id in ids and (r.what, r.statistic) == (what, "mean")
        )
        return next(means, None)


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of security.md, section 6, asked for one survey. Nothing leaves that it wasn't asked about."""

    plan: SurveyPlan
    people: Counted
    earlier: tuple[Earlier, ...]

    def groups(self, *, thirds: bool) -> tuple[ReportGroup, ...]:
        """The groups that may be shown, with shares in thirds of every scale or without.

        Where there is no scale a part has nothing to show, so only the whole is asked for.
        """
        scales = tuple(self.people.scales.values())
        offered = (*self.plan.groups, self.plan.whole) if scales else (self.plan.whole,)
        allowed = self._allowed(offered, self.people.rows(self.plan.whole.blocks), scales, thirds=thirds)
        return tuple(group for group in offered if group.group_id in allowed)

    def allows_whole(self, rows: Rows, columns: Sequence[Numbers], *, thirds: bool = False) -> bool:
        """Whether means of `columns` over the people in `rows` may be told of the whole, and their thirds too."""
        return WHOLE in self._allowed((self.plan.whole,), rows, columns, thirds=thirds)

    def open_items(
        self, told: Sequence[int], scales: Sequence[Sequence[int]], turned: frozenset[int]
    ) -> list[int]:
        """Items whose means may be told. Of a scale with one that may not, as many others stay back as it takes.

        A scale's mean, less those of its other items, would be the mean of the one that is hidden.
        """
        hidden = {
            no for no in told if not self.allows_whole(self.people.answered(no), (self.people.items[no],))
        }
        hidden |= self.people.items.keys() - set(told)
        while bare := next(chain.from_iterable(self._bare(items, hidden, turned) for items in scales), None):
            hidden.add(bare)
        return [no for no in told if no not in hidden]

    def moved(self, group: ReportGroup, before: SurveyPlan) -> bool:
        """Whether so few came or left since that a difference would be theirs."""
        return small_moves(group, before, self.plan)

    def _bare(self, items: Sequence[int], hidden: set[int], turned: frozenset[int]) -> Iterator[int]:
        """The next item of a scale to hide, where those hidden could be worked out together."""
        inside = [no for no in items if no in hidden]
        left = [no for no in items if no not in hidden]
        if inside and left:
            together = self.people.together(inside, turned)
            if not self.allows_whole(present(together), (together,)):
                yield left[0]

    def _allowed(
        self, offered: Sequence[ReportGroup], rows: Rows, columns: Sequence[Numbers], *, thirds: bool
    ) -> frozenset[str]:
        return choose(
            tuple(Candidate(group.group_id, group.blocks, group.group_id == WHOLE) for group in offered),
            self._block_answers(rows, columns, thirds=thirds),
            minimum=self.plan.minimum,
            past=tuple(_past(one) for one in self.earlier),
            withheld=frozenset(group.group_id for group in offered if self._moved_while_few(group)),
        )

    def _moved_while_few(self, group: ReportGroup) -> bool:
        """Whether somebody who came or left since any survey that told something could be worked out from this one."""
        if len(self.people.rows(group.blocks)) >= _FEW_FOR_MOVES:
            return False
        return any(self.moved(group, one.plan) for one in self.earlier if one.shown)

    def _block_answers(
        self, rows: Rows, columns: Sequence[Numbers], *, thirds: bool
    ) -> tuple[BlockAnswers, ...]:
        scores: dict[str, list[tuple[float, ...]]] = {block.block_id: [] for block in self.plan.blocks}
        told = [column[rows].tolist() for column in columns]
        people = zip(*told, strict=True) if told else (() for _row in rows)
        for row, values in zip(rows.tolist(), people, strict=True):
            scores[self.people.blocks[row]].append(tuple(values))
        return tuple(_of_block(block, scores[block.block_id], thirds=thirds) for block in self.plan.blocks)


def _of_block(block: Block, scores: Sequence[tuple[float, ...]], *, thirds: bool) -> BlockAnswers:
    bands = tuple(tuple(_PLACE[third_of(value)] for value in values) if thirds else () for values in scores)
    return BlockAnswers(block.block_id, block.invited, tuple(scores), bands)


def _past(one: Earlier) -> PastSurvey:
    shown = tuple(sorted(one.shown, key=sorted))
    return PastSurvey(shown, {block.block_id: block.invited for block in one.plan.blocks})
