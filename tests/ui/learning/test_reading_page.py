"""The page of reading cards: the shelf, a card to read together, and what is typed about it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.reading_card import LIMITS, Decision
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import reading_cards as stored
from pie_audit.storage import team_parts
from pie_audit.ui.learning.reading_page import ReadingPage
from pie_audit.ui.theme import Mode, apply
from pie_audit.ui.widgets import Button
from pie_audit.ui.widgets.two_texts import TwoTexts
from pie_audit.workflows.everyday import reading_cards
from pie_audit.workflows.everyday.reading_cards import Place
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import Desk
from tests.ui.shown import words_on


@pytest.fixture
def page(desk: Desk) -> ReadingPage:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.walk_in()
    opened = desk.jobs.opened
    opened.write(lambda tx: team_parts.turn_part(tx, desk.team_id, TeamPart.CARDS, on=True))
    desk.rest()
    return open_page(desk)


def open_page(desk: Desk, argument: str | None = None) -> ReadingPage:
    desk.win.inside.go("reading-cards", argument)
    desk.rest()
    found = desk.win.inside.page()
    assert isinstance(found, ReadingPage)
    return found


def first_card(desk: Desk, page: ReadingPage) -> str:
    card_id = next(iter(page.shelf.rows))
    page.shelf.rows[card_id].click()
    desk.rest()
    return card_id


def decide(desk: Desk, page: ReadingPage, decision: Decision) -> None:
    page.talk.decision.set_chosen(list(Decision).index(decision))
    page.talk._on_decided(0)
    page.talk.keep_button.click()
    desk.rest()


def test_shelf_has_three_parts_and_eight_cards_that_wait(page: ReadingPage) -> None:
    said = words_on(page)
    assert "Waiting (8)" in said
    assert "Talked about" in said
    assert "Led to something" in said
    assert "(0)" not in said
    assert len(page.shelf.rows) == 8


def test_card_says_all_that_the_specification_asks_for(desk: Desk, page: ReadingPage) -> None:
    first_card(desk, page)
    said = words_on(page)
    for heading in (
        "What they did",
        "What they found",
        "How sure",
        "Who was left out",
        "What it could challenge here",
        "We would have to believe …",
        "Talked about on",
        "What we decided",
    ):
        assert heading in said
    assert "These are our words, not theirs." in said


@pytest.mark.parametrize("decision", [Decision.ADAPT, Decision.PARK, Decision.DISAGREE])
def test_decision_and_why_stand_over_the_card(desk: Desk, page: ReadingPage, decision: Decision) -> None:
    card_id = first_card(desk, page)
    page.talk.why.setText("Not before spring.")
    decide(desk, page, decision)
    shown = page.view.find(card_id)
    assert shown is not None
    assert (shown.place, shown.card.decision, shown.card.why) == (
        Place.TALKED,
        decision,
        "Not before spring.",
    )
    assert "Not before spring." in words_on(page)


def test_small_action_is_asked_for_only_where_something_is_tried(desk: Desk, page: ReadingPage) -> None:
    first_card(desk, page)
    assert not page.talk.small_action.isVisible()
    decide(desk, page, Decision.TRY)
    assert page.talk.small_action.isVisible()
    assert "To try something, the card asks for one small action." in words_on(page)
    assert desk.troubles == []


def test_words_about_a_card_are_kept_while_somebody_looks_elsewhere(desk: Desk, page: ReadingPage) -> None:
    card_id = first_card(desk, page)
    page.talk.why.edit.setFocus()
    desk.type("Half a thought")
    page.show_all()
    desk.rest()
    page.show_card(card_id)
    assert page.talk.why.text() == "Half a thought"
    desk.win.inside.go("home")
    desk.rest()
    kept = desk.jobs.opened.read(lambda tx: reading_cards.shelf(tx, desk.jobs.me, desk.team_id))
    assert kept.begun[reading_cards.TALK]["why"] == "Half a thought"


def test_what_somebody_else_decides_comes_onto_the_page(desk: Desk, page: ReadingPage) -> None:
    card_id = first_card(desk, page)
    shown = page.view.find(card_id)
    assert shown is not None
    desk.do(reading_cards.save_card, replace(shown.card, decision=Decision.PARK, why="Later."))
    assert page.talk.why.text() == "Later."
    assert "Park" in words_on(page)


@pytest.mark.parametrize("mine", [True, False])
def test_two_who_write_at_once_see_both_texts(desk: Desk, page: ReadingPage, mine: bool) -> None:
    card_id = first_card(desk, page)
    shown = page.view.find(card_id)
    assert shown is not None
    page.talk.why.edit.setFocus()
    desk.type("Mine")
    desk.do(reading_cards.save_card, replace(shown.card, decision=Decision.PARK, why="Theirs"))
    assert page.talk.why.text() == "Mine"
    decide(desk, page, Decision.ADAPT)
    (both,) = page.findChildren(TwoTexts)
    assert "Theirs" in words_on(page)
    (both.keep_mine if mine else both.keep_theirs).click()
    desk.rest()
    now = page.view.find(card_id)
    assert now is not None
    assert now.card.why == ("Mine" if mine else "Theirs")
    assert page.talk.why.text() == now.card.why
    assert not page.unsaved()


def test_what_somebody_else_wrote_comes_in_unasked_and_is_told(desk: Desk, page: ReadingPage) -> None:
    card_id = first_card(desk, page)
    shown = page.view.find(card_id)
    assert shown is not None
    page.talk.would_believe.edit.setFocus()
    desk.type("Mine")
    desk.do(reading_cards.save_card, replace(shown.card, decision=Decision.PARK, why="Theirs"))
    page.talk.keep_button.click()
    desk.rest()
    now = page.view.find(card_id)
    assert now is not None
    assert (now.card.why, now.card.decision) == ("Theirs", Decision.PARK)
    assert now.card.would_believe == page.talk.would_believe.text() != shown.card.would_believe
    assert page.findChildren(TwoTexts) == []
    assert "Also kept, as somebody else changed it meanwhile: “What we decided”, “And why”" in words_on(page)


def test_words_begun_before_somebody_elses_decision_know_it(desk: Desk, page: ReadingPage) -> None:
    card_id = first_card(desk, page)
    shown = page.view.find(card_id)
    assert shown is not None
    page.talk.why.edit.setFocus()
    desk.type("Mine")
    page.flush()
    desk.rest()
    desk.do(reading_cards.save_card, replace(shown.card, decision=Decision.PARK, why="Theirs"))
    assert page.talk.why.text() == "Mine"
    decide(desk, page, Decision.ADAPT)
    assert len(page.findChildren(TwoTexts)) == 1
    now = page.view.find(card_id)
    assert now is not None
    assert now.card.why == "Theirs"


def test_change_of_an_own_card_that_was_begun_is_still_that_change(desk: Desk, page: ReadingPage) -> None:
    card = replace(reading_cards.new_card(desk.team_id), source="A study, 2020", found="It helps")
    kept = desk.do(reading_cards.save_card, card).result
    page.show_card(kept.card_id)
    page.change()
    page.form.source.setText("A study, 2021")
    page.form.edited.emit()
    page.flush()
    desk.rest()
    theirs = replace(kept, source="A study, 2022", version=kept.version + 1)
    desk.jobs.opened.write(lambda tx: stored.save_card(tx, theirs))
    fresh = ReadingPage(desk.jobs, desk.team_id)
    fresh.reload()
    desk.rest()
    assert fresh.form.source.text() == "A study, 2021"
    fresh.form.keep_button.click()
    desk.rest()
    assert len(fresh.findChildren(TwoTexts)) == 1
    found = desk.jobs.opened.read(lambda tx: stored.load_card(tx, kept.card_id))
    assert found == theirs
    fresh.deleteLater()


def test_own_card_warns_of_more_than_it_holds_and_loses_nothing(desk: Desk, page: ReadingPage) -> None:
    page.begin_own()
    desk.type("Some Body, 1999, Doors")
    found = page.form.areas["found"]
    found.edit.insertPlainText("x" * (LIMITS["found"] + 7))
    assert "7 letters more" in page.form.fields["found"].error()
    page.form.keep_button.click()
    desk.rest()
    assert "own words" in words_on(page)
    assert len(found.text()) == LIMITS["found"] + 7
    found.setText("Doors open.")
    page.form.keep_button.click()
    desk.rest()
    assert "Doors open." in words_on(page)
    assert not page.unsaved()


def test_own_card_that_was_left_in_the_middle_is_there_again(desk: Desk, page: ReadingPage) -> None:
    page.begin_own()
    desk.type("Some Body, 1999, Doors")
    page.show_all()
    desk.rest()
    page.begin_own()
    assert page.form.source.text() == "Some Body, 1999, Doors"
    page.form.leave_button.click()
    desk.rest()
    page.begin_own()
    assert page.form.source.text() == ""


def test_own_card_can_be_changed_and_a_shipped_one_can_t(desk: Desk, page: ReadingPage) -> None:
    first_card(desk, page)
    assert not page.change_button.isVisible()
    page.begin_own()
    desk.type("Some Body, 1999, Doors")
    page.form.keep_button.click()
    desk.rest()
    assert page.change_button.isVisible()
    page.change_button.click()
    page.form.source.setText("Some Body, 1999, Gates")
    page.form.keep_button.click()
    desk.rest()
    assert page.heading.title.text() == "Gates"


def test_card_goes_away_and_comes_back(desk: Desk, page: ReadingPage) -> None:
    card_id = first_card(desk, page)
    page.away_button.click()
    desk.rest()
    assert card_id not in page.shelf.rows
    assert "1 card put away" in words_on(page)
    desk.ctrl(Qt.Key.Key_Z)
    desk.rest()
    assert card_id in page.shelf.rows


def test_room_sees_the_card_large_until_the_page_is_left(desk: Desk, page: ReadingPage) -> None:
    first_card(desk, page)
    page.toggle_large()
    desk.rest()
    projector = page.large.projector
    assert projector is not None
    assert "What they found" in projector.accessibleName()
    desk.win.inside.go("home")
    desk.rest()
    assert page.large.projector is None


def test_way_back_to_the_shelf_leads_to_the_card_and_outlives_a_new_shelf(
    desk: Desk, page: ReadingPage
) -> None:
    card_id = first_card(desk, page)
    page.back_button.click()
    assert page.shelf.rows[card_id].hasFocus()
    page.reload()
    desk.rest()
    assert page.shelf.rows[card_id].hasFocus()
    desk.win.inside.go("home")
    desk.rest()
    assert open_page(desk).first_focus is page.new_button


def test_argument_leads_straight_to_a_card(desk: Desk, page: ReadingPage) -> None:
    card_id = list(page.shelf.rows)[3]
    assert open_page(desk, card_id).card_id == card_id


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_has_a_name_and_nothing_scrolls_sideways(
    desk: Desk, page: ReadingPage, percent: int
) -> None:
    apply(desk.app, Mode.LIGHT, percent)
    desk.win.resize(1024, 700)
    card_id = next(iter(page.shelf.rows))
    for show in (page.show_all, page.begin_own, lambda: page.show_card(card_id)):
        show()
        desk.rest()
        assert nameless(page) == []
        assert page.body.overflow() == 0
        assert page.minimumSizeHint().width() <= page.width()


def many_cards(desk: Desk) -> str:
    """More of our own than a page of the shelf; the id of the last."""
    for n in range(reading_cards.PAGE + 1):
        blank = reading_cards.new_card(desk.team_id)
        kept = desk.do(reading_cards.save_card, replace(blank, source=f"Body, 1999, Doors {n:02}")).result
    return str(kept.card_id)


def test_a_long_shelf_tells_its_number_and_shows_more_on_demand(desk: Desk, page: ReadingPage) -> None:
    last = many_cards(desk)
    page.reload()
    desk.rest()
    assert last not in page.shelf.rows
    assert f"Waiting ({8 + reading_cards.PAGE + 1})" in words_on(page)
    assert nameless(page) == []
    (more,) = (b for b in page.findChildren(Button) if b.accessibleName() == "Show more: Waiting")
    more.click()
    desk.rest()
    assert last in page.shelf.rows
    assert not [b for b in page.findChildren(Button) if b.accessibleName().startswith("Show more")]


def test_a_card_further_down_opens_from_elsewhere_and_stays_open(desk: Desk, page: ReadingPage) -> None:
    last = many_cards(desk)
    desk.win.inside.go("home")
    desk.rest()
    again = open_page(desk, last)
    assert again.card_id == last
    assert again.heading.title.text() == f"Doors {reading_cards.PAGE:02}"
    again.reload()
    desk.rest()
    assert again.card_id == last
    assert again.one.isVisible()
