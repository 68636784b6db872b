"""Refusals in the trends: a question where the section's own series asks one, and no small count outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pie_audit.domain.chart import LineChart, StackChart, taken_along
from pie_audit.domain.refusal import Direction, Next, Reason, Refusal
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import daily_notes
from tests import make
from tests.quarter import Hostel
from tests.workflows.trends.looking import chart, trends, unshown, values

WORKED = (9, 7, 8, 10, 9, 8, 5, 4, 6, 5, 4, 5)
A_YEAR = tuple(f"2026-{month:02d}" for month in range(1, 13))


def noted(hostel: Hostel, month: str, times: int, reason: Reason = Reason.FULL) -> None:
    """So many refusals of a month."""
    hostel.turn_on(TeamPart.REFUSALS)
    for _one in range(times):
        value = Refusal(
            make.new_id(), hostel.team_id, month, Direction.BY_OTHERS, "Clinic", reason, Next.NOTHING
        )
        hostel.opened.write(lambda tx, value=value: daily_notes.save_refusal(tx, value))


def noted_all(hostel: Hostel, months: Sequence[str], times: Sequence[int]) -> None:
    for month, n in zip(months, times, strict=True):
        noted(hostel, month, n)


def test_the_worked_example_asks_what_changed(hostel: Hostel) -> None:
    noted_all(hostel, A_YEAR, WORKED)
    hostel.at(date(2027, 1, 4))
    line = chart(hostel, "refusals", LineChart)
    assert values(line) == [float(n) for n in WORKED]
    assert line.limits[0].centre == 6.5
    assert line.sentence == (
        "Refusals noted: 5 times, December 2026. Fewer refusals in the second half than chance alone would usually "
        "give. What changed around July 2026?"
    )


def test_nine_months_have_no_rule(hostel: Hostel) -> None:
    noted_all(hostel, A_YEAR[:9], WORKED[:9])
    line = chart(hostel, "refusals", LineChart)
    assert "Too few months to tell pattern from chance." in line.sentence
    assert all(point.signs == () and not point.letter for point in line.series[0].points)


def test_a_month_without_an_entry_between_two_is_nought_and_the_ends_are_entries(hostel: Hostel) -> None:
    noted(hostel, "2026-03", 2)
    noted(hostel, "2026-06", 3)
    assert values(chart(hostel, "refusals", LineChart)) == [2, 0, 0, 3]


def test_more_than_a_year_has_limits(hostel: Hostel) -> None:
    noted_all(hostel, ("2025-12", *A_YEAR[:10], "2026-11"), (6,) * 6 + (7,) * 6)
    assert chart(hostel, "refusals", LineChart).limits[0].upper is None
    noted(hostel, "2025-11", 6)
    noted(hostel, "2025-10", 5)
    assert chart(hostel, "refusals", LineChart).limits[0].upper is not None


def test_reasons_are_bars_and_must_stop_using_first_has_its_own_sentence(hostel: Hostel) -> None:
    noted(hostel, "2026-10", 6, Reason.FULL)
    noted(hostel, "2026-09", 5, Reason.MUST_STOP_USING)
    bars = chart(hostel, "refusals/reasons", StackChart)
    assert [step.name for step in bars.steps] == ["Full", "Must stop using first"]
    assert bars.sentence == (
        "Most often: Full, 6 times. Told to stop using first: 5 times. People needed help now."
    )
    assert taken_along(bars) is bars


def test_small_counts_stay_inside(hostel: Hostel) -> None:
    noted(hostel, "2026-09", 7, Reason.FULL)
    noted(hostel, "2026-10", 4, Reason.PETS)
    assert values(chart(hostel, "refusals", LineChart)) == [7, 4]
    for chart_id, kind in (("refusals", LineChart), ("refusals/reasons", StackChart)):
        assert unshown(hostel, chart_id, to_leave=True) == (
            "People were turned away at least 10 times in the time shown."
        )
        assert taken_along(chart(hostel, chart_id, kind)) == trends(hostel, to_leave=True).chart(chart_id)


def test_two_windows_of_reasons_tell_no_small_count_by_their_difference(hostel: Hostel) -> None:
    """Eleven months back one of seven was about pets; all of both windows would be five or more."""
    noted(hostel, "2026-10", 5, Reason.PETS)
    noted(hostel, "2026-01", 6, Reason.FULL)
    noted(hostel, "2026-01", 1, Reason.PETS)
    assert unshown(hostel, "refusals/reasons", to_leave=True) == (
        "People were turned away at least 10 times in the time shown."
    )
    assert chart(hostel, "refusals/reasons", StackChart).table.rows == (("Full", "6"), ("Pets", "6"))


def test_a_handful_outside_is_fewer_than_five(hostel: Hostel) -> None:
    noted(hostel, "2026-10", 3)
    assert "fewer than 5 times" in unshown(hostel, "refusals", to_leave=True)


def test_an_empty_log_says_so_and_one_that_is_off_says_nothing(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.REFUSALS)
    assert unshown(hostel, "refusals") == "Nobody noted a refusal in this time."
    noted(hostel, "2026-10", 6)
    hostel.turn_off(TeamPart.REFUSALS)
    ids = [one.id for section in trends(hostel).sections for one in section.charts]
    assert not [one for one in ids if one.startswith("refusals")]


def test_an_earlier_quarter_is_shown_as_it_was_then(hostel: Hostel) -> None:
    noted(hostel, "2026-08", 6)
    noted(hostel, "2026-10", 9)
    line = chart(hostel, "refusals", LineChart, until=trends(hostel).quarters[-1].plus(-1))
    assert values(line) == [6]
