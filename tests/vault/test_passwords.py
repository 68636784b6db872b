"""How a password is used, judged and refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.vault.passwords import check_password, normal_form, strength
from pie_audit.vault.word_list import all_words, suggest_words

WORDS = st.lists(st.sampled_from(all_words()), min_size=4, max_size=8)


@given(words=WORDS, gap=st.sampled_from([" ", "  ", "-", " - ", "\t", "\u3000"]), data=st.data())
def test_generated_words_ignore_capitals_and_spacing(words: list[str], gap: str, data: st.DataObject) -> None:
    cased = [data.draw(st.sampled_from([word, word.upper(), word.title()])) for word in words]
    assert normal_form(gap.join(cased)) == " ".join(words)


@pytest.mark.parametrize(
    "password", ["Three Harbour Words", "harbour otter plum Yés", "  My own One, two  ", "Tr0ub4dor&3Xyz"]
)
def test_other_passwords_count_exactly_as_typed(password: str) -> None:
    assert normal_form(password) == password


@given(st.text(max_size=60))
def test_normal_form_is_stable(password: str) -> None:
    assert normal_form(normal_form(password)) == normal_form(password)


def test_letters_typed_on_another_keyboard_are_the_same_letters() -> None:
    assert normal_form("re\u0301sume\u0301 ﬁne day") == normal_form("r\u00e9sum\u00e9 fine day")


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("", "needs 12 or more"),
        ("short", "needs 12 or more"),
        ("elevenchars", "needs 12 or more"),
        ("finalfantasy", "Many people use"),
        ("aaaaaaaaaaaaaaaa", "Many people use"),
        ("password12345678", "guessed too soon"),
        ("qwertyuiop123456", "guessed too soon"),
    ],
)
def test_poor_password_is_refused_with_what_to_do(password: str, told: str) -> None:
    with pytest.raises(NotNow, match=told) as refused:
        check_password(password)
    assert "Suggest words" in refused.value.todo


def test_ones_own_name_makes_a_password_weaker() -> None:
    password = "Wilhelmina-Ashgrove"
    assert strength(password, also=("Wilhelmina", "Ashgrove House")).score < strength(password).score


def test_suggested_words_are_always_good_enough() -> None:
    for _ in range(20):
        check_password(suggest_words())


@given(st.text(max_size=200))
def test_any_text_can_be_judged(password: str) -> None:
    judged = strength(password)
    assert 0 <= judged.score <= 4
    assert judged.words


def test_short_password_is_never_called_hard_to_guess() -> None:
    assert strength("x9$Kq!7vZw#").score < 3
