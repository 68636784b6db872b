"""The poster says what people said and what came of it: newest first, honest, and open ones only where that is wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.said_did import Answer, HeardFrom, SaidDid
from pie_audit.domain.said_did_poster import MOST_ANSWERED, MOST_OPEN, poster

DAY = date(2026, 11, 18)
LINE = SaidDid("s", "t", "The hall is dark", HeardFrom.REVIEW, DAY, Answer.DID, "a lamp hangs there")


def test_what_was_done_is_a_sentence_and_a_no_goes_on_after_because() -> None:
    cannot = replace(LINE, answer=Answer.CANT, words="the landlord won’t have it")
    did, no = poster("Quayside House", DAY, [LINE, cannot]).lines
    assert (did.label, did.words) == ("We did", "A lamp hangs there.")
    assert (no.label, no.words) == ("We can’t, because", "the landlord won’t have it.")


def test_when_it_was_last_right_is_told_by_its_month() -> None:
    (line,) = poster("Q", DAY, [replace(LINE, still_right=DAY)]).lines
    assert line.checked == "Checked with people in November 2026"


@pytest.mark.parametrize(
    ("answer", "words", "told"),
    [
        (Answer.OPEN, "", "The hall is dark"),
        (
            Answer.NOT_YET,
            "The money isn’t there.",
            "The hall is dark: not yet, because the money isn’t there.",
        ),
    ],
)
def test_what_people_wait_for_is_told_with_its_because(answer: Answer, words: str, told: str) -> None:
    assert poster("Q", DAY, [], [replace(LINE, answer=answer, words=words)]).waiting == (told,)


def test_it_holds_no_more_than_can_be_read_from_the_corridor() -> None:
    made = poster("Q", DAY, [LINE] * 20, [LINE] * 20)
    assert (len(made.lines), len(made.waiting)) == (MOST_ANSWERED, MOST_OPEN)


def test_without_a_wish_nothing_open_is_on_it() -> None:
    assert poster("Q", DAY, [LINE]).waiting == ()
