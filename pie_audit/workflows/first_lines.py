"""A line written at the lock screen, sealed at once: nobody reads it there again, and only its author ever does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, EntryKind, Step, from_body, to_body
from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.sealed import PublicKey
from pie_audit.domain.team_part import QUICK, TeamPart
from pie_audit.vault.public_keys import is_whole
from pie_audit.vault.records import (
    Addressee,
    PageLabel,
    new_record_id,
    open_record,
    seal_before_signing_in,
    seal_record,
)
from pie_audit.words import _
from pie_audit.workflows import sealed_pages, self_record
from pie_audit.workflows.self_record import NotedBefore
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, OpenWorkspace, acting

if TYPE_CHECKING:
    from pie_audit.domain.sealed import SealedKey, UserKey
    from pie_audit.storage.transaction import Transaction

LONGEST = 1000
"""Characters of one line; more is better written inside."""

BEFORE_SIGN_IN = "sealed"
"""The scheme of a way that was made while its author was still outside."""


ASK_INSIDE = "note"
"""Marks a line that its author wants to be asked about: which kinds of note there are is told inside alone."""


@dataclass(frozen=True, slots=True)
class LineBefore:
    """A line of one's own from before signing in, and the small notes that it may become."""

    entry_id: str
    parts: tuple[TeamPart, ...]
    words: str


def keep_line(opened: OpenWorkspace, person_id: str, words: str, ask_inside: bool = False) -> None:
    """Seal a line for this person; it waits among their own pages until they sign in.

    `ask_inside` is sealed with it: whether Home asks them which small note it could become. Nothing at the door tells
    which kinds their teams use.

    Raises NotNow for an empty line, one that is too long, and somebody without keys of their own yet.
    """
    from pie_audit.storage import records

    line = " ".join(words.split())
    if not line:
        raise NotNow(_("There is nothing to keep yet."), _("Write one line first."))
    if len(line) > LONGEST:
        raise NotNow(
            _("That is more than one line."), _("Keep the first part here, and sign in to write on.")
        )
    clock = opened.premises.clock
    record_id = new_record_id()
    entry = Entry(
        record_id.hex(),
        EntryKind.LINE,
        clock.today(),
        steps=(Step("", "", line),),
        before_sign_in=True,
        noted_as=ASK_INSIDE if ask_inside else "",
    )
    label = PageLabel(record_id, 1, "page", clock.week())

    def write(tx: Transaction) -> None:
        author = _author(tx, person_id)
        record, key = seal_before_signing_in(author, to_body(entry), label)
        records.save_record(tx, record, [key])

    opened.write(write)


def take_in(tx: Transaction, me: Me) -> int:
    """Make the lines that were written outside one's own, with a key of one's own; how many there were.

    Whoever holds the file could seal something for somebody, so each is marked as written before signing in,
    whatever it says of itself. One that doesn't open stays as it is.
    """
    from pie_audit.storage import records

    mine = acting(me)
    waiting = [key for key in records.list_keys(tx, mine.member.person_id) if key.scheme == BEFORE_SIGN_IN]
    return sum(_take_in(tx, me, key) for key in waiting)


def _take_in(tx: Transaction, me: Me, key: SealedKey) -> bool:
    from pie_audit.storage import records

    mine = acting(me)
    record = records.load_record(tx, key.record_id, key.version)
    if record is None or record.owner_id != mine.member.person_id:
        return False
    try:
        entry = from_body(open_record(mine.vault, record, key))
    except KnownError:
        return False
    marked = replace(entry, entry_id=record.record_id.hex(), kind=EntryKind.LINE, before_sign_in=True)
    label = PageLabel(record.record_id, record.version, record.kind, record.week)
    own, way = seal_record(mine.vault, to_body(marked), label)
    records.save_record(tx, own, [way])
    if marked.noted_as:  # an earlier version marked it with the kind of note: that asks too
        waiting = NotedBefore(marked.entry_id, ASK_INSIDE)
        self_record.change(tx, me, same_week=True, noted=(*self_record.load(tx, me).noted, waiting))
    return True


def noted_before(tx: Transaction, me: Me, used: Collection[TeamPart]) -> tuple[LineBefore, ...]:
    """Lines that wait to be noted, with the kinds that the team in hand uses; none where it uses no kind.

    One that was thrown away is gone.
    """
    kinds = tuple(part for part in QUICK if part in used and part is not TeamPart.PROMPTS)
    if not kinds:
        return ()
    waiting = self_record.load(tx, me).noted
    found = ((line, sealed_pages.open_page(tx, me, bytes.fromhex(line.entry_id))) for line in waiting)
    return tuple(
        LineBefore(line.entry_id, kinds, from_body(page.body).first_line)
        for line, page in found
        if page is not None
    )


def keep_as_mine(tx: Transaction, me: Me, entry_id: str) -> Undoable:
    """Ask no more about a line: it stays the page that it is."""
    before = self_record.load(tx, me).noted
    settle(tx, me, entry_id)
    return Undoable(entry_id, _("Kept a line as yours"), partial(put_back, before=before))


def settle(tx: Transaction, me: Me, entry_id: str) -> None:
    """A line was noted or kept; it isn't asked about again."""
    kept = tuple(line for line in self_record.load(tx, me).noted if line.entry_id != entry_id)
    self_record.change(tx, me, same_week=True, noted=kept)


def put_back(tx: Transaction, me: Me, *, before: tuple[NotedBefore, ...]) -> None:
    """Ask again about what waited `before`, and about whatever came since."""
    now = self_record.load(tx, me).noted
    known = {line.entry_id for line in before}
    self_record.change(
        tx, me, same_week=True, noted=(*before, *(line for line in now if line.entry_id not in known))
    )


def _author(tx: Transaction, person_id: str) -> Addressee:
    from pie_audit.storage import people

    row = people.load_user_key(tx, person_id)
    if row is None or not _is_whole(row):
        raise NotNow(_("Nothing can be sealed for this name yet."), _("Sign in first, and write inside."))
    return Addressee(person_id, row.epoch, row.xpk)


def _is_whole(row: UserKey) -> bool:
    return is_whole(PublicKey(row.person_id, row.epoch, row.xpk, row.epk, row.selfsig))
