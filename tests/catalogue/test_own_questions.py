"""The question set that ships, against what the design says of it."""

from __future__ import annotations

import re
from hashlib import blake2b

import pytest

from pie_audit.catalogue.reader import read_questionnaire, read_text
from pie_audit.domain.questionnaire import Element, Questionnaire, Scope, TopicStatus
from pie_audit.domain.team import Perspective
from pie_audit.words import DEFAULT_WORDS
from tests.catalogue.question_files import OWN
from tests.reading_grades import list_texts, load_questions

SHORT_FORM = ["A1", "A4", "B3", "B5", "B8", "C1", "C4", "C7", "D1", "D7", "E1", "E6"]
RELATIONSHIP_LENS = ["A1", "A4", "A6", "B5", "B9", "C4", "D2", "D6", "E1", "E4", "E7", "E8"]
NOT_FOR_PARTNERS = ["A3", "A6", "B1", "B3", "B5", "B6", "C1", "D3", "D6"]


@pytest.fixture(scope="module")
def own() -> Questionnaire:
    found = read_questionnaire(OWN)
    assert isinstance(found, Questionnaire)
    return found


def count(own: Questionnaire, scope: Scope, perspective: Perspective) -> int:
    return len(own.topics_for(scope, theme_id=None, perspective=perspective))


def test_there_are_forty_six_topics_and_four_optional_ones(own: Questionnaire) -> None:
    sizes = {theme.id: sum(topic.theme == theme.id for topic in own.topics) for theme in own.themes}
    assert sizes == {"A": 9, "B": 10, "C": 10, "D": 9, "E": 8, "F": 4}
    assert [theme.id for theme in own.themes if theme.optional] == ["F"]
    assert [topic.id for topic in own.topics] == [
        f"{letter}{n}" for letter, size in sizes.items() for n in range(1, size + 1)
    ]
    assert all(topic.theme == topic.id[0] and topic.status is TopicStatus.NEW for topic in own.topics)


@pytest.mark.parametrize(
    ("scope", "perspective", "expected"),
    [
        (Scope.FULL, Perspective.TEAM, 46),
        (Scope.FULL, Perspective.MANAGER, 46),
        (Scope.FULL, Perspective.LIVED_EXPERIENCE, 44),
        (Scope.FULL, Perspective.PARTNER, 37),
        (Scope.SHORT, Perspective.TEAM, 12),
        (Scope.SHORT, Perspective.LIVED_EXPERIENCE, 12),
        (Scope.SHORT, Perspective.PARTNER, 9),
    ],
)
def test_each_perspective_is_asked_so_many(
    own: Questionnaire, scope: Scope, perspective: Perspective, expected: int
) -> None:
    assert count(own, scope, perspective) == expected


def test_a_round_by_default_asks_the_short_form_and_one_theme_in_turn(own: Questionnaire) -> None:
    turns = [own.theme_for_round(n).id for n in range(6)]
    assert turns == ["A", "B", "C", "D", "E", "A"]
    for theme, expected in zip(turns, [19, 19, 19, 19, 18, 19], strict=True):
        asked = own.topics_for(Scope.SHORT_AND_THEME, theme_id=theme, perspective=Perspective.TEAM)
        assert len(asked) == expected


def test_the_same_topics_are_short_tagged_and_left_out_as_designed(own: Questionnaire) -> None:
    core = [topic for topic in own.topics if topic.theme != "F"]
    assert [topic.id for topic in own.topics if topic.short] == SHORT_FORM
    assert [topic.id for topic in own.topics if "rel" in topic.tags] == RELATIONSHIP_LENS
    assert [topic.id for topic in core if topic.lived_experience is None] == ["C2", "C6"]
    assert [topic.id for topic in core if topic.partner is None] == NOT_FOR_PARTNERS
    assert [topic.id for topic in own.topics if topic.theme == "F" and topic.partner] == ["F1"]


def test_every_topic_has_five_sentences_of_its_own(own: Questionnaire) -> None:
    assert {topic.id for topic in own.topics if len(topic.levels) != 5} == set()


def test_forty_four_lived_experience_statements_are_available_and_twelve_in_the_short_form(
    own: Questionnaire,
) -> None:
    assert count(own, Scope.FULL, Perspective.LIVED_EXPERIENCE) == 44
    assert count(own, Scope.SHORT, Perspective.LIVED_EXPERIENCE) == 12


def test_partners_are_asked_thirty_seven_one_more_with_theme_f_and_nine_of_the_short_twelve(
    own: Questionnaire,
) -> None:
    with_f = own.topics_for(Scope.FULL, theme_id=None, perspective=Perspective.PARTNER, with_optional=True)
    short = own.topics_for(Scope.SHORT, theme_id=None, perspective=Perspective.PARTNER)
    assert (count(own, Scope.FULL, Perspective.PARTNER), len(with_f)) == (37, 38)
    assert set(SHORT_FORM) - {topic.id for topic in short} == {"B3", "B5", "C1"}


def test_people_are_not_asked_about_supervision_that_they_cannot_see(own: Questionnaire) -> None:
    about = own.topic("B5")
    assert about.lived_experience == "Staff here seem looked after enough to look after us."
    assert "supervision" in about.says
    assert not [t.id for t in own.topics if "supervision" in (t.lived_experience or "")]


def test_whoever_comes_from_outside_reads_the_general_meaning_with_they(own: Questionnaire) -> None:
    for topic in own.topics:
        for level in own.levels:
            assert own.sentence(topic, level.value, Perspective.TEAM) == topic.levels[level.value]
            assert own.sentence(topic, level.value, Perspective.LIVED_EXPERIENCE) == level.meaning_they
            assert own.sentence(topic, level.value, Perspective.PARTNER) == level.meaning_they
    assert not [level.value for level in own.levels if re.search(r"\b[Ww]e\b", level.meaning_they)]


WORDS_OF_A_VERSION = {
    2: "2bfc6eae424f3ee53a8d480ae7c70290",
}


def test_other_words_raise_the_version() -> None:
    """Reviews keep the text of an id and version: the same number may never stand over two texts."""
    version = int(re.findall(r"(?m)^version = (\d+)$", read_text(OWN))[0])
    digest = blake2b(repr(list_texts(load_questions())).encode(), digest_size=16).hexdigest()
    assert WORDS_OF_A_VERSION.get(version) == digest, "raise the version, and note here what it holds"


def test_every_practice_element_has_its_topics(own: Questionnaire) -> None:
    assert {topic.element for topic in own.topics} == set(Element)


def test_no_words_stand_twice(own: Questionnaire) -> None:
    for texts in (
        [topic.says for topic in own.topics],
        [topic.title for topic in own.topics],
        [sentence for topic in own.topics for sentence in topic.levels],
    ):
        assert len(set(texts)) == len(texts)


def test_level_four_tells_of_a_change_in_the_last_year(own: Questionnaire) -> None:
    for topic in own.topics:
        assert not topic.levels or "in the last year" in topic.levels[4]


def test_placeholders_are_all_known() -> None:
    found = set(re.findall(r"\{(.*?)\}", re.sub(r"(?m)^#.*$", "", read_text(OWN))))
    assert {name.lower() for name in found} <= set(DEFAULT_WORDS)


def test_no_article_hangs_on_a_word_that_may_be_swapped() -> None:
    assert not re.findall(r"(?i)\ban? \{", read_text(OWN))


def test_another_word_changes_the_text_and_no_id(own: Questionnaire) -> None:
    swapped = read_questionnaire(OWN, {"residents": "guests"})
    assert isinstance(swapped, Questionnaire)
    assert swapped.topic("E1").see[0] == "a rule review with guests in the last year"
    assert [topic.id for topic in swapped.topics] == [topic.id for topic in own.topics]


def test_no_braces_reach_a_reader(own: Questionnaire) -> None:
    assert "{" not in repr(own)
