"""What leaders wanted of a page is done while they are there, and what they typed outlives a slow answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.errors import NotNow
from pie_audit.domain.reply import ReplyKind
from pie_audit.ui.leading.asks_page import AsksPage
from pie_audit.ui.leading.plans_page import SharedPlansPage
from pie_audit.workflows import board as boards
from pie_audit.workflows import drafts
from tests.ui.held import held
from tests.ui.leading.leaders import go, window
from tests.ui.shell.desk import Desk


def left_before_it_was_read(desk: Desk, area: str, argument: str) -> object:
    """The page of an area that somebody went to for something, and left before its board was there."""
    inside = desk.win.inside
    with held(desk.jobs):
        inside.go(area, argument)
        desk.until(lambda: isinstance(inside.page(), AsksPage | SharedPlansPage))
        page = inside.page()
        inside.go("reflections")
        desk.until(lambda: not page.isVisible())
    desk.rest()
    return page


@pytest.mark.parametrize("wanted", ["page", "reply/{group}"])
def test_asks_that_come_late_lead_nobody_away_from_another_page(at_house: Desk, wanted: str) -> None:
    board = at_house.jobs.opened.read(lambda tx: boards.board(tx, at_house.jobs.me))
    page = left_before_it_was_read(at_house, "asks", wanted.format(group=board.asks[0].group_id))
    assert page.view is not None
    assert at_house.win.inside.area() == "reflections"
    assert at_house.app.activeModalWidget() is None
    assert go(at_house, "asks") is page
    assert at_house.app.activeModalWidget() is None


def test_plans_that_come_late_ask_for_no_files_over_another_page(at_house: Desk) -> None:
    asked: list[str] = []
    at_house.files.choose_files = lambda *what: asked.append(what[1]) or ()
    page = left_before_it_was_read(at_house, "shared-plans", "add")
    assert page.view is not None
    assert asked == []
    go(at_house, "shared-plans", "add")
    assert asked == ["Add plans"]


def begun_reply(desk: Desk) -> tuple[AsksPage, tuple[str, ...]]:
    """The page of asks, with a reply that was begun to the first of them."""
    page = go(desk, "asks")
    keys = next(iter(page.cards.values())).keys()
    words = {"because": "two hours for now", "kind": ReplyKind.PARTLY.value}
    desk.do(drafts.save_words, boards.begun_reply(keys), words)
    return page, keys


def test_a_choice_before_the_begun_words_are_there_drops_none_of_them(at_house: Desk) -> None:
    page, keys = begun_reply(at_house)
    with held(at_house.jobs) as come:
        page._ask_reply(keys, "Cover")
        at_house.until(lambda: bool(come))
        dialog = at_house.app.activeModalWidget()
        dialog.options[ReplyKind.NO].click()
        assert not dialog.texts["because"].isEnabled()
    at_house.rest()
    assert dialog.texts["because"].text() == "two hours for now"
    assert dialog.texts["because"].isEnabled()
    dialog.reject()
    at_house.rest()
    kept = at_house.jobs.opened.read(lambda tx: drafts.words(tx, at_house.jobs.me, boards.begun_reply(keys)))
    assert (kept["because"], kept["kind"]) == ("two hours for now", ReplyKind.NO.value)


def test_enter_twice_puts_asks_together_once(at_house: Desk) -> None:
    page = go(at_house, "asks")
    for group_id in page.cards:
        page._on_picked(group_id, True)
    page.put_together()
    dialog = window(at_house)
    done: list[object] = []
    at_house.jobs.undoable.connect(done.append)
    dialog.line.setFocus()
    with held(at_house.jobs):
        at_house.press(Qt.Key.Key_Return)
        at_house.press(Qt.Key.Key_Return)
    at_house.rest()
    assert len(page.view.asks) == 1
    assert len(done) == 1


def test_nothing_is_typed_into_a_reply_that_is_being_kept(at_house: Desk) -> None:
    page = go(at_house, "asks")
    keys = next(iter(page.cards.values())).keys()
    page._ask_reply(keys, "Cover")
    dialog = window(at_house)
    dialog.options[ReplyKind.PARTLY].click()
    dialog.texts["because"].edit.setFocus()
    at_house.type("two hours for now")
    with held(at_house.jobs) as come:
        dialog.keep()
        at_house.until(lambda: bool(come))
        dialog.texts["because"].edit.setFocus()
        at_house.type(", and more in June")
        dialog.options[ReplyKind.NO].click()
        assert dialog.texts["because"].text() == "two hours for now"
        assert dialog.kind is ReplyKind.PARTLY
    at_house.rest()
    assert at_house.app.activeModalWidget() is None


def test_a_reply_that_could_not_be_given_is_typed_on(at_house: Desk) -> None:
    page = go(at_house, "asks")
    page._ask_reply(("nobody/asks this",), "Cover")
    dialog = window(at_house)
    dialog.options[ReplyKind.YES].click()
    dialog.keep()
    dialog.show_trouble(NotNow("It was not kept.", "Try again."))
    dialog.texts["because"].edit.setFocus()
    at_house.type("in June")
    assert dialog.texts["because"].text() == "in June"
    assert dialog.options[ReplyKind.NO].isEnabled()
    dialog.reject()
    at_house.rest()


def test_nothing_is_typed_into_words_under_which_asks_are_being_put(at_house: Desk) -> None:
    page = go(at_house, "asks")
    for group_id in page.cards:
        page._on_picked(group_id, True)
    page.put_together()
    dialog = window(at_house)
    title = dialog.line.text()
    with held(at_house.jobs):
        dialog.keep()
        dialog.line.setFocus()
        at_house.type("Other")
        assert dialog.line.text() == title
    at_house.rest()
    assert len(page.view.asks) == 1
