"""One person alone, a round that is given up, and one that people may rate again."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.journeys import team
from tests.journeys.at_quayside import Sits, comes_in, takes_over
from tests.journeys.conftest import Desk
from tests.quarter import MANAGER


def test_one_person_is_told_that_there_are_no_blind_rounds(desk: Desk) -> None:
    visitor = desk.opens()
    visitor.fills("What we call you", team.AMINA)
    visitor.fills("Password", team.PASSWORD)
    visitor.fills("And again", team.PASSWORD)
    visitor.clicks("Continue")
    visitor.clicks("Just me")
    visitor.clicks("Make my workspace")
    visitor.waits_for("The House key")
    visitor.clicks("Later. Home will ask again")
    visitor.waits_for("It opens your own pages")
    visitor.clicks("Decide later")
    visitor.waits_for(team.HOME)
    visitor.presses(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_for("This is one person’s view: no blind rounds.")
    visitor.clicks("Start the quarter")
    visitor.clicks("Short form")
    visitor.clicks("Start the quarter")
    visitor.clicks("Start it")
    visitor.clicks("Talk it through")
    visitor.waits_for("0 of 12 topics written down")


def test_an_abandoned_review_leaves_its_quarter_free(desk_at: Sits) -> None:
    visitor = comes_in(desk_at("rating"))
    visitor.clicks("Our review")
    visitor.clicks("Abandon this review")
    visitor.clicks("Abandon it")
    visitor.waits_for("Write a line on why.")
    visitor.fills("Why?", "Half of us are away.")
    visitor.clicks("Abandon it")
    visitor.clicks("Start the quarter")
    visitor.clicks("Short form")
    visitor.clicks("Start the quarter")
    visitor.clicks("Start it")
    visitor.waits_for("0 of 6 say they are done")


def test_whoever_rates_reads_why_rating_was_opened_again(desk_at: Sits) -> None:
    visitor = comes_in(desk_at("rating"))
    visitor.clicks("Our review")
    visitor.clicks("Close rating")
    visitor.waits_for("Close rating now?")
    visitor.clicks("Close rating")
    visitor.clicks("Let people rate again")
    visitor.fills("A note to everybody who rates", "Two of us were away.")
    visitor.clicks("Let people rate")
    visitor.waits_for("Rate my part")
    visitor.clicks("Lock now")
    takes_over(visitor, "Jo")
    visitor.clicks("Our review")
    visitor.clicks("Rate my part")
    visitor.waits_for("Two of us were away.")
    assert MANAGER not in visitor.reads()
