"""Cards on the board: places stay in order wherever one is carried, and the prompts know where the weight lies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import (
    TEXT_LIMIT,
    Direction,
    Influence,
    Spot,
    barriers_of_one_person,
    close_gaps,
    in_spot,
    move_card,
    step_over,
    system_is_heaviest,
)
from pie_audit.domain.plan import BarrierLevel

LEVELS, DIRECTIONS = list(BarrierLevel), list(Direction)
HELPS, HINDERS = Direction.HELPS, Direction.HINDERS
ONE, SERVICE, SYSTEM = BarrierLevel.INDIVIDUAL, BarrierLevel.SERVICE, BarrierLevel.SYSTEM


def card(
    name: str, level: BarrierLevel = ONE, direction: Direction = HINDERS, *, place: int = 0, me_too: int = 0
) -> Influence:
    return Influence(name, "round", f"Card {name}", direction, level, place=place, me_too=me_too)


@st.composite
def boards(draw: st.DrawFn) -> tuple[Influence, ...]:
    """Any cards, with places as they may stand after a merge: gaps and doubles included."""
    spots = draw(
        st.lists(
            st.tuples(st.sampled_from(LEVELS), st.sampled_from(DIRECTIONS), st.integers(0, 9)),
            min_size=1,
            max_size=12,
        )
    )
    return tuple(
        card(f"{n:02}", level, direction, place=place) for n, (level, direction, place) in enumerate(spots)
    )


spots = st.builds(Spot, st.sampled_from(LEVELS), st.sampled_from(DIRECTIONS), st.integers(-3, 20))


def places_are_whole(cards: tuple[Influence, ...]) -> bool:
    return all(
        [c.place for c in in_spot(cards, level, direction)]
        == list(range(len(in_spot(cards, level, direction))))
        for level in LEVELS
        for direction in DIRECTIONS
    )


@given(boards(), spots, st.data())
def test_places_stay_a_permutation_wherever_a_card_is_laid(
    cards: tuple[Influence, ...], to: Spot, data: st.DataObject
) -> None:
    moved = data.draw(st.sampled_from(cards)).influence_id
    after = move_card(cards, moved, to)
    assert sorted(c.influence_id for c in after) == sorted(c.influence_id for c in cards)
    assert places_are_whole(after)
    found = next(c for c in after if c.influence_id == moved)
    assert (found.level, found.direction) == (to.level, to.direction)


@given(boards(), spots, st.data())
def test_the_other_cards_keep_their_order(
    cards: tuple[Influence, ...], to: Spot, data: st.DataObject
) -> None:
    moved = data.draw(st.sampled_from(cards)).influence_id
    after = move_card(cards, moved, to)
    for level in LEVELS:
        for direction in DIRECTIONS:
            before = [c.influence_id for c in in_spot(cards, level, direction) if c.influence_id != moved]
            now = [c.influence_id for c in in_spot(after, level, direction) if c.influence_id != moved]
            assert now == before


@given(boards(), spots, st.data())
def test_a_card_carried_away_and_back_leaves_the_board_as_it_was(
    cards: tuple[Influence, ...], to: Spot, data: st.DataObject
) -> None:
    start = close_gaps(cards)
    moved = data.draw(st.sampled_from(start))
    away = move_card(start, moved.influence_id, to)
    back = move_card(away, moved.influence_id, Spot(moved.level, moved.direction, moved.place))
    assert set(back) == set(start)


@given(boards(), st.lists(st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]), max_size=20), st.data())
def test_arrows_never_lead_off_the_board(
    cards: tuple[Influence, ...], steps: list[tuple[int, int]], data: st.DataObject
) -> None:
    now = close_gaps(cards)
    name = data.draw(st.sampled_from(now)).influence_id
    for across, down in steps:
        here = next(c for c in now if c.influence_id == name)
        now = move_card(now, name, step_over(now, here, across, down))
        assert places_are_whole(now)


def test_a_right_arrow_walks_the_row_and_on_into_the_other_column() -> None:
    cards = close_gaps(
        (card("a", SERVICE, HELPS), card("b", SERVICE, HELPS, place=1), card("c", SERVICE, HINDERS))
    )
    a = cards[0]
    first = step_over(cards, a, 1, 0)
    assert first == Spot(SERVICE, HELPS, 1)
    cards = move_card(cards, "a", first)
    a = next(c for c in cards if c.influence_id == "a")
    assert step_over(cards, a, 1, 0) == Spot(SERVICE, HINDERS, 0)


def test_a_left_arrow_comes_back_to_the_end_of_the_other_column() -> None:
    cards = close_gaps((card("a", SERVICE, HELPS), card("c", SERVICE, HINDERS)))
    assert step_over(cards, cards[1], -1, 0) == Spot(SERVICE, HELPS, 1)
    assert step_over(cards, cards[0], -1, 0) == Spot(SERVICE, HELPS, 0)


def test_a_card_that_is_not_there_cannot_be_moved() -> None:
    with pytest.raises(KeyError):
        move_card((card("a"),), "b", Spot(ONE, HELPS, 0))


def test_what_lies_above_the_team_weighs_with_its_dots() -> None:
    own = (card("a", SERVICE, me_too=2), card("b", ONE))
    assert not system_is_heaviest(own)
    assert not system_is_heaviest((*own, card("c", SYSTEM, me_too=1)))
    assert system_is_heaviest((*own, card("c", SYSTEM, me_too=2)))
    assert not system_is_heaviest((card("d", SYSTEM, HELPS, me_too=9),)), "what helps needs no asking"
    assert not system_is_heaviest(())


def test_only_barriers_of_one_person_count_for_looking_again() -> None:
    cards = (card("a"), card("b", place=1), card("c", ONE, HELPS), card("d", SERVICE))
    assert barriers_of_one_person(cards) == 2


@pytest.mark.parametrize("text", ["", "   ", "x" * (TEXT_LIMIT + 1)])
def test_a_card_says_one_sentence(text: str) -> None:
    with pytest.raises(NotNow):
        Influence("a", "round", text, HELPS, ONE).checked()
