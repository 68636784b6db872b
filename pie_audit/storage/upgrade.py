"""Bringing an older database up to today's tables, on a copy that is checked before it takes the old one's place."""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from pie_audit.domain.errors import CannotOpen
from pie_audit.storage import ballots
from pie_audit.storage.engine import Access, connect_embedded, embedded_engine
from pie_audit.storage.migrations import SCHEMA
from pie_audit.storage.transaction import count_rows
from pie_audit.storage.whole_files import create_beside, flush_file, put_in_place, remove_database, sibling
from pie_audit.words import _

SCRIPTS = Path(__file__).parent / "migrations"
KEPT_NAME = "pie-before-{version}.db"
"""The file as it was before its tables were brought up to this version; it stays beside the new one."""


def upgrade_file(path: Path, dbk: bytes, *, scripts: Path = SCRIPTS, to: str = SCHEMA) -> None:
    """Bring an encrypted file up to date: kept as it was, copied, the copy migrated, checked and swapped in.

    Whatever goes wrong before the swap leaves the file as it was.
    """
    _empty_journal(path, dbk)
    kept = path.with_name(KEPT_NAME.format(version=to))
    if not kept.exists():
        beside = sibling(kept)
        copy_file(path, beside, dbk)
        put_in_place(beside, kept)
    working = sibling(path)
    try:
        copy_file(path, working, dbk)
        _migrate_copy(working, dbk, scripts=scripts, to=to)
        _refuse_journals(path, working)
        put_in_place(working, path)
    finally:
        remove_database(working)


def upgrade_server(engine: sa.Engine, *, scripts: Path = SCRIPTS, to: str = SCHEMA) -> None:
    """Bring a server's database up to date in one transaction."""
    with engine.connect() as connection, connection.begin():
        _run_steps(connection, scripts=scripts, to=to)
        ballots.make_slot(connection)


def copy_file(source: Path, target: Path, dbk: bytes) -> None:
    """Copy an encrypted database page by page under the same key into a new private file, and flush it."""
    os.close(create_beside(target))
    before, after = connect_embedded(source, dbk), connect_embedded(target, dbk)
    try:
        before.backup(after)
        after.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        after.close()
        before.close()
    flush_file(target)


def journal_of(path: Path) -> Path:
    """The write-ahead journal beside a database."""
    return path.with_name(path.name + "-wal")


def _migrate_copy(path: Path, dbk: bytes, *, scripts: Path, to: str) -> None:
    engine = embedded_engine(path, dbk, Access.MIGRATE)
    try:
        with engine.connect() as connection:
            with connection.begin():
                before = count_rows(connection)
                _run_steps(connection, scripts=scripts, to=to)
                _check_whole(connection, before)
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        engine.dispose()
    flush_file(path)


def _check_whole(connection: sa.Connection, before: dict[str, int]) -> None:
    """Raises RuntimeError when links are broken, pages don't agree, or a table that is still there lost rows."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    after = count_rows(connection)
    lost = [name for name, rows in before.items() if after.get(name, rows) < rows]
    if broken or lost or whole != "ok":
        raise RuntimeError("the migrated copy doesn't hold together")


def _run_steps(connection: sa.Connection, *, scripts: Path, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _empty_journal(path: Path, dbk: bytes) -> None:
    connection = connect_embedded(path, dbk)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def _refuse_journals(*paths: Path) -> None:
    if any(journal_of(path).exists() and journal_of(path).stat().st_size for path in paths):
        raise CannotOpen(
            _("The workspace couldn’t be brought up to date, because its journal wouldn’t empty."),
            _("Close other programs that use its folder and open it again. It is left as it was."),
        )
