"""The page of one session: both bring, one writes, the other agrees; nothing typed is lost, and notes stay apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.entry import FollowUp
from pie_audit.domain.session import SessionStatus
from pie_audit.domain.supervision import Function
from pie_audit.domain.supervision_rules import SummaryState
from pie_audit.storage import sessions
from pie_audit.ui.supervision.session_page import SessionPage
from pie_audit.ui.theme import apply
from pie_audit.workflows import pins, self_record
from pie_audit.workflows.self_record import Pin
from pie_audit.workflows.supervision import supervision_agenda as agendas
from pie_audit.workflows.supervision import supervision_sessions as pages
from pie_audit.workflows.supervision import supervision_summary as summaries
from pie_audit.workflows.supervision.supervision_sessions import OwnNotes
from tests.quarter import TODAY, Hostel, finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said
from tests.workflows.supervision_pair import agree, book, person, sign, write

__all__ = ["finished", "hostel", "room"]


def open_page(room: Room, session_id: str, name: str = "jo", *, width: int = 1144) -> SessionPage:
    page: SessionPage = room.sit(name, lambda jobs: SessionPage(jobs, session_id), width=width)
    return page


def stored(hostel: Hostel, session_id: str, name: str = "jo") -> summaries.Written:
    return hostel.see(summaries.written, hostel.people[name], session_id)


def test_filling_saves_nothing(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id, actions=(FollowUp("a", "Call", who=person(hostel, "jo")),))
    before = stored(hostel, session_id).summary
    page = open_page(room, session_id)
    page.flush()
    room.calm()
    assert not page.unsaved()
    assert stored(hostel, session_id).summary == before
    assert room.done == []


def test_typed_words_are_kept_within_a_second_and_a_half_for_both(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    page = open_page(room, session_id)
    room.type_into(page.summary.text, "We talked about nights.")
    assert page.unsaved()
    room.qtbot.waitUntil(lambda: not page.unsaved())
    room.calm()
    assert stored(hostel, session_id, "amina").summary.text == "We talked about nights."


def test_chips_actions_and_a_different_view_are_kept_with_it(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    page = open_page(room, session_id)
    page.summary.functions.chips[Function.LEARNING].click()
    room.press("Add an action", page.summary)
    room.type_into(page.summary.deeds.rows[0].what, "Ask Dr Lowe")
    page.summary.deeds.rows[0].who.setCurrentIndex(2)
    page.summary.deeds.rows[0].who.activated.emit(2)
    room.press("Write it here", page.summary)
    room.type_into(page.summary.differs, "I see it otherwise")
    page.flush()
    room.calm()
    kept = stored(hostel, session_id).summary
    assert kept.functions == (Function.LEARNING,)
    assert [(a.what, a.who) for a in kept.actions] == [("Ask Dr Lowe", person(hostel, "jo"))]
    assert (kept.differs, kept.differs_by) == ("I see it otherwise", person(hostel, "jo"))


def test_both_bring_tick_and_settle(room: Room, hostel: Hostel) -> None:
    write(hostel, book(hostel, TODAY - timedelta(days=28)), actions=(FollowUp("a1", "Ask Dr Lowe"),))
    session_id = book(hostel)
    page = open_page(room, session_id)
    hostel.do(agendas.bring, hostel.amina, session_id, "Sundays")
    room.type_into(page.brought.line, "Too many forms")
    room.enter(page.brought.line)
    room.press("Too many forms", page.brought)
    room.press("Done", page.brought)
    items = hostel.see(agendas.agenda_of, hostel.amina, session_id).items
    assert {(i.words, i.talked, i.done) for i in items} == {
        ("Ask Dr Lowe", True, True),
        ("Sundays", False, None),
        ("Too many forms", True, None),
    }
    assert page.brought.line.text() == ""


def test_words_in_the_line_are_brought_when_the_page_is_left(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    page = open_page(room, session_id)
    room.type_into(page.brought.line, "Nights")
    page.flush()
    room.calm()
    assert [i.words for i in hostel.see(agendas.agenda_of, hostel.jo, session_id).items] == ["Nights"]


def test_signing_waits_for_what_is_typed_and_asks_the_other(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id, text="We talked")
    page = open_page(room, session_id)
    room.type_into(page.summary.text, "More. ")
    room.press("Sign", page)
    room.qtbot.waitUntil(lambda: page.settled.isVisible())
    held = stored(hostel, session_id)
    assert held.state is SummaryState.WAITING
    assert "More. " in held.summary.text
    assert "It waits for Amina until 2 December" in said(page)
    assert not page.summary.isVisible()


def test_other_reads_and_agrees(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id)
    sign(hostel, session_id)
    page = open_page(room, session_id, "amina")
    assert "Jo wrote this and signed it on 18 November." in said(page)
    assert page.first_focus is page.settled.agree_button
    room.press("I agree", page)
    assert stored(hostel, session_id).state is SummaryState.AGREED
    assert "You both agreed to this." in said(page)
    room.type_into(page.settled.words, "Dr Lowe came.")
    room.press("Add the note", page)
    assert "Amina added on 18 November 2026" in said(page)
    assert page.settled.typed() == ""


def test_other_says_how_they_see_it(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id)
    sign(hostel, session_id)
    page = open_page(room, session_id, "amina")
    room.press("I see it differently", page)
    room.type_into(page.settled.words, "It was the week before.")
    room.press("Keep how I see it", page)
    assert stored(hostel, session_id).state is SummaryState.DIFFERS
    assert "How Amina sees it" in said(page)
    assert "It was the week before." in said(page)


def test_unanswered_text_is_said_to_be_one_persons(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id)
    sign(hostel, session_id)
    hostel.at(TODAY + timedelta(days=15))
    assert "This stands as Jo’s note." in said(open_page(room, session_id, "amina"))


def test_both_texts_stand_side_by_side_when_both_wrote(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    base = write(hostel, session_id, text="Start.")
    page = open_page(room, session_id)
    hostel.do(summaries.write, hostel.amina, session_id, replace(base, text="Start. Amina’s words."))
    room.type_into(page.summary.text, "Jo wrote. ")
    page.flush()
    room.qtbot.waitUntil(lambda: page._clash is not None)
    assert page.unsaved()
    assert "Start. Amina’s words." in said(page)
    room.press("Keep both, one under the other", page)
    room.qtbot.waitUntil(lambda: not page.unsaved())
    kept = stored(hostel, session_id).summary.text
    assert "Jo wrote. " in kept
    assert "Start. Amina’s words." in kept


def test_changes_in_different_places_come_together_by_themselves(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    base = write(hostel, session_id, text="Start.", functions=())
    page = open_page(room, session_id)
    hostel.do(summaries.write, hostel.amina, session_id, replace(base, decisions="Short sheet"))
    room.type_into(page.summary.text, "Jo: ")
    page.flush()
    room.qtbot.waitUntil(lambda: not page.unsaved())
    kept = stored(hostel, session_id).summary
    assert (kept.decisions, "Jo: " in kept.text) == ("Short sheet", True)
    assert page._clash is None


def test_what_was_signed_meanwhile_keeps_the_typed_words_on_the_screen(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id, text="Start.")
    page = open_page(room, session_id)
    sign(hostel, session_id, "amina")
    room.type_into(page.summary.text, "Too late. ")
    page.flush()
    room.calm()
    assert "signed" in said(page)
    assert "Too late. " in page.summary.text.text()
    assert page.unsaved()
    room.press("Copy", page)
    assert not page.unsaved()


def test_own_notes_begin_folded_on_the_day_and_reach_nobody_else(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    hostel.do(pages.save_notes, hostel.jo, session_id, OwnNotes("Nearly cried."))
    page = open_page(room, session_id)
    assert not page.notes.text.isVisible()
    room.press("Open mine", page)
    assert page.notes.text.text() == "Nearly cried."
    room.type_into(page.notes.text, "More: ")
    page.flush()
    room.calm()
    assert "More: " in hostel.see(pages.load_notes, hostel.jo, session_id).text
    assert hostel.see(pages.load_notes, hostel.amina, session_id) == OwnNotes()


def test_held_without_notes_is_one_press(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    page = open_page(room, session_id)
    room.press("Held. No notes", page)
    line = hostel.read(lambda tx: sessions.load_session(tx, session_id))
    assert line.status is SessionStatus.HELD
    assert "That a session was held on 18 November" in said(page)
    assert [each.name for each in room.done] == ["Said it was held"]


def test_prompt_becomes_a_heading_that_is_text_like_any(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    page = open_page(room, session_id)
    page.prompts.choice.setCurrentIndex(1)
    page.prompts.choice.activated.emit(1)
    page.prompts.wanted.emit("Restorative", "proctor")
    page.flush()
    room.calm()
    kept = stored(hostel, session_id).summary
    assert (kept.text, kept.model_id) == ("Restorative\n", "proctor")


def test_grid_is_ticked_for_the_two(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    page = open_page(room, session_id)
    page.prompts.choice.setCurrentIndex(3)
    page.prompts.choice.activated.emit(3)
    settle()
    room.press("Mediation", page.prompts)
    page.flush()
    room.calm()
    assert len(stored(hostel, session_id).summary.grid) == 1


def test_missing_agreement_is_said_and_blocks_nothing(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    page = open_page(room, session_id)
    assert "You two have no agreement that both signed." in said(page)
    assert "Amina also manages Jo’s team." in said(page)
    room.press("Start one", page)
    assert room.went == [("agreement", "new")]
    agree(hostel)
    page.reload()
    room.calm()
    assert "no agreement" not in said(page)


def test_next_time_is_booked_from_here(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel, starts="11:00")
    page = open_page(room, session_id)
    room.press("Book it", page)
    view = hostel.see(pages.session_view, hostel.jo, session_id)
    assert view.next_session is not None
    assert view.next_session.due_on == TODAY + timedelta(days=28)
    assert "within 4 weeks" in page.next_time.within.text()


def test_session_of_others_shows_nothing(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id)
    page = open_page(room, session_id, "sam")
    assert "between two people" in said(page)
    assert page.view is None
    assert page.summary.text.text() == ""


@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (958, 200)])
def test_it_fits_and_everything_has_a_name(
    room: Room, hostel: Hostel, qapp: QApplication, width: int, percent: int
) -> None:
    apply(qapp, "light", percent)
    session_id = book(hostel)
    hostel.do(agendas.bring, hostel.jo, session_id, "Nights " * 40)
    write(hostel, session_id, actions=(FollowUp("a", "Call", who=person(hostel, "jo")),))
    page = open_page(room, session_id, width=width)
    page.summary._show_more()
    page.summary._show_differs()
    page.notes.unfold()
    settle()
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width


def test_reply_that_was_begun_is_there_again_for_its_writer_alone(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id)
    sign(hostel, session_id)
    page = open_page(room, session_id, "amina")
    room.press("I see it differently", page)
    room.type_into(page.settled.words, "It was the week")
    page.flush()
    room.qtbot.waitUntil(lambda: not page.unsaved())
    again = open_page(room, session_id, "amina")
    assert again.settled.words.isVisible()
    assert again.settled.typed() == "It was the week"
    assert open_page(room, session_id).settled.typed() == ""
    room.jobs.me = hostel.amina
    room.press("Keep how I see it", again)
    room.qtbot.waitUntil(lambda: not again.unsaved())
    assert hostel.see(pages.begun_words, hostel.amina, session_id) == ""


def test_changed_key_refuses_to_seal_and_offers_the_six_words(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    page = open_page(room, session_id)
    trusted = (Pin(person(hostel, "amina"), "00" * 32),)
    hostel.opened.write(lambda tx: self_record.change(tx, hostel.jo, pins=trusted))
    room.type_into(page.summary.text, "For two")
    page.flush()
    room.calm()
    assert "key has changed" in said(page)
    assert page.summary.text.text() == "For two"
    assert page.unsaved()
    hostel.do(pins.confirm, hostel.jo, person(hostel, "amina"))
    page.key.compared.emit()
    room.qtbot.waitUntil(lambda: not page.unsaved())
    assert stored(hostel, session_id, "amina").summary.text == "For two"
