"""The structure of every paper, as poppler reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from pie_audit.domain.audit import RoundState
from pie_audit.domain.handouts import agreed_slip, plain_slip, wall_sheet
from pie_audit.domain.plan_document import Edition, plan_document
from pie_audit.domain.plan_record import CourseStep, record_document
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.rating_paper import PaperFor, rating_paper
from pie_audit.domain.team import Perspective
from pie_audit.reports.handouts_pdf import draw_agreed_slips, draw_wall_sheet
from pie_audit.reports.plan_pdf import make_plan
from pie_audit.reports.rating_sheets_pdf import draw_rating_sheet
from pie_audit.reports.report_pdf import make_report
from pie_audit.workflows import questions
from tests.make_plan import ADDENDUM, LEVELS, REPLY, make_whole
from tests.make_report import REPORTS, make_report_material
from tests.reports.read_pdf import opened, structure, untagged_text
from tests.reports.structured_text import NEEDS_POPPLER, headings, pdfinfo, spoken, structured

DAY = date(2026, 12, 11)
WHOLE = make_whole(addenda=(ADDENDUM,), replies=(REPLY,))


def _edition(edition: Edition) -> Callable[[], bytes]:
    return lambda: make_plan(plan_document(WHOLE, edition))[0]


def _sheet(perspective: Perspective, *, words_only: bool = False) -> Callable[[], bytes]:
    def draw() -> bytes:
        review = questions.bundled()
        topics = review.topics_for(Scope.SHORT, theme_id=None, perspective=perspective)
        wanted = PaperFor("Quayside House", "Autumn 2026", "Group", perspective, DAY, words_only)
        return draw_rating_sheet(rating_paper(review, topics, wanted))

    return draw


def _report(name: str) -> bytes:
    return make_report(REPORTS[name](make_report_material()))[0]


PAPERS: dict[str, Callable[[], bytes]] = {
    "words": _edition(Edition.WORDS),
    "full": _edition(Edition.FULL),
    "one page": _edition(Edition.ONE_PAGE),
    "record": lambda: make_plan(record_document(WHOLE, [CourseStep(RoundState.OPEN, "manager", "2026-W45")]))[
        0
    ],
    "slips": lambda: draw_agreed_slips(agreed_slip(WHOLE, DAY), plain_slip(WHOLE, DAY)),
    "wall": lambda: draw_wall_sheet(wall_sheet(WHOLE, with_names=False), large=False, day=DAY),
    "wall A3": lambda: draw_wall_sheet(wall_sheet(WHOLE, with_names=True), large=True, day=DAY),
    **{f"sheet for {p.value}": _sheet(p) for p in Perspective},
    "sheet in words": _sheet(Perspective.LIVED_EXPERIENCE, words_only=True),
    **{name: partial(_report, name) for name in REPORTS},
}
PLANS = ("words", "full", "one page", "record")


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    """Every paper, once."""
    return {name: draw() for name, draw in PAPERS.items()}


@NEEDS_POPPLER
@pytest.mark.parametrize("name", PAPERS)
def test_headings_come_in_order_and_skip_no_level(drawn: dict[str, bytes], name: str, tmp_path: Path) -> None:
    levels = [level for level, _words in headings(structured(drawn[name], tmp_path))]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert levels.count(1) == (2 if name == "slips" else 1)


@NEEDS_POPPLER
@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_is_tagged_and_has_a_title_and_nothing_personal(
    drawn: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    told = dict(line.split(":", 1) for line in pdfinfo(drawn[name], tmp_path).splitlines() if ":" in line)
    assert told["Tagged"].strip() == "yes"
    assert told["Title"].strip()
    assert not {"Author", "Creator", "Producer", "Keywords"} & set(told)


@NEEDS_POPPLER
@pytest.mark.parametrize("name", PAPERS)
def test_furniture_is_decoration_that_nobody_reads_out(
    drawn: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    said = spoken(structured(drawn[name], tmp_path))
    assert not re.search(r"Page \d+ of \d+", said)
    assert "No rating is shown with a name" not in said
    assert "Cut along the lines" not in said


@NEEDS_POPPLER
@pytest.mark.parametrize("name", PLANS)
def test_poppler_reads_the_words_of_page_one_in_their_order(
    drawn: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    titles = [words for _level, words in headings(structured(drawn[name], tmp_path))]
    ours = ["Quayside House", "What we ask", "What we asked last time", "What we do ourselves"]
    assert [title for title in titles if title in ours] == ours


@NEEDS_POPPLER
def test_the_words_edition_reads_out_no_level_beside_its_label(
    drawn: dict[str, bytes], tmp_path: Path
) -> None:
    said = spoken(structured(drawn["words"], tmp_path))
    for anchor in LEVELS:
        assert not re.search(rf"\d\W*{re.escape(anchor.label)}", said, re.IGNORECASE)
        assert not re.search(rf"{re.escape(anchor.label)}\W*\d", said, re.IGNORECASE)
    assert not re.search(r"\b(agreed on|sees it as|level|range|mean) \d", said)
    assert not re.search(r"\d\.\d", said)


@NEEDS_POPPLER
def test_four_slips_on_a_page_are_read_out_once(drawn: dict[str, bytes], tmp_path: Path) -> None:
    assert spoken(structured(drawn["slips"], tmp_path)).count("Time to think, on nights too.") == 1


@pytest.mark.parametrize("name", PAPERS)
def test_every_figure_has_words_and_every_table_its_heads(drawn: dict[str, bytes], name: str) -> None:
    nodes = structure(opened(drawn[name]))
    assert all(node.alt for node in nodes if node.kind == "Figure")
    heads = [node for node in nodes if node.kind == "TH"]
    assert all(node.scope in {"/Column", "/Row"} for node in heads)
    tables = sum(node.kind == "Table" for node in nodes)
    assert sum(node.scope == "/Column" for node in heads) >= 2 * tables
    rows = [node for node in nodes if node.kind == "TR"]
    assert sum(node.scope == "/Row" for node in heads) == len(rows) - tables


@pytest.mark.parametrize("name", PAPERS)
def test_language_and_fonts_travel_with_each_paper(drawn: dict[str, bytes], name: str) -> None:
    pdf = opened(drawn[name])
    assert str(pdf.Root.Lang) == "en-GB"
    fonts = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
    assert fonts
    assert all("/FontFile2" in font.FontDescriptor for font in fonts)
    assert untagged_text(pdf) == 0


def test_only_the_team_copies_have_figures_of_ratings(drawn: dict[str, bytes]) -> None:
    told = {}
    for name in PAPERS:
        alts = [node.alt for node in structure(opened(drawn[name])) if node.kind == "Figure"]
        told[name] = any("scale of 0 to 4" in alt or "How differently" in alt for alt in alts)
    assert {name for name, found in told.items() if found} == {"full", "record"}
