"""Walking the places of a chart, and looking closer at a long one: rules without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.charts.shapes import Place
from pie_audit.ui.widgets.chart_walk import Way, first_stop, next_place, same_place
from pie_audit.ui.widgets.chart_zoom import FEWEST, Span
from tests.ui.widgets.chart_values import STEPS, months

PLACES = tuple(
    Place(10 * step, 20 * row, 8, 8, row, step, f"{row}/{step}") for row in (0, 1, 3) for step in range(8)
)


def at(row: int, step: int) -> Place:
    return next(place for place in PLACES if (place.row, place.step) == (row, step))


def goes(here: Place, way: Way) -> str | None:
    found = next_place(PLACES, here, way, STEPS)
    return found.words if found else None


def test_a_walk_begins_with_the_latest_of_the_first_row() -> None:
    assert first_stop(PLACES) == at(0, 7)
    assert first_stop(()) is None


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (Way.LEFT, "1/3"),
        (Way.RIGHT, "1/5"),
        (Way.UP, "0/4"),
        (Way.DOWN, "3/4"),
        (Way.FIRST, "1/0"),
        (Way.LAST, "1/7"),
        (Way.YEAR_BACK, "1/0"),
        (Way.YEAR_ON, "1/7"),
    ],
)
def test_each_way_leads_to_the_neighbour_in_that_direction(way: Way, words: str) -> None:
    assert goes(at(1, 4), way) == words


def test_edges_hold_and_a_way_that_leads_nowhere_is_left_to_the_page() -> None:
    assert goes(at(1, 0), Way.LEFT) == "1/0"
    assert goes(at(3, 2), Way.DOWN) == "3/2"
    alone = tuple(place for place in PLACES if place.row == 0)
    assert next_place(alone, alone[2], Way.UP, STEPS) is None
    one = (alone[0],)
    assert next_place(one, alone[0], Way.RIGHT, STEPS) is None


def test_a_year_is_the_same_season_or_month_of_another_year() -> None:
    assert goes(at(0, 5), Way.YEAR_BACK) == "0/1"
    monthly = tuple(Place(step, 0, 1, 1, 0, step, str(step)) for step in range(30))
    found = next_place(monthly, monthly[20], Way.YEAR_BACK, months(30))
    assert found is not None
    assert found.step == 8
    found = next_place(monthly, monthly[20], Way.YEAR_ON, months(30))
    assert found is not None
    assert found.step == 29


def test_a_missing_step_in_the_next_row_leads_to_the_nearest() -> None:
    gap = tuple(place for place in PLACES if (place.row, place.step) != (1, 4))
    found = next_place(gap, at(0, 4), Way.DOWN, STEPS)
    assert found is not None
    assert (found.row, found.step) == (1, 5)


def test_a_place_is_found_again_in_another_drawing() -> None:
    moved = tuple(Place(p.x + 5, p.y, p.width, p.height, p.row, p.step, p.words) for p in PLACES)
    assert same_place(moved, at(1, 2)) == moved[10]
    assert same_place(moved[:3], at(1, 2)) is None
    assert same_place(moved, None) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), min_size=1, unique=True), st.data())
def test_whatever_is_missing_every_walk_stays_in_the_chart(
    spots: list[tuple[int, int]], data: st.DataObject
) -> None:
    places = tuple(Place(step, row, 1, 1, row, step, "") for row, step in spots)
    here = first_stop(places)
    for way in data.draw(st.lists(st.sampled_from(list(Way)), max_size=12)):
        assert here in places
        here = next_place(places, here, way, STEPS) or here  # type: ignore[arg-type]
    assert here in places


spans = st.integers(1, 300).flatmap(
    lambda count: st.lists(
        st.one_of(
            st.tuples(st.just("closer"), st.none() | st.integers(-5, 305)),
            st.tuples(st.just("wider"), st.none() | st.integers(-5, 305)),
            st.tuples(st.just("moved"), st.integers(-400, 400)),
            st.tuples(st.just("showing"), st.integers(0, count - 1)),
        ),
        max_size=12,
    ).map(lambda acts: (count, acts))
)


@given(spans)
def test_whatever_is_pressed_the_view_stays_within_the_series(
    case: tuple[int, list[tuple[str, int | None]]],
) -> None:
    count, acts = case
    span = Span.whole(count)
    for name, value in acts:
        span = getattr(span, name)(value)
        assert 0 <= span.first <= span.last <= count - 1
        assert span.size >= min(FEWEST, count)
        if name == "showing":
            assert value is not None
            assert span.first <= value <= span.last


def test_looking_closer_keeps_the_step_in_view_and_looking_away_ends_with_the_whole() -> None:
    span = Span.whole(48).closer(30).closer(30)
    assert span.first <= 30 <= span.last
    assert span.size == 21
    assert span.wider(30).wider(30).wider(30).is_whole
    assert Span.whole(48).closer().last == 47, "without a place the latest stays"


def test_a_short_series_is_never_cut() -> None:
    assert Span.whole(5).closer().is_whole
    assert Span.whole(0).is_whole
