"""The page of training: written down, asked about in place, told in counts, and nothing of it saved by filling."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from pie_audit.domain.changed import Kind
from pie_audit.domain.level_words import LEVELS
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.training import Change, Form, LivedPart, Mix
from pie_audit.storage import training as stored
from pie_audit.ui.learning.training_answer import AnswerCard
from pie_audit.ui.learning.training_card import TrainingCard
from pie_audit.ui.learning.training_page import TrainingPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Button, WrapLabel
from pie_audit.ui.widgets.two_texts import TwoTexts
from pie_audit.workflows.everyday import (
    training,
    training_answers,
)
from tests.ui.accessibility import nameless, spoken
from tests.ui.conftest import settle
from tests.ui.learning.learned import AUTUMN, COURSE, OTHERS, course, do, open_page, turn_on, two_answers
from tests.ui.shell.desk import TODAY, Desk
from tests.ui.shown import words_on


@pytest.fixture
def team_id(desk: Desk) -> str:
    desk.found(more=OTHERS)
    desk.open_window()
    desk.walk_in()
    return turn_on(desk)


def press(page: TrainingPage, name: str) -> None:
    next(b for b in page.findChildren(Button) if b.accessibleName() == name and b.isVisible()).click()


def the_card(page: TrainingPage) -> TrainingCard:
    (card,) = page.cards.values()
    return card


def the_question(page: TrainingPage) -> AnswerCard:
    (question,) = page.questions.values()
    return question


def choose(question: AnswerCard, change: Change) -> None:
    names = list(map(str, (Change.DONE, Change.TRIED, Change.BLOCKED, Change.FORGOT)))
    question.options[names.index(change)].click()


def test_training_is_written_down_and_the_form_is_ready_for_the_next(desk: Desk, team_id: str) -> None:
    page = open_page(desk)
    assert "Nothing written down yet" in words_on(page)
    form = page.form
    form.name.setText("A visit to the women’s centre")
    form.provider.setText("their own team")
    form.day.setDate(QDate(2026, 11, 3))
    form.form.setCurrentIndex(list(Form).index(Form.EXCHANGE))
    form.mix.setCurrentIndex(list(Mix).index(Mix.LEADERS))
    form.lived.setCurrentIndex(list(LivedPart).index(LivedPart.DESIGNED))
    form.others.setText("2")
    next(tick for tick in form.there.values() if tick.accessibleName() == "Jo Marsh").click()
    form.send_button.click()
    desk.rest()
    said = words_on(page)
    assert "3 November 2026 · Exchange · their own team · Leaders" in said
    assert "People with lived experience helped to design it." in said
    assert "There: 1 of the team, 2 without an account." in said
    assert "Asked about next on 15 December 2026." in said
    assert (form.name.text(), form.ticked(), form.is_changing) == ("", frozenset(), False)


def test_what_is_missing_is_told_in_the_form(desk: Desk, team_id: str) -> None:
    page = open_page(desk)
    page.form.send_button.click()
    desk.rest()
    assert page.form.trouble.isVisible()
    page.form.name.setText("A course")
    page.form.day.setDate(QDate(2031, 1, 1))
    page.form.send_button.click()
    desk.rest()
    assert "The day 1 January 2031 can’t be meant." in words_on(page)
    page.form.day.setDate(QDate(2026, 11, 3))
    page.form.others.setText("-4")
    page.form.send_button.click()
    desk.rest()
    assert "The number of others can’t be counted." in words_on(page)
    assert page.form.send_button.isEnabled()
    page.form.others.setText("")
    page.form.send_button.click()
    desk.rest()
    assert not page.form.trouble.isVisible()
    assert list(page.cards)


def test_words_that_nobody_kept_make_no_room_for_another_training(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    title = the_card(page).line.training.title
    page.form.name.setText("A visit")
    press(page, f"Change “{title}”")
    assert page.form.name.text() == "A visit"
    assert "You began something else here, and it isn’t kept yet." in words_on(page)
    press(page, "Leave it")
    desk.rest()
    press(page, f"Change “{title}”")
    page.form.provider.setText("A neighbour team")
    press(page, f"Change “{title}”")
    assert (page.form.name.text(), page.form.provider.text()) == (title, "A neighbour team")
    assert not page.form.trouble.isVisible()


def test_long_titles_end_at_three_hundred_characters(desk: Desk, team_id: str) -> None:
    page = open_page(desk)
    page.form.name.setText("x" * 400)
    assert len(page.form.name.text()) == 300


def test_question_asks_in_place_and_goes_when_answered(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    question = the_question(page)
    assert question.title.text() == f"Six weeks since “{COURSE}”: what is different?"
    assert not question.send_button.isEnabled()
    choose(question, Change.TRIED)
    question.words.setText("Twice, with the door open.")
    question.send_button.click()
    desk.rest()
    assert page.questions == {}
    assert "Of 3 asked after six weeks: 1 tried, 2 haven’t answered." in words_on(page)
    assert "“Twice, with the door open.”" in words_on(page)


def test_something_in_the_way_asks_what_and_whose_it_is(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    question = the_question(page)
    choose(question, Change.DONE)
    assert "What happened?" in words_on(page)
    assert not question.level.isVisible()
    choose(question, Change.BLOCKED)
    assert question.level.isVisible()
    assert question.words.edit.accessibleName() == "What was in the way?"
    question.send_button.click()
    desk.rest()
    assert "It doesn’t say yet what was in the way." in words_on(page)
    question.words.setText("The rota")
    question.level.setCurrentIndex(LEVELS.index(BarrierLevel.SERVICE))
    question.send_button.click()
    desk.rest()
    assert "Training met an unchanged system" in words_on(page)
    assert f"In this service · {COURSE}" in words_on(page)


def test_answer_is_taken_back_from_the_bar(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    choose(the_question(page), Change.FORGOT)
    the_question(page).send_button.click()
    desk.rest()
    assert page.questions == {}
    desk.ctrl(Qt.Key.Key_Z)
    desk.rest()
    assert len(page.questions) == 1


def test_words_of_an_answer_are_kept_while_one_is_away(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    choose(the_question(page), Change.TRIED)
    the_question(page).words.edit.setFocus()
    QTest.keyClicks(the_question(page).words.edit, "Half of it")
    assert page.unsaved()
    page.flush()
    desk.rest()
    assert not page.unsaved()
    kept = desk.jobs.opened.read(lambda tx: training.trainings(tx, desk.jobs.me, team_id)).begun
    assert list(kept[training_answers.ANSWERS].values()) == ["Half of it"]
    assert kept[training_answers.FORM] == {}


def test_form_that_was_begun_is_there_again(desk: Desk, team_id: str) -> None:
    one = course(desk, team_id)
    page = open_page(desk)
    press(page, f"Change “{COURSE}”")
    QTest.keyClicks(page.form.provider, ", year two")
    page.flush()
    desk.rest()
    again = TrainingPage(desk.jobs, team_id)
    again.reload()
    desk.rest()
    assert again.form.is_changing
    assert again.form.provider.text() == "the college, year two"
    again.form.send_button.click()
    desk.rest()
    assert _held(desk, one.training_id).provider == "the college, year two"
    again.close()
    again.deleteLater()
    settle()


def _held(desk: Desk, training_id: str) -> training.Training:
    found = desk.jobs.opened.read(lambda tx: stored.load_training(tx, training_id))
    assert found is not None
    return found


def test_intention_is_kept_for_its_writer_and_comes_back_with_the_question(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    card = the_card(page)
    card.intention.setFocus()
    QTest.keyClicks(card.intention, "ask first")
    card.intention.editingFinished.emit()
    desk.rest()
    assert not page.unsaved()
    page.reload()
    desk.rest()
    assert the_card(page).intention.text() == "ask first"
    (asked,) = page.view.asked
    assert asked.intention == "ask first"


def test_i_was_there_shows_what_i_mean_to_do(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    card = the_card(page)
    card.was_there.click()
    desk.rest()
    assert not the_card(page).mine.isVisible()
    assert page.questions == {}
    assert card is the_card(page), "nobody loses where they are"
    card.was_there.click()
    desk.rest()
    assert card.mine.isVisible()
    assert len(page.questions) == 1


def test_what_i_mean_to_do_is_asked_only_while_it_can_come_back(desk: Desk, team_id: str) -> None:
    for weeks, told in ((1, "after six weeks"), (7, "after twelve weeks"), (20, None)):
        one = course(desk, team_id, TODAY - timedelta(weeks=weeks))
        page = open_page(desk)
        card = page.cards[one.training_id]
        assert card.mine.isVisible() is (told is not None)
        said = [label.text() for label in card.mine.findChildren(WrapLabel)]
        assert told is None or f"Only you read this. It comes back to you {told}." in said


def test_answer_from_paper_is_typed_in_for_somebody_without_an_account(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    press(page, "Type in an answer from paper")
    paper = the_card(page).paper.itemAt(0).widget()
    assert isinstance(paper, AnswerCard)
    choose(paper, Change.DONE)
    paper.send_button.click()
    desk.rest()
    assert "Of 4 asked after six weeks: 1 did it, 3 haven’t answered." in words_on(page)
    assert len(page.questions) == 1, "mine still waits"
    press(page, "Type in an answer from paper")
    second = the_card(page).paper.itemAt(0).widget()
    assert isinstance(second, AnswerCard)
    choose(second, Change.DONE)
    second.send_button.click()
    desk.rest()
    assert "Everybody without an account has answered." in words_on(page)
    second.leave_button.click()
    settle()
    assert the_card(page).paper.count() == 0


@pytest.mark.parametrize(("keep", "stays"), [("Keep yours", "My title"), ("Keep theirs", "Their title")])
def test_somebody_elses_change_is_shown_beside_mine_and_one_is_chosen(
    desk: Desk, team_id: str, keep: str, stays: str
) -> None:
    one = course(desk, team_id)
    page = open_page(desk)
    press(page, f"Change “{COURSE}”")
    page.form.name.setText("My title")
    do(desk, training.save_training, replace(one, title="Their title"))
    page.form.send_button.click()
    desk.rest()
    (both,) = page.findChildren(TwoTexts)
    said = words_on(both)
    assert "Somebody else changed this while you were writing." in said
    assert ("My title" in said, "Their title" in said, page.form.name.text()) == (True, True, "My title")
    assert _held(desk, one.training_id).title == "Their title"
    press(page, keep)
    desk.rest()
    assert _held(desk, one.training_id).title == stays
    assert (page.findChildren(TwoTexts), page.form.name.text(), page.form.is_changing) == ([], "", False)


def test_what_somebody_else_changed_comes_in_unasked_and_is_told(desk: Desk, team_id: str) -> None:
    one = course(desk, team_id)
    page = open_page(desk)
    press(page, f"Change “{COURSE}”")
    page.form.name.setText("My title")
    do(desk, training.save_training, replace(one, provider="The college"))
    page.form.send_button.click()
    desk.rest()
    now = _held(desk, one.training_id)
    assert (now.title, now.provider) == ("My title", "The college")
    assert "Also kept, as somebody else changed it meanwhile: “Who ran it?”" in words_on(page)


def test_change_that_was_begun_has_its_choices_after_a_lock_too(desk: Desk, team_id: str) -> None:
    one = course(desk, team_id, topic_id="a topic of an earlier review")
    page = open_page(desk)
    press(page, f"Change “{COURSE}”")
    assert page.form.training() == one
    page.form.mix.setCurrentIndex(2)
    before, person = page.form.ticked(), next(iter(page.form.there))
    page.form.there[person].setChecked(person not in before)
    page.form.name.setText("My title")
    page.form.edited.emit()
    page.flush()
    desk.rest()
    fresh = TrainingPage(desk.jobs, team_id)
    fresh.reload()
    desk.rest()
    assert (fresh.form.training(), fresh.form.ticked()) == (page.form.training(), page.form.ticked())
    assert (fresh.form.known, fresh.form.known_there) == (one, before)
    fresh.deleteLater()


def test_training_that_somebody_took_away_can_be_kept_all_the_same(desk: Desk, team_id: str) -> None:
    one = course(desk, team_id)
    page = open_page(desk)
    press(page, f"Change “{COURSE}”")
    page.form.name.setText("My title")
    do(desk, training.take_training_away, one)
    page.form.send_button.click()
    desk.rest()
    assert "This was taken away while you were writing." in words_on(page)
    press(page, "Keep yours")
    desk.rest()
    assert _held(desk, one.training_id).title == "My title"


def test_change_that_was_begun_before_somebody_elses_knows_it(desk: Desk, team_id: str) -> None:
    one = course(desk, team_id)
    page = open_page(desk)
    press(page, f"Change “{COURSE}”")
    page.form.name.setText("My title")
    page.form.edited.emit()
    page.flush()
    desk.rest()
    theirs = replace(one, title="Their title", version=one.version + 1)
    desk.jobs.opened.write(lambda tx: stored.save_training(tx, theirs))
    fresh = TrainingPage(desk.jobs, team_id)
    fresh.reload()
    desk.rest()
    assert fresh.form.name.text() == "My title"
    fresh.form.send_button.click()
    desk.rest()
    assert len(fresh.findChildren(TwoTexts)) == 1
    assert _held(desk, one.training_id).title == "Their title"
    fresh.deleteLater()


def test_training_goes_and_comes_back(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    press(page, f"Take “{COURSE}” away")
    desk.rest()
    assert page.cards == {}
    assert page.empty.isVisible()
    desk.ctrl(Qt.Key.Key_Z)
    desk.rest()
    assert the_card(page).line.training.title == COURSE


def test_only_the_latest_are_shown_until_more_are_wanted(desk: Desk, team_id: str) -> None:
    for n in range(training.MOST_SHOWN + 1):
        course(desk, team_id, TODAY - timedelta(days=n), title=f"Course {n}")
    page = open_page(desk)
    assert len(page.cards) == training.MOST_SHOWN
    assert page.more.isVisible()
    page.more.click()
    desk.rest()
    assert len(page.cards) == training.MOST_SHOWN + 1
    assert not page.more.isVisible()


def test_filling_never_saves(desk: Desk, team_id: str) -> None:
    two_answers(desk, course(desk, team_id).training_id)
    page = open_page(desk)
    told: list[frozenset[Kind]] = []
    desk.jobs.changed.connect(told.append)
    for _time in range(2):
        page.reload()
        desk.rest()
    press(page, f"Change “{COURSE}”")
    desk.rest()
    assert told == []
    assert not page.unsaved()


def test_home_leads_to_the_question(desk: Desk, team_id: str) -> None:
    one = course(desk, team_id)
    page = open_page(desk, one.training_id)
    desk.rest()
    assert page.first_focus is the_question(page).options[0]
    page.open_at("training", "new")
    assert page.first_focus is page.form.name


def test_everything_has_a_name_and_says_what_it_belongs_to(desk: Desk, team_id: str) -> None:
    two_answers(desk, course(desk, team_id).training_id)
    page = open_page(desk)
    choose(the_question(page), Change.BLOCKED)
    press(page, "Type in an answer from paper")
    settle()
    assert nameless(page) == []
    assert spoken(the_card(page).was_there).startswith(f"I was at “{COURSE}”")
    assert COURSE in spoken(the_card(page).intention)


@pytest.mark.parametrize(
    ("mode", "percent", "width", "height"), [("light", 100, 1024, 700), ("dark", 200, 1366, 768)]
)
def test_nothing_scrolls_sideways(
    desk: Desk, team_id: str, mode: str, percent: int, width: int, height: int
) -> None:
    two_answers(desk, course(desk, team_id, title="Working with trauma in mind " * 6, day=AUTUMN).training_id)
    apply(desk.app, mode, percent)
    desk.win.resize(width, height)
    page = open_page(desk)
    choose(the_question(page), Change.BLOCKED)
    settle()
    assert desk.overflow() == []


def test_change_brings_the_form_into_view_where_it_lies_under_the_list(desk: Desk, team_id: str) -> None:
    for n in range(4):
        course(desk, team_id, title=f"Course {n}")
    desk.win.resize(1024, 700)
    page = open_page(desk)
    settle()
    assert page.form.name.visibleRegion().isEmpty()
    press(page, "Change “Course 0”")
    desk.until(lambda: not page.form.name.visibleRegion().isEmpty())
    assert page.form.name.hasFocus()


def test_follow_up_is_answered_by_keys_alone(desk: Desk, team_id: str) -> None:
    one = course(desk, team_id)
    page = open_page(desk, one.training_id)
    question = the_question(page)
    assert question.options[0].hasFocus()
    desk.press(Qt.Key.Key_Space)
    assert question.change() is Change.DONE
    desk.press(Qt.Key.Key_Right)
    assert question.change() is Change.TRIED
    for _step in range(6):
        if question.send_button.hasFocus():
            break
        desk.press(Qt.Key.Key_Tab)
    assert question.send_button.hasFocus()
    desk.press(Qt.Key.Key_Space)
    desk.rest()
    assert page.questions == {}
    assert "Of 3 asked after six weeks: 1 tried, 2 haven’t answered." in words_on(page)
