"""The long view in the real window: in the ninth signed round, the first round's priorities stand beside today's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.priority import Priority
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import influences
from pie_audit.storage import plans as actions
from tests import make, years
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.on_a_day import finds_and_goes, lives_on
from tests.quarter import THIS_QUARTER, TODAY, Finished, Hostel, finished

__all__ = ["finished"]

DeskIn = Callable[[Path, Path | None], Desk]
FIRST = THIS_QUARTER.plus(-8)
THEN = ("Go on asking, at their speed", "Supervision every month", "One door for all")


@pytest.fixture
def nine_rounds(finished: Finished, desk_in: DeskIn, tmp_path: Path) -> Callable[[int], Desk]:
    """Quayside House with so many signed reviews, the last one this quarter where there are nine."""

    def make_it(n: int) -> Desk:
        hostel = finished.open(tmp_path)
        hostel.turn_on(TeamPart.LONG_VIEW, TeamPart.WINS)
        ids = [
            years.review(hostel, FIRST.plus(at), {"A5": 1 + at // 5, "D9": 2}, openers=()) for at in range(n)
        ]
        remember(hostel, ids)
        hostel.close()
        return lives_on(desk_in(tmp_path, tmp_path / "workspace"), TODAY)

    return make_it


def remember(hostel: Hostel, ids: list[str]) -> None:
    """Three priorities of the first round with what became of them, a win since, and today's."""
    then = [Priority(make.new_id(), ids[0], at, words) for at, words in enumerate(THEN, start=1)]
    then[0] = replace(then[0], topic_id="A5")
    now = Priority(make.new_id(), ids[-1], 1, "Food at night")
    usual = make.action(hostel.team_id, round_id=ids[0])
    done = replace(usual, what="A note every week", priority_id=then[0].priority_id, status=ActionStatus.DONE)
    stopped = replace(
        usual,
        action_id=make.new_id(),
        what="A named supervisor",
        priority_id=then[1].priority_id,
        status=ActionStatus.STOPPED,
        status_reason="the post was cut",
    )

    def write(tx: object) -> None:
        influences.save_priorities(tx, ids[0], tuple(then))
        influences.save_priorities(tx, ids[-1], (now,))
        for action in (done, stopped):
            actions.save_action(tx, action)

    hostel.opened.write(write)
    years.win(hostel, "2025-W20", "She knocked at our door herself.", topic_id="A5")


def test_in_the_ninth_signed_round_the_page_lists_the_first_round_s_priorities_with_status_and_wins(
    nine_rounds: Callable[[int], Desk],
) -> None:
    visitor = comes_in(nine_rounds(9))
    visitor.clicks("Our review")
    visitor.waits_for("Two years lie behind you")
    visitor.clicks("Look back")
    visitor.waits_for("What was true two years ago")
    for words in (
        *THEN,
        "A note every week (done)",
        "A named supervisor (stopped: the post was cut)",
        "No action came of it.",
        "A small win: “She knocked at our door herself.”",
        "What we work on today",
        "Food at night",
        "Going at the person’s speed",
        "Comings and goings",
    ):
        visitor.waits_for(words)


def test_page_that_starts_the_ninth_review_offers_it(nine_rounds: Callable[[int], Desk]) -> None:
    visitor = comes_in(nine_rounds(8))
    visitor.clicks("Our review")
    visitor.clicks("Start the quarter")
    visitor.waits_for("Two years lie behind you")
    visitor.clicks("Look back")
    visitor.waits_for(f"What we chose to work on in {FIRST.name}")


def test_before_that_nobody_is_asked_to_look_back(nine_rounds: Callable[[int], Desk]) -> None:
    visitor = comes_in(nine_rounds(5))
    visitor.clicks("Our review")
    visitor.waits_for("Start the quarter")
    assert "Two years lie behind you" not in visitor.reads()
    finds_and_goes(visitor, "The long view")
    visitor.waits_for("5 of 8 reviews are signed.")
