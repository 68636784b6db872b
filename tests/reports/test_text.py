"""Lines and their order: breaking, cutting, joining and reading from the right."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.reports.bidi import join_letters, visual_order
from pie_audit.reports.text import Line, Span, break_lines, clean, one_line


class _Even:
    """A font in which everything is half as wide as it is high, and which lacks what isn't below U+0700."""

    def face_for(self, char: str, weight: str) -> str | None:
        return (
            weight
            if ord(char) < 0x700 or char in "□…" or unicodedata.name(char, "").startswith("ARABIC")
            else None
        )

    def width(self, char: str, face: str) -> float:
        return 0.5


def _lines(text: str, width: float = 100.0, most: int | None = None) -> list[Line]:
    return break_lines([Span(text)], _Even(), size=10.0, width=width, most=most)


def _shown(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


def test_words_fill_a_line_until_the_next_would_not_fit() -> None:
    assert [_shown(line) for line in _lines("one two three four five six")] == [
        "one two three four",
        "five six",
    ]


def test_a_word_wider_than_the_line_is_cut_where_the_line_ends() -> None:
    assert [_shown(line) for line in _lines("x" * 45)] == ["x" * 20, "x" * 20, "x" * 5]


def test_a_line_feed_begins_a_line() -> None:
    assert [_shown(line) for line in _lines("one\ntwo")] == ["one", "two"]


def test_too_many_lines_end_in_dots_that_fit() -> None:
    lines = _lines("one two three four five six seven eight", most=1)
    assert [_shown(line) for line in lines] == ["one two three four…"]
    assert lines[0].width <= 100.0


def test_weights_stay_apart_and_in_order() -> None:
    (line,) = break_lines([Span("Lead:", "bold"), Span("rest")], _Even(), size=10.0, width=200.0)
    assert [(piece.text, piece.face) for piece in line.pieces] == [("Lead:", "bold"), (" rest", "regular")]


def test_a_character_without_a_glyph_is_a_box_that_reads_as_typed() -> None:
    (line,) = _lines("a漢b")
    assert [(piece.text, piece.said) for piece in line.pieces] == [("a", None), ("□", "漢"), ("b", None)]


def test_text_from_the_right_is_joined_and_turned() -> None:
    (line,) = _lines("سلام")
    assert line.rightward
    assert _shown(line) == "\ufee1\ufefc\ufeb3"


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("بيت", "\ufe91\ufef4\ufe96"),
        ("دار", "\ufea9\ufe8d\ufead"),
        ("لا", "\ufefb"),
        ("بَيت", "\ufe91\u064e\ufef4\ufe96"),
        ("plain", "plain"),
        ("שלום", "שלום"),
    ],
)
def test_letters_take_the_form_that_their_neighbours_ask_for(typed: str, drawn: str) -> None:
    assert join_letters(typed) == drawn


@pytest.mark.parametrize(
    ("text", "rightward", "drawn"),
    [
        ("abc", False, "abc"),
        ("אבג", True, "גבא"),
        ("abc אבג def", False, "abc גבא def"),
        ("אבג 123 דהו", True, "והד 123 גבא"),
        ("אבג abc", True, "abc גבא"),
        ("אבג 1.5", True, "1.5 גבא"),
        ("a (אב) b", False, "a (בא) b"),
        ("אב!", True, "!בא"),
        ("50%", False, "50%"),
    ],
)
def test_a_line_is_drawn_in_visual_order(text: str, rightward: bool, drawn: str) -> None:
    assert "".join(text[i] for i, _ in visual_order(text, rightward=rightward)) == drawn


def test_a_mark_stays_after_its_letter_when_turned() -> None:
    text = "בַג"
    assert "".join(text[i] for i, _ in visual_order(text, rightward=True)) == "גבַ"


def test_hidden_and_half_characters_never_reach_the_page() -> None:
    assert clean("a\u202eb\u200bc\x00d\ud800e\tf") == "abcd\ufffde f"


@given(st.text(max_size=200), st.booleans())
def test_an_order_holds_every_place_once(text: str, rightward: bool) -> None:
    assert sorted(i for i, _ in visual_order(text, rightward=rightward)) == list(range(len(text)))


@given(st.text(max_size=300), st.integers(30, 300), st.one_of(st.none(), st.integers(1, 4)))
def test_no_line_is_wider_than_the_column(text: str, width: int, most: int | None) -> None:
    lines = _lines(text, float(width), most)
    assert all(line.width <= width + 1e-6 for line in lines)
    assert most is None or len(lines) <= most


@given(st.text(st.characters(max_codepoint=0x24F), max_size=200))
def test_breaking_loses_no_character(text: str) -> None:
    read = "".join(_shown(line) for line in _lines(text))
    assert "".join(read.split()) == "".join(clean(text).split())


def test_a_label_is_one_line_whatever_it_holds() -> None:
    line = one_line("one\ntwo  three", _Even(), weight="regular", size=10.0, width=50.0)
    assert _shown(line) == "one two…"
    assert one_line("", _Even(), weight="regular", size=10.0).width == 0.0
