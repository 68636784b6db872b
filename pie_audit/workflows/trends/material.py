"""Everything that the trends of one team are laid out from, in plain values: read once, and asked again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pie_audit.analysis.theme_scores import has_enough
from pie_audit.domain.audit import AuditRound, Consensus, RoundState
from pie_audit.domain.cut_points import OURS, CutPoints
from pie_audit.domain.disclosure import Band, TopicCounts
from pie_audit.domain.group import ThemeLine
from pie_audit.domain.plan import Action, ActionStep
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Theme, Topic
from pie_audit.domain.session import Session
from pie_audit.domain.small_logs import Tellings, Win
from pie_audit.domain.support_beside import SupportBeside
from pie_audit.domain.team import Perspective, Team, ThemeOff
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.theme_score import ThemeScore
from pie_audit.domain.trend_mark import TrendMark, TrendSettings
from pie_audit.storage.trend_figures import RefusalCount, ThemeFigures, TopicRecord
from pie_audit.storage.trend_logs import EpisodeMonth, FrictionMonth
from pie_audit.workflows import questions
from pie_audit.workflows.surveys.released_series import ReleasedItems, ReleasedSeries, SurveyPart
from pie_audit.workflows.trends.views import Window

SIGNED = frozenset({RoundState.SIGNED, RoundState.CARRIED})

MOST_DOTS = 200
"""So many of the newest episodes are drawn one by one; the chart says of how many."""

MOST_WINS = 12
"""So many of the latest wins stand on the page; all of them are in the log."""


@dataclass(frozen=True, slots=True)
class Review:
    """One review that was opened. `asked` is what the team was asked, `by_theme` the same by theme.

    `figures` by theme, `records` by topic; `counts` are those its opening permitted. Where levels are out of sight, these
    three are empty: they weren't read.
    """

    round: AuditRound
    questions: Questionnaire
    asked: tuple[Topic, ...]
    by_theme: Mapping[str, tuple[Topic, ...]]
    figures: Mapping[str, ThemeFigures]
    records: Mapping[str, TopicRecord]
    counts: tuple[TopicCounts, ...]
    took_part: Mapping[Perspective, Band]

    @property
    def quarter(self) -> Quarter:
        """The quarter that it belongs to."""
        return self.round.quarter

    @property
    def is_signed(self) -> bool:
        """Whether nothing in it changes any more."""
        return self.round.state in SIGNED

    def topics_of(self, theme_id: str) -> tuple[Topic, ...]:
        """What the team was asked of a theme, in the order of the questions."""
        return self.by_theme.get(theme_id, ())

    def is_in_full(self, theme_id: str) -> bool:
        """Whether all of the theme was asked: only then it has a mean."""
        theme = next((t for t in self.questions.themes if t.id == theme_id), None)
        return theme is not None and questions.is_in_full(self.round, theme)

    def score(self, theme_id: str) -> ThemeScore | None:
        """Where a theme stood, from the sums; None where nothing of it was asked."""
        topics = len(self.topics_of(theme_id))
        if not topics:
            return None
        made = self.figures.get(theme_id, ThemeFigures(0, 0, None, None, 0, 0, 0))
        applicable = topics - made.not_applicable
        written = made.valued + made.not_applicable + made.cant_tell + made.no_agreement
        return ThemeScore(
            theme_id,
            made.mean if has_enough(made.valued, applicable) else None,
            made.valued,
            applicable,
            not_applicable=made.not_applicable,
            cant_tell=made.cant_tell,
            no_agreement=made.no_agreement,
            not_discussed=topics - written,
            low=made.low,
            high=made.high,
            short_form=not self.is_in_full(theme_id),
        )

    def consensus(self) -> tuple[Consensus, ...]:
        """What was agreed, without its words."""
        return tuple(Consensus(t, record.outcome, record.level) for t, record in self.records.items())


@dataclass(frozen=True, slots=True)
class Forebear:
    """A team that this one came out of: the quarter of its last review, if it had one, and of its end, if it ended."""

    name: str
    last: Quarter | None
    ended: Quarter | None = None


@dataclass(frozen=True, slots=True)
class Heir:
    """A team that came out of this one, and the quarter of its first review, if it had one."""

    name: str
    first: Quarter | None


@dataclass(frozen=True, slots=True)
class TrendMaterial:
    """One team's past in a window of quarters, `today` included.

    `hidden_why` is not empty while the team rates in private: then nothing with levels was read. `people` counts who
    works there now. `begun` and `last_of_all` are the quarters of the first and the last review there ever was, whatever the
    window; `ended` is the one in which the team ended, if it did. `beside` is None where it can't be told. `steps` are
    the histories of actions, by id. `friction`, `episodes` and `refusals` are sums by month; of `tellings` the newest
    `MOST_DOTS` and of `wins` the newest `MOST_WINS` up to the end of any quarter are there. `parts` is what the team
    uses of everyday practice; of the rest nothing was read.
    """

    team: Team
    today: date
    quarters: tuple[Quarter, ...]
    reviews: tuple[Review, ...]
    themes: tuple[Theme, ...]
    people: int
    hidden_why: str = ""
    themes_off: tuple[ThemeOff, ...] = ()
    forebears: tuple[Forebear, ...] = ()
    came_of_it: tuple[Heir, ...] = ()
    begun: Quarter | None = None
    last_of_all: Quarter | None = None
    ended: Quarter | None = None
    actions: tuple[tuple[Quarter, Action], ...] = ()
    steps: Mapping[str, tuple[ActionStep, ...]] = field(default_factory=dict)
    sessions: tuple[Session, ...] = ()
    lines: tuple[ThemeLine, ...] = ()
    friction: tuple[FrictionMonth, ...] = ()
    episodes: tuple[EpisodeMonth, ...] = ()
    tellings: tuple[Tellings, ...] = ()
    wins: tuple[Win, ...] = ()
    refusals: tuple[RefusalCount, ...] = ()
    scales: tuple[ReleasedSeries, ...] = ()
    items: tuple[ReleasedItems, ...] = ()
    survey_parts: tuple[SurveyPart, ...] = ()
    beside: SupportBeside | None = None
    marks: tuple[TrendMark, ...] = ()
    settings: TrendSettings = field(default_factory=TrendSettings)
    may_mark: bool = False
    may_decide: bool = False
    window: Window = Window.EIGHT
    parts: frozenset[TeamPart] = frozenset(TeamPart)
    cut: CutPoints = OURS

    @property
    def all_themes(self) -> tuple[Theme, ...]:
        """Every theme that a group may say it talked about: those of the latest question set, as it stands."""
        review = self.reviews[-1].questions if self.reviews else questions.bundled()
        return review.themes

    @property
    def levels_hidden(self) -> bool:
        """Whether nothing with agreed levels may be shown now."""
        return bool(self.hidden_why)
