"""One quarter of a team that has done this before: who rates and how, and the opening."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from pie_audit.ui.audit.slips_dialog import SlipsDialog
from tests.journeys.visitor import Visitor
from tests.screenshots import board, plan, talk
from tests.screenshots import cast as casting
from tests.screenshots.cast import MANAGER, SECOND, Cast
from tests.screenshots.studio import Studio

ENVELOPE = (1, 3, 2, 2, 0)
"""How the sheets on paper begin."""
SLIPS = ("amber window garden kettle", "quiet ladder seven orchard")
HOME = "orning, "


def play(studio: Studio, place: Path) -> None:
    """From the first choice on a sheet to the signed plan."""
    cast = casting.make(studio.premises(place))
    studio.opens(place, cast.folder)
    comes_in(studio, cast, MANAGER)
    _home(studio, cast)
    slip = _slips(studio)
    _paper(studio)
    _rating(studio)
    _slip(studio, slip)
    _other_homes(studio, cast)
    _opening(studio, cast)
    talk.play(studio)
    board.play(studio)
    plan.play(studio)


def comes_in(studio: Studio, cast: Cast, name: str) -> None:
    """Sign in at the closed window."""
    visitor = studio.visitor
    visitor.fills("Your name", name)
    visitor.fills("Password", cast.passwords[name])
    visitor.clicks("Sign in")
    visitor.waits_for(HOME)


def unlocks(visitor: Visitor, cast: Cast, name: str) -> None:
    """Choose one's name on the locked window."""
    visitor.clicks(name)
    visitor.fills(f"{name}’s password", cast.passwords[name])
    visitor.clicks("Unlock")


def _home(studio: Studio, cast: Cast) -> None:
    studio.shoot("home")
    visitor = studio.visitor
    visitor.presses(Qt.Key.Key_F1)
    studio.shoot("help-home")
    visitor.presses(Qt.Key.Key_Escape)
    visitor.presses(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_for("Ratings, notes and answers are never searched.")
    studio.shoot("palette")
    visitor.types("pl")
    studio.shoot("palette-plan")
    visitor.presses(Qt.Key.Key_Escape)
    visitor.clicks("Our review")
    visitor.waits_for("Who we are asking")
    studio.shoot("overview-open")


def _slips(studio: Studio) -> str:
    """The words of a slip that was handed out; the pictures show others."""
    visitor = studio.visitor
    visitor.clicks("Ask somebody else")
    visitor.chooses("How many slips: Residents", "2")
    studio.shoot("slips")
    visitor.clicks("Make slips")
    visitor.waits_for("Print these now")
    dialog = studio.window.findChild(SlipsDialog)
    assert dialog is not None
    assert dialog.prepared is not None
    words = [one for group in dialog.prepared.words.values() for one in group]
    for real, dummy in zip(words, SLIPS, strict=True):
        studio.shows(real, dummy)
    studio.shoot("slips-print")
    visitor.clicks("They came out right")
    visitor.waits_for("Who we are asking")
    return words[0]


def _paper(studio: Studio) -> None:
    """An envelope of large-print sheets: keyed in one after the other, then sealed."""
    visitor = studio.visitor
    visitor.clicks("Sheets of paper")
    visitor.waits_for("Count them as handed out")
    studio.shoot("paper-none-out")
    visitor.chooses("Sheets of paper that go out now", str(len(ENVELOPE)))
    visitor.clicks("Count them as handed out")
    page = studio.window.inside.page()
    visitor.waits_for(f"Sheet 1 of {len(ENVELOPE)}")
    studio.puts_away_undo()
    for number, first in enumerate(ENVELOPE):
        visitor.waits_for(f"Sheet {number + 1} of {len(ENVELOPE)}")
        visitor.tabs_to("1. ")
        lines = len(page.lines.fields)
        for line in range(lines):
            if (number, line) == (1, 5):
                studio.shoot("paper")
            visitor.types("t" if line == 6 else str((first + 2 * line) % 4))
        visitor.clicks("They ticked: it is fine to show our group although we are few")
        if number + 1 < len(ENVELOPE):
            visitor.clicks("Next sheet")
    visitor.clicks(f"Seal these {len(ENVELOPE)} sheets")
    visitor.waits_for("They are shuffled and sealed with the others.")
    studio.shoot("paper-seal")
    visitor.clicks("Seal")
    visitor.waits_for(f"Sealed: {len(ENVELOPE)}.")
    visitor.clicks("Our review")
    visitor.waits_for("Who we are asking")


def _rating(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.clicks("Rate my part")
    visitor.waits_for("Next topic")
    studio.shoot("rating")
    visitor.tabs_to("Level ")
    visitor.types("2")
    visitor.fills("What makes you say so?", "Nights have not had one since August. Days have.")
    visitor.tabs_to("Level ")
    studio.shoot("rating-chosen")
    visitor.presses(Qt.Key.Key_F1)
    studio.shoot("help-rating")
    visitor.presses(Qt.Key.Key_Escape)
    visitor.clicks("Next topic")
    visitor.tabs_to("Level ")
    visitor.types("n")
    visitor.waits_for("Why doesn’t it apply?")
    visitor.types("We have no shared rooms.")
    studio.shoot("rating-not-applicable")
    visitor.clicks("Next topic")
    page = studio.window.inside.page()
    topics = len(page.view.topics)
    for number in range(2, topics):
        visitor.tabs_to("Level ")
        if number not in (5, 9):
            visitor.types("1233"[number % 4])
        visitor.presses(Qt.Key.Key_PageDown)
    visitor.waits_for("Still open")
    studio.shoot("rating-end")
    for number in (5, 9):
        page.finish.topic_wanted.emit(page.view.topics[number].id)
        visitor.tabs_to("Level ")
        visitor.types("t" if number == 9 else "3")
        while page.walk.topic is not None:
            visitor.presses(Qt.Key.Key_PageDown)
    visitor.waits_for("That’s all of them.")
    visitor.clicks("I’m done")
    visitor.waits_for("You said you’re done")
    studio.shoot("rating-done")


def _slip(studio: Studio, words: str) -> None:
    visitor = studio.visitor
    visitor.clicks("Lock now")
    visitor.waits_for("I have a slip")
    studio.shoot("locked")
    visitor.clicks("I have a slip")
    visitor.fills("The four words", SLIPS[0])
    studio.shoot("slip")
    visitor.fills("The four words", words)
    visitor.clicks("Open it")
    visitor.waits_for("Next topic")
    studio.shoot("rating-slip")
    studio.window.lock()
    visitor.waits_for("I have a slip")


def _other_homes(studio: Studio, cast: Cast) -> None:
    visitor = studio.visitor
    unlocks(visitor, cast, SECOND)
    visitor.waits_for(HOME)
    studio.shoot("home-staff")
    visitor.clicks("Our review")
    visitor.waits_for("Who opens it")
    studio.shoot("overview-staff")
    visitor.clicks("Lock now")
    unlocks(visitor, cast, cast.leader)
    visitor.waits_for("No team has shared a plan yet.")
    studio.shoot("home-leader")
    visitor.clicks("Lock now")
    unlocks(visitor, cast, MANAGER)
    visitor.waits_for(HOME)


def _opening(studio: Studio, cast: Cast) -> None:
    visitor, jobs = studio.visitor, studio.window.jobs
    visitor.clicks("Our review")
    visitor.waits_for("Who we are asking")
    round_id = studio.window.inside.page().view.round.round_id
    assert jobs.opened is not None
    casting.let_the_rest_rate(jobs.opened, cast, round_id)
    studio.window.inside.page().reload()
    visitor.waits_for("say they are done")
    visitor.clicks("Close rating")
    visitor.waits_for("Close rating now?")
    studio.shoot("close")
    visitor.clicks("Close rating")
    visitor.waits_for("Let people rate again")
    studio.shoot("overview-closed")
    visitor.clicks("Open it together")
    visitor.chooses("Second opener", SECOND)
    visitor.fills("Their password", cast.passwords[SECOND])
    studio.shoot("opening")
    visitor.clicks("Open it")
    visitor.waits_for("Talking it through")
    own_sheet(studio)


def own_sheet(studio: Studio) -> None:
    """What the manager said herself, which nobody else can see; then back to the talk."""
    visitor = studio.visitor
    visitor.clicks("Our review")
    visitor.clicks("See what you said")
    visitor.waits_for("Only you can see this.")
    studio.shoot("own-sheet")
    visitor.clicks("Back to our review")
    visitor.clicks("Talk it through")
