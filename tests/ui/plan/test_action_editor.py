"""The editor saves by itself, keeps what can't stand beside its field, and loses no word."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget

from pie_audit.domain.errors import CannotSave
from pie_audit.domain.plan import ActionStatus, BarrierLevel, Involvement
from pie_audit.storage import plans as stored
from pie_audit.ui.keep_soon import KEEP_WITHIN_MS
from pie_audit.ui.plan.conflict_panel import ConflictPanel
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import plans
from tests.patience import AN_HOUR_MS
from tests.quarter import TODAY
from tests.ui.plan.desk import Desk


def ctrl_enter(desk: Desk) -> None:
    """Close the editor from wherever the focus is in it."""
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_filling_the_editor_saves_nothing(desk: Desk) -> None:
    action = desk.add(ask_what="Four hours a month", status=ActionStatus.STOPPED, status_reason="No money")
    page = desk.sit()
    desk.edit(action)
    page.flush()
    page.editor.leave()
    desk.calm()
    assert desk.stored(action.action_id) == action
    assert desk.said == []


def test_typing_is_saved_soon_after_the_first_key_and_typing_on_does_not_put_it_off(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    timer = page.editor._soon.first
    assert timer.interval() == KEEP_WITHIN_MS <= 1500
    timer.setInterval(AN_HOUR_MS)  # no computer types that slowly
    desk.type_into("first_small_step", "Ask")
    started = timer.timerId()
    desk.qtbot.keyClicks(QApplication.focusWidget(), " nights")
    assert timer.isActive()
    assert timer.timerId() == started
    assert page.state.text() == "Saving…"
    timer.setInterval(0)
    desk.until(lambda: desk.stored(action.action_id).first_small_step == "Ask nights")
    desk.until(lambda: page.state.text() == "Saved")
    assert not page.unsaved()


def test_leaving_a_field_saves_it(desk: Desk) -> None:
    action = desk.add()
    desk.sit()
    desk.edit(action)
    desk.type_into("success_sign", "Fewer short mornings")
    assert desk.page.unsaved()
    desk.leave_field()
    desk.calm()
    assert desk.stored(action.action_id).success_sign == "Fewer short mornings"


def test_every_field_comes_back_as_it_was_chosen(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    page.editor.form._more.click()
    for name, words in (
        ("what", "Put reflection on the rota, nights too"),
        ("first_small_step", "Ask nights"),
        ("success_sign", "Fewer short mornings"),
        ("ask_what", "Four hours of backfill"),
        ("ask_of", "The council"),
        ("due", "4 Dec"),
        ("ask_reply_by", "15 Jan"),
    ):
        desk.type_into(name, words)
    for name, words in (
        ("owner_id", "Tom"),
        ("barrier_level", "In the wider system"),
        ("status", "Under way"),
        ("involvement", "We do it together"),
        ("why", "Not tied to one topic"),
    ):
        desk.choose(name, words)
    desk.calm()
    now = desk.stored(action.action_id)
    assert (now.what, now.first_small_step) == ("Put reflection on the rota, nights too", "Ask nights")
    assert (now.success_sign, now.ask_what, now.ask_of) == (
        "Fewer short mornings",
        "Four hours of backfill",
        "The council",
    )
    assert (now.due, now.ask_reply_by) == (date(2026, 12, 4), date(2027, 1, 15))
    assert now.owner_id == desk.hostel.tom.member.person_id
    assert (now.barrier_level, now.status) == (BarrierLevel.SYSTEM, ActionStatus.UNDER_WAY)
    assert (now.involvement, now.topic_id) == (Involvement.CO_PRODUCED, None)


def test_ctrl_enter_saves_closes_and_goes_back_to_the_card(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    desk.type_into("what", "Rewrite the visitor rule")
    ctrl_enter(desk)
    desk.calm()
    assert desk.stored(action.action_id).what == "Rewrite the visitor rule"
    assert not page.editor.isVisible()
    desk.until(lambda: QApplication.focusWidget() is page.cards.card(action.action_id))


def test_going_to_another_action_saves_the_first(desk: Desk) -> None:
    first, second = desk.add(), desk.add("Paint the hall")
    page = desk.sit()
    desk.edit(first)
    desk.type_into("what", "Rewrite the visitor rule")
    desk.edit(second)
    desk.until(lambda: page.editor.action == second)
    assert desk.stored(first.action_id).what == "Rewrite the visitor rule"
    assert desk.stored(second.action_id) == second


# new actions


def test_a_new_action_is_written_once_it_says_what(desk: Desk) -> None:
    desk.add()
    page = desk.sit()
    page.add_action()
    desk.type_into("first_small_step", "Ask nights")
    page.flush()
    desk.calm()
    assert len(desk.planned()) == 1
    assert page.unsaved()
    desk.type_into("what", "Rewrite the visitor rule")
    page.flush()
    desk.calm()
    assert "Rewrite the visitor rule" in desk.planned()
    assert desk.said[-1].name == "Added an action"
    assert not page.unsaved()


def test_a_new_action_that_says_nothing_leaves_nothing(desk: Desk) -> None:
    page = desk.sit()
    desk.press("Put down one thing")
    assert not page.unsaved()
    ctrl_enter(desk)
    desk.calm()
    assert desk.planned() == []
    assert not page.editor.isVisible()


def test_a_new_action_with_words_but_no_what_stays_open_and_says_why(desk: Desk) -> None:
    page = desk.sit()
    page.add_action()
    desk.type_into("success_sign", "Fewer short mornings")
    ctrl_enter(desk)
    assert page.editor.isVisible()
    assert page.editor.form.errors() == {"what": "Say in one sentence what we will do."}
    assert page.editor.form._texts["what"].edit.hasFocus()
    assert page.unsaved()


def test_a_new_action_can_be_thrown_away(desk: Desk) -> None:
    page = desk.sit()
    page.add_action()
    desk.type_into("success_sign", "Fewer short mornings")
    page.editor.bin_button.click()
    desk.calm()
    assert not page.unsaved()
    assert desk.planned() == []


def test_a_new_action_belongs_to_the_topic_that_was_last_open(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    page.add_action()
    assert page.editor.action.topic_id == "C1"


# what can't stand


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 Nov 2026", "Our review began on 18 November 2026. Choose that day or a later one."),
        ("1 Feb 20260", "The year 20260 can’t be meant. Write four figures, like 2026."),
        ("31 Nov 2026", "There is no such day in the calendar. Look at the day and the month again."),
        ("some day", "“some day” isn’t a day we can read. Write it like 27 Nov 2026."),
    ],
)
def test_a_day_that_cannot_stand_is_told_beside_its_field_and_the_rest_is_saved(
    desk: Desk, written: str, said: str
) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    desk.type_into("what", "Rewrite the visitor rule")
    desk.type_into("due", written)
    desk.leave_field()
    desk.calm()
    assert page.editor.form.errors() == {"due": said}
    now = desk.stored(action.action_id)
    assert (now.what, now.due) == ("Rewrite the visitor rule", action.due)
    desk.type_into("due", "4 Dec")
    assert page.editor.form.errors() == {}
    desk.leave_field()
    desk.calm()
    assert desk.stored(action.action_id).due == date(2026, 12, 4)


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")  # of every popup
def test_a_day_can_be_picked_from_a_calendar(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    desk.press("By when, or empty: pick a day")
    calendar = page.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 27)
    calendar.clicked.emit(QDate(2026, 12, 4))
    desk.calm()
    assert desk.stored(action.action_id).due == date(2026, 12, 4)


def test_an_emptied_day_means_ongoing(desk: Desk) -> None:
    action = desk.add()
    desk.sit()
    desk.edit(action)
    desk.type_into("due", "")
    desk.leave_field()
    desk.page.flush()
    desk.calm()
    assert desk.stored(action.action_id).due is None


def test_stopping_asks_for_a_reason_and_is_saved_with_it(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    desk.choose("status", "Stopped")
    desk.calm()
    assert page.editor.form.errors() == {"status_reason": "Stopping needs a reason. A few words are plenty."}
    assert desk.stored(action.action_id).status is ActionStatus.NOT_STARTED
    desk.type_into("status_reason", "Two posts are empty")
    desk.leave_field()
    desk.calm()
    now = desk.stored(action.action_id)
    assert (now.status, now.status_reason) == (ActionStatus.STOPPED, "Two posts are empty")


def test_emptying_what_keeps_the_stored_words_and_holds_the_editor_open(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    desk.type_into("what", "")
    ctrl_enter(desk)
    desk.calm()
    assert page.editor.isVisible()
    assert "what" in page.editor.form.errors()
    assert desk.stored(action.action_id).what == action.what


# two at once


def in_conflict(desk: Desk) -> tuple[str, ConflictPanel]:
    """Amina types while somebody else has changed the same action."""
    action = desk.add()
    page = desk.sit()
    desk.jobs.changed.disconnect(page.reload)
    desk.edit(action)
    desk.change(action.action_id, what="Put ten minutes into every handover")
    desk.type_into("what", "Put reflection on the rota, nights too")
    page.flush()
    desk.calm()
    desk.jobs.changed.connect(page.reload)
    return action.action_id, page.editor.findChild(ConflictPanel)


def test_two_who_change_one_action_see_both_texts(desk: Desk) -> None:
    action_id, panel = in_conflict(desk)
    words = {label.text() for label in panel.findChildren(WrapLabel)}
    assert {"Put reflection on the rota, nights too", "Put ten minutes into every handover"} <= words
    assert desk.page.unsaved()
    assert desk.stored(action_id).what == "Put ten minutes into every handover"


@pytest.mark.parametrize(
    ("button", "kept"),
    [
        ("Keep yours", "Put reflection on the rota, nights too"),
        ("Keep theirs", "Put ten minutes into every handover"),
        ("Keep both texts", "Put ten minutes into every handover / Put reflection on the rota, nights too"),
    ],
)
def test_what_was_chosen_is_what_stays(desk: Desk, button: str, kept: str) -> None:
    action_id, panel = in_conflict(desk)
    desk.press(button, panel)
    desk.calm()
    assert desk.stored(action_id).what == kept
    assert desk.page.editor.form._texts["what"].text() == kept
    assert not desk.page.unsaved()


def test_ask_and_its_day_that_two_change_apart_are_kept_of_both_unasked(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.jobs.changed.disconnect(page.reload)
    desk.edit(action)
    desk.change(action.action_id, ask_what="Two reminders", ask_of="The council")
    desk.type_into("what", "Put reflection on the rota, nights too")
    page.flush()
    desk.calm()
    now = desk.stored(action.action_id)
    assert (now.what, now.ask_what, now.ask_of) == (
        "Put reflection on the rota, nights too",
        "Two reminders",
        "The council",
    )
    assert page.editor.findChild(ConflictPanel) is None
    told = page.editor.came_in
    assert told.isVisible()
    assert told.accessibleName().endswith("meanwhile: “What do we need?”, “From whom”")
    assert page.editor.form._texts["ask_what"].text() == "Two reminders"
    assert not page.unsaved()
    desk.jobs.changed.connect(page.reload)


def test_whoever_wanted_to_leave_goes_once_both_changes_are_put_together(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.jobs.changed.disconnect(page.reload)
    desk.edit(action)
    desk.change(action.action_id, ask_what="Two reminders")
    desk.type_into("what", "Put reflection on the rota, nights too")
    page.editor.leave()
    desk.calm()
    now = desk.stored(action.action_id)
    assert (now.what, now.ask_what) == ("Put reflection on the rota, nights too", "Two reminders")
    assert page.editor.action is None


@pytest.mark.parametrize("keep", ["Keep yours", "Keep theirs"])
def test_only_what_both_changed_of_an_action_is_asked_about(desk: Desk, keep: str) -> None:
    action = desk.add()
    page = desk.sit()
    desk.jobs.changed.disconnect(page.reload)
    desk.edit(action)
    desk.change(action.action_id, what="Theirs", ask_of="The council")
    desk.type_into("what", "Mine")
    desk.type_into("first_small_step", "Ask the night team")
    page.flush()
    desk.calm()
    desk.jobs.changed.connect(page.reload)
    panel = page.editor.findChild(ConflictPanel)
    words = {label.text() for label in panel.findChildren(WrapLabel)}
    assert {"Mine", "Theirs", "What will we do?"} <= words
    assert not {"First small step", "From whom", "The council"} & words
    desk.press(keep, panel)
    desk.calm()
    now = desk.stored(action.action_id)
    assert (now.first_small_step, now.ask_of) == ("Ask the night team", "The council")
    assert now.what == ("Mine" if keep == "Keep yours" else "Theirs")
    assert not page.unsaved()


def erased_meanwhile(desk: Desk) -> ConflictPanel:
    """The action is gone from the bin, too, while Amina types."""
    action = desk.add()
    page = desk.sit()
    desk.jobs.changed.disconnect(page.reload)
    desk.change(action.action_id, due=None)
    page.reload()
    desk.calm()
    desk.edit(action)
    desk.hostel.opened.write(lambda tx: stored.bin_action(tx, action.action_id, day=TODAY))
    later = TODAY + timedelta(days=40)
    desk.hostel.opened.write(lambda tx: stored.erase_binned(tx, today=later))
    desk.type_into("what", "Put reflection on the rota, nights too")
    page.flush()
    desk.calm()
    desk.jobs.changed.connect(page.reload)
    return page.editor.findChild(ConflictPanel)


def test_words_for_an_action_that_was_erased_become_a_new_one(desk: Desk) -> None:
    panel = erased_meanwhile(desk)
    desk.press("Keep yours", panel)
    desk.calm()
    assert desk.planned() == ["Put reflection on the rota, nights too"]


def test_an_action_that_was_erased_can_be_let_go(desk: Desk) -> None:
    panel = erased_meanwhile(desk)
    desk.press("Let it go", panel)
    desk.calm()
    assert desk.planned() == []
    assert not desk.page.editor.isVisible()


def test_a_change_of_somebody_else_comes_in_while_nothing_is_typed(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    desk.change(action.action_id, what="Put ten minutes into every handover")
    desk.until(lambda: page.editor.form._texts["what"].text() == "Put ten minutes into every handover")
    assert not page.unsaved()


def test_an_action_that_somebody_put_away_closes_its_editor(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    desk.hostel.do(plans.bin_action, desk.hostel.amina, action.action_id)
    desk.until(lambda: not page.editor.isVisible())


# trouble


def test_words_that_could_not_be_saved_stay_and_are_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    save = plans.save_action

    def full(*_args: Any) -> None:
        raise CannotSave("The disk is full.", "Make room, and we go on.")

    monkeypatch.setattr(plans, "save_action", full)
    desk.type_into("what", "Rewrite the visitor rule")
    page.flush()
    desk.calm()
    assert page.state.text() == "Not saved yet, still trying"
    assert page.unsaved()
    assert page.editor._soon.again.isActive()
    monkeypatch.setattr(plans, "save_action", save)
    page.editor._soon.again.timeout.emit()
    desk.calm()
    assert desk.stored(action.action_id).what == "Rewrite the visitor rule"
    assert page.state.text() == "Saved"
    assert not page.unsaved()
