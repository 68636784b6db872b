"""Distance travelled: topics that are the same and valued in both rounds, and how many."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.analysis.distances import compare_asked, measure_distance
from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.distance import Move, Step, move_words
from pie_audit.domain.question_versions import compare_question_sets
from pie_audit.domain.questionnaire import Questionnaire, Scope, TopicStatus
from pie_audit.domain.team import Perspective
from tests.reading_grades import load_questions

OWN = load_questions()
UNCHANGED = compare_question_sets(OWN, OWN)


def agreed(**levels: int | None) -> list[Consensus]:
    """What a team agreed; None is “doesn't apply”."""
    return [
        Consensus(topic, Outcome.NOT_APPLICABLE, because="no rooms")
        if level is None
        else Consensus(topic, Outcome.AGREED, Level(level))
        for topic, level in levels.items()
    ]


def changed(**status: TopicStatus) -> Questionnaire:
    """A set that replaces ours, where these topics are not the same."""
    topics = tuple(
        replace(
            t,
            status=status.get(t.id, TopicStatus.SAME),
            was=None if t.id in status and status[t.id] is TopicStatus.NEW else t.id,
        )
        for t in OWN.topics
    )
    return replace(OWN, id="pie-own-2", replaces=OWN.id, topics=topics)


FIRST = agreed(D1=1, D2=2, D3=None, D4=2, D7=0)
FIFTH = agreed(D1=2, D2=2, D3=3, D4=3, D7=1)


def test_worked_example_of_theme_d_is_four_topics_and_three_quarters_of_a_level() -> None:
    found = measure_distance("D", UNCHANGED, FIRST, FIFTH)
    assert [step.topic_id for step in found.steps] == ["D1", "D2", "D4", "D7"]
    assert (found.common, found.earlier, found.later) == (4, Fraction(5, 4), 2)
    assert found.travelled == Fraction(3, 4)
    assert found.newly_rated == ("D3",), "listed, not counted"
    assert found.words() == "1.3 then, 2.0 now (4 topics in common)"
    assert (found.move, found.may_be_drawn) == (Move.HIGHER, True)


def test_distance_uses_topics_that_are_the_same_and_says_how_many() -> None:
    later = changed(D1=TopicStatus.REWORDED, D4=TopicStatus.NEW)
    found = measure_distance("D", compare_question_sets(OWN, later), FIRST, FIFTH)
    assert [step.topic_id for step in found.steps] == ["D2", "D7"]
    assert (found.reworded, found.new, found.retired) == (("D1",), ("D4",), ("D4",))
    assert found.words() == "too few to compare (2 topics in common)"
    assert not found.may_be_drawn


@pytest.mark.parametrize(("common", "drawn"), [(2, False), (3, True)])
def test_a_bar_needs_three_topics_in_common(common: int, drawn: bool) -> None:
    levels = agreed(**dict.fromkeys([f"E{n}" for n in range(1, common + 1)], 2))
    assert measure_distance("E", UNCHANGED, levels, levels).may_be_drawn is drawn


def test_a_topic_that_moved_counts_in_the_theme_it_has_now() -> None:
    same = changed()
    moved = replace(same, topics=tuple(replace(t, theme="E") if t.id == "D1" else t for t in same.topics))
    changes = compare_question_sets(OWN, moved)
    assert [s.topic_id for s in measure_distance("E", changes, FIRST, FIFTH).steps] == ["D1"]
    assert "D1" not in [s.topic_id for s in measure_distance("D", changes, FIRST, FIFTH).steps]


def test_without_a_topic_in_common_there_is_no_distance() -> None:
    found = measure_distance("D", UNCHANGED, FIRST, [])
    assert (found.common, found.travelled, found.move) == (0, None, Move.SAME)
    assert found.words() == "no topic in common"
    assert found.no_longer_rated == ("D1", "D2", "D4", "D7")


@pytest.mark.parametrize(
    ("before", "now", "move"),
    [
        ((1, 1, 1, 1), (2, 2, 1, 1), Move.HIGHER),
        ((2, 2, 1, 1), (1, 1, 1, 1), Move.LOWER),
        ((1, 1, 1, 1), (3, 1, 1, 1), Move.SAME),  # far enough, but one topic alone
        ((1, 1, 2, 1), (2, 2, 1, 1), Move.SAME),  # two up, one down: 0.25
        ((1, 1, 1, 1), (1, 1, 1, 1), Move.SAME),
    ],
)
def test_a_theme_is_higher_or_lower_by_three_tenths_and_two_topics_that_went_the_same_way(
    before: tuple[int, ...], now: tuple[int, ...], move: Move
) -> None:
    ids = ("D1", "D2", "D4", "D7")
    earlier, later = (agreed(**dict(zip(ids, levels, strict=True))) for levels in (before, now))
    assert measure_distance("D", UNCHANGED, earlier, later).move is move


def test_exactly_three_tenths_is_enough() -> None:
    ids = [f"C{n}" for n in range(1, 11)]
    before = agreed(**dict.fromkeys(ids, 1))
    now = agreed(**dict.fromkeys(ids, 1) | dict.fromkeys(ids[:3], 2))
    found = measure_distance("C", UNCHANGED, before, now)
    assert (found.travelled, found.move) == (Fraction(3, 10), Move.HIGHER)


def test_a_topic_is_told_by_name_with_the_words_of_its_levels() -> None:
    step = Step("E1", Level.PATCHY, Level.USUAL)
    assert (step.move, step.words("Rules with reasons", OWN.levels)) == (
        Move.HIGHER,
        "Rules with reasons: patchy, now usual practice",
    )
    still = Step("E1", Level.PATCHY, Level.PATCHY)
    assert (still.move, still.words("Rules with reasons", OWN.levels)) == (
        Move.SAME,
        "Rules with reasons: still patchy",
    )
    assert len({move_words(move) for move in Move}) == 3


def ids(scope: Scope, theme: str | None = None) -> list[str]:
    return [t.id for t in OWN.topics_for(scope, theme_id=theme, perspective=Perspective.TEAM)]


def test_a_full_round_after_a_short_one_is_compared_on_the_topics_that_both_asked_and_says_so() -> None:
    found = compare_asked(UNCHANGED, ids(Scope.SHORT), ids(Scope.FULL))
    assert list(found.both) == ids(Scope.SHORT)
    assert (found.only_before, len(found.only_now)) == ((), 34)
    assert found.words() == "Compared on the 12 topics that both reviews asked."


def test_another_theme_in_full_is_compared_on_the_topics_that_both_asked() -> None:
    before, now = ids(Scope.SHORT_AND_THEME, "A"), ids(Scope.SHORT_AND_THEME, "B")
    found = compare_asked(UNCHANGED, before, now)
    assert list(found.both) == ids(Scope.SHORT)
    assert (len(found.only_before), len(found.only_now)) == (7, 7)


def test_two_rounds_that_asked_the_same_need_no_words() -> None:
    assert compare_asked(UNCHANGED, ids(Scope.FULL), ids(Scope.FULL)).words() == ""


def test_a_reworded_topic_was_not_asked_in_both() -> None:
    changes = compare_question_sets(OWN, changed(A1=TopicStatus.REWORDED))
    found = compare_asked(changes, ids(Scope.SHORT), ids(Scope.SHORT))
    assert "A1" not in found.both
    assert (found.only_before, found.only_now) == (("A1",), ("A1",))
    assert found.words() == "Compared on the 11 topics that both reviews asked."


LEVELS = st.dictionaries(
    st.sampled_from([f"E{n}" for n in range(1, 9)]), st.one_of(st.none(), st.integers(0, 4))
)


@given(LEVELS, LEVELS)
def test_there_and_back_is_the_same_way_with_the_sign_turned(
    before: dict[str, int | None], now: dict[str, int | None]
) -> None:
    forth = measure_distance("E", UNCHANGED, agreed(**before), agreed(**now))
    back = measure_distance("E", UNCHANGED, agreed(**now), agreed(**before))
    assert forth.common == back.common
    assert (forth.travelled or 0) == -(back.travelled or 0)
    assert (forth.newly_rated, forth.no_longer_rated) == (back.no_longer_rated, back.newly_rated)


@given(LEVELS, LEVELS, st.sets(st.sampled_from(["E1", "E2", "E3"])))
def test_only_topics_that_are_the_same_and_valued_in_both_ever_count(
    before: dict[str, int | None], now: dict[str, int | None], new_words: set[str]
) -> None:
    later = changed(**dict.fromkeys(new_words, TopicStatus.REWORDED))
    found = measure_distance("E", compare_question_sets(OWN, later), agreed(**before), agreed(**now))
    valued = {t for t in before if before[t] is not None} & {t for t in now if now[t] is not None}
    assert {step.topic_id for step in found.steps} == valued - new_words
    assert set(found.reworded) == new_words
