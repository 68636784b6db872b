"""Where support is: an organisation's own lines, kept on leaving the field, seen before and taken back after."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.errors import CannotSave
from pie_audit.domain.team import Role
from pie_audit.ui.shell.section_names import sections_for
from pie_audit.workflows import support
from tests.ui.accessibility import nameless, spoken
from tests.ui.shell.desk import Desk

LINES = "Care Line, 01632 960 111, day and night"


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found()
    desk.open_window()
    desk.sign_in()
    return desk


def section(desk: Desk):
    desk.win.inside.go("settings", None)
    desk.rest()
    desk.win.inside.page().open_section("support")
    desk.rest()
    return desk.win.inside.page().sections["support"]


def kept(desk: Desk) -> str:
    return desk.win.jobs.opened.read(lambda tx: support.own_lines(tx, desk.win.jobs.me)).words


def writes(desk: Desk, words: str):
    found = section(desk)
    found.words.setText(words)
    found.words.edited.emit()
    return found


def test_the_words_are_seen_as_people_will_see_them_before_they_are_kept(inside: Desk) -> None:
    found = writes(inside, LINES)
    assert f"employee assistance line: {LINES}." in found.preview.text()
    assert "116 123" in found.preview.text()
    assert kept(inside) == ""
    assert inside.win.inside.unsaved()


def test_they_are_kept_on_leaving_the_field_and_stand_in_what_everybody_reads(inside: Desk) -> None:
    found = writes(inside, f"{LINES}\n")
    found.words.left.emit()
    inside.rest()
    assert kept(inside) == LINES == found.words.text()
    assert not inside.win.inside.unsaved()
    assert LINES in inside.win.jobs.opened.read(support.signposting)


def test_a_lock_keeps_what_was_being_written(inside: Desk) -> None:
    writes(inside, LINES)
    inside.win.inside.flush()
    inside.rest()
    assert kept(inside) == LINES


def test_undo_brings_back_what_stood_there(inside: Desk) -> None:
    found = writes(inside, LINES)
    found.words.left.emit()
    inside.rest()
    inside.win.inside.undo_stack.undo()
    inside.rest()
    assert kept(inside) == "" == found.words.text()


def test_filling_keeps_nothing_and_overwrites_nobody(inside: Desk) -> None:
    found = writes(inside, LINES)
    found.reload()
    inside.rest()
    assert found.words.text() == LINES
    assert kept(inside) == ""


def test_words_that_could_not_be_kept_stay_and_are_tried_again(inside: Desk) -> None:
    found = writes(inside, LINES)
    found._on_problem(LINES, CannotSave("This disk is full.", "Make room."))
    assert "This disk is full." in spoken(found.trouble)
    found._copy()
    assert QApplication.clipboard().text() == LINES
    found.flush()
    inside.rest()
    assert kept(inside) == LINES
    assert found.trouble.isHidden()


def test_everything_has_a_name_and_nothing_is_too_wide(inside: Desk) -> None:
    section(inside)
    page = inside.win.inside.page()
    assert nameless(page) == []
    assert page.body.overflow() == 0


@pytest.mark.parametrize("role", [Role.MANAGER, Role.STAFF, Role.LEADER])
def test_only_whoever_looks_after_the_workspace_is_offered_it(role: Role) -> None:
    assert "support" not in sections_for(frozenset({role}))
    assert "support" in sections_for(frozenset({Role.ADMINISTRATOR}))
