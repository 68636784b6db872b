"""Registration years, windows, and stretches of time in which nothing happened."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.regulator import Form, MonthDay, Period, Regulator, add_months, free_stretches

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def rules(**changes: object) -> Regulator:
    return Regulator("r", Form.SWE, "R", 1, "S", date(2026, 1, 1), (), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 22), date(2025, 12, 1), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2025, 12, 1), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 1), date(2027, 11, 30)),
        (date(2027, 1, 1), date(2026, 12, 1), date(2027, 11, 30)),
    ],
)
def test_the_registration_year_in_hand_is_the_one_that_today_lies_in(
    today: date, first: date, last: date
) -> None:
    assert rules(year_starts=MonthDay(12, 1)).period(today) == Period(first, last)


def test_without_a_fixed_year_the_period_ends_today() -> None:
    assert rules().period(date(2026, 11, 22)) == Period(date(2025, 11, 23), date(2026, 11, 22))


@given(DAYS, st.integers(1, 12), st.integers(1, 31))
def test_today_always_lies_in_its_own_registration_year(today: date, month: int, day: int) -> None:
    period = rules(year_starts=MonthDay(month, min(day, 28))).period(today)
    assert period.holds(today)
    assert 365 <= (period.last - period.first).days + 1 <= 366


@pytest.mark.parametrize(
    ("today", "is_open"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
    ],
)
def test_the_window_is_open_from_its_first_to_its_last_day(today: date, is_open: bool) -> None:
    window = rules(window_opens=MonthDay(9, 1), window_closes=MonthDay(11, 30))
    assert window.is_window_open(today) is is_open


def test_a_window_over_the_turn_of_the_year_is_open_on_both_sides() -> None:
    window = rules(window_opens=MonthDay(12, 1), window_closes=MonthDay(1, 31))
    assert window.is_window_open(date(2026, 12, 24))
    assert window.is_window_open(date(2027, 1, 5))
    assert not window.is_window_open(date(2026, 6, 1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -12, date(2025, 3, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_three_whole_free_months_are_a_gap_and_a_day_less_is_none() -> None:
    assert free_stretches([date(2026, 4, 1), date(2026, 6, 30), date(2026, 9, 29)], YEAR, 3) == (
        Period(date(2026, 1, 1), date(2026, 3, 31)),
        Period(date(2026, 9, 30), date(2026, 12, 31)),
    )
    assert free_stretches([date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)], YEAR, 3) == (
        Period(date(2026, 10, 1), date(2026, 12, 31)),
    )


def test_a_year_without_anything_is_one_gap() -> None:
    assert free_stretches([], YEAR, 3) == (YEAR,)


def test_days_outside_the_period_fill_nothing() -> None:
    assert free_stretches([date(2025, 7, 1), date(2027, 1, 1)], YEAR, 3) == (YEAR,)


@given(st.lists(DAYS, max_size=30), DAYS, st.integers(0, 1500), st.integers(1, 12))
def test_gaps_hold_no_day_lie_inside_and_apart_and_are_long_enough(
    days: list[date], first: date, length: int, months: int
) -> None:
    period = Period(first, first + timedelta(days=length))
    gaps = free_stretches(days, period, months)
    for gap in gaps:
        assert period.first <= gap.first <= gap.last <= period.last
        assert not any(gap.holds(day) for day in days)
        assert gap.last + timedelta(days=1) >= add_months(gap.first, months)
    assert all(before.last < after.first for before, after in pairwise(gaps))


@given(st.lists(DAYS, max_size=30), DAYS, st.integers(0, 1500), st.integers(1, 12))
def test_every_long_free_stretch_is_found(days: list[date], first: date, length: int, months: int) -> None:
    period = Period(first, first + timedelta(days=length))
    gaps = free_stretches(days, period, months)
    inside = {day for day in days if period.holds(day)}
    for start in {period.first, *(day + timedelta(days=1) for day in inside)}:
        end = add_months(start, months) - timedelta(days=1)
        if end <= period.last and not any(start <= day <= end for day in inside):
            assert any(gap.first == start for gap in gaps)
