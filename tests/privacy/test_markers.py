"""Nothing that anybody types can be found in any file that the program writes, unless somebody exports it."""

from __future__ import annotations

import json
import logging
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pie_audit import log, settings
from pie_audit.domain.errors import CannotOpen, NotNow
from pie_audit.workflows import (
    backups,
    unlock,
)
from pie_audit.workflows.backups import Secret
from pie_audit.workflows.everyday import door_names
from pie_audit.workflows.worker import Worker
from tests.privacy import pages
from tests.privacy.markers import PASSWORD, TYPED, all_files, find_markers, meet, type_everywhere
from tests.quarter import Hostel, premises_at


def bug_report(markers: dict[str, str]) -> str:
    """A report of a bug that carried every marker in its message and its variables."""

    def breaks(words: dict[str, str]) -> None:
        local = " ".join(words.values())
        raise RuntimeError(local)

    try:
        breaks(markers)
    except RuntimeError as error:
        return log.report(error, "0.1.0")
    raise AssertionError("the bug didn't happen")


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Path]:
    """The program's log, begun in a folder of its own."""
    logger = logging.getLogger("pie_audit")
    before = list(logger.handlers)
    log.begin(tmp_path / "logs")
    yield tmp_path / "logs"
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python and SQLite would put temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


def test_no_file_holds_what_was_typed(
    hostel: Hostel, tmp_path: Path, home: Path, logs: Path, scratch: Path
) -> None:
    """Database, journal, key slots, lock, marks, settings, log, bug report, sealed copy, and a restored folder."""
    markers = type_everywhere(hostel)
    while_open = _copied(hostel.folder, tmp_path / "while rating")
    meet(hostel, markers["round"])
    while_meeting = _copied(hostel.folder, tmp_path / "while meeting")
    copy = backups.copy_now(hostel.opened, hostel.people["amina"], tmp_path)
    restored = backups.restore_copy(
        premises_at(tmp_path / "other"),
        copy.file,
        Secret(house_code=hostel.house_code),
        tmp_path / "restored",
    )
    log.note("opened", milliseconds=3)
    log.save_report(bug_report(markers), logs)
    settings.save(settings.Settings(last_workspace=str(hostel.folder), second_place=str(tmp_path)))
    hostel.close()

    files = all_files(tmp_path, home)
    names = {f.name for f in files}
    assert {"pie.db", "pie.db-wal", "pie.keyslots", "pie.lock", "settings.toml", "pie-audit.log"} <= names
    assert {"last-report.txt", copy.file.name} <= names
    assert [f for f in files if f.suffix == ".mark"]
    assert all((folder / "pie.db-wal").stat().st_size > 0 for folder in (while_open, while_meeting))
    assert restored.is_dir()
    assert find_markers(files, markers) == []
    assert not list(scratch.iterdir()), "nothing is written elsewhere"


def _copied(folder: Path, to: Path) -> Path:
    to.mkdir()
    for file in folder.iterdir():
        (to / file.name).write_bytes(file.read_bytes())
    return to


@pytest.mark.parametrize(
    "write",
    [
        lambda marker: marker.encode(),
        lambda marker: marker.encode("utf-16-le"),
        lambda marker: marker.encode("utf-16-be"),
        lambda marker: json.dumps({"words": marker}).encode(),
        lambda marker: b"\x00\x78\x9c\x00" + zlib.compress(marker.encode()) + b"more",
        lambda marker: b"x" * 500 + zlib.compress(marker.encode() + bytes(range(256)))[:-40],
    ],
)
def test_the_search_finds_a_marker_that_is_there(tmp_path: Path, write: Callable[[str], bytes]) -> None:
    for place, marker in TYPED.items():
        (tmp_path / "leak").write_bytes(b"before" + write(marker) + b"after")
        assert (place, "leak") in find_markers([tmp_path / "leak"], TYPED)


def test_the_search_finds_nothing_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "clean").write_bytes(zlib.compress(b"nothing of that kind") + bytes(9999))
    assert find_markers([tmp_path / "clean"], TYPED) == []


PRIVATE = (
    "note",
    "reason",
    "draft",
    "password",
    "slip",
    "house key",
    "my key",
    "invitation",
    "begun reply",
    "begun account",
    "envelope",
)


KEPT_NOWHERE = {"left name"}
"""Typed and gone again."""


def test_with_the_databases_key_the_private_part_is_still_sealed(hostel: Hostel, tmp_path: Path) -> None:
    """Whoever holds the key reads what the team wrote down together; notes, drafts and secrets they don't."""
    markers = type_everywhere(hostel)
    while_rating = _copied(hostel.folder, tmp_path / "while rating")
    meet(hostel, markers["round"])
    dbk = hostel.opened.key.dbk
    hostel.close()
    clear = tmp_path / "in the clear"
    earlier = b"".join(pages.decrypt(while_rating / "pie.db", dbk))
    clear.write_bytes(earlier + b"".join(pages.decrypt(hostel.folder / "pie.db", dbk)))
    found = {place for place, _file in find_markers([clear], markers)}
    assert not found & set(PRIVATE)
    assert set(TYPED) - set(PRIVATE) - KEPT_NOWHERE <= found


def test_deleted_words_leave_no_trace_even_for_the_databases_key(hostel: Hostel, tmp_path: Path) -> None:
    from pie_audit.storage import agreements
    from pie_audit.workflows import meetings
    from tests import make

    round_id = hostel.opened_round()
    wrote = hostel.do(
        meetings.record_consensus, hostel.people["amina"], round_id, make.consensus(because=TYPED["because"])
    )
    hostel.worker.with_store(lambda store: store.checkpoint()).result()
    hostel.do(wrote.undo, hostel.people["amina"])
    assert hostel.read(lambda tx: agreements.load_consensus(tx, round_id)) == {}
    dbk = hostel.opened.key.dbk
    hostel.close()
    clear = tmp_path / "in the clear"
    clear.write_bytes(b"".join(pages.decrypt(hostel.folder / "pie.db", dbk)))
    assert find_markers([clear], TYPED) == []


def test_the_copy_opens_in_another_folder_with_the_house_key_and_is_whole(
    hostel: Hostel, tmp_path: Path
) -> None:
    markers = type_everywhere(hostel)
    copy = backups.copy_now(hostel.opened, hostel.people["amina"], tmp_path / "copy.piebak")
    elsewhere, worker = premises_at(tmp_path / "other"), Worker()
    folder = backups.restore_copy(
        elsewhere, copy.file, Secret(house_code=hostel.house_code), tmp_path / "new"
    )
    opened = unlock.open_with_house_key(elsewhere, worker, folder, hostel.house_code)
    assert TYPED["person name"] in {door.name for door in opened.read(door_names.names_on_door)}
    assert unlock.sign_in(opened, markers["person name"], PASSWORD)
    opened.close()
    worker.close()


def test_after_one_flipped_byte_anywhere_the_copy_says_it_is_damaged(hostel: Hostel, tmp_path: Path) -> None:
    copy = backups.copy_now(hostel.opened, hostel.people["amina"], tmp_path / "copy.piebak")
    whole = copy.file.read_bytes()
    for at in (*range(0, len(whole), len(whole) // 40), len(whole) - 1):
        damaged = bytearray(whole)
        damaged[at] ^= 0x10
        copy.file.write_bytes(damaged)
        with pytest.raises(CannotOpen, match="damaged"):
            backups.restore_copy(
                premises_at(tmp_path), copy.file, Secret(house_code=hostel.house_code), tmp_path / "never"
            )
    assert not (tmp_path / "never").exists()


def test_a_known_problem_that_names_somebody_is_not_what_a_report_holds() -> None:
    try:
        raise NotNow(TYPED["person name"], TYPED["team name"])
    except NotNow as error:
        told = log.report(error, "0.1.0")
    assert "NotNow" in told
    assert not [marker for marker in TYPED.values() if marker in told]


def test_a_report_holds_no_folder_of_this_computer(tmp_path: Path) -> None:
    told = bug_report({"folder": str(tmp_path)})
    assert str(tmp_path) not in told
    assert str(Path(__file__).parent) not in told


def test_the_log_takes_only_fields_that_are_allowed() -> None:
    with pytest.raises(ValueError, match="may not be logged"):
        log.note("saved", name="Jo")
