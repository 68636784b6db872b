"""One quarter of a team that has done this before: rating, opening, talking, the plan."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from pie_audit.ui.audit.slips_dialog import SlipsDialog
from tests.journeys.visitor import Visitor
from tests.screenshots import cast as casting
from tests.screenshots.cast import MANAGER, SECOND, Cast
from tests.screenshots.studio import Studio

SLIPS = ("amber window garden kettle", "quiet ladder seven orchard")
HOME = "Actions due soon"


def play(studio: Studio, place: Path) -> None:
    """From the first choice on a sheet to the signed plan."""
    cast = casting.make(studio.premises(place))
    studio.opens(place, cast.folder)
    comes_in(studio, cast, MANAGER)
    _home(studio, cast)
    slip = _slips(studio)
    _rating(studio)
    _slip(studio, slip)
    _other_homes(studio, cast)
    _opening(studio, cast)
    _meeting(studio)
    _plan(studio)


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
    visitor.clicks("Open my sheet")
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
    visitor.waits_for("Nothing to read yet")
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


def _meeting(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.waits_for("together")
    studio.shoot("meeting-close")
    page = studio.window.inside.page()
    page.close_list.confirm.click()
    visitor.waits_until(lambda: page.view.settled, "nothing was written down")
    studio.puts_away_undo()
    visitor.clicks("Next topic")
    visitor.waits_for("Show the dots")
    studio.shoot("meeting-hidden")
    visitor.clicks("Show the dots")
    studio.shoot("meeting-dots")
    visitor.fills("Because", "Nights have had no session since August.")
    visitor.tabs_to("Level ")
    visitor.types("1")
    visitor.fills("Somebody sees it differently", "Two of us would say 3: the lunch-time talk counts.")
    studio.shoot("meeting-writing")
    visitor.clicks("Keep this view")
    visitor.clicks("Agree on 1")
    visitor.waits_until(lambda: page.record._written.isVisible(), "it was not written down")
    studio.shoot("meeting-written")
    studio.puts_away_undo()
    studio.window.inside.go("review")
    visitor.waits_for("Carry on where you stopped")
    studio.shoot("overview-opened")


def _plan(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.clicks("Action plan")
    visitor.waits_for("Preview and sign off")
    studio.shoot("plan")
    visitor.clicks("Table")
    studio.shoot("plan-table")
    visitor.clicks("Cards")
    visitor.clicks("Add an action")
    visitor.fills("What will we do?", "Put handover reflection on the rota")
    visitor.fills("First small step, inside two weeks", "Ask nights which two evenings suit them")
    visitor.chooses("Who holds it", "Jo Ashdown")
    visitor.fills("By when, or empty", "15 Jan")
    visitor.fills("What would residents notice?", "Fewer mornings where staff are short with people.")
    visitor.presses(Qt.Key.Key_Tab)
    visitor.waits_for("Saved")
    studio.shoot("plan-new")
    page = studio.window.inside.page()
    visitor.clicks("Close the editor")
    latest = page.model.action(page.model.rowCount() - 1).action_id
    page.cards.card(latest).setFocus()
    page.edit(latest)
    visitor.waits_until(lambda: visitor.named("Put this action into the bin"), "no editor")
    studio.shoot("plan-editor")
    visitor.clicks("Put this action into the bin")
    visitor.waits_for("Undo")
    studio.shoot("undo")
    studio.puts_away_undo()
    page.bin.link.click()
    studio.shoot("plan-bin")
    visitor.clicks("Preview and sign off")
    visitor.waits_until(lambda: page.preview.picture.isVisible(), "no picture of the paper")
    studio.shoot("preview")
    visitor.clicks("Sign off")
    visitor.waits_for("This is a fair account of our talk.")
    studio.shoot("sign-off")
    _sign(studio)


def _sign(studio: Studio) -> None:
    from pie_audit.ui.plan.signoff_dialog import SignOffDialog

    visitor = studio.visitor
    dialog = studio.window.findChild(SignOffDialog)
    assert dialog is not None
    for late in dialog.late:
        late.done.click()
    visitor.clicks("Sign off")
    visitor.waits_for("Signed on")
    studio.shoot("preview-signed")
    visitor.clicks("Our review")
    visitor.waits_for("Signed off")
    studio.shoot("overview-signed")
    visitor.clicks("Home")
    visitor.waits_for(HOME)
    studio.shoot("home-signed")
