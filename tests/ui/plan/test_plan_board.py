"""The plan as cards and as a table: the same rows, reached by keyboard, said in words."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pie_audit.domain.plan import ActionStatus, BarrierLevel
from pie_audit.ui.plan.model import DUE, OWNER, STATUS, TOPIC, WHAT
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import EmptyState, ThemeShape, WrapLabel
from tests.ui.accessibility import nameless, spoken
from tests.ui.plan.desk import Desk, button_named

LATE = date(2026, 11, 25)


def shown(desk: Desk) -> list[list[str]]:
    """The cells of the table, row by row."""
    model = desk.page.model
    return [
        [str(model.index(row, column).data()) for column in (WHAT, TOPIC, OWNER, DUE, STATUS)]
        for row in range(model.rowCount())
    ]


def test_empty_plan_says_so_and_leads_to_the_review(desk: Desk) -> None:
    page = desk.sit()
    assert page.findChild(EmptyState).isVisible()
    assert not page.switch.isVisible()
    went = []
    page.went_to.connect(lambda area, argument: went.append((area, argument)))
    desk.press("Go to our review")
    assert went == [("review", desk.hostel.team_id)]


def test_cards_stand_under_their_topic_and_the_shape_of_its_theme(desk: Desk) -> None:
    action = desk.add(barrier_level=BarrierLevel.SERVICE)
    desk.add("Paint the hall", topic_id=None)
    page = desk.sit()
    assert [group.title for group in page.model.groups()] == [
        "Protected thinking time",
        "Not tied to one topic",
    ]
    assert len(page.cards.findChildren(ThemeShape)) == 1
    assert page.cards.card(action.action_id).isVisible()
    assert page.heading.context.text() == "1 topic · 2 actions · draft, seen by the team only"


def test_a_card_says_what_who_when_and_the_first_step(desk: Desk) -> None:
    tom = desk.hostel.tom.member.person_id
    action = desk.add(owner_id=tom, first_small_step="Ask nights", status=ActionStatus.UNDER_WAY)
    page = desk.sit()
    assert spoken(page.cards.card(action.action_id)) == (
        "Put handover reflection on the rota. Under way. | Tom. Fri 27 Nov. First step: Ask nights"
    )


def test_an_action_past_its_day_is_a_week_over_in_amber_on_card_and_in_table(desk: Desk) -> None:
    action = desk.add(due=date(2026, 11, 19))
    desk.hostel.at(date(2026, 11, 26))
    page = desk.sit()
    assert "A week over" in spoken(page.cards.card(action.action_id))
    cell = page.model.index(0, DUE)
    assert cell.data() == "A week over"
    assert cell.data(Qt.ItemDataRole.ForegroundRole).name() == "#6e3e00"
    assert not cell.data(Qt.ItemDataRole.DecorationRole).isNull()


def test_a_finished_action_is_never_over(desk: Desk) -> None:
    desk.add(due=date(2026, 11, 19), status=ActionStatus.DONE)
    desk.hostel.at(date(2026, 11, 26))
    desk.sit()
    assert shown(desk)[0][3] == "Thu 19 Nov"


def test_the_table_shows_the_same_rows_as_the_cards(desk: Desk) -> None:
    first, second = desk.add(), desk.add("Ask the council for backfill", due=None)
    page = desk.sit()
    page.switch.focusProxy().setFocus()
    desk.qtbot.keyClick(page.switch.focusProxy(), Qt.Key.Key_Right)
    assert page.table.isVisible()
    assert not page.cards.isVisible()
    assert shown(desk) == [
        [first.what, "Protected thinking time", "Needs owner", "Fri 27 Nov", "Not started"],
        [second.what, "Protected thinking time", "Needs owner", "No day yet", "Not started"],
    ]


def test_f2_opens_the_words_of_a_card_and_of_a_row(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    page.begin()
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    assert page.editor.action == action
    assert page.editor.form.isAncestorOf(QApplication.focusWidget())
    page.editor.leave()
    page.switch._parts[1].click()
    page.table.setFocus()
    desk.qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert page.editor.form.isAncestorOf(QApplication.focusWidget())


def test_arrows_walk_the_cards(desk: Desk) -> None:
    desk.add()
    second = desk.add("Paint the hall", topic_id=None)
    page = desk.sit()
    page.begin()
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.cards.card(second.action_id)


def test_tab_leaves_the_table(desk: Desk) -> None:
    desk.add()
    page = desk.sit()
    page.switch._parts[1].click()
    page.table.setFocus()
    desk.qtbot.keyClick(page.table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not page.table


def test_staff_read_all_of_an_action_and_change_nothing(desk: Desk) -> None:
    action = desk.add(success_sign="Nights say they were asked.")
    page = desk.sit("dee")
    page.cards.card(action.action_id).click()
    assert page.details.isVisible()
    assert not page.editor.isVisible()
    assert not page.add_button.isVisible()
    page.add_action()
    assert page.editor.action is None


def test_a_change_of_somebody_else_shows_without_rebuilding_the_cards(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    before = page.cards.card(action.action_id)
    desk.change(action.action_id, status=ActionStatus.DONE)
    desk.until(lambda: page.model.action(0).status is ActionStatus.DONE)
    assert page.cards.card(action.action_id) is before
    assert "Done" in before.accessibleName()


def test_what_lies_in_the_bin_can_be_taken_out_again(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    page.editor.bin_button.click()
    desk.calm()
    assert desk.planned() == []
    assert desk.said[-1].name == "Put an action into the bin"
    desk.press("1 action in the bin")
    button_named(f"Take out of the bin: {action.what}", page).click()
    desk.calm()
    assert desk.planned() == [action.what]
    assert not page.bin.isVisible()


def test_binning_can_be_undone(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    page.editor.bin_button.click()
    desk.calm()
    desk.hostel.do(desk.said[-1].undo, desk.hostel.amina)
    desk.calm()
    assert desk.planned() == [action.what]


def test_where_there_is_little_room_the_editor_takes_the_place_of_the_cards(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit(width=900)
    page.cards.card(action.action_id).click()
    assert not page.cards.isVisible()
    assert page.editor.isVisible()
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert page.cards.isVisible()
    assert QApplication.focusWidget() is page.cards.card(action.action_id)


def test_beside_the_cards_it_says_where_the_plan_stands(desk: Desk) -> None:
    desk.add(status=ActionStatus.DONE)
    desk.add("Paint the hall", due=date(2026, 11, 19))
    desk.hostel.at(date(2026, 11, 26))
    page = desk.sit()
    assert [label.text() for label in page.summary.findChildren(WrapLabel)][2:] == [
        "1 action is done",
        "1 action hasn’t started",
        "1 day has passed: done, or a new date?",
        "1 action needs an owner",
        "Ready to sign off when you are",
    ]


def test_ctrl_n_begins_a_new_action(desk: Desk) -> None:
    desk.add()
    page = desk.sit()
    page.begin()
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.is_new
    assert page.editor.form.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("mode", ["light", "dark", "high_contrast_dark"])
@pytest.mark.parametrize(("percent", "width"), [(100, 1144), (100, 958), (200, 1144), (200, 700)])
def test_nothing_scrolls_sideways_and_everything_has_a_name(
    desk: Desk, qapp: QApplication, mode: str, percent: int, width: int
) -> None:
    tom = desk.hostel.tom.member.person_id
    action = desk.add("Rewrite the visitor rule with residents " * 8, owner_id=tom, ask_of="The council")
    desk.add("Antidisestablishmentarianism" * 4, status=ActionStatus.STOPPED, status_reason="No money")
    page = desk.sit(width=width)
    apply(qapp, mode, percent)
    for view in (0, 1):
        page.switch._parts[view].click()
        for _turn in range(6):
            QApplication.processEvents()
        assert page.body.overflow() == 0
        assert nameless(page) == []
    desk.edit(action)
    for _turn in range(6):
        QApplication.processEvents()
    assert page.body.overflow() == 0
    assert nameless(page) == []
