"""A program that tries to read what it may not, with everything that an insider could get hold of.

It uses SQLCipher, libsodium and the vault's own functions; never a workflow, never the storage layer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from nacl import bindings
from nacl.exceptions import CryptoError

from pie_audit.domain.sealed import UserKey
from pie_audit.vault import person, sealing, slips, slot_file, slots
from pie_audit.vault.kdf import Kdf


@dataclass(frozen=True)
class Spoils:
    """What the insider has: the folder, the database's key, passwords by name, and the words of slips."""

    folder: Path
    dbk: bytes
    passwords: dict[str, str]
    slips: tuple[str, ...]
    kdf: Kdf


@dataclass(frozen=True)
class Loot:
    """What came of it: plain sheets by seat (hex), and private keys of rounds."""

    sheets: dict[str, tuple[bytes, ...]]
    round_keys: frozenset[bytes]


def attack(spoils: Spoils) -> Loot:
    """Try every secret, and every key that follows from one, on every box; and on what came out of a box."""
    database = connect(spoils)
    secrets = set(_personal_keys(spoils, database)) | set(_slip_keys(spoils, database)) | {spoils.dbk}
    shares = [bytes(box) for (box,) in database.execute("SELECT box FROM round_key_share")]
    round_keys = set()
    for outer, inner, box in product(secrets, secrets, shares):
        for middle in _opened(outer, box):
            for plain in _opened(inner, middle):
                round_keys.add(plain[-32:])
            secrets_inside = {middle[i : i + 32] for i in range(0, len(middle) - 31)}
            round_keys |= {k for k in secrets_inside if _is_key_of_a_round(database, k)}
    found: dict[str, tuple[bytes, ...]] = {}
    query = "SELECT hex(seat_id), for_round, for_rater FROM sheet"
    for seat, for_round, for_rater in database.execute(query):
        for key, box in product(secrets | round_keys, (for_round, for_rater)):
            found[seat.lower()] = (*found.get(seat.lower(), ()), *_opened(key, bytes(box)))
    database.close()
    return Loot({seat: plain for seat, plain in found.items() if plain}, frozenset(round_keys))


def connect(spoils: Spoils) -> Any:
    """The database, open for reading."""
    connection = sqlcipher.connect(str(spoils.folder / "pie.db"))
    connection.execute(f"PRAGMA key = \"x'{spoils.dbk.hex()}'\"")
    return connection


def observe(spoils: Spoils) -> dict[str, object]:
    """Everything about files and tables that can be seen, but for the random bytes of versions, boxes and the head.

    Sizes of files, pages, free pages, rows and their order, each value of each column; of a sealed box, of a
    version and of the head its type and length.
    """
    database = connect(spoils)
    seen: dict[str, object] = {f.name: f.stat().st_size for f in sorted(spoils.folder.iterdir())}
    for pragma in ("page_count", "freelist_count", "user_version", "schema_version"):
        seen[pragma] = database.execute(f"PRAGMA {pragma}").fetchone()
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        seen[table] = [tuple(map(_as_seen, row)) for row in database.execute(f'SELECT * FROM "{table}"')]
    seen["sheet"] = [
        (bytes(seat), *map(_shape, rest)) for seat, *rest in database.execute("SELECT * FROM sheet")
    ]
    seen["head"] = [tuple(map(_shape, row)) for row in database.execute("SELECT * FROM head")]
    database.close()
    return seen


def versions(spoils: Spoils) -> dict[str, int]:
    """The version of each sheet by its seat."""
    database = connect(spoils)
    found = {seat.lower(): n for seat, n in database.execute("SELECT hex(seat_id), version FROM sheet")}
    database.close()
    return found


def _as_seen(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _shape(value: object) -> object:
    return len(value) if isinstance(value, bytes | memoryview) else type(value).__name__


def _opened(key: bytes, box: bytes) -> Iterator[bytes]:
    """What the key gives as the private half of a sealed box, and as a secret key with any nonce in front."""
    plain = sealing.unseal(key, box)
    if plain is not None:
        yield plain
    nonce, rest = box[:24], box[24:]
    for aad in (None, b""):
        try:
            yield bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(rest, aad, nonce, key)
        except CryptoError:
            continue


def _is_key_of_a_round(database: Any, key: bytes) -> bool:
    public = {bytes(k) for (k,) in database.execute("SELECT public_key FROM audit_round")}
    return sealing.public_of(key) in public


def _personal_keys(spoils: Spoils, database: Any) -> Iterator[bytes]:
    """Every key that follows from a password: root, vault, box and signing keys of every epoch."""
    ways = slot_file.from_bytes((spoils.folder / "pie.keyslots").read_bytes())
    for name, password in spoils.passwords.items():
        opened = slots.open_person(ways, name, password, spoils.kdf)
        yield from (way.kek for way in opened.ways)
        for row in _user_keys(database):
            try:
                vault = person.open_vault(row, opened)
            except Exception:
                continue
            yield from vault.roots().values()
            for epoch in vault.epochs:
                keys = vault.keys(epoch)
                yield from (keys.vk, keys.xsk, keys.esk[:32])


def _user_keys(database: Any) -> list[UserKey]:
    fields = list(UserKey.__dataclass_fields__)
    rows = database.execute(f"SELECT {', '.join(fields)} FROM user_key").fetchall()
    return [UserKey(*(_as_seen(value) for value in row)) for row in rows]


def _slip_keys(spoils: Spoils, database: Any) -> Iterator[bytes]:
    salts = [bytes(salt) for (salt,) in database.execute("SELECT slip_salt FROM audit_round")]
    for words, salt in product(spoils.slips, salts):
        if salt:
            keys = slips.slip_keys(words, salt, spoils.kdf)
            yield from (keys.xsk, keys.own, keys.find)
