"""Bad luck day by day, in the real window: a lock in mid-word, a part turned off, an entry that a colleague took away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from pie_audit.domain.small_logs import Friction
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import said_did as stored_lines
from pie_audit.storage import small_logs as stored_logs
from pie_audit.storage import team_parts
from pie_audit.storage.transaction import Transaction
from tests.journeys.at_quayside import comes_in, takes_over
from tests.journeys.conftest import Desk
from tests.journeys.test_everyday_small_logs import turns_to
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, Finished, finished
from tests.workflows.everyday.test_barriers import lost

__all__ = ["finished"]

WORDS = "Half a word that wai"
EDITORS = (
    ("home", "It took too long", "What were you trying to do?"),
    ("home", "Turned away", "Who turned them away?"),
    ("home", "A rule we bent", "Why?"),
    ("small-logs", "Turned away", "Which agency?"),
    ("small-logs", "Rules we bent", "What made it safe?"),
    ("small-logs", "Door cards", "What got us in?"),
    ("said-did", "Write a line", "What people said"),
    ("training", "", "Who ran it?"),
    ("reading-cards", "Write a card of our own", "What they found"),
    ("practices", "Note something we began", "Why did it begin?"),
)


@pytest.fixture
def visitor(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> Visitor:
    """Amina, whose team uses everything there is."""
    hostel = finished.open(tmp_path)
    hostel.turn_on()
    lost(hostel, "Housing options", 270, 45, 30)
    hostel.close()
    visitor = comes_in(desk_in(tmp_path, tmp_path / "workspace"))
    visitor.window.resize(1366, 768)
    return visitor


def goes(visitor: Visitor, area: str, button: str = "", field: str = "") -> None:
    """To a page, and to a field of it by the button that shows it."""
    inside = visitor.window.inside
    before = inside.page()
    if inside.area() != area:
        inside.go(area)
        visitor.waits_until(
            lambda: inside.page() is not before and _is_filled(inside.page()), f"{area} never came"
        )
    if not visitor.named(field):
        _shows(visitor, area, button)
    visitor.waits_until(lambda: visitor.named(field), f"“{field}” isn’t there")


def _is_filled(page: Any) -> bool:
    return page is not None and getattr(page, "view", True) is not None


def _shows(visitor: Visitor, area: str, button: str) -> None:
    if area == "small-logs":
        visitor.waits_until(lambda: visitor.named(button), f"there is no “{button}”")
        turns_to(visitor, button)
    elif button:
        visitor.clicks(button)


def said_in(visitor: Visitor, name: str) -> str:
    """What stands in a field."""
    found = visitor._field(name)
    if found is None:
        return ""
    return found.text() if isinstance(found, QLineEdit) else found.toPlainText()


def colleague_does(visitor: Visitor, act: Callable[[Transaction], object]) -> None:
    """On another screen of the same workspace."""
    visitor.window.inside._jobs.opened.write(act)


@pytest.mark.parametrize(("area", "button", "field"), EDITORS)
def test_lock_in_mid_word_keeps_the_word_for_whoever_wrote_it(
    visitor: Visitor, area: str, button: str, field: str
) -> None:
    goes(visitor, area, button, field)
    visitor.fills(field, WORDS)
    visitor.window.lock()
    takes_over(visitor, "Jo")
    goes(visitor, area, button, field)
    assert said_in(visitor, field) == ""
    visitor.window.lock()
    takes_over(visitor, MANAGER)
    goes(visitor, area, button, field)
    visitor.waits_until(lambda: said_in(visitor, field) == WORDS, f"“{field}” lost its word")


@pytest.mark.parametrize(
    ("area", "part"),
    [
        ("barriers", TeamPart.BARRIERS),
        ("needs", TeamPart.NEEDS),
        ("said-did", TeamPart.SAID_DID),
        ("training", TeamPart.TRAINING),
        ("reading-cards", TeamPart.CARDS),
        ("practices", TeamPart.PRACTICES),
        ("long-view", TeamPart.LONG_VIEW),
        ("our-words", TeamPart.VOCABULARY),
    ],
)
def test_page_of_a_part_that_a_colleague_turns_off_gives_way_to_home(
    visitor: Visitor, area: str, part: TeamPart
) -> None:
    inside = visitor.window.inside
    inside.go(area)
    visitor.waits_until(lambda: inside.area() == area and _is_filled(inside.page()), f"{area} never came")
    team_id = inside.team_id()
    colleague_does(visitor, lambda tx: team_parts.turn_part(tx, team_id, part, on=False))
    visitor.waits_until(lambda: inside.area() == "home", "the page stays though its part is off")
    visitor.waits_for("Note something small")


def test_half_a_line_waits_for_its_part_to_come_back(visitor: Visitor) -> None:
    goes(visitor, "said-did", "Write a line", "What people said")
    visitor.fills("What people said", WORDS)
    inside = visitor.window.inside
    team_id = inside.team_id()
    colleague_does(visitor, lambda tx: team_parts.turn_part(tx, team_id, TeamPart.SAID_DID, on=False))
    visitor.waits_until(lambda: inside.area() == "home", "the page stays though its part is off")
    colleague_does(visitor, lambda tx: team_parts.turn_part(tx, team_id, TeamPart.SAID_DID, on=True))
    visitor.waits_until(lambda: TeamPart.SAID_DID in inside.parts(), "it never came back")
    goes(visitor, "said-did", "Write a line", "What people said")
    visitor.waits_until(lambda: said_in(visitor, "What people said") == WORDS, "half a line is lost")


def test_line_that_a_colleague_took_away_can_still_be_kept_by_whoever_changes_it(visitor: Visitor) -> None:
    goes(visitor, "said-did", "Write a line", "What people said")
    visitor.fills("What people said", "The hall is dark")
    visitor.clicks("Keep this line")
    visitor.clicks("Answer: The hall is dark")
    visitor.fills("What people said", "The hall is dark at night")
    inside = visitor.window.inside
    (line,) = inside._jobs.opened.read(lambda tx: stored_lines.lines_of(tx, inside.team_id()))
    colleague_does(visitor, lambda tx: stored_lines.delete_line(tx, line.said_id))
    visitor.waits_for("Somebody took this line off the board meanwhile.")
    assert said_in(visitor, "What people said") == "The hall is dark at night"
    visitor.clicks("Keep this line")
    visitor.waits_until(
        lambda: visitor.begins_with("Answer: The hall is dark at night"), "it isn’t on the board again"
    )


def begins_to_change_the_errand(visitor: Visitor, words: str) -> tuple[Friction, ...]:
    goes(visitor, "small-logs", "What took too long", "With which office or process?")
    visitor.clicks("Change")
    visitor.fills("With which office or process?", words)
    return errands(visitor)


def errands(visitor: Visitor) -> tuple[Friction, ...]:
    inside = visitor.window.inside
    return inside._jobs.opened.read(lambda tx: stored_logs.friction_of(tx, inside.team_id()))


def test_errand_that_a_colleague_took_out_while_it_is_changed_stands_there_again_on_wish(
    visitor: Visitor,
) -> None:
    for one in begins_to_change_the_errand(visitor, "Housing options, desk 4"):
        colleague_does(visitor, lambda tx, one=one: stored_logs.delete_friction(tx, one.friction_id))
    assert said_in(visitor, "With which office or process?") == "Housing options, desk 4"
    visitor.clicks("Keep the change")
    visitor.waits_for("This was taken away while you were writing.")
    visitor.clicks("Keep yours")
    visitor.waits_for("Housing options, desk 4 · ")


@pytest.mark.parametrize("keep", ["Keep yours", "Keep theirs"])
def test_two_who_change_one_errand_lose_no_word_and_one_of_them_chooses(visitor: Visitor, keep: str) -> None:
    mine, theirs = "Housing options, desk 4", "Housing options, by phone"
    before = begins_to_change_the_errand(visitor, mine)
    for one in before:
        colleague_does(
            visitor, lambda tx, one=one: stored_logs.save_friction(tx, replace(one, process=theirs))
        )
    visitor.clicks("Keep the change")
    visitor.waits_for("Somebody else changed this while you were writing.")
    visitor.waits_for(f"Theirs\nWith which office or process?\n{theirs}")
    assert f"Yours\nWith which office or process?\n{mine}" in visitor.reads()
    assert said_in(visitor, "With which office or process?") == mine
    assert {one.process for one in errands(visitor)} == {theirs}
    visitor.clicks(keep)
    visitor.waits_until(
        lambda: said_in(visitor, "With which office or process?") == "", "the form isn’t blank"
    )
    changed = [one for one in errands(visitor) if one.process == mine]
    assert len(changed) == (keep == "Keep yours")
    if changed:
        visitor.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        visitor.waits_until(
            lambda: {one.process for one in errands(visitor)} == {theirs}, "theirs never came back"
        )


def test_entry_that_a_colleague_changed_is_read_before_it_is_taken_out(visitor: Visitor) -> None:
    goes(visitor, "small-logs", "What took too long", "With which office or process?")
    view = visitor.window.inside.page().view_of(TeamPart.FRICTION)
    seen = errands(visitor)[0]
    theirs = replace(seen, process="Housing options, by phone")
    colleague_does(visitor, lambda tx: stored_logs.save_friction(tx, theirs))
    view.take_out(seen)  # as a press does on a computer that hasn’t heard of the change yet
    visitor.waits_for("Somebody changed this since.")
    assert theirs in errands(visitor)


def test_words_about_a_barrier_that_is_gone_are_told_and_hold_nobody_back(visitor: Visitor) -> None:
    goes(visitor, "barriers", field="Time lost: Housing options. System, Not said yet")
    visitor.clicks("Time lost: Housing options. System, Not said yet")
    visitor.fills("Who could change it", WORDS)
    inside = visitor.window.inside
    found = inside._jobs.opened.read(lambda tx: stored_logs.friction_of(tx, inside.team_id()))
    colleague_does(visitor, lambda tx: [stored_logs.delete_friction(tx, one.friction_id) for one in found])
    visitor.waits_for("Nothing is noted yet.")
    visitor.waits_for(f"So this wasn’t kept: “{WORDS}”")
    assert not visitor.named("Who could change it")
    visitor.clicks("Home")
    visitor.waits_for("Note something small")
