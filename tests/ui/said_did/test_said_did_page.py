"""The board: a line is written in place, checked for names, answered, told, taken away and brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.said_did import Answer, HeardFrom
from pie_audit.storage import said_did as stored
from pie_audit.ui.said_did.line_card import LineCard
from pie_audit.ui.said_did.said_did_page import SaidDidPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Button, Chip
from pie_audit.ui.widgets.two_texts import TwoTexts
from pie_audit.workflows.everyday import said_did
from tests.ui.accessibility import nameless, spoken
from tests.ui.said_did.conftest import Says
from tests.ui.shell.desk import TODAY, Desk
from tests.ui.shown import words_on

HALL = "The hall is dark at night"


def open_page(desk: Desk, argument: str | None = None) -> SaidDidPage:
    desk.win.inside.go("said-did", argument)
    desk.rest()
    found = desk.win.inside.page()
    assert isinstance(found, SaidDidPage)
    return found


def press(desk: Desk, page: SaidDidPage, name: str) -> None:
    next(
        b for b in page.findChildren(Button) if name in (b.accessibleName(), b.text()) and b.isVisible()
    ).click()
    desk.rest()


def keep(desk: Desk, page: SaidDidPage) -> None:
    page.editor.keep_button.click()
    desk.rest()


def choose(page: SaidDidPage, answer: str) -> None:
    at = page.editor.answer.findText(answer)
    page.editor.answer.setCurrentIndex(at)
    page.editor.answer.activated.emit(at)


def test_an_empty_board_says_what_it_is_for_and_begins_a_line(desk: Desk, says: Says) -> None:
    page = open_page(desk)
    assert "Did they ever hear back?" in words_on(page)
    assert not page.poster_button.isEnabled()
    press(desk, page, "Write the first line")
    assert page.editor.said.hasFocus() or page.editor.isAncestorOf(desk.app.focusWidget())
    page.editor.said.setText(HALL)
    keep(desk, page)
    assert [one.line.said for one in page.view.open] == [HALL]
    assert "Heard in a conversation, 20 November 2026" in words_on(page)
    assert page.editor.isHidden()


def test_a_no_needs_its_because_and_nothing_typed_is_lost(desk: Desk, says: Says) -> None:
    says(HALL, 30)
    page = open_page(desk)
    press(desk, page, f"Answer: {HALL}")
    choose(page, "We can’t, because")
    keep(desk, page)
    assert "“We can’t” needs its because." in words_on(page)
    assert page.editor.said.text() == HALL
    page.editor.words.setText("the landlord won’t have it")
    keep(desk, page)
    (one,) = page.view.answered
    assert (one.line.answer, one.line.words) == (Answer.CANT, "the landlord won’t have it")
    assert "Nobody has been told yet." in words_on(page)
    assert desk.troubles == []


def test_when_and_how_people_were_told_and_that_it_is_still_right(desk: Desk, says: Says) -> None:
    says(HALL, 30, answer=Answer.DID, words="A lamp")
    page = open_page(desk)
    press(desk, page, f"People were told: {HALL}")
    page.editor.told_how.setText("at the house meeting")
    keep(desk, page)
    assert "Told on 20 November, at the house meeting." in words_on(page)
    press(desk, page, f"Still right: {HALL}")
    assert "Checked with people on 20 November 2026." in words_on(page)
    assert page.view.answered[0].line.still_right == TODAY


def test_a_line_is_taken_off_and_comes_back_by_undo(desk: Desk, says: Says) -> None:
    says(HALL, 30)
    page = open_page(desk)
    press(desk, page, f"Take off the board: {HALL}")
    assert page.view.open == ()
    desk.ctrl(Qt.Key.Key_Z)
    desk.rest()
    assert [one.line.said for one in page.view.open] == [HALL]


def test_a_name_is_pointed_out_and_never_blocks(desk: Desk, says: Says) -> None:
    page = open_page(desk, "new")
    page.editor.said.setText("Nobody hears back from Tom Whitlock")
    keep(desk, page)
    assert page.view.open == ()
    assert page.names.isVisible()
    press(desk, page, "Put it up as it is")
    assert len(page.view.open) == 1


def test_open_ones_stand_by_age_over_what_was_answered(desk: Desk, says: Says) -> None:
    says("Young", 3)
    says("Old", 130)
    says("Done", 60, answer=Answer.DID, words="A lamp")
    page = open_page(desk)
    cards = sorted(page.findChildren(LineCard), key=lambda card: card.mapTo(page, card.rect().topLeft()).y())
    assert [card.one.line.said for card in cards] == ["Old", "Young", "Done"]
    assert any("Waiting for 4 months" in told for told in map(spoken, cards[0].findChildren(Chip)))


def test_what_is_typed_is_there_again_after_a_lock(desk: Desk, says: Says) -> None:
    line = says(HALL, 30)
    page = open_page(desk)
    press(desk, page, f"Answer: {HALL}")
    choose(page, "We did")
    page.editor.words.setFocus()
    desk.type("A lamp")
    desk.win.inside.go("home")
    desk.rest()
    desk.win.lock()
    desk.rest()
    desk.until(lambda: desk.jobs.me is None)
    come_back(desk)
    again = open_page(desk)
    assert again.editor.isVisible()
    assert (again.editor.line.said_id, again.editor.words.text()) == (line.said_id, "A lamp")
    assert again.view.answered == ()
    keep(desk, again)
    assert again.view.answered[0].line.words == "A lamp"


def come_back(desk: Desk) -> None:
    door = desk.win.door.page
    door._typed_field.hide()
    door._choose("Amina Yusuf")
    door._password.setText("Quiet lamp under seven stairs")
    door._on_go()
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()


def test_leaving_a_line_leaves_it_as_it_was(desk: Desk, says: Says) -> None:
    says(HALL, 30)
    page = open_page(desk)
    press(desk, page, f"Answer: {HALL}")
    page.editor.said.setText("Something else")
    press(desk, page, "Leave it as it was")
    assert page.editor.isHidden()
    assert [one.line.said for one in page.view.open] == [HALL]
    page.reload()
    desk.rest()
    assert page.view.begun == {}


@pytest.mark.parametrize(("mine", "stays"), [(True, "A lamp"), (False, "It is ordered")])
def test_two_who_answer_one_line_see_both_answers_and_one_is_chosen(
    desk: Desk, says: Says, mine: bool, stays: str
) -> None:
    line = says(HALL, 30)
    page = open_page(desk)
    press(desk, page, f"Answer: {HALL}")
    choose(page, "We did")
    page.editor.words.setText("A lamp")
    me = desk.jobs.me
    desk.jobs.opened.write(lambda tx: said_did.answer(tx, me, line, Answer.DOING, "It is ordered"))
    page.reload()
    desk.rest()
    words = words_on(page)
    assert "Somebody changed this line meanwhile." in words
    assert "It is ordered" in words
    keep(desk, page)
    (both,) = page.findChildren(TwoTexts)
    said = words_on(both)
    assert ("A lamp" in said, "It is ordered" in said, HALL in said) == (True, True, False)
    assert page.editor.words.text() == "A lamp"
    (both.keep_mine if mine else both.keep_theirs).click()
    desk.rest()
    now = [one.line.words for one in (*page.view.answered, *page.view.open)]
    assert (now, page.editor.isVisible(), page.findChildren(TwoTexts)) == ([stays], False, [])


def test_answer_and_somebody_elses_wording_are_put_together_unasked(desk: Desk, says: Says) -> None:
    line = says(HALL, 30)
    page = open_page(desk)
    press(desk, page, f"Answer: {HALL}")
    choose(page, "We did")
    page.editor.words.setText("A lamp")
    me = desk.jobs.me
    desk.jobs.opened.write(lambda tx: said_did.save_line(tx, me, replace(line, said="The stairs are dark")))
    keep(desk, page)
    (one,) = page.view.answered
    assert (one.line.said, one.line.words) == ("The stairs are dark", "A lamp")
    came = page.editor.two.came_in
    assert came.isVisible()
    assert came.accessibleName() == ("Also kept, as somebody else changed it meanwhile: “What people said”")
    page.begin_line()
    assert came.isHidden()


def test_line_that_this_computer_has_not_heard_is_gone_is_never_a_dead_end(desk: Desk, says: Says) -> None:
    line = says(HALL, 30)
    page = open_page(desk)
    press(desk, page, f"Answer: {HALL}")
    choose(page, "We did")
    page.editor.words.setText("A lamp")
    me = desk.jobs.me
    desk.jobs.opened.write(lambda tx: said_did.take_line_away(tx, me, line))
    keep(desk, page)
    assert "Somebody took this line off the board meanwhile." in words_on(page)
    assert page.editor.words.text() == "A lamp"
    keep(desk, page)
    assert [one.line.words for one in page.view.answered] == ["A lamp"]


def test_draft_of_a_change_knows_what_it_began_from(desk: Desk, says: Says) -> None:
    line = says(HALL, 30)
    page = open_page(desk)
    press(desk, page, f"Answer: {HALL}")
    choose(page, "We did")
    page.editor.words.setText("A lamp")
    page.editor.edited.emit()
    page.flush()
    desk.rest()
    theirs = replace(line, said="The stairs are dark", version=line.version + 1)
    desk.jobs.opened.write(lambda tx: stored.save_line(tx, theirs))
    fresh = SaidDidPage(desk.jobs, desk.team_id)
    fresh.reload()
    desk.rest()
    assert (fresh.editor.words.text(), fresh.editor.known) == ("A lamp", line)
    keep(desk, fresh)
    now = desk.jobs.opened.read(lambda tx: stored.load_line(tx, line.said_id))
    assert (now.said, now.words) == ("The stairs are dark", "A lamp")
    fresh.deleteLater()


def test_a_survey_is_no_source_before_one_was_told(desk: Desk, says: Says) -> None:
    page = open_page(desk, "new")
    sources = [page.editor.source.itemText(n) for n in range(page.editor.source.count())]
    assert sources == ["a conversation", "our review", "a complaint"]


def test_filling_never_saves(desk: Desk, says: Says) -> None:
    line = says(HALL, 30, heard_from=HeardFrom.COMPLAINT)
    page = open_page(desk)
    page.editor.offer((), may_say_survey=False)
    page.editor.show_line(replace(line, answer=Answer.DID, words="x", told_on=TODAY), TODAY)
    desk.rest()
    assert not page.unsaved()
    assert page.editor.value() == replace(line, answer=Answer.DID, words="x", told_on=TODAY)


def test_more_than_a_page_is_a_click_away(desk: Desk, says: Says) -> None:
    for n in range(said_did.PAGE + 1):
        says(f"Line {n}", n)
    page = open_page(desk)
    assert len(page.view.open) == said_did.PAGE
    press(desk, page, "Show more: Still to answer")
    assert len(page.view.open) == said_did.PAGE + 1


def test_home_leads_straight_to_the_line_that_waits_longest(desk: Desk, says: Says) -> None:
    line = says(HALL, 130)
    page = open_page(desk, f"said/{line.said_id}")
    assert page.editor.isVisible()
    assert page.editor.line.said_id == line.said_id


def test_the_finder_writes_a_line_and_makes_the_poster(desk: Desk, says: Says) -> None:
    says(HALL, 3, answer=Answer.DID, words="A lamp")
    page = open_page(desk)
    commands = {c.words: c for c in page.commands()}
    assert commands["Write a line"].shortcut == "Ctrl+N"
    commands["Make the poster"].run()
    desk.rest()
    assert desk.win.inside.page().heading.title.text() == "The poster"


@pytest.mark.parametrize(("percent", "size"), [(100, (1024, 700)), (200, (1366, 768)), (200, (1024, 700))])
@pytest.mark.parametrize("editing", [False, True])
def test_it_is_never_too_wide_and_every_control_has_a_name(
    desk: Desk, says: Says, percent: int, size: tuple[int, int], editing: bool
) -> None:
    says("Nobody answers the council’s phone line on Friday afternoons", 130)
    says("The hall", 60, answer=Answer.CANT, words="the landlord " * 12, told_on=TODAY, told_how="by letter")
    page = open_page(desk)
    if editing:
        page.change(page.view.answered[0])
    apply(desk.app, "light", percent)
    desk.win.resize(*size)
    desk.rest()
    assert desk.overflow() == []
    assert nameless(page) == []
    assert desk.bugs == []
