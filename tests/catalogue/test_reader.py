"""Question files from anywhere: read whole, or told what there is to mend."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from pie_audit.catalogue.problems import Problem
from pie_audit.catalogue.reader import (
    MOST_BYTES,
    CannotReadQuestions,
    check_file,
    check_text,
    list_bundled,
    parse_questionnaire,
    read_questionnaire,
    read_text,
)
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.questionnaire import Element, Questionnaire, Scope, Theme
from pie_audit.domain.team import Perspective
from tests.catalogue.question_files import AUDIT, INSTRUMENT, OWN


def swap(old: str, new: str) -> str:
    assert old in AUDIT
    return AUDIT.replace(old, new)


def test_a_small_audit_is_read_whole() -> None:
    found = parse_questionnaire(AUDIT)
    assert isinstance(found, Questionnaire)
    assert (found.id, found.version, found.replaces) == ("small-1", 1, None)
    assert found.themes == (Theme("A", "Awareness of people who use the service", found.themes[0].title),)
    topic = found.topic("A1")
    assert (topic.element, topic.tags, topic.short) == (Element.EMPATHY, ("rel",), True)
    assert topic.see == ("a note", "a service plan")
    assert topic.levels[4] == "All of us, and people who use the service changed it."


def test_levels_may_stand_in_any_order() -> None:
    turned = (
        swap("value = 0", "value = x").replace("value = 4", "value = 0").replace("value = x", "value = 4")
    )
    found = parse_questionnaire(turned)
    assert isinstance(found, Questionnaire)
    assert [anchor.value for anchor in found.levels] == [0, 1, 2, 3, 4]
    assert found.levels[0].label == "Label 4"


def test_a_team_reads_its_own_words() -> None:
    found = parse_questionnaire(AUDIT, {"residents": "guests", "service": "library"})
    assert isinstance(found, Questionnaire)
    assert found.topic("A1").says == "We ask guests."
    assert found.topic("A1").partner == "This library asks."


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "small-1.toml"
    path.write_bytes(b"\xef\xbb\xbf" + AUDIT.replace("\n", ending).encode())
    assert check_file(path) == ()
    assert read_questionnaire(path) == parse_questionnaire(AUDIT)


def test_the_text_kept_with_a_round_reads_as_the_file_did(tmp_path: Path) -> None:
    path = tmp_path / "small-1.toml"
    path.write_text(AUDIT, encoding="utf-8")
    kept = read_text(path)
    path.write_text(swap("We ask", "We tell"), encoding="utf-8")
    assert parse_questionnaire(kept) == parse_questionnaire(AUDIT)


SCHEMA_PROBLEMS = [
    # what is changed, into what, then table, key and the text of the line that is told
    ('id = "small-1"', 'id = "../x"', None, "id", 'id = "../x"'),
    ('id = "small-1"', 'id = "Small"', None, "id", 'id = "Small"'),
    ('id = "small-1"', "id = 7", None, "id", "id = 7"),
    ('id = "small-1"\n', f'id = "{"x" * 65}"\n', None, "id", f'id = "{"x" * 65}"'),
    ("version = 1", "version = 0", None, "version", "version = 0"),
    ("version = 1", "version = true", None, "version", "version = true"),
    ("version = 1", 'version = "1"', None, "version", 'version = "1"'),
    ('language = "en-GB"', 'language = "English"', None, "language", 'language = "English"'),
    ('kind = "audit"', 'kind = "quiz"', None, "kind", 'kind = "quiz"'),
    ('licence = "CC-BY-4.0"', 'licence = ""', None, "licence", 'licence = ""'),
    ('citation = "Ours"', 'citation = "Ours\\u0000"', None, "citation", 'citation = "Ours\\u0000"'),
    ('citation = "Ours"', 'citation = "O\\u202Eurs"', None, "citation", 'citation = "O\\u202Eurs"'),
    ('citation = "Ours"', f'citation = "{"o" * 2001}"', None, "citation", f'citation = "{"o" * 2001}"'),
    ('title = "Small"', 'title = "Small"\ncolour = "red"', None, "colour", 'colour = "red"'),
    ("value = 3", "value = 2", "level", "value", "value = 2"),
    ("value = 4", "value = 5", "level", "value", "value = 5"),
    ("value = 4", 'value = "4"', "level", "value", 'value = "4"'),
    ('id = "A"', 'id = "AB"', "theme", "id", 'id = "AB"'),
    ('id = "A1"', 'id = "../x"', "topic", "id", 'id = "../x"'),
    ('id = "A1"', 'id = "A123"', "topic", "id", 'id = "A123"'),
    ('id = "A1"', 'id = "a1"', "topic", "id", 'id = "a1"'),
    ('id = "A1"', 'id = "A1\\n"', "topic", "id", 'id = "A1\\n"'),
    ('element = "empathy"', 'element = "kindness"', "topic", "element", 'element = "kindness"'),
    ('tags = ["rel"]', 'tags = ["a b"]', "topic", "tags", 'tags = ["a b"]'),
    ('tags = ["rel"]', 'tags = "rel"', "topic", "tags", 'tags = "rel"'),
    ("short = true", 'short = "yes"', "topic", "short", 'short = "yes"'),
    ('ask = "How?"', 'ask = ["How?"]', "topic", "ask", 'ask = ["How?"]'),
    ('ask = "How?"', 'ask = "How {so}?"', "topic", "ask", 'ask = "How {so}?"'),
    ('ask = "How?"', 'ask = "How {people.id}?"', "topic", "ask", 'ask = "How {people.id}?"'),
    ('see = ["a note", "a {service} plan"]', "see = []", "topic", "see", "see = []"),
    ('see = ["a note", "a {service} plan"]', "see = [1]", "topic", "see", "see = [1]"),
    ('levels = ["No.", ', "levels = [", "topic", "levels", None),
    ('status = "new"', 'status = "old"', "topic", "status", 'status = "old"'),
    ('status = "new"', 'status = "new"\nwas = "A2"', "topic", "was", 'was = "A2"'),
    ('status = "new"', 'status = "same"\nwas = "A2"', "topic", "was", 'was = "A2"'),
    ('partner = "This', 'partners = "This', "topic", "partners", None),
]


@pytest.mark.parametrize(("old", "new", "table", "key", "line"), SCHEMA_PROBLEMS)
def test_a_problem_is_told_with_its_table_key_and_line(
    old: str, new: str, table: str | None, key: str, line: str | None
) -> None:
    text = swap(old, new)
    problems = check_text(text)
    assert [(problem.table, problem.key) for problem in problems] == [(table, key)]
    told = problems[0].line
    assert told is not None
    if line:
        assert text.split("\n")[told - 1] == line


@pytest.mark.parametrize(
    ("line", "table"),
    [
        ('id = "small-1"\n', None),
        ('kind = "audit"\n', None),
        ("version = 1\n", None),
        ('citation = "Ours"\n', None),
        ("value = 3\n", "level"),
        ('meaning_they = "They are at 2."\n', "level"),
        ('title = "Awareness of {people}"\n', "theme"),
        ('says = "We ask {residents}."\n', "topic"),
        ('status = "new"\n', "topic"),
    ],
)
def test_a_missing_key_is_told_at_the_heading_of_its_table(line: str, table: str | None) -> None:
    text = swap(line, "")
    key = line.partition(" =")[0]
    problems = check_text(text)
    assert [(problem.table, problem.key) for problem in problems] == [(table, key)]
    heading = problems[0].line
    assert heading is None if table is None else text.split("\n")[(heading or 0) - 1] == f"[[{table}]]"


def test_a_topic_of_an_unknown_theme_and_a_theme_without_topics_are_told() -> None:
    problems = check_text(swap('theme = "A"', 'theme = "B"'))
    assert [(problem.table, problem.key) for problem in problems] == [("topic", "theme"), (None, "theme")]


def test_two_topics_cannot_share_an_id() -> None:
    second = AUDIT[AUDIT.index("[[topic]]") :]
    problems = check_text(AUDIT + second)
    assert [(problem.table, problem.key) for problem in problems] == [("topic", "id")]
    assert problems[0].line == (AUDIT + second).split("\n").index('id = "A1"', AUDIT.count("\n")) + 1


@pytest.mark.parametrize("part", ["[[level]]", "[[theme]]", "[[topic]]"])
def test_a_file_without_levels_themes_or_topics_says_so(part: str) -> None:
    start = AUDIT.index(part)
    end = AUDIT.find("\n[[t", start + 1) if part != "[[topic]]" else len(AUDIT)
    keys = {problem.key for problem in check_text(AUDIT[:start] + AUDIT[end:])}
    assert part.strip("[]") in keys


@pytest.mark.parametrize(
    ("old", "key"), [("short = true", "topic"), ('title = "Awareness of {people}"', "theme")]
)
def test_a_round_could_not_be_made_from_it(old: str, key: str) -> None:
    new = "short = false" if key == "topic" else 'title = "x"\noptional = true'
    assert [problem.key for problem in check_text(swap(old, new))] == [key]


def test_all_problems_are_told_and_the_first_leads() -> None:
    text = (
        swap("version = 1", "version = 0")
        .replace('ask = "How?"', "ask = 3")
        .replace('tags = ["rel"]', "tags = 3")
    )
    with pytest.raises(CannotReadQuestions) as caught:
        parse_questionnaire(text)
    assert len(caught.value.problems) == 3
    assert caught.value.what.startswith("The question file can't be used: line 3, version: ")
    assert caught.value.todo == "Mend it and 2 more problems in the file, then open it again."


def test_one_problem_is_not_counted() -> None:
    with pytest.raises(CannotReadQuestions) as caught:
        parse_questionnaire(swap("version = 1", "version = 0"))
    assert caught.value.todo == "Mend it in the file and open it again."


SYNTAX = [
    ("empty", "", None, "empty"),
    ("only spaces", " \n\t\n", None, "empty"),
    (
        "a bracket too few",
        swap("[[topic]]", "[[topic]"),
        AUDIT[: AUDIT.index("[[topic]]")].count("\n") + 1,
        "quote",
    ),
    ("a key twice", swap("version = 1", "version = 1\nversion = 2"), 4, "twice"),
    ("a heading twice", swap("[[theme]]", "[theme]").replace("[[topic]]", "[theme]"), None, "twice"),
    (
        "cut in a text",
        AUDIT[: AUDIT.index("ask =") + 8],
        AUDIT[: AUDIT.index("ask =")].count("\n") + 1,
        "in the middle",
    ),
    ("cut in a list", AUDIT[: AUDIT.index("a note") + 8], None, "stops in the middle"),
    ("a bare word", swap('title = "Small"', "title = Small"), 4, "quote"),
    ("nested on one line", "a = " + "[" * 200_000, 1, "longer"),
    ("nested on many lines", "a = " + "[\n" * 200_000, None, "Brackets inside brackets"),
    ("nested tables", "a = " + "{a = " * 1_900, None, "Brackets inside brackets"),
    ("a key of thousands of parts", ".".join("a" * 4_000) + " = 1", 1, "dots"),
    ("digits without end", "version = " + "9" * 5_000, None, "digits"),
]


@pytest.mark.parametrize(
    ("text", "line", "word"), [case[1:] for case in SYNTAX], ids=[case[0] for case in SYNTAX]
)
def test_what_is_no_toml_is_one_problem(text: str, line: int | None, word: str) -> None:
    problems = check_text(text)
    assert len(problems) == 1
    assert word in problems[0].what
    assert line is None or problems[0].line == line


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        AUDIT.encode("utf-16"),
        AUDIT.encode()[:-400] + b"\xff",
        b"a = 1\n\x00",
    ],
)
def test_empty_and_binary_files_are_one_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    assert len(check_file(path)) == 1
    with pytest.raises(CannotRead):
        read_questionnaire(path)


@pytest.mark.parametrize(("extra", "fits"), [(0, True), (1, False)])
def test_a_file_of_one_mebibyte_is_the_largest(tmp_path: Path, extra: int, fits: bool) -> None:
    path = tmp_path / "x.toml"
    filler = MOST_BYTES - len(AUDIT.encode()) + extra
    path.write_text(
        AUDIT + ("# " + "x" * 97 + "\n") * (filler // 100) + "#" * (filler % 100), encoding="utf-8"
    )
    assert path.stat().st_size == MOST_BYTES + extra
    problems = check_file(path)
    assert problems == () if fits else "1 MiB" in problems[0].what


def test_thousands_of_problems_are_cut_short() -> None:
    assert len(check_text("[[topic]]\n" * 5_000)) == 1_000
    assert any("more than 500" in problem.what for problem in check_text("[[topic]]\n" * 501))


def test_strange_keys_are_shown_tamely() -> None:
    problems = check_text(swap("version = 1", f'version = 1\n"\\u001b[2J{"x" * 500}" = 1'))
    assert [problem.key for problem in problems] == ["?[2J" + "x" * 56]


def test_headings_inside_a_long_text_do_not_move_the_lines() -> None:
    text = swap('ask = "How?"', 'ask = """\\\n[[topic]]\\\nsays = 1"""').replace("short = true", "short = 1")
    problems = check_text(text)
    assert [problem.key for problem in problems] == ["short"]
    assert text.split("\n")[(problems[0].line or 0) - 1] == "short = 1"


def test_a_problem_reads_as_a_line() -> None:
    assert str(Problem(3, "topic", "says", "This is missing.")) == "line 3, [[topic]], says: This is missing."
    assert str(Problem(None, None, None, "The file is empty.")) == "The file is empty."


def test_only_a_plain_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "link.toml").symlink_to(OWN)
    os.mkfifo(tmp_path / "pipe.toml")
    for path in [*tmp_path.iterdir(), Path("/dev/zero"), tmp_path / "none.toml", tmp_path / "a\0b.toml"]:
        with pytest.raises(CannotRead) as caught:
            check_file(path)
        assert str(path) not in str(caught.value)


def test_a_file_that_may_not_be_read_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(CannotRead, match="doesn’t let you read"):
        check_file(OWN)


def test_bundled_files_are_those_called_after_an_id(tmp_path: Path) -> None:
    for name in ["b-1.toml", "a.toml", "Not An Id.toml", "readme.md"]:
        (tmp_path / name).write_text(AUDIT, encoding="utf-8")
    (tmp_path / "folder.toml").mkdir()
    assert [path.name for path in list_bundled(tmp_path)] == ["a.toml", "b-1.toml"]
    assert list_bundled(tmp_path / "nowhere") == ()


def damage(content: bytes, chance: random.Random) -> bytes:
    """One kind of harm that happens to files, or that somebody does to them."""
    at, to = sorted(chance.sample(range(len(content)), 2))
    to = min(to, at + 200)
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    swapped = list(lines)
    swapped[one], swapped[other] = lines[other], lines[one]
    nasty = chance.choice(
        [b"{", b"[[", b'"""', b"= =", b"\xff", b"\0", b"-1", b"1e999", b"nan", b"[[topic]]\n", b"''"]
    )
    return chance.choice(
        [
            content[:at],
            content[:at] + content[to:],
            content[:to] + content[at:to] + content[to:],
            content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :],
            content[:at] + nasty + content[at:],
            b"\n".join(swapped),
            b"\n".join(lines[:one] + lines[one + 1 :]),
            b"\n".join([*lines[:one], lines[one], *lines[one:]]),
            b"\n".join([*lines[:one], lines[one].partition(b"=")[0] + b"= " + nasty, *lines[one + 1 :]]),
        ]
    )


def use(found: Questionnaire) -> None:
    """Everything that a round asks of a questionnaire."""
    for perspective in Perspective:
        for scope in Scope:
            theme = found.theme_for_round(3).id
            for topic in found.topics_for(scope, theme_id=theme, perspective=perspective, with_optional=True):
                assert all(found.sentence(topic, anchor.value, perspective) for anchor in found.levels)
                assert found.statement(topic, perspective)


@pytest.mark.parametrize("name", ["audit", "instrument"])
def test_damaged_files_are_used_whole_or_refused(tmp_path: Path, mutants: int, name: str) -> None:
    original = OWN.read_bytes() if name == "audit" else INSTRUMENT.encode()
    refused = 0
    for seed in range(mutants):
        path = tmp_path / f"{seed}.toml"
        path.write_bytes(damage(original, random.Random(seed)))
        problems = check_file(path)
        if problems:
            refused += 1
            with pytest.raises(CannotReadQuestions) as caught:
                read_questionnaire(path)
            assert caught.value.problems == problems
        elif isinstance(found := read_questionnaire(path), Questionnaire):
            use(found)
    assert refused > mutants / 3
