"""Days are read the way people write them, and refused in words where they can't be meant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import LATEST_YEAR
from pie_audit.ui.plan.days import card_words, field_words, over_words, parse_day

TODAY = date(2026, 11, 18)
DAYS = st.dates(date(1900, 1, 1), date(LATEST_YEAR, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "27 Nov 2026",
        "Fri 27 Nov 2026",
        "friday, 27 november 2026",
        "27th Nov",
        "27/11/2026",
        "27.11.26",
        "27-11-2026",
        "2026-11-27",
        "  27   nov  ",
        "27/11",
    ],
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert parse_day(written, TODAY) == date(2026, 11, 27)


@pytest.mark.parametrize("written", ["", "   ", "Ongoing", "ongoing"])
def test_nothing_and_ongoing_mean_no_day(written: str) -> None:
    assert parse_day(written, TODAY) is None


def test_a_day_without_a_year_is_the_next_one_or_one_just_passed() -> None:
    assert parse_day("15 Jan", TODAY) == date(2027, 1, 15)
    assert parse_day("10 Nov", TODAY) == date(2026, 11, 10)
    assert parse_day("29 Feb", TODAY) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 Feb 20260", "The year 20260 can’t be meant."),
        ("1 Feb 202", "The year 202 can’t be meant."),
        ("31 Nov 2026", "There is no such day in the calendar."),
        ("40/40/2026", "There is no such day in the calendar."),
        ("soon", "“soon” isn’t a day we can read."),
        ("12 Smarch", "“12 Smarch” isn’t a day we can read."),
    ],
)
def test_what_is_no_day_is_refused_in_words(written: str, said: str) -> None:
    with pytest.raises(NotNow) as refused:
        parse_day(written, TODAY)
    assert refused.value.what == said


@given(day=DAYS, today=DAYS)
def test_a_day_that_is_shown_reads_back_as_itself(day: date, today: date) -> None:
    assert parse_day(field_words(day), today) == day


@given(today=st.dates(date(2000, 1, 1), date(2090, 1, 1)), ahead=st.integers(0, 300))
def test_a_day_on_a_card_reads_back_while_it_is_near(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert parse_day(card_words(day, today), today) == day


@given(text=st.text(max_size=40))
def test_whatever_is_typed_is_a_day_or_a_known_refusal(text: str) -> None:
    try:
        found = parse_day(text, TODAY)
    except NotNow:
        return
    assert found is None or found.year <= LATEST_YEAR


def test_how_long_over_is_told_in_days_and_then_in_weeks() -> None:
    said = [over_words(TODAY - timedelta(days=n), TODAY) for n in (1, 6, 7, 13, 14)]
    assert said == ["A day over", "6 days over", "A week over", "A week over", "2 weeks over"]
