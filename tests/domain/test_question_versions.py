"""Two question sets, topic by topic: what is the same, reworded, new or retired; lines join only across the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.question_versions import (
    QuestionChanges,
    Standing,
    compare_question_sets,
    compare_through,
)
from pie_audit.domain.questionnaire import Questionnaire, Topic, TopicStatus
from pie_audit.domain.team import Perspective
from tests.domain.test_questionnaire import QUESTIONS, make_topic

SAME, REWORDED, NEW, RETIRED = Standing


def standings(changes: QuestionChanges) -> dict[str, Standing]:
    """How each topic stands, by its id in the later set; a retired one by its old id."""
    found = ((change.later or change.earlier, change.standing) for change in changes.topics)
    return {topic.id: standing for topic, standing in found if topic}


def next_set(*topics: Topic, before: Questionnaire = QUESTIONS, id: str = "small-2") -> Questionnaire:
    """A set that replaces another."""
    return replace(before, id=id, replaces=before.id, topics=topics)


def declared(topic_id: str, status: TopicStatus, was: str | None, **changes: str) -> Topic:
    return replace(make_topic(topic_id), status=status, was=was, **changes)  # type: ignore[arg-type]


AFTER = next_set(
    declared("A1", TopicStatus.SAME, "A1"),
    declared("A2", TopicStatus.REWORDED, "A2", says="We always do A2."),
    declared("B1", TopicStatus.SAME, "B2"),
    declared("B3", TopicStatus.NEW, None),
)


def test_a_new_set_says_of_each_topic_whether_it_is_same_reworded_new_or_retired() -> None:
    changes = compare_question_sets(QUESTIONS, AFTER)
    assert standings(changes) == {
        "A1": SAME,
        "A2": REWORDED,
        "B1": RETIRED,  # the old one: the new B1 was B2
        "B3": NEW,
        "F1": RETIRED,
    }
    assert changes.of("B1").standing is SAME


def test_lines_join_only_across_same_and_by_what_a_topic_was() -> None:
    assert compare_question_sets(QUESTIONS, AFTER).joined == {"A1": "A1", "B2": "B1"}


def test_a_reworded_topic_keeps_its_old_words_beside_it() -> None:
    found = compare_question_sets(QUESTIONS, AFTER).of("A2")
    assert found.earlier is not None
    assert found.later is not None
    assert (found.earlier.says, found.later.says) == ("We do A2.", "We always do A2.")


def test_a_topic_that_was_split_in_two_goes_on_as_neither() -> None:
    split = next_set(
        declared("A1", TopicStatus.SAME, "A1"),
        declared("A2", TopicStatus.SAME, "A1", says="We do half of A1."),
    )
    changes = compare_question_sets(QUESTIONS, split)
    assert changes.joined == {}
    assert [changes.of(topic_id).standing for topic_id in ("A1", "A2")] == [REWORDED, REWORDED]


def test_a_topic_that_was_nothing_we_know_is_new() -> None:
    strange = next_set(declared("A1", TopicStatus.SAME, "Z9"))
    assert standings(compare_question_sets(QUESTIONS, strange))["A1"] is RETIRED
    assert compare_question_sets(QUESTIONS, strange).of("A1").standing is NEW


def test_sets_that_do_not_follow_each_other_have_nothing_in_common() -> None:
    other = replace(QUESTIONS, id="other-1")
    changes = compare_question_sets(QUESTIONS, other)
    assert changes.joined == {}
    assert Counter(change.standing for change in changes.topics) == {NEW: 5, RETIRED: 5}


def test_between_two_versions_of_one_file_the_words_decide() -> None:
    topics = (
        replace(QUESTIONS.topics[0], says="we do  A1"),  # a capital, a space and a stop
        replace(QUESTIONS.topics[1], says="We seldom do A2."),
        *QUESTIONS.topics[2:],
    )
    changes = compare_question_sets(QUESTIONS, replace(QUESTIONS, version=2, topics=topics))
    assert standings(changes) == {"A1": SAME, "A2": REWORDED, "B1": SAME, "B2": SAME, "F1": SAME}


def test_a_file_that_was_edited_under_the_same_version_is_told_apart_by_its_words() -> None:
    edited = replace(
        QUESTIONS, topics=(replace(QUESTIONS.topics[0], says="Nobody does A1."), *QUESTIONS.topics[1:])
    )
    assert compare_question_sets(QUESTIONS, edited).of("A1").standing is REWORDED


def test_a_perspective_is_compared_by_its_own_words() -> None:
    topics = (replace(QUESTIONS.topics[0], lived_experience="Something else."), *QUESTIONS.topics[1:])
    later = replace(QUESTIONS, version=2, topics=topics)
    assert compare_question_sets(QUESTIONS, later).of("A1").standing is SAME
    lived = compare_question_sets(QUESTIONS, later, Perspective.LIVED_EXPERIENCE)
    assert lived.of("A1").standing is REWORDED
    assert "A2" not in standings(lived), "it isn't put to them"


def test_a_statement_that_a_perspective_was_not_asked_before_is_new_to_it() -> None:
    topics = (QUESTIONS.topics[0], replace(QUESTIONS.topics[1], lived_experience="They do A2."))
    later = replace(QUESTIONS, version=2, topics=topics)
    assert compare_question_sets(QUESTIONS, later, Perspective.LIVED_EXPERIENCE).of("A2").standing is NEW


def test_going_back_to_the_earlier_set_joins_the_same_lines() -> None:
    forth = compare_question_sets(QUESTIONS, AFTER)
    back = compare_question_sets(AFTER, QUESTIONS)
    assert back.joined == {new: old for old, new in forth.joined.items()}
    assert [change.later.id for change in back.topics if change.later] == [t.id for t in QUESTIONS.topics]
    assert {c.later.id for c in back.with_standing(NEW) if c.later} == {"B1", "F1"}


def test_over_several_sets_a_line_goes_on_only_where_every_step_was_the_same() -> None:
    third = next_set(
        declared("A1", TopicStatus.SAME, "A1"),
        declared("A2", TopicStatus.SAME, "A2"),
        declared("B1", TopicStatus.REWORDED, "B1"),
        declared("B3", TopicStatus.SAME, "B3"),
        before=AFTER,
        id="small-3",
    )
    changes = compare_through([QUESTIONS, AFTER, third])
    assert changes.joined == {"A1": "A1"}
    assert {c.later.id: c.standing for c in changes.topics if c.later} == {
        "A1": SAME,
        "A2": REWORDED,
        "B1": REWORDED,
        "B3": NEW,
    }
    first = changes.of("B1").earlier
    assert first is not None
    assert first.id == "B2", "the old words are those of the first set"
    assert compare_question_sets(QUESTIONS, third).joined == {}, "it doesn't replace the first one directly"


def test_a_topic_that_is_not_there_is_a_bug() -> None:
    with pytest.raises(KeyError, match="Z9"):
        compare_question_sets(QUESTIONS, AFTER).of("Z9")


OLD_IDS = [topic.id for topic in QUESTIONS.topics]


@st.composite
def following(draw: st.DrawFn) -> Questionnaire:
    """Any set that replaces the small one."""
    ids = draw(
        st.lists(st.sampled_from([f"{a}{n}" for a in "AB" for n in range(1, 5)]), unique=True, min_size=1)
    )
    topics = []
    for topic_id in ids:
        status = draw(st.sampled_from(TopicStatus))
        was = None if status is TopicStatus.NEW else draw(st.sampled_from([*OLD_IDS, "Z9"]))
        topics.append(declared(topic_id, status, was))
    return next_set(*topics)


@given(following())
def test_every_topic_of_both_sets_is_told_of_and_no_line_forks_or_meets_another(later: Questionnaire) -> None:
    changes = compare_question_sets(QUESTIONS, later)
    assert [c.later.id for c in changes.topics if c.later] == [topic.id for topic in later.topics]
    assert {c.earlier.id for c in changes.topics if c.earlier} == set(OLD_IDS)
    joined = changes.joined
    assert len(set(joined.values())) == len(joined) == len(changes.with_standing(SAME))
    assert all(later.topic(new).was == old for old, new in joined.items())


@given(following())
def test_there_and_back_joins_the_same_topics(later: Questionnaire) -> None:
    forth, back = compare_question_sets(QUESTIONS, later), compare_question_sets(later, QUESTIONS)
    assert {new: old for old, new in forth.joined.items()} == back.joined
    assert [c.later.id for c in back.topics if c.later] == OLD_IDS


@given(following())
def test_a_step_that_changes_nothing_changes_no_standing(later: Questionnaire) -> None:
    again = replace(later, version=later.version + 1)
    straight = compare_question_sets(QUESTIONS, later)
    assert standings(compare_through([QUESTIONS, later, again])) == standings(straight)


@given(following())
def test_a_set_is_the_same_as_itself(later: Questionnaire) -> None:
    assert set(standings(compare_question_sets(later, later)).values()) == {SAME}
