"""A workspace is made whole, or it isn't there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pie_audit.domain.errors import CannotOpen, CannotSave, NotNow
from pie_audit.domain.team import Role, WorkspaceKind
from pie_audit.storage import people, teams, trail
from pie_audit.vault.refusals import WrongSecret
from pie_audit.workflows import board, founding, unlock
from pie_audit.workflows import teams as persons
from pie_audit.workflows.worker import Worker
from tests.quarter import MANAGER, Hostel, first_run, password_of, premises_at


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def test_the_creator_is_manager_and_administrator_of_their_team(tmp_path: Path, worker: Worker) -> None:
    made = founding.create_workspace(premises_at(tmp_path), worker, first_run())
    assert made.me.member.roles == {Role.STAFF, Role.MANAGER, Role.ADMINISTRATOR}
    assert made.me.member.teams == made.me.member.manages
    assert [t.name for t in made.opened.read(teams.list_teams)] == ["Quayside House"]
    made.opened.close()


def test_who_reads_what_teams_send_leads_and_looks_after_a_workspace_without_a_team(
    tmp_path: Path, worker: Worker
) -> None:
    made = founding.create_workspace(premises_at(tmp_path), worker, first_run(leads=True))
    assert made.me.member.roles == {Role.LEADER, Role.ADMINISTRATOR}
    assert made.me.member.teams == made.me.member.manages == frozenset()
    assert made.opened.read(teams.list_teams) == ()
    assert made.opened.read(lambda tx: board.board(tx, made.me)).plans == ()
    made.opened.close()


def test_a_leader_without_a_team_lets_another_leader_in(tmp_path: Path, worker: Worker) -> None:
    made = founding.create_workspace(premises_at(tmp_path), worker, first_run(leads=True))
    assert made.opened.read(lambda tx: persons.people(tx, made.me)).may_add
    other = persons.NewPerson("Lee Park", frozenset({Role.LEADER}), "")
    code = persons.add_person(made.opened, made.me, other)
    me = unlock.accept_invitation(made.opened, "Lee Park", code, password_of("Lee Park"))
    assert me.member.roles == {Role.LEADER}
    assert me.member.teams == frozenset()
    made.opened.close()


def test_a_workspace_lies_under_its_id_with_nothing_beside_it(tmp_path: Path, worker: Worker) -> None:
    made = founding.create_workspace(premises_at(tmp_path), worker, first_run())
    made.opened.close()
    assert [f.name for f in (tmp_path / "workspaces").iterdir()] == [made.opened.slots.workspace_id.hex()]
    assert sorted(f.name for f in made.opened.folder.iterdir()) == ["pie.db", "pie.keyslots", "pie.lock"]


def test_only_its_owner_can_look_into_the_folder(tmp_path: Path, worker: Worker) -> None:
    made = founding.create_workspace(premises_at(tmp_path), worker, first_run())
    made.opened.close()
    assert made.opened.folder.stat().st_mode & 0o077 == 0
    assert not [f for f in made.opened.folder.iterdir() if f.stat().st_mode & 0o077]


@pytest.mark.parametrize("step", ["people.save_member", "trail.append", "workspace.write_keyslots"])
def test_a_founding_that_breaks_off_leaves_nothing(
    step: str, tmp_path: Path, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks_off(*_args: object, **_more: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(f"pie_audit.storage.{step}", breaks_off)
    with pytest.raises(CannotSave):
        founding.create_workspace(premises_at(tmp_path), worker, first_run(), tmp_path / "workspace")
    assert not [f for f in tmp_path.iterdir() if f.name != "marks"]


def test_a_founding_writes_over_nothing(tmp_path: Path, worker: Worker) -> None:
    taken = tmp_path / "workspace"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine")
    with pytest.raises(CannotSave):
        founding.create_workspace(premises_at(tmp_path), worker, first_run(), taken)
    assert [f.read_text() for f in taken.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    "answers",
    [
        {"name": " \u200b "},
        {"password": "short"},
        {"password": "password1234"},
        {"name": "Ana", "password": "aaaaaaaaaaaaaaaaaaaa"},
    ],
)
def test_a_name_or_password_that_cannot_be_used_makes_no_folder(
    answers: dict[str, str], tmp_path: Path, worker: Worker
) -> None:
    with pytest.raises(NotNow):
        founding.create_workspace(premises_at(tmp_path), worker, first_run(**answers))
    assert not list(tmp_path.iterdir())


def test_just_me_needs_no_team_name(tmp_path: Path, worker: Worker) -> None:
    wanted = first_run(kind=WorkspaceKind.SOLO, team_name="", team_about="")
    made = founding.create_workspace(premises_at(tmp_path), worker, wanted)
    assert [t.name for t in made.opened.read(teams.list_teams)] == [MANAGER]
    made.opened.close()


def test_a_founding_is_the_first_line_of_the_trail(tmp_path: Path, worker: Worker) -> None:
    made = founding.create_workspace(premises_at(tmp_path), worker, first_run())
    assert [line.action for line in made.opened.read(trail.lines)] == ["workspace made"]
    made.opened.close()


def test_a_second_window_is_told_to_close_the_first(hostel: Hostel) -> None:
    second = Worker()
    with pytest.raises(CannotOpen, match="open in a window") as told:
        unlock.open_workspace(hostel.premises, second, hostel.folder, MANAGER, password_of(MANAGER))
    assert not isinstance(told.value, WrongSecret)
    second.close()
    assert hostel.read(people.list_members)


def test_a_wrong_password_lets_the_next_try_in(hostel: Hostel) -> None:
    hostel.opened.close()
    with pytest.raises(WrongSecret):
        unlock.open_workspace(hostel.premises, hostel.worker, hostel.folder, MANAGER, "not it at all")
    opened, me = unlock.open_workspace(
        hostel.premises, hostel.worker, hostel.folder, MANAGER, password_of(MANAGER)
    )
    assert me.member.name == MANAGER
    opened.close()
