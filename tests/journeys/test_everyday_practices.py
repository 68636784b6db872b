"""Keep, drop, restart in the real window: the daily partner call of spring 2020 starts again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import plans as actions
from pie_audit.workflows.everyday.practices import HALF_A_YEAR
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.on_a_day import finds_and_goes, lives_on
from tests.journeys.visitor import Visitor
from tests.quarter import TODAY, Finished, finished

__all__ = ["finished"]

DeskIn = Callable[[Path, Path | None], Desk]
CALL = "daily partner call"
ASKED = "Half a year since we looked at what to keep"


@pytest.fixture
def desk(finished: Finished, desk_in: DeskIn, tmp_path: Path) -> Desk:
    """Quayside House in the middle of a review, with the part turned on."""
    hostel = finished.open(tmp_path)
    hostel.turn_on(TeamPart.PRACTICES)
    hostel.start()
    hostel.close()
    return lives_on(desk_in(tmp_path, tmp_path / "workspace"), TODAY)


def notes(visitor: Visitor, what: str, begun: str = "") -> None:
    visitor.clicks("Note something we began")
    visitor.fills("What is it?", what)
    visitor.fills("When did it begin?", begun)


def test_daily_partner_call_begun_spring_2020_starts_again(desk: Desk) -> None:
    visitor = comes_in(desk)
    finds_and_goes(visitor, "Keep, drop, restart")
    visitor.waits_for("Nothing to look at yet")
    notes(visitor, CALL, "spring 2020")
    visitor.chooses("What becomes of it?", "Restart")
    visitor.clicks("Keep it")
    visitor.waits_for("Starting again needs somebody who takes it on, and a day.")
    visitor.chooses("Who holds it?", "Jo")
    visitor.clicks("Keep it")
    visitor.waits_for("Starting again needs somebody who takes it on, and a day.")
    visitor.clicks("Look again on a day")
    visitor.clicks("Keep it")
    visitor.waits_for("Restart (1)")
    visitor.waits_for("Begun spring 2020")
    visitor.waits_for("In the plan: Start again: daily partner call (not started yet)")
    assert desk.window is not None
    jobs = desk.window.jobs
    (team_id,) = jobs.me.member.teams
    (action,) = jobs.opened.read(lambda tx: actions.actions_of_team(tx, team_id))
    assert (action.what, action.due) == (f"Start again: {CALL}", TODAY + HALF_A_YEAR)
    visitor.clicks("Action plan")
    visitor.waits_for("Start again: daily partner call")


def test_dropped_things_stand_with_their_reason_and_kept_ones_say_that_nobody_holds_them(desk: Desk) -> None:
    visitor = comes_in(desk)
    finds_and_goes(visitor, "Keep, drop, restart")
    notes(visitor, "Temperature checks")
    visitor.chooses("What becomes of it?", "Drop")
    visitor.clicks("Keep it")
    visitor.waits_for("Dropping something needs a reason.")
    visitor.fills("Why we drop it", "Nobody was safer for it.")
    visitor.clicks("Keep it")
    visitor.waits_for("Dropped because: Nobody was safer for it.")
    notes(visitor, "Breakfast in the yard")
    visitor.chooses("What becomes of it?", "Keep")
    visitor.clicks("Keep it")
    visitor.waits_for("kept without an owner")
    visitor.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_until(lambda: "Breakfast in the yard" not in visitor.reads(), "undo left it there")


def test_half_a_year_later_home_asks_once(desk: Desk) -> None:
    visitor = comes_in(desk)
    finds_and_goes(visitor, "Keep, drop, restart")
    notes(visitor, CALL, "spring 2020")
    visitor.chooses("What becomes of it?", "Adapt")
    visitor.clicks("Keep it")
    visitor.waits_for("Adapt (1)")
    visitor.clicks("Home")
    assert ASKED not in visitor.reads()
    desk.closes()
    visitor = comes_in(lives_on(desk, TODAY + HALF_A_YEAR + timedelta(days=1)), "Sam")
    visitor.waits_for(ASKED)
    finds_and_goes(visitor, "Keep, drop, restart")
    visitor.clicks("We looked at all of it")
    visitor.waits_until(lambda: "We looked at all of it" not in visitor.reads(), "it still asks")
    visitor.clicks("Home")
    visitor.waits_until(lambda: ASKED not in visitor.reads(), "Home still asks")
