"""Dots and priorities on the screen: one person after another, sums at the end, and a list that anybody can reorder."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from pie_audit.ui.audit.board_page import DOTS, LIST, BoardPage
from pie_audit.ui.audit.dot_vote import DotVote
from pie_audit.ui.audit.priorities_panel import PrioritiesPanel
from pie_audit.ui.plan.plan_page import PlanPage
from pie_audit.ui.shell.undo_stack import UndoStack
from pie_audit.workflows import priorities
from tests.ui.accessibility import nameless, spoken
from tests.ui.audit.board import HELPS, ONE, SERVICE, drag, key, keys, open_board, put, sign, write
from tests.ui.audit.house import House
from tests.ui.audit.test_overview_page import buttons, press, words

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def two_cards(house: House) -> None:
    open_board(house)
    put(house, "Tom runs a good debrief", ONE, HELPS)
    put(house, "Single cover at night", SERVICE)


@pytest.fixture
def before() -> Callable[[House], None]:
    return two_cards


@pytest.fixture
def page(house: House, show) -> BoardPage:
    made = show(BoardPage, house.round_id)
    house.jobs.changed.connect(lambda kinds: made.reload() if kinds & made.KINDS else None)
    return made


@pytest.fixture
def votes(page: BoardPage, idle) -> DotVote:
    page.open_part(DOTS)
    idle()
    return page.votes


@pytest.fixture
def ranking(house: House, page: BoardPage, idle) -> PrioritiesPanel:
    for said in ("Rest", "Nights", "Letters"):
        house.write(priorities.add_priority, house.round_id, said)
    page.reload()
    page.open_part(LIST)
    idle()
    page.begin()
    return page.list


def listed(house: House) -> list[str]:
    return [r.priority.words for r in house.read(priorities.choosing, house.round_id).ranked]


def reasons(house: House) -> list[str]:
    return [r.priority.no_action_because for r in house.read(priorities.choosing, house.round_id).ranked]


def begin(votes: DotVote, idle, people: str = "2") -> None:
    """Say how many are here."""
    write(people)
    key(K.Key_Return)
    idle()
    votes.begin()


class TestDots:
    def test_two_people_vote_by_keyboard_alone_and_only_then_the_sums_show(
        self, house: House, page: BoardPage, votes: DotVote, idle
    ) -> None:
        begin(votes, idle)
        assert "Person 1 of 2" in words(votes)
        assert nameless(page) == []
        keys([K.Key_Space, K.Key_Plus, K.Key_Down, K.Key_Plus])
        assert "0 dots left" in words(votes.foot)
        votes.place.setFocus()
        key(K.Key_Space)
        idle()
        assert "Person 2 of 2" in words(votes)
        assert "3 dots left" in words(votes.foot), "the next person sees nothing of the one before"
        assert not house.read(priorities.choosing, house.round_id).ballot.standings
        votes.begin()
        keys([K.Key_Plus, K.Key_Plus, K.Key_Minus])
        votes.place.click()
        idle()
        said = words(votes)
        assert "3 dots" in said
        assert "1 dot" in said
        assert "2 people placed dots" in said
        assert nameless(page) == []

    def test_nobody_gets_a_third_dot_on_one_thing_or_a_fourth_at_all(self, votes: DotVote, idle) -> None:
        begin(votes, idle)
        keys([K.Key_Plus, K.Key_Plus, K.Key_Plus])
        assert "At most two dots go on one thing." in words(votes.foot)
        keys([K.Key_Down, K.Key_Plus, K.Key_Down, K.Key_Plus])
        assert "All three dots are placed." in words(votes.foot)
        assert sum(votes.placed.values()) == 3

    def test_the_mouse_places_and_takes_dots_too(self, votes: DotVote, idle) -> None:
        begin(votes, idle)
        row = next(iter(votes.rows.values()))
        row.plus.click()
        row.plus.click()
        assert not row.plus.isEnabled()
        assert spoken(row).endswith("2 dots of mine")
        row.minus.click()
        assert votes.placed[row.item.key] == 1

    def test_level_ones_are_shown_as_level(self, house: House, page: BoardPage, votes: DotVote, idle) -> None:
        house.write(priorities.set_present, house.round_id, 1)
        house.write(priorities.place_dots, house.round_id, {"topic:A1": 1, "topic:B5": 1})
        page.reload()
        idle()
        assert "Level with each other: talk about which comes first." in words(votes)

    def test_somebody_else_saving_leaves_the_dots_in_hand(
        self, house: House, page: BoardPage, votes: DotVote, idle
    ) -> None:
        begin(votes, idle)
        key(K.Key_Plus)
        placed = dict(votes.placed)
        put(house, "New starters expect it", ONE, HELPS)
        page.reload()
        idle()
        assert votes.placed == placed
        assert "2 dots left" in words(votes.foot)

    @pytest.mark.parametrize("typed", ["", "0", "x"])
    def test_a_number_that_is_none_is_told_beside_the_field(self, votes: DotVote, idle, typed: str) -> None:
        begin(votes, idle, typed)
        assert "Say a number, such as 8." in words(votes)

    def test_the_dots_can_be_finished_early_started_again_and_brought_back(
        self, house: House, page: BoardPage, votes: DotVote, idle
    ) -> None:
        stack = UndoStack(house.jobs, page)
        begin(votes, idle, "9")
        key(K.Key_Plus)
        votes.place.click()
        idle()
        assert "Finish now" not in buttons(votes)  # the sums would be one person's dots
        votes.place.click()
        idle()
        press(votes, "Finish now")
        idle()
        assert "2 people placed dots" in words(votes)
        press(votes, "Start again")
        idle()
        assert "Person 1 of 2" in words(votes)
        assert "Started the dots again" in words(stack.bar)
        stack.undo()
        idle()
        assert "2 people placed dots" in words(votes)

    def test_a_team_can_do_without_dots_and_with_them_again(
        self, page: BoardPage, votes: DotVote, idle
    ) -> None:
        press(votes, "Do without dots")
        idle()
        assert "We decide by talking" in words(votes)
        assert page.prompts.go_on.text() == "Choose priorities"
        press(votes, "Use dots after all")
        idle()
        assert "How many of us are here?" in words(votes)

    def test_what_got_dots_becomes_a_priority_with_one_press(
        self, house: House, page: BoardPage, votes: DotVote, idle
    ) -> None:
        house.write(priorities.set_present, house.round_id, 1)
        house.write(priorities.place_dots, house.round_id, {"topic:A1": 2})
        page.reload()
        idle()
        press(votes, "Make it a priority")
        idle()
        assert listed(house) == ["Behaviour has a history"]
        assert "A priority" in words(votes)

    def test_the_team_sees_how_far_the_vote_is_and_places_nothing(
        self, house: House, page, show, idle
    ) -> None:
        house.write(priorities.set_present, house.round_id, 3)
        house.be("Marek Nowak")
        other = show(BoardPage, house.round_id)
        other.open_part(DOTS)
        idle()
        assert "0 of 3 have placed their dots." in words(other.votes)
        assert not other.votes.rows


class TestList:
    def test_one_is_added_in_own_words_and_one_from_the_board(
        self, house: House, page: BoardPage, idle
    ) -> None:
        page.open_part(LIST)
        idle()
        page.begin()
        write("Rest at night")
        key(K.Key_Return)
        idle()
        ranking = page.list
        at = next(
            n for n, item in enumerate(ranking._items) if item and item.words == "Single cover at night"
        )
        ranking._pick.setCurrentIndex(at)
        assert ranking._own.text() == "Single cover at night"
        press(ranking, "Add to the list")
        idle()
        assert listed(house) == ["Rest at night", "Single cover at night"]
        assert "Gets in the way · in this service" in words(ranking)
        press(ranking, "Add to the list")
        assert "Write what we want to work on" in words(ranking)

    def test_alt_and_an_arrow_move_one_from_inside_its_words(
        self, house: House, ranking: PrioritiesPanel, idle
    ) -> None:
        assert QApplication.focusWidget().accessibleName() == "Priority 1 of 3"
        key(K.Key_Down, ALT)
        idle()
        assert listed(house) == ["Nights", "Rest", "Letters"]
        assert QApplication.focusWidget().accessibleName() == "Priority 2 of 3"
        key(K.Key_Down, ALT)
        idle()
        key(K.Key_Down, ALT)
        idle()
        assert listed(house) == ["Nights", "Letters", "Rest"]

    def test_the_mouse_moves_one_by_its_handle(self, house: House, ranking: PrioritiesPanel, idle) -> None:
        last = ranking.rows[ranking._order[2]]
        first = ranking.rows[ranking._order[0]]
        drag(last.handle, first, QPoint(20, 4))
        idle()
        assert listed(house) == ["Letters", "Rest", "Nights"]

    def test_the_buttons_move_one_and_take_it_off(self, house: House, ranking: PrioritiesPanel, idle) -> None:
        row = ranking.rows[ranking._order[1]]
        assert row.up.accessibleName() == "Move “Nights” up"
        row.up.click()
        idle()
        assert listed(house) == ["Nights", "Rest", "Letters"]
        row.gone.click()
        idle()
        assert listed(house) == ["Rest", "Letters"]

    def test_words_can_be_changed_where_they_stand(
        self, house: House, page: BoardPage, ranking: PrioritiesPanel, idle
    ) -> None:
        key(K.Key_End)
        write(" for nights")
        assert page.unsaved
        ranking.timer.timeout.emit()
        idle()
        assert listed(house)[0] == "Rest for nights"
        assert not page.unsaved

    def test_no_action_needs_a_reason_and_then_the_gate_opens(
        self, house: House, ranking: PrioritiesPanel, idle
    ) -> None:
        row = ranking.rows[ranking._order[0]]
        assert "Needs an action, or a reason for none" in words(row)
        press(row, "No action, because …")
        write("The council decides in May")
        key(K.Key_Return)
        idle()
        assert reasons(house)[0] == "The council decides in May"
        assert "A reason for no action" in words(row)
        waiting = house.opened.read(lambda tx: priorities.unanswered(tx, house.round_id))
        assert [p.words for p in waiting] == ["Nights", "Letters"]

    def test_each_leads_to_an_action_that_is_linked_to_it(
        self, page: BoardPage, ranking: PrioritiesPanel
    ) -> None:
        gone: list[tuple[str, object]] = []
        page.went_to.connect(lambda area, argument: gone.append((area, argument)))
        press(ranking.rows[ranking._order[1]], "Write an action")
        assert gone == [("plan", f"priority/{ranking._order[1]}")]

    def test_the_plan_begins_an_action_that_belongs_to_the_priority(
        self, house: House, ranking: PrioritiesPanel, show, idle
    ) -> None:
        plan = show(PlanPage, house.team_id)
        house.write(priorities.add_priority, house.round_id, "Quiet hour")
        newest = house.read(priorities.choosing, house.round_id).ranked[-1].priority
        plan.reload()
        plan.open_at("plan", f"priority/{newest.priority_id}")
        idle()
        assert plan.editor.action is not None
        assert plan.editor.action.priority_id == newest.priority_id
        assert plan.editor.action.what == ""

    def test_above_five_a_quiet_line_and_no_block(
        self, house: House, page: BoardPage, ranking: PrioritiesPanel, idle
    ) -> None:
        assert "That’s more than 5." not in words(ranking)
        for said in "def":
            house.write(priorities.add_priority, house.round_id, said)
        page.reload()
        idle()
        assert "That’s more than 5." in words(ranking)
        assert len(listed(house)) == 6

    def test_nothing_is_nameless(self, page: BoardPage, ranking: PrioritiesPanel) -> None:
        assert nameless(page) == []

    def test_the_team_reads_the_list_and_is_offered_nothing_to_change(
        self, house: House, page: BoardPage, ranking: PrioritiesPanel, show, idle
    ) -> None:
        sign(house)
        other = show(BoardPage, house.round_id)
        other.open_part(LIST)
        idle()
        assert "Nights" in words(other.list)
        assert buttons(other.list) == {"On to the plan"}
