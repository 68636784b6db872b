"""The long view: at the start of every eighth quarter, what was true two years ago beside today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, Consensus, Outcome, RoundState
from pie_audit.domain.plan import Action
from pie_audit.domain.priority import Priority
from pie_audit.domain.quarter import Quarter, iso_week
from pie_audit.domain.small_logs import Win
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import agreements, influences, small_logs
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage import team_parts as parts
from pie_audit.words import _
from pie_audit.workflows import (
    questions,
    team_parts,
)
from pie_audit.workflows.everyday import small_actions
from pie_audit.workflows.in_sight import is_out_of_sight
from pie_audit.workflows.presence import Me

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

EVERY = 8
"""Quarters from one look back to the next: two years."""

TOPICS = ("A5", "D9")
"""What shows over years alone: going at somebody’s speed, and how people leave (practice.md, section 28)."""

_MOST_WINS = 3
_SIGNED = frozenset({RoundState.SIGNED, RoundState.CARRIED})


@dataclass(frozen=True, slots=True)
class BecameOf:
    """An action of back then, as it goes on, and where that is in words."""

    what: str
    status: str


@dataclass(frozen=True, slots=True)
class PriorityThen:
    """A priority of back then: what became of its actions, and small wins of its topic since, newest first."""

    words: str
    actions: tuple[BecameOf, ...]
    wins: tuple[Win, ...]
    no_action_because: str = ""


@dataclass(frozen=True, slots=True)
class TopicOverTime:
    """One topic in words: what was agreed first since then, and last; empty words where it never was."""

    title: str
    then_in: str
    then: str
    now_in: str
    now: str


@dataclass(frozen=True, slots=True)
class LongView:
    """What the page shows. Without `then` it isn't time yet: `signed` of `EVERY` reviews are signed since the last one.

    `hidden_why` says why there are no `topics` now; empty where they are there.
    """

    signed: int
    then: Quarter | None = None
    now: Quarter | None = None
    priorities: tuple[PriorityThen, ...] = ()
    today: tuple[str, ...] = ()
    topics: tuple[TopicOverTime, ...] = ()
    hidden_why: str = ""


def long_view(tx: Transaction, me: Me, team_id: str) -> LongView:
    """What was true two years ago, beside today. Raises NotNow outside the team and while the part is off."""
    team_parts.enter(tx, me, team_id, TeamPart.LONG_VIEW)
    known = _kept(tx, team_id)
    then, now = _pair(known)
    if then is None:
        return LongView(sum(1 for r in known if r.state in _SIGNED) % EVERY)
    since = [r for r in known if r.quarter >= then.quarter]
    is_hidden = is_out_of_sight(tx, team_id)
    return LongView(
        EVERY,
        then.quarter,
        now.quarter if now else None,
        tuple(_priority(tx, then, p) for p in influences.priorities_of_round(tx, then.round_id)),
        _today(tx, since[1:]),
        () if is_hidden else _topics(tx, since),
        _("What was agreed in earlier reviews stays hidden while people rate.") if is_hidden else "",
    )


def is_offered(tx: Transaction, team_id: str) -> bool:
    """Whether the page belongs to the quarter that begins or runs: eight more reviews were signed before it."""
    if TeamPart.LONG_VIEW not in parts.parts_of(tx, team_id):
        return False
    known = _kept(tx, team_id)
    return _pair(known)[0] is not None


def _kept(tx: Transaction, team_id: str) -> list[AuditRound]:
    return [r for r in rounds.rounds_of_team(tx, team_id) if r.state is not RoundState.ABANDONED]


def _pair(known: Sequence[AuditRound]) -> tuple[AuditRound | None, AuditRound | None]:
    """The review of two years ago and the one that looks back at it, None while that is still to start.

    Neither, where the review in hand isn't the ninth, the seventeenth and so on.
    """
    signed = [r for r in known if r.state in _SIGNED]
    running = next((r for r in reversed(known) if not r.has_ended), None)
    if running is not None:
        before = [r for r in signed if r.quarter < running.quarter]
        return (before[-EVERY], running) if _is_turn(before) else (None, None)
    if _is_turn(signed):
        return signed[-EVERY], None
    if _is_turn(signed[:-1]):
        return signed[-EVERY - 1], signed[-1]
    return None, None


def _is_turn(signed: Sequence[AuditRound]) -> bool:
    return len(signed) > 0 and len(signed) % EVERY == 0


def _priority(tx: Transaction, then: AuditRound, priority: Priority) -> PriorityThen:
    of_then = [
        a for a in actions.actions_of_round(tx, then.round_id) if a.priority_id == priority.priority_id
    ]
    became = [small_actions.as_it_goes_on(tx, then.team_id, a.action_id) or a for a in of_then]
    return PriorityThen(
        priority.words,
        tuple(_became(action) for action in became),
        _wins(tx, then, priority.topic_id),
        priority.no_action_because,
    )


def _became(action: Action) -> BecameOf:
    return BecameOf(action.what, small_actions.status_words(action))


def _wins(tx: Transaction, then: AuditRound, topic_id: str | None) -> tuple[Win, ...]:
    """Small wins since then, where the team still uses that wall."""
    if topic_id is None or TeamPart.WINS not in parts.parts_of(tx, then.team_id):
        return ()
    since = iso_week(then.quarter.first_day)
    return small_logs.wins_about(tx, then.team_id, topic_id, since=since, most=_MOST_WINS)


def _today(tx: Transaction, later: Sequence[AuditRound]) -> tuple[str, ...]:
    """What the team works on by now: the latest priorities that were chosen since."""
    for audit_round in reversed(later):
        if chosen := influences.priorities_of_round(tx, audit_round.round_id):
            return tuple(priority.words for priority in chosen)
    return ()


def _topics(tx: Transaction, since: Sequence[AuditRound]) -> tuple[TopicOverTime, ...]:
    """Then is the first review since two years ago that settled it, now the last."""
    settled = [(r, agreements.load_consensus(tx, r.round_id)) for r in since if r.state in _SIGNED]
    return tuple(_topic(tx, topic_id, settled) for topic_id in TOPICS if _title(tx, topic_id, since))


def _topic(
    tx: Transaction, topic_id: str, settled: Sequence[tuple[AuditRound, dict[str, Consensus]]]
) -> TopicOverTime:
    told = [(r, agreed[topic_id]) for r, agreed in settled if topic_id in agreed]
    said = [(r, what) for r, what in told if what.outcome is Outcome.AGREED]
    title = _title(tx, topic_id, [r for r, _agreed in settled])
    if not said:
        return TopicOverTime(title, "", "", "", "")
    (first, then), (last, now) = said[0], said[-1]
    return TopicOverTime(
        title, first.quarter.name, _words(tx, first, then), last.quarter.name, _words(tx, last, now)
    )


def _title(tx: Transaction, topic_id: str, since: Sequence[AuditRound]) -> str:
    """What the latest questions call the topic; empty where they don't have it."""
    for audit_round in reversed(since):
        found = {topic.id: topic.title for topic in questions.of_round(tx, audit_round).topics}
        if topic_id in found:
            return found[topic_id]
    return ""


def _words(tx: Transaction, audit_round: AuditRound, agreed: Consensus) -> str:
    """The level by its name, with the reason that was written down."""
    anchors = {anchor.value: anchor.label for anchor in questions.of_round(tx, audit_round).levels}
    label = anchors[agreed.level] if agreed.level is not None else ""
    because = agreed.because.strip()
    return _("{level}: {because}").format(level=label, because=because) if because else label
