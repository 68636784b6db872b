"""The folder: whole or not there, in one place, in one window, and left untouched whenever it is refused."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from pie_audit.domain.errors import CannotOpen, CannotSave, KnownError
from pie_audit.storage import teams
from pie_audit.storage.engine import embedded_engine
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import alembic_version
from pie_audit.storage.workspace import (
    DATABASE,
    KEYSLOTS,
    LOCK,
    Workspace,
    clear_half_made,
    find_workspace,
    make_workspace,
    read_keyslots,
    take_lock,
    write_keyslots,
)
from tests import make
from tests.children import fork
from tests.storage.conftest import SLOTS, Bench, facts
from tests.storage.rights import as_ordinary_person, open_to_nobody

GUARDED = (DATABASE, KEYSLOTS, "pie.db-wal")


def _content(workspace: Workspace) -> dict[str, bytes]:
    return {
        name: (workspace.folder / name).read_bytes()
        for name in GUARDED
        if (workspace.folder / name).is_file()
    }


def _open(bench: Bench) -> None:
    """As a window or a command does it."""
    workspace = find_workspace(bench.workspace.folder)
    with take_lock(workspace):
        bench.open().close()


def _newer(bench: Bench) -> None:
    engine = embedded_engine(bench.workspace.database, bench.dbk)
    with engine.begin() as connection:
        connection.execute(sa.update(alembic_version).values(version_num="0999"))
    engine.dispose()


def _damaged(bench: Bench) -> None:
    with bench.workspace.database.open("r+b") as file:
        file.seek(100)
        file.write(b"\x00" * 8)


def _torn(bench: Bench) -> None:
    os.truncate(bench.workspace.database, 10_000)


def _cut_between_pages(bench: Bench) -> None:
    os.truncate(bench.workspace.database, 10 * 4096)


def _shorter_than_a_page(bench: Bench) -> None:
    os.truncate(bench.workspace.database, 100)


def _empty(bench: Bench) -> None:
    os.truncate(bench.workspace.database, 0)


def _without_slots(bench: Bench) -> None:
    bench.workspace.keyslots.unlink()


def _without_database(bench: Bench) -> None:
    bench.workspace.database.unlink()


def _without_anything(bench: Bench) -> None:
    bench.workspace.database.unlink()
    bench.workspace.keyslots.unlink()


def _a_link(bench: Bench) -> None:
    elsewhere = bench.workspace.folder.parent / "elsewhere.db"
    bench.workspace.database.rename(elsewhere)
    bench.workspace.database.symlink_to(elsewhere)


def _plain(bench: Bench) -> None:
    bench.workspace.database.unlink()
    with sqlite3.connect(bench.workspace.database) as plain:
        plain.execute("CREATE TABLE team (name)")
    plain.close()


def _other_tables(bench: Bench) -> None:
    bench.workspace.database.unlink()
    bench.workspace.database.touch()
    engine = embedded_engine(bench.workspace.database, bench.dbk)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE elsewhere (x)")
    engine.dispose()


def _noise(bench: Bench) -> None:
    bench.workspace.database.write_bytes(random.Random(1).randbytes(8 * 4096))


BAD = [
    (_newer, "newer version"),
    (_damaged, "damaged"),
    (_torn, "partly copied"),
    (_cut_between_pages, "damaged"),
    (_shorter_than_a_page, "partly copied"),
    (_empty, "partly copied"),
    (_without_slots, "key slots"),
    (_without_database, "half"),
    (_without_anything, "no workspace"),
    (_a_link, "pointer"),
    (_plain, "encrypted"),
    (_other_tables, "no workspace"),
    (_noise, "damaged"),
]


@pytest.mark.parametrize(("spoil", "says"), BAD)
def test_a_bad_workspace_is_refused_in_plain_words_and_left_as_it_was(
    bench: Bench, spoil: Callable[[Bench], None], says: str
) -> None:
    spoil(bench)
    before = _content(bench.workspace)
    with pytest.raises(CannotOpen) as caught:
        _open(bench)
    assert says in caught.value.what
    assert caught.value.todo
    assert str(bench.workspace.folder) not in str(caught.value)
    assert _content(bench.workspace) == before


def test_another_key_is_refused_and_the_file_left_as_it_was(bench: Bench) -> None:
    before = _content(bench.workspace)
    with pytest.raises(CannotOpen):
        Store.open_embedded(bench.workspace.database, os.urandom(32), bench.marks)
    assert _content(bench.workspace) == before


def test_a_workspace_in_a_sync_folder_is_refused(bench: Bench) -> None:
    (bench.workspace.folder.parent / ".dropbox.cache").touch()
    with pytest.raises(CannotOpen, match="synchronised"):
        find_workspace(bench.workspace.folder)


def test_a_workspace_on_a_network_is_refused(bench: Bench) -> None:
    with pytest.raises(CannotOpen, match="network"):
        find_workspace(bench.workspace.folder, f"s:/x {bench.workspace.folder.parent} nfs4 rw 0 0\n")


def test_a_workspace_open_in_another_window_is_refused(bench: Bench) -> None:
    workspace = find_workspace(bench.workspace.folder)
    with take_lock(workspace), pytest.raises(CannotOpen) as caught:
        take_lock(workspace)
    assert str(caught.value) == "It is open in a window. Close it there."
    take_lock(workspace).release()


def test_a_workspace_open_in_another_program_without_the_lock_is_refused(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pie_audit.storage.engine.PATIENCE", 0.05)
    careless = bench.open()
    with pytest.raises(CannotOpen, match="open in a window"):
        bench.open()
    careless.close()


def test_the_lock_of_a_killed_process_is_no_hindrance(bench: Bench) -> None:
    workspace = find_workspace(bench.workspace.folder)
    reader, writer = os.pipe()
    child = fork()
    if child == 0:
        take_lock(workspace)
        os.write(writer, b"held")
        signal.pause()
        os._exit(0)
    assert os.read(reader, 4) == b"held"
    with pytest.raises(CannotOpen):
        take_lock(workspace)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reader)
    os.close(writer)
    take_lock(workspace).release()


def test_a_lock_file_left_behind_is_no_hindrance(bench: Bench) -> None:
    (bench.workspace.folder / LOCK).write_bytes(b"12345")
    take_lock(find_workspace(bench.workspace.folder)).release()


def test_a_read_only_disk_lets_a_closed_workspace_be_read(bench: Bench) -> None:
    store = bench.open()
    store.write(lambda tx: teams.save_team(tx, make.team(name="Elm")))
    store.close()
    with open_to_nobody(bench.workspace.folder.parent) as top:
        (top / "workspace").chmod(0o500)

        def look() -> None:
            workspace = find_workspace(top / "workspace")
            with take_lock(workspace):
                seen = Bench(workspace, bench.dbk, type(bench.marks)(top / "marks", bench.marks.key)).open()
                assert seen.reads_only
                assert [t.name for t in seen.read(teams.list_teams)] == ["Elm"]
                with pytest.raises(CannotSave):
                    seen.write(lambda tx: teams.save_team(tx, make.team()))
                seen.close()

        before = sorted(p.name for p in (top / "workspace").iterdir())
        as_ordinary_person(look)
        assert sorted(p.name for p in (top / "workspace").iterdir()) == before


def test_a_read_only_disk_with_a_journal_is_refused(bench: Bench) -> None:
    _leave_a_journal(bench)
    with open_to_nobody(bench.workspace.folder.parent) as top:
        (top / "workspace").chmod(0o500)

        def look() -> None:
            workspace = find_workspace(top / "workspace")
            with pytest.raises(CannotOpen, match="closed properly"):
                Bench(workspace, bench.dbk, bench.marks).open()

        as_ordinary_person(look)


def _leave_a_journal(bench: Bench) -> None:
    """What a killed process leaves behind: a write in the journal, nothing in the file."""
    child = fork()
    if child == 0:
        bench.open().write(lambda tx: teams.save_team(tx, make.team(name="In the journal")))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert (bench.workspace.folder / "pie.db-wal").stat().st_size


def test_a_journal_left_by_a_crash_is_read_and_then_emptied(bench: Bench) -> None:
    _leave_a_journal(bench)
    store = bench.open(look=True)
    assert [t.name for t in store.read(teams.list_teams)] == ["In the journal"]
    store.close()
    store = bench.open()
    assert [t.name for t in store.read(teams.list_teams)] == ["In the journal"]
    store.close()
    assert sorted(p.name for p in bench.workspace.folder.iterdir()) == [DATABASE, KEYSLOTS]


def test_a_copy_without_its_journal_is_older_than_its_mark(bench: Bench) -> None:
    _leave_a_journal(bench)
    (bench.workspace.folder / "pie.db-wal").unlink()
    before = _content(bench.workspace)
    with pytest.raises(CannotOpen, match="older"):
        bench.open()
    assert _content(bench.workspace) == before


def test_a_journal_of_another_file_is_refused_and_not_written_into_this_one(
    bench: Bench, tmp_path: Path
) -> None:
    _leave_a_journal(bench)
    stranger = Workspace(tmp_path / "stranger")
    stranger.folder.mkdir()
    other = Bench(stranger, os.urandom(32), bench.marks)
    Store.create_embedded(stranger.database, other.dbk, other.marks, facts()).close()
    journal = bench.workspace.folder / "pie.db-wal"
    journal.rename(stranger.folder / "pie.db-wal")
    before = _content(stranger)
    with pytest.raises(CannotOpen):
        other.open()
    assert _content(stranger) == before


def test_making_is_all_or_nothing(tmp_path: Path) -> None:
    def fails(workspace: Workspace) -> None:
        workspace.keyslots.write_bytes(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make_workspace(tmp_path / "new", fails)
    assert list(tmp_path.iterdir()) == []


def test_a_made_workspace_is_whole_and_private(bench: Bench, tmp_path: Path) -> None:
    def fill(workspace: Workspace) -> None:
        Store.create_embedded(workspace.database, bench.dbk, bench.marks, facts()).close()
        write_keyslots(workspace, SLOTS)

    os.umask(0)
    made = make_workspace(tmp_path / "deep" / "new", fill)
    os.umask(0o022)
    assert find_workspace(made.folder) == made
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in made.folder.iterdir()} == {0o600}
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["new"]


def test_the_journal_and_the_lock_are_private_too(bench: Bench) -> None:
    with take_lock(bench.workspace):
        store = bench.open()
        store.write(lambda tx: teams.save_team(tx, make.team()))
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in bench.workspace.folder.iterdir()}
        store.close()
    assert {modes[DATABASE], modes["pie.db-wal"], modes[LOCK]} == {0o600}
    assert "pie.db-shm" not in modes


def test_nothing_is_made_over_what_is_there(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("dear")
    with pytest.raises(CannotSave):
        make_workspace(taken, lambda _workspace: None)
    assert (taken / "letter.txt").read_text() == "dear"


def test_an_empty_folder_may_become_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    made = make_workspace(tmp_path / "empty", lambda w: write_keyslots(w, SLOTS))
    assert read_keyslots(made) == SLOTS


def test_key_slots_are_replaced_in_one_step(bench: Bench) -> None:
    write_keyslots(bench.workspace, b"new")
    assert read_keyslots(bench.workspace) == b"new"
    assert sorted(p.name for p in bench.workspace.folder.iterdir()) == [DATABASE, KEYSLOTS]
    assert stat.S_IMODE(bench.workspace.keyslots.stat().st_mode) == 0o600


def test_key_slots_that_cannot_be_written_stay_as_they_were(bench: Bench) -> None:
    with open_to_nobody(bench.workspace.folder) as folder:
        folder.chmod(0o500)

        def write() -> None:
            with pytest.raises(CannotSave):
                write_keyslots(Workspace(folder), b"new")

        as_ordinary_person(write)
        assert read_keyslots(Workspace(folder)) == SLOTS


def test_every_refusal_has_two_sentences_to_show(bench: Bench) -> None:
    _newer(bench)
    with pytest.raises(KnownError) as caught:
        _open(bench)
    assert caught.value.what.endswith(".")
    assert caught.value.todo.endswith(".")


def test_a_folder_that_lets_nobody_in_is_told_and_is_no_bug(bench: Bench) -> None:
    with open_to_nobody(bench.workspace.folder.parent) as top:
        top.chmod(0o000)

        def look() -> None:
            with pytest.raises(CannotOpen, match="doesn’t let the program open"):
                find_workspace(top / "workspace")
            with pytest.raises(CannotSave):
                make_workspace(top / "another", lambda _place: None)

        as_ordinary_person(look)


class TestHalfMade:
    def left(self, folder: Path, name: str = f".{'a' * 32}.0123456789ab", *files: str) -> Path:
        path = folder / name
        path.mkdir(parents=True)
        for file in files or ("pie.db", "pie.db-wal", ".pie.keyslots.part"):
            (path / file).write_bytes(b"half")
        return path

    def later(self) -> float:
        return time.time() + 3700

    def test_what_a_killed_founding_left_goes_after_an_hour(self, tmp_path: Path) -> None:
        path = self.left(tmp_path)
        assert clear_half_made(tmp_path) == 0
        assert path.exists()
        assert clear_half_made(tmp_path, now=self.later()) == 1
        assert not path.exists()

    def test_workspaces_and_whatever_else_lies_there_stay(self, tmp_path: Path) -> None:
        kept = [
            self.left(tmp_path, "a" * 32),
            self.left(tmp_path, f".{'b' * 32}.0123456789ab", "pie.db", "letter.txt"),
            self.left(tmp_path, ".config"),
        ]
        (tmp_path / f".{'c' * 32}.0123456789ab").symlink_to(kept[0])
        assert clear_half_made(tmp_path, now=self.later()) == 0
        assert all(path.exists() for path in kept)

    def test_a_computer_without_workspaces_has_nothing_to_clear(self, tmp_path: Path) -> None:
        assert clear_half_made(tmp_path / "none") == 0
