"""The line of the theme that a team shows: its own values, gaps as gaps, and a sentence that only repeats them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.shared_plan import ShownTheme
from pie_audit.domain.shown_line import QUARTERS, line_sentence, mark_of, shown_line

FIRST = Quarter(2024, 1)
MEANS = st.fractions(min_value=0, max_value=4, max_denominator=12)
POINTS = st.dictionaries(st.integers(0, 30), MEANS, min_size=1, max_size=20)


def theme(points: dict[int, Fraction], **changes: str) -> ShownTheme:
    values = tuple((FIRST.plus(at), f"{mean.numerator}/{mean.denominator}") for at, mean in points.items())
    return ShownTheme(changes.get("theme_id", "A"), "Awareness", "We ask first.", values)


def test_an_edition_without_numbers_has_no_line() -> None:
    assert shown_line(ShownTheme("A", "Awareness", "We ask first.")) is None
    assert line_sentence(ShownTheme("A", "Awareness", "We ask first.")) == ""


def test_a_quarter_without_a_value_is_a_gap() -> None:
    chart = shown_line(theme({0: Fraction(2), 2: Fraction(5, 2)}))
    assert chart is not None
    assert [point.value for point in chart.series[0].points] == [2.0, None, 2.5]
    assert [step.name for step in chart.steps] == ["Winter 2024", "Spring 2024", "Summer 2024"]
    assert chart.table.rows == (("Winter 2024", "2.0"), ("Spring 2024", "no value"), ("Summer 2024", "2.5"))


def test_one_quarter_is_a_starting_point() -> None:
    assert line_sentence(theme({0: Fraction(9, 4)})) == "Winter 2024: 2.3. One quarter is a starting point."


def test_the_sentence_says_the_last_two_values_and_no_verdict() -> None:
    assert line_sentence(theme({0: Fraction(1), 1: Fraction(3)})) == "Spring 2024: 3.0. Winter 2024: 1.0."


def test_a_line_among_words_has_nothing_along_its_axes() -> None:
    chart = shown_line(theme({0: Fraction(2)}), plain=True)
    assert chart is not None
    assert chart.axis.ticks == ()
    assert [step.short for step in chart.steps] == [""]


def test_a_theme_of_ones_own_has_no_mark() -> None:
    assert mark_of(theme({0: Fraction(2)}, theme_id="E")) == 4
    assert mark_of(theme({0: Fraction(2)}, theme_id="Z")) is None
    assert mark_of(theme({0: Fraction(2)}, theme_id="")) is None


@given(POINTS)
def test_every_value_in_the_window_is_drawn_where_it_belongs(points: dict[int, Fraction]) -> None:
    chart = shown_line(theme(points))
    assert chart is not None
    last = max(points)
    names = {FIRST.plus(at).name: mean for at, mean in points.items() if at > last - QUARTERS}
    assert len(chart.steps) <= QUARTERS
    for step, point in zip(chart.steps, chart.series[0].points, strict=True):
        assert point.value == (float(names[step.name]) if step.name in names else None)
    assert (chart.axis.low, chart.axis.high) == (0, 4)
