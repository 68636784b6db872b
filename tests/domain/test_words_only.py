"""Better, same, worse or tell us: no number goes in and none comes out."""

from __future__ import annotations

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.words_only import (
    LONGEST_WORDS,
    Change,
    WordsOnlyAnswer,
    change_words,
    common_words,
    question_words,
    tell_us_words,
)

ANSWERS = st.lists(st.sampled_from([None, *Change]), max_size=12)


def answers(*changes: Change | None) -> list[WordsOnlyAnswer]:
    return [WordsOnlyAnswer("A1", change) for change in changes]


def test_the_form_offers_better_same_worse_and_tell_us() -> None:
    assert [change_words(change) for change in Change] == ["Better", "Same", "Worse"]
    assert tell_us_words() == "Tell us"


def test_somebody_may_tick_tell_both_or_leave_it() -> None:
    assert WordsOnlyAnswer("A1").is_blank
    assert WordsOnlyAnswer("A1", told="  ").is_blank
    assert not WordsOnlyAnswer("A1", Change.SAME).is_blank
    assert not WordsOnlyAnswer("A1", told="It is quiet now.").is_blank


def test_words_have_a_length_and_too_many_are_told() -> None:
    longest = WordsOnlyAnswer("A1", told="é" * LONGEST_WORDS)
    assert longest.checked() is longest
    with pytest.raises(NotNow):
        WordsOnlyAnswer("A1", told="é" * (LONGEST_WORDS + 1)).checked()


@pytest.mark.parametrize(
    ("given_answers", "words"),
    [
        ([], "too few to say"),
        ([Change.BETTER, Change.BETTER, None], "too few to say"),
        ([Change.BETTER, Change.BETTER, Change.WORSE], "most say that it is better"),
        ([Change.SAME, Change.SAME, Change.SAME, Change.WORSE], "most say that it is the same"),
        ([Change.WORSE] * 3, "most say that it is worse"),
        ([Change.BETTER, Change.BETTER, Change.WORSE, Change.WORSE], "people see it in different ways"),
        ([Change.BETTER, Change.SAME, Change.WORSE], "people see it in different ways"),
    ],
)
def test_what_answers_have_in_common_is_told_in_words(given_answers: list[Change], words: str) -> None:
    assert common_words(answers(*given_answers)) == words


@given(ANSWERS)
def test_no_number_ever_comes_out(changes: list[Change | None]) -> None:
    words = common_words(answers(*changes))
    assert words
    assert not any(c.isdigit() for c in words)
    assert common_words(answers(*changes[::-1])) == words


def test_the_form_reads_easily() -> None:
    for words in (question_words(), question_words(first_time=True)):
        assert textstat.flesch_kincaid_grade(words) <= 7
