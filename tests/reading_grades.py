"""`python -m tests.reading_grades`: what grade each text of our review reads at; `--write` puts it into docs.

The measure is Flesch–Kincaid as the locked version of textstat counts it. It counts words and syllables in
sentences and says nothing of a name of one or two words: a title is graded with the statement that it stands over,
and the labels of the levels and the names of the themes, which the field has fixed, only stand beside their texts.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import textstat

from pie_audit.catalogue.reader import read_questionnaire
from pie_audit.domain.questionnaire import Questionnaire, Topic

HERE = Path(__file__).parents[1]
QUESTIONS = HERE / "questionnaires" / "pie-own-1.toml"
PAGE = HERE / "docs" / "reading-grades.md"
HIGHEST = 7.0
TITLED = "title and statement"
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+|(?<=[.?!…][”’)])\s+")

_HEAD = """# How easily our questions read

Made by `python -m tests.reading_grades --write` from `questionnaires/{name}.toml`, version {version}. The Flesch–Kincaid
grade is the school year in which a text is read with ease; 7 is about eleven years of age. Nothing here may be above 7:
no text as a whole, and no sentence of it alone.

{n} texts; the highest grade is {highest:.1f}. The six words that a team may swap for its own stand here as they ship. The
measure counts words and syllables in sentences and says nothing of a name of one or two words: a title is graded with
the statement that it stands over, and the labels of the levels and the names of the themes only stand beside their texts.
"""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the question file: of which topic or level, which part of it, its words, its grade."""

    of: str
    part: str
    words: str

    @property
    def grade(self) -> float:
        """The Flesch–Kincaid grade, unrounded."""
        return float(textstat.flesch_kincaid_grade(self.words))

    def sentences(self) -> tuple[Text, ...]:
        """Each of its sentences as a text of its own."""
        return tuple(Text(self.of, self.part, words) for words in _SENTENCE_END.split(self.words) if words)


def load_questions() -> Questionnaire:
    """The review's questions as they ship."""
    found = read_questionnaire(QUESTIONS)
    assert isinstance(found, Questionnaire)
    return found


def list_texts(questions: Questionnaire) -> list[Text]:
    """Everything that somebody reads, in the order of the file."""
    texts = [
        Text(f"{int(anchor.value)} {anchor.label}", part, meaning)
        for anchor in questions.levels
        for part, meaning in (("for the team", anchor.meaning), ("for others", anchor.meaning_they))
    ]
    return texts + [text for topic in questions.topics for text in _texts_of(topic)]


def _texts_of(topic: Topic) -> Iterator[Text]:
    yield Text(topic.id, TITLED, f"{topic.title.rstrip('?')}. {topic.says}")
    yield Text(topic.id, "statement", topic.says)
    yield Text(topic.id, "prompt", topic.ask)
    for words in topic.see:
        yield Text(topic.id, "what to see", words)
    if topic.lived_experience is not None:
        yield Text(topic.id, "lived experience", topic.lived_experience)
    if topic.partner is not None:
        yield Text(topic.id, "partner", topic.partner)
    for level, words in enumerate(topic.levels):
        yield Text(topic.id, f"level {level}", words)


def write_page(questions: Questionnaire) -> str:
    """The page in docs, as it should be."""
    texts = list_texts(questions)
    highest = max(text.grade for text in texts)
    head = _HEAD.format(name=questions.id, version=questions.version, n=len(texts), highest=highest)
    parts = [head, "## The five levels\n", _table([text for text in texts if text.of[0].isdigit()])]
    for theme in questions.themes:
        topics = {topic.id for topic in questions.topics if topic.theme == theme.id}
        parts += [f"## {theme.id} {theme.title}\n", _table([text for text in texts if text.of in topics])]
    return "\n".join(parts)


def _table(texts: list[Text]) -> str:
    rows = [f"| {text.of} | {text.part} | {text.words} | {text.grade:.1f} |" for text in texts]
    return "\n".join(["| | | text | grade |", "| --- | --- | --- | --- |", *rows, ""])


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser(prog="python -m tests.reading_grades", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the page into docs")
    page = write_page(load_questions())
    if parser.parse_args().write:
        PAGE.write_text(page, encoding="utf-8")
    else:
        print(page)


if __name__ == "__main__":
    main()
