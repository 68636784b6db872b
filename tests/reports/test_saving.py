"""A report appears whole under its name, or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pie_audit.domain.errors import CannotSave
from pie_audit.domain.plan_document import Edition, plan_document
from pie_audit.reports import saving
from pie_audit.reports.plan_pdf import make_plan
from pie_audit.reports.saving import save_chunks, save_whole
from tests.make_plan import make_material

PLAN, _pages = make_plan(plan_document(make_material(), Edition.ONE_PAGE))


def test_a_plan_is_written_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    save_whole(PLAN, target, overwrite=False)
    assert target.read_bytes() == PLAN
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_taken_name_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"old")
    with pytest.raises(CannotSave, match="already a file"):
        save_whole(PLAN, target, overwrite=False)
    assert target.read_bytes() == b"old"
    save_whole(PLAN, target, overwrite=True)
    assert target.read_bytes() == PLAN
    assert list(tmp_path.iterdir()) == [target]


def test_a_name_taken_in_the_last_moment_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "plan.pdf"
    write = saving._write

    def write_and_lose_the_race(content: bytes, beside: Path) -> None:
        write(content, beside)
        target.write_bytes(b"theirs")

    monkeypatch.setattr(saving, "_write", write_and_lose_the_race)
    with pytest.raises(CannotSave, match="already a file"):
        save_whole(b"ours", target, overwrite=False)
    assert target.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_link_is_refused(tmp_path: Path, overwrite: bool) -> None:
    real = tmp_path / "real.pdf"
    real.write_bytes(b"theirs")
    link = tmp_path / "plan.pdf"
    link.symlink_to(real)
    with pytest.raises(CannotSave, match="is a link"):
        save_whole(b"ours", link, overwrite=overwrite)
    assert real.read_bytes() == b"theirs"


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="is a folder"):
        save_whole(b"ours", tmp_path, overwrite=True)
    with pytest.raises(CannotSave, match="isn’t there"):
        save_whole(b"ours", tmp_path / "nowhere" / "plan.pdf", overwrite=False)


def test_a_disk_that_refuses_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"old")

    def refuse(handle: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(CannotSave, match="can’t be written") as told:
        save_whole(b"ours", target, overwrite=True)
    assert str(tmp_path) not in str(told.value)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_device_is_refused_and_stays(tmp_path: Path) -> None:
    before = Path(os.devnull).stat().st_mode
    with pytest.raises(CannotSave, match="belongs to a device"):
        save_whole(b"paper", Path(os.devnull), overwrite=True)
    assert Path(os.devnull).stat().st_mode == before


def test_what_is_written_piece_by_piece_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    save_chunks((b"one", b"two"), target, overwrite=False)
    assert target.read_bytes() == b"onetwo"

    def breaks() -> Iterator[bytes]:
        yield b"half"
        raise LookupError

    with pytest.raises(LookupError):
        save_chunks(breaks(), target, overwrite=True)
    assert target.read_bytes() == b"onetwo"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="no limit on the size of files there")
def test_a_place_that_is_full_is_told_and_left_as_it_was(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, before[1]))
    try:
        with pytest.raises(CannotSave, match="the disk is full"):
            save_chunks((b"x" * 1_000 for _n in range(100)), tmp_path / "all.json", overwrite=False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
