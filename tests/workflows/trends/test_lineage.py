"""Teams that merged or split: where a line ends is marked, and chart, table and sentence say the same of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pie_audit.domain.chart import GridChart, LineChart, StackChart, sentences_of
from pie_audit.domain.disclosure import Band
from pie_audit.domain.quarter import Quarter, iso_week
from pie_audit.domain.table import TableName
from pie_audit.domain.team import Perspective, Team
from pie_audit.storage import teams
from pie_audit.workflows.tables import from_trends
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import Part, TrendWish, Window
from tests import make, years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import chart, trends, values

LAST = THIS_QUARTER.plus(-2)
ENDED = "The line of Fern House ended in Spring 2026 and isn’t joined to this one."
MARK = "The line of Fern House ends here. It isn’t joined to this team’s"


def before(hostel: Hostel, name: str = "Fern House", last: Quarter = LAST, *, ends: bool = True) -> Team:
    """A team that Quayside House came out of, with a last review at the highest level."""
    other = make.team(name=name)
    week = iso_week(THIS_QUARTER.plus(-1).first_day)

    def write(tx: object) -> None:
        teams.save_team(tx, other)  # type: ignore[arg-type]  # a transaction
        years.write_review(tx, other.team_id, last, 4)  # type: ignore[arg-type]
        teams.follow_team(tx, hostel.team_id, other.team_id)  # type: ignore[arg-type]
        if ends:
            teams.retire_team(tx, other.team_id, week=week)  # type: ignore[arg-type]

    hostel.opened.write(write)
    return other


def after(hostel: Hostel, name: str = "Bridge House") -> Team:
    """A team that came out of Quayside House."""
    new = make.team(name=name)
    hostel.opened.write(lambda tx: teams.save_team(tx, new))
    hostel.opened.write(lambda tx: teams.follow_team(tx, new.team_id, hostel.team_id))
    return new


def end(hostel: Hostel) -> None:
    """Quayside House ends this quarter."""
    week = iso_week(THIS_QUARTER.first_day)
    hostel.opened.write(lambda tx: teams.retire_team(tx, hostel.team_id, week=week))


def noted(found: LineChart | StackChart) -> list[tuple[str, str]]:
    """The rows of a table of quarters that note something."""
    assert found.table.head[-1] == "Notes"
    return [(row[0], row[-1]) for row in found.table.rows if row[-1]]


def test_the_line_of_the_team_before_is_marked_at_its_last_review(hostel: Hostel) -> None:
    before(hostel)
    years.review(hostel, agreed=1)
    line = chart(hostel, "theme_lines/A", LineChart)
    assert [step.name for step in line.steps] == ["Spring 2026", "Summer 2026", "Autumn 2026"]
    assert values(line) == [None, None, 1]
    assert [(pin.at, pin.words) for pin in line.pins] == [(0, MARK)]
    assert noted(line) == [("Spring 2026", MARK)]
    assert line.sentence.endswith(ENDED)


def test_every_chart_of_reviews_says_it_in_its_table_and_its_sentence_too(hostel: Hostel) -> None:
    before(hostel)
    round_id = years.review(hostel, agreed=1)
    years.opened(hostel, round_id, years.counts_of("team", (0, 0, 6, 0, 0)), {Perspective.TEAM: Band.SOME})
    topic = chart(hostel, "topic_lines/A1", LineChart, theme_id="A")
    people = chart(hostel, "participation", StackChart)
    assert noted(topic) == noted(people) == [("Spring 2026", MARK)]
    for name in ("heatmap", "topic_grid/A"):
        grid = chart(hostel, name, GridChart)
        assert grid.table.rows[-1] == ("Notes", MARK, "", "")
        assert len(grid.table.rows) == len(grid.rows) + 1
        assert grid.sentence.endswith(ENDED)
    assert topic.sentence.endswith(ENDED)
    assert people.sentence.endswith(ENDED)


def test_each_mark_of_an_ending_is_in_the_table_and_the_sentence_of_its_chart(hostel: Hostel) -> None:
    before(hostel)
    before(hostel, "Oak House", LAST.plus(1))
    years.review(hostel, agreed=1)
    years.hour(hostel, THIS_QUARTER.first_day)
    seen = 0
    for section in trends(hostel, theme_id="A").sections:
        for one in section.charts:
            for pin in (pin for pin in getattr(one, "pins", ()) if pin.ends):
                seen += 1
                cells = [cell for row in one.table.rows for cell in row]
                assert any(pin.words in cell for cell in cells)
                assert pin.ends in one.sentence
                assert all(len(row) == len(one.table.head) for row in one.table.rows)
    assert seen > 20


def test_a_chart_that_isnt_of_reviews_is_marked_in_the_quarter_in_which_the_team_ended(
    hostel: Hostel,
) -> None:
    before(hostel)
    years.review(hostel, agreed=1)
    for day in range(10):
        years.hour(hostel, THIS_QUARTER.first_day + timedelta(days=day))
    rate = chart(hostel, "time_ledger/rate", LineChart)
    assert [rate.steps[pin.at].name for pin in rate.pins] == ["Summer 2026"]
    assert "The line of Fern House ended in Summer 2026" in rate.sentence


def test_teams_that_ended_in_one_quarter_have_one_mark_and_those_that_didnt_two(hostel: Hostel) -> None:
    before(hostel)
    before(hostel, "Oak House")
    before(hostel, "Pine House", LAST.plus(1))
    years.review(hostel)
    line = chart(hostel, "theme_lines/A", LineChart)
    assert [(pin.at, pin.words) for pin in line.pins] == [
        (0, "The lines of Fern House · Oak House end here. They aren’t joined to this team’s"),
        (1, "The line of Pine House ends here. It isn’t joined to this team’s"),
    ]
    assert "The lines of Fern House · Oak House ended in Spring 2026 and aren’t joined" in line.sentence


def test_nothing_of_the_levels_before_is_anywhere(hostel: Hostel) -> None:
    before(hostel)
    years.review(hostel, agreed=1)
    grid = chart(hostel, "heatmap", GridChart)
    assert all(cell.level in {None, 1} for row in grid.rows for cell in row.cells)
    assert "4.0" not in " ".join(cell for row in grid.table.rows for cell in row)


def test_a_team_before_that_goes_on_has_no_end_and_a_mark_where_this_one_begins(hostel: Hostel) -> None:
    before(hostel, ends=False)
    years.review(hostel, THIS_QUARTER.plus(-1))
    years.review(hostel)
    line = chart(hostel, "theme_lines/A", LineChart)
    assert [(line.steps[pin.at].name, pin.words, pin.ends) for pin in line.pins] == [
        ("Summer 2026", "The team came out of Fern House", "")
    ]
    assert "ended" not in line.sentence
    said = trends(hostel).sections[0].in_words
    assert "This team came out of Fern House, which goes on. Its line isn’t joined to this one." in said


def test_a_mark_stays_at_its_quarter_when_the_window_moves_on(hostel: Hostel) -> None:
    before(hostel, last=THIS_QUARTER.plus(-6))
    for back in range(6):
        years.review(hostel, THIS_QUARTER.plus(-back))
    eight = chart(hostel, "theme_lines/A", LineChart)
    four = chart(hostel, "theme_lines/A", LineChart, window=Window.FOUR)
    assert [eight.steps[pin.at].name for pin in eight.pins] == ["Spring 2025"]
    assert four.pins == ()
    assert "ended" not in four.sentence
    assert (
        "Fern House (last review Spring 2025)" in trends(hostel, window=Window.FOUR).sections[0].in_words[-1]
    )


def test_a_team_that_ended_years_before_makes_no_years_of_gaps(hostel: Hostel) -> None:
    before(hostel, last=THIS_QUARTER.plus(-20))
    years.review(hostel)
    line = chart(hostel, "theme_lines/A", LineChart, window=Window.ALL)
    assert len(line.steps) == 1
    assert [pin.words for pin in line.pins] == ["The team came out of Fern House"]


def test_a_team_that_ended_has_the_mark_at_its_own_last_review(hostel: Hostel) -> None:
    years.review(hostel, THIS_QUARTER.plus(-1))
    after(hostel)
    end(hostel)
    line = chart(hostel, "theme_lines/A", LineChart)
    mark = "This team’s own line ends here. Bridge House came out of it"
    assert [(line.steps[pin.at].name, pin.words) for pin in line.pins] == [("Summer 2026", mark)]
    assert noted(line) == [("Summer 2026", mark)]
    assert line.sentence.endswith("This team’s own line ended in Summer 2026.")
    assert "Bridge House came out of this team. Its lines end here." in trends(hostel).sections[0].in_words


def test_a_team_that_goes_on_after_a_split_is_never_said_to_have_ended(hostel: Hostel) -> None:
    years.review(hostel, THIS_QUARTER.plus(-1))
    years.review(hostel)
    new = after(hostel)
    hostel.opened.write(lambda tx: years.write_review(tx, new.team_id, THIS_QUARTER, 4))
    line = chart(hostel, "theme_lines/A", LineChart)
    assert [(pin.at, pin.words, pin.ends) for pin in line.pins] == [
        (1, "Bridge House came out of this team", "")
    ]
    said = trends(hostel).sections[0].in_words
    assert "Bridge House came out of this team. Its lines go on by themselves." in said


def test_a_paper_of_an_earlier_quarter_knows_of_no_later_end(hostel: Hostel) -> None:
    years.review(hostel, LAST)
    years.review(hostel)
    after(hostel)
    end(hostel)
    found = trends(hostel, until=LAST)
    line = found.chart("theme_lines/A")
    assert isinstance(line, LineChart)
    assert line.pins == ()
    assert not any("Bridge House" in words for words in found.sections[0].in_words)


def test_the_words_beside_the_charts_say_it_once_for_all_of_them(hostel: Hostel) -> None:
    before(hostel)
    years.review(hostel, agreed=1)
    themes = trends(hostel).section(Part.THEMES)
    assert themes is not None
    assert sum("Fern House" in line for line in themes.in_words) == 1
    own = sentences_of(themes.charts)
    assert [line for line in themes.in_words if line not in own] == [
        "This team came out of Fern House (last review Spring 2026). Their lines end there and aren’t joined to this one."
    ]


@pytest.mark.parametrize("window", list(Window))
def test_tables_to_take_along_keep_their_rows_and_note_the_ending(hostel: Hostel, window: Window) -> None:
    before(hostel)
    round_id = years.review(hostel, agreed=1)
    years.opened(hostel, round_id, years.counts_of("team", (0, 0, 6, 0, 0)), {Perspective.TEAM: Band.SOME})
    material = hostel.see(read_material, hostel.amina, hostel.team_id, window)
    found = charted(material, TrendWish(window))
    themes, topics = from_trends.themes_table(found, material), from_trends.topics_table(found, material)
    assert {row[-1] for row in themes.rows} == {"", MARK}
    assert "the line of a team ends" in themes.columns[-1].means
    assert "Notes" not in {row[2] for row in topics.rows}
    people = from_trends.chart_table(found, TableName.PARTICIPATION, "participation", ("Quarter.", "People."))
    assert [(column.head, column.is_number) for column in people.columns][-1] == ("Notes", False)
