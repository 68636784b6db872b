"""Side doors: undoing, codes, lost keys and early openings give nobody more than the front door does."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Role, Standing
from pie_audit.storage import people, trail
from pie_audit.workflows import teams
from pie_audit.workflows.teams import NewPerson
from tests.quarter import Hostel


def _person_id(hostel: Hostel, name: str) -> str:
    return next(r.person_id for r in hostel.see(teams.people, hostel.amina).rows if r.name == name)


class TestCodes:
    @pytest.mark.parametrize(
        ("role", "manages"), [(Role.ADMINISTRATOR, False), (Role.MANAGER, True), (Role.LEADER, False)]
    )
    def test_a_manager_makes_no_code_for_somebody_with_more_than_staff_rights(
        self, hostel: Hostel, role: Role, manages: bool
    ) -> None:
        mo = hostel.add("Mo", Role.MANAGER, manages=True)
        new = NewPerson("Kit", frozenset({Role.STAFF, role}), hostel.team_id, manages)
        teams.add_person(hostel.opened, hostel.amina, new)
        with pytest.raises(NotNow):
            teams.invite_again(hostel.opened, mo, _person_id(hostel, "Kit"))

    def test_a_manager_makes_a_second_code_for_staff_of_their_own(self, hostel: Hostel) -> None:
        mo = hostel.add("Mo", Role.MANAGER, manages=True)
        teams.add_person(hostel.opened, mo, NewPerson("Kit", frozenset({Role.STAFF}), hostel.team_id))
        assert teams.invite_again(hostel.opened, mo, _person_id(hostel, "Kit"))


class TestUndoing:
    def test_taking_back_roles_needs_the_same_right_and_is_in_the_trail(self, hostel: Hostel) -> None:
        person = hostel.jo.member.person_id
        change = hostel.do(teams.change_roles, hostel.amina, person, {Role.LEADER}, ())
        with pytest.raises(NotNow):
            hostel.do(change.undo, hostel.sam)
        hostel.do(change.undo, hostel.amina)
        actions = [(line.action, line.object_id) for line in hostel.read(trail.lines)[:2]]
        assert actions == [("roles changed", person)] * 2

    def test_taking_back_roles_never_leaves_nobody_to_look_after_things(self, hostel: Hostel) -> None:
        jo, amina = hostel.jo.member.person_id, hostel.amina.member.person_id
        raised = hostel.do(teams.change_roles, hostel.amina, jo, {Role.ADMINISTRATOR}, ())
        hostel.do(teams.change_roles, hostel.amina, amina, {Role.STAFF}, ())
        with pytest.raises(NotNow, match="nobody would look after"):
            hostel.do(raised.undo, hostel.amina)

    def test_taking_back_roles_brings_nobody_back_who_has_left(self, hostel: Hostel) -> None:
        person = hostel.jo.member.person_id
        change = hostel.do(teams.change_roles, hostel.amina, person, {Role.LEADER}, ())
        hostel.do(teams.retire_person, hostel.amina, person)
        hostel.do(change.undo, hostel.amina)
        assert hostel.read(lambda tx: people.load_member(tx, person)).standing is Standing.LEFT

    def test_bringing_somebody_back_and_taking_a_team_back_are_in_the_trail(self, hostel: Hostel) -> None:
        left = hostel.do(teams.retire_person, hostel.amina, hostel.jo.member.person_id)
        added = hostel.do(teams.add_team, hostel.amina, "Fern House", "")
        renamed = hostel.do(teams.rename_team, hostel.amina, hostel.team_id, "Harbour House", "")
        for change in (left, added, renamed):
            with pytest.raises(NotNow):
                hostel.do(change.undo, hostel.sam)
            hostel.do(change.undo, hostel.amina)
        assert {line.action for line in hostel.read(trail.lines)[:2]} == {"came back", "team retired"}
