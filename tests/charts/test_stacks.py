"""Columns from 0, small groups at one height, and quarters in the field of two values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from pie_audit.charts.layout import lay_out
from pie_audit.charts.shapes import Drawing, Plate, Room, Rule, Trace
from pie_audit.domain.chart import Chart, Part, StackChart, StackColumn, Step
from tests.charts.charts_to_try import support_burnout, time_ledger, unshown, who_took_part
from tests.charts.drawn import EvenLetters, marks, texts
from tests.charts.strategies import ROOMS, stack_charts


def _drawn(chart: Chart, width: float = 600.0) -> Drawing:
    return lay_out(chart, Room(width, EvenLetters()))


def _bars(drawing: Drawing) -> list[Plate]:
    """Counted parts, without the samples of the keys."""
    base = _base(drawing)
    plates = [s for s in drawing.shapes if isinstance(s, Plate) and s.line == "lv_line" and not s.hatched]
    return [
        plate for plate in plates if plate.height != pytest.approx(13) or plate.y + plate.height >= base - 1
    ]


def _hatched(drawing: Drawing) -> list[Plate]:
    """Hatched blocks, without the sample of the key."""
    return [s for s in drawing.shapes if isinstance(s, Plate) and s.hatched][1:]


def _base(drawing: Drawing) -> float:
    return next(s.y for s in drawing.shapes if isinstance(s, Rule) and s.colour == "control" and not s.dash)


@given(stack_charts(), ROOMS)
@settings(max_examples=40, deadline=None)
def test_every_part_and_every_column_can_be_walked_to(chart: StackChart, room: Room) -> None:
    flags = max((len(column.parts) for column in chart.columns), default=0) + 1
    places = [place for place in lay_out(chart, room).places if place.row != flags]
    for step, column in enumerate(chart.columns):
        words = [place.words for place in places if place.step == step]
        assert words == [*(part.words for part in reversed(column.parts)), column.words]


def test_heights_are_as_the_counts() -> None:
    first = [bar for bar in _bars(_drawn(who_took_part())) if bar.fill == "accent" and bar.width > 30]
    unit = first[0].height / 8
    assert [bar.height / unit for bar in first] == pytest.approx([8, 9, 10, 10, 11, 10, 12, 12])


def test_columns_stand_on_the_line() -> None:
    drawing = _drawn(time_ledger())
    bars = [bar for bar in _bars(drawing) if bar.width < 60]
    assert {round(bar.y + bar.height, 3) for bar in bars} == {round(_base(drawing), 3)}


def test_small_groups_are_hatched_at_one_height_whatever_else_there_is() -> None:
    blocks = _hatched(_drawn(who_took_part()))
    assert len(blocks) == 12
    assert len({round(block.height, 6) for block in blocks}) == 1
    assert "A group of fewer than 5, drawn at one fixed height" in texts(_drawn(who_took_part()))


def test_hatched_height_tells_nothing_of_the_counts_beside_it() -> None:
    few = StackColumn((Part(1.0, "1", "one"), Part(None, "", "few", 1)), "")
    many = StackColumn((Part(900.0, "900", "many"), Part(None, "", "few", 1)), "")
    heights = [
        _hatched(_drawn(replace(who_took_part(), columns=(column,) * 8)))[0].height for column in (few, many)
    ]
    assert heights[0] == heights[1]


def test_number_stands_in_each_part() -> None:
    said = texts(_drawn(who_took_part()))
    assert [text for text in said if text.isdigit()] == [
        "8",
        "9",
        "10",
        "10",
        "11",
        "5",
        "10",
        "5",
        "12",
        "5",
        "12",
        "6",
    ]


def test_nothing_planned_is_said_and_nothing_held_is_a_nought() -> None:
    said = texts(_drawn(time_ledger()))
    assert "none" in said or "none planned" in said
    assert "0" in said


@pytest.mark.parametrize("width", [120.0, 160.0, 200.0, 240.0, 300.0, 600.0])
def test_counts_beside_each_other_are_all_printed_or_none(width: float) -> None:
    chart = replace(time_ledger(), pins=())
    counts = [part.text for column in chart.columns for part in column.parts]
    said = [text for text in texts(_drawn(chart, width)) if text.isdigit()]
    assert sorted(said) in ([], sorted(counts))


def test_columns_too_narrow_for_their_counts_have_no_count_at_all() -> None:
    assert not [text for text in texts(_drawn(replace(time_ledger(), pins=()), 120.0)) if text.isdigit()]


def test_planned_and_held_stand_beside_each_other() -> None:
    drawing = _drawn(
        replace(time_ledger(), columns=time_ledger().columns[:1], steps=time_ledger().steps[:1], pins=())
    )
    planned, held = (bar for bar in _bars(drawing) if bar.height > 20)
    assert planned.x + planned.width == pytest.approx(held.x)
    assert held.height / planned.height == pytest.approx(9 / 12)


def test_nothing_counted_at_all_is_a_line_with_its_steps() -> None:
    empty = replace(who_took_part(), columns=tuple(StackColumn((), "nobody") for _n in range(8)))
    drawing = _drawn(empty)
    assert "Au26" in texts(drawing)
    assert len(drawing.places) == 8


def test_quarters_are_joined_in_time_without_a_line_of_fit() -> None:
    drawing = _drawn(support_burnout())
    traces = [shape for shape in drawing.shapes if isinstance(shape, Trace)]
    assert len(traces) == 1
    assert list(traces[0].points) == [(mark.x, mark.y) for mark in marks(drawing)]


def test_each_quarter_is_named_and_each_caveat_printed_to_its_end() -> None:
    for width in (200.0, 600.0):
        said = texts(_drawn(support_burnout(), width))
        assert {dot.label for dot in support_burnout().dots} <= set(said)
        assert not [text for text in said if text.endswith("…")]
        for caveat in support_burnout().caveats:
            assert caveat in " ".join(said)


def test_more_support_lies_to_the_right_and_more_load_higher() -> None:
    drawing = _drawn(support_burnout())
    first, second = marks(drawing)[:2]
    assert first.x < second.x
    assert first.y < second.y


def test_chart_that_is_not_shown_says_why() -> None:
    drawing = _drawn(unshown())
    assert " ".join(texts(drawing)) == unshown().sentence
    assert drawing.places == ()


def _by_name(*names: str) -> StackChart:
    """Columns that stand for names instead of times."""
    columns = tuple(StackColumn((Part(float(at), str(at), name),), name) for at, name in enumerate(names, 1))
    steps = tuple(Step(name, name) for name in names)
    return replace(
        time_ledger(), id="reasons", steps=steps, columns=columns, fills=("Hours",), side_by_side=False
    )


OFFICES = ("Housing options office", "Duty social worker", "Pharmacy", "Benefits line", "Dental list")


@pytest.mark.parametrize("width", [220.0, 320.0, 600.0, 1600.0])
def test_columns_of_names_are_all_named_however_narrow_the_chart_is(width: float) -> None:
    told = " ".join(texts(_drawn(_by_name(*OFFICES), width)))
    assert all(name in told for name in OFFICES)


def test_names_that_do_not_fit_below_their_columns_stand_under_the_chart_by_number() -> None:
    told = texts(_drawn(_by_name(*OFFICES), 320.0))
    assert all(told.count(str(number)) >= 2 for number in range(1, 6))
    assert texts(_drawn(_by_name("Bus", "Tram"), 600.0)).count("Bus") == 1
