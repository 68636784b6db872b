"""What leaders send back: as written or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pie_audit.domain.ask_codes import ask_code
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import WORDS_LIMIT, ReplyKind
from pie_audit.domain.reply_file import MOST_REPLIES, FileReply, ReplyFile, from_body, to_body
from tests import make

REPLY = FileReply(
    make.new_id(), ask_code("a"), "Cover", ReplyKind.PARTLY, date(2026, 12, 1), "the director", "two hours"
)
FILE = ReplyFile("a" * 32, "Quayside House", Quarter(2026, 4), date(2026, 12, 2), (REPLY,))


def of(**changes: Any) -> ReplyFile | None:
    return from_body(to_body(replace(FILE, replies=(replace(REPLY, **changes),))))


def test_replies_come_back_as_they_went() -> None:
    assert from_body(to_body(FILE)) == FILE


@pytest.mark.parametrize(
    "change",
    [
        {"reply_id": "x"},
        {"code": "K7QM"},
        {"because": "  "},
        {"because": "x" * (WORDS_LIMIT + 1)},
        {"replied_on": date(1, 1, 1)},
        {"what": "x" * 7_000},
    ],
)
def test_a_reply_that_cannot_stand_is_refused(change: dict[str, Any]) -> None:
    assert of(**change) is None


def test_a_yes_needs_no_reason() -> None:
    found = of(kind=ReplyKind.YES, because="")
    assert found is not None
    assert found.replies[0].kind is ReplyKind.YES


def test_hidden_marks_are_cleaned_away() -> None:
    found = of(because="two\u202e hours")
    assert found is not None
    assert found.replies[0].because == "two hours"


def test_doubles_and_floods_are_refused() -> None:
    assert from_body(to_body(replace(FILE, replies=(REPLY, REPLY)))) is None
    many = tuple(replace(REPLY, reply_id=make.new_id()) for _n in range(MOST_REPLIES + 1))
    assert from_body(to_body(replace(FILE, replies=many))) is None
    assert from_body(to_body(replace(FILE, sender="team"))) is None
    assert from_body({}) is None
