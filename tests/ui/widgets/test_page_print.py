"""Printing: what was chosen comes out, page for page, made from the bytes that are saved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from threading import current_thread, main_thread
from types import SimpleNamespace

import pypdfium2
import pytest
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from pie_audit.domain.errors import NotNow
from pie_audit.reports.preview import PageImage, render_page
from pie_audit.reports.report_pdf import make_report
from pie_audit.ui.widgets.page_print import Printing, chosen_pages, print_pages
from pie_audit.workflows.worker import Worker
from tests.make_report import make_long_report

WIDTH, SAME = 620, 20
"""Edges of letters fall a little otherwise when a page was a picture in between."""


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def printer_to(path: Path) -> QPrinter:
    """A printer whose paper is a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@cache
def saved_paper() -> tuple[bytes, int]:
    """A paper as it is saved, and how many of its pages are tried."""
    pdf, pages = make_report(make_long_report())
    return pdf, min(pages, 2)


def draw(pdf: bytes, number: int, width: int) -> PageImage:
    return render_page(pdf, number, width=width)


def ink(page: PageImage) -> list[int]:
    """How dark each of twenty by twenty squares is, 0 to 255."""
    found = []
    for row in range(20):
        for column in range(20):
            ys = range(row * page.height // 20, (row + 1) * page.height // 20, 3)
            xs = range(column * page.width // 20, (column + 1) * page.width // 20, 3)
            sums = [page.pixels[3 * (y * page.width + x) + 1] for y in ys for x in xs]
            found.append(255 - sum(sums) // len(sums))
    return found


def apart(one: list[int], other: list[int]) -> int:
    """How far two pages are from each other where they differ most."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def test_every_page_comes_out_as_it_was_saved(qapp: object, worker: Worker, tmp_path: Path) -> None:
    pdf, pages = saved_paper()
    out = tmp_path / "printed.pdf"
    printing = Printing(partial(draw, pdf), tuple(range(1, pages + 1)), "plan")
    assert print_pages(SimpleNamespace(worker=worker), None, printer_to(out), printing) == pages
    with pypdfium2.PdfDocument(out) as printed:
        assert len(printed) == pages
        size = printed[0].get_size()
    assert [round(side) for side in size] == [595, 842]
    for number in range(1, pages + 1):
        saved, came = ink(draw(pdf, number, WIDTH)), ink(draw(out.read_bytes(), number, WIDTH))
        assert max(saved) > 10
        assert apart(saved, came) <= SAME


def test_only_the_pages_that_were_chosen_come_out(qapp: object, worker: Worker, tmp_path: Path) -> None:
    pdf, pages = saved_paper()
    printer = printer_to(tmp_path / "printed.pdf")
    printer.setFromTo(2, 2)
    chosen = chosen_pages(printer, Printing(partial(draw, pdf), tuple(range(1, pages + 1))))
    assert chosen.pages == (2,)
    assert print_pages(SimpleNamespace(worker=worker), None, printer, chosen) == 1
    came = ink(draw((tmp_path / "printed.pdf").read_bytes(), 1, WIDTH))
    second, first = ink(draw(pdf, 2, WIDTH)), ink(draw(pdf, 1, WIDTH))
    assert apart(second, came) <= SAME
    assert apart(first, came) > SAME


def test_pictures_are_made_on_the_work_thread_alone(qapp: object, worker: Worker, tmp_path: Path) -> None:
    pdf, _pages = saved_paper()
    seen = []

    def watched(number: int, width: int) -> PageImage:
        seen.append(current_thread())
        return draw(pdf, number, width)

    print_pages(
        SimpleNamespace(worker=worker), None, printer_to(tmp_path / "p.pdf"), Printing(watched, (1, 2))
    )
    assert len(set(seen)) == 1
    assert main_thread() not in seen


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said(qapp: object, worker: Worker, tmp_path: Path) -> None:
    pdf, _pages = saved_paper()
    writer = QPdfWriter(str(tmp_path / "gone" / "printed.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    with pytest.raises(NotNow, match="didn’t take it"):
        print_pages(SimpleNamespace(worker=worker), None, writer, Printing(partial(draw, pdf), (1,)))
