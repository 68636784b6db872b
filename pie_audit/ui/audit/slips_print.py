"""Sends slips straight to a printer, so that no file with their words is left behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QDialog, QWidget

from pie_audit.domain.day import day_words
from pie_audit.domain.team import Perspective
from pie_audit.ui.theme import theme
from pie_audit.words import _
from pie_audit.workflows.audits import Overview
from pie_audit.workflows.questions import perspective_name

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

ACROSS, DOWN = 2, 6
"""Slips on one page."""


def ask_printer(parent: QWidget, view: Overview, words: Mapping[Perspective, tuple[str, ...]]) -> str:
    """Let the person choose a printer and print. Returns what to say when it didn't work, or nothing."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        return _("There is no printer on this computer. Save as PDF and print it elsewhere.")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return ""
    if print_slips(printer, view, words):
        return ""
    return _("The printer didn’t take it. Try once more, or save as PDF.")


def print_slips(
    device: QPagedPaintDevice, view: Overview, words: Mapping[Perspective, tuple[str, ...]]
) -> bool:
    """Draw the slips, twelve on a page, with lines to cut along. False when the device takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    slips = [(perspective_name(p), slip) for p, these in words.items() for slip in these]
    for at, (who, slip) in enumerate(slips):
        place = at % (ACROSS * DOWN)
        if at and place == 0:
            device.newPage()
        _draw_slip(painter, _box(painter, place), _lines(view, who, slip))
    return painter.end()


def _box(painter: QPainter, place: int) -> QRectF:
    page = QRectF(painter.viewport())
    width, height = page.width() / ACROSS, page.height() / DOWN
    return QRectF(place % ACROSS * width, place // ACROSS * height, width, height)


def _lines(view: Overview, who: str, slip: str) -> tuple[tuple[str, float, QFont.Weight], ...]:
    until = _("Good until {day}").format(day=day_words(view.round.closes_on))
    return (
        (
            _("{team}, {quarter}").format(team=view.team.name, quarter=view.quarter.name),
            9,
            QFont.Weight.Normal,
        ),
        (slip, 15, QFont.Weight.Bold),
        (f"{who} · {until}", 9, QFont.Weight.Normal),
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
