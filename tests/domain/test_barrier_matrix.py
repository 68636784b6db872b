"""The matrix: what was noticed folds into one barrier each, in whatever order and however often it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.barrier import BarrierNote, BarrierSource, BarrierStatus, BarrierStep, Stage
from pie_audit.domain.barrier_matrix import (
    COLUMNS,
    Matrix,
    Noticed,
    Rows,
    barriers_from,
    key_of_card,
    key_of_process,
    matrix_of,
)
from pie_audit.domain.barrier_words import (
    age_words,
    entries_words,
    monthly_words,
    relevel_words,
    step_words,
    times_on_paper_words,
    times_words,
)
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import Quarter

NOW = Quarter(2026, 4)
ONE, SERVICE, SYSTEM = BarrierLevel
TEXTS = ("Forgets letters", "forgets  letters.", "two clinics", "TWO clinics!", "Time lost: Housing")


def card(text: str, level: BarrierLevel = ONE, quarter: Quarter = NOW, **changes: object) -> Noticed:
    usual = Noticed(BarrierSource.REVIEW, key_of_card(text), text, level, quarter, order="a")
    return replace(usual, **changes)


def log(process: str, times: int, minutes: int = 0, level: BarrierLevel | None = SYSTEM) -> Noticed:
    return Noticed(
        BarrierSource.FRICTION,
        key_of_process(process),
        f"Time lost: {process}",
        level,
        NOW,
        times=times,
        minutes=minutes,
        month="2026-10",
    )


cards = st.builds(
    card,
    st.sampled_from(TEXTS),
    st.sampled_from(BarrierLevel),
    st.sampled_from([NOW.plus(-n) for n in range(4)]),
    topic_id=st.sampled_from([None, "A1", "B2"]),
    order=st.sampled_from("abc"),
)
logs = st.builds(
    log,
    st.sampled_from(["Housing", "the housing", "GP"]),
    st.integers(1, 9),
    st.integers(0, 600),
    st.sampled_from([None, *BarrierLevel]),
)
noticed = st.lists(cards | logs, max_size=9)


@given(noticed, st.randoms())
def test_order_and_reading_twice_change_nothing(
    found: list[Noticed],
    chance: st.randoms,  # type: ignore[valid-type]
) -> None:
    usual = barriers_from(found, (), (), NOW)
    again = [*found, *found]
    chance.shuffle(again)
    assert barriers_from(again, (), (), NOW) == usual


@given(noticed)
def test_everything_stands_in_it_once(found: list[Noticed]) -> None:
    barriers = barriers_from(found, (), (), NOW)
    matrix = matrix_of(barriers, Rows.THEMES, {"a": "A"}, {"A1": "a"})
    told = [b.key for row in matrix.rows for cell in row.cells for b in cell.barriers]
    assert sorted(told) == sorted(b.key for b in barriers)
    assert len(told) == len(set(told))
    assert all(tuple(cell.level for cell in row.cells) == COLUMNS for row in matrix.rows)
    assert all(b.level is cell.level for row in matrix.rows for cell in row.cells for b in cell.barriers)


@given(noticed, st.sampled_from([None, *BarrierLevel]))
def test_what_the_team_says_wins_over_every_source(found: list[Noticed], level: BarrierLevel | None) -> None:
    notes = [
        BarrierNote("t", b.key, level, is_unsure=level is None) for b in barriers_from(found, (), (), NOW)
    ]
    assert all(b.level is level for b in barriers_from(found, notes, (), NOW))


def test_the_same_words_in_a_later_quarter_are_seen_again() -> None:
    before, now = card("Forgets letters", ONE, NOW.plus(-2)), card("forgets  letters.", SERVICE)
    (found,) = barriers_from([now, before], (), (), NOW)
    assert (found.text, found.level, found.first_seen, found.times_seen, found.base) == (
        "forgets  letters.",
        SERVICE,
        NOW.plus(-2),
        2,
        "in 2 reviews",
    )


def test_cards_that_disagree_in_one_review_are_not_sure() -> None:
    (found,) = barriers_from([card("x", ONE), card("x", SYSTEM, order="b")], (), (), NOW)
    assert found.level is None


def test_spellings_of_a_process_are_one_and_its_hours_are_told_from_three_on() -> None:
    (two,) = barriers_from([log("Housing office", 1, 270), log("the housing  offices", 1, 45)], (), (), NOW)
    assert (two.base, two.minutes, two.times_seen) == ("2 entries", None, 2)
    (three,) = barriers_from([log("Housing office", 2, 315), log("the housing offices", 1, 30)], (), (), NOW)
    assert (three.base, three.minutes) == ("3 entries, 5.8 hours", 345)


def test_most_entries_say_the_level_and_a_tie_says_none() -> None:
    (found,) = barriers_from([log("GP", 3, level=SERVICE), log("GP", 2)], (), (), NOW)
    assert found.level is SERVICE
    (tied,) = barriers_from([log("GP", 2, level=SERVICE), log("GP", 2)], (), (), NOW)
    assert tied.level is None


def test_a_card_with_the_words_of_a_log_is_that_barrier_with_its_history() -> None:
    step = BarrierStep("s", "t", key_of_card("Time lost: Housing"), ONE, SERVICE, "2026-W47", "manager")
    (found,) = barriers_from([log("Housing", 3, 60), card("time lost: housing", SERVICE)], (), (step,), NOW)
    assert (found.key, found.level, found.history) == (key_of_process("Housing"), SERVICE, (step,))


def test_rows_by_stage_end_with_what_nobody_has_said() -> None:
    note = BarrierNote("t", key_of_card("a"), stage=Stage.MOVING_ON)
    matrix = matrix_of(barriers_from([card("a"), card("b")], (note,), (), NOW), Rows.STAGES, {}, {})
    assert [row.title for row in matrix.rows] == [
        "First contact",
        "Getting in",
        "Staying",
        "Moving on",
        "Afterwards",
        "Not said yet",
    ]
    assert [b.text for b in matrix.rows[3].cells[0].barriers] == ["a"]
    assert [b.text for b in matrix.rows[5].cells[0].barriers] == ["b"]


def test_three_of_one_person_ask_to_look_again_and_gone_ones_do_not_count() -> None:
    three = [card(words) for words in "abc"]
    assert _matrix(three).asks_relevel
    assert not _matrix(three[:2]).asks_relevel
    gone = BarrierNote("t", key_of_card("a"), status=BarrierStatus.GONE)
    assert not _matrix(three, gone).asks_relevel


def _matrix(found: list[Noticed], *notes: BarrierNote) -> Matrix:
    return matrix_of(barriers_from(found, notes, (), NOW), Rows.THEMES, {}, {})


def test_the_question_counts_in_words() -> None:
    assert relevel_words(3) == (
        "Three notes are marked individual. Could any be the service’s or the system’s to solve?"
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (entries_words(3, 345), "3 entries, 5.8 hours"),
        (entries_words(1, 20), "1 entry"),
        (monthly_words(6, 1320, 2), "about 11 hours a month across 6 entries (own estimates)"),
        (monthly_words(2, 900, 1), "2 entries"),
        (times_words(6, "2026-07", NOW), "6 times since July"),
        (times_on_paper_words(4, NOW), "fewer than 5 times"),
        (times_on_paper_words(14, Quarter(2026, 3)), "at least 10 times since summer 2026"),
        (times_words(1, "2025-07", NOW), "once, in July 2025"),
        (times_words(2, "2026-01", NOW), "twice since January"),
        (age_words(NOW, NOW), "new this quarter"),
        (age_words(NOW.plus(-1), NOW), "one quarter old"),
        (age_words(NOW.plus(-3), NOW), "three quarters old"),
        (
            step_words(BarrierStep("s", "t", "k", ONE, None, "2026-W07", "staff")),
            "week 7 of 2026: from individual to not sure (team)",
        ),
    ],
)
def test_bases_and_ages_in_words(said: str, words: str) -> None:
    assert said == words
