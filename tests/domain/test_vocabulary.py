"""A team's own words in the questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.vocabulary import DEFAULT_WORDS, find_stray_braces, put_words


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("asked {people} first", {}, "asked people who use the service first"),
        ("{People} have a say.", {"people": "guests"}, "Guests have a say."),
        ("a rule review with {residents}", {"residents": "guests"}, "a rule review with guests"),
        ("{service} and {incident}", {"service": "library"}, "library and incident"),
        ("{keyworker}", {"keyworker": ""}, "keyworker"),
        ("{unknown} {PEOPLE} {people.__class__} {0} {", {}, "{unknown} {PEOPLE} {people.__class__} {0} {"),
        ("no placeholder", {"no": "yes"}, "no placeholder"),
    ],
)
def test_placeholders_become_words(text: str, words: dict[str, str], expected: str) -> None:
    assert put_words(text, words) == expected


def test_a_team_word_is_never_read_as_a_placeholder_again() -> None:
    assert put_words("{people}", {"people": "{service}"}) == "{service}"


@pytest.mark.parametrize("text", ["{peopl}", "{", "a } b", "{PEOPLE}", "{{people}}", "{people!r}"])
def test_braces_that_are_no_placeholder_are_noticed(text: str) -> None:
    assert find_stray_braces(text)


@given(st.text(st.characters(exclude_characters="{}")), st.sampled_from(sorted(DEFAULT_WORDS)))
def test_words_around_a_placeholder_stay_as_they_are(text: str, key: str) -> None:
    whole = f"{text}{{{key}}}{text}"
    assert put_words(whole) == f"{text}{DEFAULT_WORDS[key]}{text}"
    assert not find_stray_braces(whole)
