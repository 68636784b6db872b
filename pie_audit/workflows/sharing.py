"""Sharing by choice: a copy of what was previewed, sealed anew for its readers; the page itself is never shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, Shared, from_body, to_body
from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.shared_copy import SharedCopy, ShareNote, says_nothing
from pie_audit.storage import people, records, shares
from pie_audit.words import _
from pie_audit.workflows import sealed_pages, share_readers
from pie_audit.workflows.notes import note
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.sealed_pages import PageKind
from pie_audit.workflows.share_readers import Audience
from pie_audit.workflows.shelf import shelf_of

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

SHARED, ENDED = "shared a copy", "ended a share"
"""What the security record says of it, beside the copy's random id."""


@dataclass(frozen=True, slots=True)
class NowShared:
    """What came of it: the page as it was saved with a note of the copy, and the version it has now."""

    share_id: bytes
    entry: Entry
    version: int


@dataclass(frozen=True, slots=True)
class MyShare:
    """One copy that this person gave away. `copy` is None once it was ended, or where its keys were lost."""

    share_id: bytes
    reader_names: tuple[str, ...]
    group_name: str
    shared_week: str
    ended_week: str | None
    copy: SharedCopy | None


def share(tx: Transaction, me: Me, entry_id: str, copy: SharedCopy, to: Audience) -> NowShared:
    """Seal exactly this copy as a record of its own for its readers, and note on the page that it was given away.

    Raises NotNow for an empty copy, a reader who isn't one to choose or has no keys; KeyChanged for one whose key
    isn't trusted; CannotRead as `open_page` does.
    """
    mine = acting(me)
    if says_nothing(copy):
        raise NotNow(_("There is nothing in this copy yet."), _("Choose at least one part with words."))
    share_readers.require(tx, me, to)
    share_id, today = sealed_pages.new_id(), mine.clock.today()
    body = sealed_pages.to_json(replace(copy, shared_on=today))
    sealed_pages.save_for(tx, me, share_id, body, to.reader_ids, kind=PageKind.SHARED)
    for reader_id in to.reader_ids:
        given = ShareNote(share_id, mine.member.person_id, reader_id, mine.week, to.group_id)
        shares.save_note(tx, given)
    shared = Shared(share_id.hex(), to.reader_ids, to.group_id, today, copy.excerpt)
    entry, version = _on_page(tx, me, entry_id, lambda e: replace(e, shares=(*e.shares, shared)))
    note(tx, mine, SHARED, share_id.hex(), "share")
    return NowShared(share_id, entry, version)


def end_share(tx: Transaction, me: Me, share_id: bytes, entry_id: str = "") -> NowShared | None:
    """Erase a copy: its readers see that there was one, and nothing of it. The page named by `entry_id` notes it.

    Returns that page, or None where it isn't named, was thrown away or stays sealed since a reset. Raises NotNow for
    a copy that isn't this person's, or was ended already.
    """
    mine = acting(me)
    own = [given for given in shares.notes_by(tx, mine.member.person_id) if given.share_id == share_id]
    if not own or own[0].ended_week is not None:
        raise NotNow(_("This copy isn’t shared any more."), _("Nobody can open it here."))
    records.delete_record(tx, share_id)
    shares.end_share(tx, share_id, mine.week)
    note(tx, mine, ENDED, share_id.hex(), "share")
    if not entry_id:
        return None
    try:
        entry, version = _on_page(tx, me, entry_id, lambda e: _ended(e, share_id, mine))
    except KnownError:
        return None  # the copy is gone all the same: a page that doesn't open can't keep it alive
    return NowShared(share_id, entry, version)


def end_share_of_any(opened: OpenWorkspace, me: Me, share_id: bytes) -> NowShared | None:
    """As `end_share` where nobody says which page it was of: one's own pages are read through for it.

    Takes as long as decrypting them once; never called on the Qt thread.
    """
    shelf, name = shelf_of(me), share_id.hex()
    for _lot in shelf.fill(opened, me):
        pass
    of = (p.entry.entry_id for p in shelf.pages() if any(s.share_id == name for s in p.entry.shares))
    entry_id = next(of, "")
    return opened.write(lambda tx: end_share(tx, me, share_id, entry_id))


def my_shares(tx: Transaction, me: Me) -> tuple[MyShare, ...]:
    """Every copy this person ever gave away, ended ones too, the newest week first."""
    mine = acting(me)
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)}
    by_share: dict[bytes, list[ShareNote]] = {}
    for given in shares.notes_by(tx, mine.member.person_id):
        by_share.setdefault(given.share_id, []).append(given)
    return tuple(
        MyShare(
            share_id,
            tuple(sorted(names[given.reader_id] for given in notes)),
            share_readers.group_name(tx, me, notes[0].group_id),
            notes[0].shared_week,
            notes[0].ended_week,
            None if notes[0].ended_week else _own_copy(tx, me, share_id),
        )
        for share_id, notes in by_share.items()
    )


def _on_page(tx: Transaction, me: Me, entry_id: str, change: Callable[[Entry], Entry]) -> tuple[Entry, int]:
    """A further version of one's own page, with nothing but its shares changed."""
    record_id = bytes.fromhex(entry_id)
    opened = sealed_pages.open_page(tx, me, record_id)
    if opened is None or opened.author_id != acting(me).member.person_id:
        raise NotNow(_("This page isn’t here any more."), _("Go back to your pages and open it again."))
    entry = change(from_body(opened.body))
    return entry, sealed_pages.save_own(tx, me, record_id, to_body(entry), expected=opened.version)


def _ended(entry: Entry, share_id: bytes, mine: SignedIn) -> Entry:
    today = mine.clock.today()
    name = share_id.hex()
    return replace(
        entry, shares=tuple(replace(s, ended_on=today) if s.share_id == name else s for s in entry.shares)
    )


def _own_copy(tx: Transaction, me: Me, share_id: bytes) -> SharedCopy | None:
    try:
        opened = sealed_pages.open_page(tx, me, share_id)
        return sealed_pages.from_json(opened.body, SharedCopy) if opened is not None else None
    except KnownError:
        return None
