"""The disk is full while a small thing is noted, in the real window: one sentence, every word still there, and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.barrier import BarrierStatus
from pie_audit.domain.training import Change
from pie_audit.storage import barriers as stored_barriers
from pie_audit.storage import daily_notes as stored_notes
from pie_audit.storage import practices as stored_practices
from pie_audit.storage import reading_cards as stored_cards
from pie_audit.storage import said_did as stored_lines
from pie_audit.storage import small_logs as stored_logs
from pie_audit.storage import training as stored_training
from pie_audit.ui.widgets import Banner
from pie_audit.workflows.everyday import training, training_answers
from pie_audit.workflows.everyday.training_answers import Given
from pie_audit.workflows.presence import acting
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.test_everyday_bad_luck import goes, said_in
from tests.journeys.visitor import Visitor
from tests.quarter import CLOCK, Finished, finished
from tests.workflows.everyday.test_barriers import lost

__all__ = ["finished"]

FULL = "The disk is full, so this wasn’t saved."
TODO = "Free some space and try again. What was saved before is still there."
KEPT = {
    "win": stored_logs.wins_of,
    "errand": stored_logs.friction_of,
    "story": stored_logs.tellings_of,
    "refusal": stored_notes.refusals_of,
    "bent rule": stored_notes.bent_rules_of,
    "door card": stored_notes.door_cards_of,
    "line": stored_lines.lines_of,
    "training": stored_training.trainings_of,
    "reading card": stored_cards.cards_of,
    "practice": stored_practices.practices_of,
}
FORMS: dict[str, tuple[tuple[str, str], dict[str, str], tuple[str, ...], str]] = {
    "win": (
        ("small-logs", "Small wins"),
        {"What got a little better?": "The lift works again."},
        (),
        "Put it on the wall",
    ),
    "errand": (
        ("small-logs", "What took too long"),
        {
            "What were you trying to do?": "A room",
            "With which office or process?": "Housing",
            "Minutes lost": "45",
        },
        (),
        "Note it",
    ),
    "story": (
        ("small-logs", "Telling it again"),
        {"How often was the story told?": "4", "To how many agencies?": "3"},
        (),
        "Note it",
    ),
    "refusal": (
        ("small-logs", "Turned away"),
        {"Which agency?": "Northside Clinic"},
        ("Why, as they put it", "Full"),
        "Note it",
    ),
    "bent rule": (
        ("small-logs", "Rules we bent"),
        {"Which rule?": "No visitors after ten", "Why?": "Snow"},
        (),
        "Note it",
    ),
    "door card": (
        ("small-logs", "Door cards"),
        {"Which agency?": "Northside Clinic", "What got us in?": "A letter"},
        (),
        "Keep the card",
    ),
    "line": (("said-did", "Write a line"), {"What people said": "The hall is dark"}, (), "Keep this line"),
    "training": (("training", ""), {"What was it called?": "Trauma in mind"}, (), "Write it down"),
    "reading card": (
        ("reading-cards", "Write a card of our own"),
        {"Author, year, title": "Somebody, 2020, A study", "What they found": "It helps"},
        (),
        "Put it on the shelf",
    ),
    "practice": (
        ("practices", "Note something we began"),
        {"What is it?": "daily partner call"},
        (),
        "Keep it",
    ),
}
"""Where each is written, what is typed, what is chosen, and what sends it."""


@pytest.fixture
def desk(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> Desk:
    """The computer of a team that uses everything there is."""
    hostel = finished.open(tmp_path)
    hostel.turn_on()
    hostel.close()
    return desk_in(tmp_path, tmp_path / "workspace")


def kept(visitor: Visitor, what: str) -> int:
    """How many there are, straight from the file."""
    inside = visitor.window.inside
    return len(inside._jobs.opened.read(lambda tx: KEPT[what](tx, inside.team_id())))


@pytest.mark.parametrize("what", FORMS)
def test_form_says_that_the_disk_is_full_and_sends_the_same_words_once_there_is_room(
    desk: Desk, what: str
) -> None:
    (area, button), typed, chosen, send = FORMS[what]
    visitor = comes_in(desk)
    goes(visitor, area, button, next(iter(typed)))
    before = kept(visitor, what)
    for field, words in typed.items():
        visitor.fills(field, words)
    if chosen:
        visitor.chooses(*chosen)
    desk.disk_fills(True)
    visitor.clicks(send)
    visitor.waits_for(FULL)
    assert TODO in visitor.reads()
    assert {field: said_in(visitor, field) for field in typed} == typed
    assert kept(visitor, what) == before
    desk.disk_fills(False)
    visitor.clicks(send)
    visitor.waits_until(lambda: kept(visitor, what) == before + 1, "it was never kept")
    visitor.waits_until(lambda: FULL not in visitor.reads(), "the sentence stays")


@pytest.mark.parametrize(
    ("kind", "typed", "click"),
    [
        ("Small win", {"What got a little better?": "The lift works again."}, ""),
        (
            "It took too long",
            {
                "What were you trying to do?": "A room for one night",
                "With which office or process?": "Housing",
            },
            "2 h",
        ),
    ],
)
def test_quick_box_says_that_the_disk_is_full_and_notes_the_same_words_once_there_is_room(
    desk: Desk, kind: str, typed: dict[str, str], click: str
) -> None:
    what = "errand" if click else "win"
    visitor = comes_in(desk)
    visitor.waits_for("Note something small")
    visitor.clicks(kind)
    for field, words in typed.items():
        visitor.fills(field, words)
    if click:
        visitor.clicks(click)
    desk.disk_fills(True)
    visitor.clicks("Note it")
    visitor.waits_for(FULL)
    assert TODO in visitor.reads()
    assert (
        len([one for one in visitor._seen() if isinstance(one, Banner) and FULL in one.accessibleName()]) == 1
    )
    assert {field: said_in(visitor, field) for field in typed} == typed
    assert kept(visitor, what) == 0
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: said_in(visitor, next(iter(typed))) != "", "the words went")
    assert kept(visitor, what) == 0
    desk.disk_fills(False)
    visitor.clicks("Note it")
    visitor.waits_for(f"Noted: {kind}.")
    assert kept(visitor, what) == 1
    assert FULL not in visitor.reads()


COURSE = "Working with trauma in mind"
ASKED = {
    6: (
        f"Six weeks since “{COURSE}”: what is different?",
        "Something was in the way",
        "What was in the way?",
    ),
    12: (f"Twelve weeks since “{COURSE}”: is it still going?", "Still going", "What happened?"),
}


@pytest.fixture
def learned(
    finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path
) -> Callable[[int], Desk]:
    """The computer of a team of which Amina was at a course so many weeks ago."""

    def weeks_ago(weeks: int) -> Desk:
        hostel = finished.open(tmp_path)
        hostel.turn_on()
        day = CLOCK.today() - timedelta(weeks=weeks)
        one = replace(training.new_training(hostel.amina, hostel.team_id), title=COURSE, day=day)
        there = frozenset({acting(hostel.amina).member.person_id})
        hostel.do(training.save_training, hostel.amina, one, there)
        if weeks == 12:  # she was asked once before
            before = Given(one.training_id, 6, Change.DONE, "", None)
            hostel.do(training_answers.answer, hostel.amina, before)
        hostel.close()
        return desk_in(tmp_path, tmp_path / "workspace")

    return weeks_ago


def changes_told(visitor: Visitor, weeks: int) -> list[tuple[Change, str]]:
    """What was answered about the course after so many weeks, straight from the file."""
    inside = visitor.window.inside
    opened, team_id = inside._jobs.opened, inside.team_id()
    (one,) = opened.read(lambda tx: stored_training.trainings_of(tx, team_id))
    return [
        (answer.change, answer.words)
        for answer in opened.read(lambda tx: stored_training.answers_of(tx, [one.training_id]))
        if answer.weeks == weeks
    ]


@pytest.mark.parametrize("weeks", ASKED)
def test_answer_about_a_training_waits_for_room_and_is_given_once(
    learned: Callable[[int], Desk], weeks: int
) -> None:
    question, change, field = ASKED[weeks]
    desk = learned(weeks)
    visitor = comes_in(desk)
    visitor.waits_for(question)
    visitor.clicks("Answer")
    visitor.waits_for("In a very small team people may still guess.")
    visitor.clicks(change)
    visitor.fills(field, "There is a quiet room now")
    desk.disk_fills(True)
    visitor.clicks("Send my answer")
    visitor.waits_for(FULL)
    assert TODO in visitor.reads()
    assert said_in(visitor, field) == "There is a quiet room now"
    assert changes_told(visitor, weeks) == []
    visitor.clicks("Send my answer")
    visitor.waits_until(lambda: visitor.named("Send my answer"), "the question went")
    assert changes_told(visitor, weeks) == []
    desk.disk_fills(False)
    visitor.clicks("Send my answer")
    chosen = Change.BLOCKED if weeks == 6 else Change.STILL_GOING
    visitor.waits_until(lambda: changes_told(visitor, weeks), "it was never kept")
    assert changes_told(visitor, weeks) == [(chosen, "There is a quiet room now")]
    visitor.waits_until(lambda: question not in visitor.reads(), "it is still asked")
    assert FULL not in visitor.reads()


def test_what_somebody_means_to_do_after_a_training_waits_for_room(learned: Callable[[int], Desk]) -> None:
    desk = learned(1)
    visitor = comes_in(desk)
    goes(visitor, "training", "", "I will …")
    desk.disk_fills(True)
    visitor.fills("I will …", "ask what would help")
    visitor.presses(Qt.Key.Key_Tab)
    visitor.waits_for("The disk is full")
    assert said_in(visitor, "I will …") == "ask what would help"
    page = visitor.window.inside.page()
    assert page.unsaved()
    desk.disk_fills(False)
    visitor.waits_until(lambda: not page.unsaved(), "it was never kept")
    visitor.window.inside.go("home")
    goes(visitor, "training", "", "I will …")
    visitor.waits_until(lambda: said_in(visitor, "I will …") == "ask what would help", "it is lost")
    visitor.waits_until(lambda: "The disk is full" not in visitor.reads(), "the sentence stays")


def test_what_became_of_a_barrier_waits_for_room(
    finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path
) -> None:
    hostel = finished.open(tmp_path)
    hostel.turn_on()
    lost(hostel, "Housing options", 45)
    hostel.close()
    desk = desk_in(tmp_path, tmp_path / "workspace")
    visitor = comes_in(desk)
    card = "Time lost: Housing options. System, Not said yet"
    goes(visitor, "barriers", field=card)
    visitor.clicks(card)
    inside = visitor.window.inside
    page, team_id = inside.page(), inside.team_id()

    def became() -> list[tuple[BarrierStatus, str]]:
        notes = inside._jobs.opened.read(lambda tx: stored_barriers.notes_of(tx, team_id))
        return [(note.status, note.who_could_change_it) for note in notes]

    desk.disk_fills(True)
    visitor.chooses("What became of it", "Being worked on")
    visitor.waits_for(FULL)
    visitor.fills("Who could change it", "the council")
    visitor.presses(Qt.Key.Key_Tab)
    assert TODO in visitor.reads()
    assert page.unsaved()
    assert page.details.status.currentText() == "Being worked on"
    assert became() == []
    desk.disk_fills(False)
    wanted = [(BarrierStatus.WORKED_ON, "the council")]
    visitor.waits_until(lambda: became() == wanted, "it was never kept")
    visitor.waits_until(lambda: not page.unsaved(), "it still waits")
    visitor.waits_until(lambda: FULL not in visitor.reads(), "the sentence stays")
