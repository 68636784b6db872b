"""What a report may say of a team's surveys: released figures only, through the results that the window shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.report_material import FigureRow, Heard, SurveyTold
from pie_audit.domain.survey import Participation, SurveyState
from pie_audit.storage import releases, surveys
from pie_audit.words import _
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.surveys import plan_text
from pie_audit.workflows.surveys.released_series import groups_of_exactly
from pie_audit.workflows.surveys.result_words import (
    band_words,
    change_words,
    direction_words,
    kinds_in,
    uncertainty_for,
)
from pie_audit.workflows.surveys.results import results
from pie_audit.workflows.surveys.starting import instrument_of
from pie_audit.workflows.surveys.views import Figure, GroupRows, Row, SurveyResults

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_HAS_FIGURES = frozenset({SurveyState.REPORTED, SurveyState.TOLD, SurveyState.RETIRED})


def surveys_told(
    tx: Transaction, me: Me, team_id: str, first: Quarter, last: Quarter
) -> tuple[SurveyTold, ...]:
    """The surveys of this team that closed in these quarters and whose boxes were opened, the latest first.

    The latest has its figures, those before it what was said back: their figures stand in the trends.
    """
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    rows = [row for row in surveys.surveys_of_team(tx, team_id) if row.state in _HAS_FIGURES]
    mine = [
        row for row in rows if first <= _closed_in(row) <= last and releases.releases_of(tx, row.survey_id)
    ]
    latest = tuple(_latest(tx, me, row.survey_id, team_id) for row in mine[:1])
    return (*latest, *(_said_back(tx, row) for row in mine[1:]))


def _latest(tx: Transaction, me: Me, survey_id: str, team_id: str) -> SurveyTold:
    view = results(tx, me, survey_id)
    return _told(view, team_id, instrument_of(tx, view.plan))


def _said_back(tx: Transaction, row: surveys.SurveyRow) -> SurveyTold:
    """A survey without its figures."""
    plan = plan_text.from_text(row.plan)
    heard = tuple(Heard(*line) for line in surveys.load_said_back(tx, row.survey_id))
    return SurveyTold(
        plan.title, "", Quarter.of(plan.closes_on), plan.report_by, False, (), (), "", "", heard
    )


def _closed_in(row: surveys.SurveyRow) -> Quarter:
    return Quarter.of(plan_text.from_text(row.plan).closes_on)


def _told(view: SurveyResults, team_id: str, instrument: Instrument) -> SurveyTold:
    """The figures of exactly this team; single questions only where nobody else was asked."""
    plan = view.plan
    rows = _rows_of(view, team_id)
    is_alone = set(plan.team_ids) == {team_id}
    scales = tuple(row for row in rows.rows if row.is_told) if rows else ()
    items = tuple(row for row in view.items if row.is_told) if is_alone else ()
    shown = kinds_in(scales, Figure.SCALE) | kinds_in(items, Figure.ITEM)
    return SurveyTold(
        title=plan.title,
        of=rows.label if rows else "",
        quarter=Quarter.of(plan.closes_on),
        report_by=plan.report_by,
        hidden=(rows is None or rows.hidden) and not items,
        rows=tuple(map(_row, scales)),
        items=tuple(map(_row, items)),
        took_part=_part_words(view.participation) if is_alone else "",
        uncertainty=uncertainty_for(plan, instrument, shown),
        heard=tuple(Heard(line.said, line.will, line.cannot) for line in view.said_back),
        status_line=view.status_line,
        required_line=view.required_line,
    )


def _rows_of(view: SurveyResults, team_id: str) -> GroupRows | None:
    mine = groups_of_exactly(view.plan, team_id)
    return next((g for g in (view.whole, *view.groups) if g.group_id in mine), None)


def _row(row: Row) -> FigureRow:
    return FigureRow(
        title=row.title[:1].upper() + row.title[1:],
        mean=row.mean,
        band=band_words(row.band),
        move=change_words(row.change),
        direction=direction_words(row),
    )


def _part_words(part: Participation | None) -> str:
    return {
        None: "",
        Participation.UNDER_HALF: _("Fewer than half of those asked took part."),
        Participation.MORE_THAN_HALF: _("More than half of those asked took part."),
        Participation.MOST: _("Most of those asked took part."),
    }[part]
