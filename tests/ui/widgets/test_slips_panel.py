"""Slips on the screen: their words once, by group, and the ways to paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageSize, QPdfWriter
from pytestqt.qtbot import QtBot

from pie_audit.reports.preview import count_pages
from pie_audit.ui.widgets import WrapLabel
from pie_audit.ui.widgets.slips_panel import SlipsPanel
from pie_audit.ui.widgets.slips_print import SlipSheet, print_slips
from tests.ui.accessibility import nameless


def sheet(n: int = 2) -> SlipSheet:
    words = {
        "Days": tuple(f"harbour lantern teapot day{at}" for at in range(n)),
        "Nights": ("quilt orchard pebble moth",),
        "Bank": (),
    }
    return SlipSheet(
        "Quayside House", "Autumn pulse", date(2026, 11, 29), words, b"%PDF-made up", "slips.pdf"
    )


@pytest.fixture
def panel(qtbot: QtBot) -> SlipsPanel:
    made = SlipsPanel(sheet())
    qtbot.addWidget(made)
    made.show()
    return made


def said(panel: SlipsPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(WrapLabel))


def test_every_slip_stands_under_its_group_and_an_empty_group_isnt_there(panel: SlipsPanel) -> None:
    words = said(panel)
    assert "harbour lantern teapot day1" in words
    assert "quilt orchard pebble moth" in words
    assert "Nights" in words
    assert "Bank" not in words
    assert "draw from a bowl" in words
    assert nameless(panel) == []


def test_a_saved_file_is_for_its_owner_alone_and_says_to_delete_it(panel: SlipsPanel, tmp_path: Path) -> None:
    panel.save_to(tmp_path / "slips.pdf")
    assert (tmp_path / "slips.pdf").read_bytes() == b"%PDF-made up"
    assert (tmp_path / "slips.pdf").stat().st_mode & 0o077 == 0
    assert "Delete the file after printing" in panel.saved.text()


def test_a_place_that_takes_no_file_is_told(panel: SlipsPanel, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.trouble) as told:
        panel.save_to(tmp_path / "nowhere" / "slips.pdf")
    assert "couldn’t be written" in told.args[0]


@pytest.mark.parametrize(("n", "pages"), [(2, 1), (11, 1), (12, 2)])
def test_twelve_slips_are_printed_on_a_page(n: int, pages: int, tmp_path: Path) -> None:
    device = QPdfWriter(str(tmp_path / "out.pdf"))
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(10, 10, 10, 10))
    assert print_slips(device, sheet(n))
    assert count_pages((tmp_path / "out.pdf").read_bytes()) == pages
