"""Writing that stays one's own: pages, prompts, sharing, search, a record for a regulator, and small logs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.screenshots import cast as casting
from tests.screenshots import daily_keys, sessions
from tests.screenshots.cast import MANAGER, SECOND
from tests.screenshots.stage import dialog, goes, signs_in
from tests.screenshots.studio import Studio

TITLE = "The phone call I did not want to make"
PARTS = (
    (
        "what",
        "His mother had asked to be told if he was ever taken into hospital. It fell to me, at ten to five.",
    ),
    (
        "so-what",
        "I had rehearsed it and it still came out too fast. Priya Nair stood in the door and waited.",
    ),
)
LOOKED_FOR = "phone"


def play(studio: Studio, place: Path) -> None:
    """A day of somebody who writes, of their supervisor and of their group; then keys and leaving."""
    cast = casting.make(studio.premises(place))
    studio.opens(place, cast.folder)
    signs_in(studio, cast, SECOND)
    studio.shoot("writing-home-staff")
    _write(studio)
    _share(studio)
    _find(studio)
    _record(studio)
    _team_notes(studio)
    sessions.play(studio, cast)
    daily_keys.play(studio, cast)


def _write(studio: Studio) -> None:
    visitor = studio.visitor
    page = goes(studio, "write", "")
    studio.shoot("write-new")
    driscoll = page.prompts.choice.findData("driscoll")
    page.prompts.choice.setCurrentIndex(driscoll)
    page.prompts.choice.activated.emit(driscoll)
    visitor.fills("Title", TITLE)
    for step_id, words in PARTS:
        page.prompts.step_asked.emit(step_id)
        QTest.keyClicks(page.paper.text, words)
    QTest.qWait(1600)  # the name check and the saving wait for a pause
    studio.shoot("write")
    page.more_button.click()
    studio.shoot("write-more")
    page.more_button.click()
    page.windows.show_others()
    dialog(studio)
    studio.shoot("write-what-others-see")
    visitor.presses(Qt.Key.Key_Escape)
    page.windows.show_earlier()
    dialog(studio)
    studio.shoot("write-earlier")
    visitor.presses(Qt.Key.Key_Escape)
    page.beside.pick_line()
    dialog(studio)
    studio.shoot("write-line-for-the-wall")
    visitor.presses(Qt.Key.Key_Escape)
    goes(studio, "write", "line")
    studio.shoot("write-line")


def _share(studio: Studio) -> None:
    visitor = studio.visitor
    goes(studio, "reflections")
    visitor.picks("Pages", TITLE)
    visitor.clicks("Share with someone…")
    window = dialog(studio)
    studio.shoot("share-whom")
    visitor.chooses("Who is it for?", MANAGER)
    visitor.clicks("An excerpt")
    studio.rests()
    studio.shoot("share")
    window.parts.rows[0].some.click()
    studio.shoot("share-some-words")
    window.parts.rows[0].all.click()
    visitor.clicks("Share this copy")
    visitor.waits_for("Shared with Amina")
    studio.puts_away_undo()
    studio.shoot("write-shared")
    visitor.clicks("Withdraw")
    dialog(studio)
    studio.shoot("share-withdraw")
    visitor.presses(Qt.Key.Key_Escape)
    goes(studio, "shared-with-me")
    studio.shoot("shared-with-me-nothing")


def _find(studio: Studio) -> None:
    goes(studio, "reflections")
    studio.shoot("reflections")
    studio.visitor.fills("Search", LOOKED_FOR)
    QTest.qWait(400)
    studio.shoot("reflections-search")
    studio.visitor.fills("Search", "zeppelin")
    studio.visitor.waits_for("Nothing fits that.")
    studio.shoot("reflections-nothing")
    studio.visitor.clicks("Show all pages")


def _record(studio: Studio) -> None:
    visitor = studio.visitor
    page = goes(studio, "registration")
    visitor.waits_until(lambda: page.pages.rows, "no pages to choose from")
    studio.shoot("record")
    page.look.click()
    studio.rests()
    visitor.waits_until(lambda: page.out.pdf.isVisible(), "nothing to save")
    page.body.ensureWidgetVisible(page.out.pdf, 0, 200)
    studio.shoot("record-out")
    studio.window.inside.go("home")


def _team_notes(studio: Studio) -> None:
    page = goes(studio, "small-logs")
    for view, name in enumerate(("small-wins", "took-too-long", "told-again")):
        page.views.set_chosen(view)
        page.switch_to(view)
        studio.rests()
        studio.shoot(name)
    studio.window.inside.go("small-logs", "new-friction")
    studio.rests()
    studio.shoot("took-too-long-new")
    studio.visitor.presses(Qt.Key.Key_Escape)
    goes(studio, "home").tell_what_happened()
    dialog(studio)
    studio.shoot("something-happened")
    studio.visitor.presses(Qt.Key.Key_Escape)
