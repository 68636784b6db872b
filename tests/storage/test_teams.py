"""Teams and the workspace's own line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.team import WorkspaceKind
from pie_audit.storage import teams
from pie_audit.storage.store import Store
from tests import make


def test_teams_come_by_name(store: Store) -> None:
    for name in ("willow", "Ash", "Éire"):
        store.write(lambda tx, name=name: teams.save_team(tx, make.team(name=name)))
    assert [t.name for t in store.read(teams.list_teams)] == ["Ash", "willow", "Éire"]


def test_a_renamed_team_keeps_its_id(store: Store) -> None:
    team = make.team()
    renamed = replace(team, name="Oak Row", about="")
    store.write(lambda tx: teams.save_team(tx, team))
    store.write(lambda tx: teams.save_team(tx, renamed))
    assert store.read(teams.list_teams) == (renamed,)


def test_a_retired_team_leaves_the_list_and_can_come_back(store: Store) -> None:
    team = make.team()
    store.write(lambda tx: teams.save_team(tx, team))
    store.write(lambda tx: teams.retire_team(tx, team.team_id, week=make.WEEK))
    assert store.read(teams.list_teams) == ()
    assert store.read(lambda tx: teams.retired_week(tx, team.team_id)) == make.WEEK
    assert store.read(lambda tx: teams.list_teams(tx, with_retired=True)) == (team,)
    store.write(lambda tx: teams.retire_team(tx, team.team_id, week=None))
    assert store.read(teams.list_teams) == (team,)
    assert store.read(lambda tx: teams.retired_week(tx, team.team_id)) is None


def test_a_team_is_found_by_its_name_in_any_case(store: Store) -> None:
    team = make.team(name="Fern House")
    store.write(lambda tx: teams.save_team(tx, team))
    assert store.read(lambda tx: teams.find_team(tx, " fern HOUSE ")) == team
    assert store.read(lambda tx: teams.find_team(tx, "Fern")) is None


def test_an_unknown_team_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        store.read(lambda tx: teams.load_team(tx, "nobody"))


def test_one_persons_view_may_become_a_team(store: Store) -> None:
    store.write(lambda tx: teams.save_workspace(tx, replace(store.facts, kind=WorkspaceKind.SOLO)))
    store.write(lambda tx: teams.change_workspace_kind(tx, WorkspaceKind.TEAM))
    assert store.read(teams.load_workspace).kind is WorkspaceKind.TEAM


def test_a_demo_never_becomes_real(store: Store) -> None:
    store.write(lambda tx: teams.save_workspace(tx, replace(store.facts, kind=WorkspaceKind.DEMO)))
    with pytest.raises(ValueError):
        store.write(lambda tx: teams.change_workspace_kind(tx, WorkspaceKind.TEAM))
