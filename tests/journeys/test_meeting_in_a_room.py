"""A team in a room: the projector beside the record, a lock in between, a pause, and going on where they stopped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pie_audit.ui.audit.projector import Projector
from pie_audit.ui.shell.window import MEETING_SECONDS
from tests.journeys.at_quayside import Sits, comes_in, goes_to_because, takes_over
from tests.quarter import MANAGER


def projectors() -> list[Projector]:
    """Those that anybody could see."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Projector) and w.isVisible()]


def test_a_meeting_is_projected_locked_paused_and_gone_on_with(desk_at: Sits) -> None:
    visitor = comes_in(desk_at("meeting"))
    title = goes_to_because(visitor)
    window = visitor.window
    assert window.inside.sidebar.is_rail
    assert window.idle._limit == MEETING_SECONDS == 30 * 60

    visitor.clicks("Projector view")
    (room,) = projectors()
    assert room.slide.title == title
    visitor.clicks("Show the dots")
    visitor.waits_until(lambda: room.slide.rows, "no dots came on the projector")

    visitor.presses(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_until(lambda: not projectors(), "the projector outlived the lock")

    takes_over(visitor, MANAGER)
    assert window.idle._limit < MEETING_SECONDS
    title = goes_to_because(visitor)
    visitor.clicks("Pause here")
    visitor.waits_for("See what you said")
    assert window.idle._limit < MEETING_SECONDS
    visitor.clicks("Talk it through")
    visitor.waits_for(f"We stopped today at “{title}”.")
    assert window.inside.page().spread.view.topic.title == title
