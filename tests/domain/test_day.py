"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from pie_audit.domain.day import recent_day_words

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 23), "Monday"),
        (date(2026, 11, 20), "Friday"),
        (date(2026, 11, 18), "Wednesday"),
        (date(2026, 11, 17), "Tuesday 17 November"),
        (date(2025, 11, 24), "Monday 24 November"),
        (date(2026, 11, 25), "Wednesday 25 November"),
    ],
)
def test_a_day_within_the_week_is_its_name_and_any_other_has_its_date(day: date, words: str) -> None:
    assert recent_day_words(day, TODAY) == words
