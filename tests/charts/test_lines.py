"""Lines: gaps stay gaps, signs are told, and the scale is the one that was given."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from pie_audit.charts.layout import lay_out
from pie_audit.charts.shapes import Drawing, Label, Mark, Plate, Room, Rule, Trace
from pie_audit.domain.chart import LineChart, Pin, Point, Series, Sign
from tests.charts.charts_to_try import (
    LEVELS,
    QUARTERS,
    broken_line,
    friction,
    pulse,
    rising,
    theme_line,
)
from tests.charts.drawn import EvenLetters, labels, marks, texts
from tests.charts.strategies import ROOMS, line_charts


def _drawn(chart: LineChart, width: float = 500.0, text: float = 13.0, **view: int) -> Drawing:
    return lay_out(chart, Room(width, EvenLetters(), text, **view))


def _of(*values: float | None, **more: object) -> LineChart:
    """A plain line of these values."""
    points = tuple(Point(value, f"{value}", f"value {value}") for value in values)
    return LineChart(
        "line",
        "",
        "",
        "",
        theme_line().table,
        LEVELS,
        QUARTERS[: len(values)],
        (Series("", points),),
        **more,  # type: ignore[arg-type]
    )


def _traces(drawing: Drawing) -> list[Trace]:
    return [shape for shape in drawing.shapes if isinstance(shape, Trace)]


def _pieces(points: tuple[Point, ...]) -> list[int]:
    """How many points each unbroken piece of two or more has, by the words of the rule."""
    pieces, run = [], 0
    for point in points:
        if point.value is None or point.breaks:
            pieces.append(run)
            run = 0
        run += point.value is not None
    return [length for length in (*pieces, run) if length > 1]


@given(line_charts(), ROOMS)
@settings(max_examples=40, deadline=None)
def test_no_line_goes_over_a_gap_or_a_break(chart: LineChart, room: Room) -> None:
    expected = [length for series in chart.series for length in _pieces(series.points)]
    assert [len(trace.points) for trace in _traces(lay_out(chart, room))] == expected


@given(line_charts(), ROOMS)
@settings(max_examples=40, deadline=None)
def test_every_point_and_every_gap_can_be_walked_to(chart: LineChart, room: Room) -> None:
    walked = {(place.row, place.step): place.words for place in lay_out(chart, room).places}
    for row, series in enumerate(chart.series):
        for step, point in enumerate(series.points):
            assert walked[row, step] == point.words


def test_nothing_but_gaps_is_a_scale_without_a_mark() -> None:
    drawing = _drawn(_of(None, None, None))
    assert marks(drawing) == []
    assert _traces(drawing) == []
    assert {"0", "2", "4"} <= set(texts(drawing))
    assert len(drawing.places) == 3


def test_one_value_is_a_mark_and_no_line() -> None:
    drawing = _drawn(_of(2.0))
    assert len(marks(drawing)) == 1
    assert _traces(drawing) == []


def test_scale_is_the_given_one_whatever_the_values() -> None:
    low, high = _drawn(_of(1.9, 2.0, 2.1)), _drawn(_of(0.0, 2.0, 4.0))
    ticks = [[(label.text, label.y) for label in labels(d) if label.anchor == "end"] for d in (low, high)]
    assert ticks[0] == ticks[1]
    heights = {round(mark.y, 6) for mark in marks(high)}
    lines = {round(rule.y, 6) for rule in high.shapes if isinstance(rule, Rule) and rule.y == rule.to_y}
    assert heights <= lines


def test_value_past_the_scale_stays_on_its_edge() -> None:
    inside, past = marks(_drawn(_of(4.0))), marks(_drawn(_of(9.0)))
    assert past[0].y == inside[0].y


def test_unsigned_review_is_an_open_mark() -> None:
    last = marks(_drawn(broken_line()))[-1]
    assert (last.shape, last.fill, last.line) == ("hexagon", "surface", "theme-4")


def test_theme_has_its_own_mark_and_tint() -> None:
    drawing = _drawn(theme_line(3))
    assert {(mark.shape, mark.fill) for mark in marks(drawing)} == {("diamond", "theme-3")}
    ranges = [shape for shape in drawing.shapes if isinstance(shape, Plate)]
    assert {plate.fill for plate in ranges} == {"theme-soft-3"}
    assert len(ranges) == 6


def test_headline_says_the_latest_value_and_its_base() -> None:
    assert texts(_drawn(theme_line()))[:2] == ["2.9", "9 of 9 topics"]


def test_break_is_told_with_its_reason() -> None:
    assert "From spring 2026: six questions were written anew" in texts(_drawn(broken_line()))


def test_notes_have_a_flag_with_their_number_and_stand_in_words() -> None:
    drawing = _drawn(broken_line())
    assert {"1", "2, 3"} <= set(texts(drawing))
    assert "winter 2026: two posts empty" in texts(drawing)
    flags = [place for place in drawing.places if place.row == 1]
    assert [flag.step for flag in flags] == [3, 4]
    assert "new night rota; two posts empty" in flags[1].words


def test_signal_is_a_large_open_diamond_with_a_letter_and_words() -> None:
    drawing = _drawn(friction(), 560.0)
    diamonds = [mark for mark in marks(drawing) if mark.shape == "diamond"]
    assert [(mark.fill, mark.line) for mark in diamonds] == [("surface", "warn")]
    assert diamonds[0].size > 1.5 * min(mark.size for mark in marks(drawing))
    assert "A: outside the usual range" in texts(drawing)


def test_words_of_a_signal_go_under_a_narrow_chart() -> None:
    drawing = _drawn(friction(), 150.0)
    assert "A" in texts(drawing)
    assert "A: outside the usual range" not in texts(drawing)
    assert "Oct 2026: outside the" in texts(drawing)


def test_dropped_range_is_no_signal() -> None:
    point = Point(2.0, "2", "two", signs=(Sign.SCREENED_RANGE,))
    drawing = _drawn(replace(_of(2.0), series=(Series("", (point,)),)))
    assert [mark.shape for mark in marks(drawing)] == ["circle"]


def test_limits_are_broken_lines_over_a_soft_band() -> None:
    drawing = _drawn(friction(), 560.0)
    bands = [s for s in drawing.shapes if isinstance(s, Plate) and s.fill == "soft" and not s.radius]
    edges = [s.y for s in drawing.shapes if isinstance(s, Rule) and s.dash == 4.0]
    assert len(bands) == 1
    assert sorted(edges) == pytest.approx([bands[0].y, bands[0].y + bands[0].height])
    assert {"Upper limit 63.9", "Average 54", "Lower limit 44.1"} <= set(texts(drawing))


def test_limits_of_an_earlier_piece_are_told_in_words() -> None:
    said = " ".join(texts(_drawn(rising(), 560.0)))
    assert "Aug 2025 to Apr 2026: Upper limit 46 · Average 41 · Lower limit 37" in said


def test_two_lines_are_named_where_they_end_in_the_order_of_their_ends() -> None:
    drawing = _drawn(pulse())
    names = {label.text: label.y for label in labels(drawing) if label.text in {"Load", "Ground"}}
    assert names["Ground"] < names["Load"]
    assert {mark.shape for mark in marks(drawing)} == {"square", "circle"}


def test_lines_without_a_theme_differ_by_shape_even_where_none_was_asked_for() -> None:
    one = _of(1.0, 2.0)
    two = replace(one, series=(one.series[0], replace(one.series[0], name="other")))
    assert len({mark.shape for mark in marks(_drawn(two))}) == 2


def test_names_go_under_a_narrow_chart() -> None:
    wide, narrow = _drawn(pulse(), 500.0), _drawn(pulse(), 150.0)
    steps = {
        drawing.width: max(label.y for label in labels(drawing) if label.text == "Au26")
        for drawing in (wide, narrow)
    }
    below = {
        drawing.width: next(label.y for label in labels(drawing) if label.text == "Load")
        for drawing in (wide, narrow)
    }
    assert below[500.0] < steps[500.0]
    assert below[150.0] > steps[150.0]


def test_only_the_steps_in_view_are_laid_out() -> None:
    drawing = _drawn(friction(), first=4, last=9)
    assert [place.step for place in drawing.places] == [4, 5, 6, 7, 8, 9]
    assert "Dec" in texts(drawing)
    assert "Nov" not in texts(drawing)


def test_view_past_the_ends_is_the_whole_chart() -> None:
    assert _drawn(friction(), first=-3, last=99).places == _drawn(friction()).places


def test_note_out_of_view_is_neither_flag_nor_words() -> None:
    chart = replace(friction(), pins=(Pin(1, "long ago"),))
    assert not [text for text in texts(_drawn(chart, first=4, last=9)) if "long ago" in text]


def test_step_names_are_skipped_where_they_would_touch() -> None:
    names = {step.short for step in QUARTERS}
    wide = [text for text in texts(_drawn(theme_line(), 700.0)) if text in names]
    small = [text for text in texts(_drawn(theme_line(), 190.0)) if text in names]
    assert len(wide) == 8
    assert small == ["W25", "Au26"]


def test_chart_without_a_step_is_laid_out_too() -> None:
    assert _drawn(_of()).places == ()


def test_marks_lie_over_lines_and_lines_over_ranges() -> None:
    kinds = [type(s) for s in _drawn(theme_line()).shapes if isinstance(s, Plate | Trace | Mark)]
    assert kinds == sorted(kinds, key=[Plate, Trace, Mark].index)


def test_larger_text_makes_a_higher_drawing_with_larger_letters() -> None:
    usual, large = _drawn(friction()), _drawn(friction(), text=26.0)
    assert large.height > usual.height
    assert min(_sizes(large)) == 2 * min(_sizes(usual))


def _sizes(drawing: Drawing) -> list[float]:
    return [shape.size for shape in drawing.shapes if isinstance(shape, Label)]


def test_the_pole_of_a_note_is_seen_in_front_of_the_range_of_its_quarter() -> None:
    chart = replace(theme_line(), pins=(Pin(7, "two posts empty"),))
    shapes = lay_out(chart, Room(400, EvenLetters())).shapes
    poles = [at for at, shape in enumerate(shapes) if isinstance(shape, Rule) and shape.dash == 2.0]
    ranges = [at for at, shape in enumerate(shapes) if isinstance(shape, Plate) and shape.thickness == 0.5]
    assert len(poles) == 1
    assert max(ranges) < poles[0]


def test_the_end_of_a_line_has_a_closed_pole_and_its_words_and_is_no_note() -> None:
    pins = (Pin(1, "The line of Fern House ends here", ends="It ended."), Pin(6, "two posts empty"))
    drawing = _drawn(replace(theme_line(), pins=pins))
    plain = _drawn(replace(theme_line(), pins=()))
    thin, thick = _closing(drawing)
    assert (thin.dash, thick.dash) == (0, 0)
    assert thin.x < thick.x < thin.x + 5
    assert [s.dash for s in drawing.shapes if isinstance(s, Rule) and s.dash == 2.0] == [2.0]
    assert _closing(plain) == []
    assert f"{QUARTERS[1].name}: The line of Fern House ends here" in " ".join(texts(drawing))
    said = [place.words for place in drawing.places[-2:]]
    assert said == [
        f"{QUARTERS[1].name}: The line of Fern House ends here",
        f"Note, {QUARTERS[6].name}: two posts empty",
    ]


def _closing(drawing: Drawing) -> list[Rule]:
    """The upright lines of one colour that close a line of a team."""
    rules = [s for s in drawing.shapes if isinstance(s, Rule) and s.colour == "ink2" and s.x == s.to_x]
    return [rule for rule in rules if rule.thickness in {1.0, 2.6}]


def test_an_ending_and_a_note_in_one_quarter_share_a_flag_on_a_closed_pole() -> None:
    pins = (Pin(3, "The line of Fern House ends here", ends="It ended."), Pin(3, "two posts empty"))
    drawing = _drawn(replace(theme_line(), pins=pins))
    assert not [s for s in drawing.shapes if isinstance(s, Rule) and s.dash == 2.0]
    assert "1, 2" in texts(drawing)
