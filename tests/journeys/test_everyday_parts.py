"""What a team uses, in the real window: a part comes on, gives something, goes at sign-off, and is back with its entries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pie_audit.domain.part_words import name_of
from pie_audit.workflows import meetings, plans
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor
from tests.make import action as made_action
from tests.make import consensus
from tests.quarter import Finished, finished

__all__ = ["finished"]

CTRL = Qt.KeyboardModifier.ControlModifier
PART = "Small wins"
LINE = "She asked for the blue room."


@pytest.fixture
def visitor(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> Visitor:
    """Amina, whose team opened its ratings, has one action, and uses what is there from the start."""
    hostel = finished.open(tmp_path)
    round_id = hostel.opened_round()
    hostel.do(meetings.record_consensus, hostel.amina, round_id, consensus())
    hostel.do(plans.save_action, hostel.amina, made_action(team_id=hostel.team_id, round_id=round_id))
    hostel.close()
    return comes_in(desk_in(tmp_path, tmp_path / "workspace"))


def opens_hub(visitor: Visitor) -> None:
    visitor.clicks("Day by day")
    visitor.waits_until(lambda: visitor.window.inside.area() == "day-by-day", "the hub never came")
    visitor.waits_for("Looked at together")
    rests(visitor)


def rests(visitor: Visitor) -> None:
    """Until the hub or Home was filled with what the team uses now."""
    inside = visitor.window.inside

    def is_filled() -> bool:
        page = inside.page()
        view = getattr(page, "view", None) or getattr(page, "home", None)
        return view is not None and view.parts == inside.parts()

    visitor.waits_until(is_filled, "the page never followed")
    for _turn in range(3):  # what was put on the page is shown a turn later
        QApplication.processEvents()


def opens_choice(visitor: Visitor) -> None:
    opens_hub(visitor)
    visitor.clicks("What our team uses")
    visitor.waits_for("Use what helps and leave the rest.")
    visitor.waits_until(lambda: _ticked(visitor) == _kept(visitor), "the switches never followed")


def finder_offers(visitor: Visitor, words: str) -> bool:
    """Whether Ctrl+K knows something by these words."""
    visitor.presses(Qt.Key.Key_K, CTRL)
    palette = visitor.window.inside.finder.palette
    visitor.waits_until(palette.isVisible, "the finder never opened")
    offered = {command.words for command in visitor.window.inside.finder._offered(None)}
    visitor.presses(Qt.Key.Key_Escape)
    return words in offered


def in_sight(visitor: Visitor) -> dict[str, bool]:
    """Whether the part shows in the hub, in the finder and on Home."""
    opens_hub(visitor)
    hub = PART in visitor.reads().splitlines()
    finder = finder_offers(visitor, "Note a small win")
    visitor.clicks("Home")
    visitor.waits_for("Recently written")
    rests(visitor)
    return {"hub": hub, "finder": finder, "home": PART in visitor.reads().splitlines()}


def turns_on(visitor: Visitor) -> None:
    opens_choice(visitor)
    visitor.clicks(f"Use “{PART}”")
    visitor.waits_until(lambda: visitor.named(f"Turned on “{PART}”"), "no bar offers to take it back")
    visitor.waits_until(lambda: PART in _kept(visitor), "it was never turned on")


def notes_a_win(visitor: Visitor) -> None:
    visitor.clicks("Home")
    visitor.clicks("Add a small win")
    visitor.fills("What got a little better?", LINE)
    visitor.clicks("Put it on the wall")
    visitor.waits_for(f"“{LINE}”")


def signs_and_leaves_the_part(visitor: Visitor) -> None:
    visitor.clicks("Action plan")
    visitor.clicks("Preview and sign off")
    visitor.clicks("Sign off")
    visitor.waits_for("Does this earn its keep?")
    visitor.waits_for("1 entry.")
    visitor.clicks(f"Keep “{PART}”")
    visitor.waits_until(lambda: PART not in _kept(visitor), "it was never turned off")
    visitor.clicks("Mark the rest “not discussed this time”")
    visitor.clicks("Sign off")
    visitor.waits_for("plan on paper")
    visitor.waits_until(lambda: not visitor.named("Sign off"), "it was never signed")


def _ticked(visitor: Visitor) -> set[str]:
    cards = visitor.window.inside.page().cards
    return {name_of(part) for part, card in cards.items() if card.tick.isChecked()}


def _kept(visitor: Visitor) -> set[str]:
    return {name_of(part) for part in visitor.window.inside.parts()}


def test_a_part_comes_on_goes_at_sign_off_and_is_back_with_its_entries(visitor: Visitor) -> None:
    visitor.window.resize(1366, 768)
    nowhere = {"hub": False, "finder": False, "home": False}
    everywhere = {"hub": True, "finder": True, "home": True}
    assert in_sight(visitor) == nowhere
    turns_on(visitor)
    assert in_sight(visitor) == everywhere
    notes_a_win(visitor)
    opens_hub(visitor)
    visitor.waits_for("1 new this quarter.")
    signs_and_leaves_the_part(visitor)
    assert in_sight(visitor) == nowhere
    assert LINE not in visitor.reads()
    turns_on(visitor)
    assert in_sight(visitor) == everywhere
    assert LINE in visitor.reads()


def test_undo_takes_a_part_back_by_name(visitor: Visitor) -> None:
    turns_on(visitor)
    visitor.clicks("Undo")
    visitor.waits_until(lambda: PART not in _kept(visitor), "it stayed on")
    assert in_sight(visitor) == {"hub": False, "finder": False, "home": False}
