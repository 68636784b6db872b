"""One run of an anonymous survey: its frozen plan, what somebody answers, and the figures allowed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from pie_audit.domain.survey_change import ITEM_POINTS, SCALE_POINTS

MINIMUM = 5
"""Fewest answers behind any figure; may only be raised (wellbeing.md, section c, rule 1)."""

FEWEST_FOR_WORDS = 10
"""Fewest invited for a comment box, and fewest comments for any to be released."""

FEWEST_FOR_QUOTES = 21
"""Up to 20 invited, comments come out as themes that a keeper from outside the team writes."""

KEEPERS = 3
WHOLE = "whole"
"""The group of everybody; the others carry the id of a team or of a part of one."""


class SurveyState(StrEnum):
    """Where a survey is. Nothing returns to an earlier state; it may be retired from any."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    REPORTED = "reported"
    TOLD = "told"
    RETIRED = "retired"


class Voice(StrEnum):
    """How people may say more than the items ask: causes to tick, or words that leave as themes or as they stand."""

    CAUSES = "causes"
    THEMES = "themes"
    QUOTES = "quotes"


class Participation(StrEnum):
    """How many took part, told no finer than this and only after closing."""

    UNDER_HALF = "under half"
    MORE_THAN_HALF = "more than half"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest cell of people that reporting knows: a team, or a part of one. Everybody is in one block.

    `people` are accounts by id, in the order of their ids; `slips` counts unnamed places beside them. The id stays
    the same from survey to survey, so that earlier releases can be set beside later ones.
    """

    block_id: str
    team_id: str
    label: str
    people: tuple[str, ...]
    slips: int = 0

    @property
    def invited(self) -> int:
        """How many may answer."""
        return len(self.people) + self.slips


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """Blocks that the plan offers figures for, fixed when the survey opens."""

    group_id: str
    label: str
    blocks: frozenset[str]


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """What everybody who answers can read before the first question, and what every ballot is bound to.

    `instrument_digest` (hex) stands for the frozen text of the instrument. `closes_on` is the Sunday of the close
    week, `report_by` the day by which the team hears what came out. `outside` are keepers from outside the team.
    `reason` and `support_by` are needed where an instrument that reads like symptoms is put to a team. `scale_points`
    and `item_points` are how far a mean must move to be told as higher or lower: those of the day it was planned.
    """

    survey_id: str
    title: str
    purpose: str
    organiser_id: str
    instrument_id: str
    instrument_version: int
    instrument_digest: str
    blocks: tuple[Block, ...]
    groups: tuple[ReportGroup, ...]
    keepers: tuple[str, ...]
    closes_on: date
    report_by: date
    outside: frozenset[str] = frozenset()
    minimum: int = MINIMUM
    voice: Voice = Voice.CAUSES
    reason: str = ""
    support_by: str = ""
    scale_points: int = SCALE_POINTS
    item_points: int = ITEM_POINTS

    @property
    def spare_until(self) -> date:
        """The Sunday a week later, used once and only when fewer than half answered in time."""
        return self.closes_on + timedelta(days=7)

    @property
    def invited(self) -> int:
        """How many may answer in all."""
        return sum(block.invited for block in self.blocks)

    @property
    def team_ids(self) -> tuple[str, ...]:
        """The teams that are asked, in the order of the plan, each once."""
        return tuple(dict.fromkeys(block.team_id for block in self.blocks))

    @property
    def whole(self) -> ReportGroup:
        """Everybody together, under a fixed id."""
        return ReportGroup(WHOLE, "", frozenset(block.block_id for block in self.blocks))

    def block_of(self, person_id: str) -> Block | None:
        """The block somebody is in, or None where they aren't invited."""
        return next((block for block in self.blocks if person_id in block.people), None)


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person says. `values` by item number, as printed and before any turning round; a skipped item is absent.

    `causes` are ids of the list that stands in for a comment box; `comment` is empty where there is no box.
    """

    values: Mapping[int, int] = field(default_factory=dict)
    causes: frozenset[str] = frozenset()
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return not (self.values or self.causes or self.comment.strip())


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot as it is seen when the box is opened, and nowhere before: a block and its answers, nobody's name."""

    block_id: str
    answers: Answers


class Statistic(StrEnum):
    """What a released figure is."""

    MEAN = "mean"
    """Whole points of 0–100."""
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    """Shares in thirds of the range, in per cent: 5 (under 10), 10, 20 … 90, 95 (over 90)."""
    BAND = "band"
    """One of low, middle and high, for items of a survey with fewer than 20 answers; in `words`."""
    SHARE = "share"
    """How many named a cause: few, about half or most; in `words`."""
    TEXT = "text"
    """A comment or a theme; in `words`."""
    PARTICIPATION = "participation"
    """A `Participation`; in `words`."""
    CHANGE = "change"
    """Since the last survey of the same instrument: higher, lower or much the same; in `words`."""


@dataclass(frozen=True, slots=True)
class Released:
    """One figure allowed out, never altered and never taken back (security.md, section 6, “Ledger”).

    `what` names its subject: `scale/load`, `item/3`, `cause/cover`, `comment/2f…`, `participation`. `value` is None
    where `words` say it.
    """

    survey_id: str
    group_id: str
    what: str
    statistic: Statistic
    value: int | None = None
    words: str = ""
