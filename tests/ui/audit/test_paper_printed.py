"""A rating sheet that comes out of the printer asks what is keyed in afterwards, line for line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtPrintSupport import QPrinter

from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective
from pie_audit.reports.preview import count_pages
from pie_audit.ui.audit.paper_page import PaperPage
from pie_audit.ui.widgets.page_print import Printing, print_pages
from pie_audit.workflows import paper_sheets
from pie_audit.workflows.paper_kinds import LaidOut
from tests.reports.read_pdf import whole_text
from tests.ui.accessibility import nameless
from tests.ui.audit.house import House


@pytest.mark.parametrize("perspective", [Perspective.LIVED_EXPERIENCE, Perspective.TEAM])
def test_the_printed_sheet_is_keyed_in_line_for_line(
    house: House,
    show: Callable[..., PaperPage],
    idle: Callable[[], None],
    tmp_path: Path,
    perspective: Perspective,
) -> None:
    house.start(scope=Scope.SHORT, theme_id=None)
    house.write(paper_sheets.hand_out_papers, house.round_id, perspective, 1)
    house.be("Amina Yusuf")
    page = show(PaperPage, f"{house.round_id}/{perspective.value}")
    printed: list[Printing] = []
    page.printer.ask = printed.append  # type: ignore[method-assign]  # nobody is there to choose a printer
    page.print_sheets.click()
    idle()
    (printing,) = printed
    laid_out = printing.draw.args[0]  # type: ignore[attr-defined]  # a partial that draws these pages
    assert isinstance(laid_out, LaidOut)
    text = " ".join(whole_text(laid_out.pdf).split())
    review = page.view.questionnaire
    at = -1
    for topic_id in page.lines.fields:
        topic = next(topic for topic in review.topics if topic.id == topic_id)
        found = text.find(" ".join(review.statement(topic, perspective).split()))
        assert found > at, topic_id
        at = found
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    work = SimpleNamespace(worker=house.jobs.worker)
    assert print_pages(work, None, printer, printing) == laid_out.pages
    assert count_pages(tmp_path / "sheet.pdf") == laid_out.pages
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert isinstance(printing.draw, partial)
