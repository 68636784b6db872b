"""The line of six steps at the top of Our review: where a round is, and which gates are open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.day import day_words, weekday_words
from pie_audit.storage import influences as board
from pie_audit.storage import plans as actions
from pie_audit.words import _, plural
from pie_audit.workflows import priorities, sittings
from pie_audit.workflows.board_rules import topics_of

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

SET_UP, RATE, TALK, BOARD, PLAN, SIGN = range(6)


class StepStanding(StrEnum):
    """Where a step is. `READY`: its gate is open, though it isn't the one in hand; a step may be left out so."""

    DONE = "done"
    NOW = "now"
    READY = "ready"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """One of the six steps; `part` is how much of the step in hand is done, 0 to 1, where that may be told."""

    title: str
    line: str
    state: StepStanding
    part: float = 0.5


@dataclass(frozen=True, slots=True)
class HowFar:
    """What an opened round holds so far."""

    topics: int = 0
    left: int = 0
    cards: int = 0
    priorities: int = 0
    unanswered: int = 0
    actions: int = 0


def how_far(tx: Transaction, audit_round: AuditRound) -> HowFar:
    """Count what the gates ask for; nothing before the opening."""
    if audit_round.state in {RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED}:
        return HowFar()
    round_id = audit_round.round_id
    return HowFar(
        topics=len(topics_of(tx, audit_round)),
        left=len(sittings.topics_left(tx, audit_round)),
        cards=len(board.influences_of_round(tx, round_id)),
        priorities=len(board.priorities_of_round(tx, round_id)),
        unanswered=len(priorities.unanswered(tx, round_id)),
        actions=len(actions.actions_of_round(tx, round_id)),
    )


def steps_of(audit_round: AuditRound | None, far: HowFar | None = None) -> tuple[ReviewStep, ...]:
    """The six steps. What is over can be looked at again; no gate can be skipped, only helps and hinders left out."""
    far = far or HowFar()
    now = _step_in_hand(audit_round, far)
    titles = (
        _("Set up"),
        _("Rate in private"),
        _("Talk it through"),
        _("Helps and hinders"),
        _("Plan"),
        _("Sign off"),
    )
    lines = _lines(audit_round, far)
    return tuple(
        ReviewStep(title, line, _standing(at, now, audit_round, far), _part(at, far))
        for at, (title, line) in enumerate(zip(titles, lines, strict=True))
    )


def _step_in_hand(audit_round: AuditRound | None, far: HowFar) -> int:
    """The step that waits for somebody. One past the last: everything is over."""
    state = audit_round.state if audit_round else RoundState.DRAFT
    if state is RoundState.DRAFT:
        return SET_UP
    if state in {RoundState.OPEN, RoundState.CLOSED}:
        return RATE
    if state not in {RoundState.REVEALED, RoundState.AGREEING}:
        return SIGN + 1
    if far.left or not far.topics:
        return TALK
    if far.unanswered or far.actions:
        return PLAN
    return BOARD


def _standing(at: int, now: int, audit_round: AuditRound | None, far: HowFar) -> StepStanding:
    if audit_round is not None and audit_round.state is RoundState.ABANDONED:
        return StepStanding.DONE if at == SET_UP else StepStanding.NEXT
    if at == BOARD and now > BOARD and not (far.cards or far.priorities):
        return StepStanding.READY if now <= SIGN else StepStanding.NEXT
    if at < now:
        return StepStanding.DONE
    if at == now:
        return StepStanding.NOW
    return StepStanding.READY if _is_open(at, now, far) else StepStanding.NEXT


def _is_open(at: int, now: int, far: HowFar) -> bool:
    """The gate to a later step. Helps and hinders may be left out; a signature waits for every priority."""
    if now < BOARD:
        return False
    return at == PLAN or (at == SIGN and not far.unanswered)


def _part(at: int, far: HowFar) -> float:
    if at == TALK and far.topics:
        return (far.topics - far.left) / far.topics
    if at == PLAN and far.priorities:
        return (far.priorities - far.unanswered) / far.priorities
    return 0.5


def _lines(audit_round: AuditRound | None, far: HowFar) -> tuple[str, ...]:
    if audit_round is None:
        return (_("Perspectives and dates"), "", "", "", "", "")
    return (
        _("Perspectives and dates"),
        _rating_line(audit_round),
        _talk_line(audit_round, far),
        plural("{n} card", "{n} cards", far.cards).format(n=far.cards) if far.cards else _("can be left out"),
        _plan_line(far),
        _("nothing alters any more") if audit_round.state in {RoundState.SIGNED, RoundState.CARRIED} else "",
    )


def _rating_line(audit_round: AuditRound) -> str:
    if audit_round.together_only:
        return _("left out this time")
    if audit_round.state is RoundState.OPEN:
        return _("until {day}").format(day=day_words(audit_round.closes_on))
    return _("closed")


def _talk_line(audit_round: AuditRound, far: HowFar) -> str:
    if far.topics and far.left < far.topics:
        return _("{n} of {of} topics written down").format(n=far.topics - far.left, of=far.topics)
    return weekday_words(audit_round.talk_on) if audit_round.talk_on else ""


def _plan_line(far: HowFar) -> str:
    if far.unanswered:
        return plural(
            "{n} priority needs an action, or a reason for none",
            "{n} priorities need an action, or a reason for none",
            far.unanswered,
        ).format(n=far.unanswered)
    return plural("{n} action", "{n} actions", far.actions).format(n=far.actions) if far.actions else ""
