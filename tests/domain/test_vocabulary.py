"""A team's own words: put into messages and statements, guessed in English, and checked before they are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.vocabulary import (
    MOST_CHARACTERS,
    NAMES,
    ONE_FORM,
    SHIPPED_SETS,
    SUGGESTIONS,
    Term,
    Word,
    article_for,
    default_word,
    find_stray_braces,
    forms_of,
    several_of,
    tidied,
    trouble_with,
)
from pie_audit.words import DEFAULT_WORDS, put_words

TYPED = st.text(max_size=60) | st.text(st.sampled_from("abc {}<>&\u202e\n\t-’AÉß字"), max_size=60)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("asked {people} first", {}, "asked people who use the service first"),
        ("{People} have a say.", {"people": "guests"}, "Guests have a say."),
        ("a rule review with {residents}", {"residents": "guests"}, "a rule review with guests"),
        ("{service} and {incident}", {"service": "library"}, "library and incident"),
        ("{keyworker}", {"keyworker": ""}, "keyworker"),
        ("{A_resident} said", {"a_resident": "an honest guest"}, "An honest guest said"),
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


# words of a term, in all forms


@given(st.sampled_from(Term), TYPED, TYPED)
def test_whatever_word_is_typed_no_brace_is_left_and_no_number_changes(
    term: Term, one: str, many: str
) -> None:
    if trouble_with(one) or trouble_with(many):
        return
    forms = forms_of({term: Word(tidied(one), tidied(many))})
    every = " ".join(f"{{{key}}} {{{key.capitalize()}}}" for key in DEFAULT_WORDS)
    said = put_words(f"E1 3.25 {every} 2026Q4", forms)
    assert "{" not in said
    assert "}" not in said
    assert said.startswith("E1 3.25 ")
    assert said.endswith(" 2026Q4")
    assert forms.keys() == DEFAULT_WORDS.keys()


def test_without_words_of_one_s_own_all_is_as_it_comes() -> None:
    assert forms_of({}) == DEFAULT_WORDS
    assert forms_of({term: default_word(term) for term in Term}) == DEFAULT_WORDS


def test_people_use_what_the_team_calls_its_service() -> None:
    library = {Term.SERVICE: Word("library", "libraries")}
    assert forms_of(library)["people"] == "people who use the library"
    assert forms_of(library)["a_person"] == "a person who uses the library"
    both = {**library, Term.PEOPLE: Word("reader", "readers")}
    assert forms_of(both)["people"] == "readers"


def test_every_placeholder_belongs_to_one_term() -> None:
    names = [name for each in NAMES.values() for name in (each.one, each.many, each.with_article) if name]
    assert sorted(names) == sorted(DEFAULT_WORDS)


@pytest.mark.parametrize("term", Term)
def test_what_may_be_picked_could_have_been_typed(term: Term) -> None:
    words = [*SUGGESTIONS[term], default_word(term), *(s[term] for s in SHIPPED_SETS.values() if term in s)]
    for word in words:
        assert trouble_with(word.one) == trouble_with(word.many) == ""
        assert word.article == article_for(word.one) or not NAMES[term].with_article
        assert word.many == (word.one if term in ONE_FORM else several_of(word.one))


# a or an, one and several


@pytest.mark.parametrize(
    ("article", "words"),
    [
        (
            "an",
            "hour honest heir honour apple úser umbrella uninvited unimportant MP NHS LGBT 8-bed 11th 18th",
        ),
        ("a", "user unit union university useful European one-off once UK guest hotel 1st"),
        ("an", "80s SOS e-reader incident event elder"),
        ("a", "YMCA utility ewe human house ‘guest’"),
    ],
)
def test_a_and_an_go_by_the_sound(article: str, words: str) -> None:
    assert {word: article_for(word) for word in words.split()} == dict.fromkeys(words.split(), article)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("guest", "guests"),
        ("person who comes here", "people who come here"),
        ("person who is here", "people who are here"),
        ("person who has lived here", "people who have lived here"),
        ("person that carries on", "people that carry on"),
        ("person who passes by", "people who pass by"),
        ("named nurse", "named nurses"),
        ("library", "libraries"),
        ("day", "days"),
        ("bus", "buses"),
        ("match", "matches"),
        ("child", "children"),
        ("Young person", "Young people"),
        ("woman", "women"),
        ("human", "humans"),
        ("patient of the ward", "patients of the ward"),
        ("staff", "staff"),
        ("", ""),
    ],
)
def test_several_are_guessed_as_english_has_it(one: str, many: str) -> None:
    assert several_of(one) == many


@given(TYPED)
def test_guessing_takes_anything(typed: str) -> None:
    assert article_for(typed) in {"a", "an"}
    assert isinstance(several_of(typed), str)


# what can't be a word


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Write a word"),
        ("   ", "Write a word"),
        ("g" * 300, "A word has 40 characters at most; this has 300."),
        ("gu\nest", "Keep it to one line."),
        ("gu\u2028est", "Keep it to one line."),
        ("gu\test", "hidden character"),
        ("gu\u202eest", "hidden character"),
        ("gu\u200dest", "hidden character"),
        ("gu\x00est", "hidden character"),
        ("{guest}", "no curly brackets"),
        ("gu}est", "no curly brackets"),
        ("<b>guest</b>", "no signs such as < or *"),
        ("*guest*", "no signs such as < or *"),
        ("a & b", "no signs such as < or *"),
        ("[guest](x)", "no signs such as < or *"),
        ("12 – 3", "no letter"),
    ],
)
def test_what_can_t_be_a_word_is_told_in_one_clear_sentence(words: str, said: str) -> None:
    told = trouble_with(words)
    assert said in told
    assert told.endswith(".")
    assert "{" not in told


@pytest.mark.parametrize(
    "words",
    [
        "guests",
        "people who come here",
        "trauma-informed",
        "resident’s friend",
        "Bewohner:innen",
        "入居者",
        "m" * 40,
    ],
)
def test_ordinary_words_of_any_language_are_fine(words: str) -> None:
    assert trouble_with(words) == ""


@given(TYPED)
def test_a_word_that_is_kept_is_short_plain_and_on_one_line(typed: str) -> None:
    if not trouble_with(typed):
        kept = tidied(typed)
        assert 0 < len(kept) <= MOST_CHARACTERS
        assert kept.isprintable()
        assert not set(kept) & set("{}<>\n")
        assert kept == kept.strip()
