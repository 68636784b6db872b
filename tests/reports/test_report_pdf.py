"""Reports as files: page one to act on, words without numbers, and what the strangest material does to them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from pie_audit.domain.chart import Unshown
from pie_audit.domain.disclosure import Band
from pie_audit.domain.plan_blocks import Figures
from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.report import Report
from pie_audit.domain.report_material import ChartGroup, ChartPart, ReportMaterial
from pie_audit.domain.team import Perspective, Team
from pie_audit.reports.blocks_pdf import set_pages
from pie_audit.reports.figures_pdf import alt_words
from pie_audit.reports.page import Furniture, Paper
from pie_audit.reports.preview import count_pages, render_page
from pie_audit.reports.report_pdf import make_report
from pie_audit.reports.tags import Facts
from tests.make_plan import THEMES
from tests.make_report import (
    REPORTS,
    charts,
    distance,
    grid,
    line,
    make_long_report,
    make_report_material,
    stack,
)
from tests.reports.read_pdf import opened, page_texts, structure, untagged_text, whole_text

LIGHT = 1_000_000
"""What a report may weigh to go by mail."""
FIGURES = [name for name in REPORTS if "words" not in name]
LONG = "Ffordd-yr-Ysgol " * 19
ARABIC = "بيت الرصيف للإسكان والدعم"


def _pdf(name: str, material: ReportMaterial | None = None) -> bytes:
    return _usual(name) if material is None else make_report(REPORTS[name](material))[0]


@cache
def _usual(name: str) -> bytes:
    """Made once, and read by many tests."""
    return make_report(REPORTS[name](make_report_material()))[0]


@pytest.mark.parametrize("name", REPORTS)
def test_page_one_is_one_page_with_who_to_talk_to_or_where_support_is(name: str) -> None:
    texts = page_texts(_pdf(name))
    assert ("Talk to us" in texts[0]) or ("Where support is" in texts[0])
    assert "Page 1 of" in texts[0]
    assert not texts[1].startswith(("Talk to us", "Where support"))


@pytest.mark.parametrize("name", REPORTS)
def test_page_one_names_what_is_asked_of_whom_by_when(name: str) -> None:
    front = page_texts(_pdf(name))[0]
    assert "four hours a month of paid cover" in front.lower()
    assert "the council" in front.lower()
    assert "15 January 2027" in front


@pytest.mark.parametrize("name", REPORTS)
def test_text_comes_in_reading_order(name: str) -> None:
    text = whole_text(_pdf(name))
    last = "Left out, and why"
    marks = ["Quayside House", "What we do ourselves", "Protected time", last]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_light_enough_to_mail(name: str) -> None:
    assert len(_pdf(name)) < LIGHT


def test_charts_are_figures_with_their_sentence_as_caption() -> None:
    pdf = opened(_pdf("quarter"))
    figures = [n for n in structure(pdf) if n.kind == "Figure" and "Div" in n.above]
    captions = [n for n in structure(pdf) if n.kind == "Caption"]
    assert len(figures) == len(captions) == 10
    assert any("Psychological awareness: 2.9 this quarter" in figure.alt for figure in figures)
    assert any("autumn 2026: Mean 2.9" in figure.alt for figure in figures)


def test_words_for_a_figure_give_values_unless_a_table_follows() -> None:
    chart = line(0)
    assert "spring 2026: Mean 2.4" in alt_words(chart)
    assert "spring 2026" not in alt_words(chart, has_table=True)
    assert chart.sentence in alt_words(chart, has_table=True)


def test_a_wide_grid_says_its_sentence_and_leaves_its_squares_to_the_table() -> None:
    assert alt_words(grid(46)).endswith("Staff support was lowest in spring 2026.")


def test_a_chart_that_cant_be_shown_keeps_its_place_in_words() -> None:
    hidden = Unshown("pulse/x/load", "Load", "Not shown, to keep small groups safe.")
    shown = make_report_material(charts=(ChartGroup(ChartPart.WELLBEING, (hidden,)),))
    pdf = _pdf("wellbeing", shown)
    assert "Load. Not shown, to keep small groups safe." in whole_text(pdf)
    assert [n for n in structure(opened(pdf)) if n.kind == "Figure"] == []


def test_a_chart_that_cant_be_shown_parts_no_row_of_panels() -> None:
    shown = (line(0), line(1), Unshown("theme_lines/C", "Learning", "Short form."), line(3))
    paper = Paper(Furniture("", "", "", ""), Facts("Charts", "Charts", "en-GB", None))
    set_pages(paper, (), (Figures(shown),), themes=(), is_large=False)
    kinds = [n.kind for n in structure(opened(paper.finish())) if n.kind in {"Figure", "P"}]
    assert kinds == ["Figure", "Figure", "Figure", "P"]


def test_a_head_that_returns_on_a_later_page_is_read_out_once() -> None:
    pdf = make_report(make_long_report())[0]
    pages = [page for page in page_texts(pdf) if "What came back" in page and "Reply by" in page]
    assert len(pages) > 2
    nodes = structure(opened(pdf))
    assert sum(n.kind == "THead" for n in nodes) == sum(n.kind == "Table" for n in nodes)
    rows = [n for n in nodes if n.kind == "TR" and "THead" in n.above]
    assert len(rows) == sum(n.kind == "THead" for n in nodes)


def test_words_only_has_no_chart_and_no_table() -> None:
    for name in REPORTS:
        kinds = {n.kind for n in structure(opened(_pdf(name)))} if "words" in name else set()
        assert not kinds & {"Table", "Caption", "TH"}


def test_forty_quarters_of_sixty_topics_take_the_pages_they_need() -> None:
    tall = grid(60)
    cells = tuple(replace(row, cells=row.cells * 5) for row in tall.rows)
    steps = tuple(replace(step, name=f"{step.name} {n}") for n, step in enumerate(tall.steps * 5))
    rows = tuple((r[0], *r[1:] * 5) for r in tall.table.rows)
    table = replace(tall.table, head=(tall.table.head[0], *tall.table.head[1:] * 5), rows=rows)
    wide = replace(tall, rows=cells, steps=steps, table=table)
    paper = Paper(Furniture("", "", "", ""), Facts("Grid", "Grid", "en-GB", None))
    set_pages(paper, (), (Figures((wide,)),), themes=(), is_large=False)
    pdf = paper.finish()
    figures = [n for n in structure(opened(pdf)) if n.kind == "Figure"]
    assert len(figures) > 1
    assert count_pages(pdf) == paper.pages
    assert "Topic 1" in whole_text(pdf)
    assert "Topic 60" in whole_text(pdf)


def test_tables_follow_their_charts_where_the_block_asks_for_them() -> None:
    paper = Paper(Furniture("", "", "", ""), Facts("Charts", "Charts", "en-GB", None))
    shown = Figures((line(0), distance()), tables=True)
    set_pages(paper, (), (shown,), themes=(), is_large=False)
    nodes = structure(opened(paper.finish()))
    assert sum(n.kind == "Table" for n in nodes) == 2
    assert all(n.scope in {"/Column", "/Row"} for n in nodes if n.kind == "TH")


def _one_quarter() -> ReportMaterial:
    return make_report_material(earlier=(), asked=(), since=None, over_a_year=None, time=(), surveys=())


def _all_not_applicable() -> ReportMaterial:
    plan = make_report_material().plan
    return make_report_material(
        plan=replace(plan, consensus=(), counts=(), actions=(), influences=(), wins=())
    )


def _gap_of_a_year() -> ReportMaterial:
    lines = tuple(line(n, (1.0, 1.2, None, None, None, None, 1.5, 1.7)) for n in range(5))
    return make_report_material(
        charts=(ChartGroup(ChartPart.THEMES, lines),), earlier=make_report_material().earlier[:1]
    )


def _long_names() -> ReportMaterial:
    plan = make_report_material().plan
    themes = tuple(Theme(t.id, LONG, LONG) for t in THEMES)
    topics = tuple(replace(t, title=LONG) for t in plan.topics)
    return make_report_material(
        plan=replace(plan, team=Team("t1", LONG, LONG), themes=themes, topics=topics, contact=LONG)
    )


def _other_alphabets(words: str, language: str) -> ReportMaterial:
    plan = make_report_material().plan
    named = replace(plan, team=Team("t1", words), resident_words=words, small_win=words, language=language)
    return make_report_material(plan=named, language=language)


STRANGE = {
    "one quarter": _one_quarter(),
    "nothing applies": _all_not_applicable(),
    "a gap of a year": _gap_of_a_year(),
    "names of 300 characters": _long_names(),
    "Welsh": _other_alphabets("Tŷ’r Cei: ŵyneb a gwên, ŷd ac ŷch", "cy"),
    "Polish": _other_alphabets("Dom przy Nabrzeżu: zażółć gęślą jaźń", "pl"),
    "Arabic": _other_alphabets(ARABIC, "ar"),
    "nothing to draw": make_report_material(charts=()),
}


@pytest.mark.parametrize("case", STRANGE)
@pytest.mark.parametrize("name", REPORTS)
def test_strange_material_still_makes_a_whole_tagged_paper(name: str, case: str) -> None:
    report = REPORTS[name](STRANGE[case])
    pdf, pages = make_report(report)
    file = opened(pdf)
    assert count_pages(pdf) == pages >= 2
    assert untagged_text(file) == 0
    assert str(file.Root.Lang) == STRANGE[case].language
    assert len([n for n in structure(file) if n.kind == "H1"]) == 1
    assert render_page(pdf, 1, width=200).width == 200
    assert len(pdf) < LIGHT


def test_arabic_reads_out_whole_and_in_order() -> None:
    assert ARABIC in whole_text(_pdf("year", STRANGE["Arabic"])) or _has_actual_text(ARABIC)


def _has_actual_text(words: str) -> bool:
    """Whether the words stand whole as the text that is read out."""
    pdf = _pdf("year", STRANGE["Arabic"])
    wanted = ("\ufeff" + words).encode("utf-16-be").hex().encode()
    return any(wanted in page.Contents.read_bytes() for page in opened(pdf).pages)


def test_no_survey_figure_is_in_what_leaves_the_organisation() -> None:
    for name in ("evidence", "evidence in words", "quarter", "year"):
        text = whole_text(_pdf(name))
        assert "62" not in re.sub(r"01632", "", text)
        assert "Ground" not in text
        assert "Autumn pulse" not in text


def test_few_people_who_use_the_service_are_never_counted() -> None:
    plan = make_report_material().plan
    few = replace(plan, took_part={Perspective.TEAM: Band.MANY, Perspective.LIVED_EXPERIENCE: Band.FEW})
    text = whole_text(_pdf("evidence", make_report_material(plan=few)))
    assert "Fewer than five rated in private" in text
    assert not re.search(r"\b[1-4] (residents|people who use)", text)


def test_reports_print_roles_and_no_name_of_an_owner() -> None:
    for name in REPORTS:
        text = whole_text(_pdf(name)).replace("Amina Yusuf, 01632 960 000", "")
        assert not re.search(r"\b(Tom|Amina|Jo)\b", text), name


def test_the_same_material_makes_the_same_bytes() -> None:
    assert _pdf("quarter", make_report_material()) == _pdf("quarter", make_report_material())


def test_a_hidden_level_is_nowhere_and_the_report_says_why() -> None:
    why = "What was agreed, and how it changed, is left out while the team rates in private again."
    only = tuple(g for g in charts() if g.part not in {ChartPart.THEMES, ChartPart.DISTANCE})
    hidden = make_report_material(since=None, over_a_year=None, hidden_why=why, charts=only)
    for name in ("quarter", "year", "quarter in words", "year in words"):
        text = whole_text(_pdf(name, hidden))
        assert why in text
        assert "higher than" not in text
        assert "patchy" not in text


def test_stacks_keep_their_small_group_hatched() -> None:
    chart = stack("participation", "Who took part", ("Team", "Residents"))
    assert chart.hatched == "fewer than 5"
    report: Report = REPORTS["quarter"](make_report_material())
    assert any(isinstance(b, Figures) and chart in b.charts for b in report.inside)
