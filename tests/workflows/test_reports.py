"""Reports from a real workspace: for who may read the team, from what the window shows, and without what is hidden."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from pie_audit.domain.chart import LineChart, StackChart
from pie_audit.domain.disclosure import Band
from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.plan_blocks import Figures, Table
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.report import Report, ReportKind
from pie_audit.domain.team import Perspective
from pie_audit.domain.trend_mark import TrendSettings
from pie_audit.storage import surveys as stored
from pie_audit.storage import teams, trail
from pie_audit.workflows import papers, printed, reports
from pie_audit.workflows.paper_kinds import ReportPaper
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.surveys import results, telling
from pie_audit.workflows.surveys.views import SaidBack
from pie_audit.workflows.trends import marking
from pie_audit.workflows.unlock import Me
from tests import make, surveys, years
from tests.domain.test_report_documents import said
from tests.quarter import THIS_QUARTER, Hostel
from tests.reports.read_pdf import opened, whole_text

KINDS = (ReportKind.QUARTER, ReportKind.WELLBEING, ReportKind.YEAR, ReportKind.EVIDENCE)
PAPERS = tuple(ReportPaper(kind, words_only=words) for kind in KINDS for words in (False, True))
BEFORE = THIS_QUARTER.plus(-1)


def report(
    hostel: Hostel, kind: ReportKind, quarter: Quarter = THIS_QUARTER, *, words_only: bool = False
) -> Report:
    """The report as Amina would print it."""

    def read(tx: object, me: Me) -> reports.ReportSource:
        found = printed.opened_round(tx, me, hostel.team_id, quarter)  # type: ignore[arg-type]
        return reports.read_source(tx, me, found, kind)  # type: ignore[arg-type]

    return reports.report_of(hostel.see(read, hostel.amina), kind, words_only=words_only)


def charts(written: Report) -> dict[str, object]:
    """The charts of a report by id."""
    return {c.id: c for b in written.inside if isinstance(b, Figures) for c in b.charts}


def text(written: Report) -> str:
    """Everything that it says."""
    return " ".join(said((*written.front, *written.inside)))


@pytest.fixture
def two_quarters(hostel: Hostel) -> Hostel:
    """A review of last quarter and one of this one: supervision went down, the welcome up."""
    levels = {"A1": 2, "A2": 2, "A3": 2, "A4": 2, "B5": 3}
    years.review(hostel, BEFORE, levels)
    round_id = years.review(hostel, THIS_QUARTER, levels | {"A4": 3, "B5": 1})
    years.opened(hostel, round_id, (), {Perspective.TEAM: Band.SOME, Perspective.LIVED_EXPERIENCE: Band.FEW})
    years.hour(hostel, date(2026, 11, 3))
    years.hour(hostel, date(2026, 11, 10), held=False)
    return hostel


@pytest.mark.parametrize("paper", PAPERS)
def test_a_report_is_saved_as_it_was_laid_out(
    two_quarters: Hostel, tmp_path: Path, paper: ReportPaper
) -> None:
    hostel, out = two_quarters, tmp_path / "report.pdf"
    laid_out = papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, paper)
    wanted = PaperFile(hostel.team_id, THIS_QUARTER, paper, out)
    assert papers.save_paper(hostel.opened, hostel.amina, wanted) == laid_out.pages
    assert out.read_bytes() == laid_out.pdf
    assert laid_out.left_out
    assert papers.draw_page(laid_out, 1).width == papers.PREVIEW_WIDTH


def test_what_a_report_says_travels_in_it_as_data(two_quarters: Hostel) -> None:
    hostel = two_quarters
    laid_out = papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, PAPERS[0])
    with opened(laid_out.pdf) as pdf:
        assert list(pdf.attachments) == ["pie-audit-report.json"]
        content = bytes(pdf.attachments["pie-audit-report.json"].get_file().obj.read_bytes())
    assert json.loads(content)["report"] == "quarter"


@pytest.mark.parametrize("paper", PAPERS)
def test_a_leader_prints_no_report_of_a_team(two_quarters: Hostel, paper: ReportPaper) -> None:
    hostel = two_quarters
    with pytest.raises(NotNow, match="isn’t yours"):
        papers.lay_out(hostel.opened, hostel.lee, hostel.team_id, THIS_QUARTER, paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_there_is_no_report_before_the_opening(hostel: Hostel, paper: ReportPaper) -> None:
    hostel.start()
    with pytest.raises(NotNow, match="no plan for"):
        papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, paper)


def test_what_went_out_is_kept_with_its_audience(two_quarters: Hostel, tmp_path: Path) -> None:
    hostel = two_quarters
    for number, paper in enumerate(PAPERS):
        wanted = PaperFile(hostel.team_id, THIS_QUARTER, paper, tmp_path / f"{number}.pdf")
        papers.save_paper(hostel.opened, hostel.amina, wanted)
    desk = hostel.see(papers.paper_desk, hostel.amina, hostel.team_id, THIS_QUARTER)
    assert [one.what for one in desk.exported[:2]] == [
        "Evidence pack, words only",
        "Evidence pack, with figures",
    ]
    lines = hostel.read(lambda tx: trail.lines_about(tx, "plan", desk.round_id))
    assert {line.action for line in lines} >= {
        "exported evidence-report-words for inspectors",
        "exported wellbeing-report for the team",
    }


@pytest.mark.parametrize("paper", PAPERS)
def test_names_of_files_are_plain_and_tell_the_forms_apart(paper: ReportPaper) -> None:
    name = papers.suggested_name("Tŷ Gwyn / nights", THIS_QUARTER, paper)
    assert name.startswith(f"{paper.kind.value}-")
    assert name.endswith("-words.pdf") == paper.words_only
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789Q-.")


def test_a_target_that_is_there_already_is_kept(two_quarters: Hostel, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    out.write_text("mine")
    hostel = two_quarters
    wanted = PaperFile(hostel.team_id, THIS_QUARTER, ReportPaper(ReportKind.YEAR), out)
    with pytest.raises(CannotSave):
        papers.save_paper(hostel.opened, hostel.amina, wanted)
    assert out.read_text() == "mine"


def test_a_folder_that_is_gone_leaves_nothing_half_written(two_quarters: Hostel, tmp_path: Path) -> None:
    hostel = two_quarters
    wanted = PaperFile(
        hostel.team_id, THIS_QUARTER, ReportPaper(ReportKind.QUARTER), tmp_path / "gone" / "r.pdf"
    )
    with pytest.raises(CannotSave):
        papers.save_paper(hostel.opened, hostel.amina, wanted)
    assert not (tmp_path / "gone").exists()


def test_what_moved_is_told_by_name_on_page_one_and_with_levels_inside(two_quarters: Hostel) -> None:
    written = report(two_quarters, ReportKind.QUARTER)
    front, inside = " ".join(said(written.front)), " ".join(said(written.inside))
    assert "Supervision that happens: lower than in summer 2026. We talked about it." in front
    assert "The first ten minutes: higher than in summer 2026." in front
    assert "Supervision that happens: usual practice, now talked about. We talked about it." in inside


def test_figures_come_from_the_charts_that_the_window_shows(two_quarters: Hostel) -> None:
    found = charts(report(two_quarters, ReportKind.QUARTER))
    assert {"theme_lines/A", "heatmap", "distance", "participation", "time_ledger"} <= set(found)
    assert charts(report(two_quarters, ReportKind.QUARTER, words_only=True)) == {}


def test_the_wellbeing_report_without_a_survey_says_so_and_where_support_is(two_quarters: Hostel) -> None:
    written = report(two_quarters, ReportKind.WELLBEING)
    front = " ".join(said(written.front))
    assert "No survey has been opened yet." in front
    assert "Samaritans" in front


@pytest.fixture
def surveyed(two_quarters: Hostel) -> Hostel:
    """The same with a survey of seven whose box was opened."""
    hostel = two_quarters
    survey_id, _slips = surveys.started(hostel, (surveys.block(hostel, names := surveys.grow(hostel, 7)),))
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    surveys.opened(hostel, survey_id)
    lines = (SaidBack("Nights are long", "Two on each night", "Before April"),)
    hostel.do(telling.say_back, hostel.amina, survey_id, lines)
    return hostel


def test_the_wellbeing_report_has_the_released_figures_and_what_was_said_back(surveyed: Hostel) -> None:
    written = report(surveyed, ReportKind.WELLBEING)
    front, inside = " ".join(said(written.front)), " ".join(said(written.inside))
    assert "Nights are long. Two on each night. Not possible yet: Before April." in front
    assert "Winter pulse, autumn 2026" in inside
    assert "higher is harder" in inside
    assert not re.search(r"\b7 (people|answers|of)|of 7\b|±|interval", inside)


def test_what_the_wellbeing_report_shows_is_what_the_window_shows(surveyed: Hostel) -> None:
    survey_id = surveyed.read(lambda tx: stored.surveys_of_team(tx, surveyed.team_id))[0].survey_id
    shown = surveyed.see(results.results, surveyed.amina, survey_id)
    means = {row.mean for row in shown.whole.rows if row.mean is not None}
    tables = [b for b in report(surveyed, ReportKind.WELLBEING).inside if isinstance(b, Table)]
    printed = {int(row[1]) for row in tables[0].rows if row[1].isdigit()}
    assert printed == means != set()


def test_the_year_of_a_team_that_merged_shows_and_says_where_the_line_before_it_ends(hostel: Hostel) -> None:
    other = make.team(name="Fern House")
    hostel.opened.write(lambda tx: teams.save_team(tx, other))
    hostel.opened.write(lambda tx: years.write_review(tx, other.team_id, THIS_QUARTER.plus(-2), 4))
    hostel.opened.write(lambda tx: teams.follow_team(tx, hostel.team_id, other.team_id))
    hostel.opened.write(lambda tx: teams.retire_team(tx, other.team_id, week="2026-W36"))
    years.review(hostel, THIS_QUARTER.plus(-1), 1)
    years.review(hostel, THIS_QUARTER, 2)
    written = report(hostel, ReportKind.YEAR)
    charts = [chart for block in written.inside if isinstance(block, Figures) for chart in block.charts]
    (line,) = [chart for chart in charts if chart.id == "theme_lines/A"]
    assert isinstance(line, LineChart)
    assert [line.steps[pin.at].name for pin in line.pins if pin.ends] == ["Spring 2026"]
    assert "The line of Fern House ended in Spring 2026" in line.sentence
    tables = [block for block in written.inside if isinstance(block, Table)]
    assert any("The line of Fern House ends here" in cell for t in tables for row in t.rows for cell in row)


def test_how_sure_one_can_be_speaks_of_thirds_where_single_questions_are_thirds(surveyed: Hostel) -> None:
    inside = " ".join(said(report(surveyed, ReportKind.WELLBEING).inside))
    assert "under about 10 points may be nothing at all. A third is a wide step" in inside
    assert "of a single one" not in inside


def test_words_only_wellbeing_has_no_figure_of_the_survey(surveyed: Hostel) -> None:
    told = text(report(surveyed, ReportKind.WELLBEING, words_only=True))
    assert not re.search(r"\b\d+ of 100", told)
    assert "Nights are long." in told


@pytest.mark.parametrize("kind", [ReportKind.QUARTER, ReportKind.YEAR, ReportKind.EVIDENCE])
def test_no_other_report_has_anything_of_a_survey_but_that_it_took_place(
    surveyed: Hostel, kind: ReportKind
) -> None:
    written = report(surveyed, kind)
    assert not [c for c in charts(written) if c.startswith(("pulse", "support_burnout"))]
    assert "Load" not in text(written)
    assert "Nights are long" not in text(written)


def test_protected_time_of_the_quarter_is_told_with_both_counts(two_quarters: Hostel) -> None:
    assert "1 of 2" in text(report(two_quarters, ReportKind.QUARTER))
    assert "half of it was held" in text(report(two_quarters, ReportKind.QUARTER, words_only=True)).lower()


def test_a_small_group_is_told_as_fewer_than_five(two_quarters: Hostel) -> None:
    for kind in (ReportKind.QUARTER, ReportKind.YEAR, ReportKind.EVIDENCE):
        assert "Residents: fewer than five" in text(report(two_quarters, kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words_only", [False, True])
def test_no_level_is_in_a_report_while_the_team_rates_again(
    two_quarters: Hostel, kind: ReportKind, words_only: bool
) -> None:
    hostel = two_quarters
    hostel.at(date(2027, 1, 11))
    hostel.start(
        quarter=THIS_QUARTER.plus(1), opens_on=date(2027, 1, 11), closes_on=date(2027, 1, 25), talk_on=None
    )
    written = report(hostel, kind, words_only=words_only)
    told = text(written).lower()
    assert "rates in private" in " ".join(written.left_out)
    for word in ("patchy", "usual practice", "talked about,", "higher than", "lower than"):
        assert word not in told
    assert not {
        c for c in charts(written) if c.startswith(("theme_lines", "topic", "distance", "spread"))
    } - {"distance"}


def test_a_report_of_an_earlier_quarter_tells_nothing_that_came_later(two_quarters: Hostel) -> None:
    written = report(two_quarters, ReportKind.QUARTER, BEFORE)
    told = text(written)
    assert "autumn 2026" not in told.lower()
    assert "This is the first signed review." in told


def test_a_year_compares_with_its_first_review_and_names_the_gaps(hostel: Hostel) -> None:
    years.review(hostel, THIS_QUARTER.plus(-3), {"A1": 1, "B5": 3})
    years.review(hostel, THIS_QUARTER, {"A1": 3, "B5": 3})
    written = report(hostel, ReportKind.YEAR)
    assert "Behaviour has a history: higher than in winter 2026." in " ".join(said(written.front))
    assert "There was no review in spring 2026, summer 2026." in written.left_out


def test_who_took_part_is_drawn_in_bands_although_the_window_may_count(hostel: Hostel) -> None:
    round_id = years.review(hostel, THIS_QUARTER)
    counts = years.counts_of("team", (0, 3, 4, 0, 0))
    years.opened(hostel, round_id, counts, {Perspective.TEAM: Band.SOME})
    chart = charts(report(hostel, ReportKind.QUARTER))["participation"]
    assert isinstance(chart, StackChart)
    assert [part.text for column in chart.columns for part in column.parts] == ["5 to 9"]


def test_the_set_of_run_chart_rules_in_use_is_printed(two_quarters: Hostel) -> None:
    hostel = two_quarters
    assert "Run charts follow Anhøj’s rules" in text(report(hostel, ReportKind.QUARTER))
    simple = TrendSettings(simple_rules=True, screened=True)
    hostel.do(marking.change_settings, hostel.amina, hostel.team_id, simple)
    told = text(report(hostel, ReportKind.QUARTER))
    assert "Run charts follow the simple rules" in told
    assert "without the widest ranges" in told


def test_the_evidence_pack_has_no_word_for_a_level(two_quarters: Hostel) -> None:
    told = text(report(two_quarters, ReportKind.EVIDENCE)).lower()
    for word in ("patchy", "usual practice", "talked about,", "not begun", "higher than", "lower than"):
        assert word not in told
    assert "none yet" in told


def test_the_paper_itself_says_what_the_report_says(two_quarters: Hostel) -> None:
    hostel = two_quarters
    paper = ReportPaper(ReportKind.QUARTER, words_only=True)
    laid_out = papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, paper)
    assert "Supervision that happens: lower than in summer 2026." in whole_text(laid_out.pdf)
