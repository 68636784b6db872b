"""Taking charts along: as a picture, as one table, and on the clipboard in the way they are looked at."""

from __future__ import annotations

import csv
import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from pie_audit.domain.chart import Chart, ChartTable, LineChart, Unshown
from pie_audit.ui.trends import saver
from pie_audit.ui.widgets.chart_card import ChartCard, ChartMode
from tests.ui.trends import made
from tests.ui.trends.conftest import Desk, words


def test_one_chart_keeps_its_own_table() -> None:
    assert saver.table_of([made.grid()]) == made.grid().table


def test_several_become_one_line_a_figure_so_that_none_is_lost() -> None:
    table = saver.table_of([made.line(0), made.distance()])
    assert table.head == ("Chart", "Row", "Column", "Figure")
    assert ("Awareness", "Autumn 2026", "Mean", "2.9") in table.rows
    assert ("Distance travelled", "Awareness", "Change", "+1.3") in table.rows


def test_a_chart_that_may_not_be_drawn_has_no_figures_to_take_along() -> None:
    unshown = made.trends().chart("time_ledger")
    assert unshown is not None
    assert saver.table_of([unshown]) == ChartTable(("Chart", "Row", "Column", "Figure"), ())
    assert "Nothing was planned." in saver.words_text([unshown])


def test_a_picture_holds_all_charts_one_under_the_other(qtbot: object) -> None:
    one, both = saver.picture_of([made.line(0)]), saver.picture_of([made.line(0), made.grid()])
    assert both.width() == one.width() == saver.PICTURE_WIDTH
    assert both.height() > one.height()


def test_file_names_hold_letters_alone_however_a_team_is_called() -> None:
    assert saver.file_name([made.line(0)], "St. John’s / Nord") == "St-John-s-Nord-Awareness"
    assert len(saver.file_name([], "x" * 300)) <= 80
    for team in ("\u202efdp.exe", "Ωmega/../..", "ﬁn\x00ish", "Дом на набережной", "..", "a\nb", "⅓½"):
        name = saver.file_name([], team)
        assert re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", name), name


def test_the_page_is_copied_as_it_is_looked_at(desk: Desk) -> None:
    page = desk.page()
    clipboard = QGuiApplication.clipboard()
    charts = page._seen()
    page.saver.copy(charts, ChartMode.WORDS)
    assert "Psychological awareness: 3.0" in clipboard.text()
    page.saver.copy(charts, ChartMode.TABLES)
    assert "Summer 2026\t2.0" in clipboard.text()
    page.saver.copy(charts[:1], ChartMode.CHARTS)
    desk.rest(page)
    assert not clipboard.image().isNull()
    assert "Copied." in words(page)


def test_a_picture_is_written_whole_under_a_name_that_says_what_it_is(desk: Desk, tmp_path: Path) -> None:
    page = desk.page()
    desk.files.target = tmp_path / "picture"
    page._on_save_wanted("theme_lines/A", "picture")
    desk.rest(page)
    assert desk.files.suggested == "Quayside-House-Awareness.png"
    assert not QImage(str(tmp_path / "picture.png")).isNull()
    assert "Saved as “picture.png”." in words(page)


def test_a_saved_table_has_the_figures_of_the_chart(desk: Desk, tmp_path: Path) -> None:
    page = desk.page()
    desk.files.target = tmp_path / "figures.csv"
    page._on_save_wanted("heatmap", "data")
    desk.rest(page)
    rows = list(csv.reader((tmp_path / "figures.csv").read_text("utf-8-sig").splitlines()))
    chart = page.beside.cards["heatmap"].chart
    assert [row[0] for row in rows[1:]] == [row.name for row in chart.rows]  # type: ignore[union-attr]


def test_where_nothing_can_be_written_the_page_says_what_to_do(desk: Desk, tmp_path: Path) -> None:
    page = desk.page()
    desk.files.target = tmp_path / "nowhere" / "figures.csv"
    page._on_save_wanted("heatmap", "data")
    desk.rest(page)
    assert page.saver.banner.isVisible()
    assert "Saved" not in words(page.saver.banner)


def test_second_thoughts_write_nothing(desk: Desk, tmp_path: Path) -> None:
    page = desk.page()
    page._on_save_wanted("heatmap", "data")
    desk.rest(page)
    assert list(tmp_path.glob("*.csv")) == []
    assert page.saver.banner.isHidden()


SMALL = "People were turned away fewer than 5 times in the time shown."


def with_small_counts() -> LineChart:
    """A chart that the team looks at, with counts of people that may not go further."""
    return replace(made.months(), leaves=Unshown("friction", made.months().title, SMALL))


def test_small_counts_of_people_are_looked_at_and_never_taken_along() -> None:
    charts = [with_small_counts()]
    assert saver.table_of(charts).rows == ()
    assert saver.tables_text(charts) == ""
    assert saver.words_text(charts) == f"{made.months().title}\n{SMALL}"
    assert saver.picture_of(charts) == saver.picture_of([charts[0].leaves])  # type: ignore[list-item]


def test_nor_from_the_menu_of_their_own_card(qtbot: object) -> None:
    card, other = ChartCard(with_small_counts()), ChartCard(with_small_counts().leaves)  # type: ignore[arg-type]
    assert [action.text() for action in card.menu().actions()] == ["Copy the sentence"]
    QGuiApplication.clipboard().clear()
    card.copy_table()
    assert QGuiApplication.clipboard().text() == ""
    assert card.png() == other.png()
    assert card.view is not None


def test_pictures_are_drawn_away_from_the_window(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, drawn_on = desk.page(), []
    real = saver.picture_of

    def watched(charts: Sequence[Chart]) -> QImage:
        drawn_on.append(threading.current_thread())
        return real(charts)

    monkeypatch.setattr(saver, "picture_of", watched)
    desk.files.target = tmp_path / "picture.png"
    page.saver.save_picture(page._seen(), "Quayside House")
    page.saver.copy(page._seen(), ChartMode.CHARTS)
    desk.rest(page)
    assert len(drawn_on) == 2
    assert threading.main_thread() not in drawn_on


def test_a_picture_drawn_elsewhere_is_the_same_picture(desk: Desk) -> None:
    page, found = desk.page(), []
    charts = tuple(page._seen())
    page._jobs.compute(partial(saver.png_of, charts), owner=page, then=found.append)
    desk.rest(page)
    assert found == [saver.png_of(charts)]


def test_nothing_comes_onto_the_clipboard_after_a_lock(desk: Desk) -> None:
    page = desk.page()
    QGuiApplication.clipboard().clear()
    page.saver.copy(page._seen(), ChartMode.CHARTS)
    me, desk.jobs.me = desk.jobs.me, None
    desk.rest(page)
    desk.jobs.me = me
    assert QGuiApplication.clipboard().image().isNull()
