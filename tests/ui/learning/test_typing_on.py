"""While a training or a card is being kept: what is typed on stays, wherever somebody types by then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.reading_card import Decision
from pie_audit.ui.learning.reading_page import ReadingPage
from pie_audit.ui.learning.training_page import TrainingPage
from pie_audit.workflows.everyday import reading_cards, training
from pie_audit.workflows.everyday.reading_cards import CARD, TALK
from tests.ui.held import held
from tests.ui.learning.learned import COURSE, OTHERS, course, open_page, turn_on
from tests.ui.learning.test_reading_page import first_card, page
from tests.ui.learning.test_training_page import press
from tests.ui.shell.desk import Desk

__all__ = ["page"]

VISIT = "A visit to the women’s centre"


@pytest.fixture
def team_id(desk: Desk) -> str:
    desk.found(more=OTHERS)
    desk.open_window()
    desk.walk_in()
    return turn_on(desk)


def sends(page: TrainingPage) -> None:
    page.form.name.setText(VISIT)
    page.form.edited.emit()
    page.form.send_button.setFocus()
    page.form.send_button.click()


def test_what_is_typed_on_is_a_change_of_the_training_that_was_kept(desk: Desk, team_id: str) -> None:
    page = open_page(desk)
    with held(desk.jobs):
        sends(page)
        page.form.provider.setText("their own team")
        page.form.edited.emit()
        next(iter(page.form.there.values())).click()
    desk.rest()
    assert page.form.provider.text() == "their own team"
    assert len(page.form.ticked()) == 1
    page.form.send_button.click()
    desk.rest()
    (line,) = page.view.lines
    assert (line.training.title, line.training.provider, len(line.there)) == (VISIT, "their own team", 1)
    assert page.form.name.text() == ""


def test_what_came_into_a_training_is_not_taken_back_by_what_is_typed_on(desk: Desk, team_id: str) -> None:
    before = course(desk, team_id)
    page = open_page(desk)
    press(page, f"Change “{COURSE}”")
    page.form.others.setText("3")
    page.form.edited.emit()
    desk.do(training.save_training, replace(before, provider="Theirs"), frozenset(), frozenset(), before)
    with held(desk.jobs):
        page.form.send_button.click()
        page.form.others.setText("4")
        page.form.edited.emit()
    desk.rest()
    page.form.send_button.click()
    desk.rest()
    (line,) = page.view.lines
    assert (line.training.provider, line.training.others) == ("Theirs", 4)


def test_another_training_comes_into_the_form_once_the_first_was_kept(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    with held(desk.jobs):
        sends(page)
        press(page, f"Change “{COURSE}”")
        assert page.form.name.text() == VISIT
    desk.rest()
    assert page.form.name.text() == COURSE
    assert {line.training.title for line in page.view.lines} == {VISIT, COURSE}


def test_a_training_that_is_kept_takes_no_keys_from_an_answer(desk: Desk, team_id: str) -> None:
    course(desk, team_id)
    page = open_page(desk)
    (question,) = page.questions.values()
    question.options[0].click()
    with held(desk.jobs):
        sends(page)
        question.words.edit.setFocus()
    desk.rest()
    desk.type("door")
    assert question.words.text() == "door"


def decides(page: ReadingPage, decision: Decision) -> None:
    page.talk.decision.set_chosen(list(Decision).index(decision))
    page.talk._on_decided(0)
    page.talk.keep_button.click()


def test_what_is_typed_on_about_a_card_stays(desk: Desk, page: ReadingPage) -> None:
    card_id = first_card(desk, page)
    page.talk.why.setText("Not before spring.")
    with held(desk.jobs):
        decides(page, Decision.PARK)
        page.talk.why.setText("Not before spring. Or June.")
        page.talk.edited.emit()
    desk.rest()
    assert page.talk.why.text() == "Not before spring. Or June."
    assert page.view.find(card_id).card.why == "Not before spring."
    page.talk.keep_button.click()
    desk.rest()
    assert page.view.find(card_id).card.why == "Not before spring. Or June."


def test_what_is_typed_about_the_next_card_stays_while_the_first_is_kept(
    desk: Desk, page: ReadingPage
) -> None:
    first, second = list(page.shelf.rows)[:2]
    page.show_card(first)
    page.talk.why.setText("Not before spring.")
    with held(desk.jobs):
        decides(page, Decision.PARK)
        page.show_card(second)
        page.talk.why.setText("We do this already.")
        page.talk.edited.emit()
    desk.rest()
    assert page.card_id == second
    assert page.talk.why.text() == "We do this already."
    assert page.view.find(first).card.why == "Not before spring."


def test_words_about_a_card_that_were_refused_stand_there_again(desk: Desk, page: ReadingPage) -> None:
    first, second = list(page.shelf.rows)[:2]
    page.show_card(first)
    page.talk.why.setText("Not before spring.")
    with held(desk.jobs):
        decides(page, Decision.TRY)
        page.show_card(second)
    desk.rest()
    told = "To try something, the card asks for one small action."
    assert [error.what for error in desk.troubles] == [told]
    assert page.card_id == second
    assert page.talk.why.text() == ""
    page.show_card(first)
    assert page.talk.why.text() == "Not before spring."


def test_a_card_of_our_own_that_is_kept_brings_nobody_back_from_the_shelf(
    desk: Desk, page: ReadingPage
) -> None:
    page.begin_own()
    for name, area in page.form.areas.items():
        area.setText(name)
    page.form.source.setText("Our own week")
    page.form.edited.emit()
    with held(desk.jobs):
        page.form.keep_button.click()
        page.show_all()
    desk.rest()
    assert not page.shelf.isHidden()
    assert any(one.card.source == "Our own week" for one in page.view.cards)


def again(desk: Desk) -> ReadingPage:
    """The page as it is after a lock."""
    fresh = ReadingPage(desk.jobs, desk.team_id)
    fresh.reload()
    desk.rest()
    return fresh


def test_words_about_two_cards_both_stand_after_the_first_was_refused(desk: Desk, page: ReadingPage) -> None:
    first, second = list(page.shelf.rows)[:2]
    page.show_card(first)
    page.talk.why.setText("Not before spring.")
    page.talk.edited.emit()
    with held(desk.jobs):
        decides(page, Decision.TRY)
        page.show_card(second)
        page.talk.why.setText("We do this already.")
        page.talk.edited.emit()
    desk.rest()
    assert page.talk.why.text() == "We do this already."
    page.flush()
    desk.rest()
    fresh = again(desk)
    for card_id, words in ((first, "Not before spring."), (second, "We do this already.")):
        fresh.show_card(card_id)
        assert fresh.talk.why.text() == words
    fresh.deleteLater()


def test_a_card_that_is_kept_leaves_what_was_typed_about_another(desk: Desk, page: ReadingPage) -> None:
    first, second = list(page.shelf.rows)[:2]
    page.show_card(first)
    page.talk.why.setText("Not before spring.")
    page.talk.edited.emit()
    page.show_card(second)
    decides(page, Decision.PARK)
    desk.rest()
    fresh = again(desk)
    assert fresh.card_id == first
    assert fresh.talk.why.text() == "Not before spring."
    fresh.deleteLater()


def test_what_came_into_a_card_is_not_taken_back_by_what_is_typed_on(desk: Desk, page: ReadingPage) -> None:
    card_id = first_card(desk, page)
    before = page.view.find(card_id).card
    page.talk.would_believe.setText("Mine")
    page.talk.edited.emit()
    desk.do(reading_cards.save_card, replace(before, decision=Decision.PARK, why="Theirs"))
    with held(desk.jobs):
        page.talk.keep_button.click()
        page.talk.would_believe.setText("Mine, and more")
        page.talk.edited.emit()
    desk.rest()
    assert (page.talk.why.text(), page.talk.would_believe.text()) == ("Theirs", "Mine, and more")
    page.talk.keep_button.click()
    desk.rest()
    now = page.view.find(card_id).card
    assert (now.decision, now.why, now.would_believe) == (Decision.PARK, "Theirs", "Mine, and more")


def test_typing_over_unseen_words_about_a_card_is_asked_about(desk: Desk, page: ReadingPage) -> None:
    card_id = first_card(desk, page)
    before = page.view.find(card_id).card
    page.talk.would_believe.setText("Mine")
    page.talk.edited.emit()
    desk.do(reading_cards.save_card, replace(before, decision=Decision.PARK, why="Theirs"))
    with held(desk.jobs):
        page.talk.keep_button.click()
        page.talk.why.setText("Over it")
        page.talk.edited.emit()
    desk.rest()
    page.talk.keep_button.click()
    desk.rest()
    assert page.two[TALK].is_asking
    assert page.view.find(card_id).card.why == "Theirs"


def earlier_draft(desk: Desk, card_id: str, version: int) -> None:
    """As an earlier version of the program left one: it says no more than which version it began from."""
    words = {"why": "Mine", "decision": "adapt", CARD: card_id, "version": str(version)}
    desk.do(reading_cards.keep_words, desk.team_id, TALK, words)


def test_an_earlier_draft_takes_nothing_away_that_was_written_since(desk: Desk, page: ReadingPage) -> None:
    card = page.view.find(next(iter(page.shelf.rows))).card
    earlier_draft(desk, card.card_id, card.version)
    desk.do(reading_cards.save_card, replace(card, decision=Decision.PARK, why="Theirs"))
    fresh = again(desk)
    assert fresh.talk.why.text() == "Mine"
    fresh.talk.keep_button.click()
    desk.rest()
    assert fresh.two[TALK].is_asking
    assert fresh.view.find(card.card_id).card.why == "Theirs"
    fresh.deleteLater()


def test_an_earlier_draft_of_a_card_that_nobody_changed_asks_nothing(desk: Desk, page: ReadingPage) -> None:
    card = page.view.find(next(iter(page.shelf.rows))).card
    kept = desk.do(reading_cards.save_card, replace(card, decision=Decision.PARK, why="Theirs")).result
    earlier_draft(desk, card.card_id, kept.version)
    fresh = again(desk)
    fresh.talk.keep_button.click()
    desk.rest()
    assert not fresh.two[TALK].is_asking
    assert fresh.view.find(card.card_id).card.why == "Mine"
    fresh.deleteLater()


def test_a_change_of_an_own_card_that_was_left_is_there_again(desk: Desk, page: ReadingPage) -> None:
    card = replace(reading_cards.new_card(desk.team_id), source="A study, 2020", found="It helps")
    kept = desk.do(reading_cards.save_card, card).result
    page.show_card(kept.card_id)
    page.change()
    page.form.source.setText("A study, 2021")
    page.form.edited.emit()
    page.show_all()
    page.begin_own()
    page.form.source.setText("Another, 2022")
    page.form.edited.emit()
    page.show_card(kept.card_id)
    page.change()
    assert page.form.source.text() == "A study, 2021"
    page.form.keep_button.click()
    desk.rest()
    assert page.view.find(kept.card_id).card.source == "A study, 2021"
    page.begin_own()
    assert page.form.source.text() == "Another, 2022"
