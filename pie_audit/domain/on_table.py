"""What else a meeting may talk about, beside its topics: what came up since, each to talk about or put off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

MOST_REASONS = 3
MOST_RULES = 5


class Settled(StrEnum):
    """What a team made of one thing on the table."""

    NOT_YET = ""
    TALKED = "talked about"
    LATER = "not today"


@dataclass(frozen=True, slots=True)
class TableMark:
    """What was said of the thing with this key, on a day; “not today” holds for that day alone."""

    item_key: str
    settled: Settled
    day: date


@dataclass(frozen=True, slots=True)
class TableItem:
    """One thing to talk about. `reasons` are what people wrote, at most three and nobody named; the room sees none of them.

    `area` and `argument` lead to the page where it comes from.
    """

    key: str
    icon: str
    title: str
    line: str
    reasons: tuple[str, ...] = ()
    area: str = ""
    argument: str | None = None
    settled: Settled = Settled.NOT_YET


def laid_out(items: Iterable[TableItem], marks: Iterable[TableMark], today: date) -> tuple[TableItem, ...]:
    """The items with what was made of each; what was put off on an earlier day is on the table again."""
    said = {m.item_key: m.settled for m in marks if m.settled is Settled.TALKED or m.day == today}
    return tuple(replace(item, settled=said.get(item.key, Settled.NOT_YET)) for item in items)


def still_on_table(items: Iterable[TableItem]) -> int:
    """How many nobody has talked about or put off."""
    return sum(1 for item in items if item.settled is Settled.NOT_YET)
