"""What is in the way of using brought words is told field by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pie_audit.domain.bringing import (
    LONGEST_FIELD,
    BroughtWords,
    faults_of,
    needs_reason,
    tidied,
    turned_round,
)
from pie_audit.domain.licence import BroughtText
from pie_audit.domain.questionnaire import Aggregate, AnswerSet, Instrument, Item, Kind, Mode, Scale
from tests import brought

TODAY = date(2026, 11, 18)
KEY = Instrument(
    id="made-up",
    version=1,
    title="Made Up (scoring key)",
    kind=Kind.INSTRUMENT,
    language="en-GB",
    licence="Bring your own text",
    citation="Nobody",
    replaces=None,
    modes=(Mode.PRIVATE,),
    on_request=(Mode.TEAM,),
    numbering_warning="",
    answer_sets=(AnswerSet("often", (0, 1, 2), ("value 0", "value 1", "value 2")),),
    items=(Item(1, "", "often"), Item(3, "", "often", reverse=True), Item(4, "", "often")),
    scales=(Scale("total", (1, 3, 4), Aggregate.SUM, 3),),
    bands=(),
)


def faults(words: BroughtWords, key: Instrument = KEY) -> dict[str, str]:
    return dict(faults_of(key, words, TODAY))


def with_text(*lines: str, **labels: tuple[str, ...]) -> BroughtWords:
    items = {item.no: line for item, line in zip(KEY.items, lines, strict=False)}
    return brought.words(KEY, text=BroughtText(items, labels))


def with_licence(**changes: Any) -> BroughtWords:
    return brought.words(KEY, licence=brought.licence(**{"modes": (Mode.PRIVATE,), **changes}))


def test_words_that_are_whole_have_nothing_in_the_way() -> None:
    assert faults(brought.words(KEY)) == {}


def test_too_few_sentences_are_counted() -> None:
    assert faults(with_text("I sing.", "I dance.")) == {"items": "3 lines are needed; 2 are here."}


def test_the_same_sentence_twice_is_told() -> None:
    assert faults(with_text("I sing.", "I dance.", "I sing."))["items"] == "Lines 1 and 3 are the same."


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (("Never", "", "Always"), "1 answer has no words yet. Fill in all of them or none."),
        (("Never", "Always"), "1 answer has no words yet. Fill in all of them or none."),
        (("Never", "Always", "Always"), "Two answers have the same words."),
        (("Never", "Often", "x" * 61), "An answer is a few words, not a whole sentence."),
    ],
)
def test_answers_are_brought_all_or_none(labels: tuple[str, ...], said: str) -> None:
    assert faults(with_text("I sing.", "I dance.", "I rest.", often=labels)) == {"labels/often": said}


@pytest.mark.parametrize("labels", [(), ("", "", ""), ("Never", "Often", "Always")])
def test_no_answers_and_all_answers_are_both_fine(labels: tuple[str, ...]) -> None:
    assert faults(with_text("I sing.", "I dance.", "I rest.", often=labels)) == {}


def test_each_turned_round_slot_has_to_be_ticked() -> None:
    assert [item.no for item in turned_round(KEY)] == [3]
    unticked = brought.words(KEY, points_the_other_way=frozenset({1, 4}))
    assert list(faults(unticked)) == ["turned"]


@pytest.mark.parametrize("field", ["holder", "permission", "proof", "line"])
def test_what_the_licence_needs_is_asked_for(field: str) -> None:
    assert list(faults(with_licence(**{field: ""}))) == [field]
    assert list(faults(with_licence(**{field: "x" * (LONGEST_FIELD + 1)}))) == [field]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"given_on": TODAY + timedelta(days=1), "ends_on": None}, "given_on"),
        ({"given_on": TODAY, "ends_on": TODAY - timedelta(days=1)}, "ends_on"),
        ({"given_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}, "ends_on"),
        ({"modes": ()}, "modes"),
    ],
)
def test_days_and_uses_that_cant_be_are_told(changes: dict[str, object], field: str) -> None:
    assert list(faults(with_licence(**changes))) == [field]


def test_a_permission_for_today_alone_is_one() -> None:
    assert faults(with_licence(given_on=TODAY, ends_on=TODAY)) == {}


def test_a_list_of_symptoms_needs_a_reason_and_somebody_to_turn_to_before_a_team_is_asked() -> None:
    asked = with_licence(modes=(Mode.TEAM, Mode.PRIVATE))
    assert needs_reason(KEY, asked.licence)
    assert list(faults(asked)) == ["reason", "support_by"]
    whole = with_licence(modes=(Mode.TEAM,), reason="After the winter.", support_by="Dr Osei")
    assert faults(whole) == {}


def test_what_is_offered_to_teams_anyway_needs_no_reason() -> None:
    key = replace(KEY, modes=(Mode.TEAM,), on_request=())
    assert faults(brought.words(key), key) == {}


def test_what_is_for_oneself_alone_is_never_put_to_a_team() -> None:
    alone = replace(KEY, on_request=())
    asked = with_licence(modes=(Mode.TEAM,), reason="Why not.", support_by="Dr Osei")
    assert faults(asked, alone) == {"modes": "It can’t be used in this way."}


def test_what_nobody_sees_is_taken_out_before_anything_is_kept() -> None:
    words = brought.words(
        KEY,
        text=BroughtText({1: "I\u202e  sing.\x00", 3: " b ", 4: "c"}, {"often": ("", " ", "\u2066")}),
        licence=brought.licence(holder=" The\u200b Society\n", modes=(Mode.PRIVATE, Mode.TEAM, Mode.TEAM)),
    )
    tidy = tidied(words)
    assert tidy.text == BroughtText({1: "I sing.", 3: "b", 4: "c"}, {})
    assert tidy.licence.holder == "The Society"
    assert tidy.licence.modes == (Mode.TEAM, Mode.PRIVATE)
