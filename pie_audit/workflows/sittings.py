"""Where one sitting of the meeting ends: pausing at a topic, and leaving topics for another time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import Consensus, MeetingPlace, Outcome, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Perspective
from pie_audit.storage import agreements
from pie_audit.words import _, plural
from pie_audit.workflows import questions, steps
from pie_audit.workflows.meetings import round_to_write
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.domain.audit import AuditRound
    from pie_audit.storage.transaction import Transaction


def pause(tx: Transaction, me: Me, round_id: str, topic_id: str | None) -> Undoable:
    """Stop at this topic today (None is the list of close ones); the next sitting begins there. Can be undone."""
    audit_round = round_to_write(tx, me, round_id)
    if topic_id is not None and topic_id not in _asked(tx, audit_round):
        raise NotNow(_("This review doesn’t ask about that topic."), _("Go back to the list of topics."))
    before = agreements.load_meeting_place(tx, round_id)
    _set_place(tx, round_id, topic_id, acting(me).clock.today())

    def undo(tx: Transaction, me: Me) -> None:
        round_to_write(tx, me, round_id)
        agreements.save_meeting_place(tx, round_id, before)

    return Undoable(None, _("Paused the meeting"), undo, quiet=True)


def go_on(tx: Transaction, me: Me, round_id: str) -> None:
    """The team is talking again: the place stays, the day of the pause goes."""
    round_to_write(tx, me, round_id)
    place = agreements.load_meeting_place(tx, round_id)
    _set_place(tx, round_id, place.topic_id, None)


def leave_the_rest(tx: Transaction, me: Me, round_id: str) -> Undoable:
    """Everything without a record is “not discussed this time”; one undo takes all of it back.

    Raises NotNow when nothing is left.
    """
    audit_round = round_to_write(tx, me, round_id)
    rest = topics_left(tx, audit_round)
    if not rest:
        raise NotNow(_("Every topic has something written down."), _("Go on to what helps and what hinders."))
    for topic_id in rest:
        agreements.save_consensus(tx, round_id, Consensus(topic_id, Outcome.NOT_DISCUSSED))
    if audit_round.state is RoundState.REVEALED:
        steps.move_round(tx, acting(me), audit_round, RoundState.AGREEING, "")
    n = len(rest)
    name = plural("Left {n} topic for another time", "Left {n} topics for another time", n).format(n=n)
    return Undoable(rest, name, lambda tx, me: _take_up_again(tx, me, round_id, rest))


def topics_left(tx: Transaction, audit_round: AuditRound) -> tuple[str, ...]:
    """Topics with nothing written down: the gate from the meeting to what follows (audit.md, step 4)."""
    written = agreements.load_consensus(tx, audit_round.round_id)
    return tuple(topic_id for topic_id in _asked(tx, audit_round) if topic_id not in written)


def _take_up_again(tx: Transaction, me: Me, round_id: str, topic_ids: tuple[str, ...]) -> None:
    """What was agreed on one of them since then stays."""
    round_to_write(tx, me, round_id)
    written = agreements.load_consensus(tx, round_id)
    untouched = {t for t in topic_ids if written.get(t) == Consensus(t, Outcome.NOT_DISCUSSED)}
    for topic_id in sorted(untouched):
        agreements.delete_consensus(tx, round_id, topic_id)


def _asked(tx: Transaction, audit_round: AuditRound) -> tuple[str, ...]:
    topics = questions.asked(questions.of_round(tx, audit_round), audit_round, Perspective.TEAM)
    return tuple(topic.id for topic in topics)


def _set_place(tx: Transaction, round_id: str, topic_id: str | None, paused_on: date | None) -> None:
    agreements.save_meeting_place(tx, round_id, MeetingPlace(topic_id, paused_on))
