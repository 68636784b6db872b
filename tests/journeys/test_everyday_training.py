"""A course and what came of it, in the real window: written down in March, asked about in April and in May."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.team_part import TeamPart
from pie_audit.workflows.presence import Clock
from tests.journeys.at_quayside import comes_in, takes_over
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, Finished, finished

__all__ = ["finished"]

CTRL = Qt.KeyboardModifier.ControlModifier
COURSE = "Working with trauma in mind"
WILL = "ask what would help before I ask what happened"
PEOPLE = (MANAGER, "Jo", "Sam", "Dee", "Tom", "Kit Moss")
SIX_WEEKS = f"Six weeks since “{COURSE}”: what is different?"
NO_ROOM, AT_COUNTER = "There is no quiet room", "The story is told at the counter"
SitsOn = Callable[[date], Desk]


@pytest.fixture
def sits_on(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> SitsOn:
    """A computer on a given day, with Quayside House on it: six people, and training in use."""
    hostel = finished.open(tmp_path)
    hostel.turn_on(TeamPart.TRAINING)
    hostel.add("Kit Moss")
    hostel.close()

    def sit(day: date) -> Desk:
        desk = desk_in(tmp_path, tmp_path / "workspace")
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        desk.premises = replace(desk.premises, clock=Clock(now=lambda: noon, today=lambda: day))
        return desk

    return sit


def goes_to(visitor: Visitor, words: str) -> None:
    """By what the finder calls it."""
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.types(words)
    visitor.presses(Qt.Key.Key_Return)


def next_one(visitor: Visitor, name: str) -> None:
    """Lock, and let somebody else in."""
    visitor.clicks("Lock now")
    takes_over(visitor, name)


def answers(visitor: Visitor, change: str, words: str = "", level: str = "") -> None:
    """From one's own Home to the question, and away with it."""
    visitor.waits_for(SIX_WEEKS)
    visitor.clicks("Answer")
    visitor.waits_for("In a very small team people may still guess.")
    visitor.clicks(change)
    if words:
        visitor.fills("What was in the way?", words)
        visitor.chooses("Whose is it to solve?", level)
    visitor.clicks("Send my answer")
    visitor.waits_until(lambda: SIX_WEEKS not in visitor.reads(), "the answer never went")


def writes_it_down(sits_on: SitsOn) -> None:
    march = sits_on(date(2027, 3, 1))
    visitor = comes_in(march)
    goes_to(visitor, "Training and after")
    visitor.waits_for("Nothing written down yet")
    visitor.fills("What was it called?", COURSE)
    for name in PEOPLE:
        visitor.clicks(name)
    visitor.clicks("Write it down")
    visitor.waits_for("Asked about next on 12 April 2027.")
    assert "There: 1 manager, 5 of the team." in visitor.reads()
    next_one(visitor, "Jo")
    goes_to(visitor, "Training and after")
    visitor.fills("I will …", WILL)
    visitor.waits_for("Only you read this.")
    march.closes()


def answers_after_six_weeks(sits_on: SitsOn) -> None:
    april = sits_on(date(2027, 4, 12))
    visitor = comes_in(april, "Jo")
    visitor.waits_for(f"You meant to: {WILL}")
    answers(visitor, "I did it")
    next_one(visitor, "Sam")
    answers(visitor, "I tried")
    next_one(visitor, "Dee")
    answers(visitor, "Something was in the way", NO_ROOM, "In this service")
    next_one(visitor, "Tom")
    answers(visitor, "Something was in the way", AT_COUNTER, "In the wider system")
    next_one(visitor, MANAGER)
    answers(visitor, "I did it")
    reads_what_came_of_it(visitor)
    april.closes()


def reads_what_came_of_it(visitor: Visitor) -> None:
    visitor.waits_for(
        "Of 6 asked after six weeks: 2 did it, 1 tried, 2 met something in the way, 1 hasn’t answered."
    )
    said = visitor.reads()
    assert "Whose it is to solve: 1 in this service, 1 in the wider system." in said
    assert "Asked about next on 24 May 2027." in said
    assert WILL not in said
    assert "Training met an unchanged system" in said
    for hinder, level in ((NO_ROOM, "In this service"), (AT_COUNTER, "In the wider system")):
        assert f"{hinder}\n{level} · {COURSE}" in said
    goes_to(visitor, "What gets in the way")
    for hinder in (NO_ROOM, AT_COUNTER):
        visitor.waits_for(hinder)


def answers_after_twelve(sits_on: SitsOn) -> None:
    may = sits_on(date(2027, 5, 24))
    visitor = comes_in(may, "Jo")
    visitor.waits_for(f"Twelve weeks since “{COURSE}”: is it still going?")
    visitor.clicks("Answer")
    visitor.clicks("It spread to others")
    visitor.clicks("Send my answer")
    visitor.waits_for("Of 6 asked after twelve weeks: 1 saw it spread, 5 haven’t answered.")
    assert "1 hasn’t answered" in visitor.reads(), "what came of it after six weeks stays"


def test_course_of_1_march_comes_back_and_says_what_came_of_it(sits_on: SitsOn) -> None:
    writes_it_down(sits_on)
    answers_after_six_weeks(sits_on)
    answers_after_twelve(sits_on)


def test_answer_is_taken_back_while_the_bar_stands(sits_on: SitsOn) -> None:
    march = sits_on(date(2027, 3, 1))
    visitor = comes_in(march)
    goes_to(visitor, "Training and after")
    visitor.fills("What was it called?", COURSE)
    visitor.clicks(MANAGER)
    visitor.clicks("Write it down")
    visitor.waits_for("Asked about next on 12 April 2027.")
    march.closes()
    april = sits_on(date(2027, 4, 12))
    visitor = comes_in(april)
    answers(visitor, "I forgot")
    visitor.waits_for("Of 1 asked after six weeks: 1 forgot.")
    visitor.presses(Qt.Key.Key_Z, CTRL)
    visitor.waits_for("Of 1 asked after six weeks: 1 hasn’t answered.")
    visitor.waits_for(SIX_WEEKS)
