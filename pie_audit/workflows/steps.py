"""The steps that move a round on: closing, letting people rate again, abandoning; each kept with who and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Role
from pie_audit.storage import audits as rounds
from pie_audit.words import _
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def close_round(tx: Transaction, me: Me, round_id: str) -> None:
    """Nobody can rate any more; slips are void. It can be reopened until it is opened together."""
    _move(tx, me, round_id, RoundState.CLOSED, "")


def reopen_round(tx: Transaction, me: Me, round_id: str, why: str, closes_on: date) -> None:
    """Let people rate again, before the opening only, with a note that all raters see and a new last day."""
    if not why.strip():
        raise NotNow(_("Opening the rating again needs a note to everybody."), _("Write a line on why."))
    moved = _move(tx, me, round_id, RoundState.OPEN, why)
    rounds.save_round(tx, replace(moved, closes_on=max(closes_on, moved.opens_on)))


def abandon_round(tx: Transaction, me: Me, round_id: str, why: str) -> None:
    """End a round without a plan, with a reason: sealed sheets are destroyed, and the quarter is free again."""
    if not why.strip():
        raise NotNow(_("Abandoning a review needs a reason."), _("Write a line on why."))
    _move(tx, me, round_id, RoundState.ABANDONED, why)


def _move(tx: Transaction, me: Me, round_id: str, to: RoundState, why: str) -> AuditRound:
    acting_me = acting(me)
    audit_round = rounds.load_round(tx, round_id)
    require(acting_me.member, Act.RUN_ROUND, Matter.of(audit_round))
    return move_round(tx, acting_me, audit_round, to, why)


def move_round(
    tx: Transaction, me: SignedIn, audit_round: AuditRound, to: RoundState, why: str
) -> AuditRound:
    """Take a step that is allowed, and keep who (role), which week and why."""
    role = role_in(me, audit_round)
    moved = rounds.set_state(tx, audit_round.round_id, to, role=role, week=me.week, why=why)
    note(tx, me, f"round {to.value}", audit_round.round_id, "round")
    return moved


def role_in(me: SignedIn, audit_round: AuditRound) -> str:
    """In what capacity this person acts: never their name."""
    if audit_round.team_id in me.member.manages:
        return Role.MANAGER.value
    return "facilitator" if audit_round.facilitator_id == me.member.person_id else Role.STAFF.value
