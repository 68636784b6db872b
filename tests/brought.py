"""Made-up words for the keys of published instruments; nothing here comes from any of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pie_audit.domain.bringing import BroughtWords, turned_round
from pie_audit.domain.licence import BroughtText, Licence
from pie_audit.domain.questionnaire import Instrument, Mode

MARKER = "kingfisher"
"""In every made-up sentence, so that it can be looked for where it mustn't be."""

LINE = "© The Society of Invented Questions. Used with permission."
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sentences(n: int) -> tuple[str, ...]:
    """As many sentences, no two alike and none with a number in digits."""
    tens = [f"{a} and {b}" for a in _COUNTED for b in _COUNTED]
    return tuple(f"The {MARKER} has seen me {times} times." for times in tens[:n])


def licence(**changes: Any) -> Licence:
    """A permission that holds, for teams and for oneself."""
    usual = Licence(
        holder="The Society of Invented Questions",
        permission="Free for staff of charities",
        given_on=date(2026, 9, 1),
        ends_on=date(2027, 8, 31),
        proof="Contracts folder, letter of 1 September",
        modes=(Mode.TEAM, Mode.PRIVATE),
        line=LINE,
    )
    return replace(usual, **changes)


def text(key: Instrument) -> BroughtText:
    """Every slot with a sentence, and no labels."""
    lines = sentences(len(key.items))
    return BroughtText({item.no: line for item, line in zip(key.items, lines, strict=True)}, {})


def words(key: Instrument, **changes: Any) -> BroughtWords:
    """Words that are fit for use, in every mode that the key has by itself."""
    ticked = frozenset(item.no for item in turned_round(key))
    allowed = licence(modes=key.modes)
    return replace(BroughtWords(text(key), allowed, ticked), **changes)
