"""Six weeks of small entries, in the real window: a barrier, an ask with its evidence, a reply, a line on the poster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog

from pie_audit.domain.team_part import TeamPart
from tests.journeys.at_quayside import comes_in, takes_over
from tests.journeys.conftest import Desk
from tests.journeys.on_a_day import finds_and_goes
from tests.journeys.quarters import Calendar, Saver, talks_together, text_of
from tests.journeys.test_everyday_small_logs import goes_to as opens_log
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, Finished, finished

__all__ = ["finished"]

USED = (
    TeamPart.WINS,
    TeamPart.FRICTION,
    TeamPart.REFUSALS,
    TeamPart.BENT_RULES,
    TeamPart.TELLINGS,
    TeamPart.NEEDS,
)
OFFICE, ROOM = "Housing office", "A room for tonight"
DETOX, CURFEW = "Harbour detox", "In by eleven"
WIN = "He cooked for everybody."
BARRIER, REFUSED = f"Time lost: {OFFICE}", "Others said no: must stop using first"
ASK = "One named person at the housing office who answers the phone"
LOST = f"{OFFICE}: about 3.9 hours a month across 4 entries (own estimates)"
SAID = "Nobody at the housing office picks up the phone"
ANSWER = "a named officer from February"


def test_six_weeks_of_small_entries_become_an_ask_a_reply_and_a_line_on_the_poster(
    finished: Finished,
    desk_in: Callable[[Path, Path | None], Desk],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hostel = finished.open(tmp_path)
    hostel.turn_on(*USED)
    hostel.close()
    desk, calendar = desk_in(tmp_path, tmp_path / "workspace"), Calendar(date(2026, 11, 18))
    desk.premises = replace(desk.premises, clock=calendar.clock)
    saver = Saver(tmp_path, monkeypatch)
    visitor = comes_in(desk, "Jo")
    visitor.window.resize(1366, 768)
    six_weeks_of_notes(visitor, calendar)

    calendar.day = date(2026, 12, 29)
    talks_together(visitor, "Rules with reasons", "2", reads="rule")
    what_was_noticed_lands_on_the_board(visitor)
    the_matrix_shows_it_and_it_becomes_an_ask(visitor)
    the_ask_is_made_ready(visitor)
    the_plan_is_signed_and_page_one_carries_it(visitor, saver)

    calendar.day = date(2027, 1, 20)
    leaders_reply(visitor)
    the_reply_becomes_a_line_and_a_poster(visitor, tmp_path / "poster.pdf", monkeypatch)
    opens_log(visitor, "What took too long")
    visitor.waits_for(ROOM)
    visitor.waits_for(f"{OFFICE} · 270 minutes · Not sure · November 2026")  # how it ended was never asked


# six weeks


def six_weeks_of_notes(visitor: Visitor, calendar: Calendar) -> None:
    """Jo and Amina at the end of their shifts, in the box on Home."""
    lost_time(visitor, ROOM, OFFICE, "4.5 h")
    turned_away(visitor, DETOX)
    went_well(visitor, WIN)
    calendar.day = date(2026, 11, 25)
    lost_time(visitor, "A form, for the third time", "The Housing Offices", "45")
    bent(visitor, "He came off a late shift")
    calendar.day = date(2026, 12, 2)
    visitor.clicks("Lock now")
    takes_over(visitor, MANAGER)
    turned_away(visitor, DETOX)
    bent(visitor, "Her train was cancelled")
    calendar.day = date(2026, 12, 9)
    lost_time(visitor, "Find out who decides", "HOUSING OFFICE", "2 h")
    told_again(visitor, times=5, agencies=4)
    calendar.day = date(2026, 12, 16)
    lost_time(visitor, "Ring back", OFFICE, "30")
    turned_away(visitor, "Harbour Detox")
    bent(visitor, "It was her birthday")
    went_well(visitor, "She asked for a plant.")


def begins(visitor: Visitor, kind: str) -> None:
    visitor.clicks("Home")
    visitor.clicks(kind)


def notes(visitor: Visitor, kind: str) -> None:
    """Note what stands in the box, and wait until it is blank again."""
    visitor.clicks("Note it")
    visitor.waits_for(f"Noted: {kind}.")


def lost_time(visitor: Visitor, errand: str, office: str, minutes: str) -> None:
    begins(visitor, "It took too long")
    visitor.fills("What were you trying to do?", errand)
    visitor.fills("With which office or process?", office)
    visitor.fills("Time lost, typed", minutes)
    notes(visitor, "It took too long")


def turned_away(visitor: Visitor, agency: str) -> None:
    begins(visitor, "Turned away")
    visitor.fills("Who turned them away?", agency)
    visitor.clicks("Must stop using first")
    notes(visitor, "Turned away")


def bent(visitor: Visitor, why: str) -> None:
    begins(visitor, "A rule we bent")
    visitor.fills("Which rule?", CURFEW)
    visitor.fills("Why?", why)
    notes(visitor, "A rule we bent")


def told_again(visitor: Visitor, *, times: int, agencies: int) -> None:
    begins(visitor, "Story told again")
    visitor.fills("How often was the story told?", str(times))
    visitor.fills("To how many agencies?", str(agencies))
    notes(visitor, "Story told again")


def went_well(visitor: Visitor, words: str) -> None:
    begins(visitor, "Small win")
    visitor.fills("What got a little better?", words)
    notes(visitor, "Small win")


# the review, the matrix, the ask


def what_was_noticed_lands_on_the_board(visitor: Visitor) -> None:
    """The rule that was bent three times waits for the meeting; lost hours and refusals for the board."""
    visitor.clicks("Our review")
    visitor.waits_for(CURFEW)
    visitor.clicks("Helps and hinders")
    visitor.waits_for("Noticed since last time")
    visitor.waits_for(f"{BARRIER} (4 entries, 7.8 hours; not sure)")
    visitor.waits_for(f"{REFUSED} (3 times since November; system)")
    visitor.clicks(f"Put it on the board: {BARRIER}")
    card = f"{BARRIER}. Gets in the way, in this service"
    visitor.waits_until(lambda: visitor.named(card), "it never lay on the board")


def the_matrix_shows_it_and_it_becomes_an_ask(visitor: Visitor) -> None:
    """With what it rests on; Amina says that it is the system's to solve, and asks for it."""
    finds_and_goes(visitor, "What gets in the way")
    visitor.waits_for("4 entries, 7.8 hours")
    visitor.clicks(f"{BARRIER}. Service, Not said yet")
    visitor.chooses("Whose is it to solve?", "System")
    visitor.waits_for("Week 53 of 2026: from service to system (manager)")
    visitor.fills("Who could change it", "the housing lead")
    finds_and_goes(visitor, "What we need")
    visitor.clicks(f"Make it an ask: {BARRIER}")
    visitor.waits_for("one ask")


def the_ask_is_made_ready(visitor: Visitor) -> None:
    """The hours stand behind it already; it says what is wanted by when, and who rings."""
    visitor.waits_for("These words say what is wrong.")
    assert visitor.named(f"Take away: {LOST}")
    visitor.clicks(f"Change this ask: {BARRIER}")
    visitor.fills("What will we do?", "Ring the housing office together, once a week")
    visitor.chooses("Who holds it", "Jo")
    visitor.fills("What do we need?", ASK)
    visitor.fills("Why now", "People sleep in doorways while we wait on the line")
    visitor.fills("Reply by", "22 January 2027")


def the_plan_is_signed_and_page_one_carries_it(visitor: Visitor, saver: Saver) -> None:
    visitor.clicks("Preview and sign off")
    visitor.clicks("Sign off")
    visitor.fills("Who rings back?", "The duty worker, 01632 960 100")
    visitor.clicks("Sign off")
    visitor.waits_for("Add to what was signed")
    saver.saves(visitor, "One page", "page-one")
    paper = saver.folder / "page-one.pdf"
    with pypdfium2.PdfDocument(paper) as document:
        assert len(document) == 1
    said = text_of(paper)
    for words in (ASK, LOST, "To the housing lead", "22 January", "hours a month across 4 entries"):
        assert words in said, (words, said)
    for hidden in ("survey", "%", "mean", "level 2", CURFEW, DETOX):
        assert hidden not in said.casefold(), hidden
    visitor.clicks("Our review")
    visitor.waits_for("Signed off")
    assert "This review" not in visitor.reads().splitlines()  # a card without anything in it


# the reply


def leaders_reply(visitor: Visitor) -> None:
    """Noted by hand, as somebody rang."""
    visitor.clicks("Action plan")
    visitor.clicks(f"Note a reply: {ASK}")
    visitor.clicks("Yes")
    visitor.fills("Because …", ANSWER)
    visitor.clicks("Keep this reply")


def the_reply_becomes_a_line_and_a_poster(
    visitor: Visitor, poster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.clicks("Day by day")
    visitor.clicks("You said, we did")
    visitor.clicks(f"Put it on the board: {ASK}")
    visitor.fills("What people said", SAID)
    visitor.clicks("Keep this line")
    visitor.waits_for(ANSWER)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(poster), ""))
    visitor.clicks("Make the poster")
    visitor.clicks("Save this PDF")
    visitor.waits_for(poster.name)
    said = text_of(poster)
    for words in ("You said, we did", SAID, ANSWER):
        assert words in said, (words, said)
