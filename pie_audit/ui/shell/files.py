"""This computer's own file and print dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from pie_audit.ui.settings.files import Sheet
from pie_audit.ui.theme import theme
from pie_audit.words import _


class ComputerFiles:
    """See `pie_audit.ui.settings.files.Files`."""

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder that exists."""
        found = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
        return Path(found) if found else None

    def choose_file(self, parent: QWidget, title: str, kind: str, ending: str) -> Path | None:
        """A file to read."""
        found, _filter = QFileDialog.getOpenFileName(parent, title, str(Path.home()), f"{kind} (*{ending})")
        return Path(found) if found else None

    def choose_files(self, parent: QWidget, title: str, kind: str, ending: str) -> tuple[Path, ...]:
        """Any number of files to read."""
        found, _filter = QFileDialog.getOpenFileNames(parent, title, str(Path.home()), f"{kind} (*{ending})")
        return tuple(Path(path) for path in found)

    def choose_target(self, parent: QWidget, title: str, suggested: str) -> Path | None:
        """Where to write."""
        found, _filter = QFileDialog.getSaveFileName(parent, title, str(Path.home() / suggested))
        return Path(found) if found else None

    def print_sheets(self, parent: QWidget, sheets: tuple[Sheet, ...]) -> str:
        """Ask for a printer and print. What to say afterwards, or nothing."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            return _("There is no printer on this computer. Save it as PDF, or write it down.")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
            return ""
        if draw_sheets(printer, sheets):
            return _("Sent to the printer.")
        return _("The printer didn’t take it. Try once more, or save it as PDF.")


def draw_sheets(device: QPagedPaintDevice, sheets: tuple[Sheet, ...]) -> bool:
    """Draw each sheet on a page of its own. False when the device takes nothing."""
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    painter = QPainter()
    if not painter.begin(device):
        return False
    for at, sheet in enumerate(sheets):
        if at:
            device.newPage()
        _draw(painter, QRectF(painter.viewport()), sheet)
    return painter.end()


def _draw(painter: QPainter, page: QRectF, sheet: Sheet) -> None:
    margin = page.width() * 0.1
    room = page.adjusted(margin, margin, -margin, -margin)
    y = room.top()
    lines = [(sheet.title, 22, QFont.Weight.Bold)]
    lines += [(line, 12, QFont.Weight.Normal) for line in sheet.advice]
    lines += [(line, 20, QFont.Weight.DemiBold) for line in sheet.large]
    for words, size, weight in lines:
        font = QFont(theme.family) if theme.family else QFont()
        font.setPointSize(size)
        font.setWeight(weight)
        painter.setFont(font)
        box = QRectF(room.left(), y, room.width(), room.bottom() - y)
        drawn = painter.boundingRect(box, int(Qt.TextFlag.TextWordWrap), words)
        painter.drawText(drawn, int(Qt.TextFlag.TextWordWrap), words)
        y = drawn.bottom() + painter.fontMetrics().height() * 0.6
