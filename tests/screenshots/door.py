"""Everything before somebody is in, and the first minutes of a new team."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Qt

from pie_audit.domain.team import Role
from pie_audit.ui.audit.start_left_out import LeaveOutDialog
from pie_audit.workflows import teams, unlock
from tests.journeys import team
from tests.quarter import password_of
from tests.screenshots.studio import Studio, settle

COLLEAGUES = ("Tom Whitlock", "Jo Ashdown", "Sam Okoro", "Dee Larkin")
SIX_GROUPS = "7KQ2M   XXXXX   XXXXX   XXXXX   XXXXX   9TRWD"
FOUR_GROUPS = "7KQ2M-XXXXX-XXXXX-9TRWD"


def play(studio: Studio, place: Path) -> None:
    """First run, step by step; then the pages of a workspace in which nothing has happened yet."""
    visitor = studio.opens(place)
    studio.shoot("first-run")
    visitor.fills("What we call you", team.AMINA)
    visitor.fills("Password", team.PASSWORD)
    visitor.fills("And again", team.PASSWORD)
    visitor.waits_for("to guess")
    studio.shoot("first-run-password")
    visitor.clicks("Continue")
    visitor.fills("What your team is called", "Quayside House")
    visitor.fills("In a few words", "24-bed hostel")
    studio.shoot("first-run-team")
    visitor.clicks("Make my workspace")
    visitor.waits_for("The House key")
    studio.shoot("first-run-house-key")
    first_run = studio.window.door.page
    code = first_run.house.sheet._code
    visitor.clicks("Show it")
    studio.shows(code, SIX_GROUPS)
    studio.shoot("first-run-house-key-shown")
    visitor.clicks("Later. Home will ask again")
    visitor.waits_for("It opens your own pages")
    studio.shoot("first-run-my-key")
    visitor.clicks("Decide later")
    visitor.waits_for(team.HOME)
    studio.shoot("home-new")
    _nothing_yet(studio)
    _first_people(studio)
    _start(studio)


def _nothing_yet(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.clicks("Our review")
    visitor.waits_for("Nothing started yet.")
    studio.shoot("overview-nothing")
    visitor.clicks("Action plan")
    visitor.waits_for("No plan yet.")
    studio.shoot("plan-empty")


def _first_people(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.clicks("People & settings")
    visitor.waits_for("People and roles")
    visitor.clicks("Add a person")
    visitor.fills("Their name, as colleagues say it", "Jo Ashdown")
    studio.shoot("people-add")
    visitor.clicks("Make a one-time code")
    visitor.waits_for("give it to Jo Ashdown")
    page = studio.window.inside.page()
    code = page.sections["people"].code.code()
    studio.shows(code, FOUR_GROUPS)
    studio.shoot("people-code")
    visitor.clicks("I’ve written it down")
    jobs = studio.window.jobs
    opened, me = jobs.opened, jobs.me
    assert opened is not None
    assert isinstance(me, unlock.SignedIn)
    unlock.accept_invitation(opened, "Jo Ashdown", code, password_of("Jo Ashdown"))
    home = next(iter(me.member.teams))
    for name in COLLEAGUES:
        if name != "Jo Ashdown":
            new = teams.NewPerson(name, frozenset({Role.STAFF}), home)
            invited = teams.add_person(opened, me, new)
            unlock.accept_invitation(opened, name, invited, password_of(name))


def _start(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.clicks("Our review")
    visitor.clicks("Start the quarter")
    visitor.waits_for("How much")
    studio.shoot("start")
    _left_out(studio)
    visitor.clicks("Start the quarter")
    visitor.waits_for("Start it")
    studio.shoot("start-confirm")
    visitor.clicks("Start it")
    visitor.waits_for("Who we are asking")
    studio.shoot("overview-started")


def _left_out(studio: Studio) -> None:
    """Statements that residents aren't asked, and a theme that never applied here."""
    visitor = studio.visitor
    page = studio.window.inside.page()
    page.body.ensureWidgetVisible(page._left_out, 0, 40)
    studio.shoot("start-left-out")
    visitor.clicks("Statements for residents…")
    visitor.waits_for("Use these")
    studio.shoot("start-residents")
    visitor.presses(Qt.Key.Key_Escape)
    dialog = LeaveOutDialog(page.choices.review.themes[0], page)
    dialog.area.setText("We are an outreach team and have no building.")
    dialog.open()
    studio.shoot("start-leave-out")
    dialog.close()
    page.body.verticalScrollBar().setValue(0)


def play_demo(studio: Studio, place: Path) -> None:
    """Look at a demo, from the first window."""
    visitor = studio.opens(place)
    visitor.clicks("Try the demo")
    visitor.waits_for("Making a year")
    while "Making a year" in visitor.reads():  # years of several teams take as long as they take
        time.sleep(0.1)  # unlike waiting with Qt, this leaves the work thread its turn
        settle()
    visitor.waits_for("Whose eyes would you like to look through?")
    studio.shoot("demo")
    visitor.clicks(team.AMINA)
    visitor.waits_for(team.HOME)
    studio.shoot("demo-home")


__all__ = ["FOUR_GROUPS", "SIX_GROUPS", "play", "play_demo"]
