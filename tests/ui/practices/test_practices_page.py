"""The page of keep, drop, restart: its columns, its form, and two who write at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.practice import Choice, Practice
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import practices as stored
from pie_audit.storage import team_parts
from pie_audit.ui.practices.practices_page import PracticesPage
from pie_audit.ui.theme import Mode, apply
from pie_audit.ui.widgets import Button, Chip
from pie_audit.ui.widgets.two_texts import TwoTexts
from pie_audit.workflows.everyday import practices
from pie_audit.workflows.everyday.practices import PracticeLine
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import TODAY, Desk
from tests.ui.shown import words_on

CALL = "Daily partner call"


@pytest.fixture
def page(desk: Desk) -> PracticesPage:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.walk_in()
    opened = desk.jobs.opened
    opened.write(lambda tx: team_parts.turn_part(tx, desk.team_id, TeamPart.PRACTICES, on=True))
    desk.rest()
    return open_page(desk)


def open_page(desk: Desk, argument: str | None = None) -> PracticesPage:
    desk.win.inside.go("practices", argument)
    desk.rest()
    found = desk.win.inside.page()
    assert isinstance(found, PracticesPage)
    return found


def put(desk: Desk, what: str = CALL, **changes: Any) -> Practice:
    value = replace(practices.new_practice(desk.team_id), what=what, **changes)
    return desk.do(practices.save_practice, value).result


def press(page: PracticesPage, name: str) -> None:
    next(b for b in page.findChildren(Button) if b.accessibleName() == name and b.isVisible()).click()


def choose(page: PracticesPage, choice: Choice) -> None:
    page.form.choice.setCurrentIndex(list(Choice).index(choice))
    page.form._on_chosen()


def send(desk: Desk, page: PracticesPage) -> None:
    page.form.send_button.click()
    desk.rest()


def test_page_says_what_belongs_here_before_anything_is_noted(page: PracticesPage) -> None:
    said = words_on(page)
    assert "Nothing to look at yet" in said
    assert not {"Keep", "Drop", "Restart"} & set(said.splitlines())
    assert not page.form.isVisible()


def test_all_three_columns_stand_there_with_the_first_line(desk: Desk, page: PracticesPage) -> None:
    put(desk, choice=Choice.KEEP)
    page.reload()
    desk.rest()
    said = words_on(page)
    assert "Keep (1)" in said
    assert {"Drop", "Restart"} <= set(said.splitlines())
    assert "Nothing to look at yet" not in said


def test_what_was_noted_stands_with_all_its_fields(desk: Desk, page: PracticesPage) -> None:
    page.begin_form()
    for name, words in (
        ("what", CALL),
        ("begun", "spring 2020"),
        ("why", "Nobody could visit."),
        ("gave", "A room within a day."),
        ("to_whom", "people outside"),
        ("cost", "20 minutes a day"),
    ):
        page.form.lines[name].setText(words)
    page.form.has_day.setChecked(True)
    choose(page, Choice.ADAPT)
    page.form.owner.setCurrentIndex(2)
    send(desk, page)
    said = words_on(page)
    for words in (
        CALL,
        "Begun spring 2020",
        "Why it began: Nobody could visit.",
        "It gave: A room within a day.",
        "To whom: people outside",
        "Cost: 20 minutes a day",
        "Held by Tom Whitlock",
        "Look again on 21 May 2027",
        "Adapt (1)",
    ):
        assert words in said, words
    assert not page.form.isVisible()


def test_reason_is_asked_only_for_what_is_dropped(desk: Desk, page: PracticesPage) -> None:
    page.begin_form()
    assert not page.form.lines["reason"].isVisible()
    choose(page, Choice.DROP)
    assert page.form.lines["reason"].isVisible()
    page.form.lines["what"].setText(CALL)
    send(desk, page)
    assert "Dropping something needs a reason." in words_on(page)
    assert desk.troubles == []


def test_kept_without_an_owner_is_said_plainly(desk: Desk, page: PracticesPage) -> None:
    put(desk, choice=Choice.KEEP)
    (chip,) = page.findChildren(Chip)
    assert chip.text() == "kept without an owner"
    put(desk, "Visits", choice=Choice.KEEP, owner_id=desk.jobs.me.member.person_id)
    assert len(page.findChildren(Chip)) == 1


def test_restart_waits_for_a_plan_to_go_into(desk: Desk, page: PracticesPage) -> None:
    me = desk.jobs.me.member.person_id
    put(desk, choice=Choice.RESTART, owner_id=me, review_on=TODAY + timedelta(days=30))
    assert "it can go there once a review has started" in words_on(page)


def test_line_is_changed_taken_away_and_comes_back(desk: Desk, page: PracticesPage) -> None:
    put(desk)
    press(page, "Change")
    page.form.lines["what"].setText("Weekly partner call")
    send(desk, page)
    assert "Weekly partner call" in words_on(page)
    assert len(page.cards) == 1
    press(page, "Take away")
    desk.rest()
    assert page.cards == {}
    desk.ctrl(Qt.Key.Key_Z)
    desk.rest()
    assert "Weekly partner call" in words_on(page)


@pytest.mark.parametrize("mine", [True, False])
def test_two_who_write_at_once_see_both_texts(desk: Desk, page: PracticesPage, mine: bool) -> None:
    one = put(desk)
    press(page, "Change")
    page.form.lines["gave"].setText("Mine")
    desk.do(practices.save_practice, replace(one, gave="Theirs"))
    send(desk, page)
    (both,) = page.findChildren(TwoTexts)
    assert "Theirs" in words_on(page)
    (both.keep_mine if mine else both.keep_theirs).click()
    desk.rest()
    (line,) = page.view.lines
    assert line.practice.gave == ("Mine" if mine else "Theirs")
    assert not page.form.isVisible()


def test_what_somebody_else_changed_comes_in_unasked_and_is_told(desk: Desk, page: PracticesPage) -> None:
    one = put(desk)
    press(page, "Change")
    page.form.lines["gave"].setText("Mine")
    desk.do(practices.save_practice, replace(one, cost="Theirs"))
    send(desk, page)
    (line,) = page.view.lines
    assert (line.practice.gave, line.practice.cost) == ("Mine", "Theirs")
    assert page.findChildren(TwoTexts) == []
    told = "Also kept, as somebody else changed it meanwhile: “What does it cost?”"
    assert told in words_on(page)
    press(page, "Change")
    page.form.edited.emit()
    assert told not in words_on(page)


def test_each_clash_is_chosen_by_itself_and_the_keyboard_goes_on(desk: Desk, page: PracticesPage) -> None:
    one = put(desk)
    press(page, "Change")
    for name in ("gave", "why"):
        page.form.lines[name].setText("Mine")
    desk.do(practices.save_practice, replace(one, gave="Theirs", why="Theirs"))
    send(desk, page)
    (both,) = page.findChildren(TwoTexts)
    assert desk.win.focusWidget() is both.keep_mine
    desk.press(Qt.Key.Key_Space)
    assert desk.win.focusWidget() is both.keep_mine
    both.keep_theirs.click()
    desk.rest()
    (line,) = page.view.lines
    assert (line.practice.why, line.practice.gave) == ("Mine", "Theirs")
    assert desk.win.focusWidget() is page.new_button


def test_somebody_who_left_is_not_let_go_of_by_whoever_changes_something_else(
    desk: Desk, page: PracticesPage
) -> None:
    one = put(desk)
    left = replace(one, owner_id="somebody who left", choice=Choice.KEEP, version=one.version + 1)
    desk.jobs.opened.write(lambda tx: stored.save_practice(tx, left))
    page.reload()
    desk.rest()
    press(page, "Change")
    assert page.form.practice() == left
    choose(page, Choice.RESTART)
    assert page.form.practice().owner_id is None


def test_what_somebody_took_away_can_be_kept_all_the_same(desk: Desk, page: PracticesPage) -> None:
    one = put(desk)
    press(page, "Change")
    page.form.lines["gave"].setText("Mine")
    desk.do(practices.take_away, one)
    send(desk, page)
    (both,) = page.findChildren(TwoTexts)
    both.keep_mine.click()
    desk.rest()
    (line,) = page.view.lines
    assert line.practice.gave == "Mine"


def test_change_begun_before_somebody_elses_knows_it(desk: Desk, page: PracticesPage) -> None:
    one = put(desk)
    press(page, "Change")
    page.form.lines["gave"].setText("Mine")
    page.form.edited.emit()
    page.flush()
    desk.rest()
    theirs = replace(one, gave="Theirs", version=one.version + 1)
    desk.jobs.opened.write(lambda tx: stored.save_practice(tx, theirs))
    fresh = PracticesPage(desk.jobs, desk.team_id)
    fresh.reload()
    desk.rest()
    assert fresh.form.lines["gave"].text() == "Mine"
    send(desk, fresh)
    assert len(fresh.findChildren(TwoTexts)) == 1
    assert [line.practice for line in page.view.lines] == [theirs]
    fresh.deleteLater()


def test_line_that_somebody_changed_is_not_taken_away_unread(desk: Desk, page: PracticesPage) -> None:
    one = put(desk)
    theirs = desk.do(practices.save_practice, replace(one, gave="Theirs")).result
    page._on_away(PracticeLine(one, ""))
    desk.rest()
    assert "Somebody changed this since." in words_on(desk.win)
    assert [line.practice for line in page.view.lines] == [theirs]


def test_words_that_were_begun_are_there_again(desk: Desk, page: PracticesPage) -> None:
    page.begin_form()
    desk.type(CALL)
    desk.win.inside.go("home")
    desk.rest()
    kept = desk.jobs.opened.read(lambda tx: practices.board(tx, desk.jobs.me, desk.team_id))
    assert kept.begun["what"] == CALL
    page.form.new_button.click()
    desk.rest()
    kept = desk.jobs.opened.read(lambda tx: practices.board(tx, desk.jobs.me, desk.team_id))
    assert kept.begun == {}


def test_half_a_year_later_the_page_says_so_until_somebody_looked(desk: Desk, page: PracticesPage) -> None:
    old = replace(
        practices.new_practice(desk.team_id),
        what=CALL,
        choice=Choice.KEEP,
        looked_at_on=TODAY - practices.HALF_A_YEAR,
    )
    desk.jobs.opened.write(lambda tx: stored.save_practice(tx, old))
    desk.rest()
    assert "Half a year since we looked at what to keep" in words_on(page)
    page._on_looked(0)
    desk.rest()
    assert not page.due.isVisible()


def test_new_on_the_way_in_opens_the_form(desk: Desk, page: PracticesPage) -> None:
    assert open_page(desk, "new").form.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_has_a_name_and_nothing_scrolls_sideways(
    desk: Desk, page: PracticesPage, percent: int
) -> None:
    for choice in Choice:
        me = desk.jobs.me.member.person_id
        put(desk, choice=choice, owner_id=me, review_on=TODAY, reason="So.")
    page.begin_form()
    apply(desk.app, Mode.LIGHT, percent)
    desk.win.resize(1024, 700)
    desk.rest()
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= page.width()


def test_a_long_column_tells_its_number_and_shows_more_on_demand(desk: Desk, page: PracticesPage) -> None:
    for n in range(practices.PAGE + 1):
        put(desk, f"Call {n:02}", choice=Choice.KEEP)
    page.reload()
    desk.rest()
    assert len(page.cards) == practices.PAGE
    assert f"Keep ({practices.PAGE + 1})" in words_on(page)
    assert nameless(page) == []
    press(page, "Show more: Keep")
    desk.rest()
    assert len(page.cards) == practices.PAGE + 1
    assert not [b for b in page.findChildren(Button) if b.accessibleName().startswith("Show more")]
