"""Bringing words on the screen: pasted, seen landing, ticked, allowed, looked at, tried, and made ready."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from pie_audit.domain.errors import CannotSave
from pie_audit.domain.questionnaire import Mode
from pie_audit.domain.words_form import WordsForm, blank_form
from pie_audit.ui.survey.bring_page import BringPage
from pie_audit.ui.survey.words_panel import WordsPanel
from pie_audit.ui.theme import apply
from pie_audit.workflows import bringing, instruments
from pie_audit.workflows.instruments import Standing, shipped_instruments
from tests import brought
from tests.quarter import TODAY, Hostel, finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said

__all__ = ["finished", "hostel", "room"]

CBI = shipped_instruments()["cbi"]
LINES = brought.sentences(19)
PASTED = "\n".join(f"{n}. {line}" for n, line in enumerate(LINES, start=1))


def open_page(room: Room, instrument_id: str = "cbi", *, width: int = 1300) -> BringPage:
    page: BringPage = room.sit("amina", lambda jobs: BringPage(jobs, instrument_id), width=width)
    return page


def panel_of(page: BringPage) -> WordsPanel:
    assert page.panel is not None
    return page.panel


def paste(page: BringPage, text: str) -> None:
    """As somebody does who presses Ctrl+V in the field."""
    area = panel_of(page).slots.area
    area.edit.selectAll()
    QGuiApplication.clipboard().setText(text)
    area.edit.paste()
    QGuiApplication.clipboard().clear()
    panel_of(page).settle()


def fill_licence(room: Room, page: BringPage) -> None:
    card = panel_of(page).licence
    for name in ("holder", "permission", "proof", "line"):
        room.type_into(card.lines[name], f"The {name}")
    card.modes[Mode.PRIVATE].click()


def fill_all(room: Room, page: BringPage) -> None:
    paste(page, PASTED)
    panel_of(page).turned.slots[13].tick.click()
    fill_licence(room, page)


def standing(hostel: Hostel, instrument_id: str = "cbi") -> Standing:
    lines = hostel.see(instruments.shelf_of_instruments, hostel.amina)
    return next(line.standing for line in lines if line.id == instrument_id)


def begun(hostel: Hostel) -> WordsForm | None:
    return hostel.see(bringing.bringing, hostel.amina, "cbi").begun


def test_words_are_brought_from_paste_to_ready(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    fill_all(room, page)
    room.press("Make it ready", page)
    assert room.went == [("instruments", None)]
    whole = hostel.read(lambda tx: instruments.load_usable(tx, "cbi", Mode.PRIVATE, TODAY))
    assert tuple(item.text for item in whole.items) == LINES
    assert hostel.read(lambda tx: instruments.required_line(tx, "cbi")) == "The line"
    assert begun(hostel) is None
    assert room.done[-1].name == "Made “Copenhagen Burnout Inventory” ready"


def test_each_line_is_seen_where_it_lands(room: Room) -> None:
    page = open_page(room)
    paste(page, PASTED)
    slots = panel_of(page).slots.slots
    assert [slot.words.text() for slot in slots] == list(LINES)
    assert (slots[12].number.text(), slots[12].part.text()) == ("13", "Work · turned round")
    assert panel_of(page).slots.field.error() == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n".join(PASTED.splitlines()[:18]), "19 lines are needed; 18 are here."),
        (PASTED + "\n" + PASTED, "Everything is here twice. Take one of the two out."),
        (PASTED.replace(LINES[4], "x" * 10_000), "Line 5 is far longer than a question. Is it several?"),
        ("\n".join(f"Line {n} of many" for n in range(500)), "19 lines are needed; 500 are here."),
    ],
)
def test_a_paste_that_doesnt_fit_is_told_at_once_and_never_made_ready(
    room: Room, hostel: Hostel, text: str, told: str
) -> None:
    page = open_page(room)
    fill_all(room, page)
    paste(page, text)
    assert panel_of(page).slots.field.error() == told
    room.press("Make it ready", page)
    assert told in said(page)
    assert standing(hostel) is Standing.NO_WORDS


def test_what_is_missing_is_told_beside_each_field_until_it_is_mended(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    room.press("Make it ready", page)
    assert "7 things are in the way." in said(page)
    for words in ("19 lines are needed; 0 are here.", "Say who holds the rights.", "Choose at least one."):
        assert words in said(page)
    assert page.window().focusWidget() is panel_of(page).slots.area.edit
    room.type_into(panel_of(page).licence.lines["holder"], "The Society")
    assert "Say who holds the rights." not in said(page)
    assert "Say where the proof is kept." in said(page)
    assert standing(hostel) is Standing.NO_WORDS


def test_a_slot_that_is_turned_round_has_to_be_ticked_with_its_sentence_in_sight(
    room: Room, hostel: Hostel
) -> None:
    page = open_page(room)
    slot = panel_of(page).turned.slots[13]
    assert not slot.tick.isEnabled()
    paste(page, PASTED)
    fill_licence(room, page)
    assert f"“{LINES[12]}”" in said(page)
    room.press("Make it ready", page)
    assert "Tick each of them" in said(page)
    assert page.window().focusWidget() is slot.tick
    assert standing(hostel) is Standing.NO_WORDS


def test_a_tick_goes_when_another_sentence_lands_in_its_slot(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    fill_all(room, page)
    other = PASTED.replace(LINES[12], "This is another sentence.")
    area = panel_of(page).slots.area
    area.edit.selectAll()
    area.edit.insertPlainText(other)
    room.press("Make it ready", page)
    assert panel_of(page).form().ticked == ()
    assert standing(hostel) is Standing.NO_WORDS


def test_answers_are_typed_and_seen_as_people_will_see_them(room: Room) -> None:
    page = open_page(room)
    paste(page, PASTED)
    for line, words in zip(
        panel_of(page).labels.sets["frequency"].lines,
        ("Never", "A bit", "Some", "A lot", "Always"),
        strict=True,
    ):
        room.type_into(line, words)
    assert [row.accessibleName() for row in page.seen.rows.rows] == [
        "Never",
        "A bit",
        "Some",
        "A lot",
        "Always",
    ]
    assert page.seen.text.text() == LINES[0]
    for _question in range(6):
        page.seen.on.click()
    assert page.seen.text.text() == LINES[6]
    assert page.seen.rows.rows[0].accessibleName() == "value 0"
    page.seen.back.click()
    assert page.seen.text.text() == LINES[5]


def test_half_a_set_of_answers_is_told_at_its_lines(room: Room) -> None:
    page = open_page(room)
    fill_all(room, page)
    room.type_into(panel_of(page).labels.sets["degree"].lines[0], "Not at all")
    room.press("Make it ready", page)
    assert "4 answers have no words yet. Fill in all of them or none." in said(page)
    assert page.window().focusWidget() is panel_of(page).labels.sets["degree"].lines[0]


def test_scores_are_tried_and_the_reckoning_is_shown(room: Room) -> None:
    page = open_page(room)
    for no, value in zip(range(1, 7), ("75", "50", "75", "25", "50", "25"), strict=True):
        room.type_into(page.tried.boxes[no], value)
    page.tried.try_now()
    room.calm()
    words = said(page.tried)
    assert "Personal: (75 + 50 + 75 + 25 + 50 + 25) ÷ 6\n= 50" in words
    assert "Work: 0 of 7 answered; at least 4 are needed." in words
    room.press("All highest", page.tried)
    assert "+ 0) ÷ 7" in said(page.tried)


def test_what_isnt_an_answer_is_told_and_not_reckoned(room: Room) -> None:
    page = open_page(room)
    room.type_into(page.tried.boxes[2], "60")
    page.tried.try_now()
    room.calm()
    assert "Question 2 can be answered with 0, 25, 50, 75, 100." in said(page.tried)
    assert "÷" not in said(page.tried)


def test_nothing_that_is_tried_is_kept(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    room.press("All lowest", page.tried)
    page.flush()
    room.calm()
    assert begun(hostel) is None


def test_filling_saves_nothing(room: Room, hostel: Hostel) -> None:
    hostel.do(bringing.bring, hostel.amina, "cbi", brought.words(CBI))
    page = open_page(room)
    page.reload()
    room.calm()
    page.flush()
    room.calm()
    assert not page.unsaved()
    assert begun(hostel) is None


def test_half_a_form_is_there_again_for_whoever_began_it(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    paste(page, PASTED)
    panel_of(page).turned.slots[13].tick.click()
    room.type_into(panel_of(page).licence.lines["holder"], "The Society")
    panel_of(page).licence.endless.click()
    assert page.unsaved()
    page.flush()
    room.calm()
    assert not page.unsaved()
    again = open_page(room)
    form = panel_of(again).form()
    assert (form.pasted, form.ticked, form.licence.holder) == (PASTED, (13,), "The Society")
    assert form.licence.ends_on is None


def test_what_was_begun_can_be_thrown_away_and_come_back(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    paste(page, PASTED)
    page.flush()
    room.calm()
    room.press("Throw away what I began", page)
    assert panel_of(page).form() == blank_form(TODAY)
    assert begun(hostel) is None
    hostel.do(room.done[-1].undo, hostel.amina)
    page.reload()
    room.calm()
    assert panel_of(page).slots.pasted() == PASTED


def test_words_in_use_are_shown_with_their_version_and_a_permission_is_renewed(
    room: Room, hostel: Hostel
) -> None:
    hostel.do(bringing.bring, hostel.amina, "cbi", brought.words(CBI))
    page = open_page(room)
    assert "Version 1 is in use" in said(page)
    assert "Amina Yusuf brought these words on 18 November 2026." in said(page)
    panel_of(page).licence.endless.click()
    room.press("Save the changes", page)
    now = hostel.see(bringing.bringing, hostel.amina, "cbi").brought
    assert (now.version, now.licence.ends_on) == (1, None)


def test_words_are_taken_back_and_put_back(room: Room, hostel: Hostel) -> None:
    hostel.do(bringing.bring, hostel.amina, "cbi", brought.words(CBI))
    page = open_page(room)
    room.press("Take the words back", page)
    assert standing(hostel) is Standing.TAKEN_BACK
    assert "The words were taken back." in said(page)
    room.press("Put the words back", page)
    assert standing(hostel) is Standing.READY
    assert [did.name for did in room.done] == [
        "Took “Copenhagen Burnout Inventory” back",
        "Put “Copenhagen Burnout Inventory” back",
    ]


def test_a_list_of_symptoms_asks_for_a_reason_when_a_team_is_to_be_asked(room: Room) -> None:
    page = open_page(room, "who-5")
    card = panel_of(page).licence
    assert not card.fields["reason"].isVisible()
    card.modes[Mode.TEAM].click()
    assert card.fields["reason"].isVisible()
    assert "It reads like a list of symptoms." in said(page)
    room.press("Make it ready", page)
    assert "Say why it is put to a team." in said(page)
    card.modes[Mode.TEAM].click()
    assert not card.fields["reason"].isVisible()


def test_what_is_for_oneself_alone_offers_no_team(room: Room) -> None:
    page = open_page(room, "stss")
    assert set(panel_of(page).licence.modes) == {Mode.PRIVATE}
    assert not panel_of(page).turned.isVisible()


def test_staff_are_told_that_it_isnt_theirs(room: Room) -> None:
    page: BringPage = room.sit("jo", lambda jobs: BringPage(jobs, "cbi"), width=1300)
    assert "That isn’t yours to do in this workspace." in said(page)
    assert page.panel is None
    assert not page.ready.isVisible()


def test_words_that_cant_be_kept_stay_on_the_screen_and_can_be_taken_along(room: Room) -> None:
    page = open_page(room)
    paste(page, PASTED)
    page.keeper.flush()
    room.calm()
    page._on_trouble(CannotSave("The disk is full.", "Make room on it."))
    assert "Not saved yet, still trying." in said(page)
    page.trouble.copy_wanted.emit()
    assert QGuiApplication.clipboard().text() == PASTED
    QGuiApplication.clipboard().clear()


def test_signs_that_turn_the_direction_never_reach_the_words(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    fill_all(room, page)
    paste(page, PASTED.replace(LINES[0], "\u202eA line that would run backwards.\u202c"))
    room.press("Make it ready", page)
    whole = hostel.read(lambda tx: instruments.load_usable(tx, "cbi", Mode.PRIVATE, TODAY))
    assert whole.items[0].text == "A line that would run backwards."


@pytest.mark.parametrize(("width", "percent"), [(958, 100), (958, 200), (1300, 200), (1854, 100)])
@pytest.mark.parametrize("instrument_id", ["cbi", "hse-35"])
def test_it_is_named_and_never_scrolls_sideways(
    room: Room, qapp: QApplication, instrument_id: str, width: int, percent: int
) -> None:
    apply(qapp, "light", percent)
    page = open_page(room, instrument_id, width=width)
    room.press("Make it ready", page)
    room.press("All highest", page.tried)
    settle()
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width


def test_days_that_cant_be_are_told(room: Room) -> None:
    page = open_page(room)
    card = panel_of(page).licence
    fill_all(room, page)
    card.fill(replace(card.licence(), given_on=date(2026, 11, 19), ends_on=date(2026, 11, 18)), TODAY)
    room.press("Make it ready", page)
    assert "This day is still to come." in said(page)
    assert "It can’t end before it began." in said(page)


def test_what_is_told_stays_when_the_page_is_read_again(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    room.type_into(panel_of(page).licence.lines["holder"], "The Society")
    page.flush()
    room.calm()
    room.press("Make it ready", page)
    hostel.do(bringing.bring, hostel.amina, "olbi", brought.words(shipped_instruments()["olbi"]))
    page.reload()
    room.calm()
    assert "Say where the proof is kept." in said(page)
    assert panel_of(page).form().licence.holder == "The Society"
