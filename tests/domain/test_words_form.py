"""The form for bringing words: kept as a draft, read back, and told what is still missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.bringing import faults_of, turned_round
from pie_audit.domain.licence import Brought
from pie_audit.domain.questionnaire import Instrument, Mode
from pie_audit.domain.words_form import (
    WordsForm,
    blank_form,
    faults_of_form,
    form_from_text,
    form_of,
    form_to_text,
    seen_with,
    words_of,
)
from tests import brought
from tests.domain.test_bringing import KEY

TODAY = date(2026, 11, 18)


def whole(key: Instrument = KEY, **changes: object) -> WordsForm:
    lines = brought.sentences(len(key.items))
    form = WordsForm(
        "\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1)),
        brought.licence(modes=(Mode.PRIVATE,)),
        {"often": ("Never", "Often", "Always")},
        tuple(item.no for item in turned_round(key)),
    )
    return replace(form, **changes)  # type: ignore[arg-type]


def test_a_whole_form_becomes_words_in_the_slots_of_the_key() -> None:
    words = words_of(KEY, whole())
    assert dict(words.text.items) == dict(zip((1, 3, 4), brought.sentences(3), strict=True))
    assert faults_of_form(KEY, whole(), TODAY) == faults_of(KEY, words, TODAY) == {}


def test_a_blank_form_lacks_everything_in_the_order_of_the_page() -> None:
    assert list(faults_of_form(KEY, blank_form(TODAY), TODAY)) == [
        *("items", "turned", "holder", "permission", "proof", "line", "modes"),
    ]


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2026, 12, 31), date(2026, 1, 1)])
def test_a_blank_form_can_begin_on_any_day(today: date) -> None:
    licence = blank_form(today).licence
    assert licence.ends_on is not None
    assert 360 < (licence.ends_on - licence.given_on).days <= 366


def test_one_line_too_many_is_told_although_every_slot_has_words() -> None:
    form = whole()
    more = replace(form, pasted=form.pasted + "\n4. And one more.")
    assert faults_of_form(KEY, more, TODAY) == {"items": "3 lines are needed; 4 are here."}


@pytest.mark.parametrize("form", [blank_form(TODAY), whole(), whole(licence=brought.licence(ends_on=None))])
def test_a_draft_comes_back_as_it_was(form: WordsForm) -> None:
    assert form_from_text(form_to_text(form)) == form


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"pasted": 3}', "no"])
def test_a_draft_that_cant_be_read_is_none(text: str) -> None:
    assert form_from_text(text) is None


def test_words_in_store_fill_the_form_and_are_ticked_anew_only_for_a_mended_key() -> None:
    words = words_of(KEY, whole())
    value = Brought("made-up", 1, 1, words.text, words.licence, "amina", TODAY)
    assert words_of(KEY, form_of(KEY, value)) == words
    assert form_of(replace(KEY, version=2), value).ticked == ()


def test_a_look_at_half_a_form_shows_what_there_is() -> None:
    half = whole(pasted="I sing.", labels={"often": ("Never", "", "Always")})
    seen = seen_with(KEY, half)
    assert [item.text for item in seen.items] == ["I sing.", "", ""]
    assert seen.answer_sets[0].labels == ("Never", "value 1", "Always")
    assert seen_with(KEY, blank_form(TODAY)) == KEY
