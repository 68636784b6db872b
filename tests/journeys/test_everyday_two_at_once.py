"""Two people change one small thing at once, each in a session of their own at the real window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.practice import Choice, Practice
from pie_audit.domain.small_logs import Friction
from pie_audit.storage import practices as stored_practices
from pie_audit.storage import small_logs as stored_logs
from pie_audit.workflows.everyday import practices
from tests.journeys.at_quayside import comes_in, takes_over
from tests.journeys.conftest import Desk
from tests.journeys.test_everyday_bad_luck import goes, said_in
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, Finished, finished
from tests.workflows.everyday.test_barriers import lost

__all__ = ["finished"]

MINE = "Housing options, desk 4"
OFFICE, MINUTES = "With which office or process?", "Minutes lost"
WHAT, WHY, COST = "What is it?", "Why did it begin?", "What does it cost?"
CLASH = "Somebody else changed this while you were writing."
CALL = "daily partner call"
TIME_LOST = "Time lost: Housing options. "


@pytest.fixture
def desk(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> Desk:
    """The computer of a team that uses everything there is, and has noted one errand and one thing it began."""
    hostel = finished.open(tmp_path)
    hostel.turn_on()
    lost(hostel, "Housing options", 45)
    began = replace(practices.new_practice(hostel.team_id), what=CALL)
    hostel.do(practices.save_practice, hostel.jo, began)
    hostel.close()
    return desk_in(tmp_path, tmp_path / "workspace")


@pytest.fixture
def visitor(desk: Desk) -> Visitor:
    """Amina, at that computer."""
    visitor = comes_in(desk)
    visitor.window.resize(1366, 768)
    return visitor


def errand(visitor: Visitor) -> Friction:
    inside = visitor.window.inside
    (only,) = inside._jobs.opened.read(lambda tx: stored_logs.friction_of(tx, inside.team_id()))
    return only


def practice(visitor: Visitor) -> Practice:
    inside = visitor.window.inside
    (only,) = inside._jobs.opened.read(lambda tx: stored_practices.practices_of(tx, inside.team_id()))
    return only


def next_one(visitor: Visitor, name: str) -> None:
    """Lock, and let somebody else in."""
    visitor.window.lock()
    takes_over(visitor, name)


def begins_to_change(visitor: Visitor, area: str, button: str, typed: dict[str, str]) -> None:
    """Take the entry into the form and type, without keeping it."""
    goes(visitor, area, button, "Change" if area == "practices" else next(iter(typed)))
    visitor.clicks("Change")
    for field, words in typed.items():
        visitor.fills(field, words)


def changes(visitor: Visitor, area: str, button: str, typed: dict[str, str]) -> None:
    """From one's own Home to the entry, and keep it."""
    begins_to_change(visitor, area, button, typed)
    visitor.clicks("Keep it" if area == "practices" else "Keep the change")


def test_errand_that_two_change_apart_has_what_both_wrote_after_a_lock_too(visitor: Visitor) -> None:
    log = ("small-logs", "What took too long")
    begins_to_change(visitor, *log, {OFFICE: MINE})
    next_one(visitor, "Jo")
    changes(visitor, *log, {MINUTES: "90"})
    visitor.waits_until(lambda: errand(visitor).minutes == 90, "Jo’s minutes were never kept")
    next_one(visitor, MANAGER)
    goes(visitor, *log, OFFICE)
    visitor.waits_until(lambda: said_in(visitor, OFFICE) == MINE, "the office is lost")
    visitor.clicks("Keep the change")
    visitor.waits_for("Also kept, as somebody else changed it meanwhile: “Minutes lost”")
    now = errand(visitor)
    assert (now.process, now.minutes) == (MINE, 90)
    assert CLASH not in visitor.reads()
    visitor.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_until(lambda: errand(visitor).process == "Housing options", "it wasn’t taken back")
    assert errand(visitor).minutes == 90


@pytest.mark.parametrize(("keep", "office"), [("Keep yours", MINE), ("Keep theirs", "Housing, by phone")])
def test_only_the_field_that_both_changed_is_asked_about(visitor: Visitor, keep: str, office: str) -> None:
    log = ("small-logs", "What took too long")
    trying = "What were you trying to do?"
    begins_to_change(visitor, *log, {OFFICE: MINE, trying: "A room for two"})
    next_one(visitor, "Jo")
    changes(visitor, *log, {OFFICE: "Housing, by phone", MINUTES: "90"})
    visitor.waits_until(lambda: errand(visitor).minutes == 90, "Jo’s words were never kept")
    next_one(visitor, MANAGER)
    goes(visitor, *log, OFFICE)
    visitor.waits_until(lambda: said_in(visitor, OFFICE) == MINE, "the office is lost")
    visitor.clicks("Keep the change")
    visitor.waits_for(CLASH)
    said = visitor.reads()
    assert f"Yours\n{OFFICE}\nHousing options, desk 4" in said
    assert f"Theirs\n{OFFICE}\nHousing, by phone" in said
    assert f"Yours\n{trying}" not in said
    visitor.clicks(keep)
    visitor.waits_for("Also kept, as somebody else changed it meanwhile: “Minutes lost”")
    now = errand(visitor)
    assert (now.process, now.trying, now.minutes) == (office, "A room for two", 90)


def meets_jo(visitor: Visitor) -> None:
    """Amina and Jo change one office, and Amina is asked which stays."""
    log = ("small-logs", "What took too long")
    begins_to_change(visitor, *log, {OFFICE: MINE})
    next_one(visitor, "Jo")
    changes(visitor, *log, {OFFICE: "Housing, by phone"})
    visitor.waits_until(lambda: errand(visitor).process == "Housing, by phone", "Jo’s office isn’t kept")
    next_one(visitor, MANAGER)
    goes(visitor, *log, OFFICE)
    visitor.waits_until(lambda: said_in(visitor, OFFICE) == MINE, "the office is lost")
    visitor.clicks("Keep the change")
    visitor.waits_for(CLASH)


def test_lock_while_it_is_asked_which_stays_asks_again(visitor: Visitor) -> None:
    meets_jo(visitor)
    next_one(visitor, "Jo")
    assert MINE not in visitor.reads()
    next_one(visitor, MANAGER)
    goes(visitor, "small-logs", "What took too long", OFFICE)
    visitor.waits_until(lambda: said_in(visitor, OFFICE) == MINE, "the office is lost")
    visitor.clicks("Keep the change")
    visitor.waits_for(CLASH)
    visitor.clicks("Keep yours")
    visitor.waits_until(lambda: errand(visitor).process == MINE, "it was never kept")


def test_choice_on_a_full_disk_loses_neither_text_and_is_asked_again(desk: Desk, visitor: Visitor) -> None:
    meets_jo(visitor)
    desk.disk_fills(True)
    visitor.clicks("Keep yours")
    visitor.waits_for("The disk is full, so this wasn’t saved.")
    assert (said_in(visitor, OFFICE), errand(visitor).process) == (MINE, "Housing, by phone")
    desk.disk_fills(False)
    visitor.clicks("Keep the change")
    visitor.waits_for(CLASH)
    assert "Theirs\nWith which office or process?\nHousing, by phone" in visitor.reads()
    visitor.clicks("Keep yours")
    visitor.waits_until(lambda: errand(visitor).process == MINE, "it was never kept")


def test_practice_that_two_change_apart_has_what_both_wrote_and_chose(visitor: Visitor) -> None:
    page = ("practices", "")
    begins_to_change(visitor, *page, {WHY: "Beds were short"})
    visitor.chooses("What becomes of it?", "Keep")
    next_one(visitor, "Jo")
    changes(visitor, *page, {COST: "An hour a week"})
    visitor.waits_until(lambda: practice(visitor).cost == "An hour a week", "Jo’s words were never kept")
    next_one(visitor, MANAGER)
    goes(visitor, *page, WHY)
    visitor.waits_until(lambda: said_in(visitor, WHY) == "Beds were short", "why it began is lost")
    visitor.clicks("Keep it")
    visitor.waits_for(f"Also kept, as somebody else changed it meanwhile: “{COST}”")
    now = practice(visitor)
    assert (now.why, now.choice, now.cost) == ("Beds were short", Choice.KEEP, "An hour a week")


def test_who_moves_a_barrier_late_reads_both_levels_and_can_take_it_back(visitor: Visitor) -> None:
    goes(visitor, "barriers", field=f"{TIME_LOST}System, Not said yet")
    page = visitor.window.inside.page()
    (key,) = page.grid.cards
    page.relevel(key, BarrierLevel.INDIVIDUAL)
    visitor.waits_until(lambda: visitor.begins_with(f"{TIME_LOST}Individual"), "it never moved")
    # as a press does on a computer that hasn’t heard of the move yet
    page._relevel_seen(key, BarrierLevel.SERVICE, BarrierLevel.SYSTEM)
    visitor.waits_for(
        "Moved “Time lost: Housing options” to “Service”; somebody had moved it to “Individual” meanwhile"
    )
    visitor.waits_until(lambda: visitor.begins_with(f"{TIME_LOST}Service"), "the later one didn’t stand")
    visitor.clicks(next(iter(visitor.begins_with(TIME_LOST))).accessibleName())
    visitor.waits_for("How its level changed")
    for step in ("from system to individual (manager)", "from individual to service (manager)"):
        assert f"Week 47 of 2026: {step}" in visitor.reads()
    visitor.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_until(lambda: visitor.begins_with(f"{TIME_LOST}Individual"), "it wasn’t taken back")
