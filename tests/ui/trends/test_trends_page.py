"""The trends of a team on the screen: read by keys, as charts, tables and words, drilled down, and noted on."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.chart import LineChart
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.trend_mark import MarkKind
from pie_audit.ui.shell.slip_room import is_unsaved
from pie_audit.ui.theme import Mode, apply
from pie_audit.ui.trends.mark_window import MarkWindow
from pie_audit.ui.trends.reading_window import ReadingWindow
from pie_audit.ui.trends.trends_page import TrendsPage
from pie_audit.ui.widgets.chart_card import ChartCard, ChartMode
from pie_audit.ui.widgets.chart_view import ChartView
from pie_audit.workflows import teams
from pie_audit.workflows.trends.views import Part, Window
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.trends import made, past
from tests.ui.trends.conftest import Desk, press, words
from tests.workflows.trends.test_lineage import before


def card(page: TrendsPage, chart_id: str) -> ChartCard:
    return next(row.cards[chart_id] for row in page.rows() if chart_id in row.cards)


def view(page: TrendsPage, chart_id: str) -> ChartView:
    found = card(page, chart_id).view
    assert found is not None
    return found


def stand_on(page: TrendsPage, chart_id: str) -> ChartView:
    """Tab into a chart, as with the keyboard."""
    found = view(page, chart_id)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    return found


class TestWhatIsSeen:
    def test_five_themes_stand_side_by_side_then_a_grid_and_words(self, desk: Desk) -> None:
        page = desk.page()
        assert list(page.panels.cards) == [f"theme_lines/{theme}" for theme in "ABCDE"]
        assert "heatmap" in page.beside.cards
        assert "Psychological awareness: 3.0 this quarter (9 of 9 topics), 2.0 last quarter" in words(page)

    def test_the_team_is_compared_only_with_itself(self, desk: Desk) -> None:
        assert "Quayside House compared only with itself. Eight quarters" in words(desk.page())

    def test_no_rank_grade_or_total_stands_anywhere(self, desk: Desk) -> None:
        said = words(desk.page(parts=" ".join(part.value for part in Part))).lower()
        assert not [word for word in ("rank", "grade", "overall", "score", "best", "worst") if word in said]

    @pytest.mark.parametrize("look", ["chart", "table", "words"])
    def test_where_the_line_of_a_team_before_it_ends_is_told_in_every_look(
        self, desk: Desk, look: str
    ) -> None:
        before(desk.hostel, last=past.FIRST.plus(-1))
        page = desk.page(look=look, parts=" ".join(part.value for part in Part))
        line = cast(LineChart, card(page, "theme_lines/A").chart)
        assert [(line.steps[pin.at].name, bool(pin.ends)) for pin in line.pins] == [("Summer 2025", True)]
        if look == "chart":
            told = view(page, "theme_lines/A").accessibleDescription()
            assert "The line of Fern House ended in Summer 2025" in told
            assert words(page).count("This team came out of Fern House (last review Summer 2025).") == 1
        else:
            assert "The line of Fern House ended in Summer 2025 and isn’t joined to this one." in words(page)
            assert "Summer 2025: The line of Fern House ends here" in words(page)

    def test_everything_that_takes_the_focus_has_a_name(self, desk: Desk) -> None:
        page = desk.page(parts=" ".join(part.value for part in Part))
        assert nameless(page) == []

    @pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (1300, 200), (958, 200)])
    def test_it_never_scrolls_sideways(self, desk: Desk, width: int, percent: int) -> None:
        apply(cast(QApplication, QApplication.instance()), Mode.LIGHT, percent)
        page = desk.page(parts=" ".join(part.value for part in Part), size=(width, 700))
        assert page.body.overflow() == 0
        assert page.minimumSizeHint().width() <= width


class TestReading:
    def test_arrows_walk_the_points_and_say_quarter_value_and_base(self, desk: Desk) -> None:
        page = desk.page()
        chart = stand_on(page, "theme_lines/A")
        assert "Autumn 2026" in chart.words()
        press(Qt.Key.Key_Left)
        assert "Summer 2026: 2.0 (9 of 9 topics" in chart.words()

    def test_the_table_has_the_same_figures_as_the_chart(self, desk: Desk) -> None:
        page = desk.page()
        for shown in page.rows()[0].cards.values():
            chart = cast(LineChart, shown.chart)
            points = [point.value for point in chart.series[0].points]
            table = "\n".join(" ".join(row) for row in chart.table.rows)
            assert all(f"{value:.1f}" in table for value in points if value is not None)
        page.show_as(1)
        desk.rest(page)
        read = card(page, "theme_lines/A").table()
        assert read is not None
        assert "Autumn 2026" in read.text()
        assert "3.0" in read.text()

    def test_the_way_of_looking_is_remembered_and_comes_back(self, desk: Desk) -> None:
        page = desk.page()
        page.looks.setFocus()
        press(Qt.Key.Key_Right, times=2)
        desk.rest(page)
        assert desk.remembered == {"figures_as": "words"}
        assert {shown.mode for row in page.rows() for shown in row.cards.values()} == {ChartMode.WORDS}
        assert desk.page(look="words").mode is ChartMode.WORDS

    def test_in_words_each_theme_says_its_own_sentence(self, desk: Desk) -> None:
        page = desk.page(look="words")
        assert card(page, "theme_lines/B").sentence.isVisible()
        assert card(page, "theme_lines/B").view is None


class TestChoosing:
    def test_4_8_and_a_say_how_far_back(self, desk: Desk) -> None:
        page = desk.page()
        for key, window, steps in (
            (Qt.Key.Key_4, Window.FOUR, 4),
            (Qt.Key.Key_A, Window.ALL, 5),
            (Qt.Key.Key_8, Window.EIGHT, 5),
        ):
            press(key)
            desk.rest(page)
            assert page.trends is not None
            assert page.trends.wish.window is window
            assert len(page.trends.quarters) == steps
        assert page.choose.window_of_time.index() == 1

    def test_the_focus_stays_on_the_chart_when_the_time_changes(self, desk: Desk) -> None:
        page = desk.page()
        chart = stand_on(page, "theme_lines/C")
        press(Qt.Key.Key_4)
        desk.rest(page)
        assert QApplication.focusWidget() is chart
        assert len(cast(LineChart, chart.chart).steps) == 4

    def test_a_part_that_is_chosen_is_remembered_and_one_that_isnt_goes(self, desk: Desk) -> None:
        page = desk.page()
        assert page.blocks[Part.DISTANCE].isVisible()
        page.chips.chips[Part.DISTANCE].click()
        desk.rest(page)
        assert page.blocks[Part.DISTANCE].isHidden()
        assert desk.remembered["trends_parts"] == "people"
        page.chips.chips[Part.TIME].click()
        desk.rest(page)
        assert page.blocks[Part.TIME].isVisible()
        assert desk.remembered["trends_parts"] == "people time"

    def test_distance_is_measured_between_any_two_quarters(self, desk: Desk) -> None:
        page = desk.page()
        assert "Awareness +1.0" in card(page, "distance").sentence.text()
        page.quarters.then.setCurrentIndex(0)
        page.quarters.then.activated.emit(0)
        desk.rest(page)
        assert "Awareness +2.0" in card(page, "distance").sentence.text()
        assert page.quarters.then.currentText() == "Autumn 2025"

    def test_the_later_quarter_is_always_now(self, desk: Desk) -> None:
        page = desk.page()
        page.quarters.then.setCurrentIndex(4)
        page.quarters.now.setCurrentIndex(0)
        page.quarters.now.activated.emit(0)
        desk.rest(page)
        assert page.trends is not None
        assert (page.trends.wish.then, page.trends.wish.now) == (past.FIRST, past.AUTUMN)

    def test_an_unsigned_review_is_shown_only_at_wish(self, desk: Desk) -> None:
        winter = Quarter(2027, 1)
        past.agreed(desk.hostel, winter, lambda _topic: 3)
        desk.jobs.me = desk.hostel.amina
        page = desk.page()
        assert page.panels.cards["theme_lines/B"].chart.headline[0] == "2.0"  # type: ignore[union-attr]
        page.choose.unsigned.click()
        desk.rest(page)
        chart = cast(LineChart, page.panels.cards["theme_lines/B"].chart)
        assert chart.series[0].points[-1].hollow
        assert chart.series[0].points[-1].value == 3.0


class TestDrillingDown:
    def test_enter_on_a_point_opens_the_topics_and_esc_comes_back_to_it(self, desk: Desk) -> None:
        page = desk.page()
        chart = stand_on(page, "theme_lines/B")
        press(Qt.Key.Key_Return)
        desk.rest(page)
        assert page.topics.isVisible()
        assert page.whole.isHidden()
        assert list(page.topic_grid.cards) == ["topic_grid/B"]
        assert len(page.topic_lines.cards) == 10
        assert QApplication.focusWidget() is page.back
        press(Qt.Key.Key_Escape)
        desk.rest(page)
        assert page.whole.isVisible()
        assert QApplication.focusWidget() is chart

    def test_a_row_of_the_grid_leads_there_too(self, desk: Desk) -> None:
        page = desk.page()
        view(page, "heatmap").opened.emit("D")
        desk.rest(page)
        assert list(page.topic_grid.cards) == ["topic_grid/D"]
        assert page.choose.theme.currentText() == "Spaces"

    def test_the_list_of_themes_leads_there_in_every_way_of_looking(self, desk: Desk) -> None:
        page = desk.page(look="table")
        page.choose.theme.setCurrentIndex(3)
        page.choose.theme.activated.emit(3)
        desk.rest(page)
        assert list(page.topic_grid.cards) == ["topic_grid/C"]
        page.back.click()
        desk.rest(page)
        assert page.whole.isVisible()

    def test_the_shell_can_open_one_theme(self, desk: Desk) -> None:
        page = desk.page()
        page.open_at("trends", "E")
        desk.rest(page)
        assert page.theme_title.text() == "Three Rs"
        page.open_at("trends", "")
        desk.rest(page)
        assert page.whole.isVisible()


class TestNotes:
    def pin(self, desk: Desk, page: TrendsPage, said: str) -> None:
        window = page.findChild(MarkWindow)
        assert window is not None
        window.words.setText(said)
        window.pin.click()
        desk.rest(page)

    def test_p_on_a_point_pins_a_note_to_that_quarter(self, desk: Desk) -> None:
        page = desk.page()
        stand_on(page, "theme_lines/B")
        press(Qt.Key.Key_Left)
        press(Qt.Key.Key_P)
        self.pin(desk, page, "Two posts empty.")
        assert page.trends is not None
        (mark,) = page.trends.marks
        assert (mark.chart, mark.day, mark.kind) == ("theme_lines/B", date(2026, 7, 1), MarkKind.NOTE)
        assert "Two posts empty." in words(page)
        assert [pin.words for pin in cast(LineChart, card(page, "theme_lines/B").chart).pins] == [
            "Two posts empty."
        ]

    def test_it_can_be_taken_back_and_taken_away(self, desk: Desk) -> None:
        page = desk.page()
        page.pin()
        self.pin(desk, page, "Moved building.")
        assert len(page.marks.buttons) == 1
        desk.undo()
        desk.rest(page)
        assert page.marks.isHidden()
        page.pin()
        self.pin(desk, page, "New night rota.")
        next(iter(page.marks.buttons.values())).click()
        desk.rest(page)
        assert page.marks.isHidden()
        desk.undo()
        desk.rest(page)
        assert "New night rota." in words(page.marks)

    def test_a_note_without_words_is_asked_for_some(self, desk: Desk) -> None:
        page = desk.page()
        page.pin()
        window = page.findChild(MarkWindow)
        assert window is not None
        window.pin.click()
        settle()
        assert "Write a few words first." in words(window)
        assert page.trends is not None
        assert page.trends.marks == ()

    def test_new_limits_are_offered_for_months_alone_and_only_to_who_may(self, desk: Desk) -> None:
        page = desk.page()
        page.show_trends(made.trends())
        desk.until(lambda: page.is_whole)
        for chart_id, may_set, offered in (
            ("friction", True, True),
            ("theme_lines/A", True, False),
            ("friction", False, False),
        ):
            window = MarkWindow(desk.jobs, made.trends(may_set=may_set), chart_id, date(2026, 5, 1), page)
            assert window.afresh.isHidden() is not offered
            window.afresh.setChecked(True)
            window.words.setText("A second van.")
            kind = MarkKind.CHANGE_POINT if offered else MarkKind.NOTE
            assert window.mark().kind is kind
            window.close()


class TestANoteThatIsBegun:
    def begin(self, desk: Desk, page: TrendsPage, chart_id: str = "") -> MarkWindow:
        page.marking.pin_at(chart_id, 0)
        desk.rest(page)
        window = next(w for w in page.findChildren(MarkWindow) if w.isVisible())
        assert nameless(window) == []
        return window

    def type(self, window: MarkWindow, said: str) -> None:
        window.words.edit.setFocus()
        QTest.keyClicks(window.words.edit, said)

    def test_it_is_there_again_where_it_was_to_stand(self, desk: Desk) -> None:
        page = desk.page()
        window = self.begin(desk, page, "theme_lines/B")
        day = window.day.date()
        self.type(window, "Moved buil")
        press(Qt.Key.Key_Escape)
        desk.rest(page)
        again = self.begin(desk, page)
        assert again.mark().words == "Moved buil"
        assert (again.mark().chart, again.day.date()) == ("theme_lines/B", day)
        assert "You began this note before." in words(again)
        again.pin.click()
        desk.rest(page)
        assert page.trends is not None
        assert [mark.words for mark in page.trends.marks] == ["Moved buil"]
        assert self.begin(desk, page).mark().words == ""

    def test_it_outlives_a_page_that_goes_out_of_sight_as_behind_the_lock(self, desk: Desk) -> None:
        page = desk.page()
        self.type(self.begin(desk, page), "New night rota")
        page.hide()
        assert is_unsaved(page)
        desk.rest(page)
        assert not is_unsaved(page)
        page.show()
        assert self.begin(desk, page).mark().words == "New night rota"

    def test_what_cannot_be_pinned_stays_in_the_window_and_as_a_draft(self, desk: Desk) -> None:
        page = desk.page()
        window = self.begin(desk, page)
        self.type(window, "Long ago")
        window.day.setDate(QDate(1970, 1, 1))
        window.pin.click()
        desk.rest(page)
        assert window.isVisible()
        assert "That day can’t be meant." in words(window)
        window.reject()
        desk.rest(page)
        assert self.begin(desk, page).mark().words == "Long ago"


class TestHowItIsRead:
    def test_a_manager_chooses_the_rules_and_can_take_it_back(self, desk: Desk) -> None:
        page = desk.page()
        page.read_rules()
        window = page.findChild(ReadingWindow)
        assert window is not None
        window.simple.click()
        desk.rest(page)
        assert page.trends is not None
        assert page.trends.settings.simple_rules
        desk.undo()
        desk.rest(page)
        assert not page.trends.settings.simple_rules

    def test_staff_read_the_rules_but_dont_choose_them(self, desk: Desk) -> None:
        desk.jobs.me = desk.hostel.jo
        page = desk.page()
        page.read_rules()
        window = page.findChild(ReadingWindow)
        assert window is not None
        assert not window.simple.isEnabled()
        assert "Your manager chooses this for the team." in words(window)
        assert "rules of thumb" in words(window)


class TestWhereItBegins:
    def test_a_new_team_is_told_where_the_line_begins(self, bare: Desk) -> None:
        page = bare.page()
        assert "sign off your first review" in words(page) or "No review in this time yet." in words(page)
        assert nameless(page) == []

    def test_one_quarter_is_a_starting_point(self, bare: Desk) -> None:
        past.reviewed(bare.hostel, past.AUTUMN, lambda _topic: 2)
        bare.jobs.me = bare.hostel.amina
        page = bare.page()
        assert "One quarter is a starting point.\nThe line begins next time." in words(page)
        assert page.quarters.isHidden()

    def test_levels_are_out_of_sight_while_the_team_rates(self, desk: Desk) -> None:
        desk.hostel.start(quarter=Quarter(2027, 1), scope=Scope.SHORT)
        page = desk.page(parts=" ".join(part.value for part in Part))
        assert "stays hidden while people rate" in words(page)
        assert page.panels.cards == {}
        assert "3.0" not in words(page)
        assert page.choose.theme.isHidden()
        assert page.choose.unsigned.isHidden()
        page.open_theme("A")
        desk.rest(page)
        assert "3.0" not in words(page)

    def test_a_chart_that_may_not_be_drawn_keeps_its_place_and_says_why(self, desk: Desk) -> None:
        page = desk.page(parts="time")
        page.show_trends(made.trends())
        desk.until(lambda: page.is_whole)
        shown = card(page, "time_ledger")
        assert shown.view is None
        assert "Nothing was planned." in words(shown)

    def test_a_part_can_be_asked_for_from_the_topics_of_a_theme(self, desk: Desk) -> None:
        page = desk.page()
        page.open_theme("A")
        desk.rest(page)
        page.show_part(Part.PERSPECTIVES)
        desk.rest(page)
        assert page.whole.isVisible()
        assert page.blocks[Part.PERSPECTIVES].isVisible()
        assert page.blocks[Part.PERSPECTIVES].isAncestorOf(QApplication.focusWidget())


class TestWhoGetsIt:
    def test_staff_of_another_team_are_told_that_it_isnt_theirs(self, desk: Desk) -> None:
        other = desk.hostel.do(teams.add_team, desk.hostel.amina, "Lantern Street", "").result
        desk.jobs.me = desk.hostel.jo
        page = TrendsPage(desk.jobs, other.team_id, desk.files)
        page.show()
        page.reload()
        desk.rest(page)
        assert page.trends is None
        assert "isn’t yours" in words(page)

    def test_staff_of_the_team_read_it(self, desk: Desk) -> None:
        desk.jobs.me = desk.hostel.tom
        assert "Psychological awareness: 3.0" in words(desk.page())

    def test_a_leader_is_told_that_it_isnt_theirs(self, desk: Desk) -> None:
        desk.jobs.me = desk.hostel.lee
        page = desk.page()
        assert page.trends is None
        assert page.trouble.isVisible()
        assert "Awareness" not in words(page)

    def test_what_stood_there_goes_when_it_may_not_be_read_any_more(self, desk: Desk) -> None:
        page = desk.page()
        desk.jobs.me = desk.hostel.lee
        page.reload()
        desk.rest(page)
        assert "Awareness" not in words(page)
        assert page.commands()
