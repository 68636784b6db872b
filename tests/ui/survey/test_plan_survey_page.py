"""Planning a survey: kept as one goes, told what is missing beside its field, put to three keepers, opened once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.domain.survey import SurveyPlan, SurveyState, Voice
from pie_audit.storage import surveys as kept
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.end_dialogs import DiscardDialog, RetireDialog
from pie_audit.ui.survey.open_dialog import OpenSurveyDialog
from pie_audit.ui.survey.plan_survey_page import PlanSurveyPage
from pie_audit.ui.survey.team_box import PARTS
from pie_audit.ui.theme import apply
from pie_audit.workflows import unlock
from pie_audit.workflows.surveys import keeping, planning
from pie_audit.workflows.unlock import SurveySlip
from tests import surveys
from tests.quarter import Hostel, finished, hostel
from tests.ui.accessibility import misnamed_roles, nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said
from tests.ui.survey import values

__all__ = ["finished", "hostel", "room"]

D = TypeVar("D", bound=QWidget)


def sit(room: Room, survey_id: str = "new", *, width: int = 1144) -> PlanSurveyPage:
    team_id = room.hostel.team_id

    def make(jobs: Jobs) -> PlanSurveyPage:
        return PlanSurveyPage(jobs, team_id)

    page: PlanSurveyPage = room.sit("amina", make, width=width)
    page.open_at("plan-survey", survey_id)
    room.calm()
    return page


def plan_of(hostel: Hostel, survey_id: str | None) -> SurveyPlan:
    assert survey_id is not None
    found = hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).plan
    assert found is not None
    return found


def choose_keepers(room: Room, page: PlanSurveyPage, *names: str) -> None:
    for key, name in zip(page.form.keepers.keys, names, strict=False):
        key.setCurrentIndex(key.findData(room.hostel.people[name].member.person_id))
        key.activated.emit(key.currentIndex())
    room.calm()


def fill(room: Room, page: PlanSurveyPage, *, slips: int = 0) -> None:
    """Everything that isn't there from the start."""
    room.type_into(page.form.why.purpose, "To change the rota.")
    choose_keepers(room, page, "jo", "sam", "dee")
    whole = page.form.asked.boxes[0].whole
    whole.slips.setCurrentIndex(slips)
    whole.slips.activated.emit(slips)
    room.calm()


def dialog(page: PlanSurveyPage, kind: type[D]) -> D:
    found = page.findChildren(kind)
    assert found
    return found[-1]


def state(room: Room, survey_id: str) -> SurveyState:
    return room.hostel.read(lambda tx: kept.load_survey(tx, survey_id)).state


def test_nothing_is_kept_before_somebody_chooses_something(room: Room) -> None:
    page = sit(room)
    page.flush()
    room.calm()
    assert page.keeper.survey_id is None
    assert not page.unsaved()


def test_a_line_that_was_typed_is_kept_when_the_focus_leaves(room: Room) -> None:
    page = sit(room)
    room.type_into(page.form.why.title_line, "Autumn pulse")
    assert page.unsaved()
    page.form.why.purpose.setFocus()
    room.calm()
    assert not page.unsaved()
    assert plan_of(room.hostel, page.keeper.survey_id).title == "Autumn pulse"


def test_going_away_keeps_what_was_typed(room: Room) -> None:
    page = sit(room)
    room.type_into(page.form.why.purpose, "To change the rota.")
    page.flush()
    room.calm()
    assert plan_of(room.hostel, page.keeper.survey_id).purpose == "To change the rota."


def test_everybody_of_the_team_is_ticked_and_who_is_unticked_isnt_asked(room: Room) -> None:
    surveys.grow(room.hostel, 6)
    page = sit(room)
    ticks = page.form.asked.boxes[0].whole.ticks
    assert all(tick.isChecked() for tick in ticks.values())
    tom = room.hostel.tom.member.person_id
    ticks[tom].click()
    room.calm()
    (block,) = plan_of(room.hostel, page.keeper.survey_id).blocks
    assert tom not in block.people
    assert len(block.people) == 5


def test_the_team_reads_what_it_will_get_while_one_chooses(room: Room) -> None:
    surveys.grow(room.hostel, 9)
    page = sit(room)
    assert page.form.foretell.words.text().startswith("With nine of us you will see a picture, not a trend.")
    page.form.asked.boxes[0].how.set_chosen(PARTS)
    page.form.asked.boxes[0].how.chosen.emit(PARTS)
    places = list(page.form.asked.boxes[0].parts.places.values())
    for place in places[:3]:
        place.setCurrentIndex(2)
        place.activated.emit(2)
    room.calm()
    assert "may stay hidden" in page.form.foretell.words.text()


def test_a_team_in_parts_is_kept_by_its_labels_and_comes_back(room: Room) -> None:
    surveys.grow(room.hostel, 6)
    page = sit(room)
    box = page.form.asked.boxes[0]
    box.how.set_chosen(PARTS)
    box.how.chosen.emit(PARTS)
    tom = room.hostel.tom.member.person_id
    box.parts.places[tom].setCurrentIndex(2)
    box.parts.parts[1].slips.setCurrentIndex(3)
    box.parts.parts[1].label.setText("Nights and weekends")
    box.parts.parts[1].label.editingFinished.emit()
    room.calm()
    blocks = {b.label: b for b in plan_of(room.hostel, page.keeper.survey_id).blocks}
    nights = blocks["Quayside House: Nights and weekends"]
    assert (nights.people, nights.slips) == ((tom,), 3)
    later = sit(room, page.keeper.survey_id or "")
    again = later.form.asked.boxes[0]
    assert again.how.index() == PARTS
    at = again.parts.places[tom].currentIndex()
    assert again.parts.places[tom].itemText(at) == "Nights and weekends"


def test_a_part_that_is_taken_out_leaves_nobody_in_two(room: Room) -> None:
    page = sit(room)
    box = page.form.asked.boxes[0]
    box.how.set_chosen(PARTS)
    box.how.chosen.emit(PARTS)
    ids = list(box.parts.places)
    box.parts.places[ids[0]].setCurrentIndex(2)
    box.parts.parts[0].remove.click()
    room.calm()
    assert [w.people for w in box.wishes()] == [(ids[0],)]
    assert box.parts.places[ids[1]].currentText() == "Not this time"
    assert not box.parts.parts[0].remove.isVisible()


def test_two_parts_of_one_name_are_refused_in_words_and_nothing_is_lost(room: Room) -> None:
    surveys.grow(room.hostel, 6)
    page = sit(room)
    box = page.form.asked.boxes[0]
    box.how.set_chosen(PARTS)
    box.how.chosen.emit(PARTS)
    box.parts.places[room.hostel.tom.member.person_id].setCurrentIndex(2)
    box.parts.parts[1].label.setText("Days")
    box.parts.parts[1].label.editingFinished.emit()
    room.calm()
    assert "Two parts have the same name." in said(page)
    assert page.unsaved()
    box.parts.parts[1].label.setText("Nights")
    box.parts.parts[1].label.editingFinished.emit()
    room.calm()
    assert not page.unsaved()
    assert not page.not_saved.isVisible()


def test_what_is_missing_stands_beside_its_field_and_the_first_takes_the_focus(room: Room) -> None:
    page = sit(room)
    page.ask.click()
    settle()
    assert page.form.why.purpose_field.error()
    assert page.form.keepers.error.isVisible()
    assert page.form.why.purpose.edit.hasFocus()
    room.type_into(page.form.why.purpose, "To change the rota.")
    page.form.keepers.keys[0].setFocus()
    room.calm()
    assert not page.form.why.purpose_field.error()
    assert page.form.keepers.error.isVisible()


def test_a_small_team_is_told_at_once_and_may_count_slips(room: Room) -> None:
    page = sit(room)
    page.view = None
    page.show_planning(values.planning(too_small=True))
    page.keeper.stop()
    settle()
    assert "count a slip for each of them" in said(page)


def test_nothing_is_called_missing_before_the_keepers_are_asked(room: Room) -> None:
    page = sit(room)
    room.type_into(page.form.why.title_line, "Autumn")
    choose_keepers(room, page, "jo")
    assert not page.form.keepers.error.isVisible()
    assert not page.form.why.purpose_field.error()


def test_the_way_through_the_names_by_keyboard_passes_who_keeps_another_key(room: Room) -> None:
    """Each step is kept, and what comes back from the disk moves no field."""
    page = sit(room)
    choose_keepers(room, page, "jo")
    second = page.form.keepers.keys[1]
    second.setFocus()
    for place in range(1, second.count()):
        QTest.keyClick(second, Qt.Key.Key_Down)
        room.calm()
        assert second.currentIndex() == place
    assert page.form.keepers.keys[0].currentText() == "Jo"


def test_two_managers_keep_no_keys_together(room: Room) -> None:
    room.hostel.add("Max", manages=True, by="amina")
    room.hostel.add("Mia", manages=True, by="amina")
    page = sit(room)
    fill(room, page)
    choose_keepers(room, page, "max", "mia", "jo")
    page.ask.click()
    room.calm()
    shown = page.form.keepers.error
    assert shown.isVisible() == ("managers" in shown.text())


def test_asking_the_keepers_shows_the_plan_and_who_agrees(room: Room) -> None:
    surveys.grow(room.hostel, 6)
    page = sit(room)
    fill(room, page)
    page.ask.click()
    room.calm()
    assert page.settled.isVisible()
    assert not page.open.isEnabled()
    survey_id = page.keeper.survey_id or ""
    for name in ("jo", "sam", "dee"):
        room.hostel.do(keeping.approve, room.hostel.people[name], survey_id)
    page.reload()
    room.calm()
    assert "All three agree. You can open it now." in said(page)
    assert page.open.isEnabled()


def test_a_change_voids_what_was_agreed_and_says_so(room: Room) -> None:
    hostel = room.hostel
    survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    page = sit(room, survey_id)
    assert page.settled.isVisible()
    page.change.click()
    settle()
    assert "any change asks all three again" in said(page)
    page.form.smallest.smallest.setCurrentIndex(1)
    page.form.smallest.smallest.activated.emit(1)
    room.calm()
    assert plan_of(hostel, survey_id).minimum == 6
    assert hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).approved == frozenset()
    assert not page.voids.isVisible()


def test_looking_at_a_plan_that_was_agreed_changes_nothing(room: Room) -> None:
    hostel = room.hostel
    survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    page = sit(room, survey_id)
    page.change.click()
    page.flush()
    room.calm()
    assert len(hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).approved) == 3


def test_it_asks_before_it_opens_and_then_everybody_can_answer(room: Room) -> None:
    hostel = room.hostel
    survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    page = sit(room, survey_id)
    page.open.click()
    window = dialog(page, OpenSurveyDialog)
    settle()
    assert "There is no undo." in said(window)
    assert state(room, survey_id) is SurveyState.DRAFT
    window.go.click()
    room.calm()
    assert state(room, survey_id) is SurveyState.OPEN
    settle()
    assert room.went == [("wellbeing", None)]


def test_slips_are_shown_once_and_open_nothing_before_they_came_out_right(room: Room, tmp_path: Path) -> None:
    hostel = room.hostel
    survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 6), slips=2)])
    page = sit(room, survey_id)
    page.open.click()
    window = dialog(page, OpenSurveyDialog)
    window.go.click()
    room.calm()
    assert "These words exist only here" in said(window)
    words = [w for each in window.prepared.slips.words.values() for w in each]
    assert len(words) == 2
    assert all(word in said(window) for word in words)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert state(room, survey_id) is SurveyState.DRAFT
    window.panel.save_to(tmp_path / "slips.pdf")
    assert (tmp_path / "slips.pdf").read_bytes().startswith(b"%PDF")
    window.right.click()
    room.calm()
    assert state(room, survey_id) is SurveyState.OPEN
    assert isinstance(unlock.sign_in_with_slip(hostel.opened, words[0]), SurveySlip)


def test_slips_thrown_away_leave_nothing(room: Room) -> None:
    hostel = room.hostel
    survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 6), slips=1)])
    page = sit(room, survey_id)
    page.open.click()
    window = dialog(page, OpenSurveyDialog)
    window.go.click()
    room.calm()
    window.throw.click()
    assert window.prepared is None
    assert state(room, survey_id) is SurveyState.DRAFT


def test_a_plan_that_is_open_is_read_and_never_changed(room: Room) -> None:
    hostel = room.hostel
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    page = sit(room, survey_id)
    assert page.settled.isVisible()
    for button in (page.change, page.ask, page.open, page.throw):
        assert not button.isVisible()
    assert page.retire.isVisible()
    assert not page.unsaved()


def test_a_survey_can_be_put_away_after_a_question(room: Room) -> None:
    hostel = room.hostel
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    page = sit(room, survey_id)
    page.retire.click()
    window = dialog(page, RetireDialog)
    assert state(room, survey_id) is SurveyState.OPEN
    window.do.click()
    room.calm()
    assert state(room, survey_id) is SurveyState.RETIRED


def test_a_draft_can_be_thrown_away_after_a_question(room: Room) -> None:
    page = sit(room)
    choose_keepers(room, page, "jo")
    survey_id = page.keeper.survey_id
    page.throw.click()
    dialog(page, DiscardDialog).do.click()
    room.calm()
    settle()
    assert room.went == [("wellbeing", None)]
    assert survey_id not in [r.survey_id for r in room.hostel.read(kept.all_surveys)]


def test_new_begins_another_after_the_first_was_kept(room: Room) -> None:
    page = sit(room)
    choose_keepers(room, page, "jo")
    page.open_at("plan-survey", "new")
    room.calm()
    assert page.keeper.survey_id is None
    assert page.form.keepers.chosen() == ()


def test_new_begins_another_after_one_was_opened(room: Room) -> None:
    hostel = room.hostel
    survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    page = sit(room, survey_id)
    page.open.click()
    dialog(page, OpenSurveyDialog).go.click()
    room.calm()
    settle()
    page.reload()
    page.open_at("plan-survey", "new")
    room.calm()
    assert page.form.why.title_line.text() == ""
    choose_keepers(room, page, "jo")
    assert page.keeper.survey_id not in (None, survey_id)
    assert plan_of(hostel, survey_id).title == "Winter pulse"


def test_what_was_typed_goes_into_its_own_plan_when_one_turns_to_another(room: Room) -> None:
    hostel = room.hostel
    survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    page = sit(room)
    room.type_into(page.form.why.title_line, "Quick pulse")
    page.open_at("plan-survey", survey_id)
    room.calm()
    assert page.keeper.survey_id == survey_id
    titles = {plan_of(hostel, r.survey_id).title for r in hostel.read(kept.all_surveys)}
    assert titles == {"Quick pulse", "Winter pulse"}


def test_how_people_say_more_follows_the_size_and_the_keepers(room: Room) -> None:
    page = sit(room)
    page.view = None
    page.show_planning(values.planning())
    page.keeper.stop()
    form, slips = page.form, page.form.asked.boxes[0].whole.slips
    assert list(form.more.options) == [Voice.CAUSES]
    assert "fewer than ten" in said(page)
    slips.setCurrentIndex(4)
    slips.activated.emit(4)
    assert list(form.more.options) == [Voice.CAUSES]
    key = form.keepers.keys[0]
    key.setCurrentIndex(key.findData("pat"))
    key.activated.emit(key.currentIndex())
    assert list(form.more.options) == [Voice.THEMES, Voice.CAUSES]
    assert form.more.voice() is Voice.CAUSES
    slips.setCurrentIndex(20)
    slips.activated.emit(20)
    assert list(form.more.options) == [Voice.QUOTES, Voice.THEMES, Voice.CAUSES]


def test_questions_that_read_like_symptoms_ask_for_a_reason_and_a_name(room: Room) -> None:
    page = sit(room)
    page.view = None
    page.show_planning(values.planning(plan=values.plan(instrument_id="who5-1")))
    page.keeper.stop()
    settle()
    assert page.form.isVisible()
    assert page.form.questions.reason_field.isVisible()
    page.form.questions.options["pulse5-1"].click()
    assert not page.form.questions.reason_field.isVisible()


def test_a_reason_begins_with_what_was_said_when_the_words_were_brought(room: Room) -> None:
    page = sit(room)
    page.view = None
    heavy = replace(values.HEAVY, reason="A hard winter.", support_by="Dr Osei")
    page.show_planning(values.planning(instruments=(values.PULSE, heavy)))
    page.keeper.stop()
    questions = page.form.questions
    questions.options["who5-1"].click()
    assert (questions.reason.text(), questions.support.text()) == ("A hard winter.", "Dr Osei")
    questions.fill_words("Something else.", "Ruth")
    questions.options["pulse10-1"].click()
    questions.options["who5-1"].click()
    assert (questions.reason.text(), questions.support.text()) == ("Something else.", "Ruth")
    page.keeper.stop()


def test_it_is_planned_and_put_to_the_keepers_without_a_mouse(room: Room) -> None:
    surveys.grow(room.hostel, 6)
    page = sit(room)
    page.begin()
    QTest.keyClicks(QApplication.focusWidget(), "Autumn pulse")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "To change the rota.")
    for key, downs in zip(page.form.keepers.keys, (2, 3, 4), strict=True):
        key.setFocus()
        for _step in range(downs):
            QTest.keyClick(key, Qt.Key.Key_Down)
        key.activated.emit(key.currentIndex())
    room.calm()
    page.ask.setFocus()
    QTest.keyClick(page.ask, Qt.Key.Key_Space)
    room.calm()
    assert page.settled.isVisible()
    assert plan_of(room.hostel, page.keeper.survey_id).title == "Autumn pulse"


@pytest.mark.parametrize(
    ("mode", "percent", "width"), [("light", 100, 958), ("dark", 200, 958), ("light", 200, 1300)]
)
def test_it_fits_and_says_what_everything_is(
    room: Room, qapp: object, mode: str, percent: int, width: int
) -> None:
    apply(QApplication.instance(), mode, percent)
    page = sit(room, width=width)
    ready = values.planning(plan=values.plan(), approved=frozenset({"jo"}))
    for view in (
        values.planning(asked_twice=True),
        ready,
        values.planning(plan=values.plan(), state=SurveyState.OPEN),
    ):
        page.view = None
        page.show_planning(view)
        page.keeper.stop()
        settle()
        assert nameless(page) == []
        assert misnamed_roles(page) == []
        assert page.body.overflow() == 0
        assert page.minimumSizeHint().width() <= width
