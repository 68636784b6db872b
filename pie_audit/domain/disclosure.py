"""Which spreads a review may show: the small-group rule of audit.md, decided topic by topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.domain.audit import RatingSheet
from pie_audit.domain.team import Perspective

POOLED = "pooled"
"""Everybody together; the other groups carry a perspective's id."""


@dataclass(frozen=True, slots=True)
class TopicCounts:
    """How one group answered one topic: `levels` are the counts at 0 … 4, the rest are people without a level."""

    topic_id: str
    group: str
    levels: tuple[int, int, int, int, int]
    not_applicable: int = 0
    cant_tell: int = 0
    blank: int = 0

    @property
    def n_rated(self) -> int:
        """People who gave a level."""
        return sum(self.levels)

    @property
    def values(self) -> tuple[int, ...]:
        """The levels given, in ascending order."""
        return tuple(level for level, n in enumerate(self.levels) for _ in range(n))

    @property
    def mean(self) -> float | None:
        """Plain mean of the levels; None when nobody gave one."""
        return sum(self.values) / self.n_rated if self.n_rated else None


class Band(StrEnum):
    """How many took part, told no finer than this."""

    NONE = "none"
    FEW = "fewer than 5"
    SOME = "5 to 9"
    MANY = "10 to 19"
    VERY_MANY = "20 or more"


def band(n: int) -> Band:
    """The band that `n` people fall into."""
    if n == 0:
        return Band.NONE
    return Band.FEW if n < 5 else Band.SOME if n < 10 else Band.MANY if n < 20 else Band.VERY_MANY


@dataclass(frozen=True, slots=True)
class Reveal:
    """All that outlives the sealed sheets: permitted counts, bands of participation, topics nobody could tell."""

    counts: tuple[TopicCounts, ...]
    took_part: Mapping[Perspective, Band]
    nobody_could_tell: frozenset[str]


def reveal(sheets: Sequence[RatingSheet], minimum: int) -> Reveal:
    """What may be drawn of these sheets (audit.md, “Small groups at reveal”).

    A sheet without a level is left out whole, and its missing tick isn't counted. For each topic a perspective
    is drawn when at least `minimum` people gave it a level or when everybody of that perspective ticked; the
    pooled spread likewise, unless a perspective is hidden and the hidden people number fewer than `minimum`:
    subtracting would show them. A perspective that was asked and took no part at all is told like a small one,
    because of one person it would tell that they gave nothing.
    """
    voices = [_Voice.of(sheet) for sheet in sheets]
    taking_part = [voice for voice in voices if voice.takes_part]
    # One rater in total is one person's view, whatever they ticked: there is nothing to count.
    shared = taking_part if len(taking_part) > 1 else []
    topics = sorted({topic for voice in shared for topic in voice.topics})
    counts: list[TopicCounts] = []
    for topic in topics:
        counts += _permitted(topic, [v for v in voices if topic in v.topics], minimum)
    invited = {voice.perspective for voice in voices}
    return Reveal(
        tuple(counts),
        {p: _band_of(p, taking_part) if p in invited else Band.NONE for p in Perspective},
        frozenset(t for t in topics if _nobody_could_tell(t, taking_part, minimum)),
    )


@dataclass(frozen=True, slots=True)
class _Voice:
    """A sheet as it is counted: who sees it, the tick, what was asked and answered, whether any topic has a level."""

    perspective: Perspective
    consent: bool
    topics: frozenset[str]
    answers: Mapping[str, Answer]
    takes_part: bool

    @classmethod
    def of(cls, sheet: RatingSheet) -> _Voice:
        answers = {topic: rating.answer for topic, rating in sheet.ratings.items()}
        return cls(sheet.perspective, sheet.consent, frozenset(sheet.topics), answers, sheet.has_level)


def _band_of(perspective: Perspective, taking_part: Sequence[_Voice]) -> Band:
    return band(max(1, sum(1 for voice in taking_part if voice.perspective is perspective)))


def _permitted(topic: str, asked: Sequence[_Voice], minimum: int) -> list[TopicCounts]:
    there = [v for v in asked if v.takes_part]
    groups = {p: [v for v in there if v.perspective is p] for p in Perspective}
    drawn = {p: group for p, group in groups.items() if _may_be_drawn(topic, group, minimum)}
    permitted = [_count(topic, p.value, group) for p, group in drawn.items()]
    is_hidden = any(v.perspective not in drawn for v in asked)
    hidden = [v for v in there if v.perspective not in drawn]
    if _may_be_drawn(topic, there, minimum) and (not is_hidden or _rated(topic, hidden) >= minimum):
        pooled = _count(topic, POOLED, there)
        # With somebody hidden, people without a level could be told apart by subtraction: only levels are kept.
        permitted.append(TopicCounts(topic, POOLED, pooled.levels) if is_hidden else pooled)
    return permitted


def _may_be_drawn(topic: str, group: Sequence[_Voice], minimum: int) -> bool:
    rated = _rated(topic, group)
    return rated >= minimum or (rated > 0 and all(voice.consent for voice in group))


def _rated(topic: str, group: Sequence[_Voice]) -> int:
    return sum(isinstance(voice.answers.get(topic), Level) for voice in group)


def _nobody_could_tell(topic: str, voices: Sequence[_Voice], minimum: int) -> bool:
    asked = [v for v in voices if topic in v.topics]
    if not asked or not all(isinstance(v.answers.get(topic), CantTell) for v in asked):
        return False
    return len(asked) >= minimum or all(v.consent for v in asked)


def _count(topic: str, group: str, voices: Sequence[_Voice]) -> TopicCounts:
    answers: list[Answer] = [voice.answers.get(topic) for voice in voices]
    levels = [0] * len(Level)
    for answer in answers:
        if isinstance(answer, Level):
            levels[answer] += 1
    return TopicCounts(
        topic,
        group,
        (levels[0], levels[1], levels[2], levels[3], levels[4]),
        sum(isinstance(a, NotApplicable) for a in answers),
        sum(isinstance(a, CantTell) for a in answers),
        sum(a is None for a in answers),
    )
