"""When the board, the dots and the priorities of a round may be read and written, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Topic
from pie_audit.domain.team import Perspective
from pie_audit.storage import audits as rounds
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_TALKING = frozenset({RoundState.REVEALED, RoundState.AGREEING})


def topics_of(tx: Transaction, audit_round: AuditRound) -> tuple[Topic, ...]:
    """The topics that the team is asked about in this round."""
    return questions.asked(questions.of_round(tx, audit_round), audit_round, Perspective.TEAM)


def require_opened(audit_round: AuditRound) -> None:
    """Raises NotNow before the opening and for a round that was abandoned before it."""
    if audit_round.state in {RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED}:
        raise NotNow(
            _("What helps and what hinders comes after the opening."),
            _("Open the review together and talk it through first."),
        )


def may_edit(me: Me, audit_round: AuditRound) -> bool:
    """The facilitator and the team's managers write, until the review is signed off."""
    return audit_round.state in _TALKING and may(acting(me).member, Act.RUN_ROUND, Matter.of(audit_round))


def to_write(tx: Transaction, me: Me, round_id: str) -> AuditRound:
    """The round, if this person may write in it now. Raises NotNow where they may not, or it is signed off."""
    audit_round = rounds.load_round(tx, round_id)
    require(acting(me).member, Act.RUN_ROUND, Matter.of(audit_round))
    if audit_round.state not in _TALKING:
        raise NotNow(
            _("Nothing can be written down in this review now."),
            _("Before the opening it is too early; after sign-off it is fixed."),
        )
    return audit_round


def shortened(text: str, most: int = 48) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0] + "…"
