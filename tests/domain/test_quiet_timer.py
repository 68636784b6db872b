"""The quiet timer: whole minutes, pauses that don't count, and no hurry at the end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.quiet_timer import LONGEST, QuietTimer

TEN = QuietTimer(10)


def test_it_says_minutes_and_never_seconds() -> None:
    running = TEN.started(100.0)
    assert running.words(100.0) == "about 10 minutes left"
    assert running.words(100.0 + 7 * 60 + 10) == "about 3 minutes left"
    assert running.words(100.0 + 9 * 60) == "about a minute left"
    assert running.words(100.0 + 9 * 60 + 50) == "about a minute left"


def test_at_the_end_nobody_is_pressed() -> None:
    over = TEN.started(0.0)
    assert over.words(601.0) == "That was the time for this step. Finish in peace."
    assert over.part(5_000.0) == 1.0


def test_a_pause_doesnt_count() -> None:
    rested = TEN.started(0.0).paused(60.0)
    assert rested.words(9_000.0) == "about 9 minutes left"
    assert rested.started(9_000.0).words(9_060.0) == "about 8 minutes left"


def test_starting_twice_changes_nothing() -> None:
    running = TEN.started(5.0)
    assert running.started(50.0) == running


def test_more_time_can_be_given_meanwhile() -> None:
    assert TEN.started(0.0).given(15).words(60.0) == "about 14 minutes left"
    assert TEN.given(-1).minutes == 0
    assert TEN.given(1_000).minutes == LONGEST


def test_a_step_without_a_time_says_nothing() -> None:
    assert QuietTimer(0).started(0.0).words(50.0) == ""
    assert QuietTimer(0).started(0.0).part(50.0) == 0.0


@given(st.integers(1, LONGEST), st.lists(st.floats(0, 5_000), min_size=1, max_size=12))
def test_time_only_goes_forward(minutes: int, steps: list[float]) -> None:
    timer, now, before = QuietTimer(minutes), 0.0, 0.0
    for n, step in enumerate(steps):
        timer = timer.paused(now) if n % 3 == 2 else timer.started(now)
        now += step
        assert 0.0 <= before <= timer.part(now) <= 1.0
        before = timer.part(now)


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    assert TEN.started(500.0).spent(100.0) == 0.0
