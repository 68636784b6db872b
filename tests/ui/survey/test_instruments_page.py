"""The list of questionnaires: what each asks about, how it stands, and what whoever may bring words can do."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.ui.survey.instruments_page import InstrumentsPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Chip
from pie_audit.workflows import bringing
from pie_audit.workflows.instruments import shipped_instruments
from tests import brought
from tests.quarter import Hostel, finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said

__all__ = ["finished", "hostel", "room"]

CBI = shipped_instruments()["cbi"]


def open_page(room: Room, name: str = "amina", *, width: int = 1300) -> InstrumentsPage:
    page: InstrumentsPage = room.sit(name, InstrumentsPage, width=width)
    return page


def bring(hostel: Hostel) -> None:
    hostel.do(bringing.bring, hostel.amina, "cbi", brought.words(CBI))


def test_every_questionnaire_says_what_it_asks_about_and_never_a_sentence_of_it(
    room: Room, hostel: Hostel
) -> None:
    bring(hostel)
    words = said(open_page(room))
    for key in shipped_instruments().values():
        assert key.about
        assert key.about in words
    assert brought.MARKER not in words
    assert "scoring key" not in words


def test_our_own_are_said_to_be_conversation_starters_once(room: Room) -> None:
    assert said(open_page(room)).count("It has not been validated") == 1


def test_a_manager_is_led_to_bringing_words(room: Room) -> None:
    page = open_page(room)
    room.press("Bring the words: Copenhagen Burnout Inventory", page)
    assert room.went == [("instruments", "cbi")]


def test_staff_see_the_list_and_no_way_to_bring_words(room: Room) -> None:
    page = open_page(room, "jo")
    assert set(page.verbs) == {"pulse5-1", "pulse10-1"}
    assert {chip.text() for chip in page.findChildren(Chip)} == {"Ready", "No words yet"}


def test_our_own_questions_can_be_read_by_anybody(room: Room) -> None:
    page = open_page(room, "jo")
    room.press("Read the questions: Quick pulse, five questions", page)
    window = QApplication.activeModalWidget()
    assert window is not None
    assert "P9  Other people’s painful stories follow me home." in said(window)
    assert "Not true for me · A little true" in said(window)
    window.close()


def test_how_one_stands_is_told_and_how_long_the_permission_holds(room: Room, hostel: Hostel) -> None:
    bring(hostel)
    page = open_page(room)
    assert "19 questions · for a team, and for oneself · permission until 31 August 2027" in said(page)
    room.press("Look at it: Copenhagen Burnout Inventory", page)
    hostel.at(date(2027, 9, 1))
    page = open_page(room)
    assert "permission ended on 31 August 2027" in said(page)
    room.press("Renew it: Copenhagen Burnout Inventory", page)
    hostel.do(bringing.take_back, hostel.amina, "cbi")
    page.reload()
    room.calm()
    assert page.verbs["cbi"].text() == "Look at it"


def test_the_focus_stays_on_the_same_questionnaire_when_the_list_is_filled_again(
    room: Room, hostel: Hostel
) -> None:
    page = open_page(room)
    assert page.body.verticalScrollBar().value() == 0
    page.verbs["cbi"].setFocus()
    bring(hostel)
    page.reload()
    room.calm()
    assert page.window().focusWidget() is page.verbs["cbi"]
    assert page.verbs["cbi"].text() == "Look at it"


def test_the_palette_finds_each_questionnaire(room: Room) -> None:
    page = open_page(room)
    found = {command.words: command for command in page.commands()}
    assert "Bring the words: WHO-5 Well-being Index" in found
    assert len([title for title in found if "pulse" in title]) == 0


@pytest.mark.parametrize(("width", "percent"), [(958, 100), (958, 200), (1300, 200), (1854, 100)])
def test_it_is_named_and_never_scrolls_sideways(
    room: Room, hostel: Hostel, qapp: QApplication, width: int, percent: int
) -> None:
    bring(hostel)
    apply(qapp, "light", percent)
    page = open_page(room, width=width)
    settle()
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width
