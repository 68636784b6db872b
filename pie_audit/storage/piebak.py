"""The layout of a sealed copy, a ``.piebak``: everything in one file, and every byte of it checked before use.

`MAGIC`, the header's length (4 bytes, big-endian), the header (JSON), the key slots, the encrypted database,
BLAKE2b-256 of all before (32 bytes), `FOOTER`. Later formats keep the first part and the last two.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from pie_audit.domain.errors import CannotOpen
from pie_audit.storage.schema import is_older
from pie_audit.storage.whole_files import create_beside, flush
from pie_audit.words import _

MAGIC = b"PIE-AUDIT SEALED COPY\n"
FOOTER = b"\nEND OF SEALED COPY\n"
FORMAT = 1

_CHUNK = 1 << 20
_DIGEST = 32
_LONGEST_HEADER = 4096


@dataclass(frozen=True, slots=True)
class Header:
    """What a copy says of itself without any key: nothing of anybody's."""

    format: int
    app_version: str
    schema: str
    workspace_id: str
    n: int
    week: str
    slots_bytes: int
    database_bytes: int


def damaged_copy() -> CannotOpen:
    """Something in it isn't as it was written."""
    return CannotOpen(
        _("This copy is damaged, or it isn’t a sealed copy at all."),
        _("Choose another copy. This one is left as it was, and nothing was restored."),
    )


def compose(whole: Path, header: Header, keyslots: bytes, database: Path) -> None:
    """Put the parts together in a new private file, and flush it. Raises OSError."""
    head = json.dumps(asdict(header), sort_keys=True).encode()
    digest = hashlib.blake2b(digest_size=_DIGEST)
    with os.fdopen(create_beside(whole), "wb") as file, database.open("rb") as source:
        start = (MAGIC, len(head).to_bytes(4, "big"), head, keyslots)
        for part in chain(start, _chunks(source)):
            digest.update(part)
            file.write(part)
        file.write(digest.digest() + FOOTER)
        file.flush()
        flush(file.fileno())


def opened(file: Path) -> BinaryIO:
    """The copy, for reading. Raises CannotOpen where there is none."""
    try:
        return file.open("rb")
    except OSError:
        raise CannotOpen(
            _("There is no copy in that place that could be read."),
            _("Check that its disk is connected, or choose another copy."),
        ) from None


def read_checked(source: BinaryIO) -> Header:
    """The header of a file whose every byte was checked, with `source` behind it. Raises CannotOpen."""
    _check_bytes(source)
    try:
        fields = json.loads(source.read(int.from_bytes(source.read(4), "big")))
        if fields["format"] > FORMAT:
            raise CannotOpen(
                _("This copy was made by a newer version of the program."),
                _("Install the newest version and restore it with that."),
            )
        header = Header(**fields)
        _check_fields(header)
        rest = len(MAGIC) + 4 + len(json.dumps(fields, sort_keys=True).encode()) + _DIGEST + len(FOOTER)
        if rest + header.slots_bytes + header.database_bytes != os.fstat(source.fileno()).st_size:
            raise damaged_copy()
    except (ValueError, KeyError, TypeError, RecursionError):
        raise damaged_copy() from None
    is_older(header.schema)
    return header


def _check_fields(header: Header) -> None:
    """The sum shows that nothing was damaged, not that it was we who wrote it."""
    numbers = (header.format, header.n, header.slots_bytes, header.database_bytes)
    texts = (header.app_version, header.schema, header.workspace_id, header.week)
    if not all(type(n) is int and n >= 0 for n in numbers) or not all(isinstance(t, str) for t in texts):
        raise damaged_copy()


def write_part(source: BinaryIO, target: Path, length: int) -> None:
    """The next `length` bytes as a private file of their own. Raises OSError."""
    with os.fdopen(create_beside(target), "wb") as file:
        for chunk in _chunks(source, length):
            file.write(chunk)
        file.flush()
        flush(file.fileno())


def _check_bytes(source: BinaryIO) -> None:
    """Compare the sum of all bytes with the one at the end; leaves `source` behind the magic."""
    left = os.fstat(source.fileno()).st_size - _DIGEST - len(FOOTER)
    if left < len(MAGIC) + 4 or source.read(len(MAGIC)) != MAGIC:
        raise damaged_copy()
    source.seek(0)
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for chunk in _chunks(source, left):
        digest.update(chunk)
    if source.read() != digest.digest() + FOOTER:
        raise damaged_copy()
    source.seek(len(MAGIC))
    if int.from_bytes(source.read(4), "big") > _LONGEST_HEADER:
        raise damaged_copy()
    source.seek(len(MAGIC))


def _chunks(source: BinaryIO, length: int | None = None) -> Iterator[bytes]:
    while (length is None or length > 0) and (chunk := source.read(min(length or _CHUNK, _CHUNK))):
        length = None if length is None else length - len(chunk)
        yield chunk
