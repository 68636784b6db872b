"""What is written down of a group session, for those who were there: minutes, one's own part, and lines added later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from pie_audit.domain.entry import Step
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.session import SessionKind
from pie_audit.domain.supervision import Addendum

STORY_ROUND = "schwartz"
"""The format of which nothing is kept but theme, day, numbers and how many gave feedback."""

NO_SOLUTIONS = "balint"
"""The format that has no place for what to do, on purpose."""

HANDS = 5

USUAL_FORMAT: Mapping[SessionKind, str] = {
    SessionKind.GROUP: "reflective-group",
    SessionKind.COMMUNITY: "community",
    SessionKind.LEARNING_SET: "action-learning",
    SessionKind.DEBRIEF: "debrief",
    SessionKind.INTERVISION: "intervision",
    SessionKind.LEADERS: "leaders-space",
    SessionKind.LEARNING_REVIEW: "sea",
    SessionKind.PEER: "peer-session",
}
"""The format that each kind of session begins with."""


class DebriefStage(StrEnum):
    """What kind of talk it was, by the time since the incident."""

    CHECK_IN = "check-in"
    GROUP_TALK = "group talk"
    LATER = "later follow-up"


class SessionPart(StrEnum):
    """Something that the record of a session may hold beside the steps of its format."""

    NUMBERS = "numbers"
    THEME = "theme"
    LEARNING = "learning"
    CHANGES = "small changes"
    STUCK = "what stays stuck"
    MIRACLES = "little miracles"
    HANDS = "how it was"
    FEEDBACK = "feedback"
    PROCESS = "process"
    AGENCIES = "agencies"
    STORY = "case story"
    INCIDENT = "incident"
    TURNS = "turns"
    PEERS = "peers"
    BACK = "back to the team"


@dataclass(frozen=True, slots=True)
class SmallChange:
    """What was agreed: who does what, where and when."""

    change_id: str
    what: str
    who: str = ""
    where: str = ""
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Stuck:
    """What stays as it is, and the level it belongs to."""

    words: str
    level: BarrierLevel


@dataclass(frozen=True, slots=True)
class Miracle:
    """Something that got a little better, as it was told. `win_id` is its name among the team's wins, once it is there."""

    win_id: str
    words: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a group wrote down, sealed for those who were there.

    `roles` are pairs of “presenter”, “facilitator” or “note-taker” and who it was that day. `numbers` are people
    present by kind of role, counted, never named. `agencies` are kinds of agency, never names. `how_it_was` are
    hands for 1 … 5. `step_minutes` holds the minutes of steps that were given more or less time than usual.
    `back_to_team` is a draft until the group agreed on it aloud. `version` is the one that was read.
    """

    present_ids: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    model_id: str = ""
    steps: tuple[Step, ...] = ()
    step_minutes: tuple[tuple[str, int], ...] = ()
    theme: str = ""
    learning: str = ""
    small_changes: tuple[SmallChange, ...] = ()
    still_stuck: tuple[Stuck, ...] = ()
    miracles: tuple[Miracle, ...] = ()
    how_it_was: tuple[int, ...] = ()
    feedback: int = 0
    process: str = ""
    host: str = ""
    agencies: tuple[str, ...] = ()
    story_agreed: bool = False
    reading_card: str = ""
    incident_on: date | None = None
    stage: DebriefStage | None = None
    offered: int = 0
    taken_up: int = 0
    residents_included: bool = False
    back_to_team: str = ""
    theme_ids: tuple[str, ...] = ()
    version: int = 0

    def who(self, role: str) -> str:
        """Who did this that day; empty where nobody was named."""
        return dict(self.roles).get(role, "")

    def holds(self, names: tuple[str, ...]) -> bool:
        """Whether any of these fields says something."""
        return any(getattr(self, name) != _BLANK[name] for name in names)


_BLANK = {field.name: field.default for field in fields(Minutes)}


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What one person keeps of their own turn; only they change it.

    Action learning: `issue` in one sentence, `questions` that helped, what I `will_try` `by` when, and what
    `became` of it. Peers: what the other `noticed`, and what I see `differently`.
    """

    issue: str = ""
    questions: str = ""
    will_try: str = ""
    by: date | None = None
    became: str = ""
    noticed: str = ""
    differently: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Addenda:
    """Lines that somebody who was there added later. Among leaders none of them says who."""

    lines: tuple[Addendum, ...] = ()


_USUAL = frozenset({SessionPart.HANDS, SessionPart.BACK})

_PARTS: Mapping[SessionKind, frozenset[SessionPart]] = {
    SessionKind.GROUP: _USUAL
    | {SessionPart.NUMBERS, SessionPart.THEME, SessionPart.LEARNING, SessionPart.CHANGES},
    SessionKind.COMMUNITY: _USUAL
    | {
        SessionPart.AGENCIES,
        SessionPart.STORY,
        SessionPart.LEARNING,
        SessionPart.CHANGES,
        SessionPart.MIRACLES,
        SessionPart.STUCK,
    },
    SessionKind.LEARNING_SET: _USUAL | {SessionPart.TURNS, SessionPart.PROCESS},
    SessionKind.DEBRIEF: frozenset({SessionPart.INCIDENT, SessionPart.CHANGES, SessionPart.BACK}),
    SessionKind.INTERVISION: _USUAL | {SessionPart.LEARNING, SessionPart.CHANGES, SessionPart.PROCESS},
    SessionKind.LEADERS: frozenset({SessionPart.LEARNING, SessionPart.CHANGES, SessionPart.HANDS}),
    SessionKind.LEARNING_REVIEW: frozenset({SessionPart.INCIDENT, SessionPart.CHANGES, SessionPart.BACK}),
    SessionKind.PEER: frozenset({SessionPart.THEME, SessionPart.PEERS}),
}

_FIELDS: Mapping[SessionPart, tuple[str, ...]] = {
    SessionPart.NUMBERS: ("numbers",),
    SessionPart.THEME: ("theme",),
    SessionPart.LEARNING: ("learning",),
    SessionPart.CHANGES: ("small_changes",),
    SessionPart.STUCK: ("still_stuck",),
    SessionPart.MIRACLES: ("miracles",),
    SessionPart.HANDS: ("how_it_was",),
    SessionPart.FEEDBACK: ("feedback",),
    SessionPart.PROCESS: ("process",),
    SessionPart.AGENCIES: ("host", "agencies"),
    SessionPart.STORY: ("story_agreed", "reading_card"),
    SessionPart.INCIDENT: ("incident_on", "stage", "offered", "taken_up", "residents_included"),
    SessionPart.BACK: ("back_to_team", "theme_ids"),
}


_PLACED: Mapping[tuple[str, str], SessionPart] = {
    (STORY_ROUND, "feedback"): SessionPart.FEEDBACK,
    ("reflective-group", "back"): SessionPart.BACK,
    ("community", "tomorrow"): SessionPart.CHANGES,
    ("community", "wins"): SessionPart.MIRACLES,
    ("community", "stuck"): SessionPart.STUCK,
    ("debrief", "support"): SessionPart.CHANGES,
    ("action-learning", "report-back"): SessionPart.TURNS,
    ("action-learning", "issue"): SessionPart.TURNS,
    ("action-learning", "questions"): SessionPart.TURNS,
    ("action-learning", "try"): SessionPart.TURNS,
    ("action-learning", "process"): SessionPart.PROCESS,
    ("intervision", "evaluation"): SessionPart.PROCESS,
    ("peer-session", "noticed"): SessionPart.PEERS,
    ("peer-session", "differently"): SessionPart.PEERS,
}


def place_of(model_id: str, step_id: str) -> SessionPart | None:
    """The part that holds what comes of a step, where it isn't words under the step itself."""
    return _PLACED.get((model_id, step_id))


def parts_of(kind: SessionKind, model_id: str) -> frozenset[SessionPart]:
    """What the record of such a session may hold (reflection.md, sections 2 and 7.3)."""
    if model_id == STORY_ROUND:
        return frozenset({SessionPart.NUMBERS, SessionPart.FEEDBACK})
    found = _PARTS.get(kind, frozenset())
    return found - {SessionPart.CHANGES} if model_id == NO_SOLUTIONS else found


def not_kept(minutes: Minutes, kind: SessionKind, kept_steps: frozenset[str]) -> bool:
    """Whether something was written that this format doesn't keep, such as a story of a story round.

    `kept_steps` are the steps of the format under which words may stand. Steps of another format may stay, so that
    nobody's words go when the format changes; a story round keeps none of them.
    """
    parts = parts_of(kind, minutes.model_id)
    others = tuple(name for part, names in _FIELDS.items() if part not in parts for name in names)
    strays = (s for s in minutes.steps if s.text.strip() and s.step_id not in kept_steps)
    return minutes.holds(others) or (minutes.model_id == STORY_ROUND and any(strays))
