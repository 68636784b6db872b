"""The dot vote: three dots each, two at most on one thing, and ties stay ties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.priority import DOTS_EACH, DOTS_ON_ONE, Priority, Voting

ITEMS = ("topic:A1", "topic:B5", "influence:x", "influence:y")
turns = st.dictionaries(st.sampled_from(ITEMS), st.integers(-1, 4), max_size=4)


def is_fair(placed: dict[str, int]) -> bool:
    return all(0 <= n <= DOTS_ON_ONE for n in placed.values()) and sum(placed.values()) <= DOTS_EACH


@given(st.lists(turns, max_size=8), st.integers(0, 8))
def test_sums_are_those_of_the_fair_turns_and_nobody_votes_twice(
    given_turns: list[dict[str, int]], present: int
) -> None:
    voting, kept = Voting(present), []
    for placed in given_turns:
        if is_fair(placed) and len(kept) < present:
            voting = voting.with_turn(placed)
            kept.append(placed)
        else:
            with pytest.raises(NotNow):
                voting.with_turn(placed)
    assert voting.turns == len(kept) <= present
    for item in ITEMS:
        assert voting.dots.get(item, 0) == sum(placed.get(item, 0) for placed in kept)


@given(st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 3)))
def test_ties_are_shown_as_ties_and_never_broken(dots: dict[str, int]) -> None:
    voting = Voting(5, 5, dots=dots)
    tied = {item for group in voting.ties() for item in group}
    for item, n in dots.items():
        same = [other for other, m in dots.items() if m == n]
        assert (item in tied) == (n > 0 and len(same) > 1)
    assert [n for _item, n in voting.ranked()] == sorted((n for n in dots.values() if n), reverse=True)


def test_who_has_fewer_wishes_than_dots_keeps_the_rest() -> None:
    assert Voting(2).with_turn({"topic:A1": 1}).dots == {"topic:A1": 1}
    assert Voting(2).with_turn({}).turns == 1


def test_voting_that_is_off_takes_no_dots() -> None:
    with pytest.raises(NotNow):
        Voting(3, is_off=True).with_turn({"topic:A1": 1})


@pytest.mark.parametrize(("words", "reason"), [("", ""), ("x" * 301, ""), ("Rest", "x" * 301)])
def test_a_priority_says_one_thing(words: str, reason: str) -> None:
    with pytest.raises(NotNow):
        Priority("p", "round", 1, words, no_action_because=reason).checked()
