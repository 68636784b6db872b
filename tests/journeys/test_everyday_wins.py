"""Small wins in the real window: what is for the team stays off the PDF, what may be printed is on it, mine is mine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import small_logs as stored
from pie_audit.workflows import plans
from tests.journeys.at_quayside import comes_in, takes_over
from tests.journeys.conftest import Desk
from tests.journeys.quarters import Saver
from tests.journeys.visitor import Visitor
from tests.make import action as made_action
from tests.quarter import Finished, finished

__all__ = ["finished"]

FOR_THE_TEAM, FOR_PAPERS = "She hummed on the stairs.", "The blue room has a kettle again."
MINE = "I kept my patience all night."


@pytest.fixture
def visitor(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> Visitor:
    """Amina, whose team opened its ratings and notes small wins."""
    hostel = finished.open(tmp_path)
    hostel.turn_on(TeamPart.WINS)
    round_id = hostel.opened_round()
    hostel.do(plans.save_action, hostel.amina, made_action(team_id=hostel.team_id, round_id=round_id))
    hostel.close()
    return comes_in(desk_in(tmp_path, tmp_path / "workspace"))


def opens_the_wall(visitor: Visitor) -> None:
    visitor.clicks("Home")
    visitor.clicks("Add a small win")
    visitor.waits_until(
        lambda: visitor.named("What got a little better?") and visitor.window.inside.area() == "small-logs",
        "no form to write into",
    )


def puts_up(visitor: Visitor, words: str, *ticks: str, button: str = "Put it on the wall") -> None:
    visitor.fills("What got a little better?", words)
    for tick in ticks:
        visitor.clicks(tick)
    visitor.clicks(button)


def wall(visitor: Visitor) -> list[str]:
    inside = visitor.window.inside
    return [win.words for win in inside._jobs.opened.read(lambda tx: stored.wins_of(tx, inside.team_id()))]


def test_a_win_for_the_team_stays_off_the_pdf_and_one_for_papers_is_on_it(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens_the_wall(visitor)
    puts_up(visitor, FOR_THE_TEAM)
    visitor.waits_for(f"“{FOR_THE_TEAM}”")
    puts_up(visitor, FOR_PAPERS, "May also be printed in our plan")
    visitor.waits_for(f"“{FOR_PAPERS}”")
    assert sorted(wall(visitor)) == sorted((FOR_THE_TEAM, FOR_PAPERS))
    visitor.clicks("Action plan")
    visitor.clicks("Preview PDF")
    paper = Saver(tmp_path, monkeypatch).saves(visitor, "Full team copy", "plan")
    assert FOR_PAPERS in paper
    assert FOR_THE_TEAM not in paper


def test_a_win_only_for_me_is_a_line_of_my_pages_and_nobody_elses(visitor: Visitor) -> None:
    opens_the_wall(visitor)
    puts_up(visitor, MINE, "Only for me: a line of my own pages", button="Keep it for me")
    visitor.waits_until(lambda: visitor.named("Kept a small win for yourself"), "it was never kept")
    assert wall(visitor) == []
    visitor.clicks("My reflections")
    visitor.waits_until(lambda: visitor.lists("Pages", MINE), "it isn’t among my pages")
    visitor.clicks("Lock now")
    takes_over(visitor, "Jo")
    visitor.clicks("My reflections")
    visitor.waits_until(lambda: visitor.window.inside.area() == "reflections", "no list came")
    visitor.waits_for("Nothing here yet. One line is plenty.")
    assert not visitor.lists("Pages", MINE)


def test_a_win_only_for_me_is_taken_back_by_name(visitor: Visitor) -> None:
    opens_the_wall(visitor)
    puts_up(visitor, MINE, "Only for me: a line of my own pages", button="Keep it for me")
    visitor.waits_until(lambda: visitor.named("Kept a small win for yourself"), "it was never kept")
    visitor.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_for("Taken back: Kept a small win for yourself")
    visitor.clicks("My reflections")
    visitor.waits_until(lambda: visitor.window.inside.area() == "reflections", "no list came")
    visitor.waits_for("Nothing here yet. One line is plenty.")
    assert not visitor.lists("Pages", MINE)


def test_a_win_about_belonging_says_so_on_the_wall(visitor: Visitor) -> None:
    opens_the_wall(visitor)
    puts_up(visitor, FOR_THE_TEAM, "It’s about belonging")
    visitor.waits_until(lambda: visitor.named("Belonging"), "the wall doesn’t say so")
