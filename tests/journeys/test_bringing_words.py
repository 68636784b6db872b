"""A manager brings the words of a published questionnaire in the real window: pasted, ticked, allowed, ready."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests import brought
from tests.journeys.at_quayside import Sits, comes_in
from tests.journeys.visitor import Visitor

CTRL = Qt.KeyboardModifier.ControlModifier
CBI = "Copenhagen Burnout Inventory"


def pastes(visitor: Visitor, name: str, text: str) -> None:
    """Ctrl+V in the field of this name, in place of what stands there."""
    visitor.fills(name, "")
    QGuiApplication.clipboard().setText(text)
    visitor.presses(Qt.Key.Key_V, CTRL)
    QGuiApplication.clipboard().clear()


def test_words_are_pasted_ticked_allowed_made_ready_and_taken_back_by_one_key(desk_at: Sits) -> None:
    desk = desk_at("rating")
    visitor = comes_in(desk)
    visitor.clicks("Wellbeing")
    visitor.clicks("Look at them")
    visitor.waits_for("Published by others")
    verb = f"Bring the words: {CBI}"
    visitor.waits_until(
        lambda: any(button.height() for button in visitor.named(verb)), "the list isn't laid out"
    )
    visitor.clicks(verb)
    visitor.waits_for("Look at the order first.")
    lines = brought.sentences(19)
    pastes(visitor, "Paste them here, one a line", "\n".join(lines[:18]))
    visitor.waits_for("19 lines are needed; 18 are here.")
    pastes(visitor, "Paste them here, one a line", "\n".join(lines))
    visitor.waits_for(f"“{lines[12]}”")
    visitor.fills("Who holds the rights", "The Society of Invented Questions")
    visitor.fills("What they allow", "Free for staff of charities")
    visitor.fills("Where the proof is kept", "Letter of 1 September")
    visitor.fills("The line that has to stand under the questions", brought.LINE)
    visitor.clicks("Asking a team, so that nobody can be traced")
    visitor.clicks("Make it ready")
    visitor.waits_for("One thing is in the way.")
    visitor.clicks("Yes, slot 13 points the opposite way")
    visitor.clicks("Make it ready")
    visitor.waits_until(lambda: visitor.named(f"Look at it: {CBI}"), "it isn't ready")
    visitor.presses(Qt.Key.Key_Z, CTRL)
    visitor.waits_until(lambda: visitor.named(verb), "it wasn't taken back")
    desk.closes()
