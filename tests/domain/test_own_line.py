"""One's own line: which points stand on it, and what is said of the way between two of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.distance import Move
from pie_audit.domain.measure import KeptScore, Measure, Signpost
from pie_audit.domain.own_line import (
    Sitting,
    lines_of,
    move_between,
    noise_words,
    range_words,
    score_words,
    sentence,
    spoken,
)
from pie_audit.domain.questionnaire import Direction

DAY = date(2026, 11, 2)
LOAD = KeptScore("load", "Load", 50.0, 0.0, 100.0, Direction.HARDER, 10.0, "a paper.")


def sitting(score: float | None, day: int = 0, *, instrument: str = "pulse", **fields: object) -> Sitting:
    kept = replace(LOAD, score=score, **fields)  # type: ignore[arg-type]
    entry_id = f"{instrument}{day}"
    return Sitting(
        entry_id, DAY + timedelta(days=day), Measure(instrument, 1, instrument.title(), ((1, 2),), (kept,))
    )


def said(*scores: float | None, **fields: object) -> str:
    (lines,) = lines_of(sitting(score, at, **fields) for at, score in enumerate(scores))
    return sentence(lines.scales[0])


def test_one_point_is_a_starting_point() -> None:
    assert said(62.5) == "62.5 on 2 November 2026. One point is a starting point. The line begins next time."


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        (50, 60, "higher, by more than noise"),
        (60, 50, "lower, by more than noise"),
        (50, 59.9, "much the same"),
    ],
)
def test_change_is_named_from_what_is_more_than_noise_on(before: float, now: float, word: str) -> None:
    assert word in said(float(before), now)


def test_no_change_is_named_where_nobody_knows_what_noise_is() -> None:
    told = said(0.0, 100.0, noise=None)
    assert "nobody has told us how big a change is more than noise" in told
    assert "higher" not in told


def test_sitting_without_a_score_leaves_a_gap_and_the_next_is_set_beside_the_one_before() -> None:
    assert "It was 40 on 2 November 2026: higher" in said(40.0, None, 60.0)
    assert said(None) == "Too few answers for a score so far. That’s fine."


def test_thirds_that_differ_by_exactly_the_least_change_count_as_a_change() -> None:
    before, now = (replace(LOAD, score=score) for score in (175 / 3, 205 / 3))
    assert move_between(before, now) is Move.HIGHER


@given(st.floats(0, 100), st.floats(0, 100), st.floats(1, 60))
def test_one_way_is_the_other_way_round_the_other_way(one: float, other: float, noise: float) -> None:
    first, second = (replace(LOAD, score=score, noise=noise) for score in (one, other))
    turned = {Move.HIGHER: Move.LOWER, Move.LOWER: Move.HIGHER, Move.SAME: Move.SAME}
    there, back = move_between(first, second), move_between(second, first)
    assert there is not None
    assert back is turned[there]


def test_instruments_are_never_joined_and_the_one_taken_last_comes_first() -> None:
    found = lines_of([sitting(50.0, 0, instrument="older"), sitting(60.0, 3, instrument="newer")])
    assert [lines.latest.instrument_id for lines in found] == ["newer", "older"]
    assert [len(lines.sittings) for lines in found] == [1, 1]


def test_scores_on_another_range_stay_off_the_axis() -> None:
    (lines,) = lines_of([sitting(3.0, 0, high=5.0), sitting(60.0, 1)])
    assert [point.kept.score for point in lines.scales[0].points] == [60.0]


def test_later_edit_of_an_instrument_changes_no_earlier_point() -> None:
    """Each sitting carries its own noise: what counts is what was known when the later one was kept."""
    (lines,) = lines_of([sitting(50.0, 0, noise=30.0), sitting(62.0, 1, noise=10.0)])
    assert lines.scales[0].move is Move.HIGHER
    assert lines.scales[0].points[0].kept.noise == 30.0


@pytest.mark.parametrize(
    ("score", "high", "words"),
    [
        (62.5, 100, "62.5"),
        (100.0, 100, "100"),
        (0.0, 100, "0"),
        (22.35, 28, "22.35"),
        (41.6666667, 50, "41.7"),
        (3.6666667, 6, "3.67"),
    ],
)
def test_scores_have_no_more_decimals_than_they_bear(score: float, high: float, words: str) -> None:
    assert score_words(replace(LOAD, score=score, high=float(high))) == words


def test_axis_says_what_higher_means_in_words_and_nothing_where_nobody_knows() -> None:
    assert range_words(LOAD) == "0 to 100, higher is harder"
    assert range_words(replace(LOAD, direction=Direction.BETTER)) == "0 to 100, higher is better"
    assert range_words(replace(LOAD, direction=None)) == "0 to 100"


def test_noise_is_told_with_its_source() -> None:
    expected = "More than noise: a change of 10 or more. Where this comes from: a paper."
    assert noise_words(LOAD) == expected
    assert noise_words(replace(LOAD, noise=None)) == ""


def test_whole_line_can_be_heard() -> None:
    (lines,) = lines_of([sitting(50.0), sitting(None, 1), sitting(75.0, 2)])
    heard = spoken(lines.scales[0])
    for words in ("Load", "0 to 100", "2 November 2026, 50", "3 November 2026, no score", "75", "higher"):
        assert words in heard


@pytest.mark.parametrize(
    ("signpost", "bands_on", "shown"),
    [
        (Signpost.NEVER, True, False),
        (Signpost.WITH_BANDS, False, False),
        (Signpost.WITH_BANDS, True, True),
        (Signpost.ALWAYS, False, True),
    ],
)
def test_support_is_shown_exactly_when_the_latest_score_asks_for_it(
    signpost: Signpost, bands_on: bool, shown: bool
) -> None:
    (lines,) = lines_of([sitting(50.0, 0, signpost=signpost)])
    assert lines.points_to_support(bands_on=bands_on) is shown


def test_heavy_score_of_an_earlier_sitting_shows_nothing_any_more() -> None:
    (lines,) = lines_of([sitting(100.0, 0, signpost=Signpost.ALWAYS), sitting(10.0, 1)])
    assert not lines.points_to_support(bands_on=True)
