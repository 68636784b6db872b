"""Two who change one entry: what one alone changed is never lost, and nobody is asked about anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.barrier import BarrierNote
from pie_audit.domain.bent_rule import BentRule
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.entry_merge import _groups, all_fields, changed, choose, go_on, merge
from pie_audit.domain.practice import Choice, Practice
from pie_audit.domain.reading_card import Decision, ReadingCard
from pie_audit.domain.refusal import Refusal
from pie_audit.domain.said_did import Answer, HeardFrom, SaidDid
from pie_audit.domain.small_logs import Friction, Tellings, Win
from pie_audit.domain.training import Training

KINDS = (
    Win,
    Friction,
    Tellings,
    Refusal,
    BentRule,
    DoorCard,
    Practice,
    Training,
    ReadingCard,
    SaidDid,
    BarrierNote,
)
VALUES = st.sampled_from(["", "one", "two", "three"])  # few, so that two people often write the same


@st.composite
def three(draw: st.DrawFn) -> tuple[Any, Any, Any]:
    """An entry of any kind as it began, and as two people have it by now."""
    kind: Any = draw(st.sampled_from(KINDS))
    names = tuple(kind.__dataclass_fields__)
    began = kind(**{name: draw(VALUES) for name in names})
    one, other = ({name: draw(VALUES) for name in draw(st.sets(st.sampled_from(names)))} for _n in range(2))
    return began, replace(began, **one), replace(began, **other)


def of(entry: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in names)


@given(three(), st.data())
def test_nothing_that_one_of_both_changed_alone_is_lost(
    entries: tuple[Any, Any, Any], data: st.DataObject
) -> None:
    began, mine, theirs = entries
    merged = merge(began, mine, theirs)
    keep = data.draw(st.sets(st.sampled_from(merged.disputed))) if merged.clashes else set()
    chosen = choose(merged, theirs, keep)
    for names in _groups(began):
        mine_moved, theirs_moved = of(mine, names) != of(began, names), of(theirs, names) != of(began, names)
        if mine_moved and not theirs_moved:
            assert of(chosen, names) == of(mine, names)
        elif theirs_moved and not mine_moved:
            assert of(chosen, names) == of(theirs, names)
        elif not mine_moved:
            assert of(chosen, names) == of(began, names)
        elif of(mine, names) == of(theirs, names):
            assert (of(chosen, names), names in merged.clashes) == (of(mine, names), False)
        else:
            assert names in merged.clashes
            assert of(chosen, names) == of(mine if set(names) & keep else theirs, names)


@given(three())
def test_both_come_to_the_same_where_nothing_clashes(entries: tuple[Any, Any, Any]) -> None:
    began, mine, theirs = entries
    one, other = merge(began, mine, theirs), merge(began, theirs, mine)
    assert one.clashes == other.clashes
    if not one.clashes:
        assert one.entry == other.entry
    assert choose(one, theirs, ()) == choose(other, mine, other.disputed)


@given(three())
def test_what_came_in_is_told_and_nothing_else(entries: tuple[Any, Any, Any]) -> None:
    began, mine, theirs = entries
    merged = merge(began, mine, theirs)
    assert set(merged.came_in) == set(changed(all_fields(mine), mine, merged.entry))
    assert not set(merged.came_in) & set(merged.disputed)


@given(three())
def test_keeping_all_of_ones_own_brings_back_no_old_value(entries: tuple[Any, Any, Any]) -> None:
    began, mine, theirs = entries
    kept = choose(merged := merge(began, mine, theirs), theirs, merged.disputed)
    brought_back = [
        n for n in all_fields(kept) if getattr(kept, n) == getattr(began, n) != getattr(theirs, n)
    ]
    tied = {n for names in merged.clashes for n in names}
    assert set(brought_back) <= tied


@given(three())
def test_typing_on_after_sending_brings_back_nothing_that_came_in_unasked(
    entries: tuple[Any, Any, Any],
) -> None:
    sent, now, kept = entries
    shown, known = go_on(sent, now, kept)
    again = merge(known, shown, kept)
    for names in _groups(sent):
        if of(now, names) == of(sent, names):
            assert of(again.entry, names) == of(kept, names)
        elif of(kept, names) not in (of(sent, names), of(now, names)):
            assert names in again.clashes
        else:
            assert of(again.entry, names) == of(now, names)


def test_spaces_alone_are_no_change() -> None:
    began = DoorCard("d", "t", "Northside Clinic", "no room")
    mine, theirs = replace(began, refused="no  room "), replace(began, refused="no room for two")
    assert merge(began, mine, theirs).entry == theirs


LINE = SaidDid(
    "s", "t", "The hall is dark", HeardFrom.CONVERSATION, date(2026, 10, 1), Answer.DOING, "A lamp is coming"
)
PRACTICE = Practice("p", "t", "daily partner call", choice=Choice.DROP, reason="Too long")
CARD = ReadingCard(
    "c", "t", "Somebody, 2020, A study", decision=Decision.TRY, why="Why not", small_action="Ask one"
)


@pytest.mark.parametrize(
    ("began", "mine", "theirs", "asked"),
    [
        (LINE, {"answer": Answer.CANT}, {"words": "The lamp hangs"}, ("answer", "words")),
        (PRACTICE, {"choice": Choice.KEEP}, {"reason": "Nobody came"}, ("choice", "reason")),
        (
            CARD,
            {"decision": Decision.PARK},
            {"small_action": "Ask two"},
            ("decision", "why", "small_action", "discussed_on"),
        ),
    ],
)
def test_answer_and_its_words_are_never_taken_from_two_people(
    began: Any, mine: dict[str, Any], theirs: dict[str, Any], asked: tuple[str, ...]
) -> None:
    assert merge(began, replace(began, **mine), replace(began, **theirs)).clashes == (asked,)
