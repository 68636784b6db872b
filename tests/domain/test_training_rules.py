"""When training is asked about again, who is asked, and exactly what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import iso_week
from pie_audit.domain.training import FOLLOW_UP_WEEKS, Change, Training, TrainingAnswer
from pie_audit.domain.training_rules import (
    CHANGED,
    LEFT_ALREADY,
    MOST_WORDS,
    CameOf,
    came_of,
    checked_answer,
    checked_training,
    choices_after,
    counts_as_due,
    due_on,
    is_asked,
)
from tests import make

COURSE = Training("t", "team", "Working with trauma in mind", date(2026, 3, 1))
AFTER_SIX, AFTER_TWELVE = date(2026, 4, 12), date(2026, 5, 24)


def answer(change: Change, level: BarrierLevel | None = None, **changes: object) -> TrainingAnswer:
    words = "The office says no." if change is Change.BLOCKED else ""
    weeks = 6 if change in choices_after(6) else 12
    usual = TrainingAnswer(make.new_id(), "t", weeks, change, words, level)
    return replace(usual, **changes)  # type: ignore[arg-type]


FIVE = (
    answer(Change.DONE),
    answer(Change.DONE),
    answer(Change.TRIED),
    answer(Change.BLOCKED, BarrierLevel.SERVICE),
    answer(Change.BLOCKED, BarrierLevel.SYSTEM),
)


def test_course_of_1_march_is_asked_about_on_12_april_and_24_may() -> None:
    assert [due_on(COURSE.day, weeks) for weeks in FOLLOW_UP_WEEKS] == [AFTER_SIX, AFTER_TWELVE]


def test_of_six_due_there_are_exactly_the_counts_of_the_answers() -> None:
    (six,) = came_of(COURSE, [None] * 6, FIVE, AFTER_SIX)
    assert (six.day, six.due, six.answered, six.unanswered) == (AFTER_SIX, 6, 5, 1)
    assert six.counts == ((Change.DONE, 2), (Change.TRIED, 1), (Change.BLOCKED, 2))
    assert six.blocked == ((BarrierLevel.SERVICE, 1), (BarrierLevel.SYSTEM, 1))
    assert (six.changed, six.count(Change.FORGOT)) == (2, 0)


def test_before_its_day_nothing_is_told() -> None:
    assert came_of(COURSE, [None], (), AFTER_SIX - timedelta(days=1)) == ()
    assert [c.weeks for c in came_of(COURSE, [None], (), AFTER_TWELVE)] == [6, 12]


def test_somebody_who_left_isnt_due_from_that_week_on() -> None:
    week = iso_week(AFTER_SIX)
    assert counts_as_due(None, AFTER_SIX)
    assert counts_as_due("2026-W20", AFTER_SIX)
    assert not counts_as_due(week, AFTER_SIX)
    assert not counts_as_due("2025-W52", AFTER_SIX)
    assert not counts_as_due(LEFT_ALREADY, AFTER_SIX)


def test_somebody_who_left_between_the_two_was_asked_once() -> None:
    six, twelve = came_of(COURSE, [None, "2026-W17"], (), AFTER_TWELVE)
    assert (six.due, twelve.due) == (2, 1)


def test_others_count_where_somebody_answered_for_them_on_paper() -> None:
    with_others = replace(COURSE, others=4)
    (six,) = came_of(with_others, [None, None], [answer(Change.DONE, on_paper=True)], AFTER_SIX)
    assert (six.due, six.answered, six.unanswered) == (3, 1, 2)


def test_answers_of_those_who_left_since_stay_and_make_nothing_negative() -> None:
    (six,) = came_of(COURSE, [LEFT_ALREADY], FIVE, AFTER_SIX)
    assert (six.due, six.unanswered) == (5, 0)


def test_half_a_year_later_nobody_is_asked_any_more() -> None:
    assert not is_asked(COURSE.day, 6, AFTER_SIX - timedelta(days=1))
    assert is_asked(COURSE.day, 6, AFTER_SIX)
    assert is_asked(COURSE.day, 12, COURSE.day + timedelta(weeks=26))
    assert not is_asked(COURSE.day, 6, COURSE.day + timedelta(weeks=26, days=1))


answers = st.lists(
    st.tuples(st.sampled_from(list(Change)), st.sampled_from([*BarrierLevel, None]), st.booleans()),
    max_size=30,
).map(lambda found: [answer(change, level, on_paper=paper) for change, level, paper in found])
left_weeks = st.lists(
    st.sampled_from([None, "", "2026-W01", "2026-W15", "2026-W17", "2027-W01"]), max_size=12
)


@given(left_weeks, answers, st.dates(date(2026, 1, 1), date(2027, 1, 1)))
def test_counts_always_add_up(left: list[str | None], given_: list[TrainingAnswer], today: date) -> None:
    for came in came_of(COURSE, left, given_, today):
        of_it = [a for a in given_ if a.weeks == came.weeks]
        assert came.answered == len(of_it)
        assert came.due == came.answered + came.unanswered
        assert came.unanswered >= 0
        assert came.changed == sum(1 for a in of_it if a.change in CHANGED)
        assert sum(n for _level, n in came.blocked) == came.count(Change.BLOCKED)
        assert Counter(dict(came.counts)) == Counter(a.change for a in of_it)


@given(left_weeks, answers)
def test_order_of_people_and_answers_changes_nothing(
    left: list[str | None], given_: list[TrainingAnswer]
) -> None:
    back = came_of(COURSE, left[::-1], given_[::-1], AFTER_TWELVE)
    assert back == came_of(COURSE, left, given_, AFTER_TWELVE)


@given(left_weeks, st.sampled_from(["", "2026-W01", "2026-W15"]))
def test_who_left_before_is_never_due(left: list[str | None], gone: str) -> None:
    def due(weeks: list[str | None]) -> list[CameOf]:
        return list(came_of(COURSE, weeks, (), AFTER_TWELVE))

    assert due([*left, gone]) == due(left)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2027, 11, 20), date(9999, 1, 1)])
def test_day_that_cant_be_meant_is_refused(day: date) -> None:
    with pytest.raises(NotNow, match="can’t be meant"):
        checked_training(replace(COURSE, day=day), date(2026, 11, 18))


@pytest.mark.parametrize("others", [-1, 100])
def test_number_of_others_that_cant_be_counted_is_refused(others: int) -> None:
    with pytest.raises(NotNow, match="others"):
        checked_training(replace(COURSE, others=others), AFTER_SIX)


def test_training_without_a_title_is_refused() -> None:
    with pytest.raises(NotNow, match="no title"):
        checked_training(replace(COURSE, title="  \n"), AFTER_SIX)


@given(st.text(max_size=600))
def test_kept_words_are_one_line_of_at_most_300_characters(words: str) -> None:
    kept = checked_answer(answer(Change.TRIED, words=words), COURSE, AFTER_SIX).words
    assert len(kept) <= MOST_WORDS
    assert len(kept.splitlines()) <= 1


def test_level_stays_only_where_something_was_in_the_way() -> None:
    assert checked_answer(answer(Change.DONE, BarrierLevel.SYSTEM), COURSE, AFTER_SIX).level is None
    blocked = checked_answer(answer(Change.BLOCKED, BarrierLevel.SYSTEM), COURSE, AFTER_SIX)
    assert blocked.level is BarrierLevel.SYSTEM


def test_something_in_the_way_says_what() -> None:
    with pytest.raises(NotNow, match="what was in the way"):
        checked_answer(answer(Change.BLOCKED, words=" "), COURSE, AFTER_SIX)


def test_answer_before_its_day_is_refused() -> None:
    with pytest.raises(NotNow, match="too early"):
        checked_answer(answer(Change.STILL_GOING), COURSE, AFTER_TWELVE - timedelta(days=1))


@pytest.mark.parametrize(("change", "weeks"), [(Change.DONE, 12), (Change.SPREAD, 6), (Change.DONE, 9)])
def test_answer_that_this_follow_up_doesnt_ask_for_is_refused(change: Change, weeks: int) -> None:
    with pytest.raises(NotNow, match="isn’t asked"):
        checked_answer(answer(change, weeks=weeks), COURSE, AFTER_TWELVE)
