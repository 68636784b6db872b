"""Rating sheets on paper: large enough to read, whole questions on a page, squares to tick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.rating_paper import PaperFor, RatingPaper, rating_paper
from pie_audit.domain.team import Perspective
from pie_audit.reports.rating_sheets_pdf import LARGE, draw_rating_sheet
from pie_audit.workflows import questions
from tests.reports.read_pdf import opened, page_texts, structure, untagged_text, whole_text


def _paper(
    perspective: Perspective, *, words_only: bool = False, scope: Scope = Scope.SHORT, team: str = "Quayside"
) -> RatingPaper:
    review = questions.bundled()
    topics = review.topics_for(scope, theme_id=None, perspective=perspective)
    wanted = PaperFor(team, "Autumn 2026", "Group", perspective, date(2026, 12, 2), words_only)
    return rating_paper(review, topics, wanted)


def _sizes_read_out(pdf: pikepdf.Pdf) -> Iterator[float]:
    """The size of every letter that isn't decoration."""
    for page in pdf.pages:
        silent = False
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "BMC":
                silent = True
            elif name == "EMC":
                silent = False
            elif name == "Tf" and not silent:
                yield float(operands[1])


@pytest.mark.parametrize("words_only", [False, True])
@pytest.mark.parametrize("scope", [Scope.SHORT, Scope.FULL])
def test_in_large_print_nothing_to_be_read_is_smaller_than_18_points(words_only: bool, scope: Scope) -> None:
    pdf = opened(draw_rating_sheet(_paper(Perspective.LIVED_EXPERIENCE, words_only=words_only, scope=scope)))
    assert min(_sizes_read_out(pdf)) >= LARGE == 18.0


@pytest.mark.parametrize("perspective", Perspective)
def test_no_statement_parts_over_two_pages(perspective: Perspective) -> None:
    paper = _paper(perspective, scope=Scope.FULL)
    pages = page_texts(draw_rating_sheet(paper))
    for question in paper.questions:
        with_it = [page for page in pages if " ".join(question.statement.split()) in page]
        assert len(with_it) == 1
    assert sum(page.count("Doesn’t apply here, because …") for page in pages) == len(paper.questions)


@pytest.mark.parametrize("perspective", Perspective)
def test_answers_are_a_list_in_the_order_of_reading(perspective: Perspective) -> None:
    paper = _paper(perspective)
    nodes = structure(opened(draw_rating_sheet(paper)))
    items = sum(node.kind == "LI" for node in nodes)
    assert items == 7 * len(paper.questions) + len(paper.how) + len(paper.scale) + len(paper.then) + 1


def test_the_words_sheet_has_no_number_but_that_of_the_line() -> None:
    text = whole_text(draw_rating_sheet(_paper(Perspective.LIVED_EXPERIENCE, words_only=True)))
    assert not any(f"{n} {a.label}" in text for n, a in enumerate(questions.bundled().levels))


@pytest.mark.parametrize("team", ["x" * 300, "Dŵr ŷd " * 40, "مرحبا بكم " * 30, "🫖 tea " * 40])
def test_the_longest_names_break_no_page(team: str) -> None:
    for words_only in (False, True):
        pdf = draw_rating_sheet(_paper(Perspective.LIVED_EXPERIENCE, words_only=words_only, team=team))
        assert untagged_text(opened(pdf)) == 0
        assert "How to fill it in" in page_texts(pdf)[0]


def test_a_statement_longer_than_a_page_still_comes_whole() -> None:
    paper = _paper(Perspective.LIVED_EXPERIENCE)
    words = " ".join(f"word{n}" for n in range(900))
    long = replace(paper, questions=(replace(paper.questions[0], statement=words),))
    text = whole_text(draw_rating_sheet(long))
    assert "word0 " in text
    assert "word899" in text


def test_each_paper_says_its_language() -> None:
    paper = replace(_paper(Perspective.TEAM), language="cy")
    assert str(opened(draw_rating_sheet(paper)).Root.Lang) == "cy"
