"""The structure of each report and edition beside that of the same blocks set by typst with its check of PDF/UA-1."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pikepdf
import pytest

from pie_audit.domain.plan_document import Edition, PlanDocument, plan_document
from pie_audit.reports.plan_pdf import make_plan
from pie_audit.reports.report_pdf import make_report
from tests.make_plan import ADDENDUM, REPLY, make_whole
from tests.make_report import REPORTS, make_report_material
from tests.reports.read_pdf import opened, structure, untagged_text
from tests.reports.typst_page import typst_pdf

_ONLY_GROUPS = {"Document", "Sect", "Div", "Span", "Strong", "Lbl", "LBody"}
"""What groups others or says how they look; the two programs group differently."""


def _edition(edition: Edition) -> PlanDocument:
    return plan_document(make_whole(addenda=(ADDENDUM,), replies=(REPLY,)), edition)


PLANS = {f"plan, {edition.value}": partial(_edition, edition) for edition in Edition}


@pytest.fixture(scope="module", params=[*REPORTS, *PLANS])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[pikepdf.Pdf, pikepdf.Pdf]:
    """A report or an edition of the plan as we set it, and as typst does."""
    folder = tmp_path_factory.mktemp("typst")
    if request.param in PLANS:
        plan = PLANS[request.param]()
        return opened(make_plan(plan)[0]), opened(typst_pdf(plan, folder))
    report = REPORTS[request.param](make_report_material())
    return opened(make_report(report)[0]), opened(typst_pdf(report, folder))


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    """The kinds of element in reading order; typst knows no heads of rows, so ours count as other cells here."""
    return [
        "TD" if kind == "TH" and "/A" in e and _scope(e) == "/Row" else kind
        for kind, e in _elements(pdf.Root.StructTreeRoot.K)
    ]


def _scope(element: pikepdf.Object) -> str:
    told = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
    return next((str(one.Scope) for one in told if "/Scope" in one), "")


def _elements(element: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from _elements(each)
        return
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return
    kind = str(element.S).lstrip("/")
    if kind not in _ONLY_GROUPS:
        yield kind, element
    if "/K" in element:
        yield from _elements(element.K)


def test_both_find_the_same_elements_in_the_same_order(both: tuple[pikepdf.Pdf, pikepdf.Pdf]) -> None:
    ours, theirs = map(kinds, both)
    assert ours == theirs


def test_every_figure_has_the_same_words_in_both(both: tuple[pikepdf.Pdf, pikepdf.Pdf]) -> None:
    said = [
        [str(e.Alt) for kind, e in _elements(pdf.Root.StructTreeRoot.K) if kind == "Figure"] for pdf in both
    ]
    assert said[0] == said[1]
    assert all(said[0])


def test_heads_of_columns_have_their_scope_in_both(both: tuple[pikepdf.Pdf, pikepdf.Pdf]) -> None:
    ours = [n for n in structure(both[0]) if n.kind == "TH"]
    columns = sum(n.scope == "/Column" for n in ours)
    theirs = sum(kind == "TH" for kind in kinds(both[1]))
    assert columns == theirs
    assert all(n.scope == "/Row" for n in ours if "TBody" in n.above)


def test_language_title_and_bookmarks_are_there_as_in_typst(both: tuple[pikepdf.Pdf, pikepdf.Pdf]) -> None:
    ours, theirs = both
    assert str(ours.Root.Lang) == str(theirs.Root.Lang) == "en-GB"
    assert str(ours.docinfo.Title) == str(theirs.docinfo.Title)
    for pdf in (ours, theirs):
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)
    assert _bookmarks(ours) == _bookmarks(theirs)
    assert untagged_text(ours) == 0


def _bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        return list(_titles(outline.root))


def _titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)
