"""Books of small entries that a team keeps: how one is taken out, and put back while nobody has changed it since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from pie_audit.domain.errors import NotNow
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.typed_line import typed_line
from pie_audit.words import _
from pie_audit.workflows.presence import Me
from pie_audit.workflows.team_parts import enter
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


MOST_WORDS = 300
"""Characters of one line."""


@dataclass(frozen=True, slots=True)
class Book:
    """How one kind of entry is read and written, by which id it is known, and the part that it belongs to.

    `load` is given the id of the team and of the entry.
    """

    part: TeamPart
    id_of: Callable[[Any], str]
    load: Callable[[Transaction, str, str], Any]
    save: Callable[[Transaction, Any], None]
    delete: Callable[[Transaction, str], None]


def take_out(tx: Transaction, me: Me, which: tuple[str, str], book: Book, name: str) -> Undoable:
    """Take an entry out, by the ids of its team and its own; `name` says so. Raises NotNow where it is gone already."""
    team_id, of_id = which
    enter(tx, me, team_id, book.part)
    before = book.load(tx, team_id, of_id)
    if before is None or before.team_id != team_id:
        raise NotNow(_("That entry is gone already."), _("Nothing is left to do."))
    book.delete(tx, of_id)
    return Undoable(before, name, partial(put_back, book=book, now=before, after=None, before=before))


def put_back(tx: Transaction, me: Me, *, book: Book, now: Any, after: Any | None, before: Any | None) -> None:
    """The entry as it was `before`, where it still is as it was `after`: nobody's later words are undone with it."""
    enter(tx, me, now.team_id, book.part)
    if book.load(tx, now.team_id, book.id_of(now)) != after:
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
