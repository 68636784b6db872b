"""What a rater is asked, and in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.answer import Level
from pie_audit.domain.questionnaire import (
    Element,
    Instrument,
    Item,
    Kind,
    LevelAnchor,
    Questionnaire,
    Scope,
    Theme,
    Topic,
    TopicStatus,
)
from pie_audit.domain.team import Perspective

TEAM, MANAGER, LIVED, PARTNER = Perspective


def make_topic(topic_id: str, *, short: bool = False, lived: bool = True, partner: bool = True) -> Topic:
    return Topic(
        id=topic_id,
        theme=topic_id[0],
        title=f"Title of {topic_id}",
        element=Element.EMPATHY,
        tags=(),
        short=short,
        says=f"We do {topic_id}.",
        ask="How?",
        see=("a thing",),
        lived_experience=f"They do {topic_id} for me." if lived else None,
        partner=f"This service does {topic_id}." if partner else None,
        levels=tuple(f"{topic_id} at {level}." for level in Level) if short else (),
        status=TopicStatus.NEW,
    )


QUESTIONS = Questionnaire(
    id="small-1",
    version=1,
    title="Small",
    kind=Kind.AUDIT,
    language="en-GB",
    licence="CC-BY-4.0",
    citation="Ours",
    replaces=None,
    levels=tuple(LevelAnchor(n, f"Label {n}", f"We are at {n}.", f"They are at {n}.") for n in Level),
    themes=(Theme("A", "Aa", "A"), Theme("B", "Bb", "B"), Theme("F", "Ff", "F", optional=True)),
    topics=(
        make_topic("A1", short=True),
        make_topic("A2", lived=False),
        make_topic("B1", partner=False),
        make_topic("B2", short=True, partner=False),
        make_topic("F1"),
    ),
)


def ask(scope: Scope, theme: str | None = None, whose: Perspective = TEAM, optional: bool = False) -> str:
    topics = QUESTIONS.topics_for(scope, theme_id=theme, perspective=whose, with_optional=optional)
    return " ".join(topic.id for topic in topics)


@pytest.mark.parametrize(
    ("scope", "theme", "whose", "optional", "expected"),
    [
        (Scope.SHORT, None, TEAM, False, "A1 B2"),
        (Scope.SHORT, "A", TEAM, False, "A1 B2"),
        (Scope.SHORT, None, TEAM, True, "A1 B2 F1"),
        (Scope.SHORT, None, LIVED, False, "A1 B2"),
        (Scope.SHORT, None, PARTNER, False, "A1"),
        (Scope.SHORT_AND_THEME, "A", TEAM, False, "A1 A2 B2"),
        (Scope.SHORT_AND_THEME, "B", TEAM, False, "A1 B1 B2"),
        (Scope.SHORT_AND_THEME, "F", TEAM, False, "A1 B2 F1"),
        (Scope.SHORT_AND_THEME, "A", LIVED, False, "A1 B2"),
        (Scope.SHORT_AND_THEME, "B", PARTNER, True, "A1 F1"),
        (Scope.FULL, None, TEAM, False, "A1 A2 B1 B2"),
        (Scope.FULL, None, MANAGER, True, "A1 A2 B1 B2 F1"),
        (Scope.FULL, None, LIVED, False, "A1 B1 B2"),
        (Scope.FULL, None, PARTNER, False, "A1 A2"),
    ],
)
def test_a_rater_is_asked_what_the_round_and_the_perspective_say(
    scope: Scope, theme: str | None, whose: Perspective, optional: bool, expected: str
) -> None:
    assert ask(scope, theme, whose, optional) == expected


def test_a_local_group_may_switch_statements_off() -> None:
    asked = QUESTIONS.topics_for(
        Scope.FULL, theme_id=None, perspective=LIVED, switched_off=frozenset({"A1", "B1", "Z9"})
    )
    assert [topic.id for topic in asked] == ["B2"]


@given(st.frozensets(st.sampled_from(["A1", "A2", "B1", "B2", "F1"])), st.sampled_from(Scope))
def test_what_is_switched_off_is_all_that_is_left_out(off: frozenset[str], scope: Scope) -> None:
    def asked(switched_off: frozenset[str]) -> list[str]:
        topics = QUESTIONS.topics_for(
            scope, theme_id="A", perspective=LIVED, with_optional=True, switched_off=switched_off
        )
        return [topic.id for topic in topics]

    assert asked(off) == [topic_id for topic_id in asked(frozenset()) if topic_id not in off]


@pytest.mark.parametrize("theme", [None, "", "Z"])
def test_a_theme_in_full_has_to_be_a_theme(theme: str | None) -> None:
    with pytest.raises(KeyError):
        ask(Scope.SHORT_AND_THEME, theme)


@given(st.sampled_from(Scope), st.sampled_from("AB"), st.sampled_from(Perspective), st.booleans())
def test_a_wider_scope_never_asks_less_and_keeps_the_order_of_the_file(
    scope: Scope, theme: str, whose: Perspective, optional: bool
) -> None:
    short = QUESTIONS.topics_for(Scope.SHORT, theme_id=None, perspective=whose, with_optional=optional)
    asked = QUESTIONS.topics_for(scope, theme_id=theme, perspective=whose, with_optional=optional)
    full = QUESTIONS.topics_for(Scope.FULL, theme_id=None, perspective=whose, with_optional=optional)
    assert set(short) <= set(asked) <= set(full)
    assert list(asked) == [topic for topic in QUESTIONS.topics if topic in asked]


@pytest.mark.parametrize(
    ("whose", "statement", "sentence"),
    [
        (TEAM, "We do A1.", "A1 at 2."),
        (MANAGER, "We do A1.", "A1 at 2."),
        (LIVED, "They do A1 for me.", "They are at 2."),
        (PARTNER, "This service does A1.", "They are at 2."),
    ],
)
def test_each_perspective_reads_its_own_words(whose: Perspective, statement: str, sentence: str) -> None:
    topic = QUESTIONS.topic("A1")
    assert QUESTIONS.statement(topic, whose) == statement
    assert QUESTIONS.sentence(topic, Level.PATCHY, whose) == sentence


def test_the_general_meaning_stands_in_for_missing_sentences() -> None:
    assert QUESTIONS.sentence(QUESTIONS.topic("A2"), Level.USUAL, TEAM) == "We are at 3."
    assert QUESTIONS.anchor(Level.NOT_BEGUN).label == "Label 0"


def test_what_a_perspective_is_not_asked_has_no_statement() -> None:
    assert QUESTIONS.statement(QUESTIONS.topic("A2"), LIVED) is None
    assert QUESTIONS.statement(QUESTIONS.topic("B1"), PARTNER) is None


def test_themes_take_turns_and_an_optional_one_never_has_a_turn() -> None:
    assert [QUESTIONS.theme_for_round(n).id for n in range(5)] == ["A", "B", "A", "B", "A"]


@pytest.mark.parametrize("find", [QUESTIONS.topic, QUESTIONS.theme])
def test_an_unknown_id_is_a_bug(find) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(KeyError, match="Z9"):
        find("Z9")


def test_an_instrument_without_all_its_words_is_only_a_key() -> None:
    items = (Item(1, "I feel rested.", "how-often"), Item(2, "", "how-often"))
    key = Instrument(
        id="small",
        version=1,
        title="Small",
        kind=Kind.INSTRUMENT,
        language="en-GB",
        licence="CC-BY-4.0",
        citation="Ours",
        replaces=None,
        modes=(),
        numbering_warning="",
        answer_sets=(),
        items=items,
        scales=(),
        bands=(),
    )
    assert not key.has_words
    assert replace(key, items=items[:1]).has_words
