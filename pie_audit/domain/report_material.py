"""What reports beside the plan may be written from: plans, asks, changes, protected time, charts and released figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.chart import Chart
from pie_audit.domain.distance import Move
from pie_audit.domain.ledger import Tally
from pie_audit.domain.ledger_reasons import Lost
from pie_audit.domain.plan_material import PlanMaterial
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked
from pie_audit.domain.session import SessionKind


@dataclass(frozen=True, slots=True)
class TopicMove:
    """A topic that two reviews asked in the same words: which way it went, with its levels in words and the team's own.

    `levels` is “Rules with reasons: patchy, now usual practice”; `because` what the team said of it this time.
    """

    topic_id: str
    theme_id: str
    title: str
    move: Move
    levels: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class ThemeMove:
    """A theme that was asked in full, and which way it went on the topics that both reviews asked."""

    theme_id: str
    title: str
    move: Move


@dataclass(frozen=True, slots=True)
class Since:
    """One review beside an earlier one. `compared_on` says which topics both asked, empty where they asked the same."""

    earlier: Quarter
    compared_on: str
    themes: tuple[ThemeMove, ...]
    topics: tuple[TopicMove, ...]


@dataclass(frozen=True, slots=True)
class TimeKept:
    """The protected time of one quarter. `lost` is None for a team of fewer than five."""

    quarter: Quarter
    total: Tally
    kinds: tuple[tuple[SessionKind, Tally], ...]
    lost: Lost | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """One line that the team was told after a survey: what was heard, what comes of it, what isn't possible yet."""

    said: str
    will: str
    cannot: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A released figure: a mean in whole points of 0–100, else a third of the range in words. `move` in words, or empty.

    `direction` says which way is which.
    """

    title: str
    mean: int | None
    band: str = ""
    move: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class SurveyTold:
    """What one survey released and what the team was told. Nothing in it says how many answered.

    `rows` are the scales, `items` single questions of the whole survey; both empty where `hidden`. `of` names whose
    figures they are. `took_part` is a band in a sentence, `uncertainty` how little a change may mean.
    """

    title: str
    of: str
    quarter: Quarter
    report_by: date
    hidden: bool
    rows: tuple[FigureRow, ...]
    items: tuple[FigureRow, ...]
    took_part: str
    uncertainty: str
    heard: tuple[Heard, ...] = ()
    status_line: str = ""
    required_line: str = ""


class ChartPart(StrEnum):
    """Which part of the trends a group of charts comes from; values as the trends name their parts."""

    THEMES = "themes"
    TOPICS = "topics"
    DISTANCE = "distance"
    PERSPECTIVES = "perspectives"
    PEOPLE = "people"
    TIME = "time"
    WELLBEING = "wellbeing"
    WRITING = "writing"
    ACTIONS = "actions"
    SMALL_LOGS = "small-logs"


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """The charts of one part, and a line in words for each thing that a rule lets be said of them."""

    part: ChartPart
    charts: tuple[Chart, ...]
    in_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportMaterial:
    """All that a report may be written from. `plan` is the quarter it is about, `earlier` those before it, in order.

    `asked` are the asks of signed plans with their replies. `since` compares with the last signed review, `over_a_year`
    with the first of `earlier`. `hidden_why` is said where levels are out of sight because the team rates in private.
    `caveats` belong to support beside strain, `support` is where support is found, paragraphs with an empty line between.
    `notes` are the rules of thumb in use. `language` is that of the report's own words.
    """

    plan: PlanMaterial
    today: date
    earlier: tuple[PlanMaterial, ...] = ()
    asked: tuple[Asked, ...] = ()
    since: Since | None = None
    over_a_year: Since | None = None
    time: tuple[TimeKept, ...] = ()
    charts: tuple[ChartGroup, ...] = ()
    surveys: tuple[SurveyTold, ...] = ()
    caveats: tuple[str, ...] = ()
    support: str = ""
    hidden_why: str = ""
    version_words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    language: str = "en-GB"

    def group(self, part: ChartPart) -> ChartGroup | None:
        """The charts of this part, or None where there are none."""
        return next((group for group in self.charts if group.part is part), None)

    @property
    def plans(self) -> Sequence[PlanMaterial]:
        """Every quarter in order, the report's own last."""
        return (*self.earlier, self.plan)
