"""What pages ask of the computer's file and print dialogs, and writing a small file whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import CannotSave
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to print: a title, lines of advice, and lines in large letters to be typed back some day."""

    title: str
    advice: tuple[str, ...]
    large: tuple[str, ...]


class Files(Protocol):
    """The dialogs of this computer. Each answers None when the person thought better of it."""

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder that exists."""

    def choose_file(self, parent: QWidget, title: str, kind: str, ending: str) -> Path | None:
        """A file to read; `kind` says in words what it is, `ending` is for example ``.piebak``."""

    def choose_files(self, parent: QWidget, title: str, kind: str, ending: str) -> tuple[Path, ...]:
        """Any number of files to read; none after second thoughts."""

    def choose_target(self, parent: QWidget, title: str, suggested: str) -> Path | None:
        """Where to write; the person has agreed to replace what is there."""

    def print_sheets(self, parent: QWidget, sheets: tuple[Sheet, ...]) -> str:
        """Print, one sheet a page. What to say afterwards, or nothing when the person thought better of it."""


def write_private(target: Path, content: bytes) -> None:
    """Write a file that only this person can read, whole or not at all. Raises CannotSave."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".pie-")
    except OSError:
        raise _cannot_write() from None
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise _cannot_write() from None


def _cannot_write() -> CannotSave:
    return CannotSave(
        _("The file couldn’t be written there."),
        _("Choose another folder, or close the file if it is open in another program."),
    )
