"""While a line is being kept: what is typed on stays, and what is wanted next waits for its turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.practice import Choice
from pie_audit.ui.practices.practices_page import PracticesPage
from pie_audit.workflows.everyday import practices
from tests.ui.held import held
from tests.ui.practices.test_practices_page import CALL, choose, page, press, put
from tests.ui.shell.desk import Desk
from tests.ui.shown import words_on

__all__ = ["page"]


def begun(desk: Desk) -> dict[str, str]:
    return desk.jobs.opened.read(lambda tx: practices.board(tx, desk.jobs.me, desk.team_id)).begun


def types(page: PracticesPage, field: str, words: str) -> None:
    page.form.lines[field].setText(words)
    page.form.edited.emit()


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_typed_on_is_a_change_of_what_was_kept(desk: Desk, page: PracticesPage, is_new: bool) -> None:
    if is_new:
        page.begin_form()
    else:
        put(desk)
        press(page, "Change")
    types(page, "what", CALL)
    types(page, "cost", "20 minutes")
    with held(desk.jobs):
        page.form.send_button.click()
        types(page, "gave", "A room within a day.")
    desk.rest()
    assert page.form.isVisible()
    assert page.form.lines["gave"].text() == "A room within a day."
    assert [line.practice.gave for line in page.view.lines] == [""]
    page.form.send_button.click()
    desk.rest()
    (line,) = page.view.lines
    assert (line.practice.gave, line.practice.cost) == ("A room within a day.", "20 minutes")
    assert not page.form.isVisible()
    page.flush()
    desk.rest()
    assert begun(desk) == {}


def test_another_line_comes_into_the_form_once_the_first_was_kept(desk: Desk, page: PracticesPage) -> None:
    put(desk, "Visits")
    page.begin_form()
    types(page, "what", CALL)
    with held(desk.jobs):
        page.form.send_button.click()
        press(page, "Change")
        assert page.form.lines["what"].text() == CALL
    desk.rest()
    assert page.form.isVisible()
    assert page.form.lines["what"].text() == "Visits"
    assert {line.practice.what for line in page.view.lines} == {CALL, "Visits"}


def test_what_was_refused_stays_in_the_form(desk: Desk, page: PracticesPage) -> None:
    put(desk, "Visits")
    page.begin_form()
    choose(page, Choice.DROP)
    types(page, "what", CALL)
    with held(desk.jobs):
        page.form.send_button.click()
        press(page, "Change")
    desk.rest()
    assert page.form.lines["what"].text() == CALL
    assert "Dropping something needs a reason." in words_on(page)
    types(page, "reason", "Nobody rings.")
    page.form.send_button.click()
    desk.rest()
    assert {line.practice.what for line in page.view.lines} == {CALL, "Visits"}
    assert not page.form.isVisible()


def test_what_came_in_is_not_taken_back_by_what_is_typed_on(desk: Desk, page: PracticesPage) -> None:
    kept = put(desk)
    press(page, "Change")
    types(page, "cost", "20 minutes")
    desk.do(practices.save_practice, replace(kept, to_whom="Whoever calls"), kept)
    with held(desk.jobs):
        page.form.send_button.click()
        types(page, "gave", "A room within a day.")
    desk.rest()
    assert page.form.lines["to_whom"].text() == "Whoever calls"
    page.form.send_button.click()
    desk.rest()
    (line,) = page.view.lines
    now = line.practice
    assert (now.to_whom, now.cost, now.gave) == ("Whoever calls", "20 minutes", "A room within a day.")


def test_typing_over_what_came_in_unseen_is_asked_about(desk: Desk, page: PracticesPage) -> None:
    kept = put(desk)
    press(page, "Change")
    types(page, "cost", "20 minutes")
    desk.do(practices.save_practice, replace(kept, to_whom="Whoever calls"), kept)
    with held(desk.jobs):
        page.form.send_button.click()
        types(page, "to_whom", "Our neighbours")
    desk.rest()
    page.form.send_button.click()
    desk.rest()
    assert page.two.is_asking
    assert [line.practice.to_whom for line in page.view.lines] == ["Whoever calls"]


def test_words_that_nobody_kept_make_no_room_for_another_line(desk: Desk, page: PracticesPage) -> None:
    put(desk, "Visits")
    page.begin_form()
    types(page, "what", CALL)
    press(page, "Change")
    desk.rest()
    assert page.form.lines["what"].text() == CALL
    assert "You began something else here, and it isn’t kept yet." in words_on(page)
    page.form.new_button.click()
    press(page, "Change")
    assert page.form.lines["what"].text() == "Visits"
    types(page, "gave", "A face at the door.")
    page.begin_form()
    assert page.form.lines["gave"].text() == "A face at the door."
    press(page, "Change")
    assert page.form.lines["gave"].text() == "A face at the door."
