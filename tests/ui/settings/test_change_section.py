"""What counts as higher or lower: chosen by whoever looks after pie-audit, told at once as charts say it, and undone."""

from __future__ import annotations

import pytest

from pie_audit.domain.cut_points import OURS, CutPoints
from pie_audit.domain.team import Role
from pie_audit.ui.shell.section_names import sections_for
from pie_audit.workflows import cut_points
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import Desk


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found()
    desk.open_window()
    desk.sign_in()
    return desk


def section(desk: Desk):
    desk.win.inside.go("settings", None)
    desk.rest()
    desk.win.inside.page().open_section("change")
    desk.rest()
    return desk.win.inside.page().sections["change"]


def kept(desk: Desk) -> CutPoints:
    return desk.win.jobs.opened.read(lambda tx: cut_points.own_cut_points(tx, desk.win.jobs.me)).now


def chooses(desk: Desk, name: str, words: str):
    found = section(desk)
    choice = found.choices[name]
    choice.setCurrentIndex(choice.findText(words))
    choice.activated.emit(choice.currentIndex())
    desk.rest()
    return found


def test_a_choice_is_kept_at_once_and_told_as_charts_say_it(inside: Desk) -> None:
    found = chooses(inside, "theme_tenths", "0.6")
    assert kept(inside) == CutPoints(theme_tenths=6)
    assert "0.6 or more" in found.words.text()
    assert "that this organisation set" in found.words.text()
    assert nameless(found) == []


def test_the_programs_own_come_back_with_one_click(inside: Desk) -> None:
    found = chooses(inside, "item_points", "20")
    assert found.usual.isEnabled()
    found.usual.click()
    inside.rest()
    assert kept(inside) == OURS
    assert not found.usual.isEnabled()
    assert found.choices["item_points"].currentText() == "13"


def test_undo_brings_back_what_was_chosen_before(inside: Desk) -> None:
    found = chooses(inside, "scale_points", "25")
    inside.win.inside.undo_stack.undo()
    inside.rest()
    assert kept(inside) == OURS
    assert found.choices["scale_points"].currentText() == "10"


def test_filling_keeps_nothing(inside: Desk) -> None:
    found = section(inside)
    found.reload()
    inside.rest()
    assert kept(inside) == OURS
    assert [choice.currentText() for choice in found.choices.values()] == ["0.3", "2", "10", "13"]


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEADER])
def test_it_is_offered_to_whoever_looks_after_pie_audit_alone(role: Role) -> None:
    assert "change" not in sections_for(frozenset({role}))
    assert "change" in sections_for(frozenset({Role.ADMINISTRATOR}))
