"""The sealed copy: whole or not there, the same on another computer, and honest about a single changed bit."""

from __future__ import annotations

import hashlib
import json
import os
import random
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from pie_audit.domain.errors import CannotOpen, CannotSave
from pie_audit.storage import backup, integrity, teams
from pie_audit.storage.marks import Marks
from pie_audit.storage.piebak import FOOTER, MAGIC
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction, alembic_version, read_head
from pie_audit.storage.workspace import find_workspace, read_keyslots
from tests import make
from tests.storage.conftest import Bench
from tests.storage.rights import as_ordinary_person, open_to_nobody
from tests.storage.test_integrity import fill

SLOTS = b"the slots of people and of the House key"


def _copy(store: Store, target: Path, **options: object) -> backup.SealedCopy:
    return backup.back_up(store, SLOTS, target, week=make.WEEK, app_version="0.1.0", **options)  # type: ignore[arg-type]


@pytest.fixture
def copied(encrypted: Store, tmp_path: Path) -> backup.SealedCopy:
    """A copy of a workspace with one of everything."""
    encrypted.write(fill)
    return _copy(encrypted, tmp_path / "fern.piebak")


def test_a_copy_says_what_it_is_without_a_key(copied: backup.SealedCopy, encrypted: Store) -> None:
    header = backup.read_header(copied.file)
    assert header == copied.header
    assert (header.workspace_id, header.week) == (encrypted.facts.workspace_id, make.WEEK)
    assert header.n == encrypted.read(lambda tx: read_head(tx.connection))
    assert backup.read_slots(copied.file) == SLOTS


def test_a_copy_is_told_with_size_and_digest(copied: backup.SealedCopy) -> None:
    content = copied.file.read_bytes()
    assert (copied.bytes, copied.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_copy_is_private_and_leaves_nothing_beside_it(copied: backup.SealedCopy, tmp_path: Path) -> None:
    assert stat.S_IMODE(copied.file.stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fern.piebak", "marks", "workspace"]


def test_a_copy_holds_no_words(encrypted: Store, tmp_path: Path) -> None:
    encrypted.write(lambda tx: teams.save_team(tx, make.team(name="Marigold Quince Court")))
    copy = _copy(encrypted, tmp_path / "fern.piebak")
    assert b"Marigold" not in copy.file.read_bytes()


def test_a_restored_copy_holds_the_same(
    copied: backup.SealedCopy, encrypted: Store, bench: Bench, tmp_path: Path
) -> None:
    elsewhere = Marks(tmp_path / "other computer", bench.marks.key)
    workspace = backup.restore(copied.file, bench.dbk, tmp_path / "restored", elsewhere)
    assert find_workspace(workspace.folder) == workspace
    assert read_keyslots(workspace) == SLOTS
    restored = Store.open_embedded(workspace.database, bench.dbk, elsewhere)
    assert restored.read(teams.list_teams) == encrypted.read(teams.list_teams)
    assert integrity.findings(restored) == ()
    assert restored.facts.workspace_id == encrypted.facts.workspace_id
    assert restored.facts.generation != encrypted.facts.generation
    restored.close()


def test_an_older_copy_restored_on_the_same_computer_is_no_older_workspace(
    copied: backup.SealedCopy, encrypted: Store, bench: Bench, tmp_path: Path
) -> None:
    for _ in range(5):
        encrypted.write(lambda tx: teams.save_team(tx, make.team()))
    for name in ("first", "second"):
        workspace = backup.restore(copied.file, bench.dbk, tmp_path / name, bench.marks)
        Store.open_embedded(workspace.database, bench.dbk, bench.marks).close()


def test_what_is_written_between_two_slices_is_in_the_copy(
    encrypted: Store, bench: Bench, tmp_path: Path
) -> None:
    def much(tx: Transaction) -> None:
        for _ in range(3000):
            teams.save_team(tx, make.team(about="x" * 1500))

    encrypted.write(much)
    written: list[int] = []

    def between(_left: int, _all: int) -> None:
        name = f"between {len(written)}"
        written.append(_left)
        encrypted.write(lambda tx: teams.save_team(tx, make.team(name=name)))

    copy = _copy(encrypted, tmp_path / "fern.piebak", between=between)
    assert len(written) >= 2
    workspace = backup.restore(copy.file, bench.dbk, tmp_path / "restored", bench.marks)
    restored = Store.open_embedded(workspace.database, bench.dbk, bench.marks)
    names = {t.name for t in restored.read(teams.list_teams)}
    restored.close()
    assert {f"between {i}" for i in range(len(written))} <= names


def test_every_changed_bit_is_noticed_and_nothing_is_restored(
    copied: backup.SealedCopy, bench: Bench, tmp_path: Path, mutants: int
) -> None:
    whole = copied.file.read_bytes()
    chosen = random.Random(20261122)
    ends = [*range(len(MAGIC) + 8), *range(len(whole) - 60, len(whole))]
    places = ends + [chosen.randrange(len(whole)) for _ in range(mutants)]
    spoiled = tmp_path / "spoiled.piebak"
    for place in places:
        spoiled.write_bytes(
            whole[:place] + bytes([whole[place] ^ 1 << chosen.randrange(8)]) + whole[place + 1 :]
        )
        with pytest.raises(CannotOpen, match="damaged"):
            backup.read_header(spoiled)
    with pytest.raises(CannotOpen):
        backup.restore(spoiled, bench.dbk, tmp_path / "restored", bench.marks)
    assert not (tmp_path / "restored").exists()


@pytest.mark.parametrize("kept", [0, 1, 21, 40, 4000, -1, -20, -53])
def test_a_copy_cut_short_is_noticed(copied: backup.SealedCopy, tmp_path: Path, kept: int) -> None:
    short = tmp_path / "short.piebak"
    short.write_bytes(copied.file.read_bytes()[:kept])
    with pytest.raises(CannotOpen):
        backup.read_header(short)


def test_a_copy_with_more_at_its_end_is_noticed(copied: backup.SealedCopy) -> None:
    with copied.file.open("ab") as file:
        file.write(b"more")
    with pytest.raises(CannotOpen):
        backup.read_header(copied.file)


def test_another_key_does_not_open_a_copy(copied: backup.SealedCopy, tmp_path: Path, bench: Bench) -> None:
    for step in (
        lambda: backup.verify(copied.file, os.urandom(32)),
        lambda: backup.restore(copied.file, os.urandom(32), tmp_path / "restored", bench.marks),
    ):
        with pytest.raises(CannotOpen):
            step()
    assert not (tmp_path / "restored").exists()


def test_a_good_copy_is_verified_to_the_last_row(copied: backup.SealedCopy, bench: Bench) -> None:
    assert backup.verify(copied.file, bench.dbk) == copied.header


def test_restoring_never_touches_a_folder_that_holds_something(
    copied: backup.SealedCopy, bench: Bench
) -> None:
    before = {p.name: p.stat().st_mtime_ns for p in bench.workspace.folder.iterdir()}
    with pytest.raises(CannotSave):
        backup.restore(copied.file, bench.dbk, bench.workspace.folder, bench.marks)
    assert {p.name: p.stat().st_mtime_ns for p in bench.workspace.folder.iterdir()} == before


def test_an_existing_file_is_replaced_only_when_asked(copied: backup.SealedCopy, encrypted: Store) -> None:
    before = copied.file.read_bytes()
    with pytest.raises(CannotSave, match="already"):
        _copy(encrypted, copied.file)
    assert copied.file.read_bytes() == before
    encrypted.write(lambda tx: teams.save_team(tx, make.team()))
    assert _copy(encrypted, copied.file, overwrite=True).header.n > copied.header.n


def _a_link(target: Path) -> None:
    target.symlink_to(target.with_name("elsewhere"))


def _a_folder(target: Path) -> None:
    target.mkdir()


@pytest.mark.parametrize("put", [_a_link, _a_folder])
def test_a_link_or_a_folder_under_the_name_is_refused(
    encrypted: Store, tmp_path: Path, put: Callable[[Path], None]
) -> None:
    target = tmp_path / "fern.piebak"
    put(target)
    with pytest.raises(CannotSave, match="pointer"):
        _copy(encrypted, target, overwrite=True)
    assert not (tmp_path / "elsewhere").exists()


def test_a_place_that_is_not_there_is_told(encrypted: Store, tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="isn’t there"):
        _copy(encrypted, tmp_path / "stick" / "fern.piebak")


def test_a_place_that_takes_nothing_is_told_and_leaves_nothing_behind(bench: Bench, tmp_path: Path) -> None:
    with open_to_nobody(tmp_path) as top:
        full = top / "stick"
        full.mkdir(mode=0o500)

        def copy() -> None:
            marks = Marks(top / "marks", bench.marks.key)
            store = Store.open_embedded(top / "workspace" / "pie.db", bench.dbk, marks)
            with pytest.raises(CannotSave, match="written there"):
                _copy(store, full / "fern.piebak")
            store.close()

        os.chown(full, *((65534, 65534) if os.geteuid() == 0 else (-1, -1)))
        as_ordinary_person(copy)
        assert list(full.iterdir()) == []


def test_a_copy_that_does_not_come_out_whole_never_replaces_a_good_one(
    copied: backup.SealedCopy, encrypted: Store, tmp_path: Path
) -> None:
    before = copied.file.read_bytes()
    break_trail = sa.text("UPDATE trail SET actor_id = 'forged'")
    encrypted.write(lambda tx: tx.connection.execute(break_trail))
    with pytest.raises(CannotSave, match="whole"):
        _copy(encrypted, copied.file, overwrite=True)
    assert copied.file.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fern.piebak", "marks", "workspace"]


def test_a_copy_of_newer_tables_is_refused_with_what_to_do(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = bench.open()
    newer = sa.update(alembic_version).values(version_num="0999")
    store.write(lambda tx: tx.connection.execute(newer))
    monkeypatch.setattr("pie_audit.storage.piebak.is_older", lambda _version: False)
    copy = _copy(store, tmp_path / "fern.piebak")
    store.close()
    monkeypatch.undo()
    with pytest.raises(CannotOpen, match="newer"):
        backup.restore(copy.file, bench.dbk, tmp_path / "restored", bench.marks)
    assert not (tmp_path / "restored").exists()


def test_a_copy_made_by_a_later_format_is_told_apart_from_a_damaged_one(
    copied: backup.SealedCopy, tmp_path: Path
) -> None:
    content = copied.file.read_bytes()
    later = content[:-52].replace(b'"format": 1', b'"format": 2', 1)
    digest = hashlib.blake2b(later, digest_size=32).digest()
    newer = tmp_path / "newer.piebak"
    newer.write_bytes(later + digest + content[-20:])
    with pytest.raises(CannotOpen, match="newer"):
        backup.read_header(newer)


def test_a_workspace_on_a_server_makes_its_own_copies(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    from tests.storage.conftest import facts

    served = Store.open_postgres(new_database(), facts())
    with pytest.raises(CannotSave, match="server"):
        _copy(served, tmp_path / "fern.piebak")
    served.close()


def test_a_copy_that_is_missing_is_told(tmp_path: Path, bench: Bench) -> None:
    with pytest.raises(CannotOpen, match="no copy"):
        backup.restore(tmp_path / "none.piebak", bench.dbk, tmp_path / "restored", bench.marks)


@pytest.mark.parametrize(
    ("field", "value"),
    [("schema", 1), ("schema", None), ("slots_bytes", -5), ("slots_bytes", 1.0), ("n", True), ("week", [])],
)
def test_a_copy_whose_sum_fits_but_whose_header_nobody_wrote_is_damaged(
    copied: backup.SealedCopy, tmp_path: Path, field: str, value: object
) -> None:
    start = len(MAGIC)
    content = copied.file.read_bytes()[: -32 - len(FOOTER)]
    length = int.from_bytes(content[start : start + 4], "big")
    told = json.loads(content[start + 4 : start + 4 + length]) | {field: value}
    head = json.dumps(told, sort_keys=True).encode()
    made_up = MAGIC + len(head).to_bytes(4, "big") + head + content[start + 4 + length :]
    file = tmp_path / "made-up.piebak"
    file.write_bytes(made_up + hashlib.blake2b(made_up, digest_size=32).digest() + FOOTER)
    with pytest.raises(CannotOpen, match="damaged"):
        backup.read_slots(file)
