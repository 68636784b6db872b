"""A program that tries to read ballots, and to tell whose they are, with whatever secrets it is given.

It knows the source code. It uses SQLCipher, libsodium and the formats of the files; of the product only the vault's key
derivation, to turn passwords into keys. Every cipher text is tried with every key, layer by layer.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pie_audit.vault import sealing
from tests.privacy.page_attacker import Ring, Tables, stream
from tests.privacy.pages import PAGE, USABLE

DEPTH = 3
SEAL = 48
ENVELOPE = 4192
LAYERS = (0, 32, 64)
"""Where in what came out another cipher text may begin: at once, after a digest or after a signature."""
BALLOT = b'"block":'
"""Part of the text of every ballot, whoever wrote it and whatever it says."""


@dataclass
class Found:
    """What came out of one cipher text, and out of which row and column it did."""

    table: str
    row: Mapping[str, Any]
    plain: bytes
    depth: int


@dataclass
class Loot:
    """Everything that came out of any seal, and the keys that it took."""

    found: list[Found]
    keys: dict[bytes, bytes] = field(repr=False)

    def ballots(self) -> list[Found]:
        """What can be read: the ballots, with the row in which each lay."""
        return [one for one in self.found if BALLOT in one.plain and one.table in {"ballot", "ballot_mid"}]

    def deepest(self) -> int:
        """How many layers of ballots came off."""
        return max((one.depth for one in self.found if one.table in {"ballot", "ballot_mid"}), default=0)

    def layers(self, table: str) -> set[bytes]:
        """All that came out of the rows of one table, and every part of it that may be a cipher text in turn."""
        return {part for one in self.found if one.table == table for part in _parts(one.plain)}

    def secrets(self, right: bytes) -> bool:
        """Whether whoever holds the loot could sign for this right."""
        from nacl import bindings

        seeds = {one.plain[-32:] for one in self.found if one.table == "ballot_token"}
        return any(bindings.crypto_sign_seed_keypair(seed)[0] == right for seed in seeds if len(seed) == 32)

    def holders(self) -> dict[bytes, str]:
        """Who holds which right, as far as tokens were opened."""
        from nacl import bindings

        opened = [one for one in self.found if one.table == "ballot_token"]
        return {bindings.crypto_sign_seed_keypair(o.plain[-32:])[0]: str(o.row["holder_id"]) for o in opened}


def keys_in(tables: Tables, ring: Ring) -> dict[bytes, bytes]:
    """Every private key that can be had, by its public half: people's own, and those of a box that theirs unwrap."""
    wrapped = {(row["nonce"], row["wrapped"]) for row in tables["survey_keeper"]}
    boxes = {stream(key, nonce, body)[:32] for key in ring.keys for nonce, body in wrapped}
    public = {row["xpk"] for name in ("user_key", "public_key", "survey_keeper") for row in tables[name]}
    had = {sealing.public_of(key): key for key in (ring.keys | boxes) if len(key) == 32}
    return {xpk: key for xpk, key in had.items() if xpk in public or key in ring.keys}


def attack(tables: Tables, ring: Ring) -> Loot:
    """Try every key on every cipher text of every row, and on what comes out, three layers deep."""
    keys, found = keys_in(tables, ring), []
    for name, rows in tables.items():
        for row in rows:
            for value in (value for value in row.values() if isinstance(value, bytes)):
                found += [Found(name, row, plain, depth) for plain, depth in peel(value, keys)]
    return Loot(found, keys)


def peel(sealed: bytes, keys: Mapping[bytes, bytes], depth: int = 1) -> Iterator[tuple[bytes, int]]:
    """What comes out of a cipher text or any part of it, and out of that in turn."""
    for part in _parts(sealed) if depth <= DEPTH else ():
        for xpk, key in keys.items():
            plain = sealing.unseal_with(xpk, key, part) if len(part) > SEAL else None
            if plain is not None:
                yield plain, depth
                yield from peel(plain, keys, depth + 1)


def _parts(content: bytes) -> set[bytes]:
    if len(content) > 2 * ENVELOPE - 1:
        return {content, content[:ENVELOPE], content[ENVELOPE:]}
    return {content[at:] for at in LAYERS}


def says(found: Iterable[Found]) -> list[dict[str, Any]]:
    """The ballots as their writers gave them."""
    return [json.loads(one.plain[32 : one.plain.rindex(b"}") + 1]) for one in found]


def journal(database: Path, dbk: bytes) -> list[bytes]:
    """Every page in the journal beside a database in the clear, in the order in which they were written."""
    content = database.with_name(database.name + "-wal").read_bytes()
    frames = []
    for start in range(32, len(content) - PAGE + 1, 24 + PAGE):
        number, page = (
            int.from_bytes(content[start : start + 4], "big"),
            content[start + 24 : start + 24 + PAGE],
        )
        salt = 16 if number == 1 else 0
        cipher = Cipher(algorithms.AES(dbk), modes.CBC(page[USABLE : USABLE + 16])).decryptor()
        frames.append(bytes(salt) + cipher.update(page[salt:USABLE]) + cipher.finalize())
    return frames


def pieces(tables: Tables, *names: str) -> set[bytes]:
    """Bits of 24 bytes out of every cipher text and key of these tables, close enough to catch any remains."""
    values = [v for name in names for row in tables[name] for v in row.values() if isinstance(v, bytes)]
    return {value[at : at + 24] for value in values for at in range(0, len(value) - 23, 512)}


def lying_in(wanted: Iterable[bytes], content: Sequence[bytes]) -> set[bytes]:
    """Which of these stand anywhere in some bytes."""
    whole = b"".join(content)
    return {piece for piece in wanted if piece in whole}


def changes(before: Tables, after: Tables) -> dict[str, list[dict[str, Any]]]:
    """The rows that came or were altered between two copies, and those that went, by table."""
    found = {}
    for name in after:
        old, new = (sorted(map(repr, tables[name])) for tables in (before, after))
        if old != new:
            found[name] = [
                row for row in (*before[name], *after[name]) if (row in before[name]) != (row in after[name])
            ]
    return found


def right_guesses(guessed: Sequence[object], true: Sequence[object]) -> int:
    """How many of these guesses hold. By chance it is one, whatever their number, and 14 once in ten thousand million."""
    return sum(one == other for one, other in zip(guessed, true, strict=True))


MOST_BY_CHANCE = 13


def correlation(one: Sequence[int], other: Sequence[int]) -> float:
    """Spearman's, between two orders of the same things."""
    n = len(one)
    ranks = [{value: rank for rank, value in enumerate(sorted(values))} for values in (one, other)]
    far = sum((ranks[0][a] - ranks[1][b]) ** 2 for a, b in zip(one, other, strict=True))
    return 1 - 6 * far / (n * (n * n - 1))


def bound(n: int) -> float:
    """What no correlation of two unrelated orders passes but once in five million times: 5.2 standard deviations."""
    return 5.2 / float((n - 1) ** 0.5)


def shuffled(n: int, seed: int) -> list[int]:
    """An order of its own for trying the test itself."""
    order = list(range(n))
    random.Random(seed).shuffle(order)
    return order
