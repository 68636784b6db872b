"""The agreement on the screen: begun with somebody, typed, signed by both, changed, ended."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.supervision import Function
from pie_audit.ui.supervision.agreement_page import AgreementPage
from pie_audit.ui.theme import apply
from pie_audit.workflows.supervision import supervision_agreements as agreements
from pie_audit.workflows.supervision.supervision_agreements import AgreementView, Beginning
from tests.quarter import Hostel, finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said
from tests.workflows.supervision_pair import agree, person

__all__ = ["finished", "hostel", "room"]


def open_page(room: Room, agreement_id: str, name: str = "jo", *, width: int = 1144) -> AgreementPage:
    page: AgreementPage = room.sit(name, lambda jobs: AgreementPage(jobs, agreement_id), width=width)
    return page


def begun(hostel: Hostel) -> str:
    beginning = Beginning(person(hostel, "amina"), i_supervise=False)
    return hostel.do(agreements.start_agreement, hostel.jo, beginning)


def stored(hostel: Hostel, agreement_id: str) -> AgreementView:
    return hostel.see(agreements.agreement_view, hostel.amina, agreement_id)


def test_it_begins_with_somebody(room: Room, hostel: Hostel) -> None:
    page = open_page(room, "new")
    assert "A new supervisor sees nothing from before until you share it" in said(page)
    page.start.whom.setCurrentIndex(page.start.whom.findText("Sam"))
    room.press("Begin", page)
    (area, agreement_id) = room.went[0]
    assert area == "agreement"
    view = hostel.see(agreements.agreement_view, hostel.sam, str(agreement_id))
    assert view.agreement.supervisor_id == person(hostel, "sam")


def test_filling_saves_nothing_and_clears_no_name(room: Room, hostel: Hostel) -> None:
    agreement_id = agree(hostel).agreement.agreement_id
    page = open_page(room, agreement_id)
    page.flush()
    room.calm()
    assert stored(hostel, agreement_id).is_current
    assert not page.unsaved()


def test_what_is_typed_is_kept_for_both(room: Room, hostel: Hostel) -> None:
    agreement_id = begun(hostel)
    page = open_page(room, agreement_id)
    room.type_into(page.form.texts["purpose"], "To think")
    room.type_into(page.form.texts["place"], "Small room")
    page.form.functions.chips[Function.SUPPORT].click()
    page.form.every.setText("3")
    page.flush()
    room.calm()
    view = stored(hostel, agreement_id)
    assert (view.words.purpose, view.words.place, view.words.functions) == (
        "To think",
        "Small room",
        (Function.SUPPORT,),
    )
    assert view.agreement.every_weeks == 3


def test_both_sign_and_then_it_is_read(room: Room, hostel: Hostel) -> None:
    agreement_id = begun(hostel)
    page = open_page(room, agreement_id)
    room.type_into(page.form.texts["limits"], "Serious harm")
    room.press("Sign", page)
    room.qtbot.waitUntil(lambda: page.chip.text() == "Waits for Amina to sign")
    theirs = open_page(room, agreement_id, "amina")
    assert theirs.chip.text() == "Waits for you to sign"
    room.press("Sign", theirs)
    assert theirs.chip.text() == "Agreed"
    assert "Serious harm" in said(theirs)
    assert not theirs.form.isVisible()
    assert stored(hostel, agreement_id).is_current


def test_changing_signed_words_is_a_choice_of_its_own(room: Room, hostel: Hostel) -> None:
    agreement_id = agree(hostel).agreement.agreement_id
    page = open_page(room, agreement_id)
    room.press("Change it", page)
    room.type_into(page.form.texts["purpose"], "Anew")
    page.flush()
    room.calm()
    assert stored(hostel, agreement_id).agreement.signed_by == frozenset()
    assert page.chip.text() == "Not signed yet"


def test_manager_who_supervises_is_named_as_that(room: Room, hostel: Hostel) -> None:
    agreement_id = agree(hostel).agreement.agreement_id
    assert "Amina also manages Jo’s team." in said(open_page(room, agreement_id))
    agree(hostel, "sam", "jo")
    assert "There is a second space" in said(open_page(room, agreement_id))


def test_two_who_write_at_once_find_both_texts(room: Room, hostel: Hostel) -> None:
    agreement_id = begun(hostel)
    page = open_page(room, agreement_id)
    view = stored(hostel, agreement_id)
    hers = replace(view, words=replace(view.words, purpose="Hers", agenda="Both of us"))
    hostel.do(agreements.save_agreement, hostel.amina, hers)
    room.type_into(page.form.texts["purpose"], "His")
    page.flush()
    room.qtbot.waitUntil(lambda: not page.unsaved())
    kept = stored(hostel, agreement_id).words
    assert (kept.purpose, kept.agenda) == ("His\n\nHers", "Both of us")


def test_number_that_cannot_be_meant_is_said_and_nothing_else_is_lost(room: Room, hostel: Hostel) -> None:
    agreement_id = begun(hostel)
    page = open_page(room, agreement_id)
    page.form.every.clear()
    room.type_into(page.form.every, "99")
    room.type_into(page.form.texts["purpose"], "To think")
    page.flush()
    room.calm()
    assert "That rhythm can’t be meant." in said(page)
    assert page.unsaved()
    page.form.every.clear()
    room.type_into(page.form.every, "6")
    page.flush()
    room.calm()
    assert not page.unsaved()
    assert stored(hostel, agreement_id).words.purpose == "To think"


def test_either_ends_it(room: Room, hostel: Hostel) -> None:
    agreement_id = agree(hostel).agreement.agreement_id
    page = open_page(room, agreement_id)
    room.press("End this agreement", page)
    assert page.chip.text() == "Ended"
    hostel.do(room.done[-1].undo, hostel.jo)
    assert stored(hostel, agreement_id).is_current


def test_agreement_of_others_shows_nothing(room: Room, hostel: Hostel) -> None:
    page = open_page(room, agree(hostel).agreement.agreement_id, "tom")
    assert page.view is None
    assert "between two people" in said(page)
    assert not page.form.isVisible()


@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (958, 200)])
def test_it_fits_and_everything_has_a_name(
    room: Room, hostel: Hostel, qapp: QApplication, width: int, percent: int
) -> None:
    apply(qapp, "light", percent)
    for agreement_id in ("new", begun(hostel), agree(hostel, "sam", "jo").agreement.agreement_id):
        page = open_page(room, agreement_id, width=width)
        settle()
        assert nameless(page) == []
        assert page.body.overflow() == 0
        assert page.minimumSizeHint().width() <= width
