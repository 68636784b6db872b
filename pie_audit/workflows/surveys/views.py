"""What the screens of a survey show: plain values, with nothing in them that tells who answered or how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.survey import Answers, Participation, SurveyPlan, SurveyState, Voice


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who may be asked or keep a key. `ready` once they have signed in; before that they have no key."""

    person_id: str
    name: str
    ready: bool
    manages: bool
    administers: bool
    team_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Usable:
    """An instrument that may be put to a team. `reads_like_symptoms` asks for a reason and somebody for support.

    `reason` and `support_by` are what whoever brought its words said of both, to begin with.
    """

    id: str
    version: int
    title: str
    items: int
    status: str
    reads_like_symptoms: bool
    licence_line: str
    reason: str = ""
    support_by: str = ""


@dataclass(frozen=True, slots=True)
class TeamToAsk:
    """A team that whoever plans manages, and everybody in it."""

    team_id: str
    name: str
    people: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True)
class Planning:
    """Everything the page that plans a survey shows, with the usual choice of each.

    `plan` is the draft as it is kept, or None before the first. `approved` are keepers who agreed to this very plan.
    `asked_twice` where the team was asked more than twice since it was last told what came of it. `named` are names
    by id of everybody in the plan, also of who has left since; `asks` is what its questionnaire is called.
    """

    plan: SurveyPlan | None
    teams: tuple[TeamToAsk, ...]
    instruments: tuple[Usable, ...]
    keepers: tuple[Somebody, ...]
    approved: frozenset[str]
    closes_on: date
    report_by: date
    minimum: int
    causes: tuple[tuple[str, str], ...]
    too_small: bool
    asked_twice: bool
    state: SurveyState = SurveyState.DRAFT
    named: Mapping[str, str] = field(default_factory=dict)
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Slips:
    """The words of slips by block label, to be printed once. They are kept nowhere."""

    words: Mapping[str, tuple[str, ...]]


class Duty(StrEnum):
    """What a keeper is asked for."""

    APPROVE = "approve"
    WAIT = "wait"
    TURN_FIRST = "turn first"
    TURN_SECOND = "turn second"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Keeping:
    """One survey as one of its keepers sees it: what they are asked for, and the names they vouch for.

    `names` by block label; `slips` too. `turned_by` is whoever turned the first key. `writes_themes` where this
    keeper, from outside the team, is the one to write themes. `last_day` is the day until which people may answer.
    `lost` once two of the three keys are gone: nobody will ever read the answers. `state` is the survey's.
    `has_no_key` where this keeper's own half went with a reset of their access.
    """

    plan: SurveyPlan
    team_names: tuple[str, ...]
    keeper_names: tuple[str, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]
    slips: tuple[tuple[str, int], ...]
    duty: Duty
    approved: frozenset[str]
    turned_by: str
    writes_themes: bool
    last_day: date
    state: SurveyState = SurveyState.DRAFT
    instrument_title: str = ""
    may_retire: bool = False
    lost: bool = False
    has_no_key: bool = False


@dataclass(frozen=True, slots=True)
class Taking:
    """What somebody who is asked sees: the plan in words, the questions, and what they had begun.

    `colleagues` are the names in their block, `slips` places without a name there. `sent` is known to this person's
    own program alone. `causes` is empty where there is a box for words, and the other way round. `asked_by` is the name
    of whoever asks. `support_lines` are paragraphs with an empty line between.
    """

    plan: SurveyPlan
    instrument: Instrument
    team_name: str
    keeper_names: tuple[str, ...]
    colleagues: tuple[str, ...]
    slips: int
    last_day: date
    begun: Answers | None
    sent: bool
    causes: tuple[tuple[str, str], ...]
    support_lines: str
    required_line: str
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One survey in the list of a team. `duty` is what whoever looks is asked for as a keeper.

    `lost` once two of the three keys are gone: nobody will ever read the answers. `agreed` once all three keepers
    approve the plan of a draft, `may_open` where whoever looks is then the one to open it. `has_figures` where a
    survey that was put away still has something to read.
    """

    survey_id: str
    title: str
    state: SurveyState
    last_day: date
    report_by: date
    half_open: bool
    asked: bool
    sent: bool
    duty: Duty
    may_plan: bool
    overdue: bool
    lost: bool = False
    agreed: bool = False
    may_open: bool = False
    has_figures: bool = False


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """Everything the page “Wellbeing” shows. `prompts` stand in for a survey where the team is too small for one.

    The newest survey comes first. `asked_twice` where the team was asked more than twice since it was last told.
    """

    team_name: str
    surveys: tuple[SurveyLine, ...]
    may_plan: bool
    too_small: bool
    prompts: tuple[str, ...]
    support_lines: str
    asked_twice: bool = False


class ChangeWord(StrEnum):
    """What may be said of a change (trends.md, section 7). NONE where nothing may be said or there was nothing."""

    NONE = "none"
    SAME = "much the same"
    HIGHER = "higher"
    LOWER = "lower"


class Figure(StrEnum):
    """What kind of figure is shown, for the sentence that says how little a change of it may mean."""

    SCALE = "a mean of a group of questions"
    ITEM = "a mean of a single question"
    THIRD = "a third in words"


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares in thirds of the range, in per cent: 5 (under 10), 10, 20 … 90, 95 (over 90)."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as it is drawn: a scale of a group or an item of the whole.

    `mean` and `before` are whole points of 0–100, None where not released; `band` is low, middle or high in place of
    a mean. `better` is True where more is better, False where more is harder, None where neither is said. `says` is
    the statement that an item put, empty for a scale.
    """

    what: str
    title: str
    mean: int | None
    before: int | None
    change: ChangeWord
    shares: Shares | None
    band: str
    better: bool | None
    says: str = ""

    @property
    def is_told(self) -> bool:
        """Whether anything of it was released: a mean, or a third."""
        return self.mean is not None or bool(self.band)


@dataclass(frozen=True, slots=True)
class GroupRows:
    """A group of the frozen plan. `hidden` tells nothing about why; `rows` are empty then."""

    group_id: str
    label: str
    hidden: bool
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidBack:
    """One line of “you said, we did”: what was heard, what comes of it. `cannot` says what isn't possible yet."""

    said: str
    will: str
    cannot: str = ""


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """Everything the page of results shows, all of it from the ledger of releases.

    `voices` are comments or themes in the order they were shuffled into; `causes` pairs of a label and a word (few,
    about half, most). `uncertainty` says how little a change of what is shown may mean; empty where nothing is.
    `ends` are what the lowest answer to an item is called, the one in the middle (or nothing) and the highest.
    """

    plan: SurveyPlan
    state: SurveyState
    status_line: str
    participation: Participation | None
    whole: GroupRows
    items: tuple[Row, ...]
    groups: tuple[GroupRows, ...]
    voice: Voice
    voices: tuple[str, ...]
    causes: tuple[tuple[str, str], ...]
    sentence: str
    uncertainty: str
    before_title: str
    said_back: tuple[SaidBack, ...]
    may_say_back: bool
    overdue: bool
    required_line: str
    ends: tuple[str, ...] = ()
