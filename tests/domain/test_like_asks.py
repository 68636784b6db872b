"""Asks are put together where their telling words are the same or lie in one another, and never else."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.board import BoardAsk, LikeAsks
from pie_audit.domain.board_words import group_words
from pie_audit.domain.like_asks import ByHand, group_asks, telling_words
from pie_audit.domain.reply import ReplyKind
from tests.make_shared import board_ask, shared_ask

ALIKE = (
    ("Cover for nights", "cover for the night"),
    ("Cover for nights", "Paid cover, so that nights can leave the desk"),
    ("A clinical supervisor one day a month", "One day a month of a clinical supervisor."),
    ("Café vouchers for residents", "cafe voucher for residents"),
    ("Boxes for belongings", "A box for belongings"),
)
UNLIKE = (
    ("Cover for nights", "No cover for nights"),
    ("Stop charging for keys", "Charge for keys"),
    ("2 more beds", "20 more beds"),
    ("Phones", "Phones for lone working"),
    ("A second door to the yard", "A budget for training with peers"),
    ("Night cover", "Day cover"),
)


def grouped(*whats: str, by_hand: dict[str, ByHand] | None = None) -> tuple[LikeAsks, ...]:
    asks = [board_ask(f"Team {n}", what) for n, what in enumerate(whats)]
    return group_asks(asks, by_hand or {}, of_teams=len(asks))


def partition(groups: tuple[LikeAsks, ...]) -> set[frozenset[str]]:
    return {frozenset(one.key for one in group.asks) for group in groups}


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_like_asks_are_put_together_and_say_why(one: str, other: str) -> None:
    (group,) = grouped(one, other)
    assert group.teams == 2
    assert group.why.startswith(("The same words: ", "All of them name: "))


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_clearly_different_asks_never_are(one: str, other: str) -> None:
    assert len(grouped(one, other)) == 2


def test_an_ask_that_holds_two_others_stays_on_its_own() -> None:
    groups = grouped(
        "Night cover", "Clinical supervision monthly", "Night cover and clinical supervision monthly"
    )
    assert [len(group.asks) for group in groups] == [1, 1, 1]


def test_asks_without_a_telling_word_are_never_the_same() -> None:
    assert len(grouped("We ask for it", "Could you give us some?")) == 2


def test_the_words_for_a_group_count_teams_and_quarters() -> None:
    asks = [board_ask(f"Team {n}", "cover for nights", quarters=n % 4) for n in range(5)]
    rest = [board_ask(f"Team {n}", f"{n} other things entirely") for n in range(5, 12)]
    first = group_asks([*asks, *rest], {}, of_teams=12)[0]
    assert f"{first.title}: {group_words(first)}" == "Cover for nights: 5 of 12 teams, oldest 3 quarters"


def test_two_asks_of_one_team_count_it_once() -> None:
    one, other = (board_ask("Team", what) for what in ("Night cover", "Cover at night"))
    (group,) = group_asks([one, other], {}, of_teams=3)
    assert (group.teams, group.of_teams, len(group.asks)) == (1, 3, 2)


def test_what_a_person_put_together_or_took_apart_wins() -> None:
    asks = [
        board_ask(f"T{n}", what) for n, what in enumerate(("Night cover", "Cover at night", "A red door"))
    ]
    keys = [ask.key for ask in asks]
    by_hand = {keys[0]: ByHand("g", "Doors and cover"), keys[2]: ByHand("g", "Doors and cover")}
    groups = group_asks(asks, by_hand, of_teams=3)
    assert partition(groups) == {frozenset({keys[0], keys[2]}), frozenset({keys[1]})}
    (mine,) = [group for group in groups if group.by_hand]
    assert (mine.title, mine.why) == ("Doors and cover", "Put together by hand.")


def test_what_waits_stands_before_what_is_answered() -> None:
    answered = [
        board_ask(team, "A red door", ask=shared_ask("A red door", kind=ReplyKind.YES)) for team in "AB"
    ]
    waits = board_ask("C", "Night cover")
    assert [group.waits for group in group_asks([*answered, waits], {}, of_teams=3)] == [True, False]


def test_what_most_teams_ask_for_stands_first_and_then_what_is_oldest() -> None:
    asks = [
        board_ask("A", "A red door"),
        board_ask("A", "Phones", quarters=3),
        *(board_ask(team, "Night cover") for team in "BC"),
    ]
    titles = [group.title for group in group_asks(asks, {}, of_teams=3)]
    assert titles == ["Night cover", "Phones", "A red door"]


WORDS = st.lists(
    st.sampled_from(["night", "cover", "door", "phone", "clinical", "supervision", "no", "2"]), max_size=5
)
ASKS = st.lists(WORDS.map(lambda words: " ".join(words)), max_size=9)


@given(ASKS, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_any_order(whats: list[str], order: random.Random) -> None:
    asks = [board_ask(f"Team {n}", what) for n, what in enumerate(whats)]
    mixed = asks[:]
    order.shuffle(mixed)
    assert group_asks(asks, {}, of_teams=9) == group_asks(mixed, {}, of_teams=9)


@given(ASKS)
def test_each_ask_is_in_one_group_and_any_two_in_it_share_what_tells(whats: list[str]) -> None:
    asks = [board_ask(f"Team {n}", what) for n, what in enumerate(whats)]
    groups = group_asks(asks, {}, of_teams=9)
    assert sorted(one.key for group in groups for one in group.asks) == sorted(ask.key for ask in asks)
    for group in groups:
        for one, other in itertools.combinations(group.asks, 2):
            _assert_alike(one, other)


@given(ASKS)
def test_an_ask_goes_with_the_only_smallest_one_that_lies_in_it(whats: list[str]) -> None:
    every = {telling_words(what) for what in whats} - {frozenset()}
    smallest = {one for one in every if len(one) >= 2 and not any(_lies_in(o, one) for o in every)}
    found = {telling_words(a.ask.what): group for group in grouped(*whats) for a in group.asks}
    for one in every:
        inside = [other for other in smallest if other == one or _lies_in(other, one)]
        kernel = inside[0] if len(inside) == 1 else one
        assert found[one] == found[kernel]
        assert all(telling_words(a.ask.what) >= kernel for a in found[one].asks)


def _lies_in(small: frozenset[str], large: frozenset[str]) -> bool:
    return len(small) >= 2 and small < large and ("no" in small) == ("no" in large)


def _assert_alike(one: BoardAsk, other: BoardAsk) -> None:
    mine, theirs = telling_words(one.ask.what), telling_words(other.ask.what)
    assert mine == theirs or len(mine & theirs) >= 2
    assert ("no" in mine) == ("no" in theirs)


@given(ASKS, st.data())
def test_asks_apart_by_hand_stay_apart(whats: list[str], data: st.DataObject) -> None:
    asks = [board_ask(f"Team {n}", what) for n, what in enumerate(whats)]
    alone = data.draw(st.sets(st.sampled_from([a.key for a in asks]) if asks else st.nothing()))
    groups = group_asks(asks, {key: ByHand(f"own {key}") for key in alone}, of_teams=9)
    for group in groups:
        assert len(group.asks) == 1 or not {one.key for one in group.asks} & alone
