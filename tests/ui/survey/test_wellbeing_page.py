"""“Wellbeing”: each survey with one thing to do, prompts for small teams, one's own page, and support."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.survey import SurveyState
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.wellbeing_page import WellbeingPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Button, PrimaryButton
from pie_audit.workflows.surveys.views import Duty, Wellbeing
from tests import surveys
from tests.quarter import TODAY, finished, hostel
from tests.ui.accessibility import focus_order, misnamed_roles, nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said
from tests.ui.survey.values import line, wellbeing

__all__ = ["finished", "hostel", "room"]


def sit(room: Room, name: str = "jo", *, width: int = 1144) -> WellbeingPage:
    team_id = room.hostel.team_id

    def make(jobs: Jobs) -> WellbeingPage:
        return WellbeingPage(jobs, team_id)

    page: WellbeingPage = room.sit(name, make, width=width)
    return page


def show(page: WellbeingPage, view: Wellbeing) -> None:
    page.show_wellbeing(view)
    settle()


def mains(page: WellbeingPage) -> list[str]:
    return [b.text() for b in page.findChildren(PrimaryButton) if b.isVisible()]


def asked(room: Room, n: int = 6) -> str:
    survey_id, _slips = surveys.started(
        room.hostel, [surveys.block(room.hostel, surveys.grow(room.hostel, n))]
    )
    return survey_id


def test_who_is_asked_finds_the_survey_with_its_verb(room: Room) -> None:
    survey_id = asked(room)
    page = sit(room, "tom")
    assert "Winter pulse" in said(page)
    room.press("Answer: Winter pulse", page)
    assert room.went == [("answer", survey_id)]


def test_a_manager_plans_the_first_one(room: Room) -> None:
    surveys.grow(room.hostel, 5)
    page = sit(room, "amina")
    assert "No survey yet." in said(page)
    room.press("Plan the first one", page)
    assert room.went == [("plan-survey", "new")]


def test_staff_are_offered_no_planning(room: Room) -> None:
    page = sit(room, "tom")
    assert not page.plan_button.isVisible()
    assert "Nothing is asked of you." in said(page)
    assert [c.name for c in page.commands()] == ["", ""]


def test_a_draft_is_seen_by_who_plans_and_by_its_keepers_alone(room: Room) -> None:
    names = surveys.grow(room.hostel, 6)
    room.hostel.do(
        surveys.planning.save_plan,
        room.hostel.amina,
        surveys.wish(room.hostel, [surveys.block(room.hostel, names)]),
    )
    assert "Winter pulse" not in said(sit(room, "tom"))
    assert "Go on planning: Winter pulse" in [
        b.accessibleName() for b in sit(room, "amina").findChildren(Button)
    ]
    page = sit(room, "jo")
    assert "You’re asked to keep one of its three keys." in said(page)
    room.press("Look at the plan: Winter pulse", page)
    assert room.went[-1][0] == "survey-keys"


def test_a_keeper_turns_their_key_from_here_after_it_has_closed(room: Room) -> None:
    survey_id = asked(room)
    room.hostel.at(surveys.AFTER)
    page = sit(room, "jo")
    assert "It has closed. Any two of the three keepers turn their keys." in said(page)
    room.press("Turn your key: Winter pulse", page)
    assert room.went == [("survey-keys", survey_id)]
    assert "Answer" not in " ".join(mains(sit(room, "tom")))


def test_a_team_under_five_is_told_straight_away_and_gets_things_to_talk_about(room: Room) -> None:
    page = sit(room, "amina")
    show(page, wellbeing(may_plan=True, too_small=True, prompts=("What helped on the worst day?",)))
    words = said(page)
    assert "a team survey can’t be anonymous for you" in words
    assert "What helped on the worst day?" in words
    assert not page.plan_button.isVisible()
    assert mains(page) == []
    assert "plan" not in [c.name for c in page.commands()]
    room.press("More of us work here, without a sign-in", page)
    assert room.went == [("plan-survey", "new")]


def test_asked_too_often_is_said_to_both_in_their_own_words(room: Room) -> None:
    page = sit(room, "tom")
    show(page, wellbeing(asked_twice=True))
    assert "You may ask for that first." in said(page)
    show(page, wellbeing(asked_twice=True, may_plan=True))
    assert "Tell people what came of the last survey before you ask again." in said(page)
    show(page, wellbeing())
    assert not page.asked_often.isVisible()


def test_three_surveys_without_a_word_back_are_too_many(room: Room) -> None:
    for _each in range(3):
        asked(room)
    assert sit(room, "tom").asked_often.isVisible()


def test_support_is_a_click_away_for_everybody(room: Room) -> None:
    page = sit(room, "tom")
    assert not page.support.words.isVisible()
    room.press("Where can I get support?", page)
    assert "GP" in page.support.words.text()
    assert page.support.words.isVisible()
    room.press("Fold it away", page)
    assert not page.support.words.isVisible()


def test_what_is_over_stands_below_and_needs_nobody(room: Room) -> None:
    page = sit(room, "tom")
    show(
        page,
        wellbeing(line(state=SurveyState.TOLD), line(survey_id="x", title="Old", state=SurveyState.RETIRED)),
    )
    assert mains(page) == []
    assert "Its answers and keys no longer exist." in said(page)


def test_only_the_first_that_waits_for_me_has_the_main_button(room: Room) -> None:
    page = sit(room, "jo")
    show(
        page,
        wellbeing(
            line(), line(survey_id="k", title="Quick pulse", state=SurveyState.CLOSED, duty=Duty.TURN_SECOND)
        ),
    )
    assert mains(page) == ["Answer"]


def test_an_overdue_report_is_said_in_words(room: Room) -> None:
    page = sit(room, "amina")
    late = line(state=SurveyState.REPORTED, overdue=True, may_plan=True, report_by=date(2026, 11, 1))
    show(page, wellbeing(late, may_plan=True))
    assert "The team was to hear what comes of it by Sunday 1 November." in said(page)
    assert mains(page) == ["Say it back"]


def test_it_is_used_without_a_mouse(room: Room) -> None:
    survey_id = asked(room)
    page = sit(room, "tom")
    page.begin()
    assert QApplication.focusWidget().accessibleName() == "Answer: Winter pulse"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert room.went == [("answer", survey_id)]
    assert focus_order(page) == []


def test_reading_it_again_leaves_the_focus_where_it_was(room: Room) -> None:
    asked(room)
    page = sit(room, "tom")
    page.begin()
    page.reload()
    room.calm()
    assert QApplication.focusWidget().accessibleName() == "Answer: Winter pulse"


@pytest.mark.parametrize(
    ("mode", "percent", "width"), [("light", 100, 958), ("dark", 200, 958), ("light", 200, 1300)]
)
def test_it_fits_and_says_what_everything_is(
    room: Room, qapp: QApplication, mode: str, percent: int, width: int
) -> None:
    apply(qapp, mode, percent)
    page = sit(room, "amina", width=width)
    views = (
        wellbeing(
            line(), line(survey_id="t", state=SurveyState.TOLD, title="A long title " * 6), may_plan=True
        ),
        wellbeing(may_plan=True),
        wellbeing(too_small=True, prompts=("What helped?",)),
    )
    for view in views:
        show(page, view)
        assert nameless(page) == []
        assert misnamed_roles(page) == []
        assert page.body.overflow() == 0
        assert page.minimumSizeHint().width() <= width


def test_today_is_still_open(room: Room) -> None:
    page = sit(room, "tom")
    show(page, wellbeing(line(last_day=TODAY)))
    assert mains(page) == ["Answer"]
    show(page, wellbeing(line(last_day=TODAY - timedelta(days=1))))
    assert mains(page) == []
