"""What holds for every drawing, whatever it shows and however little room there is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pie_audit.charts.layout import lay_out
from pie_audit.charts.shapes import Room
from pie_audit.domain.chart import Chart
from pie_audit.reports.charts import PaperLetters
from tests.charts.charts_to_try import every_chart, large_grid
from tests.charts.drawn import EvenLetters, labels, on_each_other, outside
from tests.charts.strategies import ROOMS, charts

ROOMINESS = [(150.0, 13.0), (195.0, 13.0), (300.0, 26.0), (480.0, 9.8), (560.0, 13.0), (1150.0, 26.0)]


@given(charts(), ROOMS)
@settings(max_examples=100, deadline=None)
def test_nothing_leaves_a_drawing(chart: Chart, room: Room) -> None:
    assert outside(lay_out(chart, room), room.measure) == []


@given(charts(), ROOMS)
@settings(max_examples=100, deadline=None)
def test_no_words_lie_on_others_or_on_a_point(chart: Chart, room: Room) -> None:
    assert list(on_each_other(lay_out(chart, room), room.measure)) == []


@given(charts(), ROOMS)
@settings(max_examples=40, deadline=None)
def test_same_chart_in_the_same_room_is_the_same_drawing(chart: Chart, room: Room) -> None:
    assert lay_out(chart, room) == lay_out(chart, room)


@given(charts(), ROOMS)
@settings(max_examples=60, deadline=None)
def test_places_are_walked_in_order_and_no_two_are_the_same(chart: Chart, room: Room) -> None:
    drawing = lay_out(chart, room)
    walked = [(place.row, place.step) for place in drawing.places]
    assert len(set(walked)) == len(walked)
    for place in drawing.places:
        assert 0 <= place.x <= drawing.width
        assert 0 <= place.y <= drawing.height


@pytest.mark.parametrize("name", every_chart())
@pytest.mark.parametrize(("width", "text"), ROOMINESS)
def test_ordinary_chart_is_tidy_in_letters_of_paper(name: str, width: float, text: float) -> None:
    letters = PaperLetters()
    drawing = lay_out(every_chart()[name], Room(width, letters, text))
    assert outside(drawing, letters) == []
    assert list(on_each_other(drawing, letters)) == []


@pytest.mark.parametrize("name", every_chart())
def test_nothing_is_written_smaller_than_axis_letters(name: str) -> None:
    drawing = lay_out(every_chart()[name], Room(500.0, EvenLetters()))
    assert min(label.size for label in labels(drawing)) >= 12.0


def test_forty_quarters_of_sixty_topics_have_a_square_each() -> None:
    chart = large_grid(40, 60)
    drawing = lay_out(chart, Room(1200.0, EvenLetters()))
    assert len(drawing.places) == 40 * 60
    assert outside(drawing, EvenLetters()) == []
