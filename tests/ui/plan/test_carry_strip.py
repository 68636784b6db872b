"""What came over is kept, changed or let go, by mouse and by key; each can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.quarter import Quarter
from pie_audit.ui.plan.carry_strip import CarryRow
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import carrying
from tests.quarter import Hostel
from tests.ui.accessibility import nameless
from tests.ui.plan.desk import Desk, button_named
from tests.workflows.quarters import AUTUMN, SUMMER, begin, sign, signed_plan


@pytest.fixture
def carried(hostel: Hostel, desk_of: object) -> tuple[Desk, list[Action]]:
    """Two open actions of summer, and an autumn round that has just begun."""
    old = signed_plan(hostel, SUMMER, "Ask nights", "Paint the hall", due=date(2026, 8, 1))
    return desk_of(begin(hostel, AUTUMN)), old  # type: ignore[operator]


def rows(desk: Desk) -> list[CarryRow]:
    listed = desk.page.carry._list
    return [listed.itemAt(at).widget() for at in range(listed.count())]


def test_the_strip_says_how_many_came_over_and_lists_them_when_asked(
    carried: tuple[Desk, list[Action]],
) -> None:
    desk, _old = carried
    page = desk.sit()
    assert page.carry.isVisible()
    assert page.carry._words.text() == "2 actions came over from summer. Keep, change or let go?"
    assert not rows(desk)[0].isVisible()
    desk.press("Decide together")
    assert [r._what.text() for r in rows(desk)] == ["Ask nights", "Paint the hall"]
    assert rows(desk)[0].keep.hasFocus()
    assert nameless(page) == []


def test_one_click_keeps_one_and_its_undo_brings_it_back(carried: tuple[Desk, list[Action]]) -> None:
    desk, old = carried
    page = desk.sit()
    desk.press("Decide together")
    desk.press("Keep: Ask nights")
    desk.calm()
    assert [r._what.text() for r in rows(desk)] == ["Paint the hall"]
    assert rows(desk)[0].keep.hasFocus()
    assert desk.stored(old[0].action_id).status is ActionStatus.CARRIED
    assert desk.said[-1].name == "Kept an action"
    desk.jobs.write(desk.said[-1].undo, owner=page)
    desk.calm()
    assert len(rows(desk)) == 2


def test_keys_keep_change_and_let_go(carried: tuple[Desk, list[Action]]) -> None:
    desk, old = carried
    page = desk.sit()
    desk.press("Decide together")
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K)
    desk.calm()
    assert desk.stored(old[0].action_id).status is ActionStatus.CARRIED
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_L)
    assert rows(desk)[0].line.hasFocus()
    desk.qtbot.keyClicks(rows(desk)[0].line, "Kept by somebody else")
    desk.qtbot.keyClick(rows(desk)[0].line, Qt.Key.Key_Return)
    desk.calm()
    assert desk.stored(old[1].action_id).status_reason == "Kept by somebody else"
    assert not page.carry.isVisible()


def test_change_keeps_it_and_opens_its_words(carried: tuple[Desk, list[Action]]) -> None:
    desk, old = carried
    page = desk.sit()
    desk.press("Decide together")
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_C)
    desk.calm()
    assert page.editor.action is not None
    assert page.editor.action.carried_from == old[0].action_id
    desk.type_into("what", "Ask nights and days")
    page.flush()
    desk.calm()
    assert "Ask nights and days" in desk.planned()
    assert "Carried over once" in [label.text() for label in page.editor.history.findChildren(WrapLabel)]


def test_letting_go_without_a_reason_says_so_and_escape_leaves_it(
    carried: tuple[Desk, list[Action]],
) -> None:
    desk, old = carried
    desk.sit()
    desk.press("Decide together")
    desk.press("Let go: Ask nights")
    row = rows(desk)[0]
    row.sure.click()
    assert row._why.error() == "A few words are plenty."
    desk.qtbot.keyClicks(row.line, "We")
    desk.qtbot.keyClick(row.line, Qt.Key.Key_Escape)
    assert row.let_go.hasFocus()
    assert desk.stored(old[0].action_id).status is ActionStatus.NOT_STARTED


def test_one_that_came_over_three_times_is_shrunk_dropped_or_helped_with(
    hostel: Hostel, desk_of: object
) -> None:
    (action,) = signed_plan(hostel, Quarter(2025, 4), "Ask nights")
    for quarter in (Quarter(2026, 1), Quarter(2026, 2), SUMMER):
        round_id = begin(hostel, quarter)
        action = hostel.do(carrying.keep_action, hostel.amina, action.action_id, round_id).result
        sign(hostel, round_id)
    desk: Desk = desk_of(begin(hostel, AUTUMN))  # type: ignore[operator]
    page = desk.sit()
    desk.press("Decide together")
    (row,) = rows(desk)
    shown = [b.text() for b in (row.keep, row.change, row.let_go, row.help) if b.isVisible()]
    assert shown == ["Shrink it", "Drop it", "Ask for help"]
    desk.press("Ask for help: Ask nights")
    desk.calm()
    assert page.editor.stuck.isVisible()
    assert page.editor.form._texts["ask_what"].edit.hasFocus()
    button_named("Drop it", page.editor).click()
    assert page.editor.form._texts["status_reason"].edit.hasFocus()
    button_named("Shrink it", page.editor).click()
    assert page.editor.form._texts["what"].edit.hasFocus()


def test_who_only_reads_sees_no_strip(carried: tuple[Desk, list[Action]]) -> None:
    desk, _old = carried
    page = desk.sit("jo")
    assert not page.carry.isVisible()
    assert "Still open from earlier plans" in [g.title for g in page.model.groups()]


@pytest.mark.parametrize(("percent", "width"), [(100, 958), (200, 1300), (200, 958)])
def test_the_open_strip_is_never_too_wide(
    carried: tuple[Desk, list[Action]], percent: int, width: int
) -> None:
    desk, _old = carried
    apply(QApplication.instance(), "light", percent)
    page = desk.sit(width=width)
    desk.press("Decide together")
    desk.press("Let go: Ask nights")
    desk.calm()
    assert page.body.overflow() == 0
