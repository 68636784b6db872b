"""Sealed pages as workflows use them: kept for oneself with their earlier versions, or for a few named readers."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.domain.sealed import SealedRecord, Signature
from pie_audit.storage import records, sessions
from pie_audit.vault import records as sealing
from pie_audit.vault.open_vault import verify
from pie_audit.vault.records import PageLabel
from pie_audit.words import _
from pie_audit.workflows import pins
from pie_audit.workflows.presence import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

T = TypeVar("T")

KEPT_VERSIONS = 20
"""So many earlier versions of a page one can go back to."""

_STEP_BITS = 12


class PageKind(StrEnum):
    """All that a database tells of what a sealed page is."""

    PAGE = "page"
    SHARED = "shared"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was opened: its body, who sealed it, and the version to name when saving over it."""

    body: bytes
    author_id: str
    version: int
    week: str


class Clash(NotNow):
    """Somebody saved this page meanwhile. `theirs` is what it says now: show both, so that nobody's words are lost."""

    def __init__(self, theirs: Opened) -> None:
        super().__init__(
            _("This page was changed in another place while you were writing."),
            _("Both texts are here: keep one, or put them together."),
        )
        self.theirs = theirs


def named_id(*parts: str) -> bytes:
    """16 bytes for a page that belongs to something with a random id, such as the agenda of a session."""
    return hashlib.blake2b("/".join(parts).encode(), digest_size=16).digest()


def new_id() -> bytes:
    """16 random bytes."""
    return sealing.new_record_id()


def save_own(
    tx: Transaction, me: Me, record_id: bytes, body: bytes, *, expected: int, keep: int = KEPT_VERSIONS
) -> int:
    """A further version of a page of one's own; the version it has now. `expected` is the one it was read at, or 0.

    Raises Clash if another window saved it meanwhile, NotNow for a body over 256 KiB and for somebody else's page.
    """
    mine = acting(me)
    held = _require_unchanged(tx, me, record_id, expected)
    if held is not None and held.owner_id != mine.member.person_id:
        raise _not_yours()
    label = PageLabel(record_id, _next(expected), PageKind.PAGE, mine.week)
    record, key = sealing.seal_record(mine.vault, body, label)
    records.add_version(tx, record, [key], keep=keep)
    return record.version


def save_for(
    tx: Transaction,
    me: Me,
    record_id: bytes,
    body: bytes,
    readers: Collection[str],
    *,
    expected: int = 0,
    kind: PageKind = PageKind.SESSION,
) -> int:
    """A page for oneself and these readers, in place of what it said; the version it has now.

    Whoever stood by the earlier words no longer does. Raises Clash, NotNow for a reader without keys, KeyChanged for
    one whose key isn't trusted.
    """
    mine = acting(me)
    _require_unchanged(tx, me, record_id, expected)
    others = [pins.addressee(tx, me, r) for r in sorted(set(readers) - {mine.member.person_id})]
    record, own = sealing.seal_record(
        mine.vault, body, PageLabel(record_id, _next(expected), kind, mine.week)
    )
    keys = [own, *(sealing.share(mine.vault, record, own, reader) for reader in others)]
    records.save_record(tx, record, keys)
    sessions.delete_signatures(tx, record_id)
    return record.version


def open_page(tx: Transaction, me: Me, record_id: bytes, version: int | None = None) -> Opened | None:
    """A page as it stands, or one earlier version; None where there is none or it isn't this person's to read.

    Raises Unreadable for a page from before a reset, Damaged for changed bytes, KeyChanged where whoever sealed it
    isn't trusted.
    """
    mine = acting(me)
    record = records.load_record(tx, record_id, version)
    key = records.load_key(tx, record, mine.member.person_id) if record else None
    if record is None or key is None:
        return None
    theirs = None if key.scheme != "box" else pins.trusted_key(tx, me, record.owner_id, record.epoch)
    body = sealing.open_record(mine.vault, record, key, author_xpk=theirs)
    return Opened(body, record.owner_id, record.version, record.week)


def to_json(value: object) -> bytes:
    """A frozen value as the body of a page: equal values give equal bytes."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True).encode()


def from_json(body: bytes, kind: type[T]) -> T:
    """The value that `to_json` took apart. Raises CannotRead for anything else."""
    try:
        data: Any = json.loads(body)
        return from_plain(data, kind)
    except STRANGE:
        raise CannotRead(
            _("This page can’t be understood."),
            _("A sealed copy may still have it; nothing is changed here."),
        ) from None


def stand_by(tx: Transaction, me: Me, record_id: bytes) -> None:
    """Put one's name to a page as it stands now. Raises KeyError where there is none."""
    mine = acting(me)
    record = records.load_record(tx, record_id)
    if record is None:
        raise KeyError(record_id)
    proof = mine.vault.sign(_signed(record))
    name = Signature(record_id, record.version, mine.member.person_id, mine.week, proof)
    sessions.save_signature(tx, name)


def standing_by(tx: Transaction, me: Me, record_id: bytes) -> frozenset[str]:
    """Who put their name to the page as it stands now, each with a proof that holds under keys that `me` trusts."""
    record = records.load_record(tx, record_id)
    if record is None:
        return frozenset()
    return frozenset(
        signed.person_id
        for signed in sessions.signatures_of(tx, record_id)
        if signed.version == record.version
        and any(
            verify(epk, _signed(record), signed.proof) for epk in pins.signing_keys(tx, me, signed.person_id)
        )
    )


def _require_unchanged(tx: Transaction, me: Me, record_id: bytes, expected: int) -> SealedRecord | None:
    """The page as it lies there, for one of its readers."""
    held = records.load_record(tx, record_id)
    if held is None:
        return None
    if records.load_key(tx, held, acting(me).member.person_id) is None:
        raise _not_yours()
    if held.version != expected:
        theirs = open_page(tx, me, record_id)
        if theirs is None:
            raise _not_yours()
        raise Clash(theirs)
    return held


def _not_yours() -> NotNow:
    return NotNow(_("This page isn’t yours to change."), _("Write one of your own."))


def _next(version: int) -> int:
    """Higher than the last, by a step that tells nobody how often a page was saved."""
    return version + 1 + secrets.randbelow(1 << _STEP_BITS)


def _signed(record: SealedRecord) -> bytes:
    # The sealed bytes and not the words: with the words' digest somebody could try out what was written.
    digest = hashlib.blake2b(record.nonce + record.body, digest_size=32).hexdigest()
    return f"stands by|{record.record_id.hex()}|{record.version}|{digest}".encode()
