"""Episodes are drawn one by one: the newest where there are many, and then everything says of how many."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.chart import LineChart
from pie_audit.domain.small_logs import Tellings
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import small_logs
from pie_audit.workflows.tables.from_trends import small_logs_table
from pie_audit.workflows.trends.material import MOST_DOTS
from tests import make, years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import chart, trends, values

FIRST = THIS_QUARTER.plus(-7)


def told(hostel: Hostel, months: Sequence[str], of_each: int) -> list[int]:
    """So many episodes in each month, all told another number of times; the numbers in the order of the chart."""
    stories = [
        Tellings(make.new_id(), hostel.team_id, month, f"T{n + 1}", 1 + (7 * at + n) % 90, 1, 0)
        for at, month in enumerate(months)
        for n in range(of_each)
    ]
    hostel.turn_on(TeamPart.TELLINGS)
    hostel.opened.write(lambda tx: [small_logs.save_tellings(tx, story) for story in stories])
    return [story.times for story in stories]


def test_as_many_as_fit_are_all_drawn_and_nothing_is_said_of_it(hostel: Hostel) -> None:
    times = told(hostel, years.months(FIRST, 10), MOST_DOTS // 10)
    line = chart(hostel, "tellings", LineChart)
    assert values(line) == times
    assert "newest" not in line.note + line.sentence
    assert len(line.table.rows) == MOST_DOTS


def test_of_more_the_newest_are_drawn_and_chart_table_and_sentence_say_so(hostel: Hostel) -> None:
    times = told(hostel, years.months(FIRST, 20), 60)
    line = chart(hostel, "tellings", LineChart)
    assert values(line) == times[-MOST_DOTS:]
    said = "The newest 200 of 1,200 episodes"
    assert line.note.endswith(said)
    assert f" {said}. " in line.sentence
    assert [row[0] for row in line.table.rows][MOST_DOTS:] == [said]
    assert line.headline == (str(times[-1]), "August 2026, T60")


def test_an_earlier_quarter_has_the_newest_of_its_own_time(hostel: Hostel) -> None:
    times = told(hostel, years.months(FIRST, 20), 60)
    line = chart(hostel, "tellings", LineChart, until=FIRST.plus(1))
    assert values(line) == times[: 6 * 60][-MOST_DOTS:]
    assert line.note.endswith("The newest 200 of 360 episodes")


def test_a_file_says_how_many_are_left_out_in_a_row_without_a_figure(hostel: Hostel) -> None:
    told(hostel, years.months(FIRST, 4), 60)
    rows = small_logs_table(trends(hostel)).rows
    said = [row for row in rows if "newest" in row[1]]
    assert said == [("Times a story had to be told", "The newest 200 of 240 episodes", "", "", "")]
    assert len(rows) == 3 * MOST_DOTS + 1


def test_only_the_newest_wins_of_the_time_shown_are_told_however_many_there_are(hostel: Hostel) -> None:
    for week in range(10, 46):
        for name in ("first", "second"):
            years.win(hostel, f"2026-W{week}", f"In week {week}, the {name}.")
    section = next(s for s in trends(hostel).sections if s.part.value == "small-logs")
    told_of = [words for words in section.in_words if words.startswith("Small win")]
    assert len(told_of) == 12
    assert all(f"In week {week}," in words for week, words in zip(_pairs_from(45), told_of, strict=True))
    before = next(
        s for s in trends(hostel, until=THIS_QUARTER.plus(-2)).sections if s.part.value == "small-logs"
    )
    assert "In week 27," in next(w for w in before.in_words if w.startswith("Small win"))


def _pairs_from(week: int) -> list[int]:
    return [week - n // 2 for n in range(12)]
