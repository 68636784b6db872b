"""What we need, in the real window and on the PDF: none yet said honestly, no survey figure, old asks by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team_part import TeamPart
from pie_audit.workflows import plans
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.quarters import Saver
from tests.journeys.test_everyday_barriers import goes_to
from tests.journeys.visitor import Visitor
from tests.quarter import Finished, finished
from tests.workflows.everyday.test_barriers import TWO_CLINICS, lost, pin
from tests.workflows.quarters import SPRING, signed_plan

__all__ = ["finished"]

ASK = "One reminder service for both clinics"


@pytest.fixture
def visitor(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> Visitor:
    """Amina, whose team asked the council for four hours in spring and hasn't heard; it asks for something new now."""
    hostel = finished.open(tmp_path)
    hostel.turn_on(TeamPart.NEEDS, TeamPart.FRICTION)
    signed_plan(hostel, SPRING, "Backfill", ask_what="Four hours of backfill", ask_of="the council")
    hostel.at(date(2026, 11, 18))
    round_id = hostel.opened_round()
    pin(hostel, round_id, TWO_CLINICS, BarrierLevel.SYSTEM)
    lost(hostel, "Housing options", 270, 45, 30)
    action = replace(plans.new_action(hostel.team_id, round_id), what="Ask for reminders", ask_what=ASK)
    hostel.do(plans.save_action, hostel.amina, action)
    hostel.close()
    return comes_in(desk_in(tmp_path, tmp_path / "workspace"))


def page_one(visitor: Visitor, saver: Saver, name: str) -> str:
    """See page one, save it, and read all that it says."""
    visitor.clicks("See page one")
    visitor.waits_for("Back to the plan")
    return saver.saves(visitor, "One page", name)


def test_asks_print_with_what_stands_behind_them_and_old_ones_by_themselves(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saver = Saver(tmp_path, monkeypatch)
    goes_to(visitor, "What we need")
    visitor.waits_for(ASK)
    visitor.waits_for("asked 2 quarters ago: no reply")

    paper = page_one(visitor, saver, "none")
    assert ASK in paper
    assert "evidence: none yet" in paper.casefold()
    assert "Four hours of backfill – two quarters, no reply" in paper

    goes_to(visitor, "What we need")
    visitor.clicks(f"Pick evidence: {ASK}")
    visitor.fills("In our own words", "In our survey 7 of 10 are worn out")
    visitor.clicks("Add these words")
    visitor.waits_for("Figures of a survey never stand behind an ask.")
    visitor.clicks("Pick: Housing options: about 5.8 hours a month across 3 entries (own estimates)")
    visitor.waits_until(
        lambda: visitor.begins_with("Take away: Housing options"), "the line never stood behind the ask"
    )

    paper = page_one(visitor, saver, "some")
    assert "Evidence: Housing options: about 5.8 hours a month across 3 entries (own estimates)" in paper
    assert "none yet" not in paper
    assert "worn out" not in paper
    assert "7 of 10" not in paper


def test_a_barrier_becomes_an_ask_from_the_matrix(visitor: Visitor) -> None:
    visitor.window.resize(1366, 768)
    goes_to(visitor, "What gets in the way")
    visitor.clicks(f"{TWO_CLINICS}. System, Not said yet")
    visitor.clicks("Ask for it")
    visitor.waits_for("2 asks")
    visitor.waits_for(f"{TWO_CLINICS} (in one review)")
    visitor.clicks("Undo")
    visitor.waits_for("one ask")
