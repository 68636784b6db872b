"""What a question file says: the topics of our review, or the items and scales of an instrument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.answer import Level
from pie_audit.domain.team import Perspective


class Kind(StrEnum):
    """Which of the two kinds of question file."""

    AUDIT = "audit"
    INSTRUMENT = "instrument"


class Element(StrEnum):
    """The practice elements: fifteen, and four of the optional sixth theme."""

    EMPATHY = "empathy"
    ENGAGEMENT = "engagement"
    MODELS = "models"
    TRAINING = "training"
    SUPPORT = "support"
    REFLECTIVE = "reflective"
    ENQUIRY = "enquiry"
    EVIDENCE = "evidence"
    SECTOR = "sector"
    BUILT = "built"
    SURROUNDINGS = "surroundings"
    PATHWAYS = "pathways"
    RULES = "rules"
    ROLES = "roles"
    RESPONSIVENESS = "responsiveness"
    TRUST = "trust"
    POWER = "power"
    REPAIR = "repair"
    ENDINGS = "endings"


class TopicStatus(StrEnum):
    """How a topic stands to the question file that this one replaces; lines join only across SAME."""

    SAME = "same"
    REWORDED = "reworded"
    NEW = "new"


class Scope(StrEnum):
    """How much a round asks. The value is what is stored."""

    SHORT = "short"
    SHORT_AND_THEME = "short-and-theme"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class LevelAnchor:
    """What a level means for any topic: `meaning` says “we”, `meaning_they` is for raters from outside the team."""

    value: Level
    label: str
    meaning: str
    meaning_they: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of topics. An optional one is asked only where a team turned it on."""

    id: str
    title: str
    short_title: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A statement to rate, with a prompt for the conversation and what anybody could see.

    `lived_experience` and `partner` are None where that perspective is not asked. `levels` holds five own
    sentences, for level 0 to 4, or none. `was` is the topic's id in the question file that this one replaces.
    """

    id: str
    theme: str
    title: str
    element: Element
    tags: tuple[str, ...]
    short: bool
    says: str
    ask: str
    see: tuple[str, ...]
    lived_experience: str | None
    partner: str | None
    levels: tuple[str, ...]
    status: TopicStatus
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A whole set of topics. Its texts are ready to show: no placeholder is left in them."""

    id: str
    version: int
    title: str
    kind: Kind
    language: str
    licence: str
    citation: str
    replaces: str | None
    levels: tuple[LevelAnchor, ...]
    themes: tuple[Theme, ...]
    topics: tuple[Topic, ...]

    def topic(self, topic_id: str) -> Topic:
        """Raises KeyError where there is no such topic."""
        for topic in self.topics:
            if topic.id == topic_id:
                return topic
        raise KeyError(topic_id)

    def theme(self, theme_id: str) -> Theme:
        """Raises KeyError where there is no such theme."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)

    def anchor(self, level: Level) -> LevelAnchor:
        """The general label and meaning of a level."""
        return self.levels[level]

    def theme_for_round(self, rounds_before: int) -> Theme:
        """The theme whose turn it is to be asked in full, after so many rounds: all of them in turn."""
        themes = [theme for theme in self.themes if not theme.optional]
        return themes[rounds_before % len(themes)]

    def topics_for(
        self,
        scope: Scope,
        *,
        theme_id: str | None,
        perspective: Perspective,
        with_optional: bool = False,
        switched_off: frozenset[str] = frozenset(),
    ) -> tuple[Topic, ...]:
        """The topics that a rater is asked, in the order of the file.

        `theme_id` is the theme asked in full, needed by SHORT_AND_THEME and left aside by the others.
        `with_optional` adds the topics of optional themes to any scope. `switched_off` are topics that aren't put to
        this perspective here: a local group of people with lived experience leaves some out. Raises KeyError for an
        unknown theme.
        """
        if scope is Scope.SHORT_AND_THEME:
            self.theme(theme_id or "")
        return tuple(
            topic
            for topic in self.topics
            if topic.id not in switched_off
            and self.statement(topic, perspective) is not None
            and self._belongs(topic, scope, theme_id=theme_id, with_optional=with_optional)
        )

    def _belongs(self, topic: Topic, scope: Scope, *, theme_id: str | None, with_optional: bool) -> bool:
        if scope is Scope.SHORT_AND_THEME and topic.theme == theme_id:
            return True
        if self.theme(topic.theme).optional:
            return with_optional
        return topic.short or scope is Scope.FULL

    def statement(self, topic: Topic, perspective: Perspective) -> str | None:
        """The wording that this perspective rates, or None where it is not asked."""
        if perspective is Perspective.LIVED_EXPERIENCE:
            return topic.lived_experience
        return topic.partner if perspective is Perspective.PARTNER else topic.says

    def sentence(self, topic: Topic, level: Level, perspective: Perspective) -> str:
        """What stands under a level's label: the topic's own sentence for team and manager where there is one.

        Else the general meaning, with “they” for the other perspectives.
        """
        if perspective not in {Perspective.TEAM, Perspective.MANAGER}:
            return self.anchor(level).meaning_they
        return topic.levels[level] if topic.levels else self.anchor(level).meaning


class Mode(StrEnum):
    """How an instrument may be used: anonymously by a team, or by one person for themselves."""

    TEAM = "team"
    PRIVATE = "private"


class Aggregate(StrEnum):
    """How the answers of a scale become one number."""

    SUM = "sum"
    MEAN = "mean"
    SUM_X4 = "sum_x4"
    LOOKUP = "lookup"


class Direction(StrEnum):
    """What a higher figure means to those who answered."""

    HARDER = "harder"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """The values that may be answered, lowest first, each with its label."""

    id: str
    values: tuple[int, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question of an instrument. `text` is empty in a key whose words the licence holder brings.

    `facet` is a short label of what it asks about; `direction` is that of the answer as given, not turned round.
    """

    no: int
    text: str
    answer_set: str
    reverse: bool = False
    facet: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Which items make a score, how, and how many of them must be answered.

    `table` is for LOOKUP: pairs of the items' sum and the score printed for it. `times` multiplies a sum or a mean.
    `mean_beside` asks screens to show the mean of the answers beside a sum. `modes` narrows those of the instrument;
    nothing leaves them as they are.
    """

    id: str
    items: tuple[int, ...]
    aggregate: Aggregate
    min_answered: int
    table: tuple[tuple[int, float], ...] = ()
    times: int = 1
    title: str = ""
    direction: Direction | None = None
    mean_beside: bool = False
    modes: tuple[Mode, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A published range of a scale's scores, both ends included; off unless somebody turns it on.

    `signpost` marks those in which a person's own page shows where support is.
    """

    scale: str
    low: float
    high: float
    label: str
    source: str
    checked_on: date
    enabled: bool = False
    signpost: bool = False


@dataclass(frozen=True, slots=True)
class NoticeableChange:
    """How far one person's score must move to be more than noise: published `points`, or from `sd` and `alpha`."""

    scale: str
    source: str
    checked_on: date
    points: float | None = None
    sd: float | None = None
    alpha: float | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A published questionnaire or our own pulse: items, how they are answered, and the scoring key.

    `about` says in plain words of our own what it asks about. `modes` are those offered by default; `on_request`
    needs a written reason and a named person responsible for support; where `team_means_only`, nothing finer than a
    group's mean leaves a team survey. Where `bands_only_signpost`, bands are never shown, and those that signpost
    do so without being turned on. `status` is said on the first screen and under every chart, `chart_note` under
    every team chart. `prefix` stands before item numbers as people know them, the “P” of “P3”. `licence_notes` and
    `key_notes` tell what is known, and how well.
    """

    id: str
    version: int
    title: str
    kind: Kind
    language: str
    licence: str
    citation: str
    replaces: str | None
    modes: tuple[Mode, ...]
    numbering_warning: str
    answer_sets: tuple[AnswerSet, ...]
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    bands: tuple[Band, ...]
    changes: tuple[NoticeableChange, ...] = ()
    on_request: tuple[Mode, ...] = ()
    team_means_only: bool = False
    bands_only_signpost: bool = False
    about: str = ""
    lookback: str = ""
    status: str = ""
    chart_note: str = ""
    last_question: str = ""
    prefix: str = ""
    licence_notes: tuple[str, ...] = ()
    key_notes: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether the words of every item are here; otherwise it is a key, and who holds a licence brings them."""
        return all(item.text for item in self.items)

    def item(self, no: int) -> Item:
        """Raises KeyError where there is no such item."""
        for item in self.items:
            if item.no == no:
                return item
        raise KeyError(no)

    def scale(self, scale_id: str) -> Scale:
        """Raises KeyError where there is no such scale."""
        for scale in self.scales:
            if scale.id == scale_id:
                return scale
        raise KeyError(scale_id)

    def answers_to(self, no: int) -> AnswerSet:
        """What may be answered to an item. Raises KeyError where there is no such item."""
        wanted = self.item(no).answer_set
        return next(one for one in self.answer_sets if one.id == wanted)

    def scales_for(self, mode: Mode) -> tuple[Scale, ...]:
        """The scales that are made in this mode, in the order of the file."""
        return tuple(scale for scale in self.scales if not scale.modes or mode in scale.modes)

    def items_for(self, mode: Mode) -> tuple[Item, ...]:
        """The items that are asked in this mode: those of its scales, and those that belong to none."""
        asked = {no for scale in self.scales_for(mode) for no in scale.items}
        scored = {no for scale in self.scales for no in scale.items}
        return tuple(item for item in self.items if item.no in asked or item.no not in scored)
