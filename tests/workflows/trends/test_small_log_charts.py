"""Small logs by month: few entries aren't summed, a month without any is a gap, limits come from twelve months on."""

from __future__ import annotations

from datetime import date

import pytest

from pie_audit.domain.chart import LineChart, Sign, StackChart
from pie_audit.domain.small_logs import FrictionEnd, WinReach
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.trend_mark import MarkKind, TrendMark
from pie_audit.storage import trend_marks
from tests import make, years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import chart, trends, unshown, values

FIRST = THIS_QUARTER.plus(-7)


def hours(hostel: Hostel, month: str, n: int) -> None:
    """So many hours lost in a month, in three errands."""
    for minutes in (60 * n - 40, 20, 20):
        years.errand(hostel, month, minutes)


def refusals(hostel: Hostel, month: str, n: int) -> None:
    """So many errands that ended with being turned away, and one that didn't."""
    for _one in range(n):
        years.errand(hostel, month, 10, end=FrictionEnd.TURNED_AWAY)
    years.errand(hostel, month, 10)


def test_two_entries_arent_summed_and_a_month_without_any_is_a_gap(hostel: Hostel) -> None:
    hours(hostel, "2026-07", 12)
    years.errand(hostel, "2026-08", 60)
    years.errand(hostel, "2026-08", 60)
    hours(hostel, "2026-10", 8)
    line = chart(hostel, "friction", LineChart)
    assert values(line) == [12, None, None, 8, None]
    assert [row[1] for row in line.table.rows] == [
        "12.0 hours, 3 entries",
        "fewer than 3 entries: not summed",
        "nothing noted",
        "8.0 hours, 3 entries",
        "nothing noted",
    ]


def test_the_worked_example_has_its_limits_and_is_provisional(hostel: Hostel) -> None:
    worked = (52, 55, 50, 58, 54, 53, 57, 51, 56, 54, 55, 53)
    for month, n in zip(years.months(FIRST, 12), worked, strict=True):
        hours(hostel, month, n)
    line = chart(hostel, "friction", LineChart)
    (limits,) = line.limits
    assert (limits.centre, round(limits.upper or 0, 4), round(limits.lower or 0, 4)) == (54, 63.9145, 44.0855)
    assert limits.centre_label == "Average 54"
    assert line.banner == "Provisional (12 points)"
    assert line.long


def test_an_unusual_month_has_a_letter_and_a_careful_sentence(hostel: Hostel) -> None:
    worked = (52, 55, 50, 58, 54, 53, 57, 51, 56, 54, 55, 53, 54, 55, 53, 70)
    for month, n in zip(years.months(FIRST, 16), worked, strict=True):
        hours(hostel, month, n)
    line = chart(hostel, "friction", LineChart)
    flagged = [p for p in line.series[0].points if p.letter]
    assert [(p.letter, p.signs[0]) for p in flagged] == [("A", Sign.BEYOND_LIMIT)]
    assert "Worth asking about: April 2026 lies beyond the limits (higher)." in line.sentence


def test_eleven_months_are_a_run_chart(hostel: Hostel) -> None:
    for month in years.months(FIRST, 11):
        hours(hostel, month, 9)
    hours(hostel, "2026-11", 90)
    line = chart(hostel, "friction", LineChart)
    assert all(limits.upper is None for limits in line.limits)
    assert line.banner == "Too early for limits"


def test_a_month_that_isnt_over_is_shown_and_not_judged(hostel: Hostel) -> None:
    for month, n in zip(years.months(FIRST, 23), [20, 21] * 12, strict=False):
        hours(hostel, month, 2 if month == "2026-11" else n)
    line = chart(hostel, "friction", LineChart)
    last = line.series[0].points[-1]
    assert (last.value, last.hollow, last.signs) == (2, True, ())
    assert last.words.endswith("the month isn’t over")
    assert line.headline[1] == "October 2026"
    assert line.sentence.endswith("Nothing unusual.")


def test_processes_that_cost_most_stand_first(hostel: Hostel) -> None:
    for _n in range(3):
        years.errand(hostel, "2026-10", 30, process="Benefits")
        years.errand(hostel, "2026-10", 60)
    years.errand(hostel, "2026-10", 900, process="The one letter")
    found = chart(hostel, "friction/processes", StackChart)
    assert [row[:2] for row in found.table.rows] == [("Housing options", "3.0"), ("Benefits", "1.5")]


def test_an_empty_log_says_so(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.FRICTION, TeamPart.TELLINGS)
    assert unshown(hostel, "friction") == "The friction log has no entry in this time."
    assert unshown(hostel, "tellings") == "No telling was counted in this time."


def test_refusals_of_the_worked_example_are_a_question(hostel: Hostel) -> None:
    worked = (9, 7, 8, 10, 9, 8, 5, 4, 6, 5, 4)
    for month, n in zip(years.months(FIRST, 11), worked, strict=True):
        refusals(hostel, month, n)
    line = chart(hostel, "turned_away", LineChart)
    assert values(line)[:11] == [float(n) for n in worked]
    assert "Fewer refusals in the second half than chance alone would usually give." in line.sentence


def test_a_month_with_entries_and_nobody_turned_away_is_a_nought(hostel: Hostel) -> None:
    years.errand(hostel, "2026-09")
    refusals(hostel, "2026-10", 2)
    assert values(chart(hostel, "turned_away", LineChart)) == [0, 2, None]


@pytest.mark.parametrize(
    ("away", "others", "said"),
    [
        (3, 20, "fewer than 5 times"),
        (0, 4, "fewer than 5 times"),
        (6, 2, None),
        (0, 12, None),
    ],
)
def test_what_leaves_tells_no_small_count_of_people(
    hostel: Hostel, away: int, others: int, said: str | None
) -> None:
    for n in range(away + others):
        end = FrictionEnd.TURNED_AWAY if n < away else FrictionEnd.PARTLY
        years.errand(hostel, "2026-10", end=end)
    if said is None:
        assert values(chart(hostel, "turned_away", LineChart, to_leave=True))[0] == away
    else:
        assert said in unshown(hostel, "turned_away", to_leave=True)


def test_whatever_is_copied_or_saved_of_them_says_the_same_as_paper(hostel: Hostel) -> None:
    refusals(hostel, "2026-09", 2)
    refusals(hostel, "2026-10", 7)
    on_screen = chart(hostel, "turned_away", LineChart)
    assert values(on_screen) == [2, 7, None]
    assert on_screen.leaves == trends(hostel, to_leave=True).chart("turned_away")


def test_two_sums_over_times_that_overlap_dont_give_a_small_month_away(hostel: Hostel) -> None:
    """Seven in one quarter are told month by month; with the two before them there is no sum to take them from."""
    for _n in range(2):
        years.errand(hostel, "2026-04", end=FrictionEnd.TURNED_AWAY)
    for _n in range(7):
        years.errand(hostel, "2026-10", end=FrictionEnd.TURNED_AWAY)
    assert "at least 5 times" in unshown(hostel, "turned_away", to_leave=True)
    assert values(chart(hostel, "turned_away", LineChart, to_leave=True, at_most=1)) == [7, None]


def test_a_chosen_day_begins_new_limits(hostel: Hostel) -> None:
    for month, n in zip(years.months(FIRST, 23), [10, 12] * 12, strict=False):
        hours(hostel, month, n)
    mark = TrendMark(
        make.new_id(), hostel.team_id, "friction", date(2025, 12, 3), MarkKind.CHANGE_POINT, "New rota"
    )
    hostel.opened.write(lambda tx: trend_marks.save_mark(tx, mark))
    line = chart(hostel, "friction", LineChart)
    assert [(limits.first, limits.last) for limits in line.limits] == [(0, 10), (11, 22)]
    assert [(pin.at, pin.words) for pin in line.pins] == [(11, "New rota")]
    words = next(s for s in trends(hostel).sections if s.part.value == "small-logs").in_words
    assert "Looked at anew from December 2025 on: New rota." in words


def test_tellings_are_a_dot_an_episode_under_a_throwaway_label(hostel: Hostel) -> None:
    years.telling(hostel, "2026-10", "T10", 5)
    years.telling(hostel, "2026-10", "T2", 1)
    years.telling(hostel, "2026-09", "T1", 7)
    line = chart(hostel, "tellings", LineChart)
    assert [step.name for step in line.steps] == [
        "September 2026, T1",
        "October 2026, T2",
        "October 2026, T10",
    ]
    assert values(line) == [7, 1, 5]
    assert line.sentence.startswith("October 2026, T10: told 5 times to 2 agencies.")


def test_wins_are_sentences_and_only_some_may_leave(hostel: Hostel) -> None:
    years.win(hostel, "2026-W44", "Somebody cooked.", reach=WinReach.PAPERS)
    years.win(hostel, "2026-W45", "A card came.")
    here = next(s for s in trends(hostel).sections if s.part.value == "small-logs")
    leaving = next(s for s in trends(hostel, to_leave=True).sections if s.part.value == "small-logs")
    assert here.in_words[-2:] == ("Small win: A card came.", "Small win: Somebody cooked.")
    assert [words for words in leaving.in_words if "Small win" in words] == ["Small win: Somebody cooked."]
