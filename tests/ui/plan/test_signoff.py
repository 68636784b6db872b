"""Signing off has no undo: it asks first, and days that have passed get an answer before it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pie_audit.domain.audit import RoundState
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.priority import Priority
from pie_audit.storage import agreements, influences
from pie_audit.ui.plan.signoff_dialog import SignOffDialog
from pie_audit.ui.theme import apply
from pie_audit.workflows import steps
from tests.ui.accessibility import nameless
from tests.ui.plan.desk import Desk

LATER = date(2026, 12, 4)


def ask(desk: Desk) -> SignOffDialog:
    """Open the paper and press Sign off."""
    page = desk.page or desk.sit()
    desk.press("Preview and sign off")
    desk.calm()
    page.preview.sign.click()
    dialog = page.findChild(SignOffDialog)
    desk.calm()
    dialog.account.rest.setChecked(True)
    return dialog


def reservation(desk: Desk, role: str = "manager") -> list[str]:
    """What was signed with in this role."""
    signed = desk.hostel.read(lambda tx: agreements.load_sign_offs(tx, desk.round_id))
    return sorted(sign.reservation for sign in signed if sign.role == role)


def test_signing_off_asks_and_then_fixes_the_review(desk: Desk) -> None:
    desk.add()
    dialog = ask(desk)
    assert desk.hostel.state(desk.round_id) is RoundState.AGREEING
    dialog.sign.click()
    desk.calm()
    assert desk.hostel.state(desk.round_id) is RoundState.SIGNED
    assert reservation(desk) == [""]
    desk.until(lambda: not desk.page.preview.sign.isVisible())
    assert desk.page.preview.heading.title.text() == "The autumn plan on paper"


def test_a_reservation_is_kept_with_the_signature(desk: Desk) -> None:
    desk.add()
    dialog = ask(desk)
    desk.qtbot.keyClicks(dialog._reservation.edit, "Nights were not in the room.")
    dialog.sign.click()
    desk.calm()
    assert reservation(desk) == ["Nights were not in the room."]


def test_going_back_signs_nothing(desk: Desk) -> None:
    desk.add()
    dialog = ask(desk)
    dialog.leave.click()
    desk.calm()
    assert desk.hostel.state(desk.round_id) is RoundState.AGREEING


def test_enter_in_the_dialog_signs_nothing(desk: Desk) -> None:
    desk.add()
    dialog = ask(desk)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    desk.calm()
    assert desk.hostel.state(desk.round_id) is RoundState.AGREEING
    dialog.reject()


def test_a_day_that_has_passed_asks_for_done_or_a_new_day_before_the_signature(desk: Desk) -> None:
    desk.add()
    desk.hostel.at(LATER)
    dialog = ask(desk)
    dialog.sign.click()
    desk.calm()
    assert dialog.late[0].error() == "Tick that it’s done, or give it a new day."
    assert desk.hostel.state(desk.round_id) is RoundState.AGREEING
    dialog.reject()


def test_done_is_an_answer(desk: Desk) -> None:
    action = desk.add()
    desk.hostel.at(LATER)
    dialog = ask(desk)
    dialog.late[0].done.click()
    dialog.sign.click()
    desk.calm()
    assert desk.stored(action.action_id).status is ActionStatus.DONE
    assert desk.hostel.state(desk.round_id) is RoundState.SIGNED


def test_a_new_day_is_an_answer(desk: Desk) -> None:
    action = desk.add()
    desk.hostel.at(LATER)
    dialog = ask(desk)
    desk.qtbot.keyClicks(dialog.late[0].day.line, "18 Dec")
    dialog.sign.click()
    desk.calm()
    assert desk.stored(action.action_id).due == date(2026, 12, 18)
    assert desk.hostel.state(desk.round_id) is RoundState.SIGNED


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 Dec 2026", "That day has passed too. Choose today or later."),
        ("soon", "“soon” isn’t a day we can read. Write it like 27 Nov 2026."),
    ],
)
def test_a_new_day_must_be_a_day_to_come(desk: Desk, written: str, said: str) -> None:
    desk.add()
    desk.hostel.at(LATER)
    dialog = ask(desk)
    desk.qtbot.keyClicks(dialog.late[0].day.line, written)
    dialog.sign.click()
    assert dialog.late[0].error() == said
    dialog.reject()


def test_a_refusal_is_told_in_the_dialog_and_it_can_be_tried_again(desk: Desk) -> None:
    desk.add()
    dialog = ask(desk)
    desk.hostel.do(steps.abandon_round, desk.hostel.amina, desk.round_id, "We start again")
    dialog.sign.click()
    desk.calm()
    assert "There is nothing to sign yet." in dialog._trouble.accessibleName()
    assert dialog.sign.isEnabled()
    dialog.reject()


def test_nobody_but_who_runs_the_review_is_offered_the_signature(desk: Desk) -> None:
    desk.add()
    page = desk.sit("dee")
    desk.press("Preview PDF")
    desk.calm()
    assert not page.preview.sign.isVisible()


def test_leaving_the_page_closes_the_dialog(desk: Desk) -> None:
    desk.add()
    dialog = ask(desk)
    closed = []
    dialog.finished.connect(closed.append)
    desk.page.hide()
    assert closed


@pytest.mark.parametrize(("percent", "width"), [(100, 1144), (200, 958), (200, 700)])
def test_the_dialog_fits_the_window_and_names_everything(
    desk: Desk, qapp: QApplication, percent: int, width: int
) -> None:
    desk.add("Rewrite the visitor rule with residents " * 5)
    desk.hostel.at(LATER)
    desk.sit(width=width)
    apply(qapp, "light", percent)
    dialog = ask(desk)
    for _turn in range(5):
        QApplication.processEvents()
    assert dialog.body.overflow() == 0
    assert dialog.width() <= width
    assert dialog.height() <= 768
    assert nameless(dialog) == []
    dialog.reject()


def test_topics_nobody_talked_about_are_asked_for_before_the_signature(desk: Desk) -> None:
    desk.add()
    dialog = ask(desk)
    dialog.account.rest.setChecked(False)
    dialog.sign.click()
    desk.calm()
    assert desk.hostel.state(desk.round_id) is RoundState.AGREEING
    dialog.account.rest.click()
    dialog.sign.click()
    desk.calm()
    assert desk.hostel.state(desk.round_id) is RoundState.SIGNED


def test_a_priority_that_nothing_follows_from_is_named_and_stops_the_signature(desk: Desk) -> None:
    chosen = Priority("p1", desk.round_id, 1, "Time to think", "C1")
    desk.hostel.opened.write(lambda tx: influences.save_priorities(tx, desk.round_id, (chosen,)))
    desk.sit()
    dialog = ask(desk)
    assert not dialog.sign.isEnabled()
    assert "Nothing follows yet from “Time to think”." in dialog._trouble.accessibleName()
    dialog.reject()


def test_a_member_who_does_not_agree_and_somebody_with_lived_experience_are_kept(desk: Desk) -> None:
    desk.add()
    dialog = ask(desk)
    dialog.account.refusals.edit.setPlainText("Nights were not asked\n\nToo fast")
    dialog.account.lived.click()
    desk.qtbot.keyClicks(dialog.account.lived_words.edit, "Evenings are missing")
    dialog.sign.click()
    desk.calm()
    assert reservation(desk, "team") == ["", "Nights were not asked", "Too fast"]
    assert reservation(desk, "lived-experience") == ["Evenings are missing"]


def test_somebodys_words_need_their_yes_before_the_signature(desk: Desk) -> None:
    desk.add()
    dialog = ask(desk)
    desk.qtbot.keyClicks(dialog.account.resident.edit, "They ask me first now.")
    dialog.sign.click()
    desk.calm()
    assert desk.hostel.state(desk.round_id) is RoundState.AGREEING
    dialog.account.consent.click()
    dialog.sign.click()
    desk.calm()
    assert desk.hostel.state(desk.round_id) is RoundState.SIGNED


def test_what_was_typed_waits_when_somebody_goes_back(desk: Desk) -> None:
    desk.add()
    dialog = ask(desk)
    desk.qtbot.keyClicks(dialog.account.contact.edit, "The manager, 01632 960 000")
    dialog.leave.click()
    desk.calm()
    desk.page.preview.sign.click()
    again = next(d for d in desk.page.findChildren(SignOffDialog) if d.isVisible())
    desk.calm()
    assert again.account.contact.text() == "The manager, 01632 960 000"
    again.reject()
