"""Tab follows the layouts, whatever was made first, moved, or made again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from pie_audit.ui.widgets import (
    Field,
    Page,
    SecondaryButton,
    TextLine,
    TwoColumn,
    boxed,
    put_in_reading_order,
    step_by_tab,
)
from tests.ui.accessibility import focus_order, focus_stops
from tests.ui.conftest import settle


def names(page: QWidget, first: str) -> list[str]:
    """Where Tab stops, from `first` on: it goes round."""
    put_in_reading_order(page)
    found = [stop.accessibleName() for stop in focus_stops(page)]
    begin = found.index(first)
    return found[begin:] + found[:begin]


def show(page: QWidget, qtbot) -> QWidget:
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.activateWindow()
    settle()
    return page


def test_what_was_made_last_comes_where_it_stands(qtbot) -> None:
    footer, body, heading = (SecondaryButton(words) for words in ("Footer", "Body", "Heading"))
    page = Page("A page")
    page.add_to_footer(footer)
    page.add(body, None)
    page.heading.add_state(heading)
    show(page, qtbot)
    assert names(page, "Heading") == ["Heading", "Body", "Footer"]


def test_the_main_column_is_read_before_the_side(qtbot) -> None:
    page, two = Page("A page"), TwoColumn()
    two.add_side(SecondaryButton("Side"))
    two.add_main(SecondaryButton("Main"), SecondaryButton("Main too"))
    page.add(two)
    show(page, qtbot)
    assert names(page, "Main") == ["Main", "Main too", "Side"]


def test_a_part_that_is_made_again_keeps_its_place(qtbot) -> None:
    page = Page("A page")
    page.add(SecondaryButton("First"), SecondaryButton("Second"), None)
    show(page, qtbot)
    assert names(page, "First") == ["First", "Second"]
    page.body.column.insertWidget(1, SecondaryButton("Between"))
    settle()
    assert names(page, "First") == ["First", "Between", "Second"]


def test_a_grid_is_read_by_its_rows(qtbot) -> None:
    grid = QGridLayout()
    for words, place in (("Low", (1, 0)), ("High right", (0, 1)), ("High left", (0, 0))):
        grid.addWidget(SecondaryButton(words), *place)
    page = show(boxed(grid), qtbot)
    assert names(page, "High left") == ["High left", "High right", "Low"]


def test_what_lies_over_the_page_comes_last(qtbot) -> None:
    page = Page("A page")
    over = SecondaryButton("Over", parent=page)
    over.setGeometry(0, 0, 80, 40)
    page.add(SecondaryButton("Under"), None)
    show(page, qtbot)
    assert names(page, "Under") == ["Under", "Over"]


@pytest.mark.parametrize("hidden", [True, False])
def test_only_what_can_be_seen_and_used_is_a_stop(hidden: bool, qtbot) -> None:
    page, one, other = Page("A page"), SecondaryButton("One"), SecondaryButton("Other")
    page.add(one, other, None)
    show(page, qtbot)
    other.setHidden(hidden)
    other.setEnabled(hidden)
    assert names(page, "One") == ["One"]


def test_going_back_in_reading_order_is_noticed(qtbot) -> None:
    page = QWidget()
    lines = [TextLine() for _at in range(3)]
    layout = QVBoxLayout(page)
    for line, words in zip(lines, ("High", "Middle", "Low"), strict=True):
        line.setAccessibleName(words)
        layout.addWidget(line)
    show(page, qtbot)
    assert focus_order(page) == []
    QWidget.setTabOrder(lines[0], lines[2])
    QWidget.setTabOrder(lines[2], lines[1])
    assert focus_order(page) == ["after “Low” comes “Middle”, which stands before it"]


class Walked(QWidget):
    """A window in which Tab goes as it is read."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_by_tab(self, forward=forward)


@pytest.mark.parametrize(("key", "walked"), [(Qt.Key.Key_Tab, "abca"), (Qt.Key.Key_Backtab, "acba")])
def test_a_field_that_was_made_late_doesnt_catch_tab_at_the_end(qtbot, key: Qt.Key, walked: str) -> None:
    window = Walked()
    first, last = SecondaryButton("a"), SecondaryButton("c")
    line = TextLine()
    line.setAccessibleName("b")
    layout = QVBoxLayout(window)
    layout.addWidget(first)
    layout.addWidget(last)
    layout.insertWidget(1, Field("b", line))
    show(window, qtbot)
    first.setFocus()
    found = [first.accessibleName()]
    for _step in range(3):
        QTest.keyClick(QApplication.focusWidget(), key)
        found.append(QApplication.focusWidget().accessibleName())
    assert "".join(found) == walked


def test_tab_goes_on_from_what_a_click_alone_can_reach(qtbot) -> None:
    window = Walked()
    first, last, clicked = SecondaryButton("First"), SecondaryButton("Last"), SecondaryButton("Clicked")
    clicked.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    layout = QVBoxLayout(window)
    for button in (first, clicked, last):
        layout.addWidget(button)
    show(window, qtbot)
    for key, reached in ((Qt.Key.Key_Tab, last), (Qt.Key.Key_Backtab, first)):
        clicked.setFocus()
        QTest.keyClick(clicked, key)
        assert QApplication.focusWidget() is reached
