"""The keys that work everywhere; those of places, text size and help are tested beside what they do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pie_audit.ui.shell import regions
from pie_audit.ui.widgets import Page
from tests.ui.shell.desk import Desk
from tests.ui.shell.test_window import hand_out_one_slip

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found(more=("Tom Whitlock", "Jo Marsh"))
    desk.open_window()
    desk.sign_in()
    return desk


@pytest.fixture
def rating(inside: Desk) -> Desk:
    hand_out_one_slip(inside)
    inside.rest()
    return inside


class Meeting(Page):
    """A page with a projector's view."""

    KINDS: frozenset[object] = frozenset()

    def __init__(self) -> None:
        super().__init__("Meeting")
        self.projected = 0

    def project(self) -> None:
        self.projected += 1


def region_of(desk: Desk) -> int:
    found = regions.regions_of(desk.win.inside.sidebar, desk.win.inside.page())
    here = desk.app.focusWidget()
    return next(at for at, controls in enumerate(found) if here in controls)


@pytest.mark.parametrize(
    ("area", "main"),
    [("review", "Start the quarter"), ("plan", "Go to our review"), ("start-review", "Quarter")],
)
def test_a_page_opens_with_the_focus_on_its_main_thing(area: str, main: str, inside: Desk) -> None:
    inside.win.inside.go(area)
    inside.rest()
    assert inside.app.focusWidget().accessibleName() == main


def test_control_n_begins_an_action_on_the_plan(rating: Desk) -> None:
    rating.win.inside.go("plan")
    rating.rest()
    rating.ctrl(Qt.Key.Key_N)
    rating.rest()
    page = rating.win.inside.page()
    assert page.editor.action is not None
    assert page.editor.isAncestorOf(rating.app.focusWidget())


def test_control_n_works_from_the_sidebar_too(rating: Desk) -> None:
    rating.win.inside.go("plan")
    rating.rest()
    rating.win.inside.sidebar.people.setFocus()
    rating.ctrl(Qt.Key.Key_N)
    rating.rest()
    assert rating.win.inside.page().editor.action is not None


def test_control_n_starts_a_quarter_on_our_review(inside: Desk) -> None:
    inside.win.inside.go("review")
    inside.rest()
    inside.ctrl(Qt.Key.Key_N)
    inside.rest()
    assert inside.win.inside.area() == "start-review"


def test_control_n_lets_somebody_in_among_the_people(inside: Desk) -> None:
    inside.win.inside.go("people")
    inside.rest()
    inside.ctrl(Qt.Key.Key_N)
    inside.rest()
    assert inside.win.inside.page().sections["people"]._open_form is not None


def test_control_n_does_nothing_where_nothing_new_can_be(inside: Desk) -> None:
    before = inside.app.focusWidget()
    inside.ctrl(Qt.Key.Key_N)
    inside.rest()
    assert inside.win.inside.area() == "home"
    assert inside.app.focusWidget() is before


def test_f5_asks_the_page_in_hand_for_its_projector_view(inside: Desk) -> None:
    page = Meeting()
    inside.win.inside.stack.addWidget(page)
    inside.win.inside.stack.setCurrentWidget(page)
    inside.press(Qt.Key.Key_F5)
    assert page.projected == 1


def test_f5_does_nothing_on_a_page_without_one(inside: Desk) -> None:
    inside.press(Qt.Key.Key_F5)
    assert inside.win.inside.area() == "home"


def test_f6_walks_sidebar_heading_main_and_side_and_shift_f6_back(rating: Desk) -> None:
    rating.win.inside.go("review")
    rating.rest()
    rating.win.inside.sidebar.people.setFocus()
    forward = []
    for _step in range(5):
        rating.press(Qt.Key.Key_F6)
        forward.append(region_of(rating))
    assert forward == [1, 2, 3, 0, 1]
    back = []
    for _step in range(5):
        rating.press(Qt.Key.Key_F6, SHIFT)
        back.append(region_of(rating))
    assert back == [0, 3, 2, 1, 0]


def test_a_number_without_a_place_does_nothing(inside: Desk) -> None:
    inside.ctrl(Qt.Key.Key_9)
    inside.rest()
    assert inside.win.inside.area() == "home"


def test_control_l_locks(inside: Desk) -> None:
    inside.ctrl(Qt.Key.Key_L)
    inside.rest()
    assert inside.jobs.me is None


def test_esc_closes_what_lies_on_top_first_and_never_the_page(inside: Desk) -> None:
    from pie_audit.domain.errors import CannotSave

    house = inside.win.inside
    house.show_trouble(CannotSave("The disk is full.", "Make room."))
    inside.press(Qt.Key.Key_F1)
    inside.press(Qt.Key.Key_Escape)
    assert house.help.isHidden()
    assert not house.trouble.isHidden()
    inside.press(Qt.Key.Key_Escape)
    assert house.trouble.isHidden()
    inside.press(Qt.Key.Key_Escape)
    assert house.area() == "home"
    assert inside.win.isVisible()


def test_esc_throws_no_typed_word_away(rating: Desk) -> None:
    rating.win.inside.go("plan")
    rating.rest()
    rating.ctrl(Qt.Key.Key_N)
    rating.rest()
    rating.type("Put a lamp in the hall")
    rating.press(Qt.Key.Key_Escape)
    rating.rest()
    page: QWidget = rating.win.inside.page()
    kept = [action.what for group in page.view.groups for action in group.actions]
    assert kept == ["Put a lamp in the hall"]
