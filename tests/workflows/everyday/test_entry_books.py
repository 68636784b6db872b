"""Books of small entries: what is taken out comes back as it was, and nobody's later words are undone with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.practice import Choice, Practice
from pie_audit.domain.reading_card import Decision, ReadingCard
from pie_audit.domain.said_did import Answer, HeardFrom, SaidDid
from pie_audit.domain.small_logs import Win
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import Mix, Training
from pie_audit.workflows.everyday.entry_books import (
    MOST_WORDS,
    Book,
    EntryChanged,
    as_begun,
    begun_from,
    keep,
    one_line,
    put_together,
    take_out,
)
from pie_audit.workflows.everyday.small_logs import checked_win, new_win
from tests.quarter import Hostel

Shelf = dict[str, Win]


@pytest.fixture
def shelf() -> Shelf:
    return {}


@pytest.fixture
def book(shelf: Shelf) -> Book:
    """A book that is kept in memory."""
    return Book(
        TeamPart.WINS,
        lambda win: win.win_id,
        lambda _tx, win_id: shelf.get(win_id),
        lambda _tx, win: shelf.update({win.win_id: win}),
        lambda _tx, win_id: shelf.pop(win_id),
        checked_win,
    )


@pytest.fixture
def win(hostel: Hostel, shelf: Shelf) -> Win:
    hostel.turn_on(TeamPart.WINS)
    made = new_win(hostel.jo, hostel.team_id, "She asked for the blue room")
    shelf[made.win_id] = made
    return made


def test_what_is_taken_out_is_put_back_as_it_was(hostel: Hostel, book: Book, shelf: Shelf, win: Win) -> None:
    taken = hostel.do(take_out, hostel.jo, win, book, "Took it out")
    assert (shelf, taken.name) == ({}, "Took it out")
    hostel.do(taken.undo, hostel.sam)
    assert shelf == {win.win_id: win}


def test_what_somebody_else_changed_comes_in_with_a_change_and_stays_when_that_is_undone(
    hostel: Hostel, book: Book, shelf: Shelf, win: Win
) -> None:
    theirs = shelf[win.win_id] = replace(win, agencies="The clinic")
    done = hostel.do(keep, hostel.jo, replace(win, words="He chose it"), win, book, "Changed it")
    assert shelf[win.win_id] == replace(theirs, words="He chose it")
    assert done.came_in == ("agencies",)
    hostel.do(done.undo, hostel.jo)
    assert shelf[win.win_id] == theirs


def test_the_same_sent_twice_is_one_and_tells_of_nothing(
    hostel: Hostel, book: Book, shelf: Shelf, win: Win
) -> None:
    mine = replace(win, words="He chose it")
    for _time in range(2):
        assert hostel.do(keep, hostel.jo, mine, win, book, "Changed it").came_in == ()
    assert shelf[win.win_id] == mine


def test_nothing_is_put_together_where_nobody_knows_how_it_began(win: Win) -> None:
    for known, standing in ((None, win), (win, None)):
        with pytest.raises(EntryChanged) as met:
            put_together(replace(win, words="Mine"), known, standing)
        assert met.value.theirs == standing


@pytest.mark.parametrize(
    "began",
    [
        Practice("p", "t", "Calls", choice=Choice.DROP, reason="So", review_on=date(2026, 12, 1), version=3),
        Training("x", "t", "A course", date(2026, 10, 1), mix=Mix.MIXED, others=2),
        SaidDid(
            "s", "t", "Dark", HeardFrom.COMPLAINT, date(2026, 10, 1), Answer.CANT, "The landlord", version=2
        ),
        ReadingCard(
            "c", "t", "A study", discussed_on=date(2026, 10, 1), decision=Decision.TRY, put_away=True
        ),
    ],
)
def test_draft_of_a_change_holds_all_that_it_began_from(began: Any) -> None:
    assert begun_from(type(began), as_begun(began)) == began
    for strange in ("", "[]", "{}", "p", '{"version": "one"}'):
        assert begun_from(type(began), strange) is None


def test_what_somebody_wrote_since_stays(hostel: Hostel, book: Book, shelf: Shelf, win: Win) -> None:
    taken = hostel.do(take_out, hostel.jo, win, book, "Took it out")
    later = shelf[win.win_id] = replace(win, words="She chose the green one")
    with pytest.raises(NotNow, match="Somebody changed this since"):
        hostel.do(taken.undo, hostel.jo)
    assert shelf == {win.win_id: later}


def test_nothing_is_put_back_into_a_part_that_the_team_left_until_it_is_in_use_again(
    hostel: Hostel, book: Book, shelf: Shelf, win: Win
) -> None:
    taken = hostel.do(take_out, hostel.jo, win, book, "Took it out")
    hostel.turn_off(TeamPart.WINS)
    with pytest.raises(NotNow, match="doesn’t use this part"):
        hostel.do(taken.undo, hostel.jo)
    assert shelf == {}
    hostel.turn_on(TeamPart.WINS)
    hostel.do(taken.undo, hostel.jo)
    assert shelf == {win.win_id: win}


def test_an_entry_of_another_team_is_not_there_to_be_taken(
    hostel: Hostel, book: Book, shelf: Shelf, win: Win
) -> None:
    shelf[win.win_id] = replace(win, team_id="another team")
    with pytest.raises(NotNow, match="gone already"):
        hostel.do(take_out, hostel.jo, win, book, "Took it out")
    assert win.win_id in shelf


@given(st.text(max_size=MOST_WORDS))
def test_one_line_is_one_line_and_stays_as_it_is(words: str) -> None:
    kept = one_line(words)
    assert one_line(kept) == kept
    assert "\n" not in kept


def test_a_line_that_is_too_long_is_refused_whole() -> None:
    assert one_line("a" * MOST_WORDS) == "a" * MOST_WORDS
    with pytest.raises(NotNow, match="longer than 300"):
        one_line("a" * (MOST_WORDS + 1))
