"""Single bits, zeroed sectors, cut and swapped ones in the database and its journal: noticed or harmless, never wrong."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
from pathlib import Path

import pytest

from pie_audit.domain.errors import KnownError
from pie_audit.storage import teams
from pie_audit.storage.transaction import Transaction
from tests import make
from tests.children import fork
from tests.storage.conftest import Bench

SECTOR = 512
NAMES = [f"Team {i:03d}" for i in range(60)]


def _spoil(content: bytes, chosen: random.Random) -> bytes:
    """One bit turned, one sector zeroed, the end cut off, or two sectors swapped."""
    how, place = chosen.randrange(4), chosen.randrange(len(content))
    if how == 0:
        return content[:place] + bytes([content[place] ^ 1 << chosen.randrange(8)]) + content[place + 1 :]
    start = place // SECTOR * SECTOR
    if how == 1:
        return content[:start] + bytes(len(content[start : start + SECTOR])) + content[start + SECTOR :]
    if how == 2:
        return content[:start]
    other = chosen.randrange(len(content)) // SECTOR * SECTOR
    parts = [content[i : i + SECTOR] for i in range(0, len(content), SECTOR)]
    one, two = start // SECTOR, other // SECTOR
    parts[one], parts[two] = parts[two], parts[one]
    return b"".join(parts)


def _write_all(bench: Bench, *, then_die: bool) -> None:
    child = fork()
    if child == 0:
        store = bench.open()
        for name in NAMES:
            store.write(lambda tx, name=name: teams.save_team(tx, make.team(name=name, about=name * 20)))
        if then_die:
            os.kill(os.getpid(), signal.SIGKILL)
        store.close()
        os._exit(0)
    os.waitpid(child, 0)


def _everything(bench: Bench) -> list[tuple[str, str]] | None:
    """What the workspace holds, or None when it says that it is damaged."""

    def work(tx: Transaction) -> list[tuple[str, str]]:
        return [(t.name, t.about) for t in teams.list_teams(tx)]

    try:
        store = bench.open()
    except KnownError:
        return None
    try:
        return store.read(work)
    except KnownError:
        return None
    finally:
        with contextlib.suppress(KnownError):
            store.close()


@pytest.mark.parametrize("spoiled", ["pie.db", "pie.db-wal"])
def test_a_spoiled_byte_is_noticed_or_harmless(
    bench: Bench, tmp_path: Path, mutants: int, spoiled: str
) -> None:
    _write_all(bench, then_die=spoiled.endswith("wal"))
    whole = [(name, name * 20) for name in NAMES]
    chosen = random.Random(f"{spoiled} 20261122")
    noticed = 0
    for number in range(mutants):
        trial = tmp_path / f"trial {number}"
        shutil.copytree(bench.workspace.folder, trial)
        content = (trial / spoiled).read_bytes()
        changed = _spoil(content, chosen)
        (trial / spoiled).write_bytes(changed)
        copy = Bench(type(bench.workspace)(trial), bench.dbk, bench.marks)
        found = _everything(copy)
        assert found is None or found == whole
        noticed += found is None
        shutil.rmtree(trial)
    assert noticed > mutants // 4
