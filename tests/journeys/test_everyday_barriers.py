"""What gets in the way, in the real window: three hinders in three columns, and one that moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.domain.influence import Direction
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.barriers.barrier_card import BarrierCard
from pie_audit.workflows import influences
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor
from tests.quarter import Finished, finished
from tests.workflows.everyday.test_barriers import lost, refused

__all__ = ["finished"]

CTRL = Qt.KeyboardModifier.ControlModifier
HINDERS = (
    ("forgets appointment letters", BarrierLevel.INDIVIDUAL),
    ("letters are the only reminder we send", BarrierLevel.SERVICE),
    ("two clinics give opposite advice", BarrierLevel.SYSTEM),
)


@pytest.fixture
def visitor(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> Visitor:
    """Amina, whose team pinned three hinders to the board of its review."""
    hostel = finished.open(tmp_path)
    round_id = hostel.opened_round()
    for text, level in HINDERS:
        card = influences.new_card(round_id, level, Direction.HINDERS)
        hostel.do(influences.write_card, hostel.amina, (card,), replace(card, text=text))
    hostel.close()
    return comes_in(desk_in(tmp_path, tmp_path / "workspace"))


def goes_to(visitor: Visitor, words: str) -> None:
    """By what the finder calls it."""
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.types(words)
    visitor.presses(Qt.Key.Key_Return)


def column_of(visitor: Visitor, words: str) -> float:
    """Where a barrier stands from left to right."""
    (card,) = (w for w in visitor.begins_with(words) if isinstance(w, BarrierCard))
    return card.mapTo(visitor.window, card.rect().topLeft()).x()


def heads(visitor: Visitor) -> dict[str, float]:
    """Where the heads of the columns stand."""
    page: QWidget = visitor.window.inside.page()
    labels = {w.text(): w for w in page.findChildren(QWidget) if hasattr(w, "text") and w.isVisible()}
    return {
        name: labels[name].mapTo(visitor.window, labels[name].rect().topLeft()).x()
        for name in ("Individual", "Service", "System")
    }


def test_three_hinders_stand_in_three_columns_and_one_moves_with_its_history(visitor: Visitor) -> None:
    visitor.window.resize(1366, 768)
    goes_to(visitor, "What gets in the way")
    visitor.waits_for("two clinics give opposite advice")
    found = heads(visitor)
    for (words, _level), head in zip(HINDERS, ("Individual", "Service", "System"), strict=True):
        assert abs(column_of(visitor, words) - found[head]) < 30

    visitor.clicks("forgets appointment letters. Individual, Not said yet")
    visitor.waits_for("Whose is it to solve?")
    visitor.chooses("Whose is it to solve?", "Service")
    visitor.waits_for("Week 47 of 2026: from individual to service (manager)")
    found = heads(visitor)
    assert abs(column_of(visitor, "forgets appointment letters") - found["Service"]) < 30
    assert abs(column_of(visitor, "letters are the only reminder") - found["Service"]) < 30

    visitor.clicks("Undo")
    visitor.waits_until(
        lambda: visitor.begins_with("forgets appointment letters. Individual"), "it never went back"
    )
    assert abs(column_of(visitor, "forgets appointment letters") - heads(visitor)["Individual"]) < 30


def test_everything_is_there_by_keyboard(visitor: Visitor) -> None:
    visitor.window.resize(1366, 768)
    goes_to(visitor, "What gets in the way")
    visitor.waits_until(
        lambda: (QApplication.focusWidget() or visitor.window).accessibleName().startswith("forgets"),
        "the first barrier never had the focus",
    )
    visitor.presses(Qt.Key.Key_Right)
    assert visitor.focused().startswith("letters are the only reminder we send. Service")
    visitor.presses(Qt.Key.Key_Right)
    assert visitor.focused().startswith("two clinics give opposite advice. System")
    visitor.presses(Qt.Key.Key_Left)
    visitor.presses(Qt.Key.Key_Left)
    visitor.types("2")
    visitor.waits_until(
        lambda: visitor.begins_with("forgets appointment letters. Service"), "2 never made it the service’s"
    )
    assert visitor.focused().startswith("forgets appointment letters")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("How its level changed")
    visitor.presses(Qt.Key.Key_Escape)
    assert visitor.focused().startswith("forgets appointment letters")


def test_what_was_noticed_since_last_time_is_put_on_the_board_by_a_click(
    finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path
) -> None:
    hostel = finished.open(tmp_path)
    hostel.turn_on(TeamPart.FRICTION, TeamPart.REFUSALS)
    round_id = hostel.opened_round()
    lost(hostel, "Housing options", 270, 45, 30)
    refused(hostel, 6)
    hostel.close()
    visitor = comes_in(desk_in(tmp_path, tmp_path / "workspace"))
    visitor.window.inside.go("board", round_id)
    visitor.waits_for("Noticed since last time")
    visitor.waits_for("Time lost: Housing options (3 entries, 5.8 hours; system)")
    visitor.clicks("Put it on the board: Time lost: Housing options")
    card = "Time lost: Housing options. Gets in the way, in the wider system"
    visitor.waits_until(lambda: visitor.named(card), "it never lay on the board")
    visitor.clicks("Not now: A housing provider said no: pets")
    visitor.waits_until(lambda: "Noticed since last time" not in visitor.reads(), "the strip never went")
    visitor.clicks("Undo")
    visitor.waits_for("A housing provider said no: pets (6 times since July; system)")
