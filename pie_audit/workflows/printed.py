"""What papers are written from: rounds that were opened, and what was signed with what came later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain import plan_snapshot
from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_material import PlanMaterial
from pie_audit.domain.quarter import Quarter
from pie_audit.storage import audits as rounds
from pie_audit.storage import replies, signed
from pie_audit.words import _
from pie_audit.workflows import ask_codes, shown_themes, signing
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.plan_material import material_of
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_NO_PLAN = frozenset({RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED, RoundState.ABANDONED})


def has_plan(audit_round: AuditRound) -> bool:
    """Whether the round was opened, so that there is something to print."""
    return audit_round.state not in _NO_PLAN


def rounds_with_plan(tx: Transaction, team_id: str) -> list[AuditRound]:
    """The team's rounds that were opened."""
    return [r for r in rounds.rounds_of_team(tx, team_id) if has_plan(r)]


def found_round(tx: Transaction, team_id: str, quarter: Quarter) -> AuditRound | None:
    """The team's round of this quarter, unless it was abandoned."""
    found = (r for r in rounds.rounds_of_team(tx, team_id) if r.quarter == quarter)
    return next((r for r in found if r.state is not RoundState.ABANDONED), None)


def opened_round(tx: Transaction, me: Me, team_id: str, quarter: Quarter) -> AuditRound:
    """The round of this quarter, for who may read the team. Raises NotNow where there is nothing to print yet."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    found = found_round(tx, team_id, quarter)
    if found is None or not has_plan(found):
        raise NotNow(
            _("There is no plan for {quarter} yet.").format(quarter=quarter.name),
            _("It begins once two people have opened the review together."),
        )
    return found


def printable(tx: Transaction, me: SignedIn, audit_round: AuditRound) -> PlanMaterial:
    """What papers of this round are written from: once it is signed, what was signed, and what came later.

    The codes of its asks and the theme that the team shows aren't part of what was signed. Raises CannotRead where
    what was signed isn't as it was written.
    """
    kept = signed.load_snapshot(tx, audit_round.round_id)
    material = _unsigned(tx, me, audit_round) if kept is None else _signed(tx, audit_round, kept)
    return replace(ask_codes.with_codes(tx, material), shown=shown_themes.plan_theme(tx, audit_round))


def _unsigned(tx: Transaction, me: SignedIn, audit_round: AuditRound) -> PlanMaterial:
    account = signing.kept_account(tx, me, audit_round.round_id)
    return replace(
        material_of(tx, me, audit_round),
        resident_words=account.resident_words if account.has_consent else "",
        small_win=account.small_win,
        contact=account.contact,
    )


def _signed(tx: Transaction, audit_round: AuditRound, kept: str) -> PlanMaterial:
    material = plan_snapshot.from_text(kept)
    return replace(
        material,
        addenda=signed.addenda_of_round(tx, audit_round.round_id),
        replies=replies.replies_to(tx, [a.action.action_id for a in material.actions]),
    )
