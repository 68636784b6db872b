"""Saying back to the team what was heard and what comes of it, and retiring a survey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.survey import SurveyState
from pie_audit.storage import ballots, surveys
from pie_audit.words import _
from pie_audit.workflows.notes import note
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.surveys import plan_text
from pie_audit.workflows.surveys.planning import require_planner
from pie_audit.workflows.surveys.views import SaidBack
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_LONGEST = 500


def say_back(tx: Transaction, me: Me, survey_id: str, lines: Sequence[SaidBack]) -> Undoable:
    """Tell the team; the first time, the survey counts as told. Can be undone.

    Raises NotNow before the box was opened, and where nothing is said.
    """
    row = surveys.load_survey(tx, survey_id)
    require_planner(me, plan_text.from_text(row.plan))
    if row.state not in {SurveyState.REPORTED, SurveyState.TOLD}:
        raise NotNow(_("There is nothing to say back yet."), _("Two keepers open the box first."))
    kept = [_tidied(line) for line in lines if line.said.strip() or line.will.strip() or line.cannot.strip()]
    if not kept:
        raise NotNow(
            _("Nothing is written yet."), _("One line is enough: what you heard, and what comes of it.")
        )
    before = surveys.load_said_back(tx, survey_id)
    surveys.save_said_back(tx, survey_id, kept)
    first = row.state is SurveyState.REPORTED
    if first:
        surveys.change_survey(tx, survey_id, state=SurveyState.TOLD, told_week=acting(me).week)
    return Undoable(None, _("Said it back"), lambda tx, me: _unsay(tx, me, survey_id, before))


def retire(tx: Transaction, me: Me, survey_id: str) -> None:
    """End a survey: sealed answers and the keepers' keys are destroyed, what was released stays. There is no undo."""
    row = surveys.load_survey(tx, survey_id)
    require_planner(me, plan_text.from_text(row.plan))
    if row.state is SurveyState.RETIRED:
        return
    ballots.destroy_box(tx, survey_id)
    surveys.drop_keepers(tx, survey_id)
    surveys.change_survey(tx, survey_id, state=SurveyState.RETIRED)
    note(tx, acting(me), "survey retired", survey_id, "survey")


def _tidied(line: SaidBack) -> tuple[str, str, str]:
    said, will, cannot = (text.strip()[:_LONGEST] for text in (line.said, line.will, line.cannot))
    return said, will, cannot


def _unsay(tx: Transaction, me: Me, survey_id: str, before: Sequence[tuple[str, str, str]]) -> None:
    """What was said goes; that the team was told once stays, because nothing returns to an earlier state."""
    require_planner(me, plan_text.from_text(surveys.load_survey(tx, survey_id).plan))
    surveys.save_said_back(tx, survey_id, before)
