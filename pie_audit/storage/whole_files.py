"""Files that appear under their name only when they are whole, and that only their owner can read."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def create_private(path: Path) -> int:
    """A new file for reading and writing, 0600 from its first moment; the descriptor is the caller's.

    Raises FileExistsError for a name that is taken, a link included.
    """
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY, 0o600)


def make_private_folder(folder: Path) -> None:
    """A new folder, 0700; folders above it that are missing are made the same way."""
    if not folder.parent.exists():
        make_private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def sibling(path: Path, what: str = "part") -> Path:
    """The temporary name beside `path`, so that the last step is a rename on one disk.

    It is always the same, so that what a killed process left there is written over and never gathers.
    """
    return path.with_name(f".{path.name}.{what}")


def create_beside(path: Path) -> int:
    """As `create_private`, for a temporary name: what a killed process left there goes first."""
    remove_database(path)
    return create_private(path)


def remove_database(*paths: Path) -> None:
    """Delete temporary files with the journals that may lie beside them; what isn't there is no error."""
    for path in paths:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` under `path`: beside it first, flushed, renamed, folder flushed. Raises OSError."""
    beside = sibling(path)
    descriptor = create_beside(beside)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            flush(file.fileno())
        put_in_place(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def put_in_place(beside: Path, path: Path) -> None:
    """Give a finished file its name, in place of what was there, and flush the folder."""
    attempts = 20 if sys.platform == "win32" else 1
    for attempt in range(attempts):
        try:
            os.replace(beside, path)
            break
        except PermissionError:
            # On Windows a virus scanner may hold a new file for a moment.
            if attempt + 1 == attempts:
                raise
            time.sleep(0.05)
    flush_folder(path.parent)


def flush(descriptor: int) -> None:
    """Wait until a file's bytes have reached the disk."""
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder have reached the disk; Windows has no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_file(path: Path) -> None:
    """Flush a file that something else has written and closed."""
    descriptor = os.open(path, os.O_RDWR | _NO_FOLLOW | _BINARY)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)
