"""Everything that earlier surveys released, as a later one has to know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.analysis.survey_figures import Earlier
from pie_audit.domain.survey import SurveyPlan
from pie_audit.storage import releases, surveys
from pie_audit.workflows.surveys import plan_text

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def earlier_surveys(tx: Transaction, plan: SurveyPlan) -> tuple[Earlier, ...]:
    """The surveys that asked any of the same teams and released something, the earliest first."""
    teams = set(plan.team_ids)
    found = []
    for row in surveys.all_surveys(tx):
        earlier = plan_text.from_text(row.plan)
        released = releases.releases_of(tx, row.survey_id) if teams & set(earlier.team_ids) else ()
        if released and row.survey_id != plan.survey_id:
            found.append(Earlier(earlier, released))
    return tuple(sorted(found, key=lambda one: (one.plan.closes_on, one.plan.survey_id)))
