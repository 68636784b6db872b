"""A reading card in the real window: talked about, tried, and what it led to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import plans as actions
from pie_audit.workflows import plans
from tests.journeys.at_quayside import comes_in, takes_over
from tests.journeys.conftest import Desk
from tests.journeys.on_a_day import finds_and_goes, lives_on
from tests.quarter import TODAY, Finished, finished

__all__ = ["finished"]

DeskIn = Callable[[Path, Path | None], Desk]
SMALL = "Ring on the morning of each appointment"
TITLE = "Poverty impedes cognitive function"


@pytest.fixture
def desk(finished: Finished, desk_in: DeskIn, tmp_path: Path) -> Desk:
    """Quayside House in the middle of a review, with reading cards turned on."""
    hostel = finished.open(tmp_path)
    hostel.turn_on(TeamPart.CARDS)
    hostel.start()
    hostel.close()
    return lives_on(desk_in(tmp_path, tmp_path / "workspace"), TODAY)


def test_card_marked_try_asks_for_a_small_action_and_then_shows_what_it_led_to(desk: Desk) -> None:
    visitor = comes_in(desk)
    finds_and_goes(visitor, "Reading cards")
    visitor.waits_for("Waiting (8)")
    visitor.clicks(TITLE)
    visitor.waits_for("What it could challenge here")
    visitor.clicks("Try")
    visitor.clicks("Keep what we decided")
    visitor.waits_for("To try something, the card asks for one small action.")
    visitor.fills("One small action", SMALL)
    visitor.fills("And why", "We lose two of them a week.")
    visitor.clicks("Keep what we decided")
    visitor.waits_for(f"Trying: {SMALL} (not started yet)")
    visitor.clicks("Back to the shelf")
    visitor.waits_for("Talked about (1)")

    assert desk.window is not None
    opened, me = desk.window.jobs.opened, desk.window.jobs.me
    (team_id,) = me.member.teams
    (action,) = opened.read(lambda tx: actions.actions_of_team(tx, team_id))
    assert action.what == SMALL
    done = replace(action, status=ActionStatus.DONE)
    opened.write(lambda tx: plans.save_action(tx, me, done))

    visitor.clicks("Home")
    finds_and_goes(visitor, "Reading cards")
    visitor.waits_for("Led to something (1)")
    visitor.clicks(TITLE)
    visitor.waits_for(f"Led to: {SMALL}")


def test_somebody_who_doesn_t_keep_the_plan_leaves_the_words_and_the_manager_finds_them(desk: Desk) -> None:
    visitor = comes_in(desk, "Jo")
    finds_and_goes(visitor, "Reading cards")
    visitor.waits_for("Waiting (8)")
    visitor.clicks(TITLE)
    visitor.clicks("Try")
    visitor.waits_for("It is kept here. Amina Yusuf can put it into the plan.")
    visitor.fills("One small action", SMALL)
    visitor.clicks("Keep what we decided")
    visitor.waits_for(f"Small action, not in the plan yet: {SMALL}")
    visitor.clicks("Lock now")
    takes_over(visitor, "Amina Yusuf")
    finds_and_goes(visitor, "Reading cards")
    visitor.waits_for("Talked about (1)")
    visitor.clicks(TITLE)
    visitor.clicks("Put it into the plan")
    visitor.waits_for(f"Trying: {SMALL} (not started yet)")


def test_team_s_own_card_is_written_in_its_own_words_and_a_pasted_page_is_met_kindly(desk: Desk) -> None:
    visitor = comes_in(desk)
    finds_and_goes(visitor, "Reading cards")
    visitor.waits_for("Waiting (8)")
    visitor.presses(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_for("Your own words only")
    visitor.fills("Author, year, title", "Some Body, 1999, Doors")
    form = visitor.window.inside.page().form
    form.areas["found"].edit.insertPlainText("A pasted page. " * 60)
    visitor.waits_for("letters more than a card holds. Tell it in your own words")
    visitor.clicks("Put it on the shelf")
    visitor.waits_for("That’s more than a card holds.")
    visitor.fills("What they found", "Doors that are open are walked through.")
    visitor.clicks("Put it on the shelf")
    visitor.waits_for("What we made of it")
    visitor.clicks("Back to the shelf")
    visitor.waits_for("Waiting (9)")


def test_shipped_card_is_put_away_and_brought_back(desk: Desk) -> None:
    visitor = comes_in(desk)
    finds_and_goes(visitor, "Reading cards")
    visitor.clicks(TITLE)
    visitor.clicks("Put it away")
    visitor.waits_for("1 card put away")
    visitor.clicks(f"Bring back: {TITLE}")
    visitor.waits_for("Waiting (8)")
