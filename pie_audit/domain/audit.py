"""One run of the review: its states, the private sheet of a rater, and what the team writes down together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Perspective
from pie_audit.words import _

MINIMUM_GROUP = 5
"""The smallest group whose spread is drawn without everybody's tick; a round may raise it, never lower it."""

NOTE_LIMIT = 5_000
"""Characters in one private note or one “because”."""

DISSENT_LIMIT = 500
"""Characters in one dissent (audit.md, “Dissent”)."""


class RoundState(StrEnum):
    """Where a round is; there is no way back from `revealed` or `signed`."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    AGREEING = "agreeing"
    SIGNED = "signed"
    CARRIED = "carried"
    ABANDONED = "abandoned"


_ALLOWED: Mapping[RoundState, frozenset[RoundState]] = {
    RoundState.DRAFT: frozenset({RoundState.OPEN, RoundState.AGREEING}),
    RoundState.OPEN: frozenset({RoundState.CLOSED, RoundState.ABANDONED}),
    RoundState.CLOSED: frozenset({RoundState.OPEN, RoundState.REVEALED, RoundState.ABANDONED}),
    RoundState.REVEALED: frozenset({RoundState.AGREEING}),
    RoundState.AGREEING: frozenset({RoundState.SIGNED, RoundState.ABANDONED}),
    RoundState.SIGNED: frozenset({RoundState.CARRIED}),
    RoundState.CARRIED: frozenset(),
    RoundState.ABANDONED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Invited:
    """How many of one perspective are asked, by account and by slip. Never who has answered."""

    perspective: Perspective
    accounts: int
    slips: int

    @property
    def asked(self) -> int:
        """Everybody of this perspective who holds a sheet."""
        return self.accounts + self.slips


@dataclass(frozen=True, slots=True)
class AuditRound:
    """One review of one team in one quarter, as it was planned and where it is now.

    `scope` and `theme_id` say which topics are asked (`questionnaire.Scope`); `optional_themes` are switched on.
    `public_key` seals sheets to the round while it is open; it is empty for a round talked through together only.
    `switched_off` are topics that a perspective isn't asked here, frozen at the start.
    """

    round_id: str
    team_id: str
    quarter: Quarter
    state: RoundState
    questionnaire_id: str
    questionnaire_version: int
    scope: str
    theme_id: str | None
    optional_themes: frozenset[str]
    facilitator_id: str
    openers: tuple[str, ...]
    opens_on: date
    closes_on: date
    talk_on: date | None = None
    minimum: int = MINIMUM_GROUP
    together_only: bool = False
    public_key: bytes = b""
    slip_salt: bytes = b""
    invited: tuple[Invited, ...] = ()
    switched_off: frozenset[tuple[Perspective, str]] = frozenset()

    def __post_init__(self) -> None:
        if self.minimum < MINIMUM_GROUP:
            raise NotNow(
                _("A group of fewer than {n} can’t be the smallest one shown.").format(n=MINIMUM_GROUP),
                _("Keep {n}, or choose more.").format(n=MINIMUM_GROUP),
            )
        if self.closes_on < self.opens_on:
            raise NotNow(
                _("Rating would end before it begins."), _("Choose a closing day after the first day.")
            )

    def moved(self, to: RoundState) -> AuditRound:
        """The round in its next state. Raises NotNow for a step that audit.md, “States of a round”, doesn't allow."""
        if to not in _ALLOWED[self.state]:
            raise NotNow(
                _("This review is “{state}”, so that step isn’t possible.").format(
                    state=state_word(self.state)
                ),
                _("Look at the steps at the top of Our review to see what comes next."),
            )
        return replace(self, state=to)

    def is_rated_on(self, day: date) -> bool:
        """Whether sheets can be changed on this day: the round is open, and its last day hasn't passed."""
        return self.state is RoundState.OPEN and day <= self.closes_on

    @property
    def has_ended(self) -> bool:
        """Signed, carried or abandoned: nothing in it changes any more."""
        return self.state in {RoundState.SIGNED, RoundState.CARRIED, RoundState.ABANDONED}


def state_word(state: RoundState) -> str:
    """The state as people read it."""
    return {
        RoundState.DRAFT: _("being set up"),
        RoundState.OPEN: _("open for rating"),
        RoundState.CLOSED: _("closed for rating"),
        RoundState.REVEALED: _("opened together"),
        RoundState.AGREEING: _("being talked through"),
        RoundState.SIGNED: _("signed off"),
        RoundState.CARRIED: _("carried forward"),
        RoundState.ABANDONED: _("abandoned"),
    }[state]


@dataclass(frozen=True, slots=True)
class Rating:
    """One rater's answer to one topic. `none_yet` is the honest “no evidence yet”; `note` stays with the rater."""

    topic_id: str
    answer: Answer
    note: str = ""
    none_yet: bool = False


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """All ratings of one rater, sealed whole. `topics` are those that this perspective is asked.

    `consent` is the tick “it is fine to show our group although we are few”. `last_topic` is where to go on.
    """

    round_id: str
    perspective: Perspective
    topics: tuple[str, ...]
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    consent: bool = False
    last_topic: str | None = None

    def rating(self, topic_id: str) -> Rating:
        """What was answered so far; a blank one if nothing was."""
        return self.ratings.get(topic_id, Rating(topic_id, None))

    def with_rating(self, rating: Rating) -> RatingSheet:
        """The sheet with this answer in place of an earlier one.

        Raises NotNow for a topic that isn't asked, a number that is no level and a note over `NOTE_LIMIT`.
        """
        if rating.topic_id not in self.topics:
            raise NotNow(_("This sheet doesn’t ask about that topic."), _("Go back to the list of topics."))
        if isinstance(rating.answer, int) and rating.answer not in tuple(Level):
            raise NotNow(_("A level is a number from 0 to 4."), _("Choose one of the five, N or T."))
        if len(rating.note) > NOTE_LIMIT:
            raise NotNow(
                _("The note is longer than {n} characters.").format(n=NOTE_LIMIT),
                _("Shorten it here; the words are still on this screen."),
            )
        return replace(self, ratings={**self.ratings, rating.topic_id: rating}, last_topic=rating.topic_id)

    @property
    def answered(self) -> int:
        """Topics that carry an answer of any kind."""
        return sum(1 for r in self.ratings.values() if r.answer is not None)

    @property
    def has_level(self) -> bool:
        """Whether any topic has a level; a sheet without one is left out at the opening."""
        return any(isinstance(r.answer, Level) for r in self.ratings.values())


class Outcome(StrEnum):
    """What the team writes down about a topic."""

    AGREED = "agreed"
    NOT_SETTLED = "not settled"
    NOT_APPLICABLE = "doesn't apply"
    CANT_TELL = "can't tell"
    NOT_DISCUSSED = "not discussed"


@dataclass(frozen=True, slots=True)
class Consensus:
    """What the team agreed about one topic, in words first. `none_yet`: no evidence yet, an answer like any other.

    `changed` is the line asked for with level 4: what was altered because of what people said.
    """

    topic_id: str
    outcome: Outcome
    level: Level | None = None
    because: str = ""
    evidence: str = ""
    none_yet: bool = False
    changed: str = ""

    def checked(self) -> Consensus:
        """This record if it may stand.

        Raises NotNow when “agreed” has no level, a level has no agreement, or “doesn't apply” has no reason.
        """
        if (self.outcome is Outcome.AGREED) != (self.level is not None):
            raise NotNow(_("There is no level to agree on yet."), _("Choose a level, or “Not settled yet”."))
        if self.outcome is Outcome.NOT_APPLICABLE and not self.because.strip():
            raise NotNow(
                _("“Doesn’t apply here” needs a few words on why."), _("Write the reason under “Because”.")
            )
        if max(len(self.because), len(self.evidence), len(self.changed)) > NOTE_LIMIT:
            raise NotNow(
                _("That is longer than {n} characters.").format(n=NOTE_LIMIT),
                _("Shorten it here; the words are still on this screen."),
            )
        return self


@dataclass(frozen=True, slots=True)
class Dissent:
    """A disagreement that is kept beside the agreement, unnamed unless its author chose to sign (`signed_as`)."""

    dissent_id: str
    topic_id: str
    words: str
    level: Level | None = None
    signed_as: str = ""

    def checked(self) -> Dissent:
        """This dissent if it may stand. Raises NotNow when it has no words or over `DISSENT_LIMIT`."""
        if not self.words.strip() or len(self.words) > DISSENT_LIMIT:
            raise NotNow(
                _("A different view needs a few words, at most {n} characters.").format(n=DISSENT_LIMIT),
                _("Say in a line what is seen differently."),
            )
        return self


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Where the team is in its conversation: the topic on the table, and the day it paused, if it did."""

    topic_id: str | None = None
    paused_on: date | None = None


@dataclass(frozen=True, slots=True)
class Addendum:
    """A dated line added to a round that was signed, with its reason; nothing that was signed alters."""

    addendum_id: str
    day: date
    role: str
    reason: str
    words: str

    def checked(self) -> Addendum:
        """This addendum if it may stand. Raises NotNow when its words or its reason are missing or too long."""
        if not self.words.strip() or not self.reason.strip():
            raise NotNow(
                _("An addendum needs its words and its reason."), _("Say what is added, and why only now.")
            )
        if max(len(self.words), len(self.reason)) > NOTE_LIMIT:
            raise NotNow(
                _("That is longer than {n} characters.").format(n=NOTE_LIMIT),
                _("Shorten it here; the words are still on this screen."),
            )
        return self


LIVED_EXPERIENCE_SIGNER = "lived-experience"
TEAM_SIGNER = "team"
"""Roles of signatures that carry no account: `SignOff.person_id` is then a random id."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """One person's “this is a fair account”, with or without a reservation."""

    person_id: str
    role: str
    day: date
    reservation: str = ""


def sheet_to_data(sheet: RatingSheet, *, with_notes: bool) -> dict[str, object]:
    """The sheet as plain data: for the round without notes and reasons, for the rater with them."""
    data: dict[str, object] = {
        "perspective": sheet.perspective.value,
        "consent": sheet.consent,
        "answers": {t: _answer_code(r.answer) for t, r in sheet.ratings.items() if r.answer is not None},
    }
    if with_notes:
        data["notes"] = {t: r.note for t, r in sheet.ratings.items() if r.note}
        data["none_yet"] = [t for t, r in sheet.ratings.items() if r.none_yet]
        data["reasons"] = {
            t: r.answer.reason
            for t, r in sheet.ratings.items()
            if isinstance(r.answer, NotApplicable) and r.answer.reason
        }
        data["last_topic"] = sheet.last_topic
    return data


def sheet_from_data(data: Mapping[str, object], *, round_id: str, topics: tuple[str, ...]) -> RatingSheet:
    """The sheet that `sheet_to_data` wrote; topics that are no longer asked are left out."""
    answers, notes = _mapping(data, "answers"), _mapping(data, "notes")
    reasons = _mapping(data, "reasons")
    none_yet = data.get("none_yet")
    honest = frozenset(map(str, none_yet)) if isinstance(none_yet, list) else frozenset()
    last = data.get("last_topic")
    ratings = {
        t: Rating(t, _answer_of(answers.get(t), str(reasons.get(t, ""))), str(notes.get(t, "")), t in honest)
        for t in topics
        if t in answers or t in notes or t in honest
    }
    return RatingSheet(
        round_id,
        Perspective(str(data["perspective"])),
        topics,
        ratings,
        consent=data.get("consent") is True,
        last_topic=str(last) if last in topics else None,
    )


def _mapping(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = data.get(key)
    return found if isinstance(found, Mapping) else {}


def _answer_code(answer: Answer) -> int | str:
    if isinstance(answer, NotApplicable):
        return "n"
    return "t" if isinstance(answer, CantTell) or answer is None else int(answer)


def _answer_of(code: object, reason: str) -> Answer:
    if code == "n":
        return NotApplicable(reason)
    if code == "t":
        return CantTell()
    return Level(code) if isinstance(code, int) else None
