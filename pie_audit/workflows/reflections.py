"""One's own pages: begun, kept while one types, saved when a sitting ends, gone back on, thrown away."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, EntryKind, from_body, to_body
from pie_audit.domain.entry_versions import put_together, same_words, says_nothing, split_page
from pie_audit.domain.errors import CannotRead, KnownError
from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.storage import records
from pie_audit.vault.drafts import open_draft, seal_draft
from pie_audit.words import _
from pie_audit.workflows import sealed_pages
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.sealed_pages import Clash
from pie_audit.workflows.shelf import OnShelf, shelf_of
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.domain.sealed import Draft, RecordStamp, SealedKey, SealedRecord
    from pie_audit.storage.transaction import Transaction
    from pie_audit.vault.drafts import Keeper

DRAFT_FORM = "page draft"
"""Tells the draft of a page from other words that are kept the same way."""


@dataclass(frozen=True, slots=True)
class KeptWords:
    """What somebody was writing when the program ended: their words, the day, and the version they began from."""

    entry: Entry
    kept_on: date
    based_on: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """A page that is open to write on. `version` is 0 until it was saved; `kept` waits beside it, never over it."""

    entry: Entry
    version: int
    kept: KeptWords | None = None


@dataclass(frozen=True, slots=True)
class EarlierText:
    """One version of a page. `latest` marks the one that stands."""

    version: int
    week: str
    entry: Entry
    latest: bool


def start(tx: Transaction, me: Me, kind: EntryKind = EntryKind.REFLECTION) -> Sitting:
    """A page that nobody has written on; nothing is kept of it until somebody does."""
    mine = acting(me)
    entry = Entry(_fresh_id(), kind, mine.clock.today(), begun=mine.clock.minute())
    return Sitting(entry, 0)


def open_entry(tx: Transaction, me: Me, entry_id: str) -> Sitting:
    """A page of one's own with what was kept of it. Raises CannotRead where there is none, or as `open_page` does."""
    record_id = bytes.fromhex(entry_id)
    found = sealed_pages.open_page(tx, me, record_id)
    kept = _kept_words(tx, me, record_id)
    if found is not None:
        entry = from_body(found.body)
        if kept is not None and same_words(kept.entry, entry):
            kept = None
        return Sitting(entry, found.version, kept)
    if kept is None:
        raise CannotRead(_("This page isn’t here any more."), _("Go back to the list; all others are there."))
    return Sitting(kept.entry, 0)


def keep_draft(tx: Transaction, me: Me, entry: Entry, version: int) -> None:
    """Keep what is typed so far, sealed, beside the page as it was saved. Raises NotNow for one that is too long."""
    mine = acting(me)
    plain = {
        "form": DRAFT_FORM,
        "kept_on": mine.clock.today().isoformat(),
        "based_on": version,
        "page": to_plain(entry),
    }
    body = json.dumps(plain, ensure_ascii=False).encode()
    record_id = bytes.fromhex(entry.entry_id)
    _own_draft(tx, me, record_id)
    records.save_draft(tx, seal_draft(mine.vault, body, record_id=record_id, owner_id=mine.member.person_id))


def drop_draft(tx: Transaction, me: Me, entry_id: str) -> Undoable:
    """Let go of what was kept beside a page; it can come back for as long as the undo bar stands there."""
    record_id = bytes.fromhex(entry_id)
    found = _own_draft(tx, me, record_id)
    records.delete_draft(tx, record_id)
    return Undoable(None, _("Let go of what was kept"), partial(_draft_back, found), brief=True)


def save(tx: Transaction, me: Me, entry: Entry, base: Sitting) -> Sitting:
    """Save the page as a version where it differs from `base`, and let go of its draft: a sitting has ended.

    What another window changed meanwhile is taken over where no part was changed twice; else raises Clash, and
    the draft stays. A new page that says nothing isn't kept.
    """
    mine = acting(me)
    record_id = bytes.fromhex(entry.entry_id)
    _own_draft(tx, me, record_id)
    if not base.version and says_nothing(entry):
        records.delete_draft(tx, record_id)
        return base
    if base.version and same_words(entry, base.entry):
        records.delete_draft(tx, record_id)
        return replace(base, kept=None)
    written = replace(entry, saved=mine.clock.minute())
    try:
        version = sealed_pages.save_own(tx, me, record_id, to_body(written), expected=base.version)
    except Clash as clash:
        together = put_together(base.entry, written, from_body(clash.theirs.body)) if base.version else None
        if together is None:
            raise
        written = together
        version = sealed_pages.save_own(tx, me, record_id, to_body(written), expected=clash.theirs.version)
    records.delete_draft(tx, record_id)
    shelf_of(me).put(OnShelf(written, version, mine.week))
    return Sitting(written, version)


def save_parts(tx: Transaction, me: Me, entry: Entry, base: Sitting) -> Sitting:
    """Save a page that has grown too long as several; the first stays open, the others follow in the list."""
    parts = split_page(entry, _fresh_id)
    for part in parts[1:]:
        save(tx, me, part, Sitting(part, 0))
    return save(tx, me, parts[0], base)


def _fresh_id() -> str:
    return sealed_pages.new_id().hex()


def versions(tx: Transaction, me: Me, entry_id: str) -> tuple[EarlierText, ...]:
    """Every version that is kept of a page, the newest first; one that doesn't open is left out."""
    found = []
    for stamp in records.stamps_of(tx, bytes.fromhex(entry_id)):
        try:
            opened = sealed_pages.open_page(tx, me, stamp.record_id, stamp.version)
            if opened is not None:
                found.append(EarlierText(stamp.version, stamp.week, from_body(opened.body), latest=False))
        except KnownError:
            continue
    return tuple(replace(text, latest=True) if at == 0 else text for at, text in enumerate(found))


def go_back(tx: Transaction, me: Me, entry_id: str, version: int) -> Undoable:
    """Let a page say again what it said in an earlier version: as a new one, so nothing is lost by it.

    Copies that were given away meanwhile stay noted. Raises CannotRead where the page or version is gone.
    """
    now = open_entry(tx, me, entry_id)
    opened = sealed_pages.open_page(tx, me, bytes.fromhex(entry_id), version)
    if opened is None:
        raise CannotRead(_("This version isn’t kept any more."), _("Choose one of those that are."))
    earlier = replace(from_body(opened.body), shares=now.entry.shares)
    after = save(tx, me, earlier, replace(now, kept=None))
    return Undoable(after, _("Went back to an earlier version"), partial(_forward, now.entry))


def delete(tx: Transaction, me: Me, entry_id: str) -> Undoable:
    """Erase a page with all its versions and its draft. Only what is sealed is held for an undo, and only while
    the undo bar stands there; a crash or a lock ends the chance. Raises CannotRead for somebody else's page."""
    mine = acting(me)
    record_id = bytes.fromhex(entry_id)
    stamps, kept = records.stamps_of(tx, record_id), _own_draft(tx, me, record_id)
    if any(stamp.owner_id != mine.member.person_id for stamp in stamps):
        raise _not_yours()
    taken = tuple(pair for stamp in reversed(stamps) if (pair := _take_out(tx, me, stamp)) is not None)
    records.delete_record(tx, record_id)
    records.delete_draft(tx, record_id)
    shelf_of(me).take_off(entry_id)
    return Undoable(entry_id, _("Page thrown away"), partial(_put_back, taken, kept), brief=True)


def unfinished(tx: Transaction, me: Me) -> tuple[KeptWords, ...]:
    """What was being written when the program ended, page by page; the latest day first."""
    mine = acting(me)
    drafts = (_opened(mine.vault, draft) for draft in records.list_drafts(tx, mine.member.person_id))
    found = [kept for kept in drafts if kept is not None]
    return tuple(sorted(found, key=lambda kept: (kept.kept_on, kept.entry.begun), reverse=True))


def _own_draft(tx: Transaction, me: Me, record_id: bytes) -> Draft | None:
    """The draft of a page. Raises CannotRead for one that somebody else keeps there."""
    draft = records.load_draft(tx, record_id)
    if draft is not None and draft.owner_id != acting(me).member.person_id:
        raise _not_yours()
    return draft


def _not_yours() -> CannotRead:
    return CannotRead(_("This page isn’t yours."), _("Only who wrote a page can change it or throw it away."))


def _kept_words(tx: Transaction, me: Me, record_id: bytes) -> KeptWords | None:
    draft = records.load_draft(tx, record_id)
    return _opened(acting(me).vault, draft) if draft is not None else None


def _opened(vault: Keeper, draft: Draft) -> KeptWords | None:
    """A draft of a page; None for other words, and for bytes that don't open: the page itself is whole."""
    try:
        data = json.loads(open_draft(vault, draft))
        if data.get("form") != DRAFT_FORM:
            return None
        entry = from_plain(data["page"], Entry)
        return KeptWords(entry, date.fromisoformat(data["kept_on"]), int(data["based_on"]))
    except (KnownError, *STRANGE):
        return None


def _draft_back(draft: Draft | None, tx: Transaction, _me: Me) -> None:
    if draft is not None:
        records.save_draft(tx, draft)


def _forward(entry: Entry, tx: Transaction, me: Me) -> None:
    now = open_entry(tx, me, entry.entry_id)
    save(tx, me, replace(entry, shares=now.entry.shares), replace(now, kept=None))


def _take_out(tx: Transaction, me: Me, stamp: RecordStamp) -> tuple[SealedRecord, SealedKey] | None:
    record = records.load_record(tx, stamp.record_id, stamp.version)
    key = records.load_key(tx, record, acting(me).member.person_id) if record is not None else None
    return (record, key) if record is not None and key is not None else None


def _put_back(
    taken: tuple[tuple[SealedRecord, SealedKey], ...], kept: Draft | None, tx: Transaction, me: Me
) -> None:
    for record, key in taken:
        records.add_version(tx, record, [key], keep=sealed_pages.KEPT_VERSIONS)
    _draft_back(kept, tx, me)
