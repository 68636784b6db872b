"""While a line of the board is being kept: what is typed on stays, and what is wanted next waits for its turn."""

from __future__ import annotations

from dataclasses import replace

from pie_audit.domain.said_did import Answer
from pie_audit.workflows.everyday import said_did
from tests.ui.held import held
from tests.ui.said_did.conftest import Says
from tests.ui.said_did.test_said_did_page import HALL, keep, open_page
from tests.ui.shell.desk import Desk

TEA = "The tea is cold"


def test_what_is_typed_on_is_a_change_of_what_was_kept(desk: Desk, says: Says) -> None:
    page = open_page(desk, "new")
    page.editor.said.setText(HALL)
    with held(desk.jobs):
        page.editor.keep_button.click()
        page.editor.said.setText(f"{HALL}, and on the stairs")
        page.editor.edited.emit()
    desk.rest()
    assert page.editor.isVisible()
    assert page.editor.said.text() == f"{HALL}, and on the stairs"
    assert [one.line.said for one in page.view.open] == [HALL]
    keep(desk, page)
    assert [one.line.said for one in page.view.open] == [f"{HALL}, and on the stairs"]
    assert page.editor.isHidden()


def test_another_line_comes_into_the_editor_once_the_first_was_kept(desk: Desk, says: Says) -> None:
    says(TEA, 30)
    page = open_page(desk, "new")
    page.editor.said.setText(HALL)
    with held(desk.jobs):
        page.editor.keep_button.click()
        page.change(page.view.open[0])
        assert page.editor.said.text() == HALL
    desk.rest()
    assert {one.line.said for one in page.view.open} == {HALL, TEA}
    assert page.editor.isVisible()
    assert page.editor.said.text() == TEA


def test_a_line_that_is_kept_takes_no_focus_from_who_has_gone_on(desk: Desk, says: Says) -> None:
    page = open_page(desk, "new")
    page.editor.said.setText(HALL)
    with held(desk.jobs):
        page.editor.keep_button.setFocus()
        page.editor.keep_button.click()
        page.poster_button.setEnabled(True)
        page.poster_button.setFocus()
    desk.rest()
    assert desk.app.focusWidget() is page.poster_button


def test_what_came_in_is_not_taken_back_by_what_is_typed_on(desk: Desk, says: Says) -> None:
    says(TEA, 30)
    page = open_page(desk)
    before = page.view.open[0].line
    page.change(page.view.open[0])
    page.editor.said.setText(f"{TEA} at four")
    desk.do(said_did.save_line, replace(before, answer=Answer.NOT_YET, words="The urn is broken."), before)
    with held(desk.jobs):
        page.editor.keep_button.click()
        page.editor.said.setText(f"{TEA} at four and at five")
        page.editor.edited.emit()
    desk.rest()
    assert page.editor.words.text() == "The urn is broken."
    keep(desk, page)
    now = page.view.open[0].line
    assert (now.said, now.answer) == (f"{TEA} at four and at five", Answer.NOT_YET)
    assert now.words == "The urn is broken."
