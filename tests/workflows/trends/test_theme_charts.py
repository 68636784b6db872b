"""Themes over quarters: gaps stay gaps, every mean says what it rests on, and the short form has none."""

from __future__ import annotations

import pytest

from pie_audit.domain.audit import Outcome, RoundState
from pie_audit.domain.chart import CellKind, GridChart, LineChart
from pie_audit.domain.disclosure import Band
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective, ThemeOff
from pie_audit.storage import teams
from pie_audit.workflows import questions
from pie_audit.workflows.trends.views import Window
from tests import years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import chart, labels, topics_of, trends, unshown, values

LAST = THIS_QUARTER.plus(-1)


def of_theme(theme_id: str, *levels: int | Outcome) -> dict[str, int | Outcome]:
    """These levels for the first topics of a theme."""
    return dict(zip(topics_of(theme_id), levels, strict=False))


def test_a_mean_stands_with_its_base_and_range(hostel: Hostel) -> None:
    outcomes = (3, 2, 1, 3, Outcome.NOT_APPLICABLE, 2, Outcome.CANT_TELL, Outcome.NOT_SETTLED)
    years.review(hostel, agreed=of_theme("E", *outcomes))
    line = chart(hostel, "theme_lines/E", LineChart)
    (point,) = line.series[0].points
    assert (point.label, point.low, point.high) == ("2.2 (5 of 7)", 1, 3)
    assert point.words.endswith(
        "2.2 (5 of 7 topics; 1 doesn’t apply, 1 can’t tell, 1 no agreement; range 1–3)"
    )
    assert line.headline == ("2.2", "5 of 7 topics")
    assert line.table.rows == (("Autumn 2026", "2.2", "5 of 7 topics", "1–3", ""),)


def test_one_quarter_is_a_starting_point(hostel: Hostel) -> None:
    years.review(hostel, agreed=2)
    line = chart(hostel, "theme_lines/A", LineChart)
    assert line.sentence == (
        "Psychological awareness: 2.0 this quarter (9 of 9 topics); one quarter is a starting point, and the line "
        "begins next time."
    )
    assert line.limits == ()


def test_two_quarters_may_only_say_higher_lower_or_much_the_same(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=of_theme("B", *[1] * 10))
    years.review(hostel, agreed=of_theme("B", *[2] * 6, *[1] * 4))
    assert chart(hostel, "theme_lines/B", LineChart).sentence == (
        "Staff training and support: 1.6 this quarter (10 of 10 topics), 1.0 last quarter; higher than last time."
    )


def test_a_mean_that_moved_by_less_than_three_tenths_is_much_the_same(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=of_theme("B", *[1] * 10))
    years.review(hostel, agreed=of_theme("B", *[2] * 2, *[1] * 8))
    assert chart(hostel, "theme_lines/B", LineChart).sentence.endswith("much the same as last time.")


def test_a_theme_with_three_of_eight_is_not_enough_answered(hostel: Hostel) -> None:
    years.review(hostel, agreed=of_theme("E", 3, 3, 3))
    assert unshown(hostel, "theme_lines/E") == "The three Rs: not enough answered (3 of 8)."


def test_a_skipped_quarter_is_a_gap_and_nothing_is_filled_in(hostel: Hostel) -> None:
    years.review(hostel, THIS_QUARTER.plus(-5), agreed=1)
    years.review(hostel, agreed=3)
    line = chart(hostel, "theme_lines/A", LineChart)
    assert values(line) == [1, None, None, None, None, 3]
    assert line.series[0].points[2].words == "Winter 2026: no review"
    assert "3.0 this quarter (9 of 9 topics), 1.0 in summer 2025" in line.sentence


def test_everything_that_doesnt_apply_is_a_gap_with_that_word(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=dict.fromkeys(topics_of("A"), Outcome.NOT_APPLICABLE))
    assert unshown(hostel, "theme_lines/A") == "Psychological awareness: doesn’t apply."
    years.review(hostel, agreed=2)
    assert values(chart(hostel, "theme_lines/A", LineChart)) == [None, 2]
    cell = chart(hostel, "heatmap", GridChart).rows[0].cells[0]
    assert (cell.kind, cell.text) == (CellKind.NOT_APPLICABLE, "n/a")


def test_the_short_form_has_no_mean_and_no_line(hostel: Hostel) -> None:
    years.review(hostel, agreed=2, scope=Scope.SHORT.value)
    assert "short form: topics by name, no mean" in unshown(hostel, "theme_lines/A")
    assert "topics stand by name" in unshown(hostel, "heatmap")


def test_only_the_theme_that_was_asked_in_full_has_a_mean(hostel: Hostel) -> None:
    years.review(hostel, agreed=2, scope=Scope.SHORT_AND_THEME.value, theme_id="C")
    found = trends(hostel)
    drawn = [c.id for s in found.sections for c in s.charts if isinstance(c, LineChart)]
    assert [name for name in drawn if name.startswith("theme_lines")] == ["theme_lines/C"]
    grid = chart(hostel, "heatmap", GridChart)
    assert [row.cells[0].text for row in grid.rows] == ["short", "short", "2.0", "short", "short"]


def test_a_review_that_isnt_signed_is_left_out_and_hollow_on_wish(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=1)
    years.review(hostel, agreed=3, state=RoundState.AGREEING)
    line = chart(hostel, "theme_lines/A", LineChart)
    assert values(line) == [1, None]
    assert line.series[0].points[1].words == "Autumn 2026: not signed off yet"
    wished = chart(hostel, "theme_lines/A", LineChart, with_unsigned=True).series[0].points
    assert [(p.value, p.hollow) for p in wished] == [(1, False), (3, True)]


def test_an_abandoned_review_has_no_place(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=1)
    years.review(hostel, agreed=4, state=RoundState.ABANDONED)
    assert values(chart(hostel, "theme_lines/A", LineChart, with_unsigned=True)) == [1, None]


def test_a_theme_that_was_switched_off_says_why(hostel: Hostel) -> None:
    off = frozenset((Perspective.TEAM, topic) for topic in topics_of("D"))
    years.review(hostel, LAST, agreed=dict.fromkeys(topics_of("D"), Outcome.NOT_APPLICABLE))
    years.review(hostel, agreed=of_theme("A", *[2] * 9), switched_off=off)
    hostel.opened.write(
        lambda tx: teams.switch_theme_off(tx, hostel.team_id, ThemeOff("D", "No building.", "2026Q4"))
    )
    assert unshown(hostel, "theme_lines/D") == "Spaces of opportunity isn’t asked about here: No building."
    cells = {row.key: row.cells for row in chart(hostel, "heatmap", GridChart).rows}
    assert cells["D"][-1].kind is CellKind.NOT_ASKED


def test_five_quarters_have_a_faint_median_and_no_rule(hostel: Hostel) -> None:
    for back, level in enumerate((3, 1, 3, 1, 3, 0)):
        years.review(hostel, THIS_QUARTER.plus(-back), agreed=level)
    line = chart(hostel, "theme_lines/A", LineChart)
    (limits,) = line.limits
    assert (limits.centre, limits.upper, limits.lower) == (2, None, None)
    assert line.sentence.endswith("higher than last time; too few quarters to tell pattern from chance.")


def test_from_ten_quarters_on_a_long_run_is_a_question(hostel: Hostel) -> None:
    for back in range(12):
        years.review(hostel, THIS_QUARTER.plus(-back), agreed=3 if back < 6 else 1)
    line = chart(hostel, "theme_lines/A", LineChart, window=Window.ALL)
    assert line.sentence.endswith("What changed around Summer 2025?")
    assert "higher than last time" not in line.sentence


def test_private_ratings_of_one_perspective_can_be_shown_instead(hostel: Hostel) -> None:
    round_id = years.review(hostel, agreed=4)
    shown = years.counts_of("lived-experience", (0, 3, 3, 0, 0))
    years.opened(hostel, round_id, shown, {Perspective.LIVED_EXPERIENCE: Band.SOME})
    line = chart(hostel, "theme_lines/A", LineChart, perspective=Perspective.LIVED_EXPERIENCE)
    assert values(line) == [1.5]
    assert "rated in private" in line.title
    assert "ratings)" in line.series[0].points[0].words
    assert labels(line)[0].startswith("1.5 (")
    assert trends(hostel).perspectives == (Perspective.LIVED_EXPERIENCE,)


def test_private_ratings_of_two_quarters_are_never_called_higher(hostel: Hostel) -> None:
    for quarter, levels in ((LAST, (6, 0, 0, 0, 0)), (THIS_QUARTER, (0, 0, 0, 0, 6))):
        years.opened(hostel, years.review(hostel, quarter), years.counts_of("team", levels))
    line = chart(hostel, "theme_lines/A", LineChart, perspective=Perspective.TEAM)
    assert line.sentence.endswith("other people may rate each time, so the two aren’t compared.")
    assert values(line) == [0, 4]


def test_a_group_that_isnt_shown_is_a_gap_of_which_nothing_is_said(hostel: Hostel) -> None:
    round_id = years.review(hostel, agreed=4)
    years.opened(hostel, round_id, years.counts_of("team", (0, 0, 6, 0, 0)))
    words = unshown(hostel, "theme_lines/A", perspective=Perspective.MANAGER)
    assert words == "Psychological awareness: not shown."


def test_every_theme_of_the_heatmap_has_a_square_a_quarter(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=1)
    years.review(hostel, agreed=3)
    grid = chart(hostel, "heatmap", GridChart)
    themes = [t.id for t in questions.bundled().themes if not t.optional]
    assert [row.key for row in grid.rows] == themes
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [["1.0", "3.0"]] * len(themes)
    assert [[cell.level for cell in row.cells] for row in grid.rows] == [[1, 3]] * len(themes)


@pytest.mark.parametrize(("window", "steps"), [(Window.FOUR, 4), (Window.EIGHT, 8), (Window.ALL, 10)])
def test_a_window_has_so_many_quarters(hostel: Hostel, window: Window, steps: int) -> None:
    for back in range(10):
        years.review(hostel, THIS_QUARTER.plus(-back), agreed=2)
    found = trends(hostel, window=window)
    assert len(found.quarters) == len(found.signed) == steps
    assert found.quarters[-1] == THIS_QUARTER
