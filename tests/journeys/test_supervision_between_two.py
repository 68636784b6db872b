"""Two people and their supervision in the real window: booked, brought to, written down, signed, agreed; by keys too."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.journeys.at_quayside import Sits
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, password_of

CTRL = Qt.KeyboardModifier.ControlModifier
NIGHT = "The ambulance night"
AGREED = "Jo asks for a proper debrief."


def comes_in(desk: Desk, name: str) -> Visitor:
    """Start the program and sign in."""
    visitor = desk.opens()
    visitor.fills("Your name", name)
    visitor.fills("Password", password_of(name))
    visitor.clicks("Sign in")
    visitor.waits_until(lambda: visitor.named("My reflections"), "nobody came in")
    return visitor


def takes_over(visitor: Visitor, name: str) -> None:
    """Sign in on the locked window."""
    visitor.clicks(name)
    visitor.fills(f"{name}’s password", password_of(name))
    visitor.clicks("Unlock")
    visitor.waits_until(lambda: visitor.named("My reflections"), "nobody came in")


def books_today(visitor: Visitor) -> None:
    """From anywhere to “My supervision”, and one session with the manager, by keys alone."""
    visitor.presses(Qt.Key.Key_3, CTRL)
    visitor.waits_for("Nothing is planned yet.")
    visitor.presses(Qt.Key.Key_N, CTRL)
    visitor.waits_for("Book supervision")
    visitor.tabs_to("Book it")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_for("Today, Wednesday 18 November")


def test_two_people_meet_write_and_agree(desk_at: Sits) -> None:
    desk = desk_at("rating")
    visitor = comes_in(desk, "Jo")
    books_today(visitor)
    visitor.tabs_to("Open")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_for("Things we brought")
    visitor.tabs_to("Something to talk about")
    visitor.types(NIGHT)
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: visitor.named(NIGHT), "it isn't on the list")
    visitor.tabs_to("What we agree to write down")
    visitor.types(AGREED)
    visitor.waits_until(lambda: visitor.named("Sign"), "nothing to sign")
    visitor.tabs_to("Sign")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_for("It waits for Amina until 2 December.")
    visitor.presses(Qt.Key.Key_L, CTRL)
    takes_over(visitor, MANAGER)
    visitor.clicks("Supervision")
    visitor.waits_for("A summary waits for you.")
    visitor.clicks("Read and agree")
    visitor.waits_for(AGREED)
    assert NIGHT in visitor.reads()
    visitor.clicks("I agree")
    visitor.waits_for("You both agreed to this.")


def test_colleague_who_sits_down_next_finds_nothing_of_it(desk_at: Sits) -> None:
    desk = desk_at("rating")
    visitor = comes_in(desk, "Jo")
    books_today(visitor)
    visitor.clicks("Open")
    visitor.fills("What we agree to write down", AGREED)
    visitor.fills("Something to talk about", NIGHT)
    visitor.clicks("Lock now")
    takes_over(visitor, "Sam")
    visitor.clicks("My supervision")
    visitor.waits_for("Nothing is planned yet.")
    visitor.presses(Qt.Key.Key_Z, CTRL)
    assert AGREED not in visitor.reads()
    visitor.clicks("Lock now")
    takes_over(visitor, "Jo")
    visitor.clicks("My supervision")
    visitor.clicks("Open")
    visitor.waits_for(AGREED)
    visitor.waits_until(lambda: visitor.named(NIGHT), "it isn't on the list")
