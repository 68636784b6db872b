"""The page of a team's small logs: written by anybody, checked for names, changed, taken away and brought back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.small_logs import WinReach
from pie_audit.domain.team_part import SMALL_LOGS, TeamPart
from pie_audit.storage.transaction import Transaction
from pie_audit.ui.home.log_view import LogView
from pie_audit.ui.home.small_log_forms import WinForm
from pie_audit.ui.home.small_logs_page import SAVE_WITHIN_MS, SmallLogsPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Button, WrapLabel
from pie_audit.ui.widgets.two_texts import TwoTexts
from pie_audit.workflows.everyday import (
    small_log_views,
    small_logs,
)
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import Desk
from tests.ui.shown import words_on


@pytest.fixture
def page(desk: Desk) -> SmallLogsPage:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.walk_in()
    desk.turn_on(*SMALL_LOGS)
    desk.rest()
    return open_page(desk)


def open_page(desk: Desk, argument: str | None = None) -> SmallLogsPage:
    desk.win.inside.go("small-logs", argument)
    desk.rest()
    found = desk.win.inside.page()
    assert isinstance(found, SmallLogsPage)
    return found


def form(page: SmallLogsPage, part: TeamPart = TeamPart.WINS) -> Any:
    return page.view_of(part).form


def press(page: SmallLogsPage, name: str) -> None:
    next(b for b in page.findChildren(Button) if b.accessibleName() == name and b.isVisible()).click()


def put_up(desk: Desk, page: SmallLogsPage, words: str) -> None:
    form(page).words.setText(words)
    form(page).send_button.click()
    desk.rest()


def note_errand(desk: Desk, page: SmallLogsPage, minutes: str) -> None:
    asked = form(page, TeamPart.FRICTION)
    asked.trying.setText("A room for tonight")
    asked.process.setText("Housing office")
    asked.minutes.setText(minutes)
    asked.send_button.click()
    desk.rest()


def test_a_line_goes_to_the_wall_and_the_form_is_ready_for_the_next(desk: Desk, page: SmallLogsPage) -> None:
    assert "Nothing yet. One line is plenty." in words_on(page)
    form(page).thanks.setText("the night team")
    form(page).papers.setChecked(True)
    put_up(desk, page, "Two of us had breakfast together")
    assert "“Two of us had breakfast together”" in words_on(page)
    assert "Thanks to the night team" in words_on(page)
    assert "week of 16 November" in words_on(page)
    assert page.view.wins[0].reach is WinReach.PAPERS
    assert (form(page).words.text(), form(page).papers.isChecked()) == ("", False)


def test_a_name_is_pointed_out_once_and_can_be_replaced(desk: Desk, page: SmallLogsPage) -> None:
    put_up(desk, page, "We sat in the garden with Tom")
    assert page.view.wins == ()
    assert page.view_of(TeamPart.WINS).names.isVisible()
    write = next(
        b
        for b in page.view_of(TeamPart.WINS).names.findChildren(Button)
        if b.accessibleName().startswith("Write “")
    )
    write.click()
    desk.rest()
    assert "Tom" not in form(page).words.text()
    assert not page.view_of(TeamPart.WINS).names.isVisible()
    form(page).send_button.click()
    desk.rest()
    assert len(page.view.wins) == 1


def test_the_name_check_never_blocks(desk: Desk, page: SmallLogsPage) -> None:
    put_up(desk, page, "We sat in the garden with Tom")
    press(page, "Put it up as it is")
    desk.rest()
    assert [w.words for w in page.view.wins] == ["We sat in the garden with Tom"]


def test_what_is_missing_is_said_and_nothing_is_lost(desk: Desk, page: SmallLogsPage) -> None:
    form(page).thanks.setText("the cook")
    put_up(desk, page, "  ")
    assert "There’s no sentence yet." in words_on(page)
    assert form(page).thanks.text() == "the cook"
    assert desk.troubles == []


def test_a_line_is_changed_and_taken_off_and_comes_back(desk: Desk, page: SmallLogsPage) -> None:
    put_up(desk, page, "A quiet night")
    press(page, "Change: A quiet night")
    put_up(desk, page, "A calm night")
    assert [w.words for w in page.view.wins] == ["A calm night"]
    press(page, "Take off: A calm night")
    desk.rest()
    assert page.view.wins == ()
    desk.ctrl(Qt.Key.Key_Z)
    desk.rest()
    assert [w.words for w in page.view.wins] == ["A calm night"]


def test_leaving_a_change_leaves_it_as_it_was(desk: Desk, page: SmallLogsPage) -> None:
    put_up(desk, page, "A quiet night")
    press(page, "Change: A quiet night")
    form(page).words.setText("Something else")
    press(page, "Leave it as it was")
    desk.rest()
    assert form(page).words.text() == ""
    assert [w.words for w in page.view.wins] == ["A quiet night"]


def test_words_that_nobody_kept_make_no_room_for_another_entry(desk: Desk, page: SmallLogsPage) -> None:
    put_up(desk, page, "A quiet night")
    put_up(desk, page, "Soup for all")
    form(page).words.setText("We sat in the")
    press(page, "Change: A quiet night")
    assert form(page).words.text() == "We sat in the"
    assert "You began something else here, and it isn’t kept yet." in words_on(page)
    press(page, "Leave it")
    desk.rest()
    press(page, "Change: A quiet night")
    form(page).words.setText("A quieter night")
    for other in ("Soup for all", "A quiet night"):
        press(page, f"Change: {other}")
        assert form(page).words.text() == "A quieter night"
    form(page).send_button.click()
    desk.rest()
    assert {w.words for w in page.view.wins} == {"A quieter night", "Soup for all"}
    assert not form(page).new_button.isVisible()


def test_three_errands_add_up_and_two_do_not(desk: Desk, page: SmallLogsPage) -> None:
    page = open_page(desk, "new-friction")
    note_errand(desk, page, "270")
    note_errand(desk, page, "45")
    assert "fewer than 3 entries: not summed" in words_on(page)
    note_errand(desk, page, "30")
    assert "5.8 hours, 3 entries" in words_on(page)


@pytest.mark.parametrize("minutes", ["", "0", "a while", "9999"])
def test_minutes_that_are_none_are_asked_for(desk: Desk, page: SmallLogsPage, minutes: str) -> None:
    page = open_page(desk, "new-friction")
    note_errand(desk, page, minutes)
    assert "The time lost isn’t there yet." in words_on(page)
    assert form(page, TeamPart.FRICTION).trying.text() == "A room for tonight"
    assert page.view.friction == ()


def test_a_story_is_counted_under_the_next_throwaway_label(desk: Desk, page: SmallLogsPage) -> None:
    page = open_page(desk, "new-tellings")
    assert form(page, TeamPart.TELLINGS).label.text() == "T1"
    for line, number in (("times", "6"), ("agencies", "3"), ("avoidable", "2")):
        getattr(form(page, TeamPart.TELLINGS), line).setText(number)
    form(page, TeamPart.TELLINGS).send_button.click()
    desk.rest()
    assert "T1: told 6 times to 3 agencies" in words_on(page)
    assert "Half of these stories were told 6 times or more." in words_on(page)
    assert form(page, TeamPart.TELLINGS).label.text() == "T2"


def test_what_is_typed_is_kept_and_there_again_after_a_lock(desk: Desk, page: SmallLogsPage) -> None:
    form(page).words.setFocus()
    desk.type("We planted beans")
    assert SAVE_WITHIN_MS <= 1500
    desk.win.inside.go("home")
    desk.rest()
    desk.win.lock()
    desk.rest()
    desk.until(lambda: desk.jobs.me is None)
    come_back(desk)
    assert form(open_page(desk)).words.text() == "We planted beans"
    assert open_page(desk).view.wins == ()


def test_a_change_that_was_begun_is_still_that_change(desk: Desk, page: SmallLogsPage) -> None:
    put_up(desk, page, "A quiet night")
    press(page, "Change: A quiet night")
    form(page).words.setFocus()
    desk.type("Nearly ")
    page.flush()
    desk.rest()
    fresh = SmallLogsPage(desk.jobs, page.view.team.team_id)
    fresh.reload()
    desk.rest()
    assert form(fresh).is_changing
    assert form(fresh).entry().win_id == page.view.wins[0].win_id
    fresh.deleteLater()


def sams_change(desk: Desk, page: SmallLogsPage, words: str) -> Any:
    """What a colleague makes of the only win while it is being changed here."""
    (win,) = page.view.wins
    desk.do(small_logs.save_win, replace(win, words=words), win)
    desk.rest()
    return win


def the_two(page: SmallLogsPage) -> TwoTexts:
    (both,) = page.findChildren(TwoTexts)
    return both


@pytest.mark.parametrize(
    ("keep", "stays"), [("Keep yours", "A quiet night for all"), ("Keep theirs", "A calm night")]
)
def test_somebody_elses_change_stands_beside_mine_and_one_is_chosen(
    desk: Desk, page: SmallLogsPage, keep: str, stays: str
) -> None:
    put_up(desk, page, "A quiet night")
    press(page, "Change: A quiet night")
    form(page).words.setText("A quiet night for all")
    sams_change(desk, page, "A calm night")
    form(page).send_button.click()
    desk.rest()
    said = words_on(the_two(page))
    assert "Somebody else changed this while you were writing." in said
    assert "Nothing is lost. Choose what stays." in said
    assert ("A quiet night for all" in said, "A calm night" in said) == (True, True)
    assert form(page).words.text() == "A quiet night for all"
    assert [win.words for win in page.view.wins] == ["A calm night"]
    press(page, keep)
    desk.rest()
    assert [win.words for win in page.view.wins] == [stays]
    assert (page.findChildren(TwoTexts), form(page).words.text(), form(page).is_changing) == ([], "", False)


def test_words_typed_while_the_rest_is_on_its_way_undo_nothing_that_came_in(
    desk: Desk, page: SmallLogsPage
) -> None:
    put_up(desk, page, "A quiet night")
    press(page, "Change: A quiet night")
    form(page).words.setText("A quiet night for all")
    (win,) = page.view.wins
    desk.do(small_logs.save_win, replace(win, made_possible_by="the night team"), win)
    desk.rest()
    form(page).send_button.click()
    form(page).agencies.setText("The clinic")  # nothing has arrived yet
    form(page).edited.emit()
    desk.rest()
    assert form(page).thanks.text() == "the night team"
    form(page).send_button.click()
    desk.rest()
    (now,) = page.view.wins
    assert (now.words, now.made_possible_by, now.agencies) == (
        "A quiet night for all",
        "the night team",
        "The clinic",
    )


@pytest.mark.parametrize(("percent", "width"), [(100, 1366), (200, 1024)])
def test_both_texts_are_named_and_never_too_wide(
    desk: Desk, page: SmallLogsPage, percent: int, width: int
) -> None:
    put_up(desk, page, "A quiet night")
    press(page, "Change: A quiet night")
    form(page).words.setText("A quiet night for all of us, on both floors")
    sams_change(desk, page, "A calm night, with two of us awake until the morning")
    form(page).send_button.click()
    desk.rest()
    apply(desk.app, "light", percent)
    desk.win.resize(width, 768)
    desk.rest()
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert desk.win.focusWidget() is the_two(page).keep_mine


def test_sending_again_without_choosing_asks_again(desk: Desk, page: SmallLogsPage) -> None:
    put_up(desk, page, "A quiet night")
    press(page, "Change: A quiet night")
    form(page).words.setText("Mine")
    sams_change(desk, page, "Theirs")
    for _time in range(2):
        form(page).send_button.click()
        desk.rest()
        assert "Theirs" in words_on(the_two(page))
    assert [win.words for win in page.view.wins] == ["Theirs"]


def test_what_somebody_took_off_meanwhile_goes_up_again_only_on_wish(desk: Desk, page: SmallLogsPage) -> None:
    put_up(desk, page, "A quiet night")
    press(page, "Change: A quiet night")
    form(page).words.setText("Mine")
    desk.do(small_logs.take_win_off, page.view.wins[0])
    desk.rest()
    form(page).send_button.click()
    desk.rest()
    assert "This was taken away while you were writing." in words_on(the_two(page))
    assert page.view.wins == ()
    press(page, "Keep yours")
    desk.rest()
    assert [win.words for win in page.view.wins] == ["Mine"]


def test_change_begun_before_somebody_elses_knows_it_after_a_lock_too(
    desk: Desk, page: SmallLogsPage
) -> None:
    put_up(desk, page, "A quiet night")
    press(page, "Change: A quiet night")
    form(page).words.setText("Mine")
    form(page).edited.emit()
    page.flush()
    desk.rest()
    sams_change(desk, page, "Theirs")
    fresh = SmallLogsPage(desk.jobs, page.view.team.team_id)
    fresh.reload()
    desk.rest()
    assert form(fresh).words.text() == "Mine"
    form(fresh).send_button.click()
    desk.rest()
    assert any("Theirs" in label.text() for label in the_two(fresh).findChildren(WrapLabel))
    assert [win.words for win in page.view.wins] == ["Theirs"]
    fresh.deleteLater()


def test_an_entry_that_somebody_changed_is_not_taken_off_unread(desk: Desk, page: SmallLogsPage) -> None:
    put_up(desk, page, "A quiet night")
    seen = page.view.wins[0]
    sams_change(desk, page, "A calm night")
    page.view_of(TeamPart.WINS).take_out(seen)
    desk.rest()
    assert [win.words for win in page.view.wins] == ["A calm night"]
    assert "Somebody changed this since." in words_on(desk.win)
    press(page, "Take off: A calm night")
    desk.rest()
    assert page.view.wins == ()


def test_words_written_on_while_a_line_is_on_its_way_change_what_was_sent(
    desk: Desk, page: SmallLogsPage
) -> None:
    form(page).words.setText("A quiet night")
    form(page).send_button.click()
    form(page).words.setText("A quiet night for all")
    form(page).edited.emit()
    desk.rest()
    form(page).send_button.click()
    desk.rest()
    assert [win.words for win in page.view.wins] == ["A quiet night for all"]
    assert page.findChildren(TwoTexts) == []


def come_back(desk: Desk) -> None:
    door = desk.win.door.page
    door._typed_field.hide()
    door._choose("Amina Yusuf")
    door._password.setText("Quiet lamp under seven stairs")
    door._on_go()
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()


def test_filling_never_saves(desk: Desk, page: SmallLogsPage) -> None:
    me, team_id = desk.jobs.me, page.view.team.team_id
    win = replace(small_logs.new_win(me, team_id), words="Seen by all")
    before = page.view.begun
    page.view_of(TeamPart.WINS).change(win)
    page.show_logs(replace(page.view, wins=(win,)))
    desk.rest()
    view = desk.jobs.opened.read(lambda tx: small_log_views.look(tx, me, team_id))
    assert (view.wins, view.begun) == ((), before)


def test_the_palette_leads_to_each_form(desk: Desk, page: SmallLogsPage) -> None:
    begin: dict[str, Callable[[], object]] = {c.words: c.run for c in page.commands()}
    begin["Something took too long"]()
    desk.rest()
    assert page.views.index() == 1
    assert form(page, TeamPart.FRICTION).trying.hasFocus()


@pytest.mark.parametrize("view", range(len(SMALL_LOGS)))
def test_it_is_never_too_wide_and_every_control_has_a_name_in_any_look(
    view: int, desk: Desk, page: SmallLogsPage
) -> None:
    put_up(desk, page, "Two neighbours came to the open door and stayed for soup")
    page.views.set_chosen(view)
    page.switch_to(view)
    for look in ((100, (1024, 700)), (200, (1366, 768)), (200, (1024, 700))):
        apply(desk.app, "light", look[0])
        desk.win.resize(*look[1])
        desk.rest()
        assert (look, desk.overflow(), nameless(page)) == (look, [], [])


def test_nobody_types_before_the_page_was_read(desk: Desk) -> None:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.walk_in()
    desk.turn_on(TeamPart.WINS)
    desk.rest()
    open_page(desk)
    early = LogView(desk.win.jobs, TeamPart.WINS, WinForm(), lambda _view, _logs: ())
    assert not early.form.words.isEnabled()
    early.deleteLater()
    assert form(open_page(desk)).words.isEnabled()


def test_words_typed_while_a_line_is_on_its_way_stay(desk: Desk, page: SmallLogsPage) -> None:
    form(page).words.setText("Two of us had breakfast")
    form(page).send_button.click()
    form(page).words.setText("Two of us had breakfast together")
    form(page).edited.emit()
    desk.rest()
    assert form(page).words.text() == "Two of us had breakfast together"
    form(page).send_button.click()
    desk.rest()
    assert [w.words for w in page.view.wins] == ["Two of us had breakfast together"]


def test_only_parts_in_use_have_a_view_and_none_at_all_says_where_to_choose(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.walk_in()
    team_id = next(iter(desk.jobs.me.member.teams))
    page = SmallLogsPage(desk.jobs, team_id)
    page.resize(1024, 700)
    page.show()
    page.reload()
    desk.rest()
    assert "Your team notes none of these yet" in words_on(page)
    assert (page.parts, page.commands()) == ((), ())
    desk.turn_on(TeamPart.REFUSALS)
    page.reload()
    desk.rest()
    assert (page.part, page.views) == (TeamPart.REFUSALS, None)
    assert "Your team notes none of these yet" not in words_on(page)
    desk.turn_on(TeamPart.DOORS)
    page.reload()
    desk.rest()
    assert page.parts == (TeamPart.REFUSALS, TeamPart.DOORS)
    assert [command.words for command in page.commands()] == [
        "Somebody was turned away",
        "Write a door card",
    ]
    page.deleteLater()


def test_fifty_are_shown_and_more_on_wish(desk: Desk, page: SmallLogsPage) -> None:
    me, team_id = desk.jobs.me, page.view.team.team_id

    def write(tx: Transaction) -> None:
        for at in range(60):
            small_logs.save_win(tx, me, small_logs.new_win(me, team_id, f"Line {at}"))

    desk.jobs.opened.write(write)
    page.reload()
    desk.rest()
    assert len(page.view.wins) == 50
    press(page, "Show more")
    desk.rest()
    assert len(page.view.wins) == 60
    assert "Show more" not in [b.accessibleName() for b in page.findChildren(Button) if b.isVisible()]


def test_a_view_that_the_hub_names_is_opened_with_the_focus_on_the_choice(
    desk: Desk, page: SmallLogsPage
) -> None:
    for part in SMALL_LOGS:
        page = open_page(desk, part.value)
        assert (page.part, page.views.index()) == (part, SMALL_LOGS.index(part))
    page = open_page(desk, "new-door")
    assert form(page, TeamPart.DOORS).agency.hasFocus()


def test_markup_stays_plain_text(desk: Desk, page: SmallLogsPage) -> None:
    page = open_page(desk, "new-door")
    asked = form(page, TeamPart.DOORS)
    asked.agency.setText("<b>Clinic</b>")
    asked.got_us_in.setText("<img src=x> a letter")
    asked.send_button.click()
    desk.rest()
    assert "<b>Clinic</b>" in words_on(page)
    assert "What got us in: <img src=x> a letter" in words_on(page)
