"""What the trends of a team look like to a screen or a report: sections of charts, each with its sentence and table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.chart import Chart
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Perspective, Team
from pie_audit.domain.trend_mark import TrendMark, TrendSettings


class Window(StrEnum):
    """How far back: eight quarters unless somebody asks (trends.md, “Ground rules”)."""

    FOUR = "four"
    EIGHT = "eight"
    ALL = "all"


class Part(StrEnum):
    """The parts of the trends page, in their order; the value names a part in the person's own settings."""

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
class TrendWish:
    """What somebody wants to see. Everything but the window is answered from what was read already.

    `theme_id`: drill down into one theme, its topics as lines and squares. `then` and `now`: the two quarters that are
    compared, the last two signed ones if None. `with_unsigned`: reviews that aren't signed, as hollow points.
    `perspective`: whose blind ratings the theme lines show, None for what was agreed. `until`: nothing after this quarter
    is shown, so that a paper of an earlier quarter tells what it could have told then; None for everything so far.
    `to_leave`: it goes on paper or into a file, so only wins that may be printed, and no counts of 1 to 4 about people
    who use the service. `at_most`: so many quarters and no more, None for all of the window.
    """

    window: Window = Window.EIGHT
    theme_id: str | None = None
    then: Quarter | None = None
    now: Quarter | None = None
    with_unsigned: bool = False
    perspective: Perspective | None = None
    until: Quarter | None = None
    to_leave: bool = False
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page: its charts in their order, and a line in words for each thing that a rule lets be said."""

    part: Part
    title: str
    charts: tuple[Chart, ...]
    in_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything that the trends page shows. `quarters` are those in the window, `signed` those that can be compared.

    `hidden_why` is said at the top while levels are out of sight because the team rates in private. `version_words` say
    where questions changed. `notes` are the rules of thumb that stand under it, printed with every export. `may_mark`
    is pinning notes, which anybody of the team may; `may_set` choosing change points and settings, the manager's.
    """

    team: Team
    wish: TrendWish
    quarters: tuple[Quarter, ...]
    signed: tuple[Quarter, ...]
    perspectives: tuple[Perspective, ...]
    themes: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    marks: tuple[TrendMark, ...]
    settings: TrendSettings
    may_mark: bool
    hidden_why: str = ""
    version_words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    may_set: bool = False

    def section(self, part: Part) -> Section | None:
        """The part, or None where there is nothing of it."""
        return next((section for section in self.sections if section.part is part), None)

    def chart(self, chart_id: str) -> Chart | None:
        """The chart of this id, or None."""
        return next((c for section in self.sections for c in section.charts if c.id == chart_id), None)
