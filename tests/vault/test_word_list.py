"""The words of passwords and slips."""

from __future__ import annotations

import hashlib

import pytest

from pie_audit.vault.word_list import COUNT, all_words, complete, suggest_words


def test_there_are_exactly_as_many_words_as_eleven_bits_can_name() -> None:
    assert len(all_words()) == len(set(all_words())) == COUNT == 2**11


def test_words_are_short_and_plain() -> None:
    assert all(
        3 <= len(word) <= 8 and word.isascii() and word.isalpha() and word.islower() for word in all_words()
    )


def test_four_letters_tell_every_word_from_every_other() -> None:
    assert len({word[:4] for word in all_words()}) == COUNT


def test_list_is_frozen_because_passwords_hold_its_words() -> None:
    frozen = hashlib.sha256(" ".join(all_words()).encode()).hexdigest()
    assert frozen == "bc210659e9620ccc90f9bb5c42e618dce95b634288cec16620ba87be349d65a2"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("har", {"harbour", "hare", "harmony", "harp", "harvest"}),
        (" HARB ", {"harbour"}),
        ("xyz", set()),
        ("ha", set()),
    ],
)
def test_three_letters_become_words(typed: str, expected: set[str]) -> None:
    assert set(complete(typed)) == expected


def test_word_that_is_already_whole_comes_first() -> None:
    assert complete("ant") == ("ant", "anthem", "antler")


def test_suggested_words_come_from_the_whole_list() -> None:
    drawn = {word for _ in range(3000) for word in suggest_words().split()}
    assert drawn <= set(all_words())
    assert len(drawn) > 2000


def test_as_many_words_as_asked_for_are_suggested() -> None:
    assert [len(suggest_words(n).split()) for n in (1, 4, 6)] == [1, 4, 6]
