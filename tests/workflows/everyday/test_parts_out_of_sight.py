"""A part that is off is nowhere in sight, whatever was written in it; turned on again, all of it is back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pie_audit.domain.report import ReportKind
from pie_audit.domain.small_logs import WinReach
from pie_audit.domain.table import TableName
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import audits as rounds
from pie_audit.workflows import home, plan_material, reports, writing_aids
from pie_audit.workflows.tables import making
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import Part, TrendWish
from tests import years
from tests.quarter import Hostel

LOGS = (TeamPart.WINS, TeamPart.FRICTION, TeamPart.TELLINGS)


@pytest.fixture
def noted(hostel: Hostel) -> Hostel:
    """A quarter with a win for papers, three errands of a month and a story told again."""
    years.win(hostel, "2026-W46", "She asked for the blue room", reach=WinReach.PAPERS)
    for _n in range(3):
        years.errand(hostel, "2026-11")
    years.telling(hostel, "2026-11")
    return hostel


def _charts(hostel: Hostel) -> set[str]:
    material = hostel.see(read_material, hostel.amina, hostel.team_id)
    section = charted(material, TrendWish()).section(Part.SMALL_LOGS)
    return {chart.id.partition("/")[0] for chart in section.charts} if section is not None else set()


def _said(hostel: Hostel) -> str:
    material = hostel.see(read_material, hostel.amina, hostel.team_id)
    section = charted(material, TrendWish()).section(Part.SMALL_LOGS)
    return " ".join(section.in_words) if section is not None else ""


def _on_home(hostel: Hostel) -> int:
    return len(hostel.see(home.home, hostel.amina, hostel.team_id).wins)


def _in_plan(hostel: Hostel) -> tuple[str, ...]:
    round_id = hostel.opened_round()
    material = hostel.see(
        lambda tx, me: plan_material.material_of(tx, me, rounds.load_round(tx, round_id)), hostel.amina
    )
    return material.wins


@pytest.mark.parametrize(
    ("part", "charts"),
    [(TeamPart.FRICTION, {"friction", "turned_away"}), (TeamPart.TELLINGS, {"tellings"})],
)
def test_charts_of_a_log_go_and_come_with_it(noted: Hostel, part: TeamPart, charts: set[str]) -> None:
    assert charts <= _charts(noted)
    noted.turn_off(part)
    assert charts.isdisjoint(_charts(noted))
    noted.turn_on(part)
    assert charts <= _charts(noted)


def test_without_any_log_the_trends_have_no_such_part_and_no_such_table(noted: Hostel) -> None:
    noted.turn_off()
    assert _charts(noted) == set()
    book = noted.see(making.team_tables, noted.amina, noted.team_id, making.TableWish())
    assert TableName.SMALL_LOGS not in [one.name for one in book.tables]


def test_wins_are_told_in_trends_while_they_are_in_use(noted: Hostel) -> None:
    assert "blue room" in _said(noted)
    noted.turn_off(TeamPart.WINS)
    assert "blue room" not in _said(noted)


@pytest.mark.parametrize(("find", "there"), [(_on_home, 1), (_in_plan, ("She asked for the blue room",))])
def test_wins_on_home_and_in_a_plan_are_there_while_they_are_in_use(
    noted: Hostel, find: Callable[[Hostel], object], there: object
) -> None:
    assert find(noted) == there


@pytest.mark.parametrize(("find", "nothing"), [(_on_home, 0), (_in_plan, ())])
def test_wins_that_are_off_are_neither_on_home_nor_in_a_new_plan(
    noted: Hostel, find: Callable[[Hostel], object], nothing: object
) -> None:
    noted.turn_off(TeamPart.WINS)
    assert find(noted) == nothing


def test_a_report_tells_no_win_of_a_team_that_left_them(noted: Hostel) -> None:
    round_id = noted.opened_round()
    audit_round = noted.read(lambda tx: rounds.load_round(tx, round_id))
    read = noted.see(reports.read_source, noted.amina, audit_round, ReportKind.QUARTER)
    assert read.material.plan.wins == ("She asked for the blue room",)
    noted.turn_off(TeamPart.WINS)
    read = noted.see(reports.read_source, noted.amina, audit_round, ReportKind.QUARTER)
    assert read.material.plan.wins == ()


def test_a_page_offers_the_wall_only_where_there_is_one(hostel: Hostel) -> None:
    def offered() -> bool:
        return hostel.see(writing_aids.writing_aids, hostel.jo, hostel.team_id).has_wall

    assert not offered()
    hostel.turn_on(TeamPart.WINS)
    assert offered()
    assert not hostel.see(writing_aids.writing_aids, hostel.lee, hostel.team_id).has_wall
    assert not replace(hostel.see(writing_aids.writing_aids, hostel.jo, None)).has_wall
