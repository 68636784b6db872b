"""From the talk to the plan by way of the board, with nothing but keys and with text at twice its size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.at_quayside import Sits
from tests.journeys.test_keyboard_only import CTRL, chooses_by_key, comes_in_by_keys, no_mouse
from tests.journeys.visitor import Visitor

__all__ = ["no_mouse"]

K = Qt.Key


@pytest.fixture
def visitor(desk_at: Sits) -> Visitor:
    """Somebody whose team has written down one topic and left the others for another time."""
    visitor = comes_in_by_keys(desk_at("meeting"))
    visitor.presses(K.Key_2, CTRL)
    chooses_by_key(visitor, "Talk it through")
    visitor.waits_for("We’re close on these")
    visitor.tabs_to("Topics on which we’re close")
    visitor.presses(K.Key_Down)
    visitor.presses(K.Key_Return)
    visitor.waits_for("What shall we write down?")
    visitor.presses(K.Key_2)
    chooses_by_key(visitor, "Agree on 2")
    visitor.waits_for("Agreed: level 2, Patchy")
    chooses_by_key(visitor, "Finish talking")
    visitor.waits_for("have nothing written down yet.")
    chooses_by_key(visitor, "Mark as not discussed this time")
    visitor.waits_for("Left 11 topics for another time")
    return visitor


def _focus() -> str:
    focused = QApplication.focusWidget()
    return focused.accessibleName() if focused is not None else ""


def test_a_card_is_written_carried_voted_on_and_leads_to_an_action(visitor: Visitor) -> None:
    visitor.presses(K.Key_2, CTRL)
    chooses_by_key(visitor, "Helps and hinders")
    visitor.waits_until(lambda: _focus().startswith("What else helps here?"), "the board never began")
    visitor.presses(K.Key_A)
    visitor.types("Single cover at night")
    visitor.presses(K.Key_Return)
    visitor.waits_for("Saved")
    visitor.presses(K.Key_M)
    visitor.presses(K.Key_Down)
    visitor.presses(K.Key_Right)
    visitor.presses(K.Key_Return)
    visitor.waits_for("Put down. In this service, gets in the way, place 1 of 1.")
    visitor.presses(K.Key_Plus)
    visitor.waits_for("1 person")
    chooses_by_key(visitor, "On to the dots")
    visitor.waits_for("How many of us are here?")
    visitor.types("1")
    visitor.presses(K.Key_Return)
    visitor.waits_for("Person 1 of 1")
    visitor.tabs_to("Single cover at night")
    visitor.presses(K.Key_Plus)
    visitor.presses(K.Key_Plus)
    chooses_by_key(visitor, "Place my dots")
    visitor.waits_for("Where the dots lie")
    chooses_by_key(visitor, "Make “Single cover at night” a priority")
    chooses_by_key(visitor, "On to the priorities")
    visitor.waits_for("Needs an action, or a reason for none")
    chooses_by_key(visitor, "Write an action for “Single cover at night”")
    visitor.waits_for("What will we do?")
    visitor.types("Ask nights which two evenings suit them")
    visitor.presses(K.Key_Return, CTRL)
    visitor.waits_for("1 action")
    visitor.presses(K.Key_2, CTRL)
    visitor.waits_for("1 card")
