"""Home's card about an open survey: the same for everybody who is asked, and away for the week at a word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.ui.home.home_page import HomePage
from pie_audit.ui.home.survey_card import survey_card
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Card
from pie_audit.workflows import home
from tests import surveys
from tests.quarter import finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said

__all__ = ["finished", "hostel", "room"]


def sit(room: Room, name: str, *, width: int = 1144) -> HomePage:
    team_id = room.hostel.team_id

    def make(jobs: Jobs) -> HomePage:
        return HomePage(jobs, team_id, str)

    page: HomePage = room.sit(name, make, width=width)
    return page


def asked(room: Room) -> str:
    survey_id, _slips = surveys.started(
        room.hostel, [surveys.block(room.hostel, surveys.grow(room.hostel, 6))]
    )
    return survey_id


@pytest.mark.parametrize("name", ["tom", "amina"])
def test_who_is_asked_finds_the_way_to_the_survey(room: Room, name: str) -> None:
    survey_id = asked(room)
    page = sit(room, name)
    assert "Winter pulse, until Sunday 6 December." in said(page)
    room.press("Have a look: Winter pulse", page)
    assert room.went == [("answer", survey_id)]


def test_the_card_is_the_same_before_and_after_answering(room: Room) -> None:
    survey_id = asked(room)
    before = room.hostel.see(home.home, room.hostel.tom).surveys
    surveys.answer(room.hostel, room.hostel.tom, survey_id, surveys.MIDDLING)
    after = room.hostel.see(home.home, room.hostel.tom).surveys
    cards = [survey_card(lines, lambda *_where: None) for lines in (before, after)]
    first, second = ([label.text() for label in card.findChildren(type(card.title))] for card in cards)
    assert first == second
    for card in cards:
        room.qtbot.addWidget(card)


def test_not_today_puts_it_away_and_can_be_taken_back(room: Room) -> None:
    asked(room)
    page = sit(room, "tom")
    room.press("Not today: A survey is open", page)
    settle()
    assert "A survey is open" not in said(page)
    assert [done.name for done in room.done] == ["Left it for this week"]


def test_a_keeper_goes_from_home_to_their_key(room: Room) -> None:
    hostel = room.hostel
    wish = surveys.wish(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    survey_id = hostel.do(surveys.planning.save_plan, hostel.amina, wish)
    page = sit(room, "jo")
    room.press("Look: You’re asked to keep a key", page)
    assert room.went == [("survey-keys", survey_id)]


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 200)])
def test_home_still_fits(room: Room, mode: str, percent: int) -> None:
    apply(QApplication.instance(), mode, percent)
    asked(room)
    for name in ("tom", "amina"):
        page = sit(room, name, width=958)
        settle()
        assert page.body.overflow() == 0
        assert nameless(page) == []


def test_two_surveys_share_one_card(room: Room) -> None:
    asked(room)
    (line,) = room.hostel.see(home.home, room.hostel.tom).surveys
    card: Card = survey_card(
        [line, replace(line, survey_id="two", title="Quick pulse")], lambda *_where: None
    )
    room.qtbot.addWidget(card)
    assert card.title.text() == "Surveys are open"
    assert nameless(card) == []
