"""Words that go on inside a sentence of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.words import mid_sentence


@pytest.mark.parametrize(
    ("said", "inside"),
    [
        ("There is money in April", "there is money in April"),
        ("It\u2019s late", "it\u2019s late"),
        ("It's late", "it's late"),
        ("London says no", "London says no"),
        ("I can\u2019t", "I can\u2019t"),
        ("NHS rules", "NHS rules"),
        ("", ""),
    ],
)
def test_a_sentence_inside_another_begins_small_unless_a_name_does(said: str, inside: str) -> None:
    assert mid_sentence(said) == inside


@given(st.text())
def test_nothing_but_the_first_word_ever_changes(words: str) -> None:
    assert mid_sentence(words).split(" ")[1:] == words.split(" ")[1:]
