"""A computer on a given day, with Quayside House on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt

from pie_audit.workflows.presence import Clock
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor


def lives_on(desk: Desk, day: date) -> Desk:
    """Let it be that day at noon from the next start on."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    desk.premises = replace(desk.premises, clock=Clock(now=lambda: noon, today=lambda: day))
    return desk


def finds_and_goes(visitor: Visitor, words: str) -> None:
    """By what the finder calls it."""
    visitor.presses(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_until(lambda: visitor.focused() == "Find or do anything", "the palette never came")
    visitor.types(words)
    visitor.picks("What was found", words)
