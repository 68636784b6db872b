"""The grid of sessions: words in every cell, walked by arrows, read as a table, turned where it is narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import LedgerCell, LedgerLine, SessionLedger
from tests.ui.accessibility import nameless, role, spoken
from tests.ui.conftest import settle

MONTHS = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
LOOKS = ("held", "short", "some", "moved", "lost", "none")


def line(label: str) -> LedgerLine:
    cells = tuple(
        LedgerCell(look, look, "3/4" if look == "some" else "", f"{label}, {month}: {look}")
        for month, look in zip(MONTHS, LOOKS * 2, strict=True)
    )
    return LedgerLine(label, cells, LedgerCell("total", "9 of 12", "75%", f"{label}: 9 of 12"))


@pytest.fixture
def ledger(qtbot: object) -> SessionLedger:
    made = SessionLedger("Sessions by kind and month")
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    made.resize(800, 300)
    made.show()
    made.show_lines([line("Supervision"), line("Community of practice")], MONTHS, "Kept")
    settle()
    return made


def cells(ledger: SessionLedger) -> list[list[str]]:
    across = range(ledger.columnCount())
    return [[ledger.item(row, at).text() for at in across] for row in range(ledger.rowCount())]


def test_each_kind_is_a_row_with_a_word_for_each_month(ledger: SessionLedger) -> None:
    assert ledger.months_across
    assert cells(ledger)[0] == ["Supervision", *LOOKS * 2, "9 of 12"]


def test_arrows_walk_and_each_cell_says_itself(ledger: SessionLedger) -> None:
    said: list[str] = []
    ledger.cellChosen.connect(said.append)
    ledger.setFocus()
    assert ledger.says() == "Supervision, Dec: held"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End):
        QTest.keyClick(ledger, key)
    assert said[-3:] == [
        "Supervision, Jan: short",
        "Community of practice, Jan: short",
        "Community of practice: 9 of 12",
    ]


def test_a_screen_reader_finds_a_table_whose_cells_speak_in_full(ledger: SessionLedger) -> None:
    assert role(ledger) is QAccessible.Role.Table
    assert spoken(ledger) == "Sessions by kind and month"
    assert nameless(ledger) == []
    node = QAccessible.queryAccessibleInterface(ledger)
    names = {node.child(at).text(QAccessible.Text.Name) for at in range(node.childCount())}
    assert {"Supervision, Dec: held", "Community of practice, Feb: some", "Feb", "Kept"} <= names


@pytest.mark.parametrize("shrink", [lambda g: g.resize(500, 300), lambda _g: apply(_app(), "light", 200)])
def test_without_room_months_stand_one_under_the_other(
    ledger: SessionLedger, shrink: Callable[[SessionLedger], None]
) -> None:
    shrink(ledger)
    settle()
    assert not ledger.months_across
    assert [row[0] for row in cells(ledger)] == [*MONTHS, "Kept"]
    assert cells(ledger)[12][1:] == ["9 of 12", "9 of 12"]
    widths = sum(ledger.columnWidth(at) for at in range(ledger.columnCount()))
    assert widths <= ledger.viewport().width()


def _app() -> object:
    from PySide6.QtWidgets import QApplication

    return QApplication.instance()


def test_it_is_as_high_as_its_rows_and_fits_its_width(ledger: SessionLedger) -> None:
    for width in (720, 900, 1300, 400):
        ledger.resize(width, ledger.height())
        settle()
        rows = sum(ledger.rowHeight(at) for at in range(ledger.rowCount()))
        assert ledger.height() == rows + ledger.horizontalHeader().height()
        assert sum(ledger.columnWidth(at) for at in range(ledger.columnCount())) <= width


def test_letters_and_other_keys_go_on_to_the_page(ledger: SessionLedger) -> None:
    ledger.setFocus()
    before = ledger.currentColumn()
    QTest.keyClick(ledger, Qt.Key.Key_S)
    QTest.keyClick(ledger, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert ledger.currentColumn() == before


def test_every_look_is_drawn_in_every_mode(ledger: SessionLedger) -> None:
    for mode in ("light", "dark", "high_contrast_light", "high_contrast_dark"):
        apply(_app(), mode, 100)
        settle()
        picture = ledger.grab().toImage()
        shades = {picture.pixelColor(x, y).name() for x in range(0, 800, 7) for y in range(0, 120, 3)}
        assert len(shades) > 3, mode


def test_filling_again_keeps_the_cell_that_was_chosen_and_tells_nobody(ledger: SessionLedger) -> None:
    ledger.setCurrentCell(1, 3)
    said: list[str] = []
    ledger.cellChosen.connect(said.append)
    ledger.show_lines([line("Supervision")], MONTHS, "Kept")
    assert (ledger.currentRow(), ledger.currentColumn()) == (0, 3)
    assert said == []
