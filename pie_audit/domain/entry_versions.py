"""Two texts of one page: whether they differ, putting them together, and splitting one that is too long."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from pie_audit.domain.entry import Entry, Shared, Step

PART_BYTES = 120_000
"""As much text as goes on one page when a long one is split: room is left to write on."""
PAGE_BYTES = 200_000
"""From here on a page is offered to be split; sealing takes 262,143 bytes with everything around the words."""

_STAMPS = {"begun", "saved"}


def same_words(one: Entry, other: Entry) -> bool:
    """Whether two texts say the same; when they were saved is no word."""
    return replace(one, begun="", saved="") == replace(other, begun="", saved="")


def says_nothing(entry: Entry) -> bool:
    """Whether nothing was written or chosen yet: headings that came with a model count as nothing."""
    blank = Entry(
        entry.entry_id,
        entry.kind,
        entry.day,
        model_id=entry.model_id,
        model_version=entry.model_version,
        session_id=entry.session_id,
        with_whom=entry.with_whom,
        before_sign_in=entry.before_sign_in,
    )
    written = any(step.text.strip() for step in entry.steps)
    return not written and same_words(replace(entry, steps=(), title=entry.title.strip()), blank)


def put_together(base: Entry, mine: Entry, theirs: Entry) -> Entry | None:
    """Both changes to one page, where no part was changed twice; None where somebody has to choose.

    `base` is what both began from. Copies that were given away are always kept from both.
    """
    changed: dict[str, Any] = {"shares": _all_shares(mine.shares, theirs.shares)}
    for each in fields(Entry):
        was, here, there = (getattr(entry, each.name) for entry in (base, mine, theirs))
        if each.name in changed or each.name in _STAMPS or here == there or there == was:
            continue
        if here != was:
            return None
        changed[each.name] = there
    return replace(mine, **changed)


def one_under_the_other(first: Entry, second: Entry, heading: str) -> Entry:
    """Both texts on one page: the second follows under `heading`. Nothing of either is left out."""
    more = tuple(step for step in second.steps if step.text.strip())
    return replace(
        first,
        title=first.title or second.title,
        steps=(*first.steps, Step("", heading, ""), *more) if more else first.steps,
        take_away=_both(first.take_away, second.take_away),
        pressed_on=_both(first.pressed_on, second.pressed_on),
        shares=_all_shares(first.shares, second.shares),
        tags=_union(first.tags, second.tags),
        theme_ids=_union(first.theme_ids, second.theme_ids),
        topic_ids=_union(first.topic_ids, second.topic_ids),
        follow_ups=_union(first.follow_ups, second.follow_ups),
    )


def weight(text: str) -> int:
    """Bytes that a text takes inside the seal."""
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def is_too_long(entry: Entry) -> bool:
    """Whether a page has grown so long that it should be split."""
    return sum(weight(step.text) for step in entry.steps) > PAGE_BYTES


def split_text(text: str, most: int = PART_BYTES) -> tuple[str, ...]:
    """The text in pieces of at most `most` bytes, cut between paragraphs, lines or words where that can be done."""
    pieces, rest = [], text
    while weight(rest) > most:
        at = _cut(rest, most)
        pieces.append(rest[:at].rstrip("\n"))
        rest = rest[at:].lstrip("\n")
    return (*pieces, rest) if rest or not pieces else tuple(pieces)


def split_page(entry: Entry, new_id: Callable[[], str], most: int = PART_BYTES) -> tuple[Entry, ...]:
    """A page that is too long as several: the first keeps everything around the words, the others go on with them."""
    lots: list[list[Step]] = [[]]
    room = most
    for step in entry.steps:
        for number, piece in enumerate(split_text(step.text, most)):
            if weight(piece) > room and lots[-1]:
                lots.append([])
                room = most
            lots[-1].append(Step(step.step_id, step.heading, piece) if not number else Step("", "", piece))
            room -= weight(piece)
    first = replace(entry, steps=tuple(lots[0]))
    return (first, *(_continued(entry, new_id(), steps, n) for n, steps in enumerate(lots[1:], 2)))


def _continued(entry: Entry, entry_id: str, steps: list[Step], number: int) -> Entry:
    title = f"{entry.title} ({number})" if entry.title else ""
    return Entry(
        entry_id,
        entry.kind,
        entry.day,
        title,
        entry.model_id,
        entry.model_version,
        steps=tuple(steps),
        theme_ids=entry.theme_ids,
        tags=entry.tags,
        begun=entry.begun,
    )


def _cut(text: str, most: int) -> int:
    """Where to cut so that what comes before is as long as it may be; at least one letter is before it."""
    low, high = 1, min(len(text), most)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if weight(text[:middle]) <= most else (low, middle - 1)
    for between in ("\n\n", "\n", " "):
        at = text.rfind(between, low // 2, low)
        if at > 0:
            return at + len(between)
    return low


def _all_shares(mine: tuple[Shared, ...], theirs: tuple[Shared, ...]) -> tuple[Shared, ...]:
    """Every copy once; one that was ended anywhere is ended."""
    found = {shared.share_id: shared for shared in mine}
    for shared in theirs:
        known = found.get(shared.share_id)
        if known is None or known.ended_on is None:
            found[shared.share_id] = shared
    return tuple(found.values())


def _union(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*first, *(one for one in second if one not in first))


def _both(first: str, second: str) -> str:
    return "\n".join(_union(tuple(filter(None, (first,))), tuple(filter(None, (second,)))))
