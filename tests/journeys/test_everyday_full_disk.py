"""The disk is full while a small thing is noted, in the real window: one sentence, every word still there, and again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pie_audit.storage import daily_notes as stored_notes
from pie_audit.storage import practices as stored_practices
from pie_audit.storage import reading_cards as stored_cards
from pie_audit.storage import said_did as stored_lines
from pie_audit.storage import small_logs as stored_logs
from pie_audit.storage import training as stored_training
from pie_audit.ui.widgets import Banner
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.test_everyday_bad_luck import goes, said_in
from tests.journeys.visitor import Visitor
from tests.quarter import Finished, finished

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
