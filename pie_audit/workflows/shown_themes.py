"""The one theme that a team wants leaders to see, as the plan of one quarter prints it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.plan_material import PlanTheme
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Perspective
from pie_audit.storage import agreements, shared_plans
from pie_audit.workflows import questions
from pie_audit.workflows.carrying import signed_rounds
from pie_audit.workflows.plan_material import theme_positions

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def plan_theme(tx: Transaction, audit_round: AuditRound) -> PlanTheme | None:
    """What this round's plan says of it; None where none was chosen yet for that quarter."""
    kept = shared_plans.load_theme(tx, audit_round.team_id)
    if kept is None or audit_round.quarter < kept.since:
        return None
    return PlanTheme(kept.theme_id, kept.words, _means(tx, audit_round, kept.theme_id))


def _means(tx: Transaction, audit_round: AuditRound, theme_id: str) -> tuple[tuple[Quarter, Fraction], ...]:
    """Its mean by quarter, of signed rounds up to this one that asked the very same topics in the same version."""
    same = _asked(tx, audit_round, theme_id)
    earlier = [r for r in signed_rounds(tx, audit_round.team_id) if r.quarter <= audit_round.quarter]
    found = [(r.quarter, _mean(tx, r, theme_id)) for r in earlier if _asked(tx, r, theme_id) == same]
    return tuple((quarter, mean) for quarter, mean in found if mean is not None)


def _asked(tx: Transaction, audit_round: AuditRound, theme_id: str) -> tuple[str, int, tuple[str, ...]]:
    review = questions.of_round(tx, audit_round)
    topics = questions.asked(review, audit_round, Perspective.TEAM)
    return review.id, review.version, tuple(t.id for t in topics if t.theme == theme_id)


def _mean(tx: Transaction, audit_round: AuditRound, theme_id: str) -> Fraction | None:
    review = questions.of_round(tx, audit_round)
    asked = questions.asked(review, audit_round, Perspective.TEAM)
    agreed = tuple(agreements.load_consensus(tx, audit_round.round_id).values())
    scores = theme_positions(review, audit_round, asked, agreed)
    return next((score.mean for score in scores if score.theme_id == theme_id), None)
