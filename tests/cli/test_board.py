"""`pie-audit board`: the page for the board from plans as PDFs, without a workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pie_audit.domain.plan_document import Edition
from pie_audit.domain.team import Team
from tests.cli.conftest import Run
from tests.make_shared import plan_pdf, printable, somebody
from tests.reports.read_pdf import whole_text

TEAMS = ("Quayside House", "Mill Lane", "Outreach")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three plans, the first one altered by nobody, and a text."""
    made = []
    for number, name in enumerate(TEAMS):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(plan_pdf(printable(team=Team("t", name, "")), sender=f"{number:032x}"))
        made.append(path)
    note = tmp_path / "note.txt"
    note.write_text("hello")
    return [*made, note]


def test_a_page_is_made_and_each_file_is_told(run: Run, files: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "board.pdf"
    said = run("board", *files, "--out", out)
    assert (said.code, said.err) == (0, "")
    assert all(path.name in said.out for path in files)
    assert "isn’t a plan from pie-audit" in said.out
    text = whole_text(out.read_bytes())
    assert all(name in text for name in TEAMS)


def test_json_has_the_keys_that_are_promised(run: Run, files: list[Path], tmp_path: Path) -> None:
    said = run("board", *files, "--out", tmp_path / "board.pdf", "--json")
    data = json.loads(said.out)
    assert list(data) == ["file", "pages", "files", "teams", "owed", "asks", "barriers"]
    assert [file["came"] for file in data["files"]] == ["taken-in"] * 3 + ["not-ours"]
    assert list(data["files"][0]) == ["file", "came", "team", "quarter", "edition", "words"]
    assert data["files"][3]["team"] is None
    assert (data["teams"], data["owed"]) == (3, 6)
    first = data["asks"][0]
    assert (first["teams"], first["of_teams"], first["waits"]) == (3, 3, True)
    assert list(first["asks"][0]) == ["team", "code", "what", "of", "asked_in", "reply_by"]
    assert [barrier["level"] for barrier in data["barriers"]] == ["individual", "service", "system"]


def test_files_without_a_plan_end_with_one_and_leave_nothing(
    run: Run, files: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "board.pdf"
    said = run("board", files[3], "--out", out)
    assert said.code == 1
    assert "no plan in any of these files" in said.err
    assert not out.exists()


def test_a_page_that_is_there_stays(run: Run, files: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "board.pdf"
    out.write_text("mine")
    assert run("board", files[0], "--out", out).code == 1
    assert out.read_text() == "mine"
    assert run("board", files[0], "--out", out, "--overwrite").code == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_second_key_for_a_team_is_told(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / "1.pdf", tmp_path / "2.pdf"]
    for path, contact in zip(paths, ("One", "Two"), strict=True):
        path.write_bytes(plan_pdf(printable(contact=contact), Edition.WORDS, by=somebody()))
    data = json.loads(run("board", *paths, "--out", tmp_path / "b.pdf", "--json").out)
    assert [file["came"] for file in data["files"]] == ["taken-in", "other-signer"]
