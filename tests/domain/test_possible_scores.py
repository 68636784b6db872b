"""Which scores a scale can have: every one that answers lead to, none that they can't."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pie_audit.domain.possible_scores import (
    edges_of_item,
    edges_of_scale,
    first_hole,
    has_score_between,
    is_possible,
    on_hundred,
    possible_range,
    possible_scores,
)
from pie_audit.domain.questionnaire import Aggregate, AnswerSet, Instrument, Item, Scale
from tests.analysis.keys import SHIPPED, by_hand, invented_keys, key


def every_score(instrument: Instrument, scale: Scale) -> Iterator[Fraction]:
    """Each score of each way to answer enough of the items."""
    for answered in range(scale.min_answered, len(scale.items) + 1):
        for items in combinations(scale.items, answered):
            for values in product(*(instrument.answers_to(no).values for no in items)):
                found = by_hand(instrument, scale, dict(zip(items, values, strict=True)))
                assert found is not None
                yield found


def small(instrument: Instrument) -> bool:
    ways = 1
    for item in instrument.items:
        ways *= len(instrument.answers_to(item.no).values) + 1
    return ways <= 3_000


@settings(max_examples=60, deadline=None)
@given(invented_keys().filter(small))
def test_range_holds_every_score_and_both_ends_are_reached(instrument: Instrument) -> None:
    for scale in instrument.scales:
        scores = [float(one) for one in every_score(instrument, scale)]
        low, high = possible_range(instrument, scale)
        if scale.aggregate is Aggregate.LOOKUP:
            assert low <= min(scores) <= max(scores) <= high
        else:
            assert (low, high) == pytest.approx((min(scores), max(scores)))
            assert on_hundred(instrument, scale, low) == 0
        assert all(is_possible(instrument, scale, one) for one in scores if Fraction(str(one)) == one)


@settings(max_examples=60, deadline=None)
@given(invented_keys().filter(small))
def test_possible_scores_are_those_that_some_answers_lead_to(instrument: Instrument) -> None:
    for scale in instrument.scales:
        assert possible_scores(instrument, scale) == set(every_score(instrument, scale))


def test_thirds_of_our_pulse_end_where_answers_can() -> None:
    """Load is three or four items of 0–4, Ground four or five."""
    pulse = SHIPPED["pulse10-1"]
    load, ground = (edges_of_scale(pulse, scale) for scale in pulse.scales if scale.id in {"load", "ground"})
    assert load == ((0, 31.25), (pytest.approx(100 / 3), pytest.approx(200 / 3)), (68.75, 100))
    assert ground == ((0, 31.25), (35, 65), (68.75, 100))
    assert edges_of_item(pulse, 1) == ((0, 25), (50, 50), (75, 100))


def test_third_without_a_score_keeps_its_own_ends() -> None:
    """Yes or no: nobody is in the middle."""
    yes = AnswerSet("yes", (0, 1), ("No", "Yes"))
    asked = key([yes], [Item(1, "Is it so?", "yes")], [])
    assert edges_of_item(asked, 1) == ((0, 0), (pytest.approx(100 / 3), pytest.approx(200 / 3)), (100, 100))


@settings(max_examples=100, deadline=None)
@given(invented_keys().filter(small), st.integers(-200, 900), st.integers(1, 200))
def test_no_score_lies_where_none_is_told_to_lie(instrument: Instrument, low: int, width: int) -> None:
    for scale in instrument.scales:
        between = has_score_between(instrument, scale, low, low + width)
        lying = any(low < one < low + width for one in every_score(instrument, scale))
        assert between or not lying


@pytest.mark.parametrize(
    ("low", "high", "lies"), [(49.99, 50, False), (45.83, 50, True), (45.84, 50, False), (40, 49.99, True)]
)
def test_a_mean_moves_in_parts_of_its_steps(low: float, high: float, lies: bool) -> None:
    cbi = SHIPPED["cbi"]
    assert has_score_between(cbi, cbi.scale("personal"), low, high) is lies


def test_a_sum_of_five_moves_by_four_where_it_is_taken_four_times() -> None:
    who = SHIPPED["who-5"]
    assert possible_range(who, who.scale("total")) == (0, 100)
    assert not has_score_between(who, who.scale("total"), 48, 52)
    assert has_score_between(who, who.scale("total"), 48, 52.1)
    assert [is_possible(who, who.scale("total"), score) for score in (48, 50, 52)] == [True, False, True]


def test_scores_of_a_table_are_those_printed() -> None:
    short = SHIPPED["swemwbs"]
    total = short.scale("total")
    assert possible_range(short, total) == (7, 35)
    assert not has_score_between(short, total, 7, 9.51)
    assert is_possible(short, total, 22.35)
    assert not is_possible(short, total, 22)


def test_a_scale_with_one_answer_has_one_score() -> None:
    only = AnswerSet("only", (3,), ("yes",))
    scale = Scale("a", (1,), Aggregate.MEAN, 1)
    instrument = key([only], [Item(1, "", "only")], [scale])
    assert possible_range(instrument, scale) == (3, 3)
    assert on_hundred(instrument, scale, 3) == 0
    assert has_score_between(instrument, scale, 2, 4)
    assert not has_score_between(instrument, scale, 3, 4)
    assert is_possible(instrument, scale, 3)
    assert not is_possible(instrument, scale, 4)


def test_on_hundred_keeps_the_direction() -> None:
    pss = SHIPPED["pss-10"]
    assert [on_hundred(pss, pss.scale("total"), score) for score in (0, 10, 40)] == [0, 25, 100]


SETS = st.lists(
    st.lists(st.integers(-5, 30), min_size=1, max_size=4, unique=True).map(sorted), min_size=1, max_size=5
)


@given(SETS, st.data())
def test_a_hole_is_a_possible_sum_that_is_not_told(values: list[list[int]], data: st.DataObject) -> None:
    sets = [AnswerSet("a", tuple(one), tuple(map(str, one))) for one in values]
    sums = sorted({sum(one) for one in product(*values)})
    assert first_hole(sets, set(sums)) is None
    missing = data.draw(st.sampled_from(sums))
    assert first_hole(sets, set(sums) - {missing}) == missing


def test_a_hole_is_found_at_once_where_far_more_sums_are_possible_than_told() -> None:
    wide = AnswerSet("wide", tuple(range(-1_000, 1_001)), tuple(map(str, range(-1_000, 1_001))))
    assert first_hole([wide] * 500, {-500_000}) == -499_999


@given(invented_keys())
def test_every_score_lies_between_nought_and_a_hundred(instrument: Instrument) -> None:
    for scale in instrument.scales:
        low, high = possible_range(instrument, scale)
        assume(high > low)
        assert on_hundred(instrument, scale, low) == 0
        assert on_hundred(instrument, scale, high) == pytest.approx(100)
