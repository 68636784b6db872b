"""A program that tries to read private pages with everything that an insider could get hold of.

It uses SQLCipher, libsodium and the vault's own functions; never a workflow, never the storage layer. Seals are also
taken off without looking at their proof (`stream`), so that nothing depends on knowing what a page is bound to.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from nacl import bindings
from nacl.exceptions import CryptoError

from pie_audit.domain.errors import KnownError
from pie_audit.domain.sealed import Draft, SealedKey, SealedRecord, UserKey
from pie_audit.vault import drafts, person, records, sealing, slot_file, slots
from pie_audit.vault.kdf import Kdf
from pie_audit.vault.open_vault import OpenVault
from tests.privacy.markers import spellings

Tables = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Secrets:
    """What the insider was told or found: names with passwords, My keys, House keys, and keys of the database."""

    passwords: tuple[tuple[str, str], ...]
    my_keys: tuple[str, ...] = ()
    house_codes: tuple[str, ...] = ()
    dbks: tuple[bytes, ...] = ()


@dataclass
class Ring:
    """Everything that follows from the secrets: vaults of people, and every 32 bytes that could be a key."""

    vaults: list[OpenVault] = field(default_factory=list)
    keys: set[bytes] = field(default_factory=set)

    def take(self, vault: OpenVault) -> None:
        if all(vault.roots() != known.roots() for known in self.vaults):
            self.vaults.append(vault)
        self.keys |= set(vault.roots().values())
        for epoch in vault.epochs:
            keys = vault.keys(epoch)
            self.keys |= {keys.vk, keys.xsk, keys.esk[:32]}


def tables_of(database: Path, dbk: bytes) -> Tables:
    """Every table of an encrypted database."""
    connection = sqlcipher.connect(str(database))
    connection.execute(f"PRAGMA key = \"x'{dbk.hex()}'\"")
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: _rows(connection.execute(f'SELECT * FROM "{name}"')) for name in names}
    connection.close()
    return found


def _rows(cursor: Any) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, map(_plain, row), strict=True)) for row in cursor]


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def ring_of(tables: Tables, keyslots: Iterable[bytes], secrets: Secrets, kdf: Kdf) -> Ring:
    """Try every secret on every slot and on every row of keys, today's and those lost in a reset."""
    ring = Ring(keys=set(secrets.dbks))
    rows = [_user_key(row) for name in ("user_key", "lost_key") for row in tables.get(name, ())]
    for content in keyslots:
        ways = slot_file.from_bytes(content)
        for (name, password), key in product(secrets.passwords, rows):
            with suppress(KnownError):
                opened = slots.open_person(ways, name, password, kdf)
                ring.keys |= {opened.key.dbk, *(way.kek for way in opened.ways if way.kek)}
                ring.take(person.open_vault(key, opened))
        for code in secrets.house_codes:
            with suppress(KnownError):
                ring.keys.add(slots.open_house(ways, code, kdf).key.dbk)
    for code, key in product(secrets.my_keys, rows):
        with suppress(KnownError):
            ring.take(person.recover_with_my_key(key, code, kdf))
    return ring


def _user_key(row: Mapping[str, Any]) -> UserKey:
    blank: dict[str, Any] = {"slot_id": b"", "nonce": b"", "wrapped": b""}
    return UserKey(**{name: row.get(name, blank.get(name)) for name in UserKey.__dataclass_fields__})


def attack(tables: Tables, ring: Ring) -> list[bytes]:
    """Whatever came out of any seal: by the vault's functions, and by trying every key on every pair of bytes."""
    pages = [_of(SealedRecord, row) for row in tables["sealed_record"]]
    ways = [_of(SealedKey, row) for row in tables["sealed_key"]]
    kept = [_of(Draft, row) for row in tables["draft"]]
    theirs = {row["xpk"] for name in ("user_key", "public_key") for row in tables[name]}
    found = [*_by_vault(pages, ways, kept, ring, theirs), *_by_hand(pages, ways, ring, theirs)]
    return [*found, *_any_pair(tables, ring)]


def _of(kind: Any, row: Mapping[str, Any]) -> Any:
    return kind(**{name: row[name] for name in kind.__dataclass_fields__})


def _by_vault(
    pages: list[SealedRecord],
    ways: list[SealedKey],
    kept: list[Draft],
    ring: Ring,
    theirs: set[bytes],
) -> Iterator[bytes]:
    """Every function that opens something, with everybody's vault, each way as it is and passed off as another."""
    for vault, page in product(ring.vaults, pages):
        for way in (w for w in ways if w.record_id == page.record_id):
            for scheme, version in product(("own", "box", "sealed"), {way.version, page.version}):
                tried = replace(way, scheme=scheme, version=version, reader_id=vault.person_id)
                for key in theirs if scheme == "box" else {None}:
                    yield from _opened(vault, page, tried, key)
    for vault, draft in product(ring.vaults, kept):
        for tried in (draft, replace(draft, owner_id=vault.person_id)):
            with suppress(KnownError):
                yield drafts.open_draft(vault, tried)


def _opened(vault: OpenVault, page: SealedRecord, way: SealedKey, key: bytes | None) -> Iterator[bytes]:
    for record in (page, replace(page, owner_id=vault.person_id)):
        with suppress(KnownError):
            yield records.open_record(vault, record, way, author_xpk=key)
        with suppress(KnownError):
            yield records.open_record(vault, record, records.rewrap(vault, record, way))
        with suppress(KnownError):
            mine = records.Addressee(vault.person_id, vault.epoch, vault.xpk)
            yield records.share(vault, record, way, mine).wrapped
        with suppress(KnownError):
            again = records.rescue(vault, record, way, opened_by=vault, author_xpk=key)
            yield records.open_record(vault, record, again)
    moved = records.rewrap_key(vault, way)
    if moved is not None:
        with suppress(KnownError):
            yield records.open_record(vault, page, moved)


def _by_hand(
    pages: list[SealedRecord], ways: list[SealedKey], ring: Ring, theirs: set[bytes]
) -> Iterator[bytes]:
    """Whatever any key makes of a way into a page is tried as that page's key."""
    for page in pages:
        content_keys = set(ring.keys)
        for way in (w for w in ways if w.record_id == page.record_id):
            for key in ring.keys:
                content_keys |= {plain[:32] for plain in _out_of(key, way.nonce, way.wrapped, theirs)}
        for key in content_keys:
            if len(key) == 32:
                yield stream(key, page.nonce, page.body)


def _out_of(key: bytes, nonce: bytes, wrapped: bytes, theirs: set[bytes]) -> Iterator[bytes]:
    if len(nonce) == 24:
        yield stream(key, nonce, wrapped)
        for public in theirs:
            with suppress(CryptoError):
                yield bindings.crypto_box_open_easy(wrapped, nonce, public, key)
    plain = sealing.unseal(key, wrapped)
    if plain is not None:
        yield plain


def _any_pair(tables: Tables, ring: Ring) -> Iterator[bytes]:
    """Every pair of a nonce and other bytes in any row of any table, with every key."""
    for row in (row for name in tables if name != "sealed_record" for row in tables[name]):
        values = [value for value in row.values() if isinstance(value, bytes)]
        nonces = [value for value in values if len(value) == 24]
        for nonce, content, key in product(nonces, values, ring.keys):
            if content is not nonce and len(content) >= 16:
                yield stream(key, nonce, content)
        for content, key in product(values, ring.keys):
            plain = sealing.unseal(key, content) if len(content) > 48 else None
            if plain is not None:
                yield plain


def stream(key: bytes, nonce: bytes, sealed: bytes) -> bytes:
    """What XChaCha20 makes of sealed bytes, proof or no proof: words for the right key, noise for any other."""
    inner = _hchacha20(key, nonce[:16])
    start = (1).to_bytes(4, "little") + b"\0\0\0\0" + nonce[16:24]
    return Cipher(algorithms.ChaCha20(inner, start), mode=None).decryptor().update(sealed[:-16])


def _hchacha20(key: bytes, nonce: bytes) -> bytes:
    """The key that XChaCha20 goes on with: a ChaCha20 block without its last addition, of which eight words count."""
    words = [0x61707865, 0x3320646E, 0x79622D32, 0x6B206574, *struct.unpack("<8I", key)]
    words += struct.unpack("<4I", nonce)
    block = (
        Cipher(algorithms.ChaCha20(key, nonce), mode=None).encryptor()
    )  # the library's block adds the words it began with; taking them away again leaves what is wanted
    made = struct.unpack("<16I", block.update(bytes(64)))
    bare = [(one - other) & 0xFFFFFFFF for one, other in zip(made, words, strict=True)]
    return struct.pack("<8I", *bare[:4], *bare[12:])


def which(markers: Mapping[str, str], content: Iterable[bytes]) -> set[str]:
    """The places whose markers stand somewhere in these bytes, in any spelling."""
    wanted = [(place, spelling) for place, marker in markers.items() for spelling in spellings(marker)]
    return {place for plain in content for place, spelling in wanted if spelling in plain}
