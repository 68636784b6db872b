"""Connections to the two databases, and the one place that tells a known failure from a bug by the database's code."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from pie_audit.domain.errors import CannotOpen, CannotSave, KnownError, NotNow
from pie_audit.words import _

T = TypeVar("T")

READS_ONLY = "pie_reads_only"
"""Execution option of a connection whose next transaction only reads."""

PAGE = 4096
PATIENCE = 5.0
"""Seconds to wait for another program that has the file, a virus scanner for instance."""
_PLAIN_HEADER = b"SQLite format 3\x00"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cache_size=-65536",
)


class Access(Enum):
    """How an encrypted file is opened."""

    WRITE = "write"
    LOOK = "look"
    """Nothing is written, not even the journal moved into the file."""
    MIGRATE = "migrate"
    """As WRITE, without foreign keys: Alembic's batch mode would delete child rows."""


class DatabaseBug(Exception):
    """The database refused something that the program should not have asked for; holds no text of anybody's."""


def embedded_engine(path: Path, dbk: bytes, access: Access = Access.WRITE) -> sa.Engine:
    """An engine of one connection to an encrypted file; `dbk` is the raw key, 32 bytes."""
    engine = sa.create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect_embedded(path, dbk, access),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )
    sa.event.listen(engine, "begin", _begin_read if access is Access.LOOK else _begin)
    return engine


def connect_embedded(path: Path, dbk: bytes, access: Access = Access.WRITE) -> Any:
    """A raw connection, tested before anything is written (security.md, section 2). Raises the driver's errors.

    Raises CannotOpen when the library or the file turns out not to be encrypted.
    """
    if len(dbk) != 32:
        raise ValueError("a database key is 32 bytes")
    refuse_plain_file(path)
    target, by_uri = (_look_uri(path), True) if access is Access.LOOK else (str(path), False)
    connection = sqlcipher.connect(
        target, check_same_thread=False, timeout=PATIENCE, isolation_level=None, uri=by_uri
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{dbk.hex()}'\"")
        _refuse_plain_library(connection)
        if access is not Access.LOOK:
            # Before the first read: so no shared-memory file is ever made.
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _pragmas(access):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_plain_file(path: Path) -> None:
    """Raises CannotOpen for a database that anybody could read."""
    with path.open("rb") as file:
        if file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER:
            raise CannotOpen(
                _("The workspace’s database isn’t encrypted, so it wasn’t made by this program."),
                _("Choose another workspace. This one is left as it was."),
            )


def postgres_engine(url: str) -> sa.Engine:
    """An engine of one connection to PostgreSQL; over a network only verified TLS (security.md, section 10)."""
    parsed = sa.make_url(url).set(drivername="postgresql+psycopg")
    host = parsed.host or str(parsed.query.get("host", ""))
    secured = {} if host.startswith("/") or not host else _NETWORK
    engine = sa.create_engine(
        parsed, connect_args=secured, poolclass=QueuePool, pool_size=1, max_overflow=0, hide_parameters=True
    )
    sa.event.listen(engine, "begin", _begin_on_server)
    return engine


_NETWORK = {
    "sslmode": "verify-full",
    "channel_binding": "require",
    "ssl_min_protocol_version": "TLSv1.2",
    "gssencmode": "disable",
}


def plain(error: BaseException) -> KnownError | DatabaseBug:
    """What a driver's error means to a person, or a bug named by its code alone; never the driver's own words."""
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) and error.orig is not None else error
    if isinstance(cause, KnownError):
        return cause
    state = getattr(cause, "sqlstate", None)
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        known = _known_sqlite(int(code))
    elif type(cause).__module__.startswith("psycopg"):
        known = _known_postgres(state)
    else:
        known = None
    name = getattr(cause, "sqlite_errorname", None) or state or type(cause).__name__
    return known or DatabaseBug(f"the database refused: {name}")


def guarded(step: Callable[[], T]) -> T:
    """Raise what a driver's error means in place of the error, whose text may hold somebody's words."""
    try:
        return step()
    except (sa.exc.DBAPIError, sqlcipher.Error) as error:
        meaning = plain(error).with_traceback(error.__traceback__)
    # Outside the except block, so that the driver's error doesn't travel along as its context.
    raise meaning


def damaged() -> CannotOpen:
    """A page doesn't match its seal, or the key is another one: the two can't be told apart."""
    return CannotOpen(
        _("The workspace’s database is damaged, or it belongs to other keys."),
        _("It is left as it was. Restore your newest copy into a new folder."),
    )


def held() -> CannotOpen:
    """Another window or command has the workspace."""
    return CannotOpen(_("It is open in a window."), _("Close it there."))


def disk_full() -> CannotSave:
    """No room; the transaction was rolled back."""
    return CannotSave(
        _("The disk is full, so this wasn’t saved."),
        _("Free some space and try again. What was saved before is still there."),
    )


def _known_sqlite(code: int) -> KnownError | None:
    primary = code & 0xFF
    if primary in {sqlcipher.SQLITE_BUSY, sqlcipher.SQLITE_LOCKED}:
        return held()
    if primary in {sqlcipher.SQLITE_NOTADB, sqlcipher.SQLITE_CORRUPT}:
        return damaged()
    if primary == sqlcipher.SQLITE_FULL:
        return disk_full()
    if primary == sqlcipher.SQLITE_READONLY:
        return _read_only()
    if primary == sqlcipher.SQLITE_IOERR:
        return CannotSave(
            _("The disk didn’t answer, so this wasn’t saved."),
            _("Check that it is still connected and try again. What was saved before is still there."),
        )
    if primary == sqlcipher.SQLITE_NOMEM:
        return CannotSave(
            _("This computer has no memory left, so this wasn’t saved."),
            _("Close some other programs and try again. What was saved before is still there."),
        )
    if primary in {sqlcipher.SQLITE_CANTOPEN, sqlcipher.SQLITE_PERM, sqlcipher.SQLITE_AUTH}:
        return CannotOpen(
            _("This computer doesn’t let the program open the workspace’s database."),
            _("Ask who looks after this computer whether you may read and write that folder."),
        )
    return None


def _known_postgres(state: str | None) -> KnownError | None:
    if state is None or state[:2] == "08" or state in {"57P01", "57P02", "57P03"}:
        return CannotOpen(
            _("The database server doesn’t answer."),
            _("Check the network, then try again. What was saved before is still there."),
        )
    if state[:2] == "28":
        return CannotOpen(
            _("The database server doesn’t know this person or password."),
            _("Ask who looks after the server."),
        )
    if state == "53100":
        return disk_full()
    if state == "25006":
        return _read_only()
    if state[:2] == "XX":
        return damaged()
    if state in {"40001", "40P01", "55P03"}:
        return NotNow(_("Somebody else was saving at the same moment."), _("Try again."))
    return None


def _read_only() -> CannotSave:
    return CannotSave(
        _("This workspace can be read but not changed: its disk doesn’t take anything new."),
        _("Copy it to a disk that does, or ask who looks after this computer."),
    )


def _refuse_plain_library(connection: Any) -> None:
    row = connection.execute("PRAGMA cipher_version").fetchone()
    if row is None or not row[0]:
        raise CannotOpen(
            _("The part of the program that encrypts is missing, so nothing was opened or written."),
            _("Install the program again."),
        )


def _look_uri(path: Path) -> str:
    """Immutable leaves no file behind but knows no journal; with a journal a plain read-only open sees both."""
    journal = path.with_name(path.name + "-wal")
    whole = not journal.exists() or journal.stat().st_size == 0
    return path.resolve().as_uri() + ("?mode=ro&immutable=1" if whole else "?mode=ro")


def _pragmas(access: Access) -> tuple[str, ...]:
    if access is Access.LOOK:
        return ("query_only=ON", "temp_store=MEMORY", "trusted_schema=OFF", "cache_size=-65536")
    if access is Access.MIGRATE:
        return tuple(p.replace("foreign_keys=ON", "foreign_keys=OFF") for p in _PRAGMAS)
    return _PRAGMAS


def _begin(connection: sa.Connection) -> None:
    reads = connection.get_execution_options().get(READS_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _begin_on_server(connection: sa.Connection) -> None:
    """Whoever reads sees one moment, as in a file; those who write wait for each other at the head."""
    if connection.get_execution_options().get(READS_ONLY, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _begin_read(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")
