"""Spans and groups on one scale: where something was and is, and values that are never put together."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from pie_audit.charts.layout import lay_out
from pie_audit.charts.shapes import Drawing, Mark, Plate, Room
from pie_audit.domain.chart import Chart, SpanRow, Spot, SpotChart, SpotRow
from tests.charts.charts_to_try import distance, perspectives, spread
from tests.charts.drawn import EvenLetters, labels, marks, texts
from tests.charts.strategies import ROOMS, span_charts, spot_charts


def _drawn(chart: Chart, width: float = 500.0) -> Drawing:
    return lay_out(chart, Room(width, EvenLetters()))


def _dots(row: SpanRow, width: float = 500.0) -> tuple[Mark, Mark]:
    """The dot then and the dot now of a single row."""
    then, now = marks(_drawn(replace(distance(), rows=(row,)), width))[-2:]
    return then, now


@given(span_charts(), ROOMS)
@settings(max_examples=40, deadline=None)
def test_every_span_is_one_place_with_its_words(chart: Chart, room: Room) -> None:
    rows = getattr(chart, "rows", ())
    for row, place in zip(rows, lay_out(chart, room).places, strict=True):
        assert place.words.endswith(row.words)


def test_a_span_without_a_bar_is_said_with_its_name() -> None:
    rows = (
        SpanRow("Awareness", None, None, "", "too few to compare", 0),
        SpanRow("Learning", None, None, "", "Learning: rules, patchy, now usual", 2),
        SpanRow("Load", 1.0, 2.0, "+1.0", "Load, 1.0 then, 2.0 now", 1),
    )
    said = [place.words for place in _drawn(replace(distance(), rows=rows)).places]
    assert said == ["Awareness: too few to compare", rows[1].words, rows[2].words]


def test_span_goes_from_an_open_dot_to_a_filled_one() -> None:
    then, now = _dots(SpanRow("Awareness", 1.6, 2.9, "+1.3", "words", 0))
    assert (then.fill, then.line, now.fill) == ("surface", "theme-0", "theme-0")
    assert then.x < now.x


def test_way_back_goes_to_the_left() -> None:
    then, now = _dots(SpanRow("Awareness", 2.9, 1.6, "−1.3", "words", 0))
    assert then.x > now.x


def test_no_change_still_shows_both_dots() -> None:
    then, now = _dots(SpanRow("Awareness", 2.0, 2.0, "0.0", "words", 0))
    assert then.x == now.x
    assert then.size > now.size + 3


def test_span_that_cannot_be_drawn_is_told_in_words() -> None:
    drawing = _drawn(distance())
    assert "only 2 topics were answered both times" in texts(drawing)
    assert len([mark for mark in marks(drawing) if mark.shape == "circle"]) == 2 * 4 + 1


def test_change_stands_at_the_right() -> None:
    drawing = _drawn(distance())
    changes = [label for label in labels(drawing) if label.text in {"+1.3", "+0.7", "+0.4", "−0.3"}]
    assert {(label.x, label.anchor) for label in changes} == {(500.0, "end")}


@given(spot_charts(), ROOMS)
@settings(max_examples=40, deadline=None)
def test_every_spot_is_a_place_in_its_row(chart: SpotChart, room: Room) -> None:
    walked = [(place.row, place.step, place.words) for place in lay_out(chart, room).places]
    assert walked == [
        (row, step, spot.words) for row, told in enumerate(chart.rows) for step, spot in enumerate(told.spots)
    ]


def test_each_group_has_its_own_shape_named_above() -> None:
    drawing = _drawn(perspectives())
    shapes = [mark.shape for mark in marks(drawing)]
    assert shapes[:3] == ["circle", "square", "triangle"]
    assert texts(drawing)[:3] == list(perspectives().groups)


def test_equal_values_of_groups_lie_under_each_other() -> None:
    row = perspectives().rows[1]
    drawn = _drawn(replace(perspectives(), rows=(row,)))
    dots = [mark for mark in marks(drawn) if mark.line == "surface"]
    assert len({dot.x for dot in dots}) == 1
    assert len({dot.y for dot in dots}) == 3


def test_group_without_a_value_says_why_and_has_no_dot() -> None:
    drawing = _drawn(replace(perspectives(), rows=perspectives().rows[:1]))
    assert "Partners: fewer than 5" in texts(drawing)
    assert len([mark for mark in marks(drawing) if mark.line == "surface"]) == 2


def test_group_without_a_value_or_a_label_says_its_words() -> None:
    row = SpotRow(
        "topic", (Spot(2.0, "2.0", "Team: 2.0"), Spot(None, "", "Partners: not asked about this", 1))
    )
    assert "Partners: not asked about this" in texts(_drawn(replace(perspectives(), rows=(row,))))


def test_ratings_of_one_value_stand_beside_each_other() -> None:
    drawing = _drawn(spread())
    dots = [(round(mark.x, 3), round(mark.y, 3)) for mark in marks(drawing)]
    assert len(dots) == 26
    assert len(set(dots)) == 26


def test_same_spot_twice_is_two_dots() -> None:
    spot = Spot(2.0, "", "one gave 2")
    drawing = _drawn(replace(spread(), rows=(SpotRow("topic", (spot, spot)),)))
    assert len({mark.x for mark in marks(drawing)}) == 2


def test_single_group_needs_no_key() -> None:
    assert "Team" not in texts(_drawn(spread()))


def test_words_lie_on_clear_ground() -> None:
    drawing = _drawn(perspectives())
    plates = [s for s in drawing.shapes if isinstance(s, Plate) and s.fill == "surface"]
    values = [label for label in labels(drawing) if label.text in {"2.9", "1.8", "1.5"}]
    for label in values:
        assert any(p.x <= label.x + 0.1 and p.y < label.y < p.y + p.height for p in plates)
