"""Trends, shared plans and the board in a small window with text at twice its size: nothing is too wide or nameless."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import ScrollBody
from tests.journeys import at_board, at_trends
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.test_leaders_board import DOOR
from tests.journeys.twelve_services import Mail, mail
from tests.journeys.visitor import Visitor
from tests.journeys.years_at_quayside import moves_in, two_years
from tests.quarter import Finished
from tests.ui.accessibility import nameless

__all__ = ["mail", "two_years"]

Sit = Callable[[Path, Path | None], Desk]


def made_small(visitor: Visitor) -> Visitor:
    """The smallest window that is promised, with the largest text."""
    apply(QApplication.instance(), "light", 200)
    visitor.window.resize(1024, 700)
    return visitor


def fits(visitor: Visitor, where: str) -> None:
    """Nothing that shows scrolls sideways, and everything on the page has a name."""
    QApplication.processEvents()
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    bodies = [body for top in tops for body in top.findChildren(ScrollBody) if body.isVisible()]
    assert [body.overflow() for body in bodies if body.overflow()] == [], where
    assert nameless(visitor.window.inside.page()) == [], where


def test_pages_of_a_team_fit(desk_in: Sit, two_years: Finished, tmp_path: Path) -> None:
    place = tmp_path / "house"
    visitor = made_small(comes_in(desk_in(place, moves_in(two_years, place))))
    visitor.clicks("Trends")
    at_trends.is_whole(visitor)
    for way in ("Tables", "In words", "Charts"):
        at_trends.shows_as(visitor, way)
        wanted = way == "Tables"
        visitor.waits_until(
            lambda wanted=wanted: bool(visitor.named("Three Rs as a table")) is wanted, "it stays as it was"
        )
        fits(visitor, way)
    visitor.tabs_to("Awareness")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Behaviour has a history")
    fits(visitor, "the topics of a theme")
    visitor.clicks("Pin a note")
    visitor.waits_for("What happened?")
    fits(visitor, "a note")
    visitor.presses(Qt.Key.Key_Escape)
    visitor.clicks("Action plan")
    visitor.clicks("Share with leaders…")
    visitor.waits_for("see exactly what the edition prints")
    fits(visitor, "sharing")


def test_pages_of_a_leader_fit(desk_in: Sit, mail: Mail, tmp_path: Path) -> None:
    (place := tmp_path / "leader").mkdir()
    visitor = desk_in(place, None).opens()
    at_board.founds_a_workspace(visitor)
    made_small(visitor)
    assert at_board.drops(visitor, mail.all)
    visitor.waits_for("13 of 15 files were taken in.")
    visitor.waits_for("This isn’t a plan from pie-audit.")
    fits(visitor, "what came in")
    visitor.clicks("What gets in the way")
    fits(visitor, "what gets in the way")
    visitor.clicks("Asks of us")
    visitor.clicks("Show the words of all 6: Night cover")
    visitor.clicks(f"Choose: {DOOR}")
    fits(visitor, "asks")
    visitor.clicks("Reply to all 6: Night cover")
    visitor.waits_for("Each team gets this reply as it stands here")
    fits(visitor, "a reply")
    visitor.clicks("Go back")
    visitor.clicks("Trends")
    visitor.waits_for("No team has chosen a theme to show yet.")
    fits(visitor, "themes")
    visitor.clicks("Home")
    visitor.waits_for("All 11")
    fits(visitor, "Home")
    visitor.window.inside.go("board-page")
    visitor.waits_for("Page 1 of")
    fits(visitor, "the board page")
