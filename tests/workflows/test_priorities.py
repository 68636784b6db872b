"""From dots to priorities: sums only, ties left alone, and a reason wherever no action follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.errors import NotNow
from pie_audit.domain.priority import Priority
from pie_audit.storage import influences as kept
from pie_audit.workflows import influences, meetings, plans, priorities
from pie_audit.workflows.priorities import Ballot, Choosing, Item, PriorityChanged
from tests.quarter import Hostel
from tests.workflows.test_influences import HINDERS, SERVICE, put, sign


@pytest.fixture
def round_id(hostel: Hostel) -> str:
    """Two topics were talked about, one was left for another time, and a card lies on the board."""
    made = hostel.opened_round()
    for topic, outcome in (
        ("A1", Outcome.CANT_TELL),
        ("B5", Outcome.NOT_SETTLED),
        ("C1", Outcome.NOT_DISCUSSED),
    ):
        hostel.do(meetings.record_consensus, hostel.amina, made, Consensus(topic, outcome))
    put(hostel, made, "Single cover at night")
    return made


def see(hostel: Hostel, round_id: str) -> Choosing:
    return hostel.see(priorities.choosing, hostel.jo, round_id)


def ballot(hostel: Hostel, round_id: str) -> Ballot:
    return see(hostel, round_id).ballot


def card_key(hostel: Hostel, round_id: str) -> str:
    return next(i.key for i in ballot(hostel, round_id).items if i.card)


def add(hostel: Hostel, round_id: str, words: str, item: Item | None = None) -> Priority:
    return hostel.do(priorities.add_priority, hostel.amina, round_id, words, item).result


def listed(hostel: Hostel, round_id: str) -> list[str]:
    return [r.priority.words for r in see(hostel, round_id).ranked]


class TestDotVote:
    def test_dots_go_on_topics_talked_about_and_on_cards(self, hostel: Hostel, round_id: str) -> None:
        items = ballot(hostel, round_id).items
        assert [i.key for i in items if i.topic] == ["topic:A1", "topic:B5"]
        assert [i.words for i in items if i.card] == ["Single cover at night"]

    def test_no_sum_is_told_before_everybody_has_voted(self, hostel: Hostel, round_id: str) -> None:
        hostel.do(priorities.set_present, hostel.amina, round_id, 2)
        hostel.do(priorities.place_dots, hostel.amina, round_id, {"topic:A1": 2, "topic:B5": 1})
        shown = ballot(hostel, round_id)
        assert (shown.turns, shown.present, shown.is_over, shown.standings) == (1, 2, False, ())
        hostel.do(
            priorities.place_dots, hostel.amina, round_id, {"topic:B5": 2, card_key(hostel, round_id): 1}
        )
        shown = ballot(hostel, round_id)
        assert [(s.dots, [i.key for i in s.items]) for s in shown.standings] == [
            (3, ["topic:B5"]),
            (2, ["topic:A1"]),
            (1, [card_key(hostel, round_id)]),
        ]

    def test_a_tie_is_shown_as_a_tie(self, hostel: Hostel, round_id: str) -> None:
        hostel.do(priorities.set_present, hostel.amina, round_id, 1)
        hostel.do(priorities.place_dots, hostel.amina, round_id, {"topic:A1": 1, "topic:B5": 1})
        (tie,) = ballot(hostel, round_id).standings
        assert [i.key for i in tie.items] == ["topic:A1", "topic:B5"]

    def test_finishing_now_shows_the_sums_of_those_who_voted(self, hostel: Hostel, round_id: str) -> None:
        hostel.do(priorities.set_present, hostel.amina, round_id, 9)
        with pytest.raises(NotNow, match="Nobody has placed"):
            hostel.do(priorities.finish_voting, hostel.amina, round_id)
        hostel.do(priorities.place_dots, hostel.amina, round_id, {"topic:A1": 1})
        with pytest.raises(NotNow, match="would be theirs"):
            hostel.do(priorities.finish_voting, hostel.amina, round_id)
        hostel.do(priorities.place_dots, hostel.amina, round_id, {"topic:A1": 1})
        done = hostel.do(priorities.finish_voting, hostel.amina, round_id)
        assert ballot(hostel, round_id).is_over
        with pytest.raises(NotNow):
            hostel.do(priorities.place_dots, hostel.amina, round_id, {"topic:A1": 1})
        hostel.do(done.undo, hostel.amina)
        assert not ballot(hostel, round_id).is_over

    @pytest.mark.parametrize(
        "placed", [{"topic:A1": 3}, {"topic:A1": 2, "topic:B5": 2}, {"topic:C1": 1}, {"x": 1}]
    )
    def test_unfair_dots_are_refused_and_nobody_has_voted(
        self, hostel: Hostel, round_id: str, placed: dict[str, int]
    ) -> None:
        hostel.do(priorities.set_present, hostel.amina, round_id, 2)
        with pytest.raises(NotNow):
            hostel.do(priorities.place_dots, hostel.amina, round_id, placed)
        assert ballot(hostel, round_id).turns == 0

    @pytest.mark.parametrize("present", [0, -1, 100])
    def test_nobody_and_far_too_many_cannot_be_here(
        self, hostel: Hostel, round_id: str, present: int
    ) -> None:
        with pytest.raises(NotNow):
            hostel.do(priorities.set_present, hostel.amina, round_id, present)

    def test_somebody_may_come_late_but_nobody_who_voted_goes(self, hostel: Hostel, round_id: str) -> None:
        hostel.do(priorities.set_present, hostel.amina, round_id, 2)
        for _person in range(2):
            hostel.do(priorities.place_dots, hostel.amina, round_id, {})
        with pytest.raises(NotNow):
            hostel.do(priorities.set_present, hostel.amina, round_id, 1)
        hostel.do(priorities.set_present, hostel.amina, round_id, 3)
        assert not ballot(hostel, round_id).is_over

    def test_starting_again_can_be_taken_back(self, hostel: Hostel, round_id: str) -> None:
        hostel.do(priorities.set_present, hostel.amina, round_id, 1)
        hostel.do(priorities.place_dots, hostel.amina, round_id, {"topic:A1": 2})
        before = ballot(hostel, round_id)
        again = hostel.do(priorities.start_again, hostel.amina, round_id)
        assert (ballot(hostel, round_id).turns, ballot(hostel, round_id).present) == (0, 1)
        assert again.name == "Started the dots again"
        hostel.do(again.undo, hostel.amina)
        assert ballot(hostel, round_id) == before

    def test_an_undo_never_sweeps_away_dots_that_came_later(self, hostel: Hostel, round_id: str) -> None:
        hostel.do(priorities.set_present, hostel.amina, round_id, 3)
        first = hostel.do(priorities.place_dots, hostel.amina, round_id, {"topic:A1": 2})
        hostel.do(priorities.place_dots, hostel.amina, round_id, {"topic:B5": 2})
        with pytest.raises(NotNow, match="since then"):
            hostel.do(first.undo, hostel.amina)

    def test_the_facilitator_can_do_without_dots(self, hostel: Hostel, round_id: str) -> None:
        off = hostel.do(priorities.switch_voting, hostel.amina, round_id, False)
        assert ballot(hostel, round_id).is_off
        with pytest.raises(NotNow):
            hostel.do(priorities.place_dots, hostel.amina, round_id, {"topic:A1": 1})
        hostel.do(off.undo, hostel.amina)
        assert not ballot(hostel, round_id).is_off

    def test_only_sums_are_kept(self, hostel: Hostel, round_id: str) -> None:
        hostel.do(priorities.set_present, hostel.amina, round_id, 2)
        for placed in ({"topic:A1": 1}, {"topic:A1": 2}):
            hostel.do(priorities.place_dots, hostel.amina, round_id, placed)
        stored = hostel.read(lambda tx: kept.load_voting(tx, round_id))
        assert dict(stored.dots) == {"topic:A1": 3}


class TestList:
    def test_one_is_added_linked_and_taken_back(self, hostel: Hostel, round_id: str) -> None:
        item = next(i for i in ballot(hostel, round_id).items if i.card)
        undo = hostel.do(priorities.add_priority, hostel.amina, round_id, "Nobody alone  at night", item)
        (ranked,) = see(hostel, round_id).ranked
        assert (ranked.priority.words, ranked.item, ranked.priority.rank) == (
            "Nobody alone at night",
            item,
            1,
        )
        assert item not in see(hostel, round_id).free_items
        assert hostel.see(influences.board, hostel.jo, round_id).in_plan == {ranked.priority.influence_id}
        hostel.do(undo.undo, hostel.amina)
        assert listed(hostel, round_id) == []

    def test_words_and_reason_change_and_come_back(self, hostel: Hostel, round_id: str) -> None:
        was = add(hostel, round_id, "Rest")
        now = replace(was, words="Rest at night", no_action_because="The council decides in May")
        changed = hostel.do(priorities.change_priority, hostel.amina, (was,), now)
        assert see(hostel, round_id).ranked[0].priority == now
        hostel.do(changed.undo, hostel.amina)
        assert see(hostel, round_id).ranked[0].priority == was

    def test_two_who_change_the_same_words_are_told(self, hostel: Hostel, round_id: str) -> None:
        was = add(hostel, round_id, "Rest")
        theirs = replace(was, words="Theirs")
        hostel.do(priorities.change_priority, hostel.amina, (was,), theirs)
        with pytest.raises(PriorityChanged) as told:
            hostel.do(priorities.change_priority, hostel.amina, (was,), replace(was, words="Mine"))
        assert told.value.theirs == theirs
        hostel.do(priorities.remove_priority, hostel.amina, round_id, was.priority_id)
        with pytest.raises(PriorityChanged) as told:
            hostel.do(priorities.change_priority, hostel.amina, (was,), replace(was, words="Mine"))
        assert told.value.theirs is None

    def test_the_order_can_be_changed_and_taken_back(self, hostel: Hostel, round_id: str) -> None:
        made = [add(hostel, round_id, words) for words in "abc"]
        moved = hostel.do(priorities.rank_priority, hostel.amina, round_id, made[2].priority_id, 1)
        assert listed(hostel, round_id) == ["c", "a", "b"]
        hostel.do(moved.undo, hostel.amina)
        assert listed(hostel, round_id) == ["a", "b", "c"]

    def test_one_taken_off_comes_back_to_its_rank(self, hostel: Hostel, round_id: str) -> None:
        made = [add(hostel, round_id, words) for words in "abc"]
        gone = hostel.do(priorities.remove_priority, hostel.amina, round_id, made[1].priority_id)
        assert gone.name == "Took away “b”"
        assert listed(hostel, round_id) == ["a", "c"]
        hostel.do(gone.undo, hostel.amina)
        assert listed(hostel, round_id) == ["a", "b", "c"]

    def test_above_five_there_is_a_warning_and_no_block(self, hostel: Hostel, round_id: str) -> None:
        for words in "abcde":
            add(hostel, round_id, words)
        assert not see(hostel, round_id).is_many
        add(hostel, round_id, "f")
        assert see(hostel, round_id).is_many

    def test_each_waits_for_an_action_or_a_reason_for_none(self, hostel: Hostel, round_id: str) -> None:
        acted, reasoned, bare = (add(hostel, round_id, words) for words in "abc")
        action = replace(
            plans.new_action(hostel.team_id, round_id), what="Ask nights", priority_id=acted.priority_id
        )
        hostel.do(plans.save_action, hostel.amina, action)
        because = replace(reasoned, no_action_because="Nobody here can change it")
        hostel.do(priorities.change_priority, hostel.amina, (reasoned,), because)
        assert hostel.read(lambda tx: priorities.unanswered(tx, round_id)) == (replace(bare, rank=3),)
        assert [r.is_answered for r in see(hostel, round_id).ranked] == [True, True, False]
        hostel.do(plans.bin_action, hostel.amina, action.action_id)
        waiting = hostel.read(lambda tx: priorities.unanswered(tx, round_id))
        assert [p.words for p in waiting] == ["a", "c"]

    def test_a_card_taken_away_leaves_the_priority_with_its_words(
        self, hostel: Hostel, round_id: str
    ) -> None:
        item = next(i for i in ballot(hostel, round_id).items if i.card)
        add(hostel, round_id, "Nobody alone at night", item)
        assert item.card is not None
        hostel.do(influences.remove_card, hostel.amina, item.card.influence_id)
        (ranked,) = see(hostel, round_id).ranked
        assert (ranked.priority.words, ranked.item) == ("Nobody alone at night", None)

    def test_one_that_says_nothing_is_refused(self, hostel: Hostel, round_id: str) -> None:
        with pytest.raises(NotNow):
            add(hostel, round_id, "  ")
        assert listed(hostel, round_id) == []


@given(st.integers(1, 8), st.data())
def test_ranks_stay_a_permutation_wherever_one_is_moved(n: int, data: st.DataObject) -> None:
    there = tuple(Priority(str(i), "round", i + 1, f"P{i}") for i in range(n))
    moved = data.draw(st.sampled_from(there))
    after = priorities.reordered(there, moved.priority_id, data.draw(st.integers(-2, 12)))
    assert sorted(p.priority_id for p in after) == sorted(p.priority_id for p in there)
    assert [p.rank for p in after] == list(range(1, n + 1))
    others = [p.priority_id for p in after if p.priority_id != moved.priority_id]
    assert others == [p.priority_id for p in there if p is not moved]


def every_write(
    round_id: str, there: Priority
) -> tuple[tuple[Callable[..., object], tuple[object, ...]], ...]:
    return (
        (priorities.set_present, (round_id, 3)),
        (priorities.place_dots, (round_id, {})),
        (priorities.finish_voting, (round_id,)),
        (priorities.start_again, (round_id,)),
        (priorities.switch_voting, (round_id, False)),
        (priorities.add_priority, (round_id, "More")),
        (priorities.change_priority, ((there,), replace(there, words="Other"))),
        (priorities.rank_priority, (round_id, there.priority_id, 1)),
        (priorities.remove_priority, (round_id, there.priority_id)),
    )


class TestWhoMay:
    def test_the_team_reads_and_only_facilitator_and_managers_write(
        self, hostel: Hostel, round_id: str
    ) -> None:
        there = add(hostel, round_id, "Rest")
        assert not see(hostel, round_id).may_edit
        for act, args in every_write(round_id, there):
            with pytest.raises(NotNow, match="isn’t yours"):
                hostel.do(act, hostel.jo, *args)
        assert listed(hostel, round_id) == ["Rest"]

    def test_after_sign_off_nothing_alters(self, hostel: Hostel, round_id: str) -> None:
        there = add(hostel, round_id, "Rest")
        present = hostel.do(priorities.set_present, hostel.amina, round_id, 1)
        sign(hostel, round_id)
        for act, args in (*every_write(round_id, there), (present.undo, ())):
            with pytest.raises(NotNow):
                hostel.do(act, hostel.amina, *args)
        shown = hostel.see(priorities.choosing, hostel.amina, round_id)
        assert (shown.may_edit, shown.ballot.present, len(shown.ranked)) == (False, 1, 1)

    def test_before_the_opening_there_is_nothing_to_choose_from(self, hostel: Hostel) -> None:
        started = hostel.start()
        with pytest.raises(NotNow, match="comes after the opening"):
            see(hostel, started)


def test_a_board_card_is_offered_with_its_lane(hostel: Hostel, round_id: str) -> None:
    item = next(i for i in ballot(hostel, round_id).items if i.card)
    assert item.card is not None
    assert (item.card.level, item.card.direction) == (SERVICE, HINDERS)
