"""The pages of an encrypted database as somebody with its key sees them, and where each row of a table lies.

Written from the published formats of SQLCipher 4 and SQLite, without a line of the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED = 4096, 80
USABLE = PAGE - RESERVED
INTERIOR_INDEX = 2


@dataclass(frozen=True)
class Cell:
    """One row: its page, where on it, how many bytes, its first key bytes and the pages that it runs over to."""

    page: int
    offset: int
    size: int
    key: bytes
    overflow: tuple[int, ...]


def decrypt(database: Path, dbk: bytes) -> list[bytes]:
    """Every page in the clear; the first number of a page is its place in the list plus one."""
    content = database.read_bytes()
    pages = []
    for start in range(0, len(content), PAGE):
        page, salt = content[start : start + PAGE], 16 if start == 0 else 0
        cipher = Cipher(algorithms.AES(dbk), modes.CBC(page[USABLE : USABLE + 16])).decryptor()
        pages.append(bytes(salt) + cipher.update(page[salt:USABLE]) + cipher.finalize())
    return pages


def rows_of(pages: list[bytes], root: int) -> Iterator[Cell]:
    """The rows of a table without row ids, in the order of its tree."""
    page = pages[root - 1]
    start = 100 if root == 1 else 0
    interior = page[start] == INTERIOR_INDEX
    pointers = start + (12 if interior else 8)
    for n in range(int.from_bytes(page[start + 3 : start + 5], "big")):
        at = int.from_bytes(page[pointers + 2 * n : pointers + 2 * n + 2], "big")
        if interior:
            yield from rows_of(pages, int.from_bytes(page[at : at + 4], "big"))
        yield _cell(pages, root, at, at + 4 * interior)
    if interior:
        yield from rows_of(pages, int.from_bytes(page[start + 8 : start + 12], "big"))


def _cell(pages: list[bytes], number: int, at: int, body: int) -> Cell:
    page = pages[number - 1]
    size, body = _varint(page, body)
    here = _kept_here(size)
    header, _rest = _varint(page, body)
    key = page[body + header : body + header + 16]
    chain, following = [], int.from_bytes(page[body + here : body + here + 4], "big") if here < size else 0
    while following:
        chain.append(following)
        following = int.from_bytes(pages[following - 1][:4], "big")
    return Cell(number, at, size, key, tuple(chain))


def _kept_here(size: int) -> int:
    most, least = (USABLE - 12) * 64 // 255 - 23, (USABLE - 12) * 32 // 255 - 23
    if size <= most:
        return size
    kept = least + (size - least) % (USABLE - 4)
    return kept if kept <= most else least


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        value = value << 7 | data[at + n] & 0x7F
        if data[at + n] < 0x80:
            return value, at + n + 1
    return value << 8 | data[at + 8], at + 9
