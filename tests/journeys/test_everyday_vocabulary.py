"""Our words, in the real window: “residents” become “guests” everywhere, and nothing that was measured changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from pie_audit.domain.plan import Involvement
from pie_audit.workflows import plans
from tests.journeys import at_trends
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.quarters import text_of
from tests.journeys.team import HOME
from tests.journeys.visitor import Visitor
from tests.journeys.years_at_quayside import moves_in, two_years
from tests.quarter import Finished, finished

__all__ = ["finished", "two_years"]

CTRL = Qt.KeyboardModifier.ControlModifier
E1 = "Rules with reasons"
EXAMPLE = "A rule review with {} in the last year"


def goes_to(visitor: Visitor, words: str) -> None:
    """By what the finder calls it."""
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.types(words)
    visitor.presses(Qt.Key.Key_Return)


def talks_of_e1(visitor: Visitor) -> None:
    """To the talk about what everybody rated, and there to the topic of rules."""
    visitor.clicks("Our review")
    visitor.clicks("Talk it through")
    visitor.waits_for("We’re close on these")
    visitor.picks("Topics on which we’re close", E1)
    visitor.clicks(f"Talk about “{E1}”")
    visitor.waits_for("What anyone could see")


def opens_our_words(visitor: Visitor) -> None:
    visitor.clicks("Home")
    visitor.waits_for(HOME)
    goes_to(visitor, "Our words")
    visitor.waits_for("How it will sound")
    visitor.waits_for("A rule review with residents in the last year")


def calls_residents(visitor: Visitor, word: str) -> None:
    """Type a word of the team's own for residents and use it."""
    visitor.clicks("Another word for “People who live or stay here”")
    visitor.fills("One", word)
    visitor.clicks("Use this word")


@pytest.fixture
def rating(desk_at: Callable[[str], Desk]) -> Desk:
    """A review that people rate in now."""
    return desk_at("rating")


def test_residents_become_guests_in_the_example_of_e1(desk_at: Callable[[str], Desk]) -> None:
    visitor = comes_in(desk_at("meeting"))
    talks_of_e1(visitor)
    visitor.waits_for(EXAMPLE.format("residents"))
    opens_our_words(visitor)
    calls_residents(visitor, "guest")
    visitor.waits_for(EXAMPLE.format("guests"))
    talks_of_e1(visitor)
    visitor.waits_for(EXAMPLE.format("guests"))
    assert EXAMPLE.format("residents") not in visitor.reads()
    page = visitor.window.inside.page()
    assert page.spread.view.topic.id == "E1"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("<b>guest</b>", "no signs such as < or *."),
        ("g" * 300, "A word has 40 characters at most; this has 300."),
    ],
)
def test_markup_and_three_hundred_characters_are_refused_in_one_sentence(
    rating: Desk, word: str, said: str
) -> None:
    visitor = comes_in(rating)
    opens_our_words(visitor)
    calls_residents(visitor, word)
    visitor.waits_for(said)
    assert "A rule review with residents in the last year" in visitor.reads()


def test_the_plan_on_paper_says_guests(
    finished: Finished,
    desk_in: Callable[[Path, Path | None], Desk],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hostel = finished.open(tmp_path)
    round_id = hostel.opened_round()
    action = plans.new_action(hostel.team_id, round_id)
    said = replace(action, what="Look at the rules together", involvement=Involvement.CONSULTED)
    hostel.do(plans.save_action, hostel.amina, said)
    hostel.close()
    visitor = comes_in(desk_in(tmp_path, tmp_path / "workspace"))
    opens_our_words(visitor)
    visitor.clicks("guests")
    visitor.waits_for("A rule review with guests in the last year")
    paper, other = tmp_path / "plan.pdf", tmp_path / "for-health.pdf"
    names = iter((paper, other))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(next(names)), ""))
    visitor.clicks("Action plan")
    visitor.clicks("Preview PDF")
    visitor.clicks("Full team copy")
    visitor.clicks("Save this PDF")
    visitor.waits_for("Saved in the folder")
    words = text_of(paper)
    assert "Guests were asked about it" in words
    assert "esidents" not in words

    visitor.chooses("In whose words", "Words: for health")
    visitor.waits_until(lambda: "Saved in the folder" not in visitor.reads(), "the other paper never came")
    visitor.clicks("Save this PDF")
    visitor.waits_for("Saved in the folder")
    assert "Patients were asked about it" in text_of(other)


def test_past_values_stay_as_they_are(
    desk_in: Callable[[Path, Path | None], Desk], two_years: Finished, tmp_path: Path
) -> None:
    place = tmp_path / "house"
    visitor = comes_in(desk_in(place, moves_in(two_years, place)))

    def past() -> list[list[str]]:
        visitor.clicks("Trends")
        at_trends.is_whole(visitor)
        at_trends.shows_as(visitor, "Tables")
        return at_trends.table_of(visitor, "Three Rs")

    before = past()
    assert len(before) > 3
    opens_our_words(visitor)
    calls_residents(visitor, "guest")
    visitor.waits_for("A rule review with guests in the last year")
    assert past() == before
