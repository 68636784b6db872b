"""What people paste becomes items: numbers and hidden signs go, and what doesn't fit is told in one sentence."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.pasted_items import LONGEST_ITEM, read_items, tidy_words

SENTENCES = ("I slept well.", "I ate well.", "I laughed.")


@pytest.mark.parametrize(
    "before",
    [
        "{n}. ",
        "{n}) ",
        "({n}) ",
        "[{n}] ",
        "{n}: ",
        "{n} – ",
        "{n}\t",
        "{n} ",
        "Q{n}. ",
        "Item {n}: ",
        "• ",
        "- {n}. ",
    ],
)
def test_numbers_at_the_start_of_lines_go(before: str) -> None:
    pasted = "\n".join(before.format(n=n) + line for n, line in enumerate(SENTENCES, start=1))
    assert read_items(pasted, 3).lines == SENTENCES
    assert read_items(pasted, 3).problem == ""


@pytest.mark.parametrize(
    "lines",
    [
        ("3 days a week I rest.", "I sleep."),
        ("1.5 hours is enough.", "I sleep."),
        ("24-hour shifts tire me.", "No."),
    ],
)
def test_a_number_that_belongs_to_the_sentence_stays(lines: tuple[str, str]) -> None:
    assert read_items("\n".join(lines), 2).lines == lines


@pytest.mark.parametrize(
    "ending", ["\n", "\r\n", "\r", "\n\n", "\n \t \n", "\u2028", "\u2029", "\x85", "\v", "\f"]
)
def test_lines_may_end_in_every_way_and_blank_ones_dont_count(ending: str) -> None:
    assert read_items(ending.join(SENTENCES) + ending, 3) == read_items("\n".join(SENTENCES), 3)
    assert read_items(ending.join(SENTENCES), 3).lines == SENTENCES


@pytest.mark.parametrize(
    ("pasted", "wanted", "problem"),
    [
        ("\n".join(SENTENCES), 4, "4 lines are needed; 3 are here."),
        ("\n".join(SENTENCES), 1, "1 line is needed; 3 are here."),
        ("I slept.", 2, "2 lines are needed; 1 is here."),
        ("", 19, "19 lines are needed; 0 are here."),
        ("\n".join(f"I have line {n}" for n in range(500)), 19, "19 lines are needed; 500 are here."),
        ("\n".join(SENTENCES * 2), 3, "Everything is here twice. Take one of the two out."),
        ("I slept.\nI ate.\nI slept.", 3, "Lines 1 and 3 are the same."),
        ("I slept.\n2.\nI ate.", 3, "Line 2 has no words."),
        ("I slept.\n????", 2, "Line 2 has no words."),
        ("I slept.\n" + "x" * 10_000, 2, "Line 2 is far longer than a question. Is it several?"),
        (
            "1. I slept.\n3. I ate.",
            2,
            "The numbers at the start of the lines leave some out or change places.",
        ),
        (
            "2. I slept.\n1. I ate.",
            2,
            "The numbers at the start of the lines leave some out or change places.",
        ),
    ],
)
def test_what_doesnt_fit_is_told_in_one_sentence(pasted: str, wanted: int, problem: str) -> None:
    assert read_items(pasted, wanted).problem == problem


def test_the_first_thing_wrong_is_told_and_the_lines_are_shown_all_the_same() -> None:
    found = read_items("I slept.\nI ate.", 3)
    assert (found.lines, bool(found.problem)) == (("I slept.", "I ate."), True)


def test_numbering_may_begin_anew_at_each_part() -> None:
    assert read_items("1. I slept.\n2. I ate.\n1. I sang.", 3).problem == ""


def test_a_copy_that_broke_long_lines_is_put_together_by_its_numbers() -> None:
    found = read_items("1. I slept\nvery well.\n2. I ate.\n3. I sang\nand\ndanced.", 3)
    assert found.lines == ("I slept very well.", "I ate.", "I sang and danced.")
    assert found.problem == ""


def test_signs_that_turn_the_direction_of_writing_never_get_in() -> None:
    pasted = "\u202eI slept.\u202c\n\u2067I ate.\u2069\nI\u200f sang."
    assert read_items(pasted, 3).lines == ("I slept.", "I ate.", "I sang.")


def test_words_that_are_written_from_right_to_left_stay_as_they_are() -> None:
    hebrew = ("ישנתי טוב", "אכלתי טוב")
    assert read_items("\n".join(f"{n}. {line}" for n, line in enumerate(hebrew, 1)), 2).lines == hebrew


def test_control_signs_become_spaces_and_joined_letters_stay_joined() -> None:
    assert tidy_words("I\x00slept\x07 \t well.\ufeff") == "I slept well."
    assert tidy_words("می\u200cخوابم") == "می\u200cخوابم"


@given(st.text(), st.integers(0, 50))
def test_no_paste_is_too_strange(pasted: str, wanted: int) -> None:
    found = read_items(pasted, wanted)
    for line in found.lines:
        assert line == tidy_words(line)
        assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cs", "Zl", "Zp"}
    if not found.problem:
        assert len(found.lines) == len(set(found.lines)) == wanted
        assert all(0 < len(line) <= LONGEST_ITEM for line in found.lines)


@given(
    st.lists(
        st.from_regex(r"[A-Za-z][a-z ]{0,30}[a-z]", fullmatch=True), min_size=1, max_size=30, unique=True
    )
)
def test_numbered_sentences_come_back_as_they_were(lines: list[str]) -> None:
    expected = tuple(tidy_words(line) for line in lines)
    numbered = "\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1))
    assert read_items(numbered, len(lines)).lines == expected
