"""Teams that merge or split: a new record with the same people; what was before ends and is never joined."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.storage import audits as rounds
from pie_audit.storage import people, teams
from pie_audit.workflows import successions
from pie_audit.workflows.teams import add_team
from tests.quarter import TEAM_NAME, Hostel


def merge(hostel: Hostel, *before: str, they_end: bool = True, name: str = "Harbour House") -> str:
    done = hostel.opened.write(
        lambda tx: successions.succeed_teams(tx, hostel.amina, (name, ""), before, they_end=they_end)
    )
    return done.result.team_id


def names(hostel: Hostel) -> list[str]:
    return [team.name for team in hostel.read(teams.list_teams)]


def test_two_teams_become_one_with_the_people_of_both(hostel: Hostel) -> None:
    other = hostel.do(add_team, hostel.amina, "Fern House", "").result.team_id
    new = merge(hostel, hostel.team_id, other)
    there = {m.name for m in hostel.read(lambda tx: people.members_of(tx, new))}
    assert {"Amina Yusuf", "Jo", "Sam", "Dee", "Tom"} <= there
    assert new in hostel.read(lambda tx: people.load_member(tx, hostel.amina.member.person_id)).manages
    assert names(hostel) == ["Harbour House"]


def test_the_new_team_begins_with_no_quarter_of_its_own_and_knows_where_it_came_from(hostel: Hostel) -> None:
    hostel.opened_round()
    new = merge(hostel, hostel.team_id, they_end=False)
    assert hostel.read(lambda tx: rounds.rounds_of_team(tx, new)) == ()
    assert [t.name for t in hostel.read(lambda tx: teams.predecessors(tx, new))] == [TEAM_NAME]


def test_quarters_of_the_team_before_stay_with_it(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    merge(hostel, hostel.team_id, they_end=False)
    kept = hostel.read(lambda tx: rounds.rounds_of_team(tx, hostel.team_id))
    assert [r.round_id for r in kept] == [round_id]


def test_a_team_with_a_review_under_way_doesnt_end(hostel: Hostel) -> None:
    hostel.start()
    with pytest.raises(NotNow, match="has a review under way"):
        merge(hostel, hostel.team_id)
    assert names(hostel) == [TEAM_NAME]


def test_a_split_leaves_the_first_team_until_the_last_part_is_made(hostel: Hostel) -> None:
    merge(hostel, hostel.team_id, they_end=False, name="Day team")
    assert names(hostel) == ["Day team", TEAM_NAME]
    merge(hostel, hostel.team_id, name="Night team")
    assert names(hostel) == ["Day team", "Night team"]


def test_a_merger_can_be_undone_until_the_new_team_has_a_review(hostel: Hostel) -> None:
    done = hostel.opened.write(
        lambda tx: successions.succeed_teams(
            tx, hostel.amina, ("Harbour House", ""), (hostel.team_id,), they_end=True
        )
    )
    hostel.do(done.undo, hostel.amina)
    assert names(hostel) == [TEAM_NAME]
    assert hostel.read(lambda tx: people.members_of(tx, done.result.team_id)) == ()
    assert hostel.read(lambda tx: teams.predecessors(tx, done.result.team_id)) == ()


def test_a_team_comes_out_of_at_least_one(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="No team is named"):
        merge(hostel)


def test_only_an_administrator_merges_teams(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="isn’t yours"):
        hostel.opened.write(
            lambda tx: successions.succeed_teams(tx, hostel.jo, ("X", ""), (hostel.team_id,), they_end=True)
        )
