"""Calendar quarters: bounds, arithmetic, words, and what isn't one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter, iso_week

DAYS = st.dates(date(1970, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), "2026Q1"),
        (date(2026, 3, 31), "2026Q1"),
        (date(2026, 4, 1), "2026Q2"),
        (date(2026, 9, 30), "2026Q3"),
        (date(2026, 12, 31), "2026Q4"),
    ],
)
def test_a_day_lies_in_its_calendar_quarter(day: date, quarter: str) -> None:
    assert str(Quarter.of(day)) == quarter


def test_autumn_is_the_fourth_quarter() -> None:
    assert Quarter(2026, 4).name == "Autumn 2026"
    assert [Quarter(2026, n).season for n in (1, 2, 3)] == ["winter", "spring", "summer"]


@pytest.mark.parametrize(
    "text", ["", "2026", "2026Q5", "2026Q0", "2026q4", "26Q4", " 2026Q4", "2026Q4\n", "٢٠٢٦Q4"]
)
def test_anything_else_is_not_a_quarter(text: str) -> None:
    with pytest.raises(NotNow, match="is not a quarter"):
        Quarter.parse(text)


@given(DAYS)
def test_a_quarter_reads_back_and_holds_its_day(day: date) -> None:
    quarter = Quarter.of(day)
    assert Quarter.parse(str(quarter)) == quarter
    assert quarter.first_day <= day <= quarter.last_day


@given(DAYS, st.integers(-400, 400))
def test_stepping_there_and_back_is_no_step(day: date, steps: int) -> None:
    quarter = Quarter.of(day)
    assert quarter.plus(steps).plus(-steps) == quarter
    assert (quarter.plus(steps) > quarter) == (steps > 0)


@given(DAYS)
def test_the_next_quarter_begins_the_day_after(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.last_day + timedelta(days=1) == quarter.plus(1).first_day


def test_the_first_days_of_january_may_belong_to_last_years_last_week() -> None:
    assert iso_week(date(2027, 1, 1)) == "2026-W53"
    assert iso_week(date(2026, 11, 20)) == "2026-W47"


def test_a_day_is_written_in_full() -> None:
    assert full_day_words(date(2026, 12, 1)) == "1 December 2026"
