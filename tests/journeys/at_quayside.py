"""Acts at Quayside House as `tests.stages` makes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.journeys.conftest import Desk
from tests.journeys.team import HOME
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, password_of

Sits = Callable[[str], Desk]


def comes_in(desk: Desk, name: str = MANAGER) -> Visitor:
    """Start the program and sign in."""
    visitor = desk.opens()
    visitor.fills("Your name", name)
    visitor.fills("Password", password_of(name))
    visitor.clicks("Sign in")
    visitor.waits_for(HOME)
    return visitor


def takes_over(visitor: Visitor, name: str) -> None:
    """Sign in on the locked window."""
    visitor.clicks(name)
    visitor.fills(f"{name}’s password", password_of(name))
    visitor.clicks("Unlock")
    visitor.waits_for(HOME)


def writes_a_note(visitor: Visitor, words: str) -> None:
    """From Home to the first topic: a level, then a note, which is left."""
    visitor.clicks("Our review")
    visitor.clicks("Rate my part")
    visitor.waits_for("1 of 2")
    visitor.tabs_to("Level ")
    visitor.types("3")
    visitor.presses(Qt.Key.Key_E)
    visitor.types(words)
    visitor.presses(Qt.Key.Key_Tab)


def goes_to_because(visitor: Visitor, *, here: bool = False) -> str:
    """Pull the first of the close topics out of its list, from Home or where one is; its title."""
    if not here:
        visitor.clicks("Our review")
        visitor.clicks("Talk it through")
        visitor.waits_for("We’re close on these")
    visitor.tabs_to("Topics on which we’re close")
    visitor.presses(Qt.Key.Key_Down)
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("What shall we write down?")
    page = visitor.window.inside.page()
    return page.spread.view.topic.title


def writes_because(visitor: Visitor, words: str) -> None:
    """From Home to the meeting, and a reason that nobody agreed to yet."""
    goes_to_because(visitor)
    visitor.fills("Because", words)


def begins_an_action(visitor: Visitor, words: str) -> None:
    """From Home to the plan, and its first action."""
    visitor.presses(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    visitor.clicks("Put down one thing")
    visitor.fills("What will we do?", words)
    visitor.presses(Qt.Key.Key_Tab)
