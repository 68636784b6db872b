"""What was agreed last time stays out of sight while the team rates in private again (audit.md, step 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.storage import audits as rounds
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_STILL_BLIND = frozenset({RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED})


def is_out_of_sight(tx: Transaction, team_id: str) -> bool:
    """Whether a review of this team is rated in private now, or will be."""
    return any(r.state in _STILL_BLIND for r in rounds.rounds_of_team(tx, team_id))


def require_in_sight(tx: Transaction, audit_round: AuditRound, todo: str = "") -> None:
    """Raises NotNow where levels of this round would lead the private ratings of another round of its team.

    `todo` takes the place of the usual advice.
    """
    others = (r for r in rounds.rounds_of_team(tx, audit_round.team_id) if r.round_id != audit_round.round_id)
    if any(r.state in _STILL_BLIND for r in others):
        raise NotNow(
            _("What was agreed last time stays hidden while people rate."),
            todo or _("You can look at it again once this quarter’s review is opened together."),
        )
