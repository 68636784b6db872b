"""Carrying forward: what the last signed plan left open is kept, changed or let go, one by one."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.quarter import Quarter
from pie_audit.storage import ask_evidence, people
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage import replies as stored_replies
from pie_audit.words import _
from pie_audit.workflows import action_history, steps
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_SIGNED = frozenset({RoundState.SIGNED, RoundState.CARRIED})


@dataclass(frozen=True, slots=True)
class ToCarry:
    """What is still open from earlier plans, those without an owner first. `quarter` is the last signed one."""

    quarter: Quarter
    actions: tuple[Action, ...]


def to_carry(tx: Transaction, audit_round: AuditRound | None) -> ToCarry | None:
    """What the team has to decide in this round; None once it has, or where no round is in hand.

    The last signed round counts, however long ago it was; what was left undecided in still earlier ones comes too,
    so that nothing falls out of sight.
    """
    if audit_round is None or audit_round.has_ended:
        return None
    signed = signed_rounds(tx, audit_round.team_id, before=audit_round.quarter)
    here = here_now(tx, audit_round.team_id)
    ids = {earlier.round_id for earlier in signed}
    found = [
        with_owner_here(action, here)
        for action in actions.actions_of_team(tx, audit_round.team_id)
        if action.round_id in ids and action.is_open
    ]
    if not found:
        return None
    ordered = sorted(found, key=lambda a: (a.owner_id is not None, a.due is None, a.due or date.min, a.what))
    return ToCarry(signed[-1].quarter, tuple(ordered))


def signed_rounds(tx: Transaction, team_id: str, *, before: Quarter | None = None) -> list[AuditRound]:
    """The team's signed rounds, earliest quarter first; only those of quarters `before` this one, if given."""
    found = [r for r in rounds.rounds_of_team(tx, team_id) if r.state in _SIGNED]
    return sorted(
        (r for r in found if before is None or r.quarter < before), key=lambda r: (r.quarter, r.round_id)
    )


def here_now(tx: Transaction, team_id: str) -> frozenset[str]:
    """The people of this team who haven't left."""
    return frozenset(m.person_id for m in people.members_of(tx, team_id))


def with_owner_here(action: Action, here: Collection[str]) -> Action:
    """The action as it is shown: one whose owner has left needs an owner."""
    return action if action.owner_id is None or action.owner_id in here else replace(action, owner_id=None)


def keep_action(tx: Transaction, me: Me, action_id: str, round_id: str) -> Undoable:
    """Take an open action into this round's plan; the result is the new action, ready to be changed.

    A day that has passed is left empty for a new one, and what was asked and answered isn't asked again.
    The earlier action says in its history that it was carried forward.
    """
    mine, audit_round, before = _to_decide(tx, me, action_id, round_id)
    kept = _in_new_round(tx, mine, before, audit_round)
    actions.save_action(tx, kept.checked(audit_round.opens_on))
    _take_evidence_along(tx, before, kept)
    take_back = _end(tx, mine, before, ActionStatus.CARRIED, before.status_reason)

    def undo(tx: Transaction, me: Me) -> None:
        _round_in_hand(tx, me, round_id)
        now = actions.load_action(tx, kept.action_id)
        if now is not None and now.version > kept.version:
            actions.bin_action(tx, kept.action_id, day=acting(me).clock.today())
        else:
            actions.erase_action(tx, kept.action_id)
        take_back(tx)

    return Undoable(kept, _("Kept an action"), undo)


def let_go(tx: Transaction, me: Me, action_id: str, round_id: str, reason: str) -> Undoable:
    """Stop an open action of an earlier plan, with a reason. Raises NotNow without one."""
    mine, _audit_round, before = _to_decide(tx, me, action_id, round_id)
    if not reason.strip():
        raise NotNow(_("Letting go of an action needs a reason."), _("A few words are plenty."))
    take_back = _end(tx, mine, before, ActionStatus.STOPPED, reason.strip())

    def undo(tx: Transaction, me: Me) -> None:
        _round_in_hand(tx, me, round_id)
        take_back(tx)

    return Undoable(before, _("Let go of an action"), undo)


def mark_carried(tx: Transaction, me: SignedIn, signed: AuditRound) -> None:
    """A round was signed off: the signed rounds before it have been carried forward."""
    for earlier in signed_rounds(tx, signed.team_id, before=signed.quarter):
        if earlier.state is RoundState.SIGNED:
            steps.move_round(tx, me, earlier, RoundState.CARRIED, "")


def _in_new_round(tx: Transaction, me: SignedIn, old: Action, audit_round: AuditRound) -> Action:
    earliest = max(audit_round.opens_on, me.clock.today())
    answered = bool(stored_replies.replies_to(tx, (old.action_id,)))
    shown = with_owner_here(old, here_now(tx, audit_round.team_id))
    kept = replace(
        shown,
        action_id=secrets.token_hex(16),
        round_id=audit_round.round_id,
        due=_not_before(old.due, earliest),
        review_on=_not_before(old.review_on, earliest),
        ask_reply_by=_not_before(old.ask_reply_by, earliest),
        carried_count=old.carried_count + 1,
        carried_from=old.action_id,
        priority_id=None,
        version=1,
    )
    if answered:
        return replace(
            kept, ask_of="", ask_what="", ask_reply_by=None, ask_cost="", ask_if_no="", ask_why_now=""
        )
    return kept


def _take_evidence_along(tx: Transaction, old: Action, kept: Action) -> None:
    """What stood behind an ask still does where it is asked again."""
    if kept.ask_what.strip():
        for line in ask_evidence.evidence_of(tx, [old.action_id]):
            again = replace(line, evidence_id=secrets.token_hex(16), action_id=kept.action_id)
            ask_evidence.save_evidence(tx, again)


def _not_before(day: date | None, earliest: date) -> date | None:
    return day if day is not None and day >= earliest else None


def _end(
    tx: Transaction, me: SignedIn, before: Action, status: ActionStatus, reason: str
) -> action_history.TakeBack:
    """Close the earlier action and say so in its history; the result opens it again."""
    own_round = rounds.load_round(tx, before.round_id or "")
    ended = actions.save_action(tx, replace(before, status=status, status_reason=reason))
    forget = action_history.keep_line(tx, me, own_round, before, ended)

    def take_back(tx: Transaction) -> None:
        now = actions.load_action(tx, before.action_id)
        actions.save_action(tx, replace(before, version=now.version if now else before.version))
        forget(tx)

    return take_back


def _to_decide(tx: Transaction, me: Me, action_id: str, round_id: str) -> tuple[SignedIn, AuditRound, Action]:
    audit_round = _round_in_hand(tx, me, round_id)
    waiting = to_carry(tx, audit_round)
    if waiting is None or action_id not in {a.action_id for a in waiting.actions}:
        raise NotNow(
            _("This action has been decided already."), _("Look at the plan; somebody else was quicker.")
        )
    found = actions.load_action(tx, action_id)
    assert found is not None
    return acting(me), audit_round, found


def _round_in_hand(tx: Transaction, me: Me, round_id: str) -> AuditRound:
    audit_round = rounds.load_round(tx, round_id)
    require(acting(me).member, Act.RUN_ROUND, Matter.of(audit_round))
    if audit_round.has_ended:
        raise NotNow(
            _("This plan is signed off, so nothing can be carried into it."),
            _("What is still open comes over to the next review."),
        )
    return audit_round
