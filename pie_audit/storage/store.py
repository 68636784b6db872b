"""Opening a database, reading and writing: every transaction begins and ends here."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import CannotOpen, CannotSave
from pie_audit.storage import ballots, teams
from pie_audit.storage.engine import (
    READS_ONLY,
    Access,
    damaged,
    embedded_engine,
    guarded,
    postgres_engine,
)
from pie_audit.storage.marks import Marks
from pie_audit.storage.schema import create_everything, is_empty, is_older, read_version
from pie_audit.storage.teams import WorkspaceFacts
from pie_audit.storage.transaction import Transaction, raise_head, read_head
from pie_audit.storage.whole_files import create_private
from pie_audit.storage.workspace import cannot_write, is_read_only
from pie_audit.words import _

T = TypeVar("T")
Work = Callable[[Transaction], T]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a write gave back, and the kinds of thing it changed."""

    result: T
    changed: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Embedded:
    """What belongs to an encrypted file: where it is, its key, and the marks of this computer."""

    path: Path
    dbk: bytes = field(repr=False)
    marks: Marks


class Store:
    """One open database. Usable only from the thread that opened it."""

    def __init__(self, engine: sa.Engine, embedded: Embedded | None, *, reads_only: bool = False) -> None:
        self._engine = engine
        self._embedded = embedded
        self._thread = threading.get_ident()
        self.reads_only = reads_only
        self.mark_is_behind = False
        """The mark could not be written since the last commit; nothing is lost, the next one catches up."""
        with _let_go_on_error(engine):
            self._connection = engine.connect()
            try:
                self.facts = self.read(teams.load_workspace)
            except BaseException:
                self._connection.close()
                raise

    @classmethod
    def create_embedded(cls, path: Path, dbk: bytes, marks: Marks, facts: WorkspaceFacts) -> Store:
        """A new encrypted file. Raises CannotSave when it can't be written or is there already."""
        return guarded(lambda: cls._create(Embedded(path, dbk, marks), facts))

    @classmethod
    def open_embedded(cls, path: Path, dbk: bytes, marks: Marks, *, look: bool = False) -> Store:
        """Open an encrypted file; with `look`, or on a disk that takes nothing, for reading only.

        All reasons to refuse are found before anything is written, and the file is left as it was. Raises
        CannotOpen: damaged or other keys, not encrypted, newer, older than its mark, open elsewhere.
        """
        return guarded(lambda: cls._open(Embedded(path, dbk, marks), look=look))

    @classmethod
    def open_postgres(cls, url: str, new: WorkspaceFacts | None = None) -> Store:
        """Open a database on a server; an empty one is filled when `new` says what it is. Raises CannotOpen."""
        return guarded(lambda: cls._open_postgres(url, new))

    def write(self, work: Work[T]) -> Outcome[T]:
        """Run `work` in a transaction: all of it is kept, or none. The head is raised, then the mark follows.

        Raises KnownError for what a person can mend; whatever `work` raises rolls everything back.
        """
        self._refuse_wrong_use()
        if self.reads_only:
            raise CannotSave(
                _("This workspace is open for reading only."),
                _("Close it and open it as usual to change it."),
            )
        return guarded(lambda: self._write(work))

    def write_apart(self, work: Work[T]) -> T:
        """Run `work` where nothing tells who writes: on a server, over a connection that can hand in ballots alone.

        In a file it is an ordinary write. Raises as `write` does.
        """
        if self._embedded is not None:
            return self.write(work).result
        self._refuse_wrong_use()
        return guarded(lambda: self._write_apart(work))

    def vacuum(self) -> None:
        """Write the whole file anew, so that no page keeps what was deleted; then empty the journal."""
        self._refuse_wrong_use()
        if self.reads_only:
            return
        self.checkpoint()
        if self._embedded is not None:
            guarded(self._vacuum_file)
        else:
            guarded(self._vacuum_server)
        self.checkpoint()

    def read(self, work: Work[T]) -> T:
        """Run `work` on one unchanging view. Whatever it writes is not kept."""
        self._refuse_wrong_use()
        return guarded(lambda: self._read(work))

    def checkpoint(self) -> None:
        """Move the journal into the file and empty it."""
        self._refuse_wrong_use()
        if self._embedded is not None and not self.reads_only:
            guarded(lambda: self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())

    def close(self) -> None:
        """Empty the journal and let go of the file; a second call does nothing."""
        if self._connection.closed:
            return
        try:
            self.checkpoint()
        finally:
            self._connection.close()
            self._engine.dispose()

    @property
    def raw(self) -> Any:
        """The driver's own connection, for copying and checking within this package."""
        return self._connection.connection.dbapi_connection

    @property
    def embedded(self) -> Embedded:
        """The encrypted file behind this store. Raises CannotSave for a server's."""
        if self._embedded is None:
            raise CannotSave(
                _("This workspace lies on a server, which makes its own copies."),
                _("Ask who looks after the server."),
            )
        return self._embedded

    @classmethod
    def _create(cls, embedded: Embedded, facts: WorkspaceFacts) -> Store:
        try:
            os.close(create_private(embedded.path))
        except OSError as error:
            raise cannot_write(error) from None
        engine = embedded_engine(embedded.path, embedded.dbk)
        with _let_go_on_error(engine):
            with engine.begin() as connection:
                create_everything(connection, facts)
            store = cls(engine, embedded)
        store.checkpoint()
        store._note(1)
        return store

    @classmethod
    def _open(cls, embedded: Embedded, *, look: bool) -> Store:
        looks_only = look or is_read_only(embedded.path.parent)
        if is_older(inspect(embedded)):
            if looks_only:
                raise CannotOpen(
                    _("This workspace was last used with an older version of the program."),
                    _("Open it once in the window, where it can be changed."),
                )
            from pie_audit.storage.upgrade import upgrade_file

            upgrade_file(embedded.path, embedded.dbk)
        access = Access.LOOK if looks_only else Access.WRITE
        store = cls(embedded_engine(embedded.path, embedded.dbk, access), embedded, reads_only=looks_only)
        with _let_go_on_error(store._engine):
            store._settle()
        return store

    @classmethod
    def _open_postgres(cls, url: str, new: WorkspaceFacts | None) -> Store:
        engine = postgres_engine(url)
        with _let_go_on_error(engine):
            with engine.begin() as connection:
                if new is not None and is_empty(connection):
                    create_everything(connection, new)
                older = is_older(read_version(connection))
            if older:
                from pie_audit.storage.upgrade import upgrade_server

                upgrade_server(engine)
            return cls(engine, None)

    def _write(self, work: Work[T]) -> Outcome[T]:
        self._connection.execution_options(**{READS_ONLY: False})
        tx = Transaction(self._connection)
        with self._connection.begin():
            n = raise_head(self._connection)
            result = work(tx)
        self._note(n)
        return Outcome(result, frozenset(tx.changed))

    def _write_apart(self, work: Work[T]) -> T:
        engine = postgres_engine(self._engine.url.render_as_string(hide_password=False))
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql(f"SET LOCAL ROLE {ballots.BALLOT_ROLE}")
                return work(Transaction(connection))
        finally:
            engine.dispose()

    def _settle(self) -> None:
        """Write the file anew where that was owed when the program last ended; where there's no room yet, next time."""
        if not self.reads_only and self.raw.execute("PRAGMA user_version").fetchone()[0]:
            with suppress(CannotSave):
                self.vacuum()

    def _vacuum_file(self) -> None:
        self.raw.execute("VACUUM")
        self.raw.execute("PRAGMA user_version=0")

    def _vacuum_server(self) -> None:
        """Dead rows go; what the log of the server still holds is ciphertext to keys that are gone."""
        self.raw.autocommit = True
        try:
            self.raw.execute("VACUUM FULL")
        finally:
            self.raw.autocommit = False

    def _read(self, work: Work[T]) -> T:
        self._connection.execution_options(**{READS_ONLY: True})
        transaction = self._connection.begin()
        try:
            return work(Transaction(self._connection, seen={}))
        finally:
            transaction.rollback()

    def _note(self, n: int) -> None:
        """The work is kept by now, so a mark that can't be written is no reason to say otherwise."""
        if self._embedded is None:
            return
        try:
            self._embedded.marks.write(self.facts.workspace_id, self.facts.generation, n)
            self.mark_is_behind = False
        except OSError:
            self.mark_is_behind = True

    def _refuse_wrong_use(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("a store belongs to the thread that opened it")
        if self._connection.in_transaction():
            raise RuntimeError("a transaction is open already; workflows call each other with its tx")


def inspect(embedded: Embedded) -> str:
    """Look at a file without changing anything, and find every reason not to open it; its tables' version.

    With a journal left by a crash all pages are checked first: a journal that belongs to another file would be
    written into this one on closing. Raises CannotOpen and the driver's errors.
    """
    journal = embedded.path.with_name(embedded.path.name + "-wal")
    has_journal = journal.exists() and journal.stat().st_size > 0
    if has_journal and is_read_only(embedded.path.parent):
        raise CannotOpen(
            _("This workspace wasn’t closed properly, and its disk doesn’t take anything new."),
            _("Copy its whole folder to a disk that does, and open it there."),
        )
    engine = embedded_engine(embedded.path, embedded.dbk, Access.LOOK)
    try:
        with engine.connect() as connection:
            if has_journal and connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
                raise damaged()
            version = read_version(connection)
            is_older(version)
            workspace_id, generation = teams.read_identity(connection)
            embedded.marks.refuse_older(workspace_id, generation, read_head(connection))
            return version
    finally:
        engine.dispose()
        if has_journal:
            # A look with a journal leaves its index behind; nobody else has the file, and it is made anew.
            embedded.path.with_name(embedded.path.name + "-shm").unlink(missing_ok=True)


@contextmanager
def _let_go_on_error(engine: sa.Engine) -> Iterator[None]:
    """Close the connection of a store that didn't come to be."""
    try:
        yield
    except BaseException:
        engine.dispose()
        raise
