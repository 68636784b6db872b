"""The plan and its paper: what came over, what came back, a new action, signing off, and what was agreed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from pie_audit.ui.plan.signoff_dialog import SignOffDialog
from tests.screenshots.studio import Studio, settle

NEW = "Put handover reflection on the night rota"
HOME = "Actions due soon"


def play(studio: Studio) -> None:
    """From the new action of a priority to the signed plan."""
    _new_action(studio)
    _what_came_over(studio)
    _what_came_back(studio)
    _editing(studio)
    _paper(studio)
    _signing(studio)
    _afterwards(studio)


def _new_action(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.fills("What will we do?", NEW)
    visitor.fills("First small step, inside two weeks", "Ask nights which two evenings suit them")
    visitor.chooses("Who holds it", "Jo Ashdown")
    visitor.fills("By when, or empty", "15 Jan")
    visitor.fills("What would residents notice?", "Fewer mornings where staff are short with people.")
    visitor.presses(Qt.Key.Key_Tab)
    visitor.waits_for("Saved")
    studio.shoot("plan-new")
    visitor.clicks("Close the editor")


def _what_came_over(studio: Studio) -> None:
    visitor = studio.visitor
    page = studio.window.inside.page()
    studio.shoot("plan")
    visitor.clicks("Decide together")
    studio.shoot("plan-carry")
    row = next(iter(page.carry._rows.values()))
    row.let_go.click()
    row.line.setText("Nobody answered, and we found another way.")
    studio.shoot("plan-carry-reason")
    row._on_back()
    before = len(page.carry._rows)
    first = next(r for r in page.carry._rows.values() if not r.keep.isHidden())
    first.keep.click()
    visitor.waits_until(lambda: len(page.carry._rows) < before, "it was not kept")
    studio.puts_away_undo()
    studio.shoot("plan-carry-kept")
    visitor.clicks("Later")
    visitor.clicks("Table")
    studio.shoot("plan-table")
    visitor.clicks("Cards")


def _what_came_back(studio: Studio) -> None:
    visitor = studio.visitor
    page = studio.window.inside.page()
    page._show_asked()
    studio.shoot("plan-asks")
    ask = page.view.asked[0]
    page.asked._on_note(ask)
    visitor.waits_for("Keep this reply")
    visitor.clicks("Partly")
    visitor.fills("Because …", "There is money for Fridays and Saturdays only.")
    visitor.fills("What they would try instead", "A second person at weekends, from January.")
    visitor.fills("Who replied", "the commissioning lead")
    visitor.fills("Who from the front line was in the room", "one night worker")
    studio.shoot("reply")
    visitor.clicks("Keep this reply")
    visitor.waits_for("There is money for Fridays")
    studio.puts_away_undo()
    page._show_asked()
    studio.shoot("plan-replied")
    page.body.verticalScrollBar().setValue(0)


def _editing(studio: Studio) -> None:
    visitor = studio.visitor
    page = studio.window.inside.page()
    ours = _action(page, NEW)
    page.cards.card(ours).setFocus()
    page.edit(ours)
    visitor.waits_until(lambda: visitor.named("Put this action into the bin"), "no editor")
    page.editor.form.open_asks()
    visitor.fills("What do we need?", "A second person on two nights a week")
    visitor.presses(Qt.Key.Key_Tab)
    visitor.waits_for("Saved")
    studio.shoot("plan-editor")
    for status in ("Under way",):
        visitor.chooses("Where it is up to", status)
        visitor.presses(Qt.Key.Key_Tab)
    visitor.waits_for("Saved")
    studio.shoot("plan-history")
    visitor.clicks("Close the editor")
    visitor.clicks("Add an action")
    visitor.fills("What will we do?", "Buy a kettle for the night room")
    visitor.presses(Qt.Key.Key_Tab)
    visitor.waits_for("Saved")
    visitor.clicks("Put this action into the bin")
    visitor.waits_for("Undo")
    studio.shoot("undo")
    studio.puts_away_undo()
    page.bin.link.click()
    studio.shoot("plan-bin")
    page.bin.link.click()


def _action(page: Any, what: str) -> str:
    actions = (page.model.action(row) for row in range(page.model.rowCount()))
    return next(action.action_id for action in actions if action.what == what)


def _paper(studio: Studio) -> None:
    visitor = studio.visitor
    page = studio.window.inside.page()
    visitor.clicks("Preview and sign off")
    _waits_for_pages(studio, page)
    studio.shoot("preview")
    for name, at in (("preview-full", 1), ("preview-one-page", 2)):
        list(page.preview.options.values())[at].click()
        _waits_for_pages(studio, page)
        studio.shoot(name)
    others: QComboBox = page.preview.choice.others
    others.showPopup()
    settle()
    studio.shoot("preview-papers")
    others.hidePopup()
    for name, words in (
        ("preview-slips", "Slips"),
        ("preview-wall", "First steps"),
        ("preview-record", "Full"),
    ):
        visitor.chooses("Another paper", words)
        others.activated.emit(others.currentIndex())
        _waits_for_pages(studio, page)
        studio.shoot(name)

    next(iter(page.preview.options.values())).click()
    _waits_for_pages(studio, page)


def _waits_for_pages(studio: Studio, page: Any) -> None:
    settle()
    studio.visitor.waits_until(lambda: page.preview.picture.isVisible(), "no picture of the paper")


def _signing(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.clicks("Sign off")
    visitor.waits_for("This is a fair account of our talk.")
    studio.shoot("sign-off")
    dialog = studio.window.findChild(SignOffDialog)
    assert dialog is not None
    for late in dialog.late:
        late.done.click()
    visitor.clicks("Sign off")
    visitor.waits_for("Add to what was signed")
    _waits_for_pages(studio, studio.window.inside.page())
    studio.shoot("preview-signed")


def _afterwards(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.clicks("Add to what was signed")
    visitor.waits_for("Why only now?")
    visitor.fills("What is added?", "The council wrote back: the second person starts in January.")
    visitor.fills("Why only now?", "The letter came the day after.")
    studio.shoot("addendum")
    visitor.clicks("Add it for good")
    visitor.waits_until(lambda: not visitor.named("Add it for good"), "it was not added")
    visitor.clicks("Our review")
    visitor.waits_for("Signed off")
    studio.shoot("overview-signed")
    _results(studio)
    visitor.clicks("Home")
    visitor.waits_for(HOME)
    studio.shoot("home-signed")


def _results(studio: Studio) -> None:
    """What was agreed, in each of its ways; then back to our review."""
    visitor = studio.visitor
    visitor.clicks("See what we agreed")
    page = studio.window.inside.page()
    for at, name in enumerate(("results", "results-relationships", "results-pie-1", "results-since")):
        visitor.waits_until(lambda: page.is_whole, "what was agreed never came")
        if at < len(page._parts()):
            page.look(at)
            visitor.waits_until(lambda: page.is_whole, "it never came in another way")
            studio.shoot(name)
    visitor.clicks("Back to our review")
    visitor.waits_for("Signed off")
