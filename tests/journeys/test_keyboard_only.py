"""Rating, writing down and planning with nothing but keys, and with text at twice its size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pie_audit.ui.theme import theme
from tests.journeys.at_quayside import Sits
from tests.journeys.conftest import Desk
from tests.journeys.team import HOME
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, password_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def no_mouse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever clicks fails."""
    monkeypatch.delattr(QTest, "mouseClick")
    monkeypatch.delattr(Visitor, "fills")


def comes_in_by_keys(desk: Desk) -> Visitor:
    """Sign in and make the text larger until it is twice its size."""
    visitor = desk.opens()
    visitor.types(MANAGER)
    visitor.presses(Qt.Key.Key_Return)
    visitor.types(password_of(MANAGER))
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for(HOME)
    for _step in range(10):
        visitor.presses(Qt.Key.Key_Plus, CTRL)
    assert theme.percent == 200
    return visitor


def chooses_by_key(visitor: Visitor, name: str) -> None:
    visitor.waits_until(lambda: visitor.named(name), f"“{name}” never came")
    visitor.tabs_to(name)
    visitor.presses(Qt.Key.Key_Space)


def test_a_whole_sheet_is_rated_by_keys(desk_at: Sits) -> None:
    visitor = comes_in_by_keys(desk_at("rating"))
    visitor.presses(Qt.Key.Key_2, CTRL)
    chooses_by_key(visitor, "Rate my part")
    visitor.waits_for("1 of 12")
    for number in range(12):
        visitor.waits_for(f"{number + 1} of 12")
        visitor.tabs_to("Level ") if number == 0 else None
        if number == 3:
            visitor.types("n")
            visitor.types("No residents yet")
        else:
            visitor.types("t" if number == 5 else str(number % 5))
        if number == 7:
            visitor.presses(Qt.Key.Key_E)
            visitor.types("The rota of last month.")
            chooses_by_key(visitor, "Next topic")
        else:
            visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("That’s all of them.")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_for("You said you’re done")
    visitor.waits_for("Saved")


def test_a_topic_is_written_down_and_an_action_planned_by_keys(desk_at: Sits) -> None:
    visitor = comes_in_by_keys(desk_at("meeting"))
    visitor.presses(Qt.Key.Key_2, CTRL)
    chooses_by_key(visitor, "Talk it through")
    visitor.waits_for("We’re close on these")
    visitor.tabs_to("Topics on which we’re close")
    visitor.presses(Qt.Key.Key_Down)
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("What shall we write down?")
    visitor.presses(Qt.Key.Key_2)
    visitor.presses(Qt.Key.Key_N)
    visitor.types("Nights have had no session since August.")
    chooses_by_key(visitor, "Agree on 2")
    visitor.waits_for("Agreed: level 2")
    visitor.presses(Qt.Key.Key_3, CTRL)
    chooses_by_key(visitor, "Put down one thing")
    visitor.waits_for("What will we do?")
    visitor.types("Put handover reflection on the rota")
    visitor.presses(Qt.Key.Key_Return, CTRL)
    visitor.waits_for("1 action")
    visitor.waits_for("Put handover reflection on the rota")
