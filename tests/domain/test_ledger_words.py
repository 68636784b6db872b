"""Protected time in words: cells, counts and the sentence for the whole."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.ledger import KindRow, Outcome, Tally
from pie_audit.domain.ledger_words import (
    CellLook,
    cell_says,
    counts_say,
    hours_words,
    kind_words,
    ledger_says,
    look_of,
    look_words,
    outcome_words,
    status_words,
)
from pie_audit.domain.session import SessionKind, SessionStatus

GROUP, ONE = SessionKind.GROUP, SessionKind.SUPERVISION


@pytest.mark.parametrize(
    ("tally", "look"),
    [
        (Tally(), CellLook.NONE),
        (Tally(4, 4), CellLook.HELD),
        (Tally(4, 4, 1), CellLook.SHORT),
        (Tally(4, 1), CellLook.SOME),
        (Tally(4, 0), CellLook.LOST),
        (Tally(1, 0, 0, 1), CellLook.MOVED),
        (Tally(2, 0, 0, 1), CellLook.LOST),
    ],
)
def test_a_cell_says_in_a_word_what_its_sessions_come_to(tally: Tally, look: CellLook) -> None:
    assert look_of(tally) is look


def test_a_cell_read_aloud_has_both_counts_and_what_became_of_the_others() -> None:
    said = cell_says(GROUP, date(2026, 3, 1), Tally(4, 2, 1, 1))
    assert said == (
        "Reflective group, March 2026: 2 of 4 held, 50%; 1 cut short, 1 moved and still to come, 1 lost"
    )
    assert counts_say(Tally()) == "none planned"


def test_the_whole_is_one_sentence() -> None:
    rows = (KindRow(ONE, (), Tally(8, 7), 0), KindRow(GROUP, (), Tally(4, 2), 2))
    assert ledger_says(rows, Tally(12, 9)) == (
        "9 of 12 planned sessions were held, 75%. Supervision: 7 of 8, 88%; Reflective group: 2 of 4, 50%."
    )
    assert ledger_says(rows[:1], Tally(8, 7)) == "7 of 8 planned sessions were held, 88%."
    assert ledger_says((), Tally()) == "Nothing was planned in this time."


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 min"),
        (45, "45 min"),
        (60, "1 h"),
        (90, "1 h 30 min"),
        (599, "9 h 59 min"),
        (630, "11 h"),
        (3780, "63 h"),
    ],
)
def test_minutes_are_told_as_hours(minutes: int, words: str) -> None:
    assert hours_words(minutes) == words


def test_everything_that_can_happen_has_words_of_its_own() -> None:
    for words in (
        [kind_words(kind) for kind in SessionKind],
        [look_words(look) for look in CellLook],
        [status_words(status) for status in SessionStatus],
        [outcome_words(outcome, SessionStatus.HELD) for outcome in (*Outcome, None)],
    ):
        assert len(set(words)) == len(words)
        assert all(words)


@given(st.integers(0, 50), st.data())
def test_a_look_never_hides_a_lost_session_behind_held(planned: int, data: st.DataObject) -> None:
    held = data.draw(st.integers(0, planned))
    moved = data.draw(st.integers(0, planned - held))
    tally = Tally(planned, held, data.draw(st.integers(0, held)), moved)
    whole = look_of(tally) in {CellLook.HELD, CellLook.SHORT}
    assert whole is (planned > 0 and held == planned)
