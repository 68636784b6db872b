"""A chart in its card: three ways of looking at the same figures, and safe ways of taking them along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from pie_audit.domain.chart import Chart, ChartTable
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import EvenLayout, Page, boxed, chart_view
from pie_audit.ui.widgets.chart_card import ChartCard, ChartMode
from pie_audit.ui.widgets.chart_picture import as_png
from pie_audit.ui.widgets.chart_table import ChartRows
from pie_audit.ui.widgets.chart_view import ChartView
from pie_audit.ui.widgets.chart_zoom_strip import ZoomStrip
from tests.ui.accessibility import doubled, focus_order, focus_stops, misnamed_roles, nameless, spoken
from tests.ui.conftest import settle
from tests.ui.widgets import chart_values as made

Show = Callable[..., ChartCard]

EVERY = (made.theme_lines(), made.grid(), made.long_chart(), made.spans(), made.scatter(), made.HIDDEN)


@pytest.fixture
def show(qtbot: object) -> Show:
    cards: list[ChartCard] = []  # Python's own hold on them

    def put(chart: Chart, mode: ChartMode = ChartMode.CHARTS, width: int = 520) -> ChartCard:
        card = ChartCard(chart, mode)
        cards.append(card)
        qtbot.addWidget(card)  # type: ignore[attr-defined]
        card.resize(width, 700)
        card.show()
        card.activateWindow()
        settle()
        return card

    return put


def reads(card: QWidget) -> str:
    """Everything that can be read or heard on it now."""
    labels = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    charts = [spoken(view) for view in card.findChildren(ChartView) if view.isVisible()]
    tables = [table.text() for table in card.findChildren(ChartRows) if table.isVisible()]
    return "\n".join([*labels, *charts, *tables])


def choose(card: ChartCard, words: str) -> None:
    """Open the menu as somebody would and take this from it."""
    card.more.click()
    menu = card.findChild(QMenu, "chart menu")
    assert menu is not None
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()
    settle()


def offers(card: ChartCard) -> list[str]:
    return [action.text() for action in card.menu().actions() if action.text()]


class TestWaysOfLooking:
    @pytest.mark.parametrize("mode", list(ChartMode))
    @pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.id)
    def test_the_sentence_is_always_there(self, show: Show, chart: Chart, mode: ChartMode) -> None:
        card = show(chart, mode)
        assert chart.sentence in reads(card)
        assert card.title.text() == chart.title

    @pytest.mark.parametrize("mode", list(ChartMode))
    def test_what_is_not_shown_says_why_in_its_place_and_has_no_figure(
        self, show: Show, mode: ChartMode
    ) -> None:
        card = show(made.HIDDEN, mode)
        assert reads(card).splitlines() == [made.HIDDEN.title, made.HIDDEN.sentence]
        assert offers(card) == ["Copy the sentence"]

    def test_the_switch_goes_from_chart_to_table_to_words_and_back(self, show: Show) -> None:
        card = show(made.theme_lines())
        view = card.findChild(ChartView)
        assert view.isVisible()
        assert card.table() is None
        card.set_mode(ChartMode.TABLES)
        settle()
        table = card.table()
        assert table is not None
        assert not view.isVisible()
        assert "autumn 2026, 2.9, 9 of 9" in table.text()
        card.set_mode(ChartMode.WORDS)
        settle()
        assert not view.isVisible()
        assert not table.isVisible()
        card.set_mode(ChartMode.CHARTS)
        settle()
        assert card.findChild(ChartView) is view

    def test_what_is_printed_on_a_drawing_is_read_beside_its_figures_too(self, show: Show) -> None:
        for mode in (ChartMode.TABLES, ChartMode.WORDS):
            assert "Provisional: 12 points" in reads(show(made.long_chart(), mode))
            assert "they cannot show cause" in reads(show(made.scatter(), mode))
            assert "Note, spring 2026: Moved to the new building" in reads(show(made.theme_lines(), mode))

    def test_a_figure_that_went_out_of_sight_is_nowhere_any_more(self, show: Show) -> None:
        card = show(made.theme_lines())
        card.view.setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[union-attr]
        QTest.keyClick(card.view, Qt.Key.Key_Left)
        card.set_mode(ChartMode.TABLES)
        card.set_chart(replace(made.HIDDEN, id=card.chart.id))
        for mode in ChartMode:
            card.set_mode(mode)
            settle()
            assert "2.6" not in reads(card)
            assert "2.9" not in reads(card)
            assert not [action for action in offers(card) if "picture" in action or "table" in action]
        assert card.findChildren(ChartView) + card.findChildren(ChartRows) == []
        card.copy_table()
        assert "2.9" not in QGuiApplication.clipboard().text()

    def test_what_comes_into_sight_again_is_shown_again(self, show: Show) -> None:
        card = show(made.theme_lines())
        card.view.setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[union-attr]
        card.set_chart(replace(made.HIDDEN, id=card.chart.id))
        settle()
        assert QApplication.focusWidget() is card.more
        card.set_chart(made.theme_lines())
        settle()
        assert card.view is not None
        assert card.view.isVisible()
        assert card.column().indexOf(card.view) < card.column().indexOf(card.sentence)

    def test_the_focus_goes_along_with_the_way_of_looking(self, show: Show) -> None:
        card = show(made.theme_lines())
        card.view.setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[union-attr]
        card.set_mode(ChartMode.TABLES)
        settle()
        assert QApplication.focusWidget() is card.table()
        card.set_mode(ChartMode.WORDS)
        settle()
        assert QApplication.focusWidget() is card.more

    def test_new_figures_keep_focus_place_and_what_is_in_view(self, show: Show) -> None:
        card = show(made.long_chart())
        view = card.view
        assert view is not None
        view.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(view, Qt.Key.Key_Plus)
        QTest.keyClick(view, Qt.Key.Key_Left)
        card.set_chart(made.long_chart(sentence="Changed."))
        settle()
        assert card.view is view
        assert view.hasFocus()
        assert view.span.size == 10
        assert "March 2026" in view.words()
        assert "Changed." in reads(card)


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")  # of every popup
class TestTakingAlong:
    def test_the_picture_on_the_clipboard_is_the_chart_dark_on_white(
        self, show: Show, qapp: QApplication
    ) -> None:
        card = show(made.grid())
        light = as_png(card.view.picture())  # type: ignore[union-attr]
        apply(qapp, "dark", 150)
        copied: list[str] = []
        card.copied.connect(copied.append)
        choose(card, "Copy the picture")
        assert as_png(QGuiApplication.clipboard().image()) == light
        assert copied == ["The picture is copied."]

    def test_the_copied_table_has_the_figures_and_no_formula(self, show: Show) -> None:
        table = ChartTable(("Theme", "Change"), (("=Awareness", "+1.3"), ("Spaces", "+0.7")))
        card = show(replace(made.spans(), table=table), ChartMode.WORDS)
        choose(card, "Copy the table")
        assert QGuiApplication.clipboard().text() == "Theme\tChange\n'=Awareness\t+1.3\nSpaces\t+0.7"

    def test_the_sentence_is_copied_as_it_stands(self, show: Show) -> None:
        choose(show(made.grid()), "Copy the sentence")
        assert QGuiApplication.clipboard().text() == made.grid().sentence

    def test_saving_is_asked_for_by_the_charts_name_and_what_is_wanted(self, show: Show) -> None:
        card = show(made.grid())
        wanted: list[tuple[str, str]] = []
        card.save_wanted.connect(lambda *args: wanted.append(args))
        choose(card, "Save the picture …")
        choose(card, "Save the figures …")
        assert wanted == [("heatmap", "picture"), ("heatmap", "data")]
        picture = QImage.fromData(card.png())
        assert picture.width() == 1800

    def test_the_keyboard_alone_reaches_chart_buttons_and_menu(
        self, show: Show, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[str] = []
        monkeypatch.setattr(chart_view, "announce", lambda _about, words: heard.append(words))
        card = show(made.long_chart())
        stops = focus_stops(card)
        strip = card.findChild(ZoomStrip)
        assert [card.more, card.view] == stops[:2]
        assert strip.closer in stops
        card.more.setFocus()
        QTest.keyClick(card.more, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is card.view
        QTest.keyClick(card.view, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is strip.closer
        QTest.keyClick(strip.closer, Qt.Key.Key_Space)
        assert heard[-1] == "In view: July 2025 to April 2026"
        assert strip.label.text() == heard[-1]


class TestZoomStrip:
    def test_buttons_do_what_keys_do_and_rest_where_nothing_is_left(self, show: Show) -> None:
        card = show(made.long_chart())
        view, strip = card.view, card.findChild(ZoomStrip)
        assert view is not None
        assert [b.isEnabled() for b in (strip.closer, strip.further, strip.whole, strip.back, strip.on)] == [
            True,
            False,
            False,
            False,
            False,
        ]
        strip.closer.click()
        strip.back.click()
        assert (view.span.first, view.span.last) == (4, 13)
        strip.on.click()
        strip.further.click()
        assert view.span.is_whole
        strip.closer.click()
        strip.whole.click()
        assert view.span.is_whole

    def test_only_a_long_chart_has_them(self, show: Show) -> None:
        card = show(made.theme_lines())
        assert not card.findChild(ZoomStrip).isVisible()
        assert not show(made.long_chart(), ChartMode.WORDS).findChildren(ZoomStrip)


class TestTable:
    def test_figures_stand_side_by_side_where_they_fit_else_one_under_the_other(self, show: Show) -> None:
        card = show(made.grid(), ChartMode.TABLES, 900)
        table = card.table()
        assert table is not None
        assert table.is_abreast
        assert table.columnCount() == 9
        card.resize(300, 900)
        settle()
        assert not table.is_abreast
        assert "Awareness, W25, 1.6" in table.text()
        assert "Spaces, W25, n/a" in table.text()
        card.resize(900, 900)
        settle()
        assert table.columnCount() == 9

    def test_figures_stand_at_the_right_under_their_heading_and_words_at_the_left(self, show: Show) -> None:
        table = ChartTable(
            ("Quarter", "Mean", "What was said"), (("winter", "2.5", "much the same"), ("spring", "n/a", ""))
        )
        shown = show(replace(made.spans(), table=table), ChartMode.TABLES, 700).table()
        assert shown is not None
        sides = [shown.item(0, column).textAlignment() & Qt.AlignmentFlag.AlignRight for column in range(3)]
        assert [bool(side) for side in sides] == [False, True, False]
        assert shown.horizontalHeaderItem(1).textAlignment() & Qt.AlignmentFlag.AlignRight

    def test_a_long_heading_over_figures_breaks_into_lines(self, show: Show) -> None:
        table = ChartTable(("Quarter", "Psychological awareness of everybody"), (("winter", "2.5"),))
        shown = show(replace(made.spans(), table=table), ChartMode.TABLES, 260).table()
        assert shown is not None
        assert shown.horizontalHeader().height() > 2 * shown.fontMetrics().height()

    @pytest.mark.parametrize("width", [600, 760, 900])
    def test_no_word_of_a_figure_is_cut(self, show: Show, width: int) -> None:
        card = show(made.grid(), ChartMode.TABLES, width)
        table = card.table()
        assert table is not None
        for column in range(table.columnCount()):
            words = max(
                (table.fontMetrics().horizontalAdvance(word) for row in range(table.rowCount())
                 for word in table.item(row, column).text().split()),
            )  # fmt: skip
            assert table.columnWidth(column) >= words + 8


@pytest.mark.parametrize("mode", list(ChartMode))
@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (958, 200)])
def test_everything_has_a_name_keeps_its_order_and_nothing_runs_off_the_side(
    qtbot: object, qapp: QApplication, mode: ChartMode, width: int, percent: int
) -> None:
    apply(qapp, "light", percent)
    page = Page("Trends")
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    panels = [ChartCard(chart, mode, small=True) for chart in made.all_themes()]
    page.add(boxed(EvenLayout(*panels, least=190)), *(ChartCard(chart, mode) for chart in EVERY[1:]), None)
    page.resize(width, 768)
    page.show()
    page.activateWindow()
    settle()
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width
    assert nameless(page) == []
    assert misnamed_roles(page) == []
    assert doubled(page) == []
    assert focus_order(page) == []


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.id)
def test_a_card_of_150_pixels_still_stands(
    show: Show, qapp: QApplication, chart: Chart, percent: int
) -> None:
    apply(qapp, "light", percent)
    for mode in ChartMode:
        card = show(chart, mode, 150)
        assert chart.sentence in reads(card)
        assert card.sentence.height() >= card.sentence.heightForWidth(card.sentence.width())
