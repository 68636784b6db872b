"""Protected time: both counts always, a share only from ten planned on, reasons only for a team of five."""

from __future__ import annotations

from datetime import date

from pie_audit.domain.chart import LineChart, StackChart
from pie_audit.domain.session import SessionStatus, WhyLost
from pie_audit.domain.team import Standing
from pie_audit.storage import people
from tests import years
from tests.quarter import Hostel
from tests.workflows.trends.looking import chart, trends, unshown, values


def twelve_planned_nine_held(hostel: Hostel) -> None:
    """A dozen hours of this quarter, three of them lost to staffing."""
    for place in range(12):
        lost = {} if place < 9 else {"reason": WhyLost.STAFFING}
        years.hour(hostel, date(2026, 10 + place // 8, 1 + place % 8), held=place < 9, **lost)


def leave(hostel: Hostel, person_id: str) -> None:
    """Somebody isn't there any more."""
    hostel.opened.write(lambda tx: people.set_standing(tx, person_id, Standing.LEFT))


def test_nine_of_twelve_is_three_quarters_with_both_counts(hostel: Hostel) -> None:
    twelve_planned_nine_held(hostel)
    found = chart(hostel, "time_ledger", StackChart)
    assert "Autumn 2026: 9 of 12, 75%" in found.sentence
    assert found.fills == ("Planned", "Held")
    assert [tuple(part.amount for part in column.parts) for column in found.columns] == [(8, 8), (4, 1)]
    assert found.side_by_side


def test_a_month_with_few_sessions_has_counts_and_no_share(hostel: Hostel) -> None:
    twelve_planned_nine_held(hostel)
    assert [row[-1] for row in chart(hostel, "time_ledger", StackChart).table.rows] == ["8 of 8", "1 of 4"]


def test_nothing_planned_is_said_and_is_no_share(hostel: Hostel) -> None:
    assert unshown(hostel, "time_ledger") == "Protected time: none planned."
    years.hour(hostel, date(2026, 7, 6))
    years.review(hostel)
    found = chart(hostel, "time_ledger", StackChart)
    assert "Autumn 2026: none planned" in found.sentence
    assert found.columns[-1].parts == ()
    assert found.columns[-1].words == "November 2026: none planned"


def test_the_kept_rate_is_a_gap_where_few_were_planned(hostel: Hostel) -> None:
    for day in range(1, 6):
        years.hour(hostel, date(2026, 7, day))
    twelve_planned_nine_held(hostel)
    line = chart(hostel, "time_ledger/rate", LineChart)
    assert values(line) == [None, 75]
    assert line.headline == ("75%", "9 of 12")
    assert line.series[0].points[0].words == "Summer 2026: 5 of 5"


def test_reasons_are_counted_for_a_team_of_five(hostel: Hostel) -> None:
    twelve_planned_nine_held(hostel)
    reasons = chart(hostel, "time_ledger/reasons", StackChart)
    assert reasons.table.rows == (("not enough staff", "3"),)


def test_a_team_of_four_keeps_its_reasons_to_itself(hostel: Hostel) -> None:
    twelve_planned_nine_held(hostel)
    for gone in (hostel.tom, hostel.dee):
        leave(hostel, gone.member.person_id)
    assert trends(hostel).chart("time_ledger/reasons") is None
    assert chart(hostel, "time_ledger", StackChart).columns


def test_what_is_still_to_come_is_neither_planned_nor_lost(hostel: Hostel) -> None:
    twelve_planned_nine_held(hostel)
    years.hour(hostel, date(2026, 11, 30), held=False, status=SessionStatus.NOT_YET)
    assert "9 of 12, 75%" in chart(hostel, "time_ledger", StackChart).sentence


def test_hours_held_are_a_monthly_line_with_gaps_where_nothing_was_planned(hostel: Hostel) -> None:
    years.hour(hostel, date(2026, 8, 3))
    years.hour(hostel, date(2026, 8, 10), held=False)
    years.hour(hostel, date(2026, 10, 5))
    line = chart(hostel, "time_ledger/hours", LineChart)
    assert values(line) == [1, None, 1, None]
    assert [row[1] for row in line.table.rows] == [
        "1 h of 2 h planned",
        "none planned",
        "1 h of 1 h planned",
        "none planned",
    ]
