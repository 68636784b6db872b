"""Changes to a workspace that no program of ours would make."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from pie_audit.vault import slot_file, slots
from tests.quarter import FAST, MANAGER, password_of


def key_of(workspace: Path) -> bytes:
    """The database's key, by Amina's password."""
    ways = slot_file.from_bytes((workspace / "pie.keyslots").read_bytes())
    return slots.open_person(ways, MANAGER, password_of(MANAGER), FAST).key.dbk


def alter(workspace: Path, statement: str) -> None:
    """Run one statement on the database."""
    connection = sqlcipher.connect(str(workspace / "pie.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key_of(workspace).hex()}'\"")
    connection.execute(statement)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()


def flip(file: Path, at: int) -> None:
    """Change one byte."""
    content = bytearray(file.read_bytes())
    content[at] ^= 0x40
    file.write_bytes(content)
