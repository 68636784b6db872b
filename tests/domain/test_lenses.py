"""PIE 1 and the relationship lens lay the same topics out in another way, and change none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.lenses import PieOne, heading_words, regroup_for_pie_one, relationship_topics
from pie_audit.domain.questionnaire import Questionnaire
from tests.reading_grades import load_questions

OWN = load_questions()


@pytest.fixture
def own() -> Questionnaire:
    return OWN


def ids(letter: str, first: int, last: int) -> list[str]:
    return [f"{letter}{n}" for n in range(first, last + 1)]


def test_pie_one_regroups_the_topics_as_the_mapping_says(own: Questionnaire) -> None:
    core = [topic for topic in own.topics if topic.theme != "F"]
    assert {group.heading: [t.id for t in group.topics] for group in regroup_for_pie_one(core)} == {
        PieOne.FRAMEWORK: ids("A", 1, 3) + ids("A", 7, 9),
        PieOne.PLACE: ids("D", 1, 6),
        PieOne.STAFF: ids("B", 1, 10),
        PieOne.RELATIONSHIPS: ids("A", 4, 6) + ids("E", 1, 8),
        PieOne.OUTCOMES: ids("C", 1, 8),
        PieOne.WIDER: ["C9", "C10", *ids("D", 7, 9)],
    }


def test_the_optional_theme_belongs_to_managing_relationships(own: Questionnaire) -> None:
    groups = {group.heading: group.topics for group in regroup_for_pie_one(own.topics)}
    assert [t.id for t in groups[PieOne.RELATIONSHIPS]] == ids("A", 4, 6) + ids("E", 1, 8) + ids("F", 1, 4)


@given(st.sets(st.sampled_from(OWN.topics)))
def test_no_topic_is_lost_doubled_or_changed(some: set[object]) -> None:
    asked = [topic for topic in OWN.topics if topic in some]
    groups = regroup_for_pie_one(asked)
    assert sorted(t.id for group in groups for t in group.topics) == sorted(t.id for t in asked)
    assert all(t is OWN.topic(t.id) for group in groups for t in group.topics)
    assert all(group.topics for group in groups)


def test_the_relationship_lens_gathers_twelve_topics_and_asks_none(own: Questionnaire) -> None:
    expected = ["A1", "A4", "A6", "B5", "B9", "C4", "D2", "D6", "E1", "E4", "E7", "E8"]
    assert [topic.id for topic in relationship_topics(own.topics)] == expected
    short = [topic for topic in own.topics if topic.short]
    assert [topic.id for topic in relationship_topics(short)] == ["A1", "A4", "B5", "C4", "E1"]


def test_every_heading_has_words() -> None:
    assert len({heading_words(heading) for heading in PieOne}) == len(PieOne)
    assert heading_words(PieOne.WIDER) == "Wider system, new since PIE 1"
