"""Topics by name over quarters: in the order of the questions, joined only where they are the same."""

from __future__ import annotations

from pie_audit.domain.audit import Outcome
from pie_audit.domain.chart import CellKind, GridChart, LineChart
from pie_audit.domain.questionnaire import Scope
from pie_audit.workflows import questions
from tests import years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import chart, topics_of, trends, unshown, values

LAST = THIS_QUARTER.plus(-1)


def second_version() -> str:
    """The questions as they ship in another version: A1 in other words, A2 gone and A4 told apart by a comma alone."""
    text = questions.bundled_text()
    version = questions.bundled().version
    review = questions.bundled()
    old = review.topic("A1").says
    assert old in text
    assert f"version = {version}" in text
    return text.replace(f"version = {version}", f"version = {version + 1}", 1).replace(
        old, "Something else altogether."
    )


def changed_in_the_middle(hostel: Hostel) -> None:
    """Two reviews with the old questions, two with the new ones."""
    version = questions.bundled().version
    for back, level in ((3, 1), (2, 2)):
        years.review(hostel, THIS_QUARTER.plus(-back), agreed=level)
    for back, level in ((1, 3), (0, 3)):
        years.review(
            hostel,
            THIS_QUARTER.plus(-back),
            agreed=level,
            text=second_version(),
            questionnaire_version=version + 1,
        )


def test_squares_keep_the_order_of_the_questions(hostel: Hostel) -> None:
    first, second, *_rest = topics_of("A")
    years.review(hostel, agreed={first: 0, second: 4})
    grid = chart(hostel, "topic_grid/A", GridChart)
    assert [row.key for row in grid.rows] == topics_of("A")
    assert [row.cells[0].text for row in grid.rows][:3] == ["0", "4", "–"]


def test_each_square_says_why_it_has_no_level(hostel: Hostel) -> None:
    a, b, c, *_rest = topics_of("A")
    named = {a: Outcome.NOT_APPLICABLE, b: Outcome.CANT_TELL, c: Outcome.NOT_SETTLED}
    years.review(hostel, agreed=named)
    grid = chart(hostel, "topic_grid/A", GridChart)
    assert [row.cells[0].kind for row in grid.rows][:4] == [
        CellKind.NOT_APPLICABLE,
        CellKind.CANT_TELL,
        CellKind.NOT_SETTLED,
        CellKind.NOT_DISCUSSED,
    ]
    assert grid.legend == ("doesn’t apply", "can’t tell", "no agreement", "not discussed")
    assert [row[1] for row in grid.table.rows][:2] == ["doesn’t apply", "can’t tell"]


def test_the_short_form_tells_its_topics_by_name(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=2, scope=Scope.SHORT.value)
    years.review(hostel, agreed=3, scope=Scope.SHORT.value)
    grid = chart(hostel, "topic_grid/E", GridChart)
    short = [t.id for t in questions.bundled().topics if t.theme == "E" and t.short]
    assert [row.key for row in grid.rows] == short
    title = questions.bundled().topic(short[0]).title
    assert f"{title}: patchy, now usual practice." in grid.sentence


def test_drilling_down_leaves_one_theme_with_a_line_for_each_topic(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=1)
    years.review(hostel, agreed=2)
    ids = [c.id for c in trends(hostel, theme_id="A").sections[1].charts]
    assert ids == ["topic_grid/A", *(f"topic_lines/{topic}" for topic in topics_of("A"))]
    line = chart(hostel, "topic_lines/A1", LineChart, theme_id="A")
    assert values(line) == [1, 2]
    assert line.sentence.endswith("higher than last time.")


def test_a_topic_without_any_level_says_so(hostel: Hostel) -> None:
    years.review(hostel, agreed={"A1": 2})
    assert unshown(hostel, "topic_lines/A2", theme_id="A").endswith("no level agreed yet.")


def test_a_reworded_topic_breaks_its_line_and_keeps_its_old_words(hostel: Hostel) -> None:
    changed_in_the_middle(hostel)
    old = questions.bundled().topic("A1").says
    points = chart(hostel, "topic_lines/A1", LineChart, theme_id="A").series[0].points
    assert [point.breaks for point in points] == [False, False, True, False]
    assert old in points[2].break_words
    other = chart(hostel, "topic_lines/A3", LineChart, theme_id="A").series[0].points
    assert not any(point.breaks for point in other)


def test_the_theme_breaks_with_it_and_the_page_says_so(hostel: Hostel) -> None:
    changed_in_the_middle(hostel)
    found = trends(hostel)
    (words,) = found.version_words
    assert words.startswith("Summer 2026 used other questions:")
    assert "1 reworded" in words
    line = chart(hostel, "theme_lines/A", LineChart)
    assert [p.breaks for p in line.series[0].points] == [False, False, True, False]
    assert not any(p.breaks for p in chart(hostel, "theme_lines/B", LineChart).series[0].points)


def test_nothing_is_called_higher_across_a_break(hostel: Hostel) -> None:
    version = questions.bundled().version
    years.review(hostel, LAST, agreed=1)
    years.review(hostel, agreed=3, text=second_version(), questionnaire_version=version + 1)
    sentence = chart(hostel, "topic_lines/A1", LineChart, theme_id="A").sentence
    assert sentence.endswith("not to be compared with the time before.")


def test_whole_levels_that_stayed_are_the_same(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=2)
    years.review(hostel, agreed=2)
    assert chart(hostel, "topic_lines/A1", LineChart, theme_id="A").sentence.endswith(
        "; the same as last time."
    )
