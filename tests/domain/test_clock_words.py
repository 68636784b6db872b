"""Times of day as people write them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.clock_words import read_time


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("10:00", time(10)),
        ("9.30", time(9, 30)),
        ("2 pm", time(14)),
        ("12am", time(0)),
        ("12:15 p.m.", time(12, 15)),
        ("14", time(14)),
        ("after lunch", None),
        ("25:00", None),
        ("13 pm", None),
        ("10:75", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_it_is_written(words: str, at: time | None) -> None:
    assert read_time(words) == at


@given(st.times())
def test_every_time_of_day_is_read_back(at: time) -> None:
    assert read_time(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)


@given(st.text(max_size=30))
def test_any_words_are_a_time_or_none(words: str) -> None:
    found = read_time(words)
    assert found is None or any(c.isdigit() for c in words)
