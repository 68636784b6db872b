"""What a plan on paper may be written from: one quarter as agreed, permitted counts and nothing private."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from pie_audit.domain.audit import MINIMUM_GROUP, Addendum, Consensus, Dissent, SignOff
from pie_audit.domain.disclosure import Band, TopicCounts
from pie_audit.domain.influence import Influence
from pie_audit.domain.plan import Action, ActionStep
from pie_audit.domain.priority import Priority
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import LevelAnchor, Theme
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.team import Perspective, Team, ThemeOff
from pie_audit.domain.theme_score import ThemeScore
from pie_audit.words import DEFAULT_WORDS, saying

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Edition(StrEnum):
    """Which of the three papers; the value is what the command line takes."""

    WORDS = "words"
    FULL = "full"
    ONE_PAGE = "one-page"


@dataclass(frozen=True, slots=True)
class PlanTopic:
    """A topic of this round: its title, its theme, the perspectives that were asked, and the team's statement."""

    topic_id: str
    title: str
    theme_id: str
    asked: frozenset[Perspective] = frozenset(Perspective)
    says: str = ""


@dataclass(frozen=True, slots=True)
class PlanAction:
    """An action with its owner as the team knows them and as others do, and the way it came.

    Both names are empty for “needs owner”. `ask_code` is what replies to its ask call it by, the same for as long as it
    is asked in the same words; `asked_in` the quarter of the plan that asked first, None for this one. `evidence` are
    the lines that the team picked to stand behind it, each with its base.
    """

    action: Action
    owner_name: str = ""
    owner_role: str = ""
    steps: tuple[ActionStep, ...] = ()
    ask_code: str = ""
    asked_in: Quarter | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriorAsk:
    """Something asked in an earlier quarter, and what came back; `quarters` counts those it has waited.

    `code` is what replies call it by, `asked_in` the quarter of the plan that asked first, `kind` the latest answer.
    """

    asked_of: str
    what: str
    asked_on: date
    reply: str = ""
    quarters: int = 1
    code: str = ""
    asked_in: Quarter | None = None
    kind: ReplyKind | None = None


@dataclass(frozen=True, slots=True)
class PlanTheme:
    """The one theme that a team wants leaders to see, with its own sentence; a mean for each quarter that has one."""

    theme_id: str
    words: str
    means: tuple[tuple[Quarter, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class PlanMaterial:
    """All that a plan may be written from. `counts` are the permitted ones alone; nothing else ever comes here.

    `agreed_on` is None until sign-off. `positions` are the themes by what was agreed. `scope_label` says which
    topics were asked. `contact` is who rings back. `vocabulary` holds the team's own words. `minimum` is the
    smallest group of this round. `one_person`: a workspace of one, without private ratings of others.
    `addenda` and `replies` came after the signature; all else stands still from then on. `wins` are lines of the
    team's wall of that quarter that may be printed. `shown` is chosen after the signature, like what came later.
    """

    team: Team
    quarter: Quarter
    question_set: str
    question_set_version: int
    scope_label: str
    levels: tuple[LevelAnchor, ...]
    themes: tuple[Theme, ...]
    topics: tuple[PlanTopic, ...]
    consensus: tuple[Consensus, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    counts: tuple[TopicCounts, ...] = ()
    actions: tuple[PlanAction, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    took_part: Mapping[Perspective, Band] = field(default_factory=dict)
    positions: tuple[ThemeScore, ...] = ()
    previous_asks: tuple[PriorAsk, ...] = ()
    contact: str = ""
    agreed_on: date | None = None
    is_demo: bool = False
    together_only: bool = False
    resident_words: str = ""
    small_win: str = ""
    language: str = "en-GB"
    vocabulary: Mapping[str, str] = field(default_factory=lambda: DEFAULT_WORDS)
    influences: tuple[Influence, ...] = ()
    priorities: tuple[Priority, ...] = ()
    themes_off: tuple[ThemeOff, ...] = ()
    minimum: int = MINIMUM_GROUP
    one_person: bool = False
    addenda: tuple[Addendum, ...] = ()
    replies: tuple[Reply, ...] = ()
    wins: tuple[str, ...] = ()
    shown: PlanTheme | None = None


def in_its_words(
    make: Callable[Concatenate[PlanMaterial, _P], _R],
) -> Callable[Concatenate[PlanMaterial, _P], _R]:
    """`make` speaks in the words of the material: a signed plan keeps those of its day, whatever is in force."""

    @wraps(make)
    def speaking(material: PlanMaterial, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with saying(material.vocabulary):
            return make(material, *args, **kwargs)

    return speaking
