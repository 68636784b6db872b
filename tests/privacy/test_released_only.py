"""Of surveys, trends, tables, reports and open files tell what the ledger let out of that very team, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pie_audit.domain.chart import LineChart, Unshown
from pie_audit.domain.report import ReportKind
from pie_audit.domain.survey import Released, Statistic
from pie_audit.storage import audits as rounds
from pie_audit.storage import releases, teams
from pie_audit.workflows import reports, workspace_export
from pie_audit.workflows.surveys import plan_text
from pie_audit.workflows.surveys.for_tables import surveys_table
from pie_audit.workflows.surveys.released_series import groups_of_exactly
from pie_audit.workflows.tables import making
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import Part, TrendWish, Window
from pie_audit.workflows.workspace_export import WorkspaceFile
from tests import surveys
from tests.quarter import TODAY, Hostel
from tests.workflows.quarters import AUTUMN, signed_plan
from tests.workflows.trends.looking import chart_words

SHOWN, HIDDEN = "Quayside House", ("Harbour View", "The Annexe")
OF_HUNDRED = re.compile(r"(\d+) of 100")


@pytest.fixture
def ledger(hostel: Hostel) -> tuple[Released, ...]:
    """Twelve of Quayside House can be told, six and three of other teams can't be told apart."""
    signed_plan(hostel, AUTUMN, "Paint the hall")
    survey_id = surveys.three_teams(hostel, (12, 6, 3))
    surveys.opened(hostel, survey_id)
    hostel.at(TODAY)
    return hostel.read(lambda tx: releases.releases_of(tx, survey_id))


def team_id(hostel: Hostel, name: str) -> str:
    found = hostel.read(lambda tx: teams.find_team(tx, name))
    assert found is not None
    return found.team_id


def own_means(hostel: Hostel, ledger: tuple[Released, ...], name: str) -> set[int]:
    """Means that the ledger let out of exactly this team."""
    row = hostel.read(lambda tx: _survey(tx, ledger[0].survey_id))
    groups = groups_of_exactly(plan_text.from_text(row.plan), team_id(hostel, name))
    return {
        r.value
        for r in ledger
        if r.statistic is Statistic.MEAN and r.group_id in groups
        if r.value is not None
    }


def _survey(tx, survey_id):  # type: ignore[no-untyped-def]
    from pie_audit.storage import surveys as stored

    return stored.load_survey(tx, survey_id)


def all_words(hostel: Hostel, name: str) -> Iterator[str]:
    """What the trends of a team say of wellbeing and of who took part, for several ways of looking."""
    material = hostel.see(read_material, hostel.amina, team_id(hostel, name), Window.ALL)
    for wish in (
        TrendWish(Window.ALL),
        TrendWish(to_leave=True),
        TrendWish(until=AUTUMN),
        TrendWish(at_most=1),
    ):
        trends = charted(material, wish)
        for part in (Part.WELLBEING, Part.PEOPLE):
            section = trends.section(part)
            if section is not None:
                yield from section.in_words
                for one in section.charts:
                    yield from chart_words(one)
                    yield from (getattr(one, "headline", ("",))[0], one.sentence)


def test_the_ledger_tells_of_one_team_and_not_of_the_others(
    hostel: Hostel, ledger: tuple[Released, ...]
) -> None:
    assert own_means(hostel, ledger, SHOWN)
    for name in HIDDEN:
        assert own_means(hostel, ledger, name) == set()


def test_trends_of_the_team_tell_its_own_means_alone(hostel: Hostel, ledger: tuple[Released, ...]) -> None:
    told = {int(n) for words in all_words(hostel, SHOWN) for n in OF_HUNDRED.findall(words)}
    assert told
    assert told <= own_means(hostel, ledger, SHOWN)


@pytest.mark.parametrize("name", HIDDEN)
def test_of_a_hidden_team_there_is_no_figure_anywhere(
    hostel: Hostel, ledger: tuple[Released, ...], name: str
) -> None:
    words = list(all_words(hostel, name))
    assert not [line for line in words if OF_HUNDRED.search(line)]
    released = {str(r.value) for r in ledger if r.value is not None}
    numbers = {n for line in words for n in re.findall(r"\b\d+\b", line.replace("2026", ""))}
    assert not (numbers - {"0", "50", "100"}) & released
    material = hostel.see(read_material, hostel.amina, team_id(hostel, name))
    drawn = charted(material, TrendWish()).section(Part.WELLBEING)
    assert drawn is not None
    assert all(isinstance(one, Unshown) for one in drawn.charts)


@pytest.mark.parametrize("name", [SHOWN, *HIDDEN])
def test_how_many_answered_of_several_teams_is_not_told_as_if_of_one(
    hostel: Hostel, ledger: tuple[Released, ...], name: str
) -> None:
    words = " ".join(all_words(hostel, name))
    assert "answered “Three teams”" not in words
    assert not re.search(r"\b(12|21|18|6 of|3 of)\b", words.replace("2026", ""))


def test_tables_have_the_ledgers_figures_and_no_number_of_people(
    hostel: Hostel, ledger: tuple[Released, ...]
) -> None:
    released = {str(r.value) for r in ledger if r.value is not None}
    for name in (SHOWN, *HIDDEN):
        table = hostel.see(surveys_table, hostel.amina, team_id(hostel, name))
        at = {column.head: place for place, column in enumerate(table.columns)}
        for row in table.rows:
            figures = [
                row[at[head]]
                for head in ("Mean", "Mean before", "Lowest third", "Middle third", "Highest third")
            ]
            assert {cell for cell in figures if cell.isdecimal()} <= released
            if any(hidden in row for hidden in HIDDEN):
                assert not [cell for cell in figures if cell.isdecimal()]


def test_so_has_everything_that_is_taken_along(
    hostel: Hostel, ledger: tuple[Released, ...], tmp_path: Path
) -> None:
    path = tmp_path / "everything.json"
    workspace_export.save_workspace(hostel.opened, hostel.amina, WorkspaceFile(path))
    found = [
        r["figures"] for r in json.loads(path.read_text("utf-8"))["records"] if r["kind"] == "released figure"
    ]
    assert found
    released = {r.value for r in ledger}
    for figures in found:
        numbers = {v for k, v in figures.items() if isinstance(v, int) and k != "questionnaire_version"}
        assert numbers <= released
        if figures["group"] in HIDDEN:
            assert not numbers


def test_so_has_the_report_about_us(hostel: Hostel, ledger: tuple[Released, ...]) -> None:
    one = hostel.read(lambda tx: rounds.rounds_of_team(tx, hostel.team_id)[-1])
    source = hostel.read(lambda tx: reports.read_source(tx, hostel.amina, one, ReportKind.WELLBEING))
    mine = own_means(hostel, ledger, SHOWN)
    for words_only in (False, True):
        said = repr(reports.report_of(source, ReportKind.WELLBEING, words_only=words_only))
        assert {int(n) for n in OF_HUNDRED.findall(said)} <= mine
        assert not any(name in said for name in HIDDEN)
    for told in source.material.surveys:
        assert {row.mean for row in (*told.rows, *told.items) if row.mean is not None} <= mine


def test_a_workbook_of_a_hidden_team_draws_no_line(hostel: Hostel, ledger: tuple[Released, ...]) -> None:
    for name in HIDDEN:
        book = hostel.see(making.team_tables, hostel.amina, team_id(hostel, name), making.TableWish())
        assert not [row for table in book.tables for row in table.rows if OF_HUNDRED.search(" ".join(row))]
    shown = hostel.see(read_material, hostel.amina, team_id(hostel, SHOWN))
    assert isinstance(charted(shown, TrendWish()).chart("pulse/pulse10-1/load"), LineChart)
