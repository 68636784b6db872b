"""Printing from the preview: the edition that shows, from the bytes that are saved, and one sentence where it can't be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest

from pie_audit.domain.plan_document import Edition
from pie_audit.reports.preview import count_pages
from pie_audit.storage import trail
from pie_audit.ui.plan.preview_page import PreviewPage
from tests.ui.plan.desk import Desk


def open_paper(desk: Desk) -> PreviewPage:
    desk.add()
    page = desk.sit()
    page.paper.click()
    desk.until(lambda: page.preview.picture.count() > 0)
    desk.calm()
    return page.preview


def print_to(desk: Desk, path: Path) -> None:
    """What the dialog would do once a printer was chosen."""
    offer = desk.page.preview.printing
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printing = offer.printing()
    assert printing is not None
    offer.printer.print_on(printer, printing)
    desk.until(lambda: not offer.printer.is_busy)
    desk.calm()


@pytest.mark.parametrize("edition", [Edition.WORDS, Edition.ONE_PAGE])
def test_what_was_chosen_is_what_comes_out(desk: Desk, tmp_path: Path, edition: Edition) -> None:
    preview = open_paper(desk)
    preview.options[edition].click()
    desk.calm()
    print_to(desk, tmp_path / "printed.pdf")
    assert count_pages(tmp_path / "printed.pdf") == preview.picture.count() > 0
    assert preview.printing.answer.isVisible()
    lines = desk.hostel.read(lambda tx: trail.lines_about(tx, "plan", desk.round_id))
    (printed,) = [line.action for line in lines if line.action.startswith("printed")]
    assert printed.startswith(f"printed {edition.value} for ")


def test_no_printer_is_said_with_what_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    preview = open_paper(desk)
    QTest.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.calm()
    assert preview.printing.answer.isVisible()
    assert not preview.printing.printer.is_busy


def test_nothing_can_be_printed_before_the_pages_are_there(desk: Desk) -> None:
    preview = open_paper(desk)
    preview.printing.take_back()
    assert preview.printing.printing() is None
    assert not preview.printing.button.isEnabled()
