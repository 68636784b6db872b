"""How a report gets its name: written beside the target, flushed, and only then put in its place."""

from __future__ import annotations

import errno
import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pie_audit.domain.errors import CannotSave
from pie_audit.words import _

_TRIES = 5
_PAUSE_S = 0.1
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def save_whole(content: bytes, path: Path, *, overwrite: bool) -> None:
    """Write a file that is there whole or not at all, readable by its owner alone.

    Raises CannotSave when the name is taken (unless `overwrite`), is a link, a folder or a device, or can't be written.
    """
    save_chunks((content,), path, overwrite=overwrite)


def save_chunks(chunks: Iterable[bytes], path: Path, *, overwrite: bool) -> None:
    """The same for a file that is written piece by piece as it is made; see `save_whole`."""
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _check_target(path, overwrite=overwrite)
        _write(chunks, beside)
        _put_in_place(beside, path, overwrite=overwrite)
    except FileExistsError:
        raise _taken() from None
    except OSError as error:
        raise _cannot_write(error) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _check_target(path: Path, *, overwrite: bool) -> None:
    if path.is_symlink():
        raise CannotSave(_("That name is a link to somewhere else."), _("Choose a name of its own."))
    if path.is_dir():
        raise CannotSave(_("That name is a folder."), _("Choose a name for the file inside it."))
    if path.exists() and not path.is_file():
        raise CannotSave(_("That name belongs to a device, not to a file."), _("Choose a name of its own."))
    if not path.parent.is_dir():
        raise CannotSave(_("That folder isn’t there."), _("Choose a folder that exists, or make it first."))
    if path.exists() and not overwrite:
        raise _taken()


def _cannot_write(error: OSError) -> CannotSave:
    if isinstance(error, PermissionError) and os.name == "nt":
        return CannotSave(
            _("The file is open in another program."), _("Close it there, or save under a new name.")
        )
    if error.errno in _FULL:
        return CannotSave(
            _("This file can’t be written there: the disk is full."), _("Make room, or choose another place.")
        )
    return CannotSave(
        _("This file can’t be written there."),
        _("If it is open in another program, close it there; or choose another folder or name."),
    )


def _taken() -> CannotSave:
    return CannotSave(
        _("There is already a file with that name."),
        _("Choose another name, or say that it may be replaced."),
    )


def _write(chunks: Iterable[bytes], beside: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(beside: Path, path: Path, *, overwrite: bool) -> None:
    if not overwrite and hasattr(os, "link"):
        try:
            # A hard link refuses a name that somebody took in the meantime; os.replace would not.
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:
            _replace(beside, path)
    else:
        _replace(beside, path)
    _flush_folder(path.parent)


def _replace(beside: Path, path: Path) -> None:
    """Windows refuses while a virus scanner holds the file: try again for a moment."""
    for tries_left in range(_TRIES - 1, -1, -1):
        try:
            os.replace(beside, path)
            return
        except PermissionError:
            if os.name != "nt" or not tries_left:
                raise
            time.sleep(_PAUSE_S)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
