"""Our words: picked or typed, heard at once, refused in one sentence, taken back by name, and everywhere in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.vocabulary import Term, Word
from pie_audit.ui.our_words.words_page import WordsPage
from pie_audit.ui.theme import apply
from pie_audit.words import words_in_force
from pie_audit.workflows import our_words
from tests.ui.accessibility import nameless
from tests.ui.held import held
from tests.ui.shell.desk import Desk


def open_page(desk: Desk, name: str = "Amina Yusuf") -> WordsPage:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.walk_in(name)
    desk.win.inside.go("our-words")
    desk.rest()
    page = desk.win.inside.page()
    assert isinstance(page, WordsPage)
    return page


def pick(desk: Desk, page: WordsPage, term: Term, word: str) -> None:
    next(each for each in page.cards[term].picks if each.text() == word).click()
    desk.rest()


def begin_own(desk: Desk, page: WordsPage, term: Term) -> None:
    page.cards[term].other.click()
    desk.rest()


def heard(page: WordsPage) -> str:
    return "\n".join(label.text() for label in page.sentences)


def places(desk: Desk) -> dict[str, str]:
    return {area.name: area.title for area in desk.win.inside.areas()}


def test_a_picked_word_is_heard_said_everywhere_and_taken_back_by_name(desk: Desk) -> None:
    page = open_page(desk)
    assert "A rule review with residents in the last year" in heard(page)
    pick(desk, page, Term.RESIDENTS, "guests")
    assert "A rule review with guests in the last year" in heard(page)
    assert words_in_force()["residents"] == "guests"
    assert desk.win.inside.undo_stack.latest == "Chose the word “guests”"
    desk.win.inside.undo()
    desk.rest()
    assert "A rule review with residents in the last year" in heard(page)
    assert words_in_force()["residents"] == "residents"


def test_the_sidebar_and_pages_that_stand_behind_follow_at_once(desk: Desk) -> None:
    page = open_page(desk)
    desk.win.inside.go("supervision")
    desk.rest()
    desk.win.inside.go("our-words")
    desk.rest()
    pick(desk, page, Term.SUPERVISION, "practice support")
    assert "ractice support" in places(desk)["supervision"]
    desk.win.inside.go("supervision")
    desk.rest()
    assert "ractice support" in desk.win.inside.page().heading.title.text()


def test_the_page_in_hand_stays_with_the_focus_where_it_was(desk: Desk) -> None:
    page = open_page(desk)
    chosen = next(each for each in page.cards[Term.RESIDENTS].picks if each.text() == "tenants")
    chosen.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.rest()
    assert desk.win.inside.page() is page
    assert desk.app.focusWidget() is chosen
    assert chosen.isChecked()


def test_what_is_typed_is_heard_before_it_is_kept_and_the_rest_is_guessed(desk: Desk) -> None:
    page = open_page(desk)
    begin_own(desk, page, Term.RESIDENTS)
    desk.type("honest neighbour")
    form = page.cards[Term.RESIDENTS].form
    assert form.many.text() == "honest neighbours"
    assert form.article.currentText() == "an honest neighbour"
    assert "something an honest neighbour said" in heard(page)
    assert words_in_force()["residents"] == "residents"
    desk.press(Qt.Key.Key_Return)
    desk.rest()
    assert words_in_force()["a_resident"] == "an honest neighbour"
    assert page.cards[Term.RESIDENTS].form.isHidden()


def test_what_was_guessed_can_be_changed(desk: Desk) -> None:
    page = open_page(desk)
    begin_own(desk, page, Term.RESIDENTS)
    desk.type("fish")
    form = page.cards[Term.RESIDENTS].form
    form.many.setFocus()
    form.many.selectAll()
    desk.type("fish")
    form.article.setCurrentIndex(1)
    form.article.activated.emit(1)
    form.use.click()
    desk.rest()
    forms = words_in_force()
    assert (forms["residents"], forms["a_resident"]) == ("fish", "an fish")


def test_leaving_the_line_changes_nothing(desk: Desk) -> None:
    page = open_page(desk)
    begin_own(desk, page, Term.PEOPLE)
    desk.type("stranger")
    page.cards[Term.PEOPLE].form.leave.click()
    desk.rest()
    assert "trangers" not in heard(page)
    assert words_in_force()["people"] == "people who use the service"
    assert desk.app.focusWidget() is page.cards[Term.PEOPLE].other


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("<b>guest</b>", "A word has letters, numbers, spaces, hyphens and apostrophes"),
        ("{guest}", "A word has no curly brackets in it."),
        ("g" * 300, "A word has 40 characters at most; this has 300."),
        ("", "Write a word, or go back to the one that comes with the program."),
        ("123", "There’s no letter in this."),
    ],
)
def test_what_can_t_be_a_word_is_refused_in_one_sentence(desk: Desk, typed: str, said: str) -> None:
    page = open_page(desk)
    begin_own(desk, page, Term.RESIDENTS)
    form = page.cards[Term.RESIDENTS].form
    form.one.clear()
    if typed:
        form.one.insert(typed)
        form.one.textEdited.emit(typed)
    form.use.click()
    desk.rest()
    assert said in form.one_field.error()
    assert words_in_force()["residents"] == "residents"
    assert not desk.troubles


def test_a_set_is_saved_taken_and_let_go(desk: Desk) -> None:
    page = open_page(desk)
    pick(desk, page, Term.RESIDENTS, "guests")
    page.sets.name.setText("for our board")
    page.sets.save.click()
    desk.rest()
    assert page.sets.name.text() == ""
    take = {b.accessibleName(): b for b in page.sets.findChildren(type(page.sets.save))}
    take["Take the words “for libraries”"].click()
    desk.rest()
    assert words_in_force()["people"] == "members"
    take = {b.accessibleName(): b for b in page.sets.findChildren(type(page.sets.save))}
    take["Take the words “for our board”"].click()
    desk.rest()
    assert (words_in_force()["residents"], words_in_force()["person"]) == (
        "guests",
        "person who uses the service",
    )


def test_who_may_not_choose_reads_the_words_and_the_sentences(desk: Desk) -> None:
    page = open_page(desk, "Tom Whitlock")
    card = page.cards[Term.RESIDENTS]
    assert card.today.text() == "residents"
    assert not card.other.isVisible()
    assert not page.sets.isVisible()
    assert "residents" in heard(page)


def test_with_the_part_off_the_default_words_are_back_and_the_page_is_shut(desk: Desk) -> None:
    page = open_page(desk)
    pick(desk, page, Term.RESIDENTS, "guests")
    desk.turn_on(TeamPart.VOCABULARY, on=False)
    assert words_in_force()["residents"] == "residents"
    assert desk.win.inside.area() == "home"
    desk.turn_on(TeamPart.VOCABULARY)
    assert words_in_force()["residents"] == "guests"


def test_words_that_arrive_after_locking_are_not_said_at_the_door(desk: Desk) -> None:
    """The next one there may be of another team, or hold a slip."""
    page = open_page(desk)
    pick(desk, page, Term.RESIDENTS, "guests")
    desk.win.inside._learn()
    desk.win.lock()
    desk.rest()
    assert words_in_force()["residents"] == "residents"


def test_the_lock_screen_speaks_in_default_words_and_coming_back_brings_ours(desk: Desk) -> None:
    page = open_page(desk)
    pick(desk, page, Term.RESIDENTS, "guests")
    desk.win.lock()
    desk.rest()
    assert words_in_force()["residents"] == "residents"


@pytest.mark.parametrize(("size", "percent"), [((1366, 768), 100), ((1024, 700), 100), ((1366, 768), 200)])
def test_everything_has_a_name_and_nothing_scrolls_sideways(
    desk: Desk, size: tuple[int, int], percent: int
) -> None:
    page = open_page(desk)
    apply(desk.app, "light", percent, own_font=True)
    desk.win.resize(*size)
    for term in (Term.PEOPLE, Term.PIE):
        page.cards[term].form.show()
    page.cards[Term.RESIDENTS].show_word(Word("m" * 40, "w" * 40), may_choose=True)
    desk.rest()
    assert nameless(page) == []
    assert page.body.overflow() == 0


def test_page_begins_at_its_top_in_large_text(desk: Desk) -> None:
    apply(desk.app, "light", 200, own_font=True)
    page = open_page(desk)
    page.begin()
    desk.rest()
    assert page.body.verticalScrollBar().maximum() > 0
    assert page.body.verticalScrollBar().value() == 0


def test_the_next_name_that_is_typed_while_a_set_is_kept_stays(desk: Desk) -> None:
    page = open_page(desk)
    page.sets.name.setText("For our board")
    with held(desk.jobs):
        page.sets.save.click()
        page.sets.name.setText("For residents")
    desk.rest()
    assert page.sets.name.text() == "For residents"
    page.sets.save.click()
    desk.rest()
    assert page.sets.name.text() == ""


def test_a_second_word_is_not_taken_back_by_what_was_read_after_the_first(desk: Desk) -> None:
    page = open_page(desk)
    card = page.cards[Term.RESIDENTS]
    first = next(each for each in card.picks if each.text() == "guests")
    second = next(each for each in card.picks if each.text() not in {"guests", "residents"})
    with held(desk.jobs) as come:
        first.click()
        desk.until(lambda: bool(come))
        read = desk.jobs.opened.read(lambda tx: our_words.our_words(tx, desk.jobs.me, desk.team_id))
        second.click()
        page.show_words(read)
        assert [each.text() for each in card.picks if each.isChecked()] == [second.text()]
    desk.rest()
    assert [each.text() for each in card.picks if each.isChecked()] == [second.text()]
