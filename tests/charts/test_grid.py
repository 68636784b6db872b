"""Grids: a number in each square, and a drawing of its own for whatever has none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from pie_audit.charts.layout import lay_out
from pie_audit.charts.shapes import Drawing, Label, Mark, Plate, Room, Rule, Shape
from pie_audit.domain.chart import Cell, CellKind, GridChart, GridRow, Pin
from tests.charts.charts_to_try import QUARTERS, heatmap, large_grid, topic_grid
from tests.charts.drawn import EvenLetters, labels, marks, texts
from tests.charts.strategies import ROOMS, grid_charts


def _drawn(chart: GridChart, width: float = 500.0) -> Drawing:
    return lay_out(chart, Room(width, EvenLetters()))


def _one(cell: Cell) -> list[Shape]:
    """What is drawn of a single square."""
    chart = replace(heatmap(), steps=QUARTERS[:1], rows=(GridRow("row", "", (cell,)),), legend=())
    drawing = _drawn(chart)
    place = drawing.places[0]
    return [
        shape
        for shape in drawing.shapes
        if not isinstance(shape, Label) or (shape.text != "W25" and shape.y < place.y + place.height / 2)
        if not isinstance(shape, Plate) or shape.y < place.y
    ]


@given(grid_charts(), ROOMS)
@settings(max_examples=30, deadline=None)
def test_every_square_can_be_walked_to_and_leads_to_its_row(chart: GridChart, room: Room) -> None:
    squares = [place for place in lay_out(chart, room).places if place.row < len(chart.rows)]
    assert [(s.row, s.step) for s in squares] == [
        (row, step) for row in range(len(chart.rows)) for step in range(len(chart.steps))
    ]
    assert all(s.key == chart.rows[s.row].key for s in squares)
    assert all(s.words == chart.rows[s.row].cells[s.step].words for s in squares)


@pytest.mark.parametrize("width", [150.0, 300.0, 500.0, 1200.0])
def test_every_square_with_a_value_has_its_number(width: float) -> None:
    chart = heatmap()
    numbers = [c.text for row in chart.rows for c in row.cells if c.kind is CellKind.VALUE]
    drawn = [text for text in texts(_drawn(chart, width)) if "." in text]
    assert sorted(drawn) == sorted(numbers)


def test_square_has_the_tint_of_its_level_and_letters_for_it() -> None:
    plate, label = _one(Cell("2.9", "", level=3))
    assert isinstance(plate, Plate)
    assert isinstance(label, Label)
    assert (plate.fill, plate.line, label.colour) == ("level-3", "lv_line", "level-ink-3")


def test_unsigned_square_is_open_with_a_strong_outline() -> None:
    plate, label = _one(Cell("2.9", "", level=3, hollow=True))
    assert isinstance(plate, Plate)
    assert isinstance(label, Label)
    assert (plate.fill, label.colour) == ("surface", "ink")
    assert plate.thickness > 1.5


def test_square_without_a_level_is_plain_and_not_like_an_unsigned_one() -> None:
    plate, label = _one(Cell("2", ""))
    assert isinstance(plate, Plate)
    assert isinstance(label, Label)
    assert (plate.fill, label.text) == ("surface", "2")
    assert plate.thickness < 1


def test_bands_of_steps_are_nearly_alike() -> None:
    places = _drawn(large_grid(40, 2), 460.0).places
    bands = Counter(round(place.y, 3) for place in places)
    assert len(bands) > 2
    assert max(bands.values()) - min(bands.values()) <= len(bands)


@pytest.mark.parametrize("kind", [CellKind.NOT_APPLICABLE, CellKind.NOT_ASKED, CellKind.NOT_ENOUGH])
def test_square_without_a_question_is_broken_in_outline_with_its_text(kind: CellKind) -> None:
    plate, label = _one(Cell("n/a", "", kind))
    assert isinstance(plate, Plate)
    assert isinstance(label, Label)
    assert plate.dash
    assert plate.fill is None
    assert label.text == "n/a"


def test_cant_tell_is_a_dot() -> None:
    plate, dot = _one(Cell("", "", CellKind.CANT_TELL))
    assert isinstance(plate, Plate)
    assert isinstance(dot, Mark)
    assert dot.shape == "circle"


def test_no_agreement_splits_the_square() -> None:
    plate, split = _one(Cell("", "", CellKind.NOT_SETTLED))
    assert isinstance(plate, Plate)
    assert isinstance(split, Rule)
    assert plate.x < split.x < split.to_x < plate.x + plate.width
    assert split.y > split.to_y


def test_not_discussed_is_hatched() -> None:
    (plate,) = _one(Cell("", "", CellKind.NOT_DISCUSSED))
    assert isinstance(plate, Plate)
    assert plate.hatched


def test_quarter_without_a_review_has_no_square() -> None:
    (dash,) = _one(Cell("", "", CellKind.NO_REVIEW))
    assert isinstance(dash, Rule)


def test_break_is_a_stroke_before_the_square() -> None:
    shapes = _one(Cell("1", "", level=1, breaks=True))
    assert isinstance(shapes[-1], Rule)
    assert shapes[-1].x == shapes[-1].to_x


def test_rows_stand_in_the_order_given() -> None:
    drawing = _drawn(heatmap())
    names = [label for label in labels(drawing) if label.text in {row.name for row in heatmap().rows}]
    assert [label.text for label in names] == [row.name for row in heatmap().rows]
    assert [label.y for label in names] == sorted(label.y for label in names)
    assert [mark.shape for mark in marks(drawing)] == ["circle", "square", "triangle", "diamond", "hexagon"]


def test_names_stand_over_their_rows_where_it_is_narrow() -> None:
    wide, narrow = _drawn(heatmap(), 500.0), _drawn(heatmap(), 150.0)
    assert min(place.x for place in wide.places) > 100
    assert min(place.x for place in narrow.places) < 30
    assert narrow.height > wide.height


def test_steps_that_do_not_fit_go_on_in_another_band() -> None:
    drawing = _drawn(heatmap(), 150.0)
    first = next(place for place in drawing.places if place.step == 0)
    last = next(place for place in drawing.places if place.step == 7)
    assert last.y > first.y
    assert texts(drawing).count("Awareness") == 2


def test_long_name_is_broken_then_cut() -> None:
    chart = topic_grid()
    long = replace(chart.rows[0], name="a very long name indeed " * 12)
    drawing = _drawn(replace(chart, rows=(long, *chart.rows[1:])), 600.0)
    cut = [text for text in texts(drawing) if text.endswith("…")]
    assert len(cut) == 1
    assert cut[0].startswith("a very long") or "long name" in cut[0]


def test_legend_shows_each_level_and_explains_the_rest() -> None:
    chart = replace(topic_grid(), pins=())
    bottom = max(place.y for place in _drawn(chart).places)
    below = [label.text for label in labels(_drawn(chart)) if label.y > bottom + 20]
    assert below == ["0", "1", "2", "3", "4", *chart.legend]


def test_note_stands_over_its_step_and_under_the_grid() -> None:
    drawing = _drawn(replace(heatmap(), pins=(Pin(2, "moved building"),)))
    assert "summer 2025: moved building" in texts(drawing)
    flag = drawing.places[-1]
    assert (flag.row, flag.step) == (len(heatmap().rows), 2)
    assert flag.y < min(place.y for place in drawing.places[:-1])


def test_the_end_of_a_line_is_a_stroke_through_all_rows_after_its_step() -> None:
    pins = (Pin(2, "The line of Fern House ends here", ends="It ended."),)
    drawing = _drawn(replace(heatmap(), pins=pins))
    (stroke,) = [s for s in drawing.shapes if isinstance(s, Rule) and s.thickness == 2.6]
    squares = [place for place in drawing.places if place.row < len(heatmap().rows)]
    last = max(p.x + p.width / 2 for p in squares if p.step == 2)
    first = min(p.x - p.width / 2 for p in squares if p.step == 3)
    assert last < stroke.x < first
    assert stroke.y <= min(p.y - p.height / 2 for p in squares)
    assert stroke.to_y >= max(p.y + p.height / 2 for p in squares) - 0.1


def test_a_note_alone_strokes_no_row() -> None:
    drawing = _drawn(replace(heatmap(), pins=(Pin(2, "moved building"),)))
    assert not [s for s in drawing.shapes if isinstance(s, Rule) and s.thickness == 2.6]


def test_grid_without_rows_or_steps_is_laid_out_too() -> None:
    assert _drawn(replace(heatmap(), rows=())).places == ()
    assert _drawn(replace(heatmap(), steps=(), rows=())).places == ()


def test_each_kind_in_the_legend_stands_beside_a_square_like_those_above() -> None:
    cells = (
        Cell("2.9", "", level=3),
        Cell("", "", CellKind.NOT_DISCUSSED, breaks=True),
        Cell("", "", CellKind.NOT_SETTLED),
    )
    legend = ("no agreement", "not discussed")
    chart = replace(heatmap(), steps=QUARTERS[:3], rows=(GridRow("row", "", cells),), legend=legend)
    drawing = _drawn(chart)
    under = max(place.y + place.height / 2 for place in drawing.places)
    below = [shape for shape in drawing.shapes if isinstance(shape, Plate | Rule | Label)]
    reasons = {label.text: label for label in labels(drawing) if label.text in legend}
    hatched = [s for s in below if isinstance(s, Plate) and s.hatched and s.y > under]
    slashes = [s for s in below if isinstance(s, Rule) and min(s.y, s.to_y) > under]
    assert len(hatched) == len(slashes) == 1
    assert hatched[0].x + hatched[0].width < reasons["not discussed"].x
    assert slashes[0].to_x < reasons["no agreement"].x
