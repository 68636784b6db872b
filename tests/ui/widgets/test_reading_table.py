"""A table of words: whole in whatever width it gets, walked by keys, left by Tab, read as a table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from pie_audit.ui.theme import apply, theme
from pie_audit.ui.widgets import ReadingTable
from tests.ui.accessibility import nameless, role
from tests.ui.conftest import settle

HEADS = ("", "The team", "People with lived experience", "Managers")
LINES = (("How far apart the answers are", "Close", "Wide", "Close"), ("Mean", "2.1", "3", "2.3"))


class Page(QWidget):
    """Counts the keys that the table left to it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: object) -> None:
        self.keys.append(event.key())  # type: ignore[attr-defined]


def shown(qtbot: object, *, sideways: bool = True, width: int = 700) -> tuple[Page, ReadingTable]:
    page = Page()
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    table = ReadingTable("Figures", page, sideways=sideways)
    table.resize(width, 100)
    page.resize(width, 600)
    page.show()
    table.set_lines(HEADS, LINES)
    table.setFocus()
    settle()
    return page, table


def needed(table: ReadingTable, at: int) -> int:
    """How high a heading is in its column, broken into lines."""
    metrics, flags = QFontMetrics(theme.font("body")), int(Qt.TextFlag.TextWordWrap)
    return metrics.boundingRect(0, 0, table.columnWidth(at), 10_000, flags, HEADS[at]).height()


@pytest.mark.parametrize("width", [320, 500, 700, 1200])
@pytest.mark.parametrize("percent", [100, 200])
def test_all_columns_fit_side_by_side_and_headings_break_into_lines(
    qtbot: object, qapp: object, width: int, percent: int
) -> None:
    apply(qapp, "light", percent)  # type: ignore[arg-type]
    _page, table = shown(qtbot, width=width)
    assert sum(table.columnWidth(at) for at in range(4)) == table.viewport().width()
    assert table.horizontalHeader().height() >= max(needed(table, at) for at in range(1, 4))
    assert table.viewport().height() >= table.verticalHeader().length()


def test_it_grows_when_it_gets_narrow_and_when_the_text_gets_larger(qtbot: object, qapp: object) -> None:
    page, table = shown(qtbot)
    wide = table.height()
    table.resize(320, table.height())
    settle()
    narrow = table.height()
    assert narrow > wide
    apply(qapp, "light", 200)  # type: ignore[arg-type]
    settle()
    assert table.height() > narrow
    page.close()


def test_a_short_row_fills_the_rest_with_its_second_cell(qtbot: object) -> None:
    _page, table = shown(qtbot)
    table.set_lines(HEADS, [*LINES, ("Nights", "Hidden")])
    assert table.columnSpan(2, 1) == 3
    assert table.columnSpan(1, 1) == 1
    table.set_lines(HEADS, LINES * 2)
    assert table.columnSpan(2, 1) == 1


def test_arrows_walk_the_cells(qtbot: object) -> None:
    page, table = shown(qtbot)
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert (table.currentRow(), table.currentColumn()) == (1, 1)
    assert page.keys == []


def test_left_and_right_stay_with_the_page_where_rows_are_walked(qtbot: object) -> None:
    page, table = shown(qtbot, sideways=False)
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert (table.currentRow(), table.currentColumn()) == (1, 0)
    assert page.keys == [Qt.Key.Key_Right]


def test_letters_and_keys_with_control_stay_with_the_page(qtbot: object) -> None:
    page, table = shown(qtbot)
    QTest.keyClick(table, Qt.Key.Key_D)
    QTest.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert page.keys == [Qt.Key.Key_D, Qt.Key.Key_Control, Qt.Key.Key_Home]


def test_it_is_a_named_table_to_screen_readers(qtbot: object) -> None:
    page, table = shown(qtbot)
    assert role(table) is QAccessible.Role.Table
    assert nameless(page) == []
    assert table.text() == "How far apart the answers are, Close, Wide, Close\nMean, 2.1, 3, 2.3"
