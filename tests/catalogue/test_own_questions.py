"""The question set that ships, against what the design says of it."""

from __future__ import annotations

import re

import pytest
import textstat

from pie_audit.catalogue.reader import read_questionnaire, read_text
from pie_audit.domain.questionnaire import Element, Questionnaire, Scope, TopicStatus
from pie_audit.domain.team import Perspective
from pie_audit.domain.vocabulary import DEFAULT_WORDS
from tests.catalogue.question_files import OWN

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
    assert [topic.id for topic in own.topics if topic.levels] == SHORT_FORM


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


def read_aloud(own: Questionnaire) -> dict[str, str]:
    """Everything that a rater reads, by where it stands."""
    texts = {f"{topic.id} says": topic.says for topic in own.topics}
    for anchor in own.levels:
        texts[f"level {anchor.value}"] = anchor.meaning
        texts[f"level {anchor.value} they"] = anchor.meaning_they
    for topic in own.topics:
        texts[f"{topic.id} ask"] = topic.ask
        texts[f"{topic.id} lived experience"] = topic.lived_experience or ""
        texts[f"{topic.id} partner"] = topic.partner or ""
        texts |= {f"{topic.id} level {n}": sentence for n, sentence in enumerate(topic.levels)}
    return {place: text for place, text in texts.items() if text}


def test_everything_is_read_easily_at_about_eleven_years(own: Questionnaire) -> None:
    texts = read_aloud(own)
    assert len(texts) == 10 + 50 + 50 + 48 + 38 + 60
    grades = {place: textstat.flesch_kincaid_grade(text) for place, text in texts.items()}
    assert {place: grade for place, grade in grades.items() if grade > 7} == {}


def test_the_reading_measure_can_tell_a_hard_sentence() -> None:
    hard = "Organisational accountability necessitates comprehensive interdisciplinary documentation."
    assert textstat.flesch_kincaid_grade(hard) > 7


def test_placeholders_are_all_known_and_all_used() -> None:
    found = set(re.findall(r"\{(.*?)\}", re.sub(r"(?m)^#.*$", "", read_text(OWN))))
    assert {name.lower() for name in found} == set(DEFAULT_WORDS)


def test_no_article_hangs_on_a_word_that_may_be_swapped() -> None:
    assert not re.findall(r"(?i)\ban? \{", read_text(OWN))


def test_another_word_changes_the_text_and_no_id(own: Questionnaire) -> None:
    swapped = read_questionnaire(OWN, {"residents": "guests"})
    assert isinstance(swapped, Questionnaire)
    assert swapped.topic("E1").see[0] == "a rule review with guests in the last year"
    assert [topic.id for topic in swapped.topics] == [topic.id for topic in own.topics]


def test_no_braces_reach_a_reader(own: Questionnaire) -> None:
    assert "{" not in repr(own)
