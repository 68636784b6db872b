"""The open file of a workspace: what one person may read and not a word more, written whole or not at all."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pie_audit.domain.entry import Entry, EntryKind, Step, to_body
from pie_audit.domain.errors import CannotSave
from pie_audit.domain.plan_document import Edition
from pie_audit.storage import trail
from pie_audit.workflows import sealed_pages, shared_plans, workspace_export
from pie_audit.workflows.sealed_pages import PageKind
from pie_audit.workflows.shared_plans import ShareWish
from pie_audit.workflows.workspace_export import WorkspaceFile
from tests import years
from tests.privacy.markers import TYPED, meet, type_everywhere
from tests.quarter import THIS_QUARTER, TODAY, Hostel
from tests.workflows.quarters import SUMMER, signed_plan
from tests.workflows.supervision.test_session_calendar import book

NEVER = ("note", "reason", "draft", "begun reply", "begun account", "dissent")
"""Rated, begun or taken back in private; and a view that its author didn't sign, where few rated."""


def take(hostel: Hostel, path: Path, name: str = "jo", **wish: Any) -> dict[str, Any]:
    """The file as another program reads it."""
    count = workspace_export.save_workspace(hostel.opened, hostel.people[name], WorkspaceFile(path, **wish))
    found: dict[str, Any] = json.loads(path.read_bytes())
    assert len(found["records"]) == count
    return found


def of_kind(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [record for record in found["records"] if record["kind"] == kind]


def write_page(hostel: Hostel, name: str, words: str) -> None:
    record_id = name.encode().ljust(16, b"x")
    entry = Entry(record_id.hex(), EntryKind.REFLECTION, TODAY, "", steps=(Step("what", "What", words),))
    hostel.do(
        lambda tx, me: sealed_pages.save_own(tx, me, record_id, to_body(entry), expected=0),
        hostel.people[name],
    )


def test_the_head_says_what_it_is_and_every_record_stands_on_a_line(hostel: Hostel, tmp_path: Path) -> None:
    found = take(hostel, tmp_path / "w.json")
    assert {name: found[name] for name in found if name != "records"} == {
        "format": "pie-audit-workspace",
        "version": 1,
        "person": "Jo",
        "person_id": hostel.jo.member.person_id,
        "written_on": TODAY.isoformat(),
        "with_own_writing": False,
    }
    lines = (tmp_path / "w.json").read_text("utf-8").splitlines()
    assert len(lines) == len(found["records"]) + 2
    assert {person["name"] for person in of_kind(found, "person")} >= {"Jo", "Sam", "Amina Yusuf"}


def test_what_was_agreed_is_there_and_hidden_while_people_rate_again(hostel: Hostel, tmp_path: Path) -> None:
    years.review(hostel, THIS_QUARTER.plus(-1), {"A1": 3, "A2": 2})
    agreed = of_kind(take(hostel, tmp_path / "a.json"), "agreed")
    assert {(one["topic_id"], one["level"]) for one in agreed} == {("A1", 3), ("A2", 2)}
    hostel.start()
    found = take(hostel, tmp_path / "b.json")
    assert of_kind(found, "agreed") == of_kind(found, "different view") == []
    assert {one["quarter"]: one["levels_hidden"] for one in of_kind(found, "review")} == {
        str(THIS_QUARTER.plus(-1)): True,
        str(THIS_QUARTER): False,
    }


def test_sessions_are_ones_own_and_those_of_nobody_else(hostel: Hostel, tmp_path: Path) -> None:
    book(hostel, "s1", TODAY)
    assert [one["id"] for one in of_kind(take(hostel, tmp_path / "jo.json"), "session")] == ["s1"]
    assert of_kind(take(hostel, tmp_path / "sam.json", "sam"), "session") == []


def test_own_writing_goes_along_only_when_asked_for_and_never_anybody_elses(
    hostel: Hostel, tmp_path: Path
) -> None:
    write_page(hostel, "jo", "zqmine")
    write_page(hostel, "sam", "zqtheirs")
    given = sealed_pages.to_json({"title": "zqgiven"})
    hostel.opened.write(
        lambda tx: sealed_pages.save_for(
            tx, hostel.sam, b"g" * 16, given, [hostel.jo.member.person_id], kind=PageKind.SHARED
        )
    )
    without = (tmp_path / "a.json", take(hostel, tmp_path / "a.json"))[0].read_text("utf-8")
    assert "zq" not in without
    found = take(hostel, tmp_path / "b.json", with_own_writing=True)
    assert [one["record"]["page"]["steps"][0]["text"] for one in of_kind(found, "own writing")] == ["zqmine"]
    text = (tmp_path / "b.json").read_text("utf-8")
    assert "zqtheirs" not in text
    assert "zqgiven" not in text


@pytest.mark.parametrize("name", ["amina", "jo", "lee"])
def test_nothing_private_is_ever_in_it(hostel: Hostel, tmp_path: Path, name: str) -> None:
    """Everything that anybody can type was typed; whoever takes the file along, ratings and drafts aren't in it."""
    markers = type_everywhere(hostel)
    during = take(hostel, tmp_path / "during.json", name)
    meet(hostel, markers["round"])
    after = take(hostel, tmp_path / "after.json", name)
    secrets = [
        markers[kind] for kind in ("password", "slip", "house key", "my key", "invitation", "envelope")
    ]
    for found in (during, after):
        said = json.dumps(found, ensure_ascii=False)
        assert [kind for kind in NEVER if TYPED[kind] in said] == []
        assert [secret for secret in secrets if secret in said] == []
    assert (TYPED["action"] in json.dumps(after, ensure_ascii=False)) == (name != "lee")


def test_leaders_have_what_teams_shared(hostel: Hostel, tmp_path: Path) -> None:
    signed_plan(hostel, SUMMER, "Backfill", ask_what="Fund four hours", ask_of="the council")
    assert of_kind(take(hostel, tmp_path / "a.json", "lee"), "shared plan") == []
    hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER, Edition.WORDS))
    found = take(hostel, tmp_path / "b.json", "lee")
    assert [one["quarter"] for one in of_kind(found, "shared plan")] == ["2026Q3"]
    assert [one["what"] for one in of_kind(found, "shared ask")] == ["Fund four hours"]
    assert not Counter(one["kind"] for one in found["records"]) & Counter(
        {"action": 1, "review": 1, "win": 1}
    )


def test_every_kind_and_field_is_told_in_the_docs(hostel: Hostel, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "workspace-format.md").read_text("utf-8")
    years.review(hostel, THIS_QUARTER.plus(-2))
    signed_plan(hostel, SUMMER, "Backfill", ask_what="Fund four hours", ask_of="the council")
    years.errand(hostel, "2026-09")
    years.telling(hostel, "2026-09")
    years.win(hostel, "2026-W40", "The hall is warm")
    book(hostel, "s1", TODAY)
    found = take(hostel, tmp_path / "w.json", "amina")
    for record in found["records"]:
        assert f"| `{record['kind']}` |" in page
        row = page[page.index(f"| `{record['kind']}` |") :].partition("\n")[0]
        assert [name for name in record if name != "kind" and f"`{name}`" not in row] == []


def test_a_taken_name_is_kept_and_nothing_half_written_is_left(hostel: Hostel, tmp_path: Path) -> None:
    path = tmp_path / "w.json"
    path.write_text("mine")
    with pytest.raises(CannotSave):
        take(hostel, path)
    assert [(one.name, one.read_text()) for one in tmp_path.glob("*.json")] == [("w.json", "mine")]
    assert not list(tmp_path.glob(".*.part"))
    with pytest.raises(CannotSave):
        take(hostel, Path("/dev/full"))


def test_the_record_says_that_somebody_took_it_along(hostel: Hostel, tmp_path: Path) -> None:
    take(hostel, tmp_path / "secret-name.json")
    person = hostel.jo.member.person_id
    line = hostel.read(lambda tx: trail.lines_about(tx, "person", person))[0]
    assert (line.action, "secret" in repr(line)) == ("exported workspace", False)
