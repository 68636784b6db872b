"""What a rating sheet asks on paper, for each perspective."""

from __future__ import annotations

from datetime import date

import pytest

from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.rating_paper import PaperFor, RatingPaper, rating_paper
from pie_audit.domain.team import Perspective
from pie_audit.domain.words_only import Change, change_words, question_words
from pie_audit.workflows import questions

REVIEW = questions.bundled()
SHORT = {
    Perspective.TEAM: 12,
    Perspective.MANAGER: 12,
    Perspective.LIVED_EXPERIENCE: 12,
    Perspective.PARTNER: 9,
}
FULL = {
    Perspective.TEAM: 46,
    Perspective.MANAGER: 46,
    Perspective.LIVED_EXPERIENCE: 44,
    Perspective.PARTNER: 37,
}


def _paper(
    perspective: Perspective,
    *,
    words_only: bool = False,
    first_time: bool = False,
    scope: Scope = Scope.SHORT,
) -> RatingPaper:
    topics = REVIEW.topics_for(scope, theme_id="C", perspective=perspective)
    wanted = PaperFor(
        "Quayside House", "Autumn 2026", "Group", perspective, date(2026, 12, 2), words_only, first_time
    )
    return rating_paper(REVIEW, topics, wanted)


@pytest.mark.parametrize("perspective", Perspective)
def test_each_perspective_reads_its_own_wording(perspective: Perspective) -> None:
    paper = _paper(perspective)
    topics = REVIEW.topics_for(Scope.SHORT, theme_id=None, perspective=perspective)
    assert [q.statement for q in paper.questions] == [REVIEW.statement(t, perspective) for t in topics]


@pytest.mark.parametrize("perspective", Perspective)
def test_short_form_and_full_form_have_all_their_topics(perspective: Perspective) -> None:
    assert len(_paper(perspective).questions) == SHORT[perspective]
    assert len(_paper(perspective, scope=Scope.FULL).questions) == FULL[perspective]


def test_one_theme_in_full_comes_with_the_short_form() -> None:
    paper = _paper(Perspective.TEAM, scope=Scope.SHORT_AND_THEME)
    assert 12 < len(paper.questions) < 46


@pytest.mark.parametrize("perspective", Perspective)
@pytest.mark.parametrize("words_only", [False, True])
def test_no_sheet_asks_for_a_name_and_each_says_where_it_goes(
    perspective: Perspective, words_only: bool
) -> None:
    paper = _paper(perspective, words_only=words_only)
    assert "Don’t write your name." in paper.how
    assert paper.then[0].startswith("Put the sheet into the envelope, seal it")
    assert "2 December 2026" in paper.then[0]


@pytest.mark.parametrize("perspective", Perspective)
def test_a_number_never_stands_without_its_label_and_cant_tell_is_an_answer(
    perspective: Perspective,
) -> None:
    for question in _paper(perspective).questions:
        assert len(question.answers) == 7
        for anchor, answer in zip(REVIEW.levels, question.answers, strict=False):
            assert answer.startswith(f"{int(anchor.value)} {anchor.label}")
        assert question.answers[5:] == ("I can’t tell", "Doesn’t apply here, because …")


def test_team_and_manager_read_what_each_level_looks_like_here() -> None:
    topic = REVIEW.topics[0]
    answers = _paper(Perspective.TEAM).questions[0].answers
    assert answers[2].endswith(topic.levels[2])


def test_others_have_the_general_wording_once_with_they() -> None:
    paper = _paper(Perspective.PARTNER)
    assert len(paper.scale) == 5
    assert paper.scale[1].endswith(REVIEW.levels[1].meaning_they)
    assert _paper(Perspective.TEAM).scale == ()


def test_words_only_has_no_number_and_says_that_none_comes_of_it() -> None:
    paper = _paper(Perspective.LIVED_EXPERIENCE, words_only=True)
    assert {q.answers for q in paper.questions} == {tuple(change_words(change) for change in Change)}
    assert {(q.lines, q.tell) for q in paper.questions} == {(2, "Tell us, if you like:")}
    assert paper.scale == ()
    assert paper.consent == ""
    assert "Nobody turns them into numbers." in paper.then[-1]


@pytest.mark.parametrize("first_time", [True, False])
def test_words_only_compares_with_the_last_time_or_with_three_months_ago(first_time: bool) -> None:
    paper = _paper(Perspective.LIVED_EXPERIENCE, words_only=True, first_time=first_time)
    assert f"Read each line. {question_words(first_time=first_time)}" in paper.how


def test_only_people_who_use_the_service_have_large_print_and_may_be_read_to() -> None:
    assert [p for p in Perspective if _paper(p).large] == [Perspective.LIVED_EXPERIENCE]
    assert "Somebody you choose may read it out and tick for you." in _paper(Perspective.LIVED_EXPERIENCE).how


def test_the_tick_for_a_small_group_is_on_the_sheet() -> None:
    assert _paper(Perspective.LIVED_EXPERIENCE).consent.startswith("It’s fine to show our group’s answers")
