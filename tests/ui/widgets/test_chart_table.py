"""A chart's table that has many cells is filled a piece a turn, and is as high as it will be from the start."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pie_audit.domain.chart import ChartTable
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets.chart_table import ChartRows
from tests.ui.conftest import settle

QUARTERS, TOPICS = 40, 60


def table(rows: int = TOPICS, quarters: int = QUARTERS) -> ChartTable:
    head = ("Topic", *(f"Q{n}" for n in range(quarters)))
    lines = tuple((f"Topic {row}", *(str((row + n) % 5) for n in range(quarters))) for row in range(rows))
    return ChartTable(head, lines)


@pytest.fixture
def place(qtbot: object) -> QWidget:
    """A card's body, wide enough for many columns."""
    host = QWidget()
    host.setLayout(QVBoxLayout())
    host.resize(4000, 900)
    host.show()
    settle()
    return host


def put(place: QWidget, shown: ChartTable) -> ChartRows:
    rows = ChartRows("Figures", place)
    layout = place.layout()
    assert layout is not None
    layout.addWidget(rows)
    rows.show_table(shown)
    return rows


def wait_until_filled(qtbot: QtBot, rows: ChartRows) -> None:
    qtbot.waitUntil(lambda: rows.item(rows.rowCount() - 1, 0) is not None)


def test_the_first_rows_are_there_at_once_and_all_of_them_some_turns_later(
    place: QWidget, qtbot: QtBot
) -> None:
    rows = put(place, table())
    assert rows.is_abreast
    assert rows.rowCount() == TOPICS
    assert rows.item(0, 0) is not None
    assert rows.item(TOPICS - 1, 0) is None
    wait_until_filled(qtbot, rows)
    assert [rows.item(row, 0).text() for row in range(TOPICS)] == [f"Topic {row}" for row in range(TOPICS)]
    assert rows.item(TOPICS - 1, QUARTERS).text() == table().rows[-1][-1]


def test_what_is_read_aloud_and_copied_never_waits_for_that(place: QWidget) -> None:
    rows = put(place, table())
    assert f"Topic {TOPICS - 1}" in rows.text()


def test_it_is_as_high_as_it_will_be_before_its_words_are_there(place: QWidget, qtbot: QtBot) -> None:
    rows = put(place, table())
    rows.resize(3900, 100)
    before = rows.verticalHeader().length()
    wait_until_filled(qtbot, rows)
    assert rows.verticalHeader().length() == before


def test_another_table_takes_the_place_of_one_that_is_half_filled(place: QWidget) -> None:
    rows = put(place, table())
    rows.show_table(table(3, 2))
    settle()
    assert rows.text() == "Topic 0, 0, 1\nTopic 1, 1, 2\nTopic 2, 2, 3"


def test_a_table_that_goes_while_it_is_filled_takes_the_rest_with_it(place: QWidget) -> None:
    rows = put(place, table())
    gone = QSignalSpy(rows.destroyed)
    rows.deleteLater()
    settle()
    assert gone.count() == 1


@pytest.mark.parametrize("percent", [100, 200])
def test_every_row_is_as_high_as_its_words(place: QWidget, percent: int, qapp: object) -> None:
    apply(qapp, "light", percent)  # type: ignore[arg-type]
    words = "One word after the other, until nobody could take this for a single line any more"
    place.resize(500, 900)
    rows = put(place, ChartTable(("Topic", "Words"), (("Short", "One"), ("Long", words))))
    settle()
    metrics = rows.fontMetrics()
    assert rows.rowHeight(0) >= metrics.height()
    assert rows.rowHeight(0) < 2 * metrics.height() + 10
    assert rows.rowHeight(1) >= 2 * metrics.height()
