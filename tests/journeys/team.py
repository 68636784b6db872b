"""Acts that several journeys share, each as a person does it in the window."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt

from tests.journeys.visitor import Visitor

AMINA = "Amina Yusuf"
PASSWORD = "kettle orchard lantern fourteen"
HOME = "Recently written"
_CODE = re.compile(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}")


def password_of(name: str) -> str:
    """A password that passes the check and is somebody's own."""
    return PASSWORD if name == AMINA else f"window garden {name.split()[0].lower()} paper kettle"


def founds_a_team(visitor: Visitor) -> None:
    """First run: a name and password, a team, both sheets put off."""
    visitor.fills("What we call you", AMINA)
    visitor.fills("Password", PASSWORD)
    visitor.fills("And again", PASSWORD)
    visitor.clicks("Continue")
    visitor.fills("What your team is called", "Quayside House")
    visitor.fills("In a few words", "24-bed hostel")
    visitor.clicks("Make my workspace")
    visitor.waits_for("The House key")
    visitor.clicks("Later. Home will ask again")
    visitor.waits_for("It opens your own pages")
    visitor.clicks("Decide later")
    visitor.waits_for(HOME)


def adds(visitor: Visitor, name: str) -> str:
    """Let somebody in, from the page People & settings; their one-time code."""
    visitor.clicks("Add a person")
    visitor.fills("Their name, as colleagues say it", name)
    visitor.clicks("Make a one-time code")
    visitor.waits_for(f"give it to {name}")
    found = _CODE.search(visitor.reads())
    assert found is not None
    visitor.clicks("I’ve written it down")
    visitor.waits_for("Waiting for the first sign-in")
    return found[0]


def comes_in_first(visitor: Visitor, name: str, code: str) -> None:
    """A first sign-in with a one-time code, on a locked window."""
    visitor.clicks("I have a one-time code")
    visitor.fills("Your name", name)
    visitor.fills("One-time code", code)
    visitor.fills("Choose a password", password_of(name))
    visitor.fills("And again", password_of(name))
    visitor.clicks("Come in")
    visitor.waits_for(HOME)


def hands_over_to(visitor: Visitor, name: str) -> None:
    """Lock, and the next one signs in: two clicks and a password."""
    visitor.clicks("Lock now")
    signs_in(visitor, name)


def signs_in(visitor: Visitor, name: str) -> None:
    """Choose one's name on the locked window and type the password."""
    visitor.clicks(name)
    visitor.fills(f"{name}’s password", password_of(name))
    visitor.clicks("Unlock")
    visitor.waits_for(HOME)


def rates_every_topic(visitor: Visitor, levels: str, titles: Sequence[str]) -> None:
    """Answer topic after topic with the keyboard: a digit or T, then Enter. Tick, and say “I'm done” at the end."""
    for number, (level, title) in enumerate(zip(levels, titles, strict=True)):
        visitor.waits_for(title)
        if number == 0:
            visitor.clicks("It is fine to show our group although we are few")
            visitor.tabs_to("Level ")
        visitor.types(level)
        visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("That’s all of them.")
