"""One engine for every key: worked examples, both ends of every shipped key, and a slow plain way beside it."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pie_audit.analysis.scoring import (
    Score,
    noticeable_change,
    reliable_change,
    score,
    score_one,
    score_people,
)
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.possible_scores import on_hundred, possible_range
from pie_audit.domain.questionnaire import (
    Aggregate,
    AnswerSet,
    Band,
    Instrument,
    Item,
    NoticeableChange,
    Scale,
)
from tests.analysis.keys import SHIPPED, answers_to, by_hand, invented_keys, key

PEOPLE = Path(__file__).parent / "pss_answers.csv"
DAY = date(2026, 11, 22)
PULSE = (3, 1, 2, 3, 2, 4, 2, 3, 2, 1)


def numbered(values: tuple[int | None, ...]) -> dict[int, int]:
    return {no: value for no, value in enumerate(values, start=1) if value is not None}


def scores(instrument_id: str, values: Mapping[int, int]) -> dict[str, float | None]:
    return {scale: found.score for scale, found in score_one(SHIPPED[instrument_id], values).items()}


# --- worked examples ----------------------------------------------------------------------------------------------


def test_the_pulse_of_the_worked_example() -> None:
    assert scores("pulse10-1", numbered(PULSE)) == {"load": 62.5, "ground": 70.0, "p10": 25.0}


def test_the_pulse_with_one_and_with_two_answers_missing() -> None:
    without_one, without_two = dict(numbered(PULSE)), dict(numbered(PULSE))
    del without_one[2], without_two[2], without_two[3]
    assert scores("pulse10-1", without_one) == {"load": 175 / 3, "ground": 70.0, "p10": 25.0}
    assert scores("pulse10-1", without_two) == {"load": None, "ground": 70.0, "p10": 25.0}


def test_the_quick_pulse_stands_item_by_item_as_answered() -> None:
    found = scores("pulse5-1", {1: 4, 3: 3, 4: 2, 5: 1, 9: 0})
    assert found == {"p1": 100, "p3": 75, "p4": 50, "p5": 25, "p9": 0}


def test_the_personal_part_of_the_cbi() -> None:
    found = scores("cbi", numbered((75, 50, 75, 25, 50, 25)))
    assert found == {"personal": 50.0, "work": None, "client": None}


def test_the_last_item_of_the_works_part_of_the_cbi_is_turned_round() -> None:
    tired = dict.fromkeys(range(7, 13), 100)
    assert scores("cbi", {**tired, 13: 0})["work"] == 100
    assert scores("cbi", {**tired, 13: 100})["work"] == pytest.approx(600 / 7, abs=1e-12)


@pytest.mark.parametrize(
    ("name", "scale", "given", "fewest"),
    [("cbi", "personal", 1, 3), ("cbi", "work", 7, 4), ("cbi", "client", 14, 3)],
)
def test_each_part_of_the_cbi_needs_its_own_number_of_answers(
    name: str, scale: str, given: int, fewest: int
) -> None:
    enough = dict.fromkeys(range(given, given + fewest), 50)
    assert scores(name, enough)[scale] == 50
    assert scores(name, dict.fromkeys(list(enough)[1:], 50))[scale] is None


def test_who_5() -> None:
    assert scores("who-5", numbered((3, 3, 2, 4, 3))) == {"total": 60.0}


def test_a_raw_25_of_the_short_wellbeing_scale_is_converted_by_its_table() -> None:
    assert scores("swemwbs", numbered((4, 4, 4, 4, 3, 3, 3))) == {"total": 22.35}
    assert scores("swemwbs", numbered((4, 4, 4, 4, 3, 3, None))) == {"total": None}


def test_a_form_of_noughts_is_not_no_stress() -> None:
    assert scores("pss-10", numbered((0,) * 10)) == {"total": 16.0}


def test_work_engagement() -> None:
    found = scores("uwes-9", numbered((4, 4, 5, 5, 3, 4, 5, 4, 3)))
    assert found == {"vigour": 11 / 3, "dedication": 5.0, "absorption": 11 / 3, "total": 37 / 9}


def test_psychological_safety_with_and_without_one_answer() -> None:
    values = (3, 5, 2, 5, 3, 6, 6)
    assert scores("edmondson-7", numbered(values)) == {"total": 38 / 7}
    assert scores("edmondson-7", numbered((*values[:6], None))) == {"total": 32 / 6}
    assert scores("edmondson-7", numbered((*values[:5], None, None))) == {"total": None}


@pytest.mark.parametrize(
    ("scale", "items", "fewest"),
    [
        ("demands", 8, 4),
        ("control", 6, 3),
        ("managers-support", 5, 3),
        ("peer-support", 4, 2),
        ("relationships", 4, 2),
        ("role", 5, 3),
        ("change", 3, 2),
    ],
)
def test_half_of_an_hse_scale_rounded_up_is_enough(scale: str, items: int, fewest: int) -> None:
    found = SHIPPED["hse-35"].scale(scale)
    assert (len(found.items), found.min_answered) == (items, fewest)
    assert scores("hse-35", dict.fromkeys(found.items[:fewest], 3))[scale] == 3
    assert scores("hse-35", dict.fromkeys(found.items[: fewest - 1], 3))[scale] is None


def test_another_programs_answers_give_another_programs_scores() -> None:
    """Six people of BioPsyKit's tests (MIT, © 2021 MaD Lab, FAU), with the totals that it expects."""
    with PEOPLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = score_people(SHIPPED["pss-10"], [{no: int(r[str(no)]) for no in range(1, 11)} for r in rows])
    assert [one["total"].score for one in found] == [float(r["expected"]) for r in rows]
    assert len(rows) == 6


# --- the keys that ship -------------------------------------------------------------------------------------------

# What comes out when every answer is its item's lowest, and when every answer is its highest.
ENDS = {
    "pulse10-1": ({"load": 50, "ground": 0, "p10": 0}, {"load": 50, "ground": 100, "p10": 100}),
    "pulse5-1": tuple(dict.fromkeys(("p1", "p3", "p4", "p5", "p9"), end) for end in (0, 100)),
    "cbi": ({"personal": 0, "work": 100 / 7, "client": 0}, {"personal": 100, "work": 600 / 7, "client": 100}),
    "proqol-5": (
        {"compassion-satisfaction": 10, "burnout": 30, "secondary-traumatic-stress": 10},
        {"compassion-satisfaction": 50, "burnout": 30, "secondary-traumatic-stress": 50},
    ),
    "olbi": ({"exhaustion": 20, "disengagement": 20}, {"exhaustion": 20, "disengagement": 20}),
    "bat-23": tuple(
        dict.fromkeys(
            ("exhaustion", "mental-distance", "cognitive-impairment", "emotional-impairment", "total"), end
        )
        for end in (1, 5)
    ),
    "who-5": ({"total": 0}, {"total": 100}),
    "swemwbs": ({"total": 7}, {"total": 35}),
    "wemwbs": ({"total": 14}, {"total": 70}),
    "hse-35": tuple(
        {
            **dict.fromkeys(("control", "managers-support", "peer-support", "role", "change"), end),
            **dict.fromkeys(("demands", "relationships"), 6 - end),
        }
        for end in (1, 5)
    ),
    "pss-10": ({"total": 16}, {"total": 24}),
    "uwes-9": tuple(dict.fromkeys(("vigour", "dedication", "absorption", "total"), end) for end in (0, 6)),
    "edmondson-7": ({"total": (3 * 7 + 4) / 7}, {"total": (3 + 4 * 7) / 7}),
    "stss": (
        {"intrusion": 5, "avoidance": 7, "arousal": 5, "total": 17},
        {"intrusion": 25, "avoidance": 35, "arousal": 25, "total": 85},
    ),
}


def test_every_key_that_ships_is_tried_at_both_ends() -> None:
    assert set(ENDS) == set(SHIPPED)


@pytest.mark.parametrize("name", sorted(ENDS))
def test_all_lowest_and_all_highest_answers(name: str) -> None:
    instrument = SHIPPED[name]
    ends = {item.no: instrument.answers_to(item.no).values for item in instrument.items}
    low, high = ENDS[name]
    assert scores(name, {no: values[0] for no, values in ends.items()}) == low
    assert scores(name, {no: values[-1] for no, values in ends.items()}) == high


@pytest.mark.parametrize("name", sorted(ENDS))
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_shipped_key_scores_as_one_would_by_hand(name: str, data: st.DataObject) -> None:
    instrument = SHIPPED[name]
    values = data.draw(answers_to(instrument))
    compare(instrument, values, score_one(instrument, values))


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_key_scores_as_one_would_by_hand(data: st.DataObject) -> None:
    instrument = data.draw(invented_keys())
    people = data.draw(st.lists(answers_to(instrument), max_size=4))
    for values, found in zip(people, score_people(instrument, people), strict=True):
        compare(instrument, values, found)


def compare(instrument: Instrument, values: Mapping[int, int], found: Mapping[str, Score]) -> None:
    for scale in instrument.scales:
        one, wanted = found[scale.id], by_hand(instrument, scale, values)
        assert one.answered == sum(no in values for no in scale.items)
        assert one.of == len(scale.items)
        if wanted is None:
            assert one.score is None
            assert one.why_none
        else:
            assert one.score == float(wanted), "exact, rounded once"
            assert one.why_none is None
            low, high = possible_range(instrument, scale)
            assert low <= one.score <= high
            assert 0 <= on_hundred(instrument, scale, one.score) <= 100 + 1e-9


# --- tables of many people ----------------------------------------------------------------------------------------


def test_a_table_longer_than_one_lot_is_scored_row_by_row() -> None:
    instrument = SHIPPED["pulse10-1"]
    dice = np.random.default_rng(5)
    values = dice.integers(0, 5, (9_000, 10)).astype(float)
    values[dice.random(values.shape) < 0.3] = np.nan
    found = score(instrument, values)
    for row in (0, 4_095, 4_096, 8_191, 8_192, 8_999):
        one = {no: int(v) for no, v in enumerate(values[row], start=1) if not math.isnan(v)}
        for scale, expected in score_one(instrument, one).items():
            shown = float(found[scale].scores[row])
            assert found[scale].answered[row] == expected.answered
            assert (None if math.isnan(shown) else shown) == expected.score


def test_the_callers_numbers_stay_as_they_were() -> None:
    values = np.array([[0.0, 1, 2, 3, 4, 0, 1, 2, 3, np.nan]])
    before = values.copy()
    score(SHIPPED["pulse10-1"], values)
    assert np.array_equal(values, before, equal_nan=True)


def test_nobody_gives_no_scores() -> None:
    found = score(SHIPPED["who-5"], np.empty((0, 5)))
    assert found["total"].scores.shape == (0,)
    assert score_people(SHIPPED["who-5"], []) == []


def test_a_table_of_another_width_is_a_bug() -> None:
    with pytest.raises(ValueError, match="column"):
        score(SHIPPED["who-5"], np.zeros((2, 4)))


@pytest.mark.parametrize("wrong", [5.0, -1.0, 2.5, 1e300, -1e300, np.inf, -np.inf])
def test_what_is_no_answer_is_told_by_row_and_item(wrong: float) -> None:
    values = np.zeros((5_000, 10))
    values[4_321, 6] = wrong
    with pytest.raises(CannotRead, match="Row 4322, item 7") as told:
        score(SHIPPED["pulse10-1"], values)
    assert "0, 1, 2, 3, 4" in told.value.what


@pytest.mark.parametrize(("name", "wrong"), [("cbi", 30), ("who-5", 6), ("wemwbs", 0), ("hse-35", 0)])
def test_a_value_between_or_beyond_the_answers_is_refused(name: str, wrong: int) -> None:
    with pytest.raises(CannotRead, match="Row 1, item 2"):
        score_one(SHIPPED[name], {2: wrong})


def test_an_item_that_there_is_not_is_refused() -> None:
    with pytest.raises(CannotRead, match="Row 2, item 6"):
        score_people(SHIPPED["who-5"], [{1: 0}, {6: 0}])


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_exactly_the_answers_of_an_item_are_taken(data: st.DataObject) -> None:
    instrument = data.draw(invented_keys())
    item = data.draw(st.sampled_from(instrument.items))
    value = data.draw(st.integers(-60, 60))
    if value in instrument.answers_to(item.no).values:
        score_one(instrument, {item.no: value})
    else:
        with pytest.raises(CannotRead, match=f"Row 1, item {item.no}:"):
            score_one(instrument, {item.no: value})


# --- rules that no shipped key uses -------------------------------------------------------------------------------

THREE = [Item(no, "", "set", reverse=no == 3) for no in (1, 2, 3)]
FIVE = AnswerSet("set", (1, 2, 3, 4, 5), tuple("abcde"))


def test_a_sum_that_may_miss_answers_is_made_up_from_those_given() -> None:
    instrument = key([FIVE], THREE, [Scale("a", (1, 2, 3), Aggregate.SUM, 2)])
    assert score_one(instrument, {1: 4, 3: 1})["a"].score == 13.5
    assert score_one(instrument, {1: 4, 2: 2, 3: 1})["a"].score == 11


def test_too_few_answers_of_one_scale_leave_the_others() -> None:
    scales = [Scale("a", (1,), Aggregate.MEAN, 1), Scale("b", (2, 3), Aggregate.MEAN, 2)]
    found = score_one(key([FIVE], THREE, scales), {1: 5, 2: 1})
    assert found["a"] == Score(5.0, 1, 1)
    assert found["b"] == Score(None, 1, 2, None, "1 of 2 answered; at least 2 are needed.")


def test_only_a_band_that_is_on_is_told_and_a_shared_end_belongs_to_the_lower() -> None:
    bands = [
        Band("a", low, high, label, "made up", DAY, enabled=True)
        for low, high, label in ((3.0, 5.0, "upper"), (1.0, 3.0, "lower"))
    ]
    scales = [Scale("a", (1, 2), Aggregate.MEAN, 1), Scale("b", (3,), Aggregate.MEAN, 1)]
    instrument = key([FIVE], THREE, scales, bands)
    told = [score_one(instrument, {1: value, 2: value, 3: value}) for value in (1, 3, 4)]
    assert [one["a"].band for one in told] == ["lower", "lower", "upper"]
    assert [one["b"].band for one in told] == [None] * 3
    off = replace(instrument, bands=tuple(replace(band, enabled=False) for band in bands))
    assert score_one(off, {1: 1})["a"].band is None


def test_a_score_outside_every_band_has_none() -> None:
    instrument = key(
        [FIVE], THREE, [Scale("a", (1,), Aggregate.SUM, 1)], [Band("a", 1, 2, "low", "", DAY, True)]
    )
    assert score_one(instrument, {1: 3})["a"].band is None


# --- change of one person -----------------------------------------------------------------------------------------


def test_reliable_change_of_the_worked_example() -> None:
    assert reliable_change(16.5, 0.87) == pytest.approx(16.49, abs=0.005)
    assert noticeable_change(SHIPPED["cbi"], "personal") == reliable_change(16.5, 0.87)


def test_a_noticeable_change_is_the_published_points_or_unknown() -> None:
    assert noticeable_change(SHIPPED["who-5"], "total") == 10
    assert noticeable_change(SHIPPED["cbi"], "work") is None
    half = key([FIVE], THREE, [], (), [NoticeableChange("a", "made up", DAY, sd=3.0)])
    assert noticeable_change(half, "a") is None


@given(st.floats(0.1, 50), st.floats(0, 1), st.floats(0, 1))
def test_a_more_reliable_scale_needs_a_smaller_change(sd: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert reliable_change(sd, high) <= reliable_change(sd, low) <= 1.96 * sd * math.sqrt(2) + 1e-9


def test_fractions_that_end_are_exact() -> None:
    assert Fraction(score_one(SHIPPED["pulse10-1"], numbered(PULSE))["load"].score or 0) == Fraction(125, 2)
