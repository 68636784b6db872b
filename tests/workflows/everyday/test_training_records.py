"""Training in the open file: what the team reads, what is one's own, and nothing that ties an answer to a name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import Change
from pie_audit.workflows import workspace_export
from pie_audit.workflows.everyday import (
    training,
    training_answers,
    training_records,
)
from pie_audit.workflows.everyday.training_answers import Given
from pie_audit.workflows.workspace_export import WorkspaceFile
from tests.quarter import Hostel


@pytest.fixture
def of_id(hostel: Hostel) -> str:
    """A course that Jo and Sam were at; Sam tried, Jo meant to."""
    hostel.turn_on(TeamPart.TRAINING)
    hostel.at(date(2027, 3, 1))
    there = frozenset(hostel.people[n].member.person_id for n in ("jo", "sam"))
    blank = replace(training.new_training(hostel.jo, hostel.team_id), title="A course")
    of_id = hostel.do(training.save_training, hostel.jo, blank, there).result.training_id
    hostel.do(training_answers.intend, hostel.jo, of_id, "zqwill")
    hostel.at(date(2027, 4, 12))
    hostel.do(training_answers.answer, hostel.sam, Given(of_id, 6, Change.TRIED, "Twice"))
    return str(of_id)


def taken(hostel: Hostel, path: Path, name: str, *, own: bool) -> list[dict[str, object]]:
    workspace_export.save_workspace(
        hostel.opened, hostel.people[name], WorkspaceFile(path, with_own_writing=own)
    )
    return list(json.loads(path.read_text("utf-8"))["records"])


def test_team_takes_along_what_it_reads(hostel: Hostel, of_id: str, tmp_path: Path) -> None:
    found = {str(r["kind"]): r for r in taken(hostel, tmp_path / "a.json", "dee", own=True)}
    assert (found["training"]["title"], found["training"]["there"]) == ("A course", ["Jo", "Sam"])
    assert found["answer about a training"] == {
        "kind": "answer about a training",
        "training_id": of_id,
        "weeks": 6,
        "change": "tried",
        "words": "Twice",
        "level": None,
        "on_paper": False,
    }
    assert "my training" not in found


def test_what_one_meant_to_do_goes_with_ones_own_writing_alone(
    hostel: Hostel, of_id: str, tmp_path: Path
) -> None:
    mine = [r for r in taken(hostel, tmp_path / "a.json", "jo", own=True) if r["kind"] == "my training"]
    assert mine == [{"kind": "my training", "training_id": of_id, "intention": "zqwill"}]
    taken(hostel, tmp_path / "b.json", "jo", own=False)
    taken(hostel, tmp_path / "c.json", "amina", own=True)
    for name in ("b", "c"):
        assert "zqwill" not in (tmp_path / f"{name}.json").read_text("utf-8")


def test_every_field_is_told_in_the_docs(hostel: Hostel, of_id: str, tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "workspace-format.md").read_text("utf-8")
    kinds = {"training", "answer about a training", "my training"}
    found = [r for r in taken(hostel, tmp_path / "a.json", "jo", own=True) if r["kind"] in kinds]
    assert {r["kind"] for r in found} == kinds
    for record in found:
        row = page[page.index(f"| `{record['kind']}` |") :].partition("\n")[0]
        assert [name for name in record if name != "kind" and f"`{name}`" not in row] == []


def test_nobody_outside_the_team_reads_it(hostel: Hostel, of_id: str) -> None:
    outside = replace(hostel.lee, member=replace(hostel.lee.member, teams=frozenset()))
    with pytest.raises(NotNow):
        hostel.read(lambda tx: list(training_records.training_records(tx, outside, hostel.team_id)))
