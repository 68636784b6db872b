"""The doors without a password, people and settings, and what is said when something goes wrong."""

from __future__ import annotations

from pathlib import Path

from pie_audit.domain.errors import CannotSave
from tests.screenshots import cast as casting
from tests.screenshots.cast import MANAGER
from tests.screenshots.quarter import comes_in
from tests.screenshots.studio import Studio

PLACES = (
    ("I have a one-time code", "Your first sign-in", "invitation"),
    ("Use the House key", "It opens the workspace.", "house-key"),
)
SECTIONS = (
    ("People and roles", "people"),
    ("Reading and display", "settings-reading"),
    ("Password and keys", "settings-keys"),
    ("Where support is", "settings-support"),
    ("Copies and safety", "settings-copies"),
)


def play(studio: Studio, place: Path) -> None:
    """Ways in, then the settings, then the two kinds of trouble."""
    cast = casting.make(studio.premises(place))
    visitor = studio.opens(place, cast.folder)
    studio.shoot("sign-in")
    visitor.fills("Your name", MANAGER)
    visitor.fills("Password", "not what it is")
    visitor.clicks("Sign in")
    visitor.waits_for("That was not it.")
    studio.shoot("sign-in-wrong")
    studio.opens(place, cast.folder)
    _ways_in(studio)
    comes_in(studio, cast, MANAGER)
    _sections(studio)
    _trouble(studio)
    studio.visitor.clicks("Lock now")
    studio.visitor.clicks("I forgot my password")
    studio.visitor.waits_for("My key opens your own pages.")
    studio.shoot("forgot")


def _ways_in(studio: Studio) -> None:
    visitor = studio.visitor
    for link, words, name in PLACES:
        visitor.clicks(link)
        visitor.waits_for(words)
        studio.shoot(name)
        visitor.clicks("Back")
        visitor.waits_for("Start a new workspace")
    visitor.clicks("Start a new workspace")
    visitor.clicks("I have a copy from another computer")
    visitor.waits_for("Choose a copy")
    studio.shoot("restore")
    studio.window.door._go_to("sign-in", None)


def _sections(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.clicks("People & settings")
    for row, name in SECTIONS:
        visitor.clicks(row)
        studio.shoot(name)


def _trouble(studio: Studio) -> None:
    studio.visitor.clicks("Home")
    studio.window.inside.show_trouble(
        CannotSave(
            "This disk is full, so nothing more can be saved.", "Make room, then it goes on by itself."
        )
    )
    studio.shoot("trouble")
    studio.visitor.clicks("Close")
    try:
        raise RuntimeError("an example for the guide")
    except RuntimeError as error:
        studio.window.jobs.bug.emit(error)
    studio.shoot("bug")
    studio.visitor.clicks("Go on")
