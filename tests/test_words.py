"""Words that go on inside a sentence of ours, and messages in the words in force."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.words import (
    DEFAULT_WORDS,
    _,
    mid_sentence,
    plural,
    put_words,
    saying,
    speak_of,
    words_here,
    words_in_force,
)


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


# words in force

GUESTS = {"residents": "guests", "a_resident": "a guest"}


def test_a_message_speaks_in_the_words_in_force_and_format_goes_on_as_before() -> None:
    assert _("{Residents} of {place}").format(place="Quay {x}") == "Residents of Quay {x}"
    speak_of(GUESTS)
    assert _("{Residents} of {place}").format(place="Quay {x}") == "Guests of Quay {x}"
    assert plural("{n} of {a_resident}", "{n} of the {residents}", 2).format(n=2) == "2 of the guests"
    assert _("{n} {keyworkers}").format(n=3) == "3 keyworkers"
    speak_of()
    assert _("{residents}") == "residents"


def test_a_message_without_a_gap_is_left_alone() -> None:
    speak_of({"residents": "guests"})
    assert _("residents stay residents here") == "residents stay residents here"


def test_inside_a_paper_its_own_words_are_said_and_those_in_force_are_back_after_it() -> None:
    speak_of(GUESTS)
    with saying({"residents": "tenants"}):
        assert _("{residents}") == words_in_force()["residents"] == "tenants"
        with saying(DEFAULT_WORDS):
            assert _("{residents}") == "residents"
        assert words_here() == {"residents": "tenants"}
    assert (_("{residents}"), words_here()) == ("guests", None)


def test_an_error_inside_a_paper_brings_the_words_back_too() -> None:
    with pytest.raises(ZeroDivisionError), saying(GUESTS):
        1 / 0  # noqa: B018
    assert _("{residents}") == "residents"


def test_every_thread_speaks_of_the_team_in_hand_and_none_of_somebody_else_s_paper() -> None:
    speak_of(GUESTS)
    with saying({"residents": "tenants"}), ThreadPoolExecutor(1) as other:
        assert other.submit(_, "{residents}").result() == "guests"


def test_a_word_with_braces_from_somebody_else_s_file_is_not_said() -> None:
    for words in ("{0}", "{x.__class__}", "}", "{"):
        with saying({"residents": words, "resident": "guest"}):
            assert _("{residents}, {resident}, {n}").format(n=1) == "residents, guest, 1"


def test_more_messages_than_are_kept_are_all_said() -> None:
    speak_of(GUESTS)
    for n in range(5000):
        assert _(f"{n} {{residents}}") == f"{n} guests"


@given(st.text())
def test_whatever_is_said_only_known_gaps_change(text: str) -> None:
    with saying(GUESTS):
        assert _(text) == put_words(text, GUESTS)
