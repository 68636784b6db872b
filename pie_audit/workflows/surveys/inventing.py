"""Past surveys of a demo: made-up answers become figures by the same rules, without a box that nobody ever filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Instrument, Mode
from pie_audit.domain.survey import Cast, SurveyPlan, SurveyState
from pie_audit.domain.team import WorkspaceKind
from pie_audit.storage import surveys, teams
from pie_audit.words import _
from pie_audit.workflows import instruments
from pie_audit.workflows.notes import note
from pie_audit.workflows.presence import SignedIn
from pie_audit.workflows.surveys import plan_text, planning, starting
from pie_audit.workflows.surveys.ledger import earlier_surveys, write_releases
from pie_audit.workflows.surveys.planning import PlanWish
from pie_audit.workflows.surveys.survey_words import causes

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

Answering = Callable[[SurveyPlan, Instrument], Sequence[Cast]]


def invent_survey(
    tx: Transaction, me: SignedIn, wish: PlanWish, answering: Answering, themes: Sequence[str]
) -> str:
    """A survey of the day that `me` lives in, reported with what `answering` made up for it; its id.

    Raises NotNow outside a demo: there figures come out of a box and from nowhere else.
    """
    if teams.load_workspace(tx).kind is not WorkspaceKind.DEMO:
        raise NotNow(_("Answers can’t be made up here."), _("Plan a survey, and ask people."))
    survey_id = planning.save_plan(tx, me, wish)
    plan = plan_text.from_text(surveys.load_survey(tx, survey_id).plan)
    instrument = instruments.load_usable(tx, plan.instrument_id, Mode.TEAM, me.clock.today())
    starting.freeze_questions(tx, plan, instruments.frozen_text(instrument))
    note(tx, me, "survey opened", survey_id, "survey")
    _release(tx, me, plan, answering(plan, instrument), instrument=instrument, themes=themes)
    surveys.change_survey(tx, survey_id, state=SurveyState.REPORTED, opened_week=me.week)
    return survey_id


def _release(
    tx: Transaction,
    me: SignedIn,
    plan: SurveyPlan,
    ballots: Sequence[Cast],
    *,
    instrument: Instrument,
    themes: Sequence[str],
) -> None:
    # Only here are numbers made, so only here is numpy loaded.
    from pie_audit.analysis.survey_figures import Words, tabulate

    figures = tabulate(
        plan,
        instrument,
        cast=ballots,
        earlier=earlier_surveys(tx, plan),
        causes=tuple(cause for cause, _label in causes()),
        words=Words(themes=tuple(themes)),
    )
    write_releases(tx, me, surveys.load_survey(tx, plan.survey_id), figures)
