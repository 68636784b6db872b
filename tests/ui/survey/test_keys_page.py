"""A keeper: agreeing to a plan, turning the first key, looking inside with the second, and letting it out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.cut_points import CutPoints
from pie_audit.domain.survey import SurveyState, Voice
from pie_audit.storage import surveys as kept
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.end_dialogs import RetireDialog
from pie_audit.ui.survey.keys_page import KeysPage
from pie_audit.ui.survey.release_dialog import ReleaseDialog
from pie_audit.ui.theme import apply
from pie_audit.workflows import cut_points
from pie_audit.workflows.surveys import keeping, planning, results
from pie_audit.workflows.surveys.keeping import Inside
from pie_audit.workflows.surveys.views import Duty
from tests import surveys
from tests.quarter import finished, hostel
from tests.ui.accessibility import focus_order, misnamed_roles, nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said
from tests.ui.survey import values

__all__ = ["finished", "hostel", "room"]

COMMENTS = ("More cover on Sundays.", "Handover starts too late.", "Thank you for asking.")


def sit(room: Room, survey_id: str, name: str, *, width: int = 1144) -> KeysPage:
    def make(jobs: Jobs) -> KeysPage:
        return KeysPage(jobs, survey_id)

    page: KeysPage = room.sit(name, make, width=width)
    return page


def state(room: Room, survey_id: str) -> SurveyState:
    return room.hostel.read(lambda tx: kept.load_survey(tx, survey_id)).state


def answered(room: Room, n: int = 6) -> str:
    hostel = room.hostel
    names = surveys.grow(hostel, n)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    hostel.at(surveys.AFTER)
    return survey_id


def draft(room: Room) -> str:
    hostel = room.hostel
    names = surveys.grow(hostel, 6)
    wish = surveys.wish(hostel, [surveys.block(hostel, names, slips=2)])
    return str(hostel.do(planning.save_plan, hostel.amina, wish))


def inside(**changes: object) -> Inside:
    usual: dict[str, object] = {
        "survey_id": "autumn",
        "voice": Voice.QUOTES,
        "comments": COMMENTS,
        "few": False,
        "may_write_themes": False,
        "casts": (),
    }
    return Inside(**(usual | changes))  # type: ignore[arg-type]  # made up of the right kinds


def second(room: Room, **changes: object) -> KeysPage:
    """Jo in front of the half-opened box, made up."""
    page = sit(room, draft(room), "jo")
    page.show_keeping(values.keeping(duty=Duty.TURN_SECOND, state=SurveyState.CLOSED, turned_by="Sam Okafor"))
    page.show_inside(inside(**changes))
    settle()
    return page


def test_a_keeper_reads_the_plan_and_every_name_before_agreeing(room: Room) -> None:
    page = sit(room, draft(room), "jo")
    words = said(page)
    assert surveys.PURPOSE in words
    assert "Do you know all of these people? Is nobody missing, nobody invented?" in words
    assert [n for n in ("Amina Yusuf", "Jo", "Sam", "Dee", "Tom", "Lee Park") if n not in words] == []
    assert "And 2 places by slip, without names." in words
    assert "Any two of them open the box." in words


def test_a_keeper_reads_how_far_anything_must_move_to_be_told(room: Room) -> None:
    """An organisation sets it: set too high, every result would be “much the same”."""
    cut = CutPoints(scale_points=40, item_points=35)
    room.hostel.do(cut_points.save_own_cut_points, room.hostel.amina, cut)
    page = sit(room, draft(room), "jo")
    assert "From 40 points of 100 on; a single question from 35 on." in said(page)


def test_one_button_makes_the_key(room: Room) -> None:
    survey_id = draft(room)
    page = sit(room, survey_id, "jo")
    room.press("Approve and make my key", page)
    assert "Your key is made" in said(page)
    assert "Still to agree: " in said(page)
    assert not page.do.isVisible()
    jo = room.hostel.jo.member.person_id
    seen = room.hostel.see(keeping.keeping, room.hostel.jo, survey_id)
    assert jo in seen.approved


def test_nobody_is_asked_while_the_plan_is_still_being_written(room: Room) -> None:
    hostel = room.hostel
    names = surveys.grow(hostel, 6)
    wish = surveys.wish(hostel, [surveys.block(hostel, names)], purpose="")
    survey_id = str(hostel.do(planning.save_plan, hostel.amina, wish))
    page = sit(room, survey_id, "jo")
    assert "The plan isn’t finished yet" in said(page)
    assert not page.do.isVisible()


def test_what_came_between_is_told_and_the_button_stays(room: Room) -> None:
    survey_id = draft(room)
    page = sit(room, survey_id, "jo")
    room.hostel.at(surveys.REPORT_BY)
    room.jobs.me = room.hostel.jo
    room.press("Approve and make my key", page)
    assert "The close week has passed." in said(page)
    assert page.do.isEnabled()


def test_while_people_answer_there_is_nothing_to_do(room: Room) -> None:
    survey_id, _slips = surveys.started(
        room.hostel, [surveys.block(room.hostel, surveys.grow(room.hostel, 6))]
    )
    page = sit(room, survey_id, "jo")
    assert "Nothing to do yet" in said(page)
    assert not page.do.isVisible()
    assert page.commands() == ()


def test_the_first_key_is_turned_with_one_press(room: Room) -> None:
    survey_id = answered(room)
    page = sit(room, survey_id, "jo")
    room.press("Turn my key", page)
    assert "Either of the other two can finish, on another day if they like." in said(page)
    assert state(room, survey_id) is SurveyState.CLOSED


def test_too_few_in_time_gives_people_another_week_without_a_number(room: Room) -> None:
    hostel = room.hostel
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    hostel.at(surveys.AFTER)
    page = sit(room, survey_id, "jo")
    room.press("Turn my key", page)
    assert "It stays open for one more week." in said(page)
    assert "half" not in said(page)
    assert state(room, survey_id) is SurveyState.OPEN
    assert not page.do.isVisible()


def test_the_second_key_opens_it_another_day_and_lets_it_out_after_a_question(room: Room) -> None:
    survey_id = answered(room)
    keeping.turn_first(room.hostel.opened, room.hostel.jo, survey_id)
    room.hostel.at(surveys.AFTER + timedelta(days=5))
    page = sit(room, survey_id, "dee")
    assert "Jo has turned the first key." in said(page)
    room.press("Look inside", page)
    assert page.inside is not None
    assert state(room, survey_id) is SurveyState.CLOSED
    room.press("Let it out", page)
    window = page.findChildren(ReleaseDialog)[-1]
    assert "There is no undo." in said(window)
    window.go.click()
    room.calm()
    settle()
    assert state(room, survey_id) is SurveyState.REPORTED
    assert room.went == [("survey-results", survey_id)]
    assert not room.hostel.see(results.results, room.hostel.tom, survey_id).whole.hidden


def test_looking_inside_and_leaving_keeps_nothing_of_it(room: Room) -> None:
    page = second(room)
    assert COMMENTS[0] in said(page)
    page.hide()
    settle()
    assert page.inside is None
    assert page.panel.ticks == []
    assert page.panel.kept() == ()


def test_what_is_unticked_stays_behind(room: Room) -> None:
    page = second(room)
    assert page.panel.kept() == COMMENTS
    page.panel.ticks[1][0].click()
    assert page.panel.kept() == (COMMENTS[0], COMMENTS[2])
    page.do.click()
    window = page.findChildren(ReleaseDialog)[-1]
    settle()
    assert "What you unticked is destroyed with the rest." in said(window)


def test_a_keeper_from_outside_writes_themes_and_the_words_arent_kept(room: Room) -> None:
    page = second(room, voice=Voice.THEMES, may_write_themes=True)
    assert "These words aren’t kept: your themes are." in said(page)
    room.type_into(page.panel.themes_area, "Sundays are short.")
    assert page.panel.themes() == ("Sundays are short.",)
    assert page.panel.kept() == ()
    page.do.click()
    window = page.findChildren(ReleaseDialog)[-1]
    settle()
    assert "1 theme goes out with the figures." in said(window)


def test_a_keeper_of_the_team_is_told_to_leave_themes_to_the_one_from_outside(room: Room) -> None:
    page = second(room, voice=Voice.THEMES, comments=())
    assert "let the keeper from outside the team finish" in said(page)


def test_a_keeper_is_told_when_everybody_together_stays_hidden(room: Room) -> None:
    for voice in Voice:
        page = second(room, voice=voice, comments=(), whole=False)
        words = said(page)
        assert "Everybody together stays hidden" in words
        assert not [w for w in ("people ticked", "Fewer than ten", "wants themes") if w in words]


def test_a_keeper_with_new_access_is_told_that_their_key_is_gone(room: Room) -> None:
    page = sit(room, draft(room), "jo")
    page.show_keeping(values.keeping(duty=Duty.NOTHING, state=SurveyState.CLOSED, has_no_key=True))
    settle()
    assert "Your key for this box is gone" in said(page)
    assert not page.do.isVisible()


def test_that_no_figure_goes_out_is_told_kindly_and_without_a_reason_by_size(room: Room) -> None:
    page = second(room, few=True, comments=(), voice=Voice.CAUSES)
    words = said(page)
    assert "No figure can go out this time." in words
    assert "Too few" not in words
    assert "what would make it safer to answer" in words
    assert page.do.text() == "Close it for good"


def test_a_box_with_too_few_answers_closes_with_nothing_in_it(room: Room) -> None:
    hostel = room.hostel
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    surveys.answer(hostel, hostel.tom, survey_id, surveys.MIDDLING)
    hostel.at(surveys.CLOSES + timedelta(days=8))
    assert keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    page = sit(room, survey_id, "sam")
    room.press("Look inside", page)
    room.press("Close it for good", page)
    page.findChildren(ReleaseDialog)[-1].go.click()
    room.calm()
    assert hostel.see(results.results, hostel.tom, survey_id).whole.hidden


def test_when_two_keys_are_gone_the_page_says_so_and_offers_to_put_it_away(room: Room) -> None:
    survey_id = draft(room)
    page = sit(room, survey_id, "jo")
    lost = values.keeping(duty=Duty.TURN_FIRST, state=SurveyState.OPEN, lost=True)
    page.show_keeping(lost)
    settle()
    assert "Nobody will ever read these. Ask again?" in said(page)
    assert not page.do.isVisible()
    page.show_keeping(values.keeping(state=SurveyState.OPEN, lost=True, may_retire=True))
    page.do.click()
    assert page.findChildren(RetireDialog)


def test_once_it_is_out_the_page_leads_to_what_it_says(room: Room) -> None:
    page = sit(room, draft(room), "jo")
    page.show_keeping(values.keeping(duty=Duty.NOTHING, state=SurveyState.REPORTED))
    page.do.click()
    assert room.went[-1][0] == "survey-results"


def test_who_keeps_no_key_is_told_so(room: Room) -> None:
    page = sit(room, draft(room), "tom")
    assert "You don’t keep a key to this box." in said(page)


def test_both_keys_are_turned_without_a_mouse(room: Room) -> None:
    survey_id = answered(room)
    first = sit(room, survey_id, "jo")
    first.begin()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    room.calm()
    page = sit(room, survey_id, "dee")
    page.begin()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    room.calm()
    page.begin()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    settle()
    QTest.keyClick(page.findChildren(ReleaseDialog)[-1].go, Qt.Key.Key_Space)
    room.calm()
    assert state(room, survey_id) is SurveyState.REPORTED


@pytest.mark.parametrize(
    ("mode", "percent", "width"), [("light", 100, 958), ("dark", 200, 958), ("light", 200, 1300)]
)
def test_it_fits_and_says_what_everything_is(
    room: Room, qapp: object, mode: str, percent: int, width: int
) -> None:
    apply(QApplication.instance(), mode, percent)
    page = sit(room, draft(room), "jo", width=width)
    for view, seen in (
        (values.keeping(), None),
        (values.keeping(duty=Duty.TURN_FIRST, state=SurveyState.OPEN), None),
        (values.keeping(duty=Duty.TURN_SECOND, state=SurveyState.CLOSED), inside()),
        (values.keeping(duty=Duty.TURN_SECOND, state=SurveyState.CLOSED), inside(may_write_themes=True)),
    ):
        page.inside = None
        page.show_keeping(view)
        if seen is not None:
            page.show_inside(seen)
        settle()
        assert nameless(page) == []
        assert misnamed_roles(page) == []
        assert page.body.overflow() == 0
        assert page.minimumSizeHint().width() <= width
    assert focus_order(page) == []
