"""The history of an action: a line whenever it moves on, by role and week, and never by name."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.day import day_words
from pie_audit.domain.plan import Action, ActionStatus, ActionStep
from pie_audit.storage import plans as actions
from pie_audit.words import _
from pie_audit.workflows import steps
from pie_audit.workflows.unlock import SignedIn

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

TakeBack = Callable[["Transaction"], object]


def keep_line(
    tx: Transaction, me: SignedIn, audit_round: AuditRound, before: Action | None, after: Action
) -> TakeBack:
    """Write what this save adds to the history, if anything; the result takes it back again.

    A line comes when the status changes, or when a day that was signed is moved. A reason that is typed on grows
    the line it stands in.
    """
    if before is None:
        return _nothing
    if before.status is not after.status:
        return _add(tx, me, audit_round, before, after, after.status_reason.strip())
    if after.status is ActionStatus.STOPPED and before.status_reason != after.status_reason:
        return _grow(tx, after)
    if audit_round.has_ended and before.due and after.due and before.due != after.due:
        moved = _("moved from {old} to {new}")
        words = moved.format(old=day_words(before.due), new=day_words(after.due))
        return _add(tx, me, audit_round, before, after, words)
    return _nothing


def _add(
    tx: Transaction, me: SignedIn, audit_round: AuditRound, before: Action, after: Action, words: str
) -> TakeBack:
    role = steps.role_in(me, audit_round)
    step_id = secrets.token_hex(16)
    actions.save_step(
        tx, ActionStep(step_id, after.action_id, before.status, after.status, me.week, role, words)
    )
    return lambda tx: actions.delete_step(tx, step_id)


def _grow(tx: Transaction, after: Action) -> TakeBack:
    lines = actions.steps_of_actions(tx, (after.action_id,))
    if not lines or lines[-1].after is not after.status:
        return _nothing
    last = lines[-1]
    actions.save_step(tx, replace(last, words=after.status_reason.strip()))
    return lambda tx: actions.save_step(tx, last)


def _nothing(_tx: Transaction) -> None:
    """Nothing was written, so nothing is taken back."""
