"""Getting about on the stage: signing in, changing places, opening a page, and the small window that is open."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog

from tests.screenshots.cast import Cast
from tests.screenshots.studio import Studio

GREETINGS = ("orning, ", "at a glance")
"""What a page says to whoever has come in: to a team, and to leaders."""


def signs_in(studio: Studio, cast: Cast, name: str) -> None:
    """At the closed window."""
    visitor = studio.visitor
    visitor.fills("Your name", name)
    visitor.fills("Password", cast.passwords[name])
    visitor.clicks("Sign in")
    visitor.waits_for("orning, ")


def changes_to(studio: Studio, cast: Cast, name: str) -> None:
    """Lock, and another sits down, who may have been here before."""
    visitor = studio.visitor
    visitor.clicks("Lock now")
    visitor.waits_until(lambda: visitor.named("Your name") or visitor.named(name), "no door")
    if visitor.named("Your name"):
        visitor.fills("Your name", name)
        visitor.fills("Password", cast.passwords[name])
    else:
        visitor.clicks(name)
        visitor.fills(f"{name}’s password", cast.passwords[name])
    visitor.clicks("Unlock")
    visitor.waits_until(lambda: any(words in visitor.reads() for words in GREETINGS), "nobody came in")


def goes(studio: Studio, area: str, argument: object = None) -> Any:
    """The page of an area, filled."""
    studio.window.inside.go(area, argument)
    studio.rests()
    return studio.window.inside.page()


def dialog(studio: Studio) -> Any:
    """The small window that is open."""
    studio.visitor.waits_until(studio.dialogs, "no small window came")
    studio.rests()
    found: QDialog = studio.dialogs()[-1]
    return found
