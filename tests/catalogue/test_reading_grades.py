"""Everything that somebody reads in our review is read with ease at about eleven years of age, and docs show it."""

from __future__ import annotations

import pytest
import textstat

from pie_audit.domain.questionnaire import Questionnaire
from tests.reading_grades import HIGHEST, PAGE, TITLED, Text, list_texts, load_questions, write_page


@pytest.fixture(scope="module")
def own() -> Questionnaire:
    return load_questions()


@pytest.fixture(scope="module")
def texts(own: Questionnaire) -> list[Text]:
    return list_texts(own)


def test_every_statement_prompt_and_sentence_is_measured(texts: list[Text], own: Questionnaire) -> None:
    found = {part: sum(text.part == part for text in texts) for part in {text.part for text in texts}}
    levels = {f"level {n}": 50 for n in range(5)}
    assert found == levels | {
        "for the team": 5,
        "for others": 5,
        "title and statement": 50,
        "statement": 50,
        "prompt": 50,
        "what to see": sum(len(topic.see) for topic in own.topics),
        "lived experience": 48,
        "partner": 38,
    }


def test_nothing_reads_above_grade_seven(texts: list[Text]) -> None:
    assert {(text.of, text.part, text.words): text.grade for text in texts if text.grade > HIGHEST} == {}


def test_no_single_sentence_reads_above_grade_seven_either(texts: list[Text]) -> None:
    """A short sentence beside it can hide a hard one. The title over a statement isn't a sentence."""
    sentences = [each for text in texts if text.part != TITLED for each in text.sentences()]
    assert len(sentences) > sum(text.part != TITLED for text in texts)
    assert {(s.of, s.part, s.words): s.grade for s in sentences if s.grade > HIGHEST} == {}


def test_a_text_is_told_apart_into_its_sentences() -> None:
    text = Text("A1", "prompt", "Who said “why me?” We did. And then")
    assert [each.words for each in text.sentences()] == ["Who said “why me?”", "We did.", "And then"]


def test_the_measure_can_tell_a_hard_sentence() -> None:
    hard = "Organisational accountability necessitates comprehensive interdisciplinary documentation."
    assert Text("A1", "statement", hard).grade > 12
    assert Text("A1", "statement", "We ask first.").grade < 3


def test_the_measure_is_the_one_that_is_locked() -> None:
    """Another version may count syllables in another way, and the page would change under our feet."""
    assert textstat.__version__ == (0, 7, 8)


def test_the_page_in_docs_is_up_to_date(own: Questionnaire) -> None:
    assert PAGE.read_text(encoding="utf-8") == write_page(own), "python -m tests.reading_grades --write"
