"""`export entries`: one's own writing in the open format, and nobody else's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pie_audit.domain.entry import Entry, EntryKind, Step, to_body
from pie_audit.workflows import first_lines, own_export, sealed_pages, teams
from pie_audit.workflows.sealed_pages import PageKind
from tests.cli.conftest import Run, who
from tests.quarter import TODAY, Finished

RTL = "שלום 🌱 the kettle"


@pytest.fixture
def written(finished: Finished, tmp_path: Path) -> Path:
    """Jo wrote a page and a line outside, and was given a copy by Sam; Tom has left with a page."""
    hostel = finished.open(tmp_path)
    jo, sam, tom = hostel.jo, hostel.sam, hostel.tom
    for number, (me, words) in enumerate([(jo, RTL), (tom, "Tom’s own")]):
        record_id = bytes([number]) * 16
        entry = Entry(
            record_id.hex(), EntryKind.REFLECTION, TODAY, "Nights", steps=(Step("what", "What", words),)
        )
        hostel.opened.write(
            lambda tx, m=me, i=record_id, e=entry: sealed_pages.save_own(tx, m, i, to_body(e), expected=0)
        )
    first_lines.keep_line(hostel.opened, jo.member.person_id, "written outside")
    given = sealed_pages.to_json({"title": "From Sam"})
    hostel.opened.write(
        lambda tx: sealed_pages.save_for(
            tx, sam, b"g" * 16, given, [jo.member.person_id], kind=PageKind.SHARED
        )
    )
    hostel.do(teams.retire_person, hostel.amina, tom.member.person_id)
    folder = hostel.folder
    hostel.close()
    return folder


def export(run: Run, written: Path, tmp_path: Path, name: str, *more: object):
    out = tmp_path / "mine.json"
    said = run("export", "entries", "--workspace", written, "--out", out, *who(tmp_path, name), *more)
    return said, out


def test_everything_that_somebody_may_read_is_in_it(run: Run, written: Path, tmp_path: Path) -> None:
    said, out = export(run, written, tmp_path, "Jo", "--json")
    assert said.code == 0
    assert json.loads(said.out) == {"file": str(out), "records": 3}
    assert "Whoever has this file can read it." in said.err
    found = json.loads(out.read_text("utf-8"))
    assert (found["format"], found["version"], found["person"]) == ("pie-audit-entries", 1, "Jo")
    pages = [r for r in found["records"] if r["kind"] == "page"]
    assert {p["page"]["steps"][0]["text"] for p in pages} == {RTL, "written outside"}
    (shared,) = [r for r in found["records"] if r["kind"] == "shared"]
    assert (shared["from"], shared["mine"], shared["shared"]) == ("Sam", False, {"title": "From Sam"})
    assert "Tom’s own" not in out.read_text("utf-8")


def test_an_administrator_gets_only_their_own(run: Run, written: Path, tmp_path: Path) -> None:
    said, out = export(run, written, tmp_path, "Amina Yusuf")
    assert said.code == 0
    assert json.loads(out.read_text("utf-8"))["records"] == []


def test_who_has_left_takes_their_pages_along(run: Run, written: Path, tmp_path: Path) -> None:
    said, out = export(run, written, tmp_path, "Tom")
    assert said.code == 0
    assert "Tom’s own" in out.read_text("utf-8")


def test_the_house_key_opens_nobodys_pages(run: Run, written: Path, tmp_path: Path) -> None:
    said = run(
        "export", "entries", "--workspace", written, "--out", tmp_path / "x.json", "--house-key-file", "f"
    )
    assert said.code == 2


def test_a_file_of_that_name_stays_without_overwrite(run: Run, written: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("mine already")
    said, out = export(run, written, tmp_path, "Jo")
    assert said.code == 1
    assert out.read_text() == "mine already"
    said, out = export(run, written, tmp_path, "Jo", "--overwrite")
    assert said.code == 0
    assert out.stat().st_mode & 0o077 == 0


def test_a_wrong_password_writes_nothing(run: Run, written: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.json"
    words = who(tmp_path, "Jo", "somebody else is guessing")
    assert run("export", "entries", "--workspace", written, "--out", out, *words).code == 1
    assert not out.exists()


def test_names_are_told_of_those_whose_ids_stand_in_it_and_of_nobody_else() -> None:
    jo, sam = "ab" * 16, "cd" * 16
    found = [{"kind": "session", "session": {"items": [{"by_id": jo}]}}]
    assert own_export._named_in(found, {jo: "Jo", sam: "Sam"}) == {jo: "Jo"}
