"""You said, we did in the real window: what has waited long before a survey, and an ask that ends on the wall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from pie_audit.storage import said_did as stored
from pie_audit.storage.transaction import Transaction
from tests.journeys.at_quayside import comes_in as sits_down
from tests.journeys.conftest import Desk
from tests.journeys.test_survey import TITLE, approves, comes_in, desk_of_twelve, later, opens, plans, twelve
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, TODAY, Finished, finished
from tests.reports.read_pdf import opened, page_texts, structure, untagged_text
from tests.workflows.quarters import SUMMER, signed_plan

__all__ = ["desk_of_twelve", "finished", "twelve"]

PHONE, BREAKFAST = "Nobody answers the housing line", "More choice at breakfast"
NINETY_ONE_DAYS_LATER = date(2027, 2, 17)
Sit = Callable[[Path, Path | None], Desk]


def puts_down(visitor: Visitor, *said: str) -> None:
    """From anywhere to the board, and what people said onto it."""
    visitor.clicks("Day by day")
    visitor.clicks("You said, we did")
    for words in said:
        visitor.clicks("Write a line")
        visitor.fills("What people said", words)
        visitor.clicks("Keep this line")
        visitor.waits_until(lambda words=words: visitor.begins_with(f"Answer: {words}"), "it isn’t there")


def test_two_things_that_waited_over_90_days_are_shown_before_a_survey_and_it_still_starts(
    desk_of_twelve: Desk,
) -> None:
    visitor = desk_of_twelve.opens()
    comes_in(visitor, MANAGER)
    puts_down(visitor, PHONE, BREAKFAST)
    after = later(desk_of_twelve, NINETY_ONE_DAYS_LATER)
    try:
        it_asks_for_them_and_starts(after.opens())
    finally:
        after.closes()


def it_asks_for_them_and_starts(visitor: Visitor) -> None:
    comes_in(visitor, MANAGER)
    visitor.clicks("Plan the first one")
    visitor.waits_for("2 things that people said have waited for over three months.")
    words = visitor.reads()
    assert PHONE in words
    assert BREAKFAST in words
    assert words.count("Waiting for 3 months") == 2
    visitor.clicks(f"Not yet, because …: {PHONE}")
    visitor.clicks(f"Keep this answer: {PHONE}")
    visitor.waits_for("“Not yet” needs its because.")
    visitor.fills(f"In words: {PHONE}", "we have asked for a name to ring")
    visitor.clicks(f"Keep this answer: {PHONE}")
    visitor.waits_for("Not yet, because we have asked for a name to ring")
    visitor.clicks(f"Answer: {BREAKFAST}")
    visitor.fills(f"In words: {BREAKFAST}", "There is porridge and fruit since Monday")
    visitor.clicks(f"Keep this answer: {BREAKFAST}")
    visitor.waits_for("One thing that people said has waited for over three months.")
    visitor.clicks("Back to Wellbeing")
    plans(visitor)
    for keeper in ("Jo", "Sam", "Dee"):
        approves(visitor, keeper)
    assert opens(visitor)
    visitor.waits_for(TITLE)


@pytest.fixture
def asked_house(finished: Finished, tmp_path: Path) -> Path:
    """A house whose summer plan asked the council for something."""
    place = tmp_path / "asked"
    place.mkdir()
    hostel = finished.open(place)
    ask = {"ask_what": "A second person at night", "ask_of": "the council"}
    signed_plan(hostel, SUMMER, "Make nights safer", **ask)
    hostel.at(TODAY)
    hostel.close()
    return place


def test_a_reply_becomes_a_line_of_the_board_and_the_poster_hangs_it_up(
    desk_in: Sit, asked_house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = sits_down(desk_in(asked_house, asked_house / "workspace"))
    visitor.clicks("Action plan")
    visitor.clicks("Note a reply: A second person at night")
    visitor.clicks("Yes")
    visitor.fills("Because …", "From April on.")
    visitor.clicks("Keep this reply")
    before = visitor.clicks_made
    visitor.clicks("Put it on the board: A second person at night")
    visitor.waits_for("One line of the board")
    visitor.waits_for("These are words of your plan. Put it as people said it, before you keep it")
    visitor.waits_until(lambda: visitor.focused() == "What people said", "the plan’s words aren’t in hand")
    assert on_the_board(visitor) == 0
    visitor.clicks("Keep this line")
    visitor.waits_for("The council said yes: from April on.")
    assert on_the_board(visitor) == 1
    assert visitor.clicks_made - before == 2
    visitor.waits_for("Nobody has been told yet.")
    the_poster_says_it(visitor, tmp_path / "poster.pdf", monkeypatch)


def on_the_board(visitor: Visitor) -> int:
    """How many lines of the board are kept, straight from the file: nothing else can be printed."""
    inside = visitor.window.inside
    team_id, most = inside.team_id(), 99

    def count(tx: Transaction) -> int:
        return len((*stored.open_lines(tx, team_id, most), *stored.answered_lines(tx, team_id, most)))

    return inside._jobs.opened.read(count)


def the_poster_says_it(visitor: Visitor, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(path), ""))
    visitor.clicks("Make the poster")
    visitor.clicks("Save this PDF")
    visitor.waits_for("poster.pdf")
    pdf = path.read_bytes()
    (text,) = page_texts(pdf)
    said = (
        "You said, we did",
        "A second person at night",
        "We asked others",
        "The council said yes: from April on.",
    )
    assert [words for words in said if words not in text] == []
    assert "Amina" not in text
    file = opened(pdf)
    assert untagged_text(file) == 0
    assert str(file.Root.Lang) == "en-GB"
    kinds = [node.kind for node in structure(file)]
    assert kinds.count("H1") == 1
    assert kinds.count("H2") == 1
    assert (round(float(file.pages[0].mediabox[2])), len(file.pages)) == (595, 1)


def test_a_line_is_written_answered_and_told_by_keyboard_alone(desk_in: Sit, asked_house: Path) -> None:
    visitor = sits_down(desk_in(asked_house, asked_house / "workspace"))
    clicks = visitor.clicks_made
    visitor.window.inside.go("said-did", "new")
    visitor.waits_for("One line of the board")
    visitor.tabs_to("What people said")
    visitor.types("The hall is dark at night")
    visitor.tabs_to("What came of it")
    visitor.presses(Qt.Key.Key_Down)
    visitor.tabs_to("In words")
    visitor.types("A lamp hangs there")
    visitor.tabs_to("People have been told")
    visitor.presses(Qt.Key.Key_Space)
    visitor.tabs_to("How")
    visitor.types("at the house meeting")
    visitor.tabs_to("Keep this line")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_for("Told on 18 November, at the house meeting.")
    assert visitor.clicks_made == clicks
