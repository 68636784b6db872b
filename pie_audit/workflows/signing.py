"""Signing off: the team says it is a fair account, its manager signs, and from then on nothing alters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import (
    RoundState,
    SignOff,
)
from pie_audit.domain.errors import NotNow
from pie_audit.storage import agreements
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.words import _
from pie_audit.workflows import carrying, steps
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def sign_off(tx: Transaction, me: Me, round_id: str, reservation: str) -> None:
    """The team says this is a fair account and its manager signs; then nothing alters. Has no undo.

    Raises NotNow while nothing was written down, or a step has a day that has passed and no new one.
    """
    acting_me = acting(me)
    audit_round = rounds.load_round(tx, round_id)
    # Whoever facilitates writes and plans; the signature is a manager's.
    require(acting_me.member, Act.RUN_ROUND, Matter(audit_round.team_id))
    if audit_round.state is not RoundState.AGREEING:
        raise NotNow(
            _("There is nothing to sign yet."), _("Write down at least one topic that you talked about.")
        )
    role = steps.role_in(acting_me, audit_round)
    today = acting_me.clock.today()
    _refuse_passed_days(tx, round_id, today)
    agreements.save_sign_off(
        tx, round_id, SignOff(acting_me.member.person_id, role, today, reservation.strip())
    )
    steps.move_round(tx, acting_me, audit_round, RoundState.SIGNED, "")
    carrying.mark_carried(tx, acting_me, audit_round)


def _refuse_passed_days(tx: Transaction, round_id: str, today: date) -> None:
    if any(action.is_overdue(today) for action in actions.actions_of_round(tx, round_id)):
        raise NotNow(
            _("The plan has a step whose day has passed already."),
            _("Mark it as done or give it a new day; then sign."),
        )
