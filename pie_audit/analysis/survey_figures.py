"""From the ballots of an opened box to the figures allowed out: the one way that a survey's answers take."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.analysis.survey_guard import Earlier, Guard
from pie_audit.analysis.survey_people import Counted, count_people, group_scales
from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.survey import (
    FEWEST_FOR_WORDS,
    WHOLE,
    Cast,
    Released,
    ReportGroup,
    Statistic,
    SurveyPlan,
    Voice,
)
from pie_audit.domain.survey_change import change_between
from pie_audit.domain.survey_grain import (
    FEWEST_FOR_MEANS,
    Third,
    many_of,
    participation_of,
    share_step,
    third_of,
    whole_points,
)

if TYPE_CHECKING:
    from pie_audit.analysis.survey_people import Numbers

__all__ = ["Earlier", "Words", "tabulate"]

_SHARE_OF = {Third.LOW: Statistic.LOW, Third.MIDDLE: Statistic.MIDDLE, Third.HIGH: Statistic.HIGH}


@dataclass(frozen=True, slots=True)
class Words:
    """What may leave in words: the comments that keepers kept, as they stand, or the themes that one of them wrote."""

    kept: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def tabulate(
    plan: SurveyPlan,
    instrument: Instrument,
    *,
    cast: Sequence[Cast],
    earlier: Sequence[Earlier] = (),
    causes: Sequence[str] = (),
    words: Words | None = None,
) -> tuple[Released, ...]:
    """Every figure of a survey that may leave it, and nothing else of it (security.md, section 6).

    `cast` in any order; the result doesn't depend on it. `earlier` are all surveys of the workspace that released
    something, `causes` the ids offered in place of a box for words. All figures rest on the same people: those with a
    valid score on every scale, or, where an instrument has none, an answer to every item. Items, causes and words are
    told of the whole alone, and only where the whole is shown. Raises ValueError for a kept comment nobody wrote.
    """
    people = count_people(plan, instrument, cast)
    survey = _Survey(plan, instrument, people, Guard(plan, instrument, people, tuple(earlier)))
    released = [survey.participation(sum(not one.answers.is_empty for one in cast))]
    shown = survey.guard.groups(thirds=not instrument.team_means_only)
    for group in shown:
        released += survey.scales(group)
    if any(group.group_id == WHOLE for group in shown):
        released += survey.items(shown)
        released += survey.causes(causes)
        released += survey.texts([one.answers.comment for one in cast], words or Words())
    return tuple(sorted(released, key=lambda one: (one.group_id, one.what, one.statistic)))


@dataclass(frozen=True, slots=True)
class _Survey:
    """One survey while its figures are made."""

    plan: SurveyPlan
    instrument: Instrument
    people: Counted
    guard: Guard

    def participation(self, took_part: int) -> Released:
        """How many of those invited sent something, in words."""
        band = participation_of(took_part, self.plan.invited)
        return self._said(WHOLE, "participation", Statistic.PARTICIPATION, band)

    def scales(self, group: ReportGroup) -> Iterator[Released]:
        """Mean, change and shares in thirds of every scale."""
        rows = self.people.rows(group.blocks)
        for scale_id, column in self.people.scales.items():
            what, values = f"scale/{scale_id}", column[rows]
            yield from self._mean(group, what, values, self.plan.scale_points)
            if not self.instrument.team_means_only:
                yield from self._shares(group, what, values)

    def items(self, shown: tuple[ReportGroup, ...]) -> Iterator[Released]:
        """Items of the whole: means and shares where at least twenty answered each, else one of three bands in words."""
        if self.instrument.team_means_only:
            return
        guard = self.guard.items(shown)
        answered = {no: self.people.answered(no) for no in self.people.items}
        told = {no: rows for no, rows in answered.items() if guard.allows_band(no)}
        if any(len(rows) < FEWEST_FOR_MEANS for rows in told.values()):
            for no, rows in told.items():
                band = third_of(_exact_mean(self.people.items[no][rows]))
                yield self._said(WHOLE, f"item/{no}", Statistic.BAND, band)
            return
        for no in guard.open_items(list(told), *self._made_of_items()):
            values = self.people.items[no][told[no]]
            yield from self._mean(self.plan.whole, f"item/{no}", values, self.plan.item_points)
            if guard.allows_shares(no):
                yield from self._shares(self.plan.whole, f"item/{no}", values)

    def causes(self, causes: Sequence[str]) -> Iterator[Released]:
        """How many named each cause, where these stand in for a box for words."""
        if self.plan.voice is Voice.CAUSES:
            for cause in causes:
                named = sum(cause in ticked for ticked in self.people.causes)
                many = many_of(named, len(self.people.causes))
                yield self._said(WHOLE, f"cause/{cause}", Statistic.SHARE, many)

    def texts(self, comments: Sequence[str], words: Words) -> Iterator[Released]:
        """Comments that were kept, or themes, where ten people or more wrote one; under names that tell no order."""
        written = Counter(comment.strip() for comment in comments if comment.strip())
        if Counter(comment.strip() for comment in words.kept) - written:
            raise ValueError("a comment was kept that nobody wrote")
        if written.total() < FEWEST_FOR_WORDS:
            return
        if self.plan.voice is Voice.QUOTES:
            yield from self._named("comment", words.kept)
        elif self.plan.voice is Voice.THEMES:
            yield from self._named("theme", words.themes)

    def _made_of_items(self) -> tuple[list[tuple[int, ...]], frozenset[int]]:
        """The items of each scale, and those that are turned round in it."""
        scales = [scale.items for scale in group_scales(self.instrument)]
        return scales, frozenset(item.no for item in self.instrument.items if item.reverse)

    def _named(self, kind: str, texts: Sequence[str]) -> Iterator[Released]:
        for text, times in Counter(text.strip() for text in texts if text.strip()).items():
            for copy in range(times):
                seed = f"{self.plan.survey_id}\0{copy}\0{text}".encode()
                name = hashlib.blake2b(seed, digest_size=8).hexdigest()
                yield self._said(WHOLE, f"{kind}/{name}", Statistic.TEXT, text)

    def _mean(self, group: ReportGroup, what: str, values: Numbers, least: int) -> Iterator[Released]:
        """The mean, and what may be said of it since the last survey with the same instrument."""
        mean = whole_points(_exact_mean(values))
        yield Released(self.plan.survey_id, group.group_id, what, Statistic.MEAN, mean)
        last = self._last()
        before = last.mean(group.blocks, what) if last is not None else None
        if last is not None and before is not None and not self.guard.moved(group, last.plan):
            change = change_between(before, mean, least)
            yield self._said(group.group_id, what, Statistic.CHANGE, change)

    def _last(self) -> Earlier | None:
        """The survey before this one with the same instrument and of some of the same teams."""
        same = (
            one
            for one in self.guard.earlier
            if one.plan.instrument_id == self.plan.instrument_id
            and one.plan.closes_on <= self.plan.closes_on
            and set(one.plan.team_ids) & set(self.plan.team_ids)
        )
        return max(same, key=lambda one: (one.plan.closes_on, one.plan.survey_id), default=None)

    def _shares(self, group: ReportGroup, what: str, values: Numbers) -> Iterator[Released]:
        counts = Counter[Third]()
        for value, people in Counter(values.tolist()).items():
            counts[third_of(value)] += people
        for third, statistic in _SHARE_OF.items():
            share = share_step(counts[third], len(values))
            yield Released(self.plan.survey_id, group.group_id, what, statistic, share)

    def _said(self, group_id: str, what: str, statistic: Statistic, words: str) -> Released:
        return Released(self.plan.survey_id, group_id, what, statistic, None, str(words))


def _exact_mean(values: Numbers) -> float:
    """The mean, the same to the last bit in whatever order the values come."""
    return math.fsum(values.tolist()) / len(values)
