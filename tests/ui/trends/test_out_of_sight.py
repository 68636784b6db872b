"""What went out of sight is nowhere on the page any more: not in hidden parts, in other ways of looking, or in a copy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableWidget,
    QWidget,
)

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.ui.trends.trends_page import TrendsPage
from pie_audit.ui.widgets.chart_card import ChartCard, ChartMode
from pie_audit.ui.widgets.chart_view import ChartView
from pie_audit.workflows.trends.views import Part, Window
from tests.ui.conftest import settle
from tests.ui.trends.conftest import Desk

LEVELS = ("3.0", "2.0", "1.0", "+2.0", ", usual", ", patchy", "Level(", "level=1", "level=2", "level=3")
"""What of agreed levels stands on the page before: means, distances and the words for levels."""

ALL = " ".join(part.value for part in Part)


def everything(page: TrendsPage) -> Iterator[str]:
    """All that any widget holds, hidden ones too: words, tips, names for screen readers, tables, and whole charts."""
    for widget in (page, *page.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(widget.count()))
        if isinstance(widget, QTableWidget):
            cells = (widget.item(r, c) for r in range(widget.rowCount()) for c in range(widget.columnCount()))
            yield from (cell.text() for cell in cells if cell is not None)
        if isinstance(widget, ChartCard | ChartView):
            yield repr(widget.chart)
    yield from (f"{command.words} {command.keywords} {command.note}" for command in page.commands())


def told(page: TrendsPage) -> list[str]:
    """What of agreed levels is still somewhere."""
    return [f"{level}: {text[:200]}" for text in everything(page) for level in LEVELS if level in text]


def look_at_everything(desk: Desk) -> TrendsPage:
    """Every part, each way of looking, both faces, and parts that were put away again."""
    page = desk.page(parts=ALL)
    page.show_window(Window.ALL)
    desk.rest(page)
    for at in range(len(ChartMode)):
        page.show_as(at)
        desk.rest(page)
        page.open_theme("A")
        desk.rest(page)
        page.close_theme()
        desk.rest(page)
    page._on_parts(frozenset({Part.PEOPLE}))
    desk.rest(page)
    return page


def begin_rating(desk: Desk, page: TrendsPage) -> None:
    desk.hostel.start(quarter=Quarter(2027, 1), scope=Scope.SHORT)
    page.reload()
    desk.rest(page)
    QApplication.sendPostedEvents(None, 52)  # what was let go of goes
    settle()


def test_the_search_finds_levels_while_they_are_in_sight(desk: Desk) -> None:
    assert told(look_at_everything(desk))


def test_nothing_of_them_is_kept_once_the_team_rates(desk: Desk) -> None:
    page = look_at_everything(desk)
    begin_rating(desk, page)
    assert told(page) == []


@pytest.mark.parametrize("at", range(len(ChartMode)))
def test_nor_on_the_other_face_in_any_way_of_looking(desk: Desk, at: int) -> None:
    page = desk.page(parts=ALL)
    page.show_as(at)
    page.open_theme("A")
    desk.rest(page)
    begin_rating(desk, page)
    assert told(page) == []
    page.close_theme()
    desk.rest(page)
    assert told(page) == []


def test_nor_when_somebody_may_not_read_the_team_any_more(desk: Desk) -> None:
    page = look_at_everything(desk)
    page.open_theme("A")
    desk.rest(page)
    desk.jobs.me = desk.hostel.lee
    page.reload()
    desk.rest(page)
    QApplication.sendPostedEvents(None, 52)
    assert told(page) == []


def test_everything_on_the_page_that_is_copied_then_says_no_level(desk: Desk) -> None:
    page = desk.page(parts=ALL)
    begin_rating(desk, page)
    for mode in (ChartMode.TABLES, ChartMode.WORDS):
        page.saver.copy(page._seen(), mode)
        copied = QApplication.clipboard().text()
        assert not [level for level in LEVELS if level in copied]
