"""Series of sessions, checked against plain counting of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.recurrence import MOST_DAYS, Series
from pie_audit.reports.series import days_of_series

MONDAY = date(2026, 11, 23)


def test_every_four_weeks_until_a_day_counts_that_day_in() -> None:
    days = days_of_series(Series(MONDAY, 4, until=date(2027, 1, 18)))
    assert days == (date(2026, 11, 23), date(2026, 12, 21), date(2027, 1, 18))


def test_a_skipped_day_falls_out_and_nothing_takes_its_place() -> None:
    series = Series(MONDAY, 2, count=3, skipping=frozenset({date(2026, 12, 7), date(2026, 12, 8)}))
    assert days_of_series(series) == (MONDAY, date(2026, 12, 21))


def test_a_series_whose_days_are_all_skipped_has_none() -> None:
    assert days_of_series(Series(MONDAY, 1, count=1, skipping=frozenset({MONDAY}))) == ()


@pytest.mark.parametrize(
    "series",
    [
        Series(MONDAY, 4),
        Series(MONDAY, 4, count=3, until=date(2027, 1, 18)),
        Series(MONDAY, 0, count=3),
        Series(MONDAY, 53, count=3),
        Series(MONDAY, 4, count=0),
        Series(MONDAY, 4, count=MOST_DAYS + 1),
        Series(MONDAY, 1, until=date(2036, 1, 1)),
        Series(MONDAY, 1, until=date(2026, 11, 22)),
    ],
)
def test_a_series_without_an_end_or_a_rhythm_is_not_planned(series: Series) -> None:
    with pytest.raises(NotNow):
        days_of_series(series)


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(1, 52),
    st.integers(1, MOST_DAYS),
    st.frozensets(st.integers(0, MOST_DAYS), max_size=10),
)
def test_days_are_so_many_weeks_apart_without_those_skipped(
    first: date, weeks: int, count: int, left_out: frozenset[int]
) -> None:
    every = [first + timedelta(weeks=weeks * n) for n in range(count)]
    skipping = frozenset(first + timedelta(weeks=weeks * n) for n in left_out)
    expected = tuple(day for day in every if day not in skipping)
    assert days_of_series(Series(first, weeks, count=count, skipping=skipping)) == expected
    assert days_of_series(Series(first, weeks, until=every[-1], skipping=skipping)) == expected
