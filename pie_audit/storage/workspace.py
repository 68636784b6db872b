"""The workspace's folder: ``pie.db``, ``pie.keyslots``, ``pie.lock``; whole or not there, and open in one place only."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from pie_audit.domain.errors import CannotOpen, CannotSave
from pie_audit.storage.engine import PAGE, disk_full, held
from pie_audit.storage.places import refuse_unsafe_place
from pie_audit.storage.whole_files import flush_folder, make_private_folder, sibling, write_whole
from pie_audit.words import _

DATABASE = "pie.db"
KEYSLOTS = "pie.keyslots"
LOCK = "pie.lock"
_HALF_MADE = re.compile(r"\..+\.[0-9a-f]{12}")
_HALF_MADE_S = 3600.0
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder of a workspace; nothing is open yet."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / DATABASE

    @property
    def keyslots(self) -> Path:
        """The key slots, each of which opens the database's key."""
        return self.folder / KEYSLOTS


class Lock:
    """A held ``pie.lock``. The operating system lets go of it when the process ends, however it ends."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let another window or command in."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def make_workspace(folder: Path, fill: Callable[[Workspace], None], mounts: str | None = None) -> Workspace:
    """A new workspace: `fill` writes (and closes) its files under a temporary name, renamed when all is there.

    Raises CannotSave when something is there already or nothing can be written, CannotOpen for an unsafe place.
    """
    folder = folder.absolute()
    refuse_unsafe_place(folder, mounts)
    beside = sibling(folder, secrets.token_hex(6))
    try:
        _refuse_taken(folder)
        make_private_folder(beside)
        fill(Workspace(beside))
        flush_folder(beside)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
        flush_folder(folder.parent)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise cannot_write(error) from None
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return Workspace(folder)


def clear_half_made(folder: Path, *, now: float | None = None) -> int:
    """Remove what a founding or a restore left in `folder` when it was killed; how many there were.

    Only folders with a temporary name of ours, that hold nothing but a workspace's files and were last touched an
    hour ago: another window may be at it just now. What can't be removed stays.
    """
    if not folder.is_dir():
        return 0
    before = (time.time() if now is None else now) - _HALF_MADE_S
    found = [p for p in folder.iterdir() if _HALF_MADE.fullmatch(p.name) and _was_left(p, before)]
    for path in found:
        shutil.rmtree(path, ignore_errors=True)
    return len(found)


def _was_left(path: Path, before: float) -> bool:
    try:
        if path.is_symlink() or not path.is_dir():
            return False
        inside = list(path.iterdir())
        touched = [p.lstat().st_mtime for p in (path, *inside)]
    except OSError:
        return False
    is_ours = all(p.name.lstrip(".").startswith((DATABASE, KEYSLOTS, LOCK)) for p in inside)
    return is_ours and max(touched) < before


def find_workspace(folder: Path, mounts: str | None = None) -> Workspace:
    """The workspace in this folder, if it is whole and lies where it is safe. Nothing is opened or changed.

    Raises CannotOpen otherwise: no workspace, half of one, one on a network or in a synchronised folder.
    """
    try:
        return _find_workspace(Workspace(folder.absolute()), mounts)
    except OSError:
        raise _cannot_reach() from None


def _find_workspace(workspace: Workspace, mounts: str | None) -> Workspace:
    refuse_unsafe_place(workspace.folder, mounts)
    has_database, has_slots = workspace.database.exists(), workspace.keyslots.exists()
    if not has_database and not has_slots:
        raise CannotOpen(
            _("There is no workspace in this folder."), _("Choose the folder that holds the file pie.db.")
        )
    if not has_slots:
        raise CannotOpen(
            _("The key slots of this workspace are missing, so nothing can open it."),
            _("Put the file pie.keyslots back beside pie.db, or restore your newest copy."),
        )
    if not has_database:
        raise CannotOpen(
            _("Only half of this workspace is here: its database is missing."),
            _("Put the file pie.db back beside pie.keyslots, or restore your newest copy."),
        )
    _refuse_links(workspace)
    _refuse_torn(workspace)
    return workspace


def take_lock(workspace: Workspace) -> Lock:
    """Hold the workspace for this process. Raises CannotOpen when another window or command has it."""
    path = workspace.folder / LOCK
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o600)
    except OSError:
        if not is_read_only(workspace.folder):
            raise _cannot_reach() from None
        if not path.exists():
            return Lock(None)
        descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW)
    try:
        _lock_file(descriptor)
    except OSError:
        os.close(descriptor)
        raise held() from None
    return Lock(descriptor)


def is_read_only(folder: Path) -> bool:
    """Whether the disk or the folder's rights keep this person from writing there."""
    return not os.access(folder, os.W_OK)


def read_keyslots(workspace: Workspace) -> bytes:
    """The key slots as they are. Raises CannotOpen when they can't be read."""
    try:
        return workspace.keyslots.read_bytes()
    except OSError:
        raise _cannot_reach() from None


def write_keyslots(workspace: Workspace, content: bytes) -> None:
    """Replace the key slots in one step: the old file or the new one, never half. Raises CannotSave."""
    try:
        write_whole(workspace.keyslots, content)
    except OSError as error:
        raise cannot_write(error) from None


def cannot_write(error: OSError) -> CannotSave:
    """What an error of the file system means to a person; holds no path."""
    full = {getattr(os_error, "errno", None) for os_error in (error,)} & _FULL
    if full:
        return disk_full()
    return CannotSave(
        _("Nothing could be written there."),
        _("Check that the disk is connected and that you may write to it, or choose another place."),
    )


def _errno(*names: str) -> frozenset[int]:
    import errno

    return frozenset(getattr(errno, name) for name in names if hasattr(errno, name))


_FULL = _errno("ENOSPC", "EDQUOT", "EFBIG")


def _refuse_taken(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise CannotSave(
            _("There is already something in that place, and nothing is written over it."),
            _("Choose a new folder, or an empty one."),
        )


def _refuse_links(workspace: Workspace) -> None:
    for path in (workspace.database, workspace.keyslots):
        if not stat.S_ISREG(path.lstat().st_mode):
            raise CannotOpen(
                _("A file of this workspace is only a pointer to somewhere else."),
                _("Put the file itself into the folder, or restore your newest copy."),
            )


def _refuse_torn(workspace: Workspace) -> None:
    size = workspace.database.stat().st_size
    if size < PAGE or size % PAGE:
        raise CannotOpen(
            _("This workspace was only partly copied: its database ends in the middle."),
            _("Copy it again from where it was, or restore your newest copy."),
        )


def _cannot_reach() -> CannotOpen:
    return CannotOpen(
        _("This computer doesn’t let the program open that folder."),
        _("Ask who looks after this computer whether you may read and write it."),
    )


if sys.platform == "win32":
    import msvcrt

    def _lock_file(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock_file(descriptor: int) -> None:
        # flock belongs to the opened file: a second window of the same process is kept out too.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
