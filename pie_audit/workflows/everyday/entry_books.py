"""Books of small entries that a team keeps: how one is kept, taken out and put back while nobody has changed it since."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pie_audit.domain.entry_merge import Merged, merge
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.typed_line import typed_line
from pie_audit.words import _
from pie_audit.workflows.presence import Me
from pie_audit.workflows.team_parts import enter
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


T = TypeVar("T")

MOST_WORDS = 300
"""Characters of one line."""


@dataclass(frozen=True, slots=True)
class Book:
    """How one kind of entry is read by its id and written, and the part that it belongs to.

    `check` gives an entry as it is kept, and raises NotNow for one that can't stand.
    """

    part: TeamPart
    id_of: Callable[[Any], str]
    load: Callable[[Transaction, str], Any]
    save: Callable[[Transaction, Any], None]
    delete: Callable[[Transaction, str], None]
    check: Callable[[Any], Any]


class EntryChanged(NotNow):
    """Somebody else changed the very same, or took it away; `theirs` is how it stands, None where it is gone."""

    def __init__(self, theirs: Any | None) -> None:
        super().__init__(
            _("This was taken away while you were writing.")
            if theirs is None
            else _("Somebody else changed this while you were writing."),
            _("Nothing is lost: what you typed is still here."),
        )
        self.theirs: Any = theirs


def keep(tx: Transaction, me: Me, entry: Any, known: Any | None, book: Book, name: str) -> Undoable:
    """Write an entry that was `known` like this when somebody began to change it, None of a new one; `name` says so.

    What somebody else changed of it meanwhile stays. Raises EntryChanged where both changed the very same, so that
    nobody's words go under; NotNow for one of another team, and for one that can't stand.
    """
    enter(tx, me, entry.team_id, book.part)
    came_in: tuple[str, ...] = ()
    entry = book.check(entry)
    before = book.load(tx, book.id_of(entry))
    if before is not None and before.team_id != entry.team_id:
        raise NotNow(_("That entry belongs to another team."), _("Write a new one here."))
    if before not in (known, entry):  # the same sent twice is one
        merged = put_together(entry, known, before)
        entry, came_in = book.check(merged.entry), merged.came_in
    book.save(tx, entry)
    undo = partial(put_back, book=book, now=entry, after=entry, before=before)
    return Undoable(entry, name, undo, came_in=came_in)


def put_together(entry: T, known: T | None, standing: T | None) -> Merged[T]:
    """An entry that was `known` like this, with what somebody else changed of it by now.

    Raises EntryChanged where both changed the very same, where it is gone, and where nobody knows what it began from.
    """
    if known is None or standing is None:
        raise EntryChanged(standing)
    merged = merge(known, entry, standing)
    if merged.clashes:
        raise EntryChanged(standing)
    return merged


def as_begun(entry: Any) -> str:
    """An entry that is being changed, as the draft of the change holds it."""
    return json.dumps(to_plain(entry))


def begun_from(kind: type[T], words: str) -> T | None:
    """The entry that the draft of a change began from; None for a draft of a new one."""
    with suppress(*STRANGE):
        return from_plain(json.loads(words), kind) if words else None
    return None


def take_out(tx: Transaction, me: Me, known: Any, book: Book, name: str) -> Undoable:
    """Take an entry out that stood there as `known`; `name` says so.

    Raises NotNow where it is gone already, or says something else by now that nobody who takes it out has read.
    """
    enter(tx, me, known.team_id, book.part)
    before = book.load(tx, book.id_of(known))
    if before is None or before.team_id != known.team_id:
        raise NotNow(_("That entry is gone already."), _("Nothing is left to do."))
    if before != known:
        raise changed_since()
    book.delete(tx, book.id_of(known))
    return Undoable(before, name, partial(put_back, book=book, now=before, after=None, before=before))


def put_back(tx: Transaction, me: Me, *, book: Book, now: Any, after: Any | None, before: Any | None) -> None:
    """The entry as it was `before`, where it still is as it was `after`: nobody's later words are undone with it."""
    enter(tx, me, now.team_id, book.part)
    if book.load(tx, book.id_of(now)) != after:
        raise changed_since()
    if before is None:
        book.delete(tx, book.id_of(now))
    else:
        book.save(tx, before)


def changed_since() -> NotNow:
    """What is told to whoever was slower."""
    return NotNow(_("Somebody changed this since."), _("Look at it as it is now."))


def one_line(words: str) -> str:
    """One line of plain text. Raises NotNow for more than it may hold: nothing is cut off behind anybody's back."""
    kept = typed_line(words)
    if len(kept) > MOST_WORDS:
        raise NotNow(
            _("One line is longer than {n} characters.").format(n=MOST_WORDS),
            _("Shorten it, or make two entries of it."),
        )
    return kept
