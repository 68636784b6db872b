"""The way through a survey: every question may be left out, and what is said is what is sent."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.survey import Answers
from pie_audit.ui.survey.answer_walk import AnswerWalk
from tests.ui.survey import made

_ITEMS = made.instrument().items
_SAID = st.dictionaries(st.sampled_from([item.no for item in _ITEMS]), st.integers(0, 4))


@given(_SAID)
def test_what_was_begun_comes_back_as_it_was(said: dict[int, int]) -> None:
    begun = Answers(said, frozenset({"cover"}))
    walk = AnswerWalk(made.taking(begun=begun))
    assert walk.answers == begun
    assert all(walk.index(item) == said.get(item.no) for item in _ITEMS)


@given(_SAID)
def test_it_goes_on_at_the_first_question_without_an_answer(said: dict[int, int]) -> None:
    walk = AnswerWalk(made.taking(begun=Answers(said)))
    assert all(item.no in said for item in _ITEMS[: walk.at])
    assert walk.item is None or walk.item.no not in said


def test_nothing_begun_begins_at_the_beginning() -> None:
    walk = AnswerWalk(made.taking())
    assert walk.at == 0
    assert walk.answers.is_empty


def test_declining_takes_an_answer_back_and_is_no_answer() -> None:
    walk = AnswerWalk(made.taking())
    walk.choose(_ITEMS[2], 3)
    walk.decline(_ITEMS[2])
    assert walk.answers == Answers()
    assert walk.label(_ITEMS[2]) == "Rather not say"
    assert walk.label(_ITEMS[3]) == "Left out"


def test_answering_after_all_counts() -> None:
    walk = AnswerWalk(made.taking())
    walk.decline(_ITEMS[0])
    walk.choose(_ITEMS[0], 0)
    assert walk.label(_ITEMS[0]) == "Not true for me"
    assert walk.answers.values == {1: 0}


def test_an_answer_is_the_value_of_its_label_where_these_begin_at_one() -> None:
    shipped = made.instrument()
    sets = tuple(replace(one, values=tuple(v + 1 for v in one.values)) for one in shipped.answer_sets)
    walk = AnswerWalk(made.taking(instrument=replace(shipped, answer_sets=sets)))
    walk.choose(_ITEMS[0], 0)
    assert walk.answers.values == {1: 1}
    assert walk.index(_ITEMS[0]) == 0


def test_the_steps_are_questions_then_more_then_the_last_look() -> None:
    walk = AnswerWalk(made.taking())
    told = []
    for at in (0, 9, 10, 11, 99, -1):
        walk.go(at)
        told.append((walk.place_words(), walk.at_voice, walk.at_look))
    assert told == [
        ("Question 1 of 10", False, False),
        ("Question 10 of 10", False, False),
        ("One last thing", True, False),
        ("All answers", False, True),
        ("All answers", False, True),
        ("Question 1 of 10", False, False),
    ]
