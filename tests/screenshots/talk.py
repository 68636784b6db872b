"""The talk: close ones together, the widest next, the room's own view, a pause, and what is left for another time."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from pie_audit.ui.audit.projector import Projector
from tests.screenshots.studio import Studio, settle

AGREED = (
    ("1", "Nights have had no session since August."),
    ("2", "It depends on who is on shift."),
    ("2", "We ask, and rarely tell people what came of it."),
    ("1", "New colleagues hear of it after weeks."),
)


def play(studio: Studio) -> None:
    """From the list of close topics to the end of the talk."""
    visitor = studio.visitor
    _close_ones(studio)
    _first_topic(studio)
    for level, because in AGREED[1:]:
        visitor.clicks("Next topic")
        visitor.clicks("Show the dots")
        _agree(studio, level, because)
    _pause(studio)
    _end(studio)


def _close_ones(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.waits_for("together")
    studio.shoot("meeting-close")
    visitor.clicks("Projector view")
    _shoot_room(studio, "projector-close")
    page = studio.window.inside.page()
    page.close_list.confirm.click()
    visitor.waits_until(lambda: page.view.settled, "nothing was written down")
    studio.puts_away_undo()


def _first_topic(studio: Studio) -> None:
    visitor = studio.visitor
    page = studio.window.inside.page()
    visitor.clicks("Next topic")
    visitor.waits_for("Show the dots")
    studio.shoot("meeting-hidden")
    _shoot_room(studio, "projector-hidden")
    visitor.clicks("Show the dots")
    visitor.waits_for("To get talking")
    studio.shoot("meeting-dots")
    _shoot_room(studio, "projector")
    page.toggle_projector()
    visitor.clicks("Show the figures")
    studio.shoot("meeting-figures")
    visitor.clicks("Show the figures")
    visitor.fills("Because", AGREED[0][1])
    visitor.tabs_to("Level ")
    visitor.types("1")
    visitor.fills("Somebody sees it differently", "Two of us would say 3: the lunch-time talk counts.")
    studio.shoot("meeting-writing")
    visitor.clicks("Keep this view")
    visitor.clicks("Agree on 1")
    visitor.waits_until(lambda: page.record._written.isVisible(), "it was not written down")
    studio.shoot("meeting-written")
    studio.puts_away_undo()


def _agree(studio: Studio, level: str, because: str) -> None:
    visitor = studio.visitor
    page = studio.window.inside.page()
    visitor.fills("Because", because)
    visitor.tabs_to("Level ")
    visitor.types(level)
    visitor.clicks(f"Agree on {level}")
    visitor.waits_until(lambda: page.record._written.isVisible(), "it was not written down")
    studio.puts_away_undo()


def _pause(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.clicks("Pause here")
    visitor.waits_for("See what you said")
    studio.shoot("overview-paused")
    visitor.clicks("Talk it through")
    visitor.waits_for("We stopped")
    studio.shoot("meeting-resumed")


def _end(studio: Studio) -> None:
    visitor = studio.visitor
    page = studio.window.inside.page()
    page._go_to(page.walk.order[-1])
    visitor.waits_for("Show the dots")
    visitor.clicks("Show the dots")
    visitor.fills("Because", "Nobody has asked for a year.")
    visitor.clicks("Not settled yet")
    visitor.waits_until(lambda: page.record._written.isVisible(), "it was not written down")
    studio.puts_away_undo()
    visitor.clicks("Finish talking")
    visitor.waits_for("written down yet.")
    studio.shoot("meeting-rest")
    visitor.clicks("Mark as not discussed this time")
    visitor.waits_for("for another time")
    studio.puts_away_undo()


def _shoot_room(studio: Studio, name: str) -> None:
    """What the room sees on the second screen."""
    (room,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, Projector) and w.isVisible()]
    room.resize(1280, 720)
    settle()
    studio.shoot_window(room, name)
