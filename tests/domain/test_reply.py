"""Replies: which may stand, and what an ask says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import (
    WORDS_LIMIT,
    Asked,
    Reply,
    ReplyKind,
    answer_words,
    asked_words,
    said_words,
    silence_words,
)

DAY = date(2026, 12, 1)


def reply(kind: ReplyKind = ReplyKind.YES, **words: str) -> Reply:
    return Reply("r", "a", kind, DAY, **words)


def asked(*replies: Reply, quarters: int = 0, withdrawn: bool = False) -> Asked:
    return Asked(
        "a",
        "A1",
        "the council",
        "Four hours",
        DAY,
        Quarter(2026, 3),
        date(2026, 7, 24),
        quarters,
        replies,
        withdrawn,
    )


@pytest.mark.parametrize("kind", [ReplyKind.NO, ReplyKind.PARTLY])
def test_no_and_partly_need_their_reason(kind: ReplyKind) -> None:
    with pytest.raises(NotNow, match="needs its reason"):
        reply(kind, because=" ").checked()
    assert reply(kind, because="no money").checked()


@pytest.mark.parametrize("field", ["because", "would_try", "from_whom", "in_the_room"])
def test_no_text_of_a_reply_is_endless(field: str) -> None:
    assert reply(**{field: "x" * WORDS_LIMIT}).checked()
    with pytest.raises(NotNow, match="longer than"):
        reply(**{field: "x" * (WORDS_LIMIT + 1)}).checked()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (reply(), "Yes"),
        (reply(because="from April"), "Yes: from April"),
        (reply(ReplyKind.PARTLY, because="Two hours for now."), "Partly, because two hours for now"),
        (reply(ReplyKind.NO, because="London pays."), "No, because London pays"),
        (reply(ReplyKind.NO, because="because it’s late"), "No, because it’s late"),
        (reply(ReplyKind.NO, because="{n}", would_try="{who}."), "No, because {n}; they would try: {who}"),
    ],
)
def test_a_reply_says_its_reason_once(said: Reply, words: str) -> None:
    assert said_words(said) == words


@pytest.mark.parametrize(
    ("quarters", "words"),
    [
        (0, "No reply yet"),
        (1, "One quarter, no reply"),
        (2, "Two quarters, no reply"),
        (8, "Eight quarters, no reply"),
        (11, "11 quarters, no reply"),
    ],
)
def test_silence_tells_its_age(quarters: int, words: str) -> None:
    assert silence_words(quarters) == words
    assert answer_words(asked(quarters=quarters)) == words


def test_the_latest_reply_counts_and_names_the_one_before_it() -> None:
    both = asked(reply(ReplyKind.NO, because="no money"), reply(because="from April"))
    assert answer_words(both) == "Yes: from April (before that: no)"
    assert answer_words(asked(reply(), reply())) == "Yes"


def test_an_ask_waits_until_it_is_answered_or_withdrawn() -> None:
    assert asked().waits
    assert not asked(reply()).waits
    assert not asked(withdrawn=True).waits
    assert (asked().is_late(DAY), asked().is_late(date(2026, 12, 2))) == (False, True)
    assert not asked(reply()).is_late(date(2026, 12, 2))


def test_an_ask_names_whom_it_went_to_and_when() -> None:
    assert asked_words(asked()) == "the council, 24 July 2026"
