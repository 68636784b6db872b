"""The board of helps and hinders: cards, their levels, their dots, and what becomes an ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pie_audit.domain.audit import Consensus, Outcome, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import TEXT_LIMIT, Direction, FeltBy, Influence, Spot
from pie_audit.domain.plan import BarrierLevel
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.workflows import influences, meetings, plans, steps
from pie_audit.workflows.influences import Board, CardChanged
from tests.quarter import Hostel

HELPS, HINDERS = Direction.HELPS, Direction.HINDERS
ONE, SERVICE, SYSTEM = BarrierLevel.INDIVIDUAL, BarrierLevel.SERVICE, BarrierLevel.SYSTEM


def see(hostel: Hostel, round_id: str) -> Board:
    return hostel.see(influences.board, hostel.jo, round_id)


def texts(hostel: Hostel, round_id: str, level: BarrierLevel, direction: Direction = HINDERS) -> list[str]:
    cards = see(hostel, round_id).cards
    return [c.text for c in cards if (c.level, c.direction) == (level, direction)]


def put(
    hostel: Hostel,
    round_id: str,
    text: str,
    level: BarrierLevel = SERVICE,
    direction: Direction = HINDERS,
    **more: object,
) -> Influence:
    card = replace(influences.new_card(round_id, level, direction), text=text, **more)
    return hostel.do(influences.write_card, hostel.amina, (), card).result


def sign(hostel: Hostel, round_id: str) -> None:
    """The last step alone, whatever else signing asks for."""
    hostel.opened.write(
        lambda tx: steps.move_round(tx, hostel.amina, rounds.load_round(tx, round_id), RoundState.SIGNED, "")
    )


class TestCards:
    def test_one_is_added_at_the_end_of_its_lane_and_taken_back(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        put(hostel, round_id, "Single cover at night")
        blank = influences.new_card(round_id, SERVICE, HINDERS)
        added = hostel.do(
            influences.write_card, hostel.amina, (blank,), replace(blank, text="No  budget\nline")
        )
        assert texts(hostel, round_id, SERVICE) == ["Single cover at night", "No budget line"]
        hostel.do(added.undo, hostel.amina)
        assert texts(hostel, round_id, SERVICE) == ["Single cover at night"]

    def test_words_and_what_belongs_to_them_can_be_changed_and_taken_back(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "Single cover at night")
        other = replace(
            card, text="One person at night", felt_by=FeltBy.STAFF, topic_id="B5", ask_upwards=True
        )
        changed = hostel.do(influences.write_card, hostel.amina, (card,), other)
        assert see(hostel, round_id).cards[0] == replace(other, version=2)
        hostel.do(changed.undo, hostel.amina)
        assert replace(see(hostel, round_id).cards[0], version=1) == card

    @pytest.mark.parametrize(
        "changes", [{"text": "  "}, {"text": "x" * (TEXT_LIMIT + 1)}, {"topic_id": "Z9"}]
    )
    def test_one_that_cannot_stand_is_refused_and_not_kept(
        self, hostel: Hostel, changes: dict[str, object]
    ) -> None:
        round_id = hostel.opened_round()
        with pytest.raises(NotNow):
            put(hostel, round_id, **{"text": "Single cover", **changes})
        assert see(hostel, round_id).cards == ()

    def test_one_that_is_removed_comes_back_to_its_place_with_its_dots_and_history(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.opened_round()
        for text in ("first", "second", "third"):
            card = put(hostel, round_id, text)
        second = see(hostel, round_id).cards[1]
        hostel.do(influences.lay_card, hostel.amina, second.influence_id, Spot(SYSTEM, HINDERS, 0))
        hostel.do(influences.lay_card, hostel.amina, second.influence_id, Spot(SERVICE, HINDERS, 1))
        hostel.do(influences.add_dot, hostel.amina, second.influence_id, 1)
        before = see(hostel, round_id)
        gone = hostel.do(influences.remove_card, hostel.amina, second.influence_id)
        assert gone.name == "Took away “second”"
        assert [c.place for c in see(hostel, round_id).cards] == [0, 1]
        hostel.do(influences.remove_card, hostel.amina, card.influence_id)
        hostel.do(gone.undo, hostel.amina)
        after = see(hostel, round_id)
        assert texts(hostel, round_id, SERVICE) == ["first", "second"]
        assert after.cards[1].me_too == 1
        assert after.history == before.history

    def test_one_that_is_gone_is_told_so(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "Single cover")
        hostel.do(influences.remove_card, hostel.amina, card.influence_id)
        for act, args in every_write(card)[2:]:
            with pytest.raises(NotNow, match="gone already"):
                hostel.do(act, hostel.amina, *args)


class TestTwoAtOneCard:
    def test_the_same_words_changed_by_two_offer_both(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "Single cover")
        hostel.do(influences.write_card, hostel.amina, (card,), replace(card, text="Theirs"))
        with pytest.raises(CardChanged) as told:
            hostel.do(influences.write_card, hostel.amina, (card,), replace(card, text="Mine"))
        assert told.value.theirs is not None
        assert told.value.theirs.text == "Theirs"
        assert texts(hostel, round_id, SERVICE) == ["Theirs"]

    def test_different_things_changed_by_two_both_stay(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "Single cover")
        hostel.do(influences.write_card, hostel.amina, (card,), replace(card, ask_upwards=True))
        hostel.do(influences.add_dot, hostel.amina, card.influence_id, 1)
        hostel.do(influences.lay_card, hostel.amina, card.influence_id, Spot(SYSTEM, HINDERS, 0))
        hostel.do(influences.write_card, hostel.amina, (card,), replace(card, text="Mine"))
        found = see(hostel, round_id).cards[0]
        assert (found.text, found.ask_upwards, found.me_too, found.level) == ("Mine", True, 1, SYSTEM)

    def test_what_one_page_sent_before_is_never_a_clash_with_itself(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "A")
        sent = replace(card, text="AB")
        hostel.do(influences.write_card, hostel.amina, (card,), sent)
        hostel.do(influences.write_card, hostel.amina, (card, sent), replace(card, text="ABC"))
        hostel.do(influences.write_card, hostel.amina, (card, sent, replace(card, text="ABC")), card)
        assert texts(hostel, round_id, SERVICE) == ["A"]

    def test_a_card_taken_away_meanwhile_is_told_with_nothing_of_theirs(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "Single cover")
        hostel.do(influences.remove_card, hostel.amina, card.influence_id)
        with pytest.raises(CardChanged) as told:
            hostel.do(influences.write_card, hostel.amina, (card,), replace(card, text="Mine"))
        assert told.value.theirs is None

    def test_a_new_card_sent_twice_stands_there_once(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        blank = influences.new_card(round_id, ONE, HELPS)
        written = replace(blank, text="New starters expect it")
        hostel.do(influences.write_card, hostel.amina, (blank,), written)
        hostel.do(influences.write_card, hostel.amina, (blank, written), written)
        assert texts(hostel, round_id, ONE, HELPS) == ["New starters expect it"]


class TestLevels:
    def test_hinders_stand_one_at_each_level_and_relevelling_moves_one_and_keeps_a_line(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.opened_round()
        forgets = put(hostel, round_id, "forgets appointment letters", ONE)
        put(hostel, round_id, "letters are the only reminder we send", SERVICE)
        put(hostel, round_id, "two clinics give opposite advice", SYSTEM)
        assert [len(texts(hostel, round_id, level)) for level in BarrierLevel] == [1, 1, 1]
        moved = hostel.do(influences.lay_card, hostel.amina, forgets.influence_id, Spot(SERVICE, HINDERS, 0))
        assert texts(hostel, round_id, ONE) == []
        assert texts(hostel, round_id, SERVICE) == [
            "forgets appointment letters",
            "letters are the only reminder we send",
        ]
        (line,) = see(hostel, round_id).history[forgets.influence_id]
        assert (line.before, line.after, line.role, line.week) == (ONE, SERVICE, "manager", "2026-W47")
        hostel.do(moved.undo, hostel.amina)
        assert texts(hostel, round_id, ONE) == ["forgets appointment letters"]
        assert see(hostel, round_id).history == {}

    def test_moving_within_a_level_writes_no_history(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "first")
        put(hostel, round_id, "second")
        hostel.do(influences.lay_card, hostel.amina, card.influence_id, Spot(SERVICE, HINDERS, 1))
        hostel.do(influences.lay_card, hostel.amina, card.influence_id, Spot(SERVICE, HELPS, 0))
        board = see(hostel, round_id)
        assert board.history == {}
        assert [(c.text, c.direction, c.place) for c in board.cards] == [
            ("first", HELPS, 0),
            ("second", HINDERS, 0),
        ]


class TestDots:
    def test_dots_go_up_and_down_and_never_below_none(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "Single cover")
        up = hostel.do(influences.add_dot, hostel.amina, card.influence_id, 1)
        hostel.do(influences.add_dot, hostel.amina, card.influence_id, 1)
        hostel.do(up.undo, hostel.amina)
        assert see(hostel, round_id).cards[0].me_too == 1
        for _time in range(2):
            down = hostel.do(influences.add_dot, hostel.amina, card.influence_id, -1)
        assert see(hostel, round_id).cards[0].me_too == 0
        hostel.do(down.undo, hostel.amina)
        assert see(hostel, round_id).cards[0].me_too == 0


class TestAsks:
    def test_what_weighs_above_the_team_becomes_an_ask_in_the_plan(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        put(hostel, round_id, "Some of us find groups exposing", ONE)
        card = put(hostel, round_id, "Only hours with a resident are paid for", SYSTEM, topic_id="B5")
        assert [c.text for c in see(hostel, round_id).to_ask] == [card.text]
        asked = hostel.do(influences.make_asks, hostel.amina, (card.influence_id,))
        (action,) = hostel.read(lambda tx: actions.actions_of_round(tx, round_id))
        assert (action.influence_id, action.barrier_level) == (card.influence_id, SYSTEM)
        assert (action.ask_what, action.topic_id) == (card.text, "B5")
        board = see(hostel, round_id)
        assert board.to_ask == ()
        assert board.in_plan == board.asked == {card.influence_id}
        assert board.cards[1].ask_upwards
        with pytest.raises(NotNow, match="an ask in the plan already"):
            hostel.do(influences.make_asks, hostel.amina, (card.influence_id,))
        hostel.do(asked.undo, hostel.amina)
        assert hostel.read(lambda tx: actions.actions_of_round(tx, round_id)) == ()
        assert not see(hostel, round_id).cards[1].ask_upwards

    def test_an_action_that_names_a_card_puts_it_in_the_plan(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "Single cover")
        action = replace(
            plans.new_action(hostel.team_id, round_id), what="Ask nights", influence_id=card.influence_id
        )
        hostel.do(plans.save_action, hostel.amina, action)
        board = see(hostel, round_id)
        assert (board.in_plan, board.asked) == ({card.influence_id}, frozenset())


def every_write(card: Influence) -> tuple[tuple[Callable[..., object], tuple[object, ...]], ...]:
    return (
        (influences.write_card, ((card,), replace(card, text="Other"))),
        (influences.write_card, ((), replace(card, influence_id="f" * 32))),
        (influences.lay_card, (card.influence_id, Spot(SYSTEM, HELPS, 0))),
        (influences.add_dot, (card.influence_id, 1)),
        (influences.remove_card, (card.influence_id,)),
        (influences.make_asks, ((card.influence_id,),)),
    )


class TestWhoMay:
    def test_the_team_reads_and_only_facilitator_and_managers_write(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "Single cover")
        assert not see(hostel, round_id).may_edit
        assert hostel.see(influences.board, hostel.amina, round_id).may_edit
        for act, args in every_write(card):
            with pytest.raises(NotNow, match="isn’t yours"):
                hostel.do(act, hostel.jo, *args)
        assert see(hostel, round_id).cards == (card,)

    def test_the_facilitator_writes_without_managing(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round(facilitator_id=hostel.sam.member.person_id)
        blank = influences.new_card(round_id, SERVICE, HINDERS)
        hostel.do(influences.write_card, hostel.sam, (blank,), replace(blank, text="Single cover"))
        assert hostel.see(influences.board, hostel.sam, round_id).may_edit

    def test_a_leader_sees_no_board(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        with pytest.raises(NotNow):
            hostel.see(influences.board, hostel.lee, round_id)

    def test_before_the_opening_there_is_no_board(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        with pytest.raises(NotNow, match="comes after the opening"):
            see(hostel, round_id)

    def test_after_sign_off_nothing_alters(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        card = put(hostel, round_id, "Single cover")
        dot = hostel.do(influences.add_dot, hostel.amina, card.influence_id, 1)
        move = hostel.do(influences.lay_card, hostel.amina, card.influence_id, Spot(SYSTEM, HINDERS, 0))
        hostel.do(meetings.record_consensus, hostel.amina, round_id, Consensus("A1", Outcome.CANT_TELL))
        before = see(hostel, round_id).cards
        sign(hostel, round_id)
        for act, args in every_write(card):
            with pytest.raises(NotNow):
                hostel.do(act, hostel.amina, *args)
        for undo in (dot.undo, move.undo):
            with pytest.raises(NotNow):
                hostel.do(undo, hostel.amina)
        board = hostel.see(influences.board, hostel.amina, round_id)
        assert (board.cards, board.may_edit) == (before, False)
