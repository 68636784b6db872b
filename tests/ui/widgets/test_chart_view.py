"""A chart on the screen: walked by keys, pointed at, looked at closely, and always said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pie_audit.domain.chart import Chart, LineChart
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Page, chart_sheet, chart_view
from pie_audit.ui.widgets.chart_view import ChartView
from tests.charts.charts_to_try import large_grid
from tests.ui.accessibility import misnamed_roles, nameless, role, spoken
from tests.ui.conftest import settle
from tests.ui.widgets import chart_values as made

Show = Callable[..., ChartView]


class Ground(QWidget):
    """Counts the keys that the chart left to the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Page")
        self.keys: list[int] = []

    def keyPressEvent(self, event: object) -> None:
        self.keys.append(event.key())  # type: ignore[attr-defined]


@pytest.fixture
def show(qtbot: object) -> Show:
    grounds: list[Ground] = []  # Python's own hold on them

    def put(chart: Chart, width: int = 520) -> ChartView:
        ground = Ground()
        grounds.append(ground)
        qtbot.addWidget(ground)  # type: ignore[attr-defined]
        view = ChartView(chart, ground)
        view.resize(width, view.heightForWidth(width))
        ground.resize(width, view.height())
        ground.show()
        ground.activateWindow()
        ground.setFocus()
        settle()
        return view

    return put


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(chart_view, "announce", lambda _about, words: heard.append(words))
    return heard


def press(view: ChartView, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(view, key, held)


def tab_in(view: ChartView) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    settle()


def spot(view: ChartView, words: str) -> QPoint:
    """Where a place stands, found as a mouse would: by what the label says there."""
    for y in range(0, view.height(), 4):
        for x in range(0, view.width(), 4):
            QTest.mouseMove(view, QPoint(x, y))
            if view.words().startswith(words):
                return QPoint(x, y)
    raise AssertionError(words)


def wheel(view: ChartView, turned: int, held: Qt.KeyboardModifier) -> bool:
    """Turn the wheel over the chart; whether the chart kept it to itself."""
    at = QPointF(view.width() / 2, view.height() / 2)
    event = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    return event.isAccepted()


class TestWalking:
    def test_who_tabs_in_stands_on_the_latest_and_hears_it_once(self, show: Show, said: list[str]) -> None:
        view = show(made.theme_lines())
        tab_in(view)
        assert said == ["Awareness, autumn 2026, 2.9, 9 of 9 topics"]
        assert view.words() == said[0]

    def test_each_step_is_said_once_and_stands_in_the_label(self, show: Show, said: list[str]) -> None:
        view = show(made.theme_lines())
        steps: list[int] = []
        view.stepped.connect(steps.append)
        tab_in(view)
        press(view, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End)
        assert [words.split(",")[1].strip() for words in said] == [
            "autumn 2026",
            "summer 2026",
            "spring 2026",
            "spring 2025",
            "winter 2025",
            "autumn 2026",
        ]
        assert steps == [7, 6, 5, 1, 0, 7]
        assert view.words() == said[-1]

    def test_a_gap_and_a_note_are_walked_to_as_well(self, show: Show, said: list[str]) -> None:
        view = show(made.theme_lines(3))
        tab_in(view)
        press(view, Qt.Key.Key_Home)
        assert said[-1] == "Spaces, winter 2025: not asked"
        view = show(made.theme_lines(0))
        tab_in(view)
        press(view, Qt.Key.Key_Down)
        assert said[-1] == "Note, spring 2026: Moved to the new building"

    def test_rows_of_a_grid_are_up_and_down(self, show: Show, said: list[str]) -> None:
        view = show(made.grid())
        tab_in(view)
        press(view, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
        assert [words.split(",")[0] for words in said] == [
            "Awareness",
            "Staff support",
            "Staff support",
            "Awareness",
        ]

    def test_enter_opens_what_a_place_leads_to(self, show: Show) -> None:
        view = show(made.grid())
        opened: list[str] = []
        view.opened.connect(opened.append)
        tab_in(view)
        press(view, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        assert opened == ["staff support"] * 2

    def test_p_asks_for_a_note_on_the_step(self, show: Show) -> None:
        view = show(made.theme_lines())
        wanted: list[int] = []
        view.pin_wanted.connect(wanted.append)
        tab_in(view)
        press(view, Qt.Key.Key_Left, Qt.Key.Key_P)
        assert wanted == [6]

    def test_keys_without_a_use_here_stay_with_the_page(self, show: Show) -> None:
        view = show(made.theme_lines(1))
        tab_in(view)
        press(view, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_A, Qt.Key.Key_Plus)
        press(view, Qt.Key.Key_P, held=Qt.KeyboardModifier.AltModifier)
        ground = view.parentWidget()
        assert isinstance(ground, Ground)
        assert ground.keys == [
            Qt.Key.Key_Up,
            Qt.Key.Key_Return,
            Qt.Key.Key_A,
            Qt.Key.Key_Plus,
            Qt.Key.Key_Alt,
            Qt.Key.Key_P,
        ]

    def test_leaving_takes_the_label_away_and_coming_back_finds_the_place(self, show: Show) -> None:
        view = show(made.theme_lines())
        tab_in(view)
        press(view, Qt.Key.Key_Left)
        view.clearFocus()
        assert view.words() == ""
        tab_in(view)
        assert "summer 2026" in view.words()

    def test_the_same_chart_with_new_figures_keeps_the_place(self, show: Show) -> None:
        view = show(made.theme_lines())
        tab_in(view)
        press(view, Qt.Key.Key_Left)
        view.set_chart(made.theme_lines(sentence="Another sentence."))
        assert "summer 2026" in view.words()
        assert spoken(view) == "Awareness | Another sentence."
        view.set_chart(made.theme_lines(1))
        assert view.here() is None
        assert view.words() == ""

    def test_in_a_chart_taller_than_the_window_the_page_scrolls_along(self, qtbot: object) -> None:
        row = made.grid().rows[0]
        tall = replace(
            made.grid(), rows=tuple(replace(row, key=str(at), name=f"Topic {at}") for at in range(46))
        )
        page, view = Page("Topics"), ChartView(tall)
        qtbot.addWidget(page)  # type: ignore[attr-defined]
        page.add(view)
        page.resize(900, 500)
        page.show()
        settle()
        tab_in(view)
        for _row in range(45):
            press(view, Qt.Key.Key_Down)
        settle()
        label = view._words
        window = page.body.viewport()
        assert window.rect().contains(QRect(label.mapTo(window, QPoint(0, 0)), label.size()))
        view.clearFocus()
        page.body.verticalScrollBar().setValue(0)
        tab_in(view)
        settle()
        assert window.rect().contains(QRect(label.mapTo(window, QPoint(0, 0)), label.size()))


class TestPointing:
    def test_a_mouse_over_a_place_shows_its_words_and_leaving_takes_them_away(
        self, show: Show, said: list[str]
    ) -> None:
        view = show(made.grid())
        spot(view, "Learning, summer 2025")
        assert said == [], "a mouse that passes says nothing aloud"
        QTest.mouseMove(view, QPoint(1, view.height() - 1))
        assert view.words() == ""

    def test_a_click_stands_there_and_opens(self, show: Show) -> None:
        view = show(made.grid())
        opened: list[str] = []
        view.opened.connect(opened.append)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot(view, "Spaces, autumn 2025"))
        here = view.here()
        assert opened == ["spaces"]
        assert here is not None
        assert (here.row, here.step) == (3, 3)

    @pytest.mark.parametrize("percent", [100, 200])
    @pytest.mark.parametrize("width", [150, 240, 520, 900])
    def test_the_label_is_never_cut_at_an_edge(
        self, show: Show, qapp: QApplication, width: int, percent: int
    ) -> None:
        apply(qapp, "light", percent)
        for chart in (made.theme_lines(), made.grid(), made.long_chart()):
            view = show(chart, width)
            tab_in(view)
            for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Down):
                press(view, key)
                settle()
                label = view._words.label
                around = QRect(view._words.pos(), view._words.size())
                assert view.rect().contains(around), (chart.id, around)
                assert label.height() >= label.heightForWidth(label.width())
                assert view._words.rect().contains(label.geometry())


class TestLookingCloser:
    def test_the_whole_series_comes_first_and_keys_look_closer(self, show: Show, said: list[str]) -> None:
        view = show(made.long_chart())
        tab_in(view)
        assert view.span.is_whole
        press(view, Qt.Key.Key_Plus)
        assert (view.span.first, view.span.last) == (6, 15)
        assert said[-1] == "In view: July 2025 to April 2026"
        press(view, Qt.Key.Key_Left, held=Qt.KeyboardModifier.ShiftModifier)
        assert (view.span.first, view.span.last) == (4, 13)
        press(view, Qt.Key.Key_Minus)
        assert view.span.is_whole
        press(view, Qt.Key.Key_Equal, Qt.Key.Key_0)
        assert view.span.is_whole

    def test_walking_past_the_edge_takes_the_view_along(self, show: Show, said: list[str]) -> None:
        view = show(made.long_chart())
        tab_in(view)
        press(view, Qt.Key.Key_Plus, Qt.Key.Key_Home)
        assert view.span.first == 0
        assert said[-1] == "Hours lost, January 2025, 52"
        assert view.words() == said[-1]

    def test_ctrl_and_the_wheel_look_closer_and_the_wheel_alone_scrolls_the_page(self, show: Show) -> None:
        view = show(made.long_chart())
        assert not wheel(view, 120, Qt.KeyboardModifier.NoModifier)
        assert view.span.is_whole
        assert wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
        assert view.span.size == 10
        wheel(view, -120, Qt.KeyboardModifier.ControlModifier)
        assert view.span.is_whole

    def test_dragging_moves_along_and_is_no_click(self, show: Show) -> None:
        view = show(made.long_chart())
        view.zoom_in()
        opened: list[int] = []
        view.stepped.connect(opened.append)
        middle = QPoint(view.width() // 2, view.height() // 2)
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(view, middle + QPoint(120, 0))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(120, 0))
        assert view.span.first < 6
        assert view.span.size == 10
        assert opened == []

    def test_the_height_stays_while_somebody_looks_closer(self, show: Show) -> None:
        view = show(made.long_chart())
        before = view.heightForWidth(520)
        view.zoom_in()
        assert view.heightForWidth(520) == before

    def test_a_short_chart_cannot_be_cut(self, show: Show) -> None:
        view = show(made.theme_lines())
        view.zoom_in()
        wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
        assert view.span.is_whole
        assert not view.is_long

    def test_what_is_in_view_stays_with_new_figures_of_the_same_months(self, show: Show) -> None:
        view = show(made.long_chart())
        view.zoom_in()
        view.set_chart(made.long_chart(banner=""))
        assert view.span.size == 10


class TestReadAloud:
    def test_it_is_a_graphic_with_title_and_sentence(self, show: Show) -> None:
        view = show(made.theme_lines())
        assert role(view) is QAccessible.Role.Graphic
        assert spoken(view) == f"Awareness | {made.theme_lines().sentence}"
        assert nameless(view) == []
        assert not [told for told in misnamed_roles(view.window()) if told.startswith("ChartView")]

    def test_a_caution_that_is_printed_on_it_is_heard_with_the_sentence(self, show: Show) -> None:
        assert spoken(show(made.long_chart())).endswith("Provisional: 12 points")
        assert spoken(show(made.scatter())).endswith("they cannot show cause.")

    def test_the_words_of_the_place_can_be_found_in_it(self, show: Show) -> None:
        view = show(made.theme_lines())
        tab_in(view)
        node = QAccessible.queryAccessibleInterface(view._words.label)
        assert node.text(QAccessible.Text.Name) == view.words()


class TestLooks:
    def ink(self, image: QImage, colour: QColor) -> int:
        """How many dots of exactly this colour there are."""
        wanted = colour.rgb()
        return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))

    @pytest.mark.parametrize("mode", ["light", "dark", "high_contrast_light", "high_contrast_dark"])
    def test_a_change_of_look_is_painted_at_once(self, show: Show, qapp: QApplication, mode: str) -> None:
        from pie_audit.ui.theme import tokens

        view = show(made.theme_lines(), 300)
        apply(qapp, mode, 100)
        settle()
        image = view.grab().toImage()
        assert self.ink(image, tokens.th[0]) > 50
        assert self.ink(image, tokens.ink) > 5, "the headline is in the ink of this look"

    def test_larger_text_needs_more_height(self, show: Show, qapp: QApplication) -> None:
        view = show(made.theme_lines())
        before = view.heightForWidth(520)
        apply(qapp, "light", 200)
        assert view.heightForWidth(520) > before * 1.3

    def test_hovering_paints_the_chart_from_what_is_kept(self, show: Show) -> None:
        view = show(made.grid())
        first = view._sheet.pixmap(view.size(), 1.0, view.span)
        spot(view, "Learning, summer 2025")
        settle()
        assert view._sheet.pixmap(view.size(), 1.0, view.span) is first
        view.resize(view.width() + 10, view.height())
        assert view._sheet.pixmap(view.size(), 1.0, view.span) is not first

    def test_a_narrow_one_still_fits(self, show: Show) -> None:
        assert show(made.theme_lines()).minimumSizeHint().width() <= 150


class TestPicture:
    @pytest.mark.parametrize("chart", [made.theme_lines(), made.grid(), made.long_chart(), made.HIDDEN])
    def test_it_is_the_same_however_the_screen_looks(
        self, show: Show, qapp: QApplication, chart: Chart
    ) -> None:
        light = show(chart).picture(900)
        apply(qapp, "dark", 200)
        dark = show(chart).picture(900)
        assert light == dark
        assert light.pixelColor(2, 2) == QColor("white")

    def test_it_is_as_wide_as_asked_and_has_the_words_in_it(self, show: Show) -> None:
        chart = made.theme_lines()
        bare = replace(chart, title="", sentence="")
        assert isinstance(bare, LineChart)
        told, untold = show(chart).picture(1800), show(bare).picture(1800)
        assert told.width() == untold.width() == 1800
        assert told != untold
        assert TestLooks().ink(show(chart).picture(600), QColor("#4150B0")) > 30


def test_a_chart_of_very_many_cells_is_painted_a_piece_a_turn(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = ChartView(large_grid())
    qtbot.addWidget(view)
    view.resize(1100, view.heightForWidth(1100))
    now = view.size(), 1.0, view.span
    view._sheet.pixmap(*now)
    assert not view._sheet.is_painted
    view.show()
    qtbot.waitUntil(lambda: view._sheet.is_painted)
    in_pieces = view._sheet.pixmap(*now).toImage()
    monkeypatch.setattr(chart_sheet, "_PIECE", 1_000_000)
    view._sheet.forget()
    assert view._sheet.pixmap(*now).toImage() == in_pieces
    assert view._sheet.is_painted
