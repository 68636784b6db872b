"""What a table may say of a team's surveys: released figures only, through the results that the window shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.survey import SurveyState
from pie_audit.domain.table import Column, Table, TableName
from pie_audit.storage import releases, surveys
from pie_audit.words import _
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.surveys import plan_text
from pie_audit.workflows.surveys.results import results
from pie_audit.workflows.surveys.views import ChangeWord, GroupRows, Row, SaidBack, SurveyResults

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_HAS_FIGURES = frozenset({SurveyState.REPORTED, SurveyState.TOLD, SurveyState.RETIRED})


def surveys_table(tx: Transaction, me: Me, team_id: str) -> Table:
    """Every figure that surveys of this team released, the latest survey first. No numbers of people, ever.

    Statements are left out: they may be somebody else's to print.
    """
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    ids = [row.survey_id for row in surveys.surveys_of_team(tx, team_id) if row.state in _HAS_FIGURES]
    found = [results(tx, me, one) for one in ids if releases.releases_of(tx, one)]
    rows = tuple(row for view in found for row in _rows(view))
    why = "" if rows else _("No survey of this team has been opened yet.")
    chosen = (_("Surveys: all that two keepers have opened"),)
    return Table(TableName.SURVEYS, _("Surveys: what was released"), _columns(), rows, chosen, why)


def said_back_lines(tx: Transaction, me: Me, team_id: str) -> Iterator[tuple[str, SaidBack]]:
    """What was said back after surveys of this team that released figures, under the title of each survey."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    for row in surveys.surveys_of_team(tx, team_id):
        if row.told_week is not None and releases.releases_of(tx, row.survey_id):
            title = plan_text.from_text(row.plan).title
            yield from ((title, SaidBack(*line)) for line in surveys.load_said_back(tx, row.survey_id))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Survey"), _("Its title.")),
        Column(_("Quarter"), _("The quarter it closed in, 2026Q4.")),
        Column(_("Questions"), _("The questionnaire by its id.")),
        Column(_("Version"), _("Which version of it."), True),
        Column(_("Took part"), _("Under half, more than half or most; never a number.")),
        Column(_("Group"), _("Everybody who was asked, or a group that was fixed before.")),
        Column(_("Scale or question"), _("A scale by its id, or a question by its number.")),
        Column(_("Title"), _("What it is about.")),
        Column(_("Mean"), _("Whole points of 0 to 100, or why there is none."), True),
        Column(_("Mean before"), _("The earlier mean, where a change may be told."), True),
        Column(_("Change"), _("Higher, lower or much the same; empty where nothing may be said.")),
        Column(
            _("Lowest third"), _("Share of answers in %, in steps of ten; 5 is under 10, 95 over 90."), True
        ),
        Column(_("Middle third"), _("The same for the middle."), True),
        Column(_("Highest third"), _("The same for the top."), True),
        Column(_("Band"), _("Low, middle or high, where only that was released.")),
    )


def _rows(view: SurveyResults) -> Iterator[tuple[str, ...]]:
    plan = view.plan
    survey = (
        plan.title,
        str(Quarter.of(plan.closes_on)),
        plan.instrument_id,
        str(plan.instrument_version),
        view.participation.value if view.participation else "",
    )
    for group in (view.whole, *view.groups):
        for cells in _group_rows(group):
            yield (*survey, group.label, *cells)
    for row in view.items:
        yield (*survey, view.whole.label, *_cells(row))


def _group_rows(group: GroupRows) -> Iterator[tuple[str, ...]]:
    if group.hidden:
        yield ("", "", _("not shown"), "", "", "", "", "", "")
    for row in group.rows:
        yield _cells(row)


def _cells(row: Row) -> tuple[str, ...]:
    shares = row.shares
    kind, _slash, name = row.what.partition("/")
    titled = kind == "scale" or row.title != row.says
    return (
        name if kind == "scale" else _("question {number}").format(number=name),
        row.title if titled else "",
        _("not shown") if row.mean is None and not row.band else _figure(row.mean),
        _figure(row.before),
        "" if row.change is ChangeWord.NONE else row.change.value,
        _figure(shares.low if shares else None),
        _figure(shares.middle if shares else None),
        _figure(shares.high if shares else None),
        row.band,
    )


def _figure(value: int | None) -> str:
    return "" if value is None else str(value)
