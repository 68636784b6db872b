"""The high-water mark: lost commits, an older copy put back and a tampered note are all noticed."""

from __future__ import annotations

import random
import shutil

import pytest

from pie_audit.domain.errors import CannotOpen
from pie_audit.storage import teams
from pie_audit.storage.marks import Marks
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import read_head
from tests import make
from tests.storage.conftest import Bench


def _write(bench: Bench, times: int = 1) -> None:
    store = bench.open()
    for _ in range(times):
        store.write(lambda tx: teams.save_team(tx, make.team()))
    store.close()


def _content(bench: Bench) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in bench.workspace.folder.iterdir()}


def test_an_older_copy_put_back_is_refused_and_left_alone(bench: Bench) -> None:
    older = bench.workspace.database.read_bytes()
    _write(bench)
    bench.workspace.database.write_bytes(older)
    before = _content(bench)
    with pytest.raises(CannotOpen) as caught:
        bench.open()
    assert "older" in caught.value.what
    assert _content(bench) == before


def test_a_workspace_further_on_than_its_mark_opens(bench: Bench) -> None:
    marks = {path: path.read_bytes() for path in bench.marks.folder.iterdir()}
    _write(bench, 3)
    for path, content in marks.items():
        path.write_bytes(content)
    bench.open().close()


def test_the_first_time_on_a_computer_there_is_no_mark(bench: Bench) -> None:
    _write(bench)
    shutil.rmtree(bench.marks.folder)
    bench.open().close()


def test_looking_at_an_older_copy_is_refused_too(bench: Bench) -> None:
    older = bench.workspace.database.read_bytes()
    _write(bench)
    bench.workspace.database.write_bytes(older)
    with pytest.raises(CannotOpen):
        bench.open(look=True)


def test_another_generation_has_a_mark_of_its_own(bench: Bench) -> None:
    bench.marks.write("workspace", "first", 500)
    bench.marks.refuse_older("workspace", "second", 3)
    with pytest.raises(CannotOpen):
        bench.marks.refuse_older("workspace", "first", 499)
    bench.marks.refuse_older("workspace", "first", 500)


def test_a_mark_sealed_with_another_key_is_refused(bench: Bench) -> None:
    bench.marks.write("workspace", "first", 5)
    with pytest.raises(CannotOpen):
        Marks(bench.marks.folder, bytes(32)).read("workspace", "first")


def test_every_flipped_bit_of_a_mark_is_noticed(bench: Bench, mutants: int) -> None:
    bench.marks.write("workspace", "first", 41)
    [path] = [
        p
        for p in bench.marks.folder.iterdir()
        if p.stat().st_mtime_ns and b'"workspace"' in p.read_bytes() and b'"first"' in p.read_bytes()
    ]
    whole = path.read_bytes()
    chosen = random.Random(20261122)
    for _ in range(mutants):
        place = chosen.randrange(len(whole))
        path.write_bytes(
            whole[:place] + bytes([whole[place] ^ 1 << chosen.randrange(8)]) + whole[place + 1 :]
        )
        with pytest.raises(CannotOpen):
            bench.marks.read("workspace", "first")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"n": true}', b"[" * 100_000])
def test_a_torn_mark_is_told_in_one_sentence(bench: Bench, content: bytes) -> None:
    bench.marks.write("workspace", "first", 41)
    for path in bench.marks.folder.iterdir():
        path.write_bytes(content)
    with pytest.raises(CannotOpen):
        bench.marks.read("workspace", "first")


def test_the_mark_follows_every_commit(encrypted: Store, bench: Bench) -> None:
    encrypted.write(lambda tx: teams.save_team(tx, make.team()))
    n = encrypted.read(lambda tx: read_head(tx.connection))
    assert bench.marks.read(encrypted.facts.workspace_id, encrypted.facts.generation) == n


def test_work_is_kept_and_said_to_be_kept_when_its_mark_cannot_be_written(bench: Bench) -> None:
    store = bench.open()
    shutil.rmtree(bench.marks.folder)
    bench.marks.folder.write_bytes(b"in the way")
    store.write(lambda tx: teams.save_team(tx, make.team()))
    assert store.mark_is_behind
    assert len(store.read(teams.list_teams)) == 1
    bench.marks.folder.unlink()
    store.write(lambda tx: teams.save_team(tx, make.team()))
    assert not store.mark_is_behind
    store.close()
