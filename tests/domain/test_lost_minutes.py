"""Time lost, read as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.lost_minutes import CHOICES, MOST_MINUTES, read_minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("1.5 h", 90),
        ("1,5 hours", 90),
        ("1:30", 90),
        ("1h30", 90),
        ("2 h", 120),
        ("1.25", 75),
        ("Half a day", 240),
        (" an hour ", 60),
        ("", 0),
        ("   ", 0),
    ],
)
def test_usual_ways_of_typing_a_time_are_read(typed: str, minutes: int) -> None:
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize(
    "typed", ["-5", "0", "0:00", "99999", "41 h", "2401", "soon", "1:75", "4 5 weeks", "½"]
)
def test_negative_absurd_and_unreadable_times_get_one_clear_sentence(typed: str) -> None:
    with pytest.raises(NotNow) as refused:
        read_minutes(typed)
    assert refused.value.what == "The time lost has to lie between 1 minute and 40 hours."
    assert "“1:30”" in refused.value.todo


@given(st.integers(1, MOST_MINUTES))
def test_minutes_are_read_the_same_in_every_way_of_writing_them(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    assert read_minutes(str(minutes)) == read_minutes(f"{hours}:{rest:02}") == minutes
    assert read_minutes(f"{hours} h {rest} min") == minutes


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_time_within_bounds_or_refused_in_words(typed: str) -> None:
    minutes, todo = 0, "said"
    try:
        minutes = read_minutes(typed)
    except NotNow as refused:
        todo = refused.todo
    assert 0 <= minutes <= MOST_MINUTES
    assert todo


def test_every_choice_is_a_time_that_can_be_noted() -> None:
    assert all(read_minutes(str(minutes)) == minutes for minutes in CHOICES)
