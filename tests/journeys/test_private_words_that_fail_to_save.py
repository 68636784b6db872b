"""The disk takes nothing while somebody writes for themselves or with one other: no word goes, and nobody else gets it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.journeys.at_quayside import Sits
from tests.journeys.conftest import Desk
from tests.journeys.test_supervision_between_two import books_today, comes_in, takes_over
from tests.journeys.visitor import Visitor

WORDS = "The stairs at night, and nobody rang."
WIN = "What got a little better?"
AMBER = "Not saved yet, still trying."

Begins = Callable[[Visitor], None]


def begins_a_page(visitor: Visitor) -> None:
    visitor.clicks("My reflections")
    visitor.clicks("Write")
    visitor.waits_until(lambda: visitor.named("Title"), "no page came")


def begins_a_summary(visitor: Visitor) -> None:
    books_today(visitor)
    visitor.clicks("Open")
    visitor.waits_for("Things we brought")


def begins_a_small_win(visitor: Visitor) -> None:
    visitor.clicks("Add a small win")
    visitor.waits_until(lambda: visitor.named(WIN), "no form came")


def begins_an_agreement(visitor: Visitor) -> None:
    visitor.clicks("My supervision")
    visitor.clicks("Start an agreement")
    visitor.chooses("The other of the two", "Amina")
    visitor.clicks("Begin")
    visitor.waits_until(lambda: visitor.named("In our own words"), "no agreement came")


PLACES: dict[str, tuple[Begins, str]] = {
    "page": (begins_a_page, "Title"),
    "summary": (begins_a_summary, "What we agree to write down"),
    "agenda": (begins_a_summary, "Something to talk about"),
    "own notes": (begins_a_summary, "My own notes, only me"),
    "small win": (begins_a_small_win, WIN),
    "agreement": (begins_an_agreement, "In our own words"),
}


def writes_on_a_full_disk(desk: Desk, where: str) -> Visitor:
    begins, field = PLACES[where]
    visitor = comes_in(desk, "Jo")
    begins(visitor)
    if where == "own notes":
        visitor.clicks("Open mine")
    desk.disk_takes(False)
    visitor.fills(field, WORDS)
    if where == "agenda":
        visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for(AMBER)
    return visitor


def stands_there(visitor: Visitor) -> bool:
    return WORDS in visitor.reads()


@pytest.mark.parametrize("where", PLACES)
def test_private_words_stay_on_the_screen_until_the_disk_takes_them(desk_at: Sits, where: str) -> None:
    desk = desk_at("rating")
    visitor = writes_on_a_full_disk(desk, where)
    desk.window.close()
    visitor.waits_for("Some words aren’t saved yet")
    visitor.clicks("Back to the page")
    assert stands_there(visitor)
    desk.disk_takes(True)
    visitor.waits_until(lambda: AMBER not in visitor.reads(), "they were never saved")
    visitor.waits_until(lambda: stands_there(visitor) or visitor.named(WORDS), "they are gone")
    desk.closes()


@pytest.mark.parametrize("where", PLACES)
def test_private_words_that_wait_behind_the_lock_are_nobody_elses(desk_at: Sits, where: str) -> None:
    desk = desk_at("rating")
    visitor = writes_on_a_full_disk(desk, where)
    visitor.clicks("Lock now")
    assert WORDS not in visitor.reads()
    assert WORDS not in desk.window.windowTitle()
    takes_over(visitor, "Sam")
    assert WORDS not in visitor.reads()
    visitor.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    visitor.presses(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert WORDS not in visitor.reads()
    assert WORDS not in QGuiApplication.clipboard().text()
    desk.disk_takes(True)
    visitor.waits_until(lambda: not desk.window.kept_rooms(), "the first person’s words were never saved")
    assert WORDS not in visitor.reads()
    desk.closes()
