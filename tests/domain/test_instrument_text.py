"""The one text of an instrument: nothing is lost in it, and equal instruments have equal texts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import CannotRead
from pie_audit.domain.instrument_text import from_frozen, frozen_text, plain_title, with_words
from pie_audit.domain.licence import BroughtText
from pie_audit.domain.questionnaire import (
    Aggregate,
    AnswerSet,
    Band,
    Direction,
    Instrument,
    Item,
    Kind,
    Mode,
    NoticeableChange,
    Scale,
)

WORDS = st.text(max_size=40)
NUMBERS = st.integers(-1000, 1000)
SCORES = st.one_of(NUMBERS.map(float), st.floats(-1e6, 1e6))
SCALES = st.builds(
    Scale,
    id=WORDS,
    items=st.lists(NUMBERS, max_size=5).map(tuple),
    aggregate=st.sampled_from(Aggregate),
    min_answered=NUMBERS,
    table=st.lists(st.tuples(NUMBERS, SCORES), max_size=5).map(tuple),
    direction=st.none() | st.sampled_from(Direction),
    modes=st.lists(st.sampled_from(Mode), max_size=2).map(tuple),
)
BANDS = st.builds(
    Band, scale=WORDS, low=SCORES, high=SCORES, label=WORDS, source=WORDS, checked_on=st.dates()
)
CHANGES = st.builds(
    NoticeableChange, scale=WORDS, source=WORDS, checked_on=st.dates(), points=st.none() | SCORES
)
INSTRUMENTS = st.builds(
    Instrument,
    id=WORDS,
    version=NUMBERS,
    title=WORDS,
    kind=st.just(Kind.INSTRUMENT),
    language=WORDS,
    licence=WORDS,
    citation=WORDS,
    replaces=st.none() | WORDS,
    modes=st.lists(st.sampled_from(Mode), max_size=2).map(tuple),
    numbering_warning=WORDS,
    answer_sets=st.lists(
        st.builds(
            AnswerSet,
            id=WORDS,
            values=st.lists(NUMBERS, max_size=4).map(tuple),
            labels=st.lists(WORDS, max_size=4).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    items=st.lists(
        st.builds(Item, no=NUMBERS, text=WORDS, answer_set=WORDS, reverse=st.booleans()), max_size=4
    ).map(tuple),
    scales=st.lists(SCALES, max_size=3).map(tuple),
    bands=st.lists(BANDS, max_size=3).map(tuple),
    changes=st.lists(CHANGES, max_size=2).map(tuple),
    status=WORDS,
)


@given(INSTRUMENTS)
def test_what_was_frozen_comes_back_as_it_was(instrument: Instrument) -> None:
    text = frozen_text(instrument)
    assert from_frozen(text) == instrument
    assert frozen_text(from_frozen(text)) == text


def _key() -> Instrument:
    return Instrument(
        id="made-up",
        version=3,
        title="Made Up (scoring key)",
        kind=Kind.INSTRUMENT,
        language="en-GB",
        licence="Bring your own text",
        citation="Nobody",
        replaces=None,
        modes=(Mode.PRIVATE,),
        numbering_warning="",
        answer_sets=(
            AnswerSet("often", (0, 1), ("value 0", "value 1")),
            AnswerSet("much", (0, 1), ("value 0", "value 1")),
        ),
        items=(Item(1, "", "often"), Item(2, "", "much", reverse=True)),
        scales=(Scale("total", (1, 2), Aggregate.SUM, 2),),
        bands=(Band("total", 0, 1, "low", "Nobody", date(2026, 11, 22)),),
    )


def test_a_whole_number_and_the_same_one_with_a_point_have_one_text() -> None:
    whole = _key()
    pointed = replace(whole, bands=(replace(whole.bands[0], low=0.0, high=1.0),))
    assert frozen_text(whole) == frozen_text(pointed)


def test_any_change_changes_the_text() -> None:
    key = _key()
    items = (key.items[0], replace(key.items[1], reverse=False))
    assert (
        len({frozen_text(key), frozen_text(replace(key, version=4)), frozen_text(replace(key, items=items))})
        == 3
    )


@pytest.mark.parametrize("text", ["", "no", "[]", "{}", '{"id": 3}', "[" * 3000, "null", '"words"'])
def test_anything_else_is_told_in_plain_words(text: str) -> None:
    with pytest.raises(CannotRead, match="asked can’t be read"):
        from_frozen(text)


def test_a_text_of_a_later_version_with_more_fields_is_read() -> None:
    plain = json.loads(frozen_text(_key()))
    assert from_frozen(json.dumps({**plain, "colour": "blue"})) == _key()


def test_brought_words_stand_in_their_slots_and_the_key_stays() -> None:
    text = BroughtText({1: "I sing.", 2: "I am silent."}, {"often": ("Never", "Always")})
    whole = with_words(_key(), text, 7)
    assert (whole.version, whole.title, whole.has_words) == (7, "Made Up", True)
    assert [item.text for item in whole.items] == ["I sing.", "I am silent."]
    assert [item.reverse for item in whole.items] == [False, True]
    assert [one.labels for one in whole.answer_sets] == [("Never", "Always"), ("value 0", "value 1")]
    assert whole.scales == _key().scales
    assert "can’t diagnose" in whole.status


def test_words_that_leave_an_item_out_are_no_words() -> None:
    with pytest.raises(KeyError):
        with_words(_key(), BroughtText({1: "I sing."}, {}), 7)


def test_a_title_without_the_note_stays_as_it_is() -> None:
    assert plain_title(replace(_key(), title="Quick pulse")) == "Quick pulse"
