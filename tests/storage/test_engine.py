"""Encryption is tested before anything is written, and a database's code alone decides what a person is told."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from pie_audit.domain.errors import CannotOpen, CannotSave, KnownError, NotNow
from pie_audit.storage import engine, teams
from pie_audit.storage.engine import DatabaseBug, connect_embedded, plain, postgres_engine
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from tests import make
from tests.storage.conftest import Bench, facts


def test_plain_sqlite_takes_a_key_in_silence_so_the_version_is_asked(tmp_path: Path) -> None:
    plain_one = sqlite3.connect(tmp_path / "x.db")
    plain_one.execute("PRAGMA key = \"x'00'\"")
    assert plain_one.execute("PRAGMA cipher_version").fetchone() is None
    plain_one.close()


def test_without_sqlcipher_nothing_is_opened_or_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bench: Bench
) -> None:
    monkeypatch.setattr(engine.sqlcipher, "connect", sqlite3.connect)
    path = tmp_path / "new.db"
    with pytest.raises(CannotOpen, match="encrypts"):
        Store.create_embedded(path, os.urandom(32), bench.marks, facts())
    assert path.read_bytes() == b""


def test_a_plain_file_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    with sqlite3.connect(path) as plain_one:
        plain_one.execute("CREATE TABLE t (x)")
    plain_one.close()
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match="encrypted"):
        connect_embedded(path, os.urandom(32))
    assert path.read_bytes() == before


def test_a_new_file_is_encrypted_from_its_first_byte(bench: Bench) -> None:
    content = bench.workspace.database.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"CREATE TABLE" not in content


def test_a_key_is_thirty_two_bytes(bench: Bench) -> None:
    with pytest.raises(ValueError):
        connect_embedded(bench.workspace.database, b"short")


def test_the_pragmas_are_in_force(encrypted: Store) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
    }
    found = {name: encrypted.raw.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_a_wrong_key_prints_nothing(bench: Bench, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CannotOpen):
        Store.open_embedded(bench.workspace.database, os.urandom(32), bench.marks)
    assert capfd.readouterr() == ("", "")


def test_deleted_words_do_not_stay_in_the_file_in_any_form(encrypted: Store, bench: Bench) -> None:
    marker = "a marker that nobody would type"
    team = make.team(name=marker)
    encrypted.write(lambda tx: teams.save_team(tx, team))
    encrypted.checkpoint()
    for path in bench.workspace.folder.iterdir():
        assert marker.encode() not in path.read_bytes()


class _Failure(sqlcipher.DatabaseError):
    def __init__(self, code: int) -> None:
        super().__init__("somebody's words")
        self.sqlite_errorcode = code
        self.sqlite_errorname = f"CODE_{code}"


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        (sqlcipher.SQLITE_FULL, CannotSave, "full"),
        (sqlcipher.SQLITE_READONLY, CannotSave, "read but not changed"),
        (sqlcipher.SQLITE_IOERR | 3 << 8, CannotSave, "disk"),
        (sqlcipher.SQLITE_NOMEM, CannotSave, "memory"),
        (sqlcipher.SQLITE_BUSY, CannotOpen, "open in a window"),
        (sqlcipher.SQLITE_NOTADB, CannotOpen, "damaged"),
        (sqlcipher.SQLITE_CORRUPT | 1 << 8, CannotOpen, "damaged"),
        (sqlcipher.SQLITE_CANTOPEN, CannotOpen, "doesn’t let"),
    ],
)
def test_each_known_code_has_its_sentence(code: int, kind: type[KnownError], says: str) -> None:
    meaning = plain(_Failure(code))
    assert isinstance(meaning, kind)
    assert says in str(meaning)
    assert "somebody's words" not in str(meaning)


def test_any_other_code_is_a_bug_without_the_drivers_words() -> None:
    meaning = plain(_Failure(sqlcipher.SQLITE_CONSTRAINT))
    assert isinstance(meaning, DatabaseBug)
    assert "somebody's words" not in str(meaning)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("53100", CannotSave),
        ("25006", CannotSave),
        ("08006", CannotOpen),
        ("57P01", CannotOpen),
        ("28P01", CannotOpen),
        ("40001", NotNow),
        ("XX001", CannotOpen),
        ("23505", DatabaseBug),
    ],
)
def test_each_state_of_the_server_has_its_sentence(state: str, kind: type[Exception]) -> None:
    import psycopg

    assert isinstance(
        plain(
            psycopg.errors.lookup(state)("somebody's words")
            if state != "XX001"
            else psycopg.errors.DataCorrupted("x")
        ),
        kind,
    )


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="server"):
        Store.open_postgres(f"postgresql://nobody@/none?host={tmp_path}")


def test_over_a_network_only_verified_encryption_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def connect(*_args: object, **options: object) -> object:
        asked.update(options)
        raise InterruptedError

    import psycopg

    monkeypatch.setattr(psycopg, "connect", connect)
    monkeypatch.setattr(psycopg.Connection, "connect", connect)
    with pytest.raises(InterruptedError):
        postgres_engine("postgresql://zoe@db.example.org/pie?sslmode=disable").connect()
    assert (asked["sslmode"], asked["channel_binding"]) == ("verify-full", "require")
    assert (asked["ssl_min_protocol_version"], asked["gssencmode"]) == ("TLSv1.2", "disable")


def test_a_full_disk_keeps_what_was_there_and_goes_on_once_there_is_room(encrypted: Store) -> None:
    kept = make.team(name="Kept")
    encrypted.write(lambda tx: teams.save_team(tx, kept))
    pages = encrypted.raw.execute("PRAGMA page_count").fetchone()[0]
    encrypted.raw.execute(f"PRAGMA max_page_count = {pages}")

    def fill(tx: Transaction) -> None:
        for _ in range(400):
            teams.save_team(tx, make.team(about="x" * 1000))

    with pytest.raises(CannotSave, match="full"):
        encrypted.write(fill)
    assert encrypted.read(teams.list_teams) == (kept,)
    encrypted.raw.execute("PRAGMA max_page_count = 4294967294")
    encrypted.write(fill)
    assert len(encrypted.read(teams.list_teams)) == 401
