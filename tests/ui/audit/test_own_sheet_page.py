"""What I said: read after the opening, by me alone, with my notes ready to bring along."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.answer import CantTell, Level, NotApplicable
from pie_audit.domain.audit import Rating
from pie_audit.ui.audit.overview_page import OverviewPage
from pie_audit.ui.audit.own_sheet_page import OwnSheetPage
from pie_audit.ui.theme import Mode, apply
from pie_audit.workflows import meetings, seats
from tests.ui.accessibility import nameless
from tests.ui.audit.house import PASSWORD, House
from tests.ui.audit.test_overview_page import press, words
from tests.ui.conftest import settle


@pytest.fixture
def rated(house: House) -> House:
    """A round in which Jo gave a level with a note, a reason, a “can't tell”, and left the rest; then it was opened."""
    house.start()
    jo = house.people["Jo Marsh"]
    ratings = [
        Rating("A1", Level(3), "The handover on Tuesday.", none_yet=True),
        Rating("A4", NotApplicable("We meet people outside.")),
        Rating("B3", CantTell()),
    ]
    house.write(seats.fill_sheet, house.round_id, ratings, by=jo)
    meetings.open_round(house.opened, house.people["Amina Yusuf"], house.round_id, "Tom Whitlock", PASSWORD)
    house.be("Jo Marsh")
    return house


def test_it_says_what_i_gave_and_wrote_and_nothing_of_others(
    rated: House, show: Callable[..., OwnSheetPage]
) -> None:
    said = words(show(OwnSheetPage, rated.round_id))
    for line in (
        "Only you can see this. Nobody else’s copy exists any more.",
        "3 – Usual practice",
        "The handover on Tuesday.",
        "Evidence: none yet",
        "Doesn’t apply here",
        "We meet people outside.",
        "I can’t tell yet",
        "Left blank",
    ):
        assert line in said


def test_only_my_notes_go_to_the_clipboard_when_i_ask(
    rated: House, show: Callable[..., OwnSheetPage]
) -> None:
    page = show(OwnSheetPage, rated.round_id)
    page.copy.click()
    assert QApplication.clipboard().text() == "Behaviour has a history\nThe handover on Tuesday."


def test_another_person_at_the_same_computer_sees_their_own_sheet_instead(
    rated: House, show: Callable[..., OwnSheetPage]
) -> None:
    rated.be("Dee Rahman")
    assert "The handover on Tuesday." not in words(show(OwnSheetPage, rated.round_id))


def test_our_review_leads_there_once_it_was_opened(rated: House, show: Callable[..., OverviewPage]) -> None:
    page = show(OverviewPage, rated.team_id)
    went: list[tuple[str, object]] = []
    page.went_to.connect(lambda area, argument: went.append((area, argument)))
    press(page, "See what you said")
    assert went == [("own-sheet", rated.round_id)]


@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (1144, 200)])
def test_everything_has_a_name_and_nothing_runs_off_the_side(
    rated: House, show: Callable[..., OwnSheetPage], width: int, percent: int
) -> None:
    page = show(OwnSheetPage, rated.round_id)
    apply(QApplication.instance(), Mode.LIGHT, percent)
    page.resize(width, 768)
    settle()
    assert nameless(page) == []
    assert page.body.overflow() == 0
