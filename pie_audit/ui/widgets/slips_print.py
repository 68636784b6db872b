"""Sends slips straight to a printer, so that no file with their words is left behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QDialog, QWidget

from pie_audit.domain.day import day_words
from pie_audit.ui.theme import theme
from pie_audit.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

ACROSS, DOWN = 2, 6
"""Slips on one page."""


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """Slips to hand out: their words by the group that they are for, and what they are good for until when.

    `pdf` is the same sheet for printing elsewhere. `icons` may name one for each group.
    """

    team_name: str
    occasion: str
    until: date
    words: Mapping[str, tuple[str, ...]]
    pdf: bytes
    file_name: str
    icons: Mapping[str, str] = field(default_factory=dict)


def ask_printer(parent: QWidget, sheet: SlipSheet) -> str:
    """Let the person choose a printer and print. Returns what to say when it didn't work, or nothing."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        return _("There is no printer on this computer. Save as PDF and print it elsewhere.")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return ""
    if print_slips(printer, sheet):
        return ""
    return _("The printer didn’t take it. Try once more, or save as PDF.")


def print_slips(device: QPagedPaintDevice, sheet: SlipSheet) -> bool:
    """Draw the slips, twelve on a page, with lines to cut along. False when the device takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    slips = [(group, slip) for group, these in sheet.words.items() for slip in these]
    for at, (group, slip) in enumerate(slips):
        place = at % (ACROSS * DOWN)
        if at and place == 0:
            device.newPage()
        _draw_slip(painter, _box(painter, place), _lines(sheet, group, slip))
    return painter.end()


def _box(painter: QPainter, place: int) -> QRectF:
    page = QRectF(painter.viewport())
    width, height = page.width() / ACROSS, page.height() / DOWN
    return QRectF(place % ACROSS * width, place // ACROSS * height, width, height)


def _lines(sheet: SlipSheet, group: str, slip: str) -> tuple[tuple[str, float, QFont.Weight], ...]:
    until = _("Good until {day}").format(day=day_words(sheet.until))
    where = _("{team}, {occasion}").format(team=sheet.team_name, occasion=sheet.occasion)
    return (
        (where, 9, QFont.Weight.Normal),
        (slip, 15, QFont.Weight.Bold),
        (f"{group} · {until}", 9, QFont.Weight.Normal),
        (_("Choose “I have a slip” and type these four words."), 9, QFont.Weight.Normal),
    )


def _draw_slip(painter: QPainter, box: QRectF, lines: tuple[tuple[str, float, QFont.Weight], ...]) -> None:
    painter.setPen(QPen(Qt.GlobalColor.gray, 1, Qt.PenStyle.DashLine))
    painter.drawRect(box)
    painter.setPen(Qt.GlobalColor.black)
    inner = box.adjusted(*(side * box.height() / 9 for side in (1, 1, -1, -1)))
    for text, points, weight in lines:
        font = QFont(theme.family)
        font.setPointSizeF(points)
        font.setWeight(weight)
        painter.setFont(font)
        used = painter.boundingRect(inner, int(Qt.TextFlag.TextWordWrap), text)
        painter.drawText(inner, int(Qt.TextFlag.TextWordWrap), text)
        inner.setTop(used.bottom() + box.height() / 25)
