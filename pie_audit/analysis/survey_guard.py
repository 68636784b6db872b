"""Which groups and items of one survey may be told, beside everything that surveys told before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pie_audit.analysis.survey_people import Counted, group_scales, present
from pie_audit.domain.possible_scores import PLAIN, Edges, edges_of_item, edges_of_scale
from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.suppression import BlockAnswers, Candidate, PastSurvey, choose, is_safe
from pie_audit.domain.survey import WHOLE, Block, Released, ReportGroup, SurveyPlan
from pie_audit.domain.survey_grain import Third, third_of
from pie_audit.domain.survey_moves import are_elsewhere, is_nearly_told, small_moves, told_again

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
    instrument: Instrument
    people: Counted
    earlier: tuple[Earlier, ...]

    def groups(self, *, thirds: bool) -> tuple[ReportGroup, ...]:
        """The groups that may be shown, with shares in thirds of every scale or without.

        Where there is no scale a part has nothing to show, so only the whole is asked for.
        """
        offered = (*self.plan.groups, self.plan.whole) if self.people.scales else (self.plan.whole,)
        scales = [edges_of_scale(self.instrument, scale) for scale in group_scales(self.instrument)]
        allowed = choose(
            tuple(Candidate(group.group_id, group.blocks, group.group_id == WHOLE) for group in offered),
            self.block_answers(
                self.people.rows(self.plan.whole.blocks),
                tuple(self.people.scales.values()),
                scales if thirds else None,
            ),
            minimum=self.plan.minimum,
            past=self.past(),
            withheld=frozenset(group.group_id for group in self.withheld()),
        )
        return tuple(group for group in offered if group.group_id in allowed)

    def items(self, shown: tuple[ReportGroup, ...]) -> ItemGuard:
        """The same rules for items of the whole, beside these groups."""
        silent = tuple(group.blocks for group in self.withheld())
        return ItemGuard(self, shown, self.past(), silent)

    def moved(self, group: ReportGroup, before: SurveyPlan) -> bool:
        """Whether so few came or left since that a difference would be theirs."""
        return small_moves(group, before, self.plan)

    def past(self) -> tuple[PastSurvey, ...]:
        """All that was told earlier, whatever it was asked with."""
        return tuple(_past(one, self.plan) for one in self.earlier)

    def withheld(self) -> list[ReportGroup]:
        """Groups by which somebody who came or left since any survey that told something could be worked out."""
        counts = Counter(self.people.blocks)
        told = [(one.plan, shown) for one in self.earlier if (shown := one.shown)]
        elsewhere = [one for one in told if are_elsewhere(one[0], self.plan)]
        return [
            group
            for group in (*self.plan.groups, self.plan.whole)
            if any(is_nearly_told(group, shown, plan, self.plan) for plan, shown in elsewhere)
            or (
                sum(counts[block] for block in group.blocks) < _FEW_FOR_MOVES
                and any(self.moved(group, plan) for plan, _shown in told)
            )
        ]

    def block_answers(
        self, rows: Rows, columns: Sequence[Numbers], thirds: Sequence[Edges] | None
    ) -> tuple[BlockAnswers, ...]:
        """What the people in `rows` say in `columns`; `thirds` are their edges, None where no shares are told."""
        scores: dict[str, list[tuple[float, ...]]] = {block.block_id: [] for block in self.plan.blocks}
        told = [column[rows].tolist() for column in columns]
        people = zip(*told, strict=True) if told else (() for _row in rows)
        blocks = map(self.people.blocks.__getitem__, rows.tolist())
        for block_id, values in zip(blocks, people, strict=True):
            scores[block_id].append(values)
        places = _Places()
        return tuple(_of_block(block, scores[block.block_id], thirds, places) for block in self.plan.blocks)


@dataclass(frozen=True, slots=True)
class ItemGuard:
    """The rules for items of the whole, beside the groups whose scales are shown and all that was told earlier.

    A scale tells of its items: where a team's thirds say who may have answered low, an item on which nearly all of
    that team agree would be known of the others. So an item is judged as if every shown group's were told.
    """

    guard: Guard
    shown: tuple[ReportGroup, ...]
    past: tuple[PastSurvey, ...]
    withheld: tuple[frozenset[str], ...]

    def allows_mean(self, no: int) -> bool:
        """Whether the mean of an item may be told of the whole."""
        return self._allows(self.shown, self._people.answered(no), self._people.items[no])

    def allows_shares(self, no: int) -> bool:
        """Whether its thirds may be told beside its mean.

        Only of the whole are figures of an item known, so there alone it matters how few answers lie in each third.
        """
        rows, answers = self._people.answered(no), self._people.items[no]
        edges = edges_of_item(self.guard.instrument, no)
        return self._allows(self.shown, rows, answers, PLAIN) and self._allows(
            self._whole(), rows, answers, edges
        )

    def allows_band(self, no: int) -> bool:
        """Whether enough answered an item to say in which third its mean lies; all do where nobody skipped it.

        So coarse a word says nothing of any part: it is asked of the whole.
        """
        rows = self._people.answered(no)
        return len(rows) == len(self._people.blocks) or self._allows(self._whole(), rows)

    def open_items(
        self, told: Sequence[int], scales: Sequence[Sequence[int]], turned: frozenset[int]
    ) -> list[int]:
        """Items whose means may be told. Of a scale with one that may not, as many others stay back as it takes.

        A scale's mean, less those of its other items, would be the mean of the one that is hidden.
        """
        hidden = {no for no in told if not self.allows_mean(no)}
        hidden |= self._people.items.keys() - set(told)
        while bare := next(chain.from_iterable(self._bare(items, hidden, turned) for items in scales), None):
            hidden.add(bare)
        return [no for no in told if no not in hidden]

    def _bare(self, items: Sequence[int], hidden: set[int], turned: frozenset[int]) -> Iterator[int]:
        """The next item of a scale to hide, where those hidden could be worked out together."""
        inside = [no for no in items if no in hidden]
        left = [no for no in items if no not in hidden]
        if inside and left:
            together = self._people.together(inside, turned)
            if not self._allows(self.shown, present(together), together):
                yield left[0]

    @property
    def _people(self) -> Counted:
        return self.guard.people

    def _whole(self) -> tuple[ReportGroup, ...]:
        return tuple(group for group in self.shown if group.group_id == WHOLE)

    def _allows(
        self,
        groups: Sequence[ReportGroup],
        rows: Rows,
        column: Numbers | None = None,
        thirds: Edges | None = None,
    ) -> bool:
        columns, edges = [] if column is None else [column], None if thirds is None else [thirds]
        return is_safe(
            [group.blocks for group in groups],
            self.guard.block_answers(rows, columns, edges),
            minimum=self.guard.plan.minimum,
            past=self.past,
            withheld=self.withheld,
        )


class _Places(dict[float, int]):
    """The place of the third that each value lies in; instruments have few different ones."""

    def __missing__(self, value: float) -> int:
        self[value] = place = _PLACE[third_of(value)]
        return place


def _of_block(
    block: Block, scores: Sequence[tuple[float, ...]], thirds: Sequence[Edges] | None, places: _Places
) -> BlockAnswers:
    if thirds is None:
        return BlockAnswers(block.block_id, block.invited, tuple(scores))
    columns = (map(places.__getitem__, column) for column in zip(*scores, strict=True))
    bands = tuple(zip(*columns, strict=True))
    return BlockAnswers(block.block_id, block.invited, tuple(scores), bands, tuple(thirds))


def _past(one: Earlier, now: SurveyPlan) -> PastSurvey:
    """What an earlier survey told, by the blocks of then and by those of now that hold the same people."""
    moved = are_elsewhere(one.plan, now)
    again = {told_again(shown, one.plan, now) for shown in one.shown} - {None} if moved else set()
    shown = tuple(sorted({*one.shown, *(blocks for blocks in again if blocks)}, key=sorted))
    then = {block.block_id: block.invited for block in one.plan.blocks}
    told = frozenset().union(*shown)
    return PastSurvey(shown, {b.block_id: b.invited for b in now.blocks if b.block_id in told} | then)
