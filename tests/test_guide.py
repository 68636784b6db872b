"""What the guide and the first page promise: every picture, every link, every button and every command is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
import textstat

from pie_audit import cli
from pie_audit.domain.entry import Entry, FollowUp, Practice, Shared, Step
from pie_audit.domain.measure import KeptScore, Measure
from pie_audit.domain.shared_copy import SharedCopy
from pie_audit.storage import ballots
from pie_audit.words import DEFAULT_WORDS, put_words
from tests.reading_grades import HIGHEST
from tests.screenshots.wanted import PICTURES, named, split_look

TOP = Path(__file__).parents[1]
PAGES = (TOP / "README.md", TOP / "docs" / "guide.md")
_LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]+)?\)|\]\((#[^)\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_KEYS = re.compile(r"(Ctrl|F\d|\+|−|0)\b|\+")
_ANSWER = re.compile(r"[‘’']")
MOST_BYTES, MOST_PICTURES = 6 * 1024 * 1024, 80
"""A survey takes fourteen: four kinds of people use it, and each sees other pages. Change over time takes as many,
and small things nearly."""

EVERYDAY = {1, 2, 6, 10, 11, 12, 13, 19, 20, 21, 22, 24, 26, 28}
"""Sections of the practice specification that docs/everyday.md tells of."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    links = [match for match in _LINK.finditer(page.read_text("utf-8")) if "://" not in match[0]]
    assert links
    missing = [m[1] for m in links if m[1] and not (page.parent / m[1]).exists()]
    assert not missing
    headings = {_anchor(line) for line in page.read_text("utf-8").splitlines() if line.startswith("#")}
    assert not [m[3] for m in links if m[3] and m[3] not in headings]


@pytest.mark.parametrize(
    "name", ["surveys", "adversary", "commands", "everyday", "performance", "trends", "plan-files"]
)
def test_every_other_page_leads_somewhere_too(name: str) -> None:
    page = TOP / "docs" / f"{name}.md"
    links = [
        match[1] for match in _LINK.finditer(page.read_text("utf-8")) if match[1] and "://" not in match[0]
    ]
    assert not [link for link in links if not (page.parent / link).exists()]


def test_every_section_of_everyday_practice_has_a_screen_and_a_test() -> None:
    told = (TOP / "docs" / "everyday.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) [^|]+\| ([^|]+) \| \[(test_everyday_\w+\.py)\]", told, flags=re.M)
    assert {int(section) for section, _screen, _test in rows} == EVERYDAY
    assert all(screen.strip() for _section, screen, _test in rows)


def test_what_a_server_must_be_set_to_is_told_as_the_program_asks_for_it() -> None:
    told = (TOP / "docs" / "surveys.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", told, flags=re.M))
    assert rows == ballots._QUIET
    assert ballots.BALLOT_ROLE in told


def test_pictures_together_stay_small_and_few() -> None:
    pictures = list(PICTURES.glob("*.png"))
    assert 0 < len(pictures) <= MOST_PICTURES
    assert sum(picture.stat().st_size for picture in pictures) < MOST_BYTES


def test_every_picture_is_shown_on_a_page() -> None:
    assert {picture.stem for picture in PICTURES.glob("*.png")} == named()


def test_every_picture_can_be_drawn_again() -> None:
    drawn = set(_strings(TOP / "tests" / "screenshots"))
    assert not [name for name in named() if split_look(name)[0] not in drawn]


def test_every_button_in_the_guide_is_on_a_screen() -> None:
    said = "\n".join(_visible_strings())
    buttons = [words for words in _BOLD.findall(PAGES[1].read_text("utf-8")) if not _KEYS.match(words)]
    assert len(buttons) > 50
    assert not [words for words in buttons if _plain(words) not in said]


def test_every_chapter_of_the_guide_reads_at_about_eleven() -> None:
    chapters = re.split(r"^##+ ", PAGES[1].read_text("utf-8"), flags=re.M)[1:]
    assert len(chapters) > 30
    grades = {text.splitlines()[0]: textstat.flesch_kincaid_grade(_read_aloud(text)) for text in chapters}
    assert not {name: grade for name, grade in grades.items() if grade > HIGHEST}


def test_every_command_of_the_program_is_told() -> None:
    told = (TOP / "docs" / "commands.md").read_text("utf-8")
    headings = {line.strip("# `").split("`")[0] for line in told.splitlines() if line.startswith("## `")}
    assert headings
    parser = cli._parser()
    for heading in headings:
        words = [word for word in heading.split()[1:] if word.islower() and word[0] != "-"]
        options = _options_of(parser, words)
        assert options, heading
        assert not [option for option in options if option not in told], heading


def test_every_field_of_a_page_is_told_to_other_programs() -> None:
    told = (TOP / "docs" / "entries-format.md").read_text("utf-8")
    parts = (Entry, Step, FollowUp, Shared, Practice, Measure, KeptScore, SharedCopy)
    assert not [field.name for part in parts for field in fields(part) if f"`{field.name}`" not in told]


def test_every_decision_has_a_number_of_its_own() -> None:
    files = sorted((TOP / "docs" / "decisions").glob("*.md"))
    numbers = [file.name[:4] for file in files]
    assert len(numbers) > 1
    assert len(set(numbers)) == len(numbers)
    for file in files:
        assert file.read_text("utf-8").startswith(f"# {file.name[:4]} ")


def _read_aloud(text: str) -> str:
    """Words alone: without pictures, the targets of links, and the signs of lists and tables."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)", "", text)
    return re.sub(r"[*#\[\]`]|^[-|: ]+$", "", text, flags=re.M).replace("|", ".")


def _options_of(parser: object, words: list[str]) -> list[str]:
    """The long options of one command, by what its own help lists."""
    for word in words:
        choices = next((a.choices for a in parser._actions if isinstance(a.choices, dict)), {})  # type: ignore[attr-defined]
        parser = choices[word]
    return [o for a in parser._actions for o in a.option_strings if o.startswith("--")]  # type: ignore[attr-defined]


def _anchor(heading: str) -> str:
    """How a heading is reached: in small letters, spaces as hyphens, no other signs."""
    words = re.sub(r"[^\w\- ]", "", heading.lstrip("#").strip().lower())
    return "#" + words.replace(" ", "-")


@cache
def _visible_strings() -> tuple[str, ...]:
    return tuple(_plain(put_words(words, DEFAULT_WORDS)) for words in _strings(TOP / "pie_audit"))


def _strings(folder: Path) -> Iterator[str]:
    """Every string in the code of a folder."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _plain(words: str) -> str:
    return _ANSWER.sub("'", words).replace("&&", "&")
