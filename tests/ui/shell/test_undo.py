"""Undo by name: the latest change first, then the one before, for as long as the window is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.ui.widgets import SecondaryButton, UndoBar
from pie_audit.workflows import teams
from pie_audit.workflows.undo import Undoable
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import Desk


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found()
    desk.open_window()
    desk.sign_in()
    return desk


def bar(desk: Desk) -> UndoBar:
    return desk.win.inside.undo_stack.bar


def words(desk: Desk) -> str:
    return bar(desk)._words.text()


def rename(desk: Desk, name: str) -> None:
    desk.jobs.write(teams.rename_team, desk.win.inside.team_id(), name, "", owner=desk.win)
    desk.rest()


def undo(desk: Desk) -> None:
    desk.ctrl(Qt.Key.Key_Z)
    desk.rest()


def test_each_step_is_taken_back_by_its_name(inside: Desk) -> None:
    rename(inside, "Second name")
    rename(inside, "Third name")
    assert words(inside) == "Renamed Second name"
    undo(inside)
    assert words(inside) == "Taken back: Renamed Second name. Before that: Renamed Quayside House"
    undo(inside)
    assert words(inside) == "Taken back: Renamed Quayside House"
    assert not bar(inside)._button.isVisible()
    assert nameless(bar(inside)) == []


def test_the_bar_takes_back_the_one_before_by_mouse_too(inside: Desk) -> None:
    rename(inside, "Second name")
    rename(inside, "Third name")
    for _step in range(2):
        bar(inside).findChild(SecondaryButton).click()
        inside.rest()
    assert inside.win.inside._team.name == "Quayside House"


def test_control_z_still_works_when_the_bar_has_gone_and_on_another_page(inside: Desk) -> None:
    rename(inside, "Second name")
    bar(inside).close_bar()
    inside.win.inside.go("plan")
    inside.rest()
    undo(inside)
    assert inside.win.inside._team.name == "Quayside House"


def test_the_bar_never_takes_back_something_other_than_it_says(inside: Desk) -> None:
    stack = inside.win.inside.undo_stack
    stack.push(Undoable(None, "Put an action into the bin", lambda tx, me: None))
    stack.push(Undoable(None, "Changed an action", lambda tx, me: None, quiet=True))
    assert not bar(inside).isVisible()
    assert stack.latest == "Changed an action"


def test_what_cannot_be_saved_just_now_can_be_taken_back_later(inside: Desk) -> None:
    tries: list[int] = []

    def undo_it(_tx: object, _me: object) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise CannotSave("The disk is full.", "Make room, then try again.")

    inside.win.inside.undo_stack.push(Undoable(None, "Renamed it", undo_it))
    undo(inside)
    assert inside.win.inside.trouble.isVisible()
    assert inside.win.inside.undo_stack.latest == "Renamed it"
    undo(inside)
    assert len(tries) == 2
    assert inside.win.inside.undo_stack.latest == ""
    inside.troubles.clear()


def test_what_cannot_be_taken_back_any_more_says_so_and_goes(inside: Desk) -> None:
    def undo_it(_tx: object, _me: object) -> None:
        raise NotNow("The plan was signed off.", "Add it as something new.")

    inside.win.inside.undo_stack.push(Undoable(None, "Renamed it", undo_it))
    undo(inside)
    assert "signed off" in inside.win.inside.trouble.accessibleName()
    assert inside.win.inside.undo_stack.latest == ""
    inside.troubles.clear()


def test_with_nothing_to_take_back_control_z_does_nothing(inside: Desk) -> None:
    undo(inside)
    assert not bar(inside).isVisible()


def test_locking_ends_the_chance(inside: Desk) -> None:
    stack = inside.win.inside.undo_stack
    rename(inside, "Second name")
    counted: list[int] = []
    was = stack.clear
    stack.clear = lambda: (was(), counted.append(len(stack)))
    inside.win.lock()
    inside.rest()
    assert counted == [0]
