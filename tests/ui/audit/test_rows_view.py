"""A list of topics by key and by mouse, as tall as its rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.ui.audit.rows_view import Row, RowsView, row_height
from pie_audit.ui.theme import apply
from tests.ui.conftest import settle

ROWS = (
    Row("a", "Behaviour has a history", "The middle is 2.", 0, box=True),
    Row("b", "The first ten minutes", "The middle is 3.", 0, box=False),
    Row("c", "Rules with reasons", "Agreed: level 1", 4, ticked=True),
)


@pytest.fixture
def view(qtbot) -> RowsView:
    made = RowsView("Topics")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.set_rows(ROWS)
    made.show()
    made.activateWindow()
    made.setFocus()
    settle()
    return made


def test_filling_chooses_and_ticks_nothing(view: RowsView) -> None:
    told: list[object] = []
    view.chosen.connect(told.append)
    view.boxes_changed.connect(lambda: told.append("box"))
    view.set_rows(ROWS)
    view.set_current("b")
    assert told == []
    assert view.current_key() == "b"


def test_arrows_walk_and_enter_chooses(view: RowsView) -> None:
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(view, key)
    assert view.current_key() == "c"
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert chosen == ["b"]


def test_space_and_a_click_turn_a_box(view: RowsView) -> None:
    view.set_current("b")
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.boxes() == {"a": True, "b": True}
    at = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.boxes() == {"a": False, "b": True}


def test_a_line_without_a_box_is_chosen_by_a_click(view: RowsView) -> None:
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    at = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen == ["c"]


def test_letters_and_sideways_arrows_go_on_to_the_page(view: RowsView) -> None:
    view.set_current("a")
    for key in (Qt.Key.Key_B, Qt.Key.Key_3, Qt.Key.Key_Right):
        QTest.keyClick(view, key)
    assert view.current_key() == "a"


@pytest.mark.parametrize(("width", "percent"), [(400, 100), (180, 100), (400, 200)])
def test_it_is_as_tall_as_its_rows(view: RowsView, qapp: QApplication, width: int, percent: int) -> None:
    apply(qapp, "light", percent)
    view.resize(width, view.height())
    settle()
    assert view.height() == sum(row_height(each, width) for each in ROWS)
    last = view.visualRect(view.model().index(2, 0))
    assert last.bottom() < view.height()


def test_a_screen_reader_hears_title_note_and_box(view: RowsView) -> None:
    node = QAccessible.queryAccessibleInterface(view)
    assert node.text(QAccessible.Text.Name) == "Topics"
    first = node.child(0)
    assert first.text(QAccessible.Text.Name) == "Behaviour has a history, The middle is 2."
    assert first.state().checked
    assert not node.child(1).state().checked
