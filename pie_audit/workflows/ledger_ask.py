"""What was lost becomes an ask: an action in the team's plan, whose words anybody who holds the plan can change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.ledger import Period
from pie_audit.domain.ledger_reasons import lost_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.words import _
from pie_audit.workflows import plans
from pie_audit.workflows.ledger import TeamLedger, team_ledger
from pie_audit.workflows.presence import Me
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def add_ask(tx: Transaction, me: Me, team_id: str, period: Period) -> Undoable:
    """Put an action with an ask into the plan in hand; the action is the result. Its words come from counts alone.

    Raises NotNow without a review in hand, for anybody who may not edit the plan, and where nothing was lost.
    """
    found = team_ledger(tx, me, team_id, period)
    if not found.total.lost:
        raise NotNow(_("No session was lost in this time."), _("There is nothing to ask for."))
    latest = plans.latest_round(tx, team_id)
    if latest is None or latest.has_ended:
        raise NotNow(
            _("An ask goes into a plan, and no review is in hand."), _("Start this quarter’s review first.")
        )
    blank = plans.new_action(team_id, latest.round_id)
    action = replace(
        blank,
        what=_("Protect the time for {supervision} and reflection"),
        ask_what=ask_words(found),
        feedback=_("Protected time: {counts}").format(counts=found.total.says()),
        barrier_level=BarrierLevel.SERVICE,
    )
    saved = plans.save_action(tx, me, action)
    return Undoable(saved.result, _("Added an ask to the plan"), saved.undo)


def ask_words(found: TeamLedger) -> str:
    """What is asked, with the counts behind it; reasons only where they may be told."""
    asked = _(
        "Cover for the floor, so that sessions take place. {held} of {planned} were held, {rate}%."
    ).format(held=found.total.held, planned=found.total.planned, rate=found.total.rate)
    if found.lost is None or not found.lost.reasons:
        return asked
    return _("{asked} Not held: {reasons}.").format(asked=asked, reasons=lost_words(found.lost))
