"""Two people changed one entry at once: put together field by field, but for what a person has to choose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

from pie_audit.domain.plan import Action
from pie_audit.domain.practice import Practice
from pie_audit.domain.reading_card import ReadingCard
from pie_audit.domain.refusal import Refusal
from pie_audit.domain.said_did import SaidDid

T = TypeVar("T")

Names = tuple[str, ...]

_TOGETHER: Mapping[type, tuple[Names, ...]] = {
    SaidDid: (("answer", "words"), ("told_on", "told_how"), ("heard_from", "survey_id")),
    Practice: (("choice", "reason"),),
    ReadingCard: (("decision", "why", "small_action", "discussed_on"),),
    Action: (("topic_id", "influence_id", "priority_id", "feedback"), ("status", "status_reason")),
    Refusal: (("direction", "agency", "agency_kind"),),
}
"""Fields of which one means nothing, or goes, without the other: they are taken from one person, all of them."""


@dataclass(frozen=True, slots=True)
class Merged(Generic[T]):
    """`entry` has what only one of both changed, and one's own where both did.

    `came_in` are the fields that only the other changed. `clashes` are those that both changed, and not alike: each
    group is for a person to choose.
    """

    entry: T
    came_in: Names = ()
    clashes: tuple[Names, ...] = ()

    @property
    def disputed(self) -> Names:
        """Every field that somebody has to choose about."""
        return tuple(name for names in self.clashes for name in names)


def merge(began: T | None, mine: T, theirs: T) -> Merged[T]:
    """What both made of an entry that `began` like this; words that differ in their spaces alone are the same words.

    Where nobody knows how it began (None), everything in which both differ is for a person to choose.
    """
    taken: dict[str, Any] = {}
    came_in: list[str] = []
    clashes: list[Names] = []
    for names in _groups(mine):
        came = names if began is None else changed(names, began, theirs)
        if not came:
            continue
        if began is not None and not changed(names, began, mine):
            taken |= {name: getattr(theirs, name) for name in names}
            came_in += came
        elif changed(names, mine, theirs):
            clashes.append(names)
    return Merged(_with(mine, taken), tuple(came_in), tuple(clashes))


def choose(merged: Merged[T], theirs: T, keep: Collection[str]) -> T:
    """The entry once somebody chose: `keep` are the disputed fields that stay as they are in `merged`."""
    taken = [names for names in merged.clashes if not set(names) & set(keep)]
    return _with(merged.entry, {name: getattr(theirs, name) for names in taken for name in names})


def go_on(sent: T, now: T, kept: T) -> tuple[T, T]:
    """What stands in a form in which somebody typed on since `sent`, once that was `kept`; and what it began from.

    What came in with `kept` stands there too. Where somebody typed over that unseen, it counts as not seen: neither it
    nor the version that it came with.
    """
    merged = merge(sent, now, kept)
    version = {"version"} & set(all_fields(kept)) if merged.clashes else set()
    return merged.entry, _with(kept, {name: getattr(sent, name) for name in {*merged.disputed, *version}})


def changed(names: Iterable[str], one: object, other: object) -> Names:
    """Those of these fields that say something else."""
    return tuple(n for n in names if _said(getattr(one, n)) != _said(getattr(other, n)))


def all_fields(entry: Any) -> Names:
    """What an entry is made of."""
    return tuple(field.name for field in fields(entry))


def _groups(entry: object) -> Iterable[Names]:
    together = _TOGETHER.get(type(entry), ())
    grouped = {name for names in together for name in names}
    return (*together, *((name,) for name in all_fields(entry) if name not in grouped))


def _said(value: object) -> object:
    return " ".join(value.split()) if type(value) is str else value


def _with(entry: T, taken: Mapping[str, Any]) -> T:
    kept: T = replace(entry, **taken)  # type: ignore[type-var]  # entries are frozen dataclasses
    return kept
