"""The surveys of a team, and what each person is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.domain.survey import MINIMUM, SurveyPlan, SurveyState
from pie_audit.domain.team import WorkspaceKind
from pie_audit.storage import people, releases, surveys, teams
from pie_audit.storage.surveys import SurveyRow
from pie_audit.workflows import support
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.surveys import plan_text
from pie_audit.workflows.surveys.keeping import duty_of, is_lost
from pie_audit.workflows.surveys.planning import approved_by, is_asked_often, may_plan
from pie_audit.workflows.surveys.survey_words import prompts
from pie_audit.workflows.surveys.taking import has_sent, is_asked, is_open
from pie_audit.workflows.surveys.views import Duty, SurveyLine, Wellbeing

if TYPE_CHECKING:
    from datetime import date

    from pie_audit.storage.transaction import Transaction

_SHOWN_TO_ALL = frozenset(SurveyState) - {SurveyState.DRAFT}


def wellbeing(tx: Transaction, me: Me, team_id: str) -> Wellbeing:
    """Everything the page shows. Raises NotNow for somebody who doesn't belong to the team or manage it."""
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    size = len(people.members_of(tx, team_id))
    return Wellbeing(
        team_name=teams.load_team(tx, team_id).name,
        surveys=_lines(tx, mine, surveys.surveys_of_team(tx, team_id)),
        may_plan=may(mine.member, Act.RUN_ROUND, Matter(team_id)) and _has_a_team(mine),
        too_small=size < MINIMUM,
        prompts=prompts(),
        support_lines=support.signposting(tx),
        asked_twice=is_asked_often(tx, team_id),
    )


def asked_of(tx: Transaction, me: Me) -> tuple[SurveyLine, ...]:
    """The surveys of the whole workspace in which this person is asked for something: to answer, to keep, to open.

    The same for everybody who is asked, whether they answered or not, but for what their own program remembers.
    """
    mine = acting(me)
    lines = _lines(tx, mine, surveys.all_surveys(tx))
    wanted = {Duty.APPROVE, Duty.TURN_FIRST, Duty.TURN_SECOND}
    return tuple(
        line
        for line in lines
        if line.asked or line.may_open or line.duty in wanted or (line.overdue and line.may_plan)
    )


def _has_a_team(me: SignedIn) -> bool:
    return me.workspace_kind is not WorkspaceKind.SOLO


def _lines(tx: Transaction, me: SignedIn, rows: tuple[SurveyRow, ...]) -> tuple[SurveyLine, ...]:
    found = (_line(tx, me, row, plan_text.from_text(row.plan)) for row in rows)
    return tuple(line for line in found if line.state in _SHOWN_TO_ALL or line.may_plan or _keeps(line))


def _keeps(line: SurveyLine) -> bool:
    return line.duty is not Duty.NOTHING


def _line(tx: Transaction, me: SignedIn, row: SurveyRow, plan: SurveyPlan) -> SurveyLine:
    lost = is_lost(tx, row)
    agreed = row.state is SurveyState.DRAFT and set(plan.keepers) <= approved_by(tx, me, row)
    return SurveyLine(
        survey_id=row.survey_id,
        title=plan.title,
        state=row.state,
        last_day=row.last_day,
        report_by=plan.report_by,
        half_open=row.state is SurveyState.CLOSED and row.turned_by is not None,
        asked=is_asked(plan, me) and is_open(row, me) and not lost,
        sent=has_sent(tx, me, row.survey_id),
        duty=duty_of(tx, me, row),
        may_plan=may_plan(me, plan),
        overdue=is_overdue(row, plan, me.clock.today()),
        lost=lost,
        agreed=agreed,
        may_open=agreed and may_plan(me, plan) and plan.organiser_id == me.member.person_id,
        has_figures=row.state is SurveyState.RETIRED and bool(releases.releases_of(tx, row.survey_id)),
    )


def is_overdue(row: SurveyRow, plan: SurveyPlan, today: date) -> bool:
    """Whether the team should have heard by now what came out."""
    waiting = {SurveyState.OPEN, SurveyState.CLOSED, SurveyState.REPORTED}
    return row.state in waiting and today > plan.report_by
