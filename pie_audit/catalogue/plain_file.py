"""The bytes of one plain file from anybody: no link is followed, no pipe waited for, no more read than is allowed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pie_audit.domain.errors import CannotRead
from pie_audit.words import _


def read_plain_file(path: Path, *, most_bytes: int, ending: str) -> bytes:
    """At most one byte more than `most_bytes`, so that a file that is too large can be told.

    `ending` is how the name of such a file ends, for the advice. Raises CannotRead where there is nothing to read.
    """
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        if path.is_symlink() or not stat.S_ISREG(path.stat().st_mode):
            raise CannotRead(
                _("This is a folder, a link or a device, not a file of its own."),
                _("Choose the file itself; its name ends in {ending}.").format(ending=ending),
            )
        with open(os.open(path, flags), "rb") as file:
            return file.read(most_bytes + 1)
    except (OSError, ValueError) as error:
        raise _explain(error) from None


def decode_text(content: bytes) -> str | None:
    """The text of a file in UTF-8, with or without a mark at its start; None where it is something else."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _explain(error: OSError | ValueError) -> CannotRead:
    if isinstance(error, PermissionError):
        return CannotRead(
            _("This computer doesn’t let you read that file."),
            _("Copy it to a folder of your own and open the copy."),
        )
    return CannotRead(
        _("There’s no file to be read under that name."),
        _("Look where it is now, and whether its disk or stick is still there."),
    )
