"""Prints the very bytes that are saved: pages as sharp pictures, one after another, off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets.page_picture import Pixels, image_of
from pie_audit.words import _, plural

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_ACROSS = 2480
"""Pixels across A4 at 300 dots an inch: sharp in print; more would only fill memory."""


@dataclass(frozen=True, slots=True)
class Printing:
    """What goes to the printer: pages from 1, in the order they come out.

    `draw` makes the picture of a page, so many pixels across; it runs on other threads, so it holds no widget.
    """

    draw: Callable[[int, int], Any]
    pages: tuple[int, ...]
    name: str = ""


class PagePrinter(QObject):
    """One paper at a time. `begun` and `done` say in words how it goes, `refused` brings why it didn't."""

    begun = Signal(str)
    done = Signal(str)
    refused = Signal(object)

    def __init__(self, jobs: Jobs, over: QWidget) -> None:
        super().__init__(over)
        self._jobs, self._over = jobs, over
        self._device: QPagedPaintDevice | None = None
        self.is_busy = False

    def ask(self, printing: Printing) -> None:
        """Let the person choose a printer and which pages, then print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if self.is_busy:
            return
        if not QPrinterInfo.availablePrinterNames():
            todo = _("Save it as a PDF, and print that elsewhere.")
            self.refused.emit(NotNow(_("There is no printer on this computer."), todo))
            return
        # The dialog is let go a turn later, and must not outlive the printer that it shows.
        self._device = printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._over)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(printing.pages))
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self.print_on(printer, chosen_pages(printer, printing))

    def print_on(self, device: QPagedPaintDevice, printing: Printing) -> None:
        """Draw the pages on this device, on a thread of its own."""
        self.is_busy = True
        self.begun.emit(_("On its way to the printer. You can keep working."))
        self._jobs.aside(
            print_pages, device, printing, owner=self._over, then=self._on_printed, problem=self._on_problem
        )

    def _on_printed(self, count: int) -> None:
        self.is_busy = False
        words = plural("{n} page went to the printer.", "{n} pages went to the printer.", count)
        self.done.emit(words.format(n=count))

    def _on_problem(self, error: KnownError) -> None:
        self.is_busy = False
        self.refused.emit(error)


def print_pages(opened: Any, _me: object, device: QPagedPaintDevice, printing: Printing) -> int:
    """Draw every page; how many. Pictures are made on the work thread, because PDFs are read by one thread alone.

    Raises NotNow where the device takes nothing.
    """
    prepare(device, printing.name)
    painter = QPainter()
    if not printing.pages or not painter.begin(device):
        raise _not_taken()
    across = min(device.width(), MOST_ACROSS)
    for at, number in enumerate(printing.pages):
        if at and not device.newPage():
            painter.end()
            raise _not_taken()
        draw_sheet(painter, opened.worker.compute(partial(printing.draw, number, across)).result())
    if not painter.end():
        raise _not_taken()
    return len(printing.pages)


def prepare(device: QPagedPaintDevice, name: str = "") -> None:
    """A4 upright, to the very edge: the paper has margins of its own."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    if hasattr(device, "setFullPage"):
        device.setFullPage(True)
    if name and hasattr(device, "setDocName"):
        device.setDocName(name)


def draw_sheet(painter: QPainter, page: Pixels) -> None:
    """The page on all of the sheet, never stretched."""
    image = image_of(page)
    room = QRectF(painter.viewport())
    scale = min(room.width() / page.width, room.height() / page.height)
    width, height = page.width * scale, page.height * scale
    place = QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image)


def chosen_pages(printer: QPrinter, printing: Printing) -> Printing:
    """What the person chose in the dialog: all pages, or from one to another."""
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return printing
    return replace(printing, pages=printing.pages[first - 1 : max(first, last)])


def _not_taken() -> NotNow:
    return NotNow(_("The printer didn’t take it."), _("Try once more, or save it as a PDF."))
