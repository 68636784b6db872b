"""Surveys over time: released figures alone, gaps where nothing is shown, no n, no share, no interval."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from pie_audit.domain.chart import GridChart, LineChart, ScatterChart, Unshown
from pie_audit.domain.support_beside import QuarterBeside, SupportBeside, caveats
from pie_audit.domain.theme_score import ThemeScore
from pie_audit.workflows.surveys.released_series import ReleasedPoint
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.material import TrendMaterial
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import TrendWish, Window
from pie_audit.workflows.trends.windows import in_window
from tests import surveys, years
from tests.quarter import THIS_QUARTER, TODAY, Hostel
from tests.workflows.trends.looking import chart, chart_words, trends, unshown

LOAD = "pulse/pulse10-1/load"


def ask(hostel: Hostel, n: int = 6, answered: int = 6) -> None:
    """A survey of `n`, whose box was opened after `answered` of them had answered."""
    names = surveys.grow(hostel, n)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names[:answered]):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    surveys.opened(hostel, survey_id)
    hostel.at(TODAY)


def test_a_released_scale_is_a_point_of_a_hundred(hostel: Hostel) -> None:
    ask(hostel)
    line = chart(hostel, LOAD, LineChart)
    (point,) = line.series[0].points
    assert point.value is not None
    assert point.label == str(int(point.value))
    assert line.sentence.startswith(f"Load: {point.label} of 100 this quarter.")
    assert "A change under about 10 points may be nothing at all." in line.sentence
    assert "13" not in line.sentence
    assert (line.axis.low, line.axis.high) == (0, 100)
    assert (point.low, point.high) == (None, None)


def test_nothing_about_it_tells_how_many_answered(hostel: Hostel) -> None:
    ask(hostel)
    line = chart(hostel, LOAD, LineChart)
    words = " ".join(chart_words(line)).replace("2026", "")
    assert not re.search(r"\b6\b|%|people answered|±", words)


def test_a_survey_with_four_answers_is_not_shown(hostel: Hostel) -> None:
    ask(hostel, answered=4)
    assert unshown(hostel, LOAD) == "Load: not shown this quarter."


def test_without_a_survey_it_says_so(hostel: Hostel) -> None:
    assert unshown(hostel, "pulse") == "No survey of this team has been opened yet."


def test_released_figures_stay_in_sight_while_the_team_rates_in_private(hostel: Hostel) -> None:
    ask(hostel)
    years.review(hostel, THIS_QUARTER.plus(-1))
    hostel.start()
    assert chart(hostel, LOAD, LineChart)
    assert "stays hidden while people rate" in unshown(hostel, "support_burnout")


def asked_twice(hostel: Hostel, *points: ReleasedPoint) -> LineChart:
    """The line of load, had these figures been released."""
    material = hostel.see(read_material, hostel.amina, hostel.team_id)
    (load,) = [one for one in material.scales if one.scale_id == "load"]
    earlier = in_window(replace(material, scales=(replace(load, points=points),)), Window.EIGHT)
    found = charted(earlier, TrendWish()).chart(LOAD)
    assert isinstance(found, LineChart)
    return found


def test_a_survey_that_isnt_compared_breaks_the_line_and_table_and_sentence_say_so(hostel: Hostel) -> None:
    ask(hostel)
    before = ReleasedPoint(THIS_QUARTER.plus(-1), 40, "", 1)
    line = asked_twice(hostel, before, ReleasedPoint(THIS_QUARTER, 60, "", 1))
    why = "Not compared with the survey before: other people were asked, or its figure isn’t shown."
    assert [(p.breaks, p.break_words) for p in line.series[0].points] == [(False, ""), (True, why)]
    assert [row[2] for row in line.table.rows] == ["", "not compared"]
    assert line.series[0].points[-1].words.endswith("; not compared")
    assert f"60 of 100 this quarter. {why} " in line.sentence


def test_a_survey_that_is_compared_says_nothing_of_a_break(hostel: Hostel) -> None:
    ask(hostel)
    before = ReleasedPoint(THIS_QUARTER.plus(-1), 40, "", 1)
    line = asked_twice(hostel, before, ReleasedPoint(THIS_QUARTER, 60, "higher", 1))
    assert [row[2] for row in line.table.rows] == ["", "higher"]
    assert "compared" not in line.sentence


def test_only_a_break_of_the_latest_survey_is_in_the_sentence(hostel: Hostel) -> None:
    ask(hostel)
    points = [ReleasedPoint(THIS_QUARTER.plus(-back), 40, "", 1) for back in (2, 1)]
    line = asked_twice(hostel, *points, ReleasedPoint(THIS_QUARTER, 60, "higher", 1))
    assert [row[2] for row in line.table.rows] == ["", "not compared", "higher"]
    assert "compared" not in line.sentence


def test_other_questions_are_the_reason_where_the_version_is_another(hostel: Hostel) -> None:
    ask(hostel)
    before = ReleasedPoint(THIS_QUARTER.plus(-1), 40, "", 1)
    line = asked_twice(hostel, before, ReleasedPoint(THIS_QUARTER, 60, "higher", 2))
    assert "this quarter, higher" not in line.sentence
    assert "The questions changed, so the line begins anew." in line.sentence


def beside(hostel: Hostel, *strain: int | None) -> TrendMaterial:
    """What was read, with quarters up to now that have a theme mean each and these figures of strain."""
    first = THIS_QUARTER.plus(1 - len(strain))
    quarters = tuple(
        QuarterBeside(first.plus(n), ThemeScore("B", Fraction(n % 5), 9, 10), None, one, one is None)
        for n, one in enumerate(strain)
    )
    view = SupportBeside("Quayside House", "Staff support", "Load", quarters)
    return replace(hostel.see(read_material, hostel.amina, hostel.team_id), beside=view)


def test_three_quarters_with_both_are_dots_joined_in_time_with_their_caveats(hostel: Hostel) -> None:
    found = charted(beside(hostel, 40, 50, 60), TrendWish()).chart("support_burnout")
    assert isinstance(found, ScatterChart)
    assert [(dot.across, dot.up, dot.label) for dot in found.dots] == [
        (0, 40, "Spring 2026"),
        (1, 50, "Summer 2026"),
        (2, 60, "Autumn 2026"),
    ]
    assert found.caveats == caveats()
    assert (found.across.high, found.up.high) == (4, 100)
    assert "Spearman" not in found.sentence


def test_one_hidden_figure_withholds_every_dot(hostel: Hostel) -> None:
    found = charted(beside(hostel, 40, None, 60, 70), TrendWish()).chart("support_burnout")
    assert isinstance(found, Unshown)
    assert found.sentence.startswith("Not drawn: a survey figure that belongs to it is not shown")


def test_support_beside_load_needs_three_quarters_with_both(hostel: Hostel) -> None:
    years.review(hostel)
    ask(hostel)
    assert unshown(hostel, "support_burnout") == "Too few quarters have both figures yet: it takes 3."


def test_support_beside_load_is_withheld_whole_where_a_figure_is_hidden(hostel: Hostel) -> None:
    years.review(hostel)
    ask(hostel, answered=4)
    found = trends(hostel).chart("support_burnout")
    assert not isinstance(found, ScatterChart)


ITEMS = "pulse/pulse10-1/items"


def test_single_questions_are_thirds_in_words_under_twenty_answers(hostel: Hostel) -> None:
    ask(hostel)
    found = chart(hostel, ITEMS, GridChart)
    assert {cell.text for row in found.rows for cell in row.cells} <= {"low", "mid", "high", "–"}
    assert "Single questions this quarter: " in found.sentence
    assert "third" in found.sentence
    assert "So another third than last time may be nothing at all." in found.sentence
    assert not re.search(r"point|\d", found.sentence)
    assert not re.search(r"\d", " ".join(cell for row in found.table.rows for cell in row))


def test_single_questions_go_by_their_label_never_by_their_words(hostel: Hostel) -> None:
    ask(hostel)
    found = chart(hostel, ITEMS, GridChart)
    assert "strain" in [row.name for row in found.rows]
    assert "taking more out of me" not in " ".join(chart_words(found))


def test_with_twenty_answers_single_questions_are_means_without_a_word_on_how_many(hostel: Hostel) -> None:
    names = surveys.grow(hostel, 6)
    survey_id, slips = surveys.started(hostel, [surveys.block(hostel, names, slips=16)])
    for place, me in enumerate((*(hostel.people[name] for name in names), *slips)):
        surveys.answer(hostel, me, survey_id, surveys.varied(place))
    surveys.opened(hostel, survey_id)
    found = chart(hostel, ITEMS, GridChart)
    figures = {cell.text for row in found.rows for cell in row.cells}
    assert any(figure.isdigit() for figure in figures)
    assert "nothing to compare with yet" in found.sentence
    assert "under about 13 points of a single question" in found.sentence
    assert "third" not in found.sentence
    assert not re.search(r"\b22\b|%", " ".join(chart_words(found)))


def test_single_questions_of_a_hidden_survey_are_not_shown(hostel: Hostel) -> None:
    ask(hostel, answered=4)
    assert "not shown" in unshown(hostel, ITEMS)


def test_single_questions_of_a_survey_of_several_teams_are_nobodys_line(hostel: Hostel) -> None:
    surveys.three_teams(hostel, (8, 8, 8))
    assert not any(c.id == ITEMS for section in trends(hostel).sections for c in section.charts)
