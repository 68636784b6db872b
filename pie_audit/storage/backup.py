"""One sealed file with everything: made beside its name, read back and checked, and only then given the name."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from pie_audit.domain.errors import CannotOpen, CannotSave
from pie_audit.storage import teams
from pie_audit.storage.engine import Access, connect_embedded, embedded_engine, guarded
from pie_audit.storage.integrity import Severity, check_everything
from pie_audit.storage.marks import Marks
from pie_audit.storage.piebak import FORMAT, Header, compose, damaged_copy, opened, read_checked, write_part
from pie_audit.storage.schema import read_version
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction, count_rows, raise_head, read_head
from pie_audit.storage.whole_files import create_beside, flush_file, put_in_place, remove_database, sibling
from pie_audit.storage.workspace import Workspace, cannot_write, make_workspace, write_keyslots
from pie_audit.words import _

SLICE = 500
"""Pages copied between two of the transactions that wait."""

Between = Callable[[int, int], None]
"""Called between slices with the pages that are left and all pages; may run transactions on the same store."""


@dataclass(frozen=True, slots=True)
class SealedCopy:
    """A copy that was written, read back and found whole."""

    file: Path
    header: Header
    bytes: int
    sha256: str


def back_up(
    store: Store,
    keyslots: bytes,
    target: Path,
    *,
    week: str,
    app_version: str,
    between: Between | None = None,
    overwrite: bool = False,
) -> SealedCopy:
    """Copy everything into one verified file. `keyslots` come without the slot of this computer's key store.

    What was under the name before stays until the new copy has been read back and found whole. Raises CannotSave.
    """
    try:
        _refuse_target(target, overwrite)
    except OSError as error:
        raise cannot_write(error) from None
    database, whole = sibling(target, "db"), sibling(target)
    try:
        rows = guarded(lambda: _copy_database(store, database, between))
        header = Header(
            FORMAT,
            app_version,
            store.read(lambda tx: read_version(tx.connection)),
            store.facts.workspace_id,
            rows["head"],
            week,
            len(keyslots),
            database.stat().st_size,
        )
        compose(whole, header, keyslots, database)
        if _check_contents(whole, store.embedded.dbk, target.parent) != rows:
            raise damaged_copy()
        copy = SealedCopy(target, header, whole.stat().st_size, _sha256(whole))
        put_in_place(whole, target)
        return copy
    except OSError as error:
        raise cannot_write(error) from None
    except CannotOpen:
        raise _not_whole() from None
    finally:
        remove_database(database, whole)


def _not_whole() -> CannotSave:
    return CannotSave(
        _("The new copy didn’t come out whole, so it was thrown away."),
        _("Check this workspace, or choose another disk for the copy. Earlier copies are left as they were."),
    )


def read_header(file: Path) -> Header:
    """What a copy says of itself, once every byte of it was checked. Raises CannotOpen for a damaged or newer one."""
    with opened(file) as source:
        return read_checked(source)


def read_slots(file: Path) -> bytes:
    """The key slots within a copy. Raises CannotOpen."""
    with opened(file) as source:
        return source.read(read_checked(source).slots_bytes)


def verify(file: Path, dbk: bytes, beside: Path | None = None) -> Header:
    """Check a copy to the last row: bytes, pages, links, trail, shapes. Raises CannotOpen when anything is wrong.

    The encrypted database is taken out for that, next to the copy or into the folder `beside`.
    """
    header = read_header(file)
    try:
        _check_contents(file, dbk, beside or file.parent)
    except OSError as error:
        raise cannot_write(error) from None
    return header


def restore(file: Path, dbk: bytes, folder: Path, marks: Marks, mounts: str | None = None) -> Workspace:
    """Make a workspace of a copy, in a new folder only; its generation is new, so its mark starts here.

    Raises CannotOpen when the copy isn't whole, CannotSave when the folder is taken or can't be written.
    """

    def fill(workspace: Workspace) -> None:
        with opened(file) as source:
            header = read_checked(source)
            slots = source.read(header.slots_bytes)
            write_part(source, workspace.database, header.database_bytes)
        guarded(lambda: _check_database(workspace.database, dbk, header))
        write_keyslots(workspace, slots)
        guarded(lambda: _begin_generation(workspace.database, dbk, marks))

    return make_workspace(folder, fill, mounts)


def _copy_database(store: Store, target: Path, between: Between | None) -> dict[str, int]:
    """Copy page by page under the same key while others write; how many rows there are at the end."""
    key = store.embedded.dbk
    os.close(create_beside(target))
    after = connect_embedded(target, key)

    def progress(_status: int, remaining: int, total: int) -> None:
        # After the last slice the copy no longer follows what is written.
        if between is not None and remaining:
            between(remaining, total)

    try:
        store.raw.backup(after, pages=SLICE, progress=progress)
        rows = store.read(lambda tx: _count(tx.connection))
        after.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        after.close()
    return rows


def _count(connection: sa.Connection) -> dict[str, int]:
    """Rows of every table; for `head` the number of transactions, which says more."""
    return count_rows(connection) | {"head": read_head(connection)}


def _check_contents(file: Path, dbk: bytes, beside: Path) -> dict[str, int]:
    """Take the database out for a moment and check all of it; how many rows it has. Raises CannotOpen, OSError."""
    database = sibling(beside / file.name, "check")
    try:
        with opened(file) as source:
            header = read_checked(source)
            source.seek(header.slots_bytes, os.SEEK_CUR)
            write_part(source, database, header.database_bytes)
        return guarded(lambda: _check_database(database, dbk, header))
    finally:
        remove_database(database)


def _check_database(path: Path, dbk: bytes, header: Header) -> dict[str, int]:
    engine = embedded_engine(path, dbk, Access.LOOK)
    try:
        with engine.connect() as connection:
            wrong = [f for f in check_everything(Transaction(connection)) if f.severity is Severity.DAMAGE]
            workspace_id, _generation = teams.read_identity(connection)
            said = (header.workspace_id, header.n, header.schema)
            if wrong or said != (workspace_id, read_head(connection), read_version(connection)):
                raise damaged_copy()
            return _count(connection)
    finally:
        engine.dispose()


def _begin_generation(path: Path, dbk: bytes, marks: Marks) -> None:
    engine = embedded_engine(path, dbk)
    generation = secrets.token_hex(8)
    try:
        with engine.begin() as connection:
            n = raise_head(connection)
            connection.execute(sa.update(teams.workspace).values(generation=generation))
            workspace_id, _now = teams.read_identity(connection)
    finally:
        engine.dispose()
    flush_file(path)
    marks.write(workspace_id, generation, n)


def _sha256(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _refuse_target(target: Path, overwrite: bool) -> None:
    if target.is_symlink() or target.is_dir():
        raise CannotSave(
            _("A copy can’t be written there: that name is a pointer to somewhere else, or a folder."),
            _("Choose a new name for the copy."),
        )
    if target.exists() and not overwrite:
        raise CannotSave(
            _("There is already a file of that name, and nothing is written over it."),
            _("Choose another name, or say that it may be replaced."),
        )
    if not target.parent.is_dir():
        raise CannotSave(
            _("The place for the copy isn’t there."), _("Connect its disk, or choose another place.")
        )
