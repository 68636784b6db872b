"""Private pages: each version sealed with a key of its own, which is wrapped once for every reader."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.utils import random

from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import SealedKey, SealedRecord
from pie_audit.vault import sealing
from pie_audit.vault.open_vault import OpenVault
from pie_audit.vault.refusals import Damaged, Unreadable
from pie_audit.words import _

_KIB = 1024
SIZES = tuple(n * _KIB for n in (1, 4, 16, 64, 256))
MOST_BYTES = SIZES[-1] - 1


@dataclass(frozen=True, slots=True)
class PageLabel:
    """What lies outside a page: random id, version, kind and the ISO week (`2026-W41`). Nothing else does."""

    record_id: bytes
    version: int
    kind: str
    week: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom something is sealed for: the epoch and public key that their row tells."""

    person_id: str
    epoch: int
    xpk: bytes


def new_record_id() -> bytes:
    """16 random bytes; nothing relies on their order."""
    return random(16)


def seal_record(vault: OpenVault, body: bytes, label: PageLabel) -> tuple[SealedRecord, SealedKey]:
    """A page of the person who is signed in, and their own way into it.

    Raises NotNow, with an offer to split, above 262,143 bytes.
    """
    record, ck = _seal_body(body, label, owner_id=vault.person_id, epoch=vault.epoch)
    return record, _wrap_own(vault, record, ck)


def seal_before_signing_in(
    author: Addressee, body: bytes, label: PageLabel
) -> tuple[SealedRecord, SealedKey]:
    """A line written at the lock screen: only its author will read it, and `rewrap` makes it theirs then."""
    record, ck = _seal_body(body, label, owner_id=author.person_id, epoch=author.epoch)
    wrapped = sealing.seal(author.xpk, ck + _named(record, author.person_id))
    return record, _key(record, author.person_id, "sealed", b"", wrapped)


def open_record(
    vault: OpenVault, record: SealedRecord, key: SealedKey, *, author_xpk: bytes | None = None
) -> bytes:
    """The body. `author_xpk` is the pinned key of whoever shared the page, for the scheme `box`.

    Raises Unreadable for an own page from before a reset, Damaged for bytes that were changed or moved.
    """
    return _open(vault, record, key, author_xpk)[1]


def rewrap(vault: OpenVault, record: SealedRecord, key: SealedKey) -> SealedKey:
    """The person's own way into a page under their newest key: after `renew`, and for lines sealed at the lock screen.

    Raises as `open_record` does.
    """
    ck, _body = _open(vault, record, key, None)
    return _wrap_own(vault, record, ck)


def rewrap_key(vault: OpenVault, key: SealedKey, *, opened_by: OpenVault | None = None) -> SealedKey | None:
    """An own way into a page under the newest key, without its body: thousands of them in a moment, after `renew`.

    `opened_by` holds the keys of a time before a reset, where `vault` doesn't. The same value where the way is under
    the newest key already; None where none of the keys opens it.
    """
    source = opened_by or vault
    for epoch in source.epochs:
        bound = _bound_way(key, vault.person_id, epoch)
        ck = sealing.unlock(source.keys(epoch).vk, key.nonce, key.wrapped, bound)
        if ck is not None and opened_by is None and epoch == vault.epoch:
            return key
        if ck is not None:
            newest = _bound_way(key, vault.person_id, vault.epoch)
            nonce, wrapped = sealing.lock(vault.keys(vault.epoch).vk, ck, newest)
            return replace(key, scheme="own", nonce=nonce, wrapped=wrapped)
    return None


def rescue(
    vault: OpenVault,
    record: SealedRecord,
    key: SealedKey,
    *,
    opened_by: OpenVault,
    author_xpk: bytes | None = None,
) -> SealedKey:
    """The person's own way under today's keys into a page that only their keys from before a reset open.

    Raises as `open_record` does, for `opened_by`.
    """
    ck, _body = _open(opened_by, record, key, author_xpk)
    return _wrap_own(vault, record, ck)


def share(vault: OpenVault, record: SealedRecord, key: SealedKey, reader: Addressee) -> SealedKey:
    """A reader's way into a page that was made for sharing; they can tell who wrapped it.

    Raises as `open_record` does.
    """
    ck, _body = _open(vault, record, key, None)
    nonce = random(sealing.NONCE_BYTES)
    xsk = vault.keys(vault.epoch).xsk
    wrapped = bindings.crypto_box_easy(ck + _named(record, reader.person_id), nonce, reader.xpk, xsk)
    return _key(record, reader.person_id, "box", nonce, wrapped)


def pad_to_step(body: bytes) -> bytes:
    """The body filled up to 1, 4, 16, 64 or 256 KiB. Raises NotNow for one that fits in none of them."""
    size = next((step for step in SIZES if len(body) < step), None)
    if size is None:
        raise NotNow(
            _("This page has grown too long to be sealed in one piece."),
            _("Split it: keep the first part here and go on with a new page."),
        )
    return sealing.pad(body, size)


def _seal_body(body: bytes, label: PageLabel, *, owner_id: str, epoch: int) -> tuple[SealedRecord, bytes]:
    ck = random(sealing.KEY_BYTES)
    blank = SealedRecord(
        label.record_id, label.version, owner_id, label.kind, epoch, nonce=b"", body=b"", week=label.week
    )
    nonce, sealed = sealing.lock(ck, pad_to_step(body), _bound(blank))
    return replace(blank, nonce=nonce, body=sealed), ck


def _open(
    vault: OpenVault, record: SealedRecord, key: SealedKey, author_xpk: bytes | None
) -> tuple[bytes, bytes]:
    ck = _unwrap(vault, record, key, author_xpk)
    padded = sealing.unlock(ck, record.nonce, record.body, _bound(record)) if ck is not None else None
    plain = sealing.unpad(padded) if padded is not None else None
    if ck is not None and plain is not None:
        return ck, plain
    if record.owner_id == vault.person_id and record.epoch not in vault.epochs:
        raise Unreadable
    raise Damaged(
        _("This page doesn't open."), _("It was changed or damaged. A sealed copy may still have it.")
    )


def _wrap_own(vault: OpenVault, record: SealedRecord, ck: bytes) -> SealedKey:
    bound = _bound_way(record, vault.person_id, vault.epoch)
    nonce, wrapped = sealing.lock(vault.keys(vault.epoch).vk, ck, bound)
    return _key(record, vault.person_id, "own", nonce, wrapped)


def _unwrap(vault: OpenVault, record: SealedRecord, key: SealedKey, author_xpk: bytes | None) -> bytes | None:
    if key.scheme == "own":
        return _unwrap_own(vault, record, key)
    if key.scheme == "sealed":
        return _after_key(vault.unseal(key.wrapped), record, vault.person_id)
    if key.scheme == "box" and author_xpk is not None:
        return _after_key(_open_box(vault, key, author_xpk), record, vault.person_id)
    return None


def _unwrap_own(vault: OpenVault, record: SealedRecord, key: SealedKey) -> bytes | None:
    for epoch in vault.epochs:
        bound = _bound_way(record, vault.person_id, epoch)
        ck = sealing.unlock(vault.keys(epoch).vk, key.nonce, key.wrapped, bound)
        if ck is not None:
            return ck
    return None


def _open_box(vault: OpenVault, key: SealedKey, author_xpk: bytes) -> bytes | None:
    for epoch in vault.epochs:
        try:
            return bindings.crypto_box_open_easy(key.wrapped, key.nonce, author_xpk, vault.keys(epoch).xsk)
        except CryptoError:
            continue
    return None


def _after_key(plain: bytes | None, record: SealedRecord, reader_id: str) -> bytes | None:
    """The content key, if what follows it names this record, version and reader: boxes have nothing else to bind."""
    if plain is None or plain[sealing.KEY_BYTES :] != _named(record, reader_id):
        return None
    return plain[: sealing.KEY_BYTES]


def _named(record: SealedRecord, reader_id: str) -> bytes:
    return record.record_id + record.version.to_bytes(8, "big") + reader_id.encode()


def _key(record: SealedRecord, reader_id: str, scheme: str, nonce: bytes, wrapped: bytes) -> SealedKey:
    return SealedKey(record.record_id, record.version, reader_id, scheme, nonce, wrapped)


def _bound(record: SealedRecord) -> bytes:
    return sealing.bind(
        f"sealed_record.{record.kind}",
        record=record.record_id.hex(),
        version=record.version,
        owner=record.owner_id,
        epoch=record.epoch,
    )


def _bound_way(to: SealedRecord | SealedKey, reader_id: str, epoch: int) -> bytes:
    return sealing.bind(
        "sealed_key", record=to.record_id.hex(), version=to.version, owner=reader_id, epoch=epoch
    )
