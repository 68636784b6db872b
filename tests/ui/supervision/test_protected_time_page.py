"""Protected time on the screen: counts for the team, lines of one person behind a click, nobody's name before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.changed import Kind
from pie_audit.domain.session import Session, SessionKind, SessionStatus
from pie_audit.domain.team import Standing
from pie_audit.storage import people, sessions
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.supervision.ledger_lines import FoldedLines
from pie_audit.ui.supervision.protected_time_page import ProtectedTimePage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Banner, Button, WrapLabel, put_in_reading_order
from pie_audit.workflows import plans
from tests.patience import wait_for
from tests.quarter import Hostel, finished, hostel
from tests.ui.accessibility import doubled, focus_order, misnamed_roles, nameless, spoken
from tests.ui.conftest import settle
from tests.ui.supervision.ledger_year import live_a_year

__all__ = ["finished", "hostel"]

Show = Callable[..., ProtectedTimePage]


@pytest.fixture
def jobs(hostel: Hostel, qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs(hostel.worker)
    made.begin(hostel.opened)
    made.me = hostel.amina
    bugs: list[BaseException] = []
    made.bug.connect(bugs.append)
    yield made
    assert not bugs


@pytest.fixture
def show(hostel: Hostel, jobs: Jobs, qtbot: Any) -> Show:
    """A page over a year of sessions, at whoever's screen."""

    def page_of(
        who: str = "amina", *, year: bool = True, team: bool = True, size: tuple[int, int] = (1144, 768)
    ):
        if year:
            live_a_year(hostel)
        jobs.me = hostel.people[who]
        page = ProtectedTimePage(jobs, hostel.team_id if team else None)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.reload()
        until(lambda: page.view is not None)
        settle()
        return page

    return page_of


def until(condition: Callable[[], bool]) -> None:
    wait_for(condition, QApplication.processEvents)
    settle()


def words(page: ProtectedTimePage) -> str:
    """Everything that shows."""
    shown = [w.text() for w in page.findChildren(WrapLabel) if w.isVisible()]
    return "\n".join([*shown, *(b.text() for b in page.findChildren(Button) if b.isVisible())])


def button(page: ProtectedTimePage, text: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.isVisible() and b.text() == text)


def test_the_year_is_told_in_figures_words_and_a_sentence(show: Show) -> None:
    page = show()
    said = words(page)
    for part in (
        "53 of 62",
        "85%",
        "57 h",
        "of 68 h planned, 83%",
        "53 of 62 planned sessions were held, 85%. Supervision: 42 of 48, 88%; Reflective group: 9 of 12, 75%;",
        "Nobody gets marked down for this.",
        "Supervision, groups and debriefs since December 2025",
    ):
        assert part in said
    assert [page.grid.months.item(row, 0).text() for row in range(3)] == [
        "Supervision",
        "Reflective group",
        "Debrief",
    ]
    assert page.grid.months.item(0, 4).text() == "some"


def test_no_aim_no_rate_of_people_and_nobody_s_name_stands_on_it(show: Show, hostel: Hostel) -> None:
    page = show()
    everything = words(page) + page.grid.numbers.text()
    names = [me.member.name for me in hostel.people.values()]
    assert not [name for name in names if name in everything]
    assert "aim" not in everything.lower().replace("claim", "")


def test_why_sessions_were_lost_is_counted(show: Show) -> None:
    said = words(show())
    assert "Not enough staff\n7" in said
    assert "Called off by: 9 × the service." in said
    assert "Reflective group: the last 2 were lost." in said


def test_a_small_team_is_told_why_there_are_no_reasons(show: Show, hostel: Hostel) -> None:
    for name in ("dee", "tom"):
        gone = hostel.people[name].member.person_id
        hostel.opened.write(
            lambda tx, gone=gone: people.set_standing(tx, gone, Standing.LEFT, week="2026-W47")
        )
    said = words(show())
    assert "Fewer than five people are in this team, so reasons aren’t counted." in said
    assert "Not enough staff" not in said
    assert "Paid or own time" not in said
    assert "53 of 62" in said


def test_staff_see_the_counts_and_neither_cover_nor_ask(show: Show) -> None:
    said = words(show("sam"))
    assert "53 of 62" in said
    assert "Who is away when" not in said
    assert "Add to the ask" not in said
    assert "My own line" in said


def test_the_numbers_are_the_same_as_a_table(show: Show) -> None:
    page = show()
    page.grid.switch.set_chosen(1)
    page.grid.switch.chosen.emit(1)
    assert page.grid.numbers.isVisible()
    assert not page.grid.months.isVisible()
    assert "Supervision, 48, 42, 0, 0, 6, 88%, 42 h" in page.grid.numbers.text()
    assert "All together, 62, 53, 2, 0, 9, 85%, 57 h" in page.grid.numbers.text()
    assert spoken(page.grid.numbers) == "Sessions by kind, in numbers"


def test_the_cell_in_hand_is_told_in_full(show: Show) -> None:
    page = show()
    page.grid.months.setFocus()
    for _step in range(3):
        QTest.keyClick(page.grid.months, Qt.Key.Key_Right)
    assert page.grid.chosen.text() == "Supervision, March 2026: 3 of 4 held, 75%; 1 lost"


def test_this_quarter_is_one_click_away(show: Show) -> None:
    page = show()
    page.span.set_chosen(1)
    page.span.chosen.emit(1)
    until(lambda: len(page.view.period.months) == 2)
    assert "since October 2026" in page.heading.context.text()
    assert page.grid.months.columnCount() == 4


def test_my_own_line_is_read_only_when_i_ask_for_it(show: Show) -> None:
    page = show("jo")
    assert "Amina" not in words(page)
    page.own.button.click()
    until(lambda: "With Amina Yusuf" in words(page))
    assert "3 October 2026: 60 minutes, not held" in words(page)
    assert "Sam" not in words(page)
    page.own.button.click()
    settle()
    assert "Amina" not in words(page)


def test_a_line_that_was_folded_meanwhile_stays_folded(show: Show) -> None:
    page = show("jo")
    page.own.button.click()
    page.own.button.click()
    page.own.show_lines(())
    assert page.own.lines.count() == 0


def test_somebody_without_sessions_is_told_so(show: Show) -> None:
    page = show("lee", team=False)
    page.own.button.click()
    until(lambda: "You have no one-to-one sessions in this time." in words(page))
    assert "Leaders’ sessions: 0 min in this time" in words(page)
    assert "What was planned, what happened" not in words(page)


def test_cover_shows_dates_of_the_one_who_was_chosen_and_no_reason(show: Show) -> None:
    page = show()
    page.cover.button.click()
    until(lambda: page.cover.choice is not None)
    assert [page.cover.choice.itemText(at) for at in range(3)] == ["Choose somebody", "Dee", "Jo"]
    page.cover.choice.setCurrentIndex(2)
    page.cover.choice.activated.emit(2)
    until(lambda: "3 October 2026: 60 minutes, called off" in words(page.cover))
    assert "staff" not in words(page.cover)
    assert "Amina" not in words(page.cover)


def test_the_ask_goes_into_the_plan(show: Show, hostel: Hostel) -> None:
    hostel.start()
    page = show()
    went: list[tuple[str, object]] = []
    page.went_to.connect(lambda area, argument: went.append((area, argument)))
    button(page, "Add to the ask").click()
    until(lambda: bool(went))
    view = hostel.see(plans.plan_page, hostel.amina, hostel.team_id)
    (action,) = [a for group in view.groups for a in group.actions]
    assert went == [("plan", action.action_id)]


def test_an_ask_without_a_review_says_what_to_do(show: Show) -> None:
    page = show()
    button(page, "Add to the ask").click()
    until(page.problem.isVisible)
    assert "Start this quarter’s review first." in words(page)


def test_booking_goes_to_supervision(show: Show) -> None:
    page = show()
    went: list[str] = []
    page.went_to.connect(lambda area, _argument: went.append(area))
    page.book.click()
    button(page, "Protect the next one").click()
    assert went == ["supervision", "supervision"]


def test_a_year_without_sessions_says_so(show: Show) -> None:
    said = words(show(year=False))
    assert "Nothing planned in this time" in said
    assert "of 0" not in said


def test_past_sessions_nobody_wrote_up_are_mentioned(show: Show, hostel: Hostel) -> None:
    forgotten = Session(
        "x", SessionKind.GROUP, hostel.team_id, date(2026, 11, 16), 60, status=SessionStatus.NOT_YET
    )
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, [forgotten]))
    assert "1 past session waits for a word: was it held?" in words(show(year=False))


def test_leaders_time_is_one_figure(show: Show, hostel: Hostel) -> None:
    held = {"status": SessionStatus.HELD, "held_min": 90}
    spent = Session("x", SessionKind.LEADERS, None, date(2026, 11, 2), 90, **held)
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, [spent]))
    assert "Leaders’ sessions: 1 h 30 min in this time, in the whole workspace." in words(
        show("sam", year=False)
    )


def test_it_offers_its_verbs_by_words(show: Show) -> None:
    titles = [command.words for command in show().commands()]
    assert titles == ["Book a session", "Show my own sessions", "Add to the ask"]
    assert Kind.SESSIONS in ProtectedTimePage.KINDS


@pytest.mark.parametrize(
    ("size", "percent"), [((1144, 768), 100), ((958, 700), 100), ((958, 700), 200), ((1144, 768), 150)]
)
def test_it_never_scrolls_sideways(show: Show, size: tuple[int, int], percent: int) -> None:
    apply(QApplication.instance(), "light", percent)
    page = show(size=size)
    page.own.button.click()
    page.cover.button.click()
    until(lambda: page.cover.choice is not None)
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= size[0]
    assert page.grid.months.months_across is (percent < 200)


def test_everything_has_a_name_and_tab_follows_the_reading(show: Show) -> None:
    page = show()
    for fold in page.findChildren(FoldedLines):
        fold.button.click()
    until(lambda: page.cover.choice is not None)
    assert nameless(page) == []
    assert misnamed_roles(page) == []
    assert doubled(page) == []
    put_in_reading_order(page)
    assert focus_order(page) == []
    assert not [b for b in page.findChildren(Banner) if b.isVisible()]


def test_a_long_series_to_come_doesn_t_hide_what_has_been(show: Show, hostel: Hostel) -> None:
    pair = {"supervisor_id": hostel.amina.member.person_id, "supervisee_id": hostel.jo.member.person_id}
    coming = [
        Session(f"x{n}", SessionKind.SUPERVISION, hostel.team_id, date(2027, 1, n), 60, **pair)
        for n in range(1, 20)
    ]
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, coming))
    page = show("jo")
    page.own.button.click()
    until(lambda: "With Amina Yusuf" in words(page))
    said = words(page.own)
    assert "3 November 2026: 60 minutes, held" in said
    assert "1 January 2027: 60 minutes, to come" in said
    assert "4 January 2027" not in said
