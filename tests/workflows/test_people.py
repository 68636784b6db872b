"""Teams and people: who is let in, by whom, and what becomes of their pages."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Role, Standing, WorkspaceKind
from pie_audit.storage import people, trail
from pie_audit.storage import teams as groups
from pie_audit.vault.codes import Mistyped
from pie_audit.vault.refusals import WrongSecret
from pie_audit.workflows import drafts, founding, seats, teams, unlock
from pie_audit.workflows.teams import NewPerson
from tests.quarter import MANAGER, Hostel, password_of

STAFF = frozenset({Role.STAFF})


def let_in(hostel: Hostel, name: str, by: str = "amina", **more: object) -> str:
    return teams.add_person(hostel.opened, hostel.people[by], NewPerson(name, STAFF, hostel.team_id, **more))  # type: ignore[arg-type]


class TestInvitation:
    def test_the_code_is_replaced_by_a_password_and_void_from_then_on(self, hostel: Hostel) -> None:
        code = let_in(hostel, "Kit")
        assert unlock.accept_invitation(hostel.opened, "kit", code, password_of("Kit")).member.name == "Kit"
        assert unlock.sign_in(hostel.opened, "Kit", password_of("Kit"))
        with pytest.raises(WrongSecret):
            unlock.accept_invitation(hostel.opened, "Kit", code, password_of("Another"))

    def test_it_opens_a_workspace_that_nobody_has_opened(self, hostel: Hostel) -> None:
        code = let_in(hostel, "Kit")
        hostel.opened.close()
        opened, me = unlock.open_with_invitation(
            hostel.premises, hostel.worker, hostel.folder, "Kit", code, password_of("Kit")
        )
        assert me.member.standing is Standing.ACTIVE
        opened.close()

    def test_a_wrong_code_a_wrong_name_and_a_used_one_are_told_the_same(self, hostel: Hostel) -> None:
        code, other = let_in(hostel, "Kit"), let_in(hostel, "Max")
        for name, typed in (("Kit", other), ("Nobody", code), ("Jo", code)):
            with pytest.raises(WrongSecret):
                unlock.accept_invitation(hostel.opened, name, typed, password_of("Kit"))

    def test_a_slip_of_the_fingers_is_told_as_one(self, hostel: Hostel) -> None:
        code = let_in(hostel, "Kit")
        with pytest.raises(Mistyped):
            unlock.accept_invitation(hostel.opened, "Kit", code[:-2], password_of("Kit"))
        assert unlock.accept_invitation(
            hostel.opened, "Kit", code.lower().replace("-", " "), password_of("Kit")
        )

    def test_a_weak_password_leaves_the_code_good(self, hostel: Hostel) -> None:
        code = let_in(hostel, "Kit")
        with pytest.raises(NotNow):
            unlock.accept_invitation(hostel.opened, "Kit", code, "kit")
        assert unlock.accept_invitation(hostel.opened, "Kit", code, password_of("Kit"))

    def test_a_second_code_makes_the_first_void(self, hostel: Hostel) -> None:
        first = let_in(hostel, "Kit")
        person = next(m for m in hostel.see(teams.people, hostel.amina).rows if m.name == "Kit")
        second = teams.invite_again(hostel.opened, hostel.amina, person.person_id)
        with pytest.raises(WrongSecret):
            unlock.accept_invitation(hostel.opened, "Kit", first, password_of("Kit"))
        assert unlock.accept_invitation(hostel.opened, "Kit", second, password_of("Kit"))

    def test_who_left_before_arriving_cannot_use_the_code(self, hostel: Hostel) -> None:
        code = let_in(hostel, "Kit")
        person = next(m for m in hostel.see(teams.people, hostel.amina).rows if m.name == "Kit")
        hostel.do(teams.retire_person, hostel.amina, person.person_id)
        with pytest.raises(WrongSecret):
            unlock.accept_invitation(hostel.opened, "Kit", code, password_of("Kit"))

    @pytest.mark.parametrize("name", ["Jo", " JO ", "ｊｏ", "Amina\u200b Yusuf"])
    def test_a_name_is_taken_whatever_its_case_and_width(self, hostel: Hostel, name: str) -> None:
        slots = hostel.opened.slots
        with pytest.raises(NotNow):
            let_in(hostel, name)
        assert hostel.opened.slots == slots
        assert unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))


class TestReset:
    def test_who_lost_everything_gets_in_again_and_earlier_private_writing_stays_sealed(
        self, hostel: Hostel
    ) -> None:
        hostel.do(drafts.save_words, hostel.jo, "mine", {"note": "before the reset"})
        code = teams.invite_again(hostel.opened, hostel.amina, hostel.jo.member.person_id)
        me = unlock.accept_invitation(hostel.opened, "Jo", code, password_of("Joanna"))
        assert hostel.see(drafts.words, me, "mine") is None
        with pytest.raises(WrongSecret):
            unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))

    def test_a_sheet_from_before_the_reset_opens_for_nobody(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id, 4)
        code = teams.invite_again(hostel.opened, hostel.amina, hostel.jo.member.person_id)
        me = unlock.accept_invitation(hostel.opened, "Jo", code, password_of("Joanna"))
        with pytest.raises(NotNow, match="doesn’t open any more"):
            hostel.see(seats.rating_sheet, me, round_id)

    def test_my_key_from_before_is_void(self, hostel: Hostel) -> None:
        mine = founding.make_my_key(hostel.opened, hostel.jo)
        code = teams.invite_again(hostel.opened, hostel.amina, hostel.jo.member.person_id)
        unlock.accept_invitation(hostel.opened, "Jo", code, password_of("Joanna"))
        with pytest.raises(WrongSecret):
            founding.recover(hostel.opened, "Jo", mine, password_of("Jo"))

    def test_until_the_code_is_used_the_old_password_stays_good(self, hostel: Hostel) -> None:
        teams.invite_again(hostel.opened, hostel.amina, hostel.jo.member.person_id)
        assert unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))

    def test_only_an_administrator_resets_and_it_is_in_the_trail(self, hostel: Hostel) -> None:
        person = hostel.jo.member.person_id
        hostel.add("Mo", Role.MANAGER, manages=True)
        for name in ("sam", "lee", "mo"):
            with pytest.raises(NotNow):
                teams.invite_again(hostel.opened, hostel.people[name], person)
        teams.invite_again(hostel.opened, hostel.amina, person)
        last = hostel.read(trail.lines)[0]
        assert (last.action, last.object_id) == ("invited", person)


class TestWhoMayAdd:
    def test_a_manager_adds_staff_to_their_own_team_only(self, hostel: Hostel) -> None:
        other = hostel.do(teams.add_team, hostel.amina, "Fern House", "").result
        mo = hostel.add("Mo", Role.MANAGER, manages=True)
        assert teams.add_person(hostel.opened, mo, NewPerson("Kit", STAFF, hostel.team_id))
        with pytest.raises(NotNow):
            teams.add_person(hostel.opened, mo, NewPerson("Max", STAFF, other.team_id))

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.STAFF}))
    def test_a_manager_gives_no_other_role_than_staff(self, hostel: Hostel, role: Role) -> None:
        mo = hostel.add("Mo", Role.MANAGER, manages=True)
        with pytest.raises(NotNow, match="Only an administrator"):
            teams.add_person(hostel.opened, mo, NewPerson("Kit", frozenset({role}), hostel.team_id))

    def test_staff_and_leaders_add_nobody(self, hostel: Hostel) -> None:
        for name in ("jo", "lee"):
            with pytest.raises(NotNow):
                let_in(hostel, "Kit", by=name)

    def test_staff_see_their_own_team_and_an_administrator_sees_all(self, hostel: Hostel) -> None:
        other = hostel.do(teams.add_team, hostel.amina, "Fern House", "").result
        code = teams.add_person(hostel.opened, hostel.amina, NewPerson("Kit", STAFF, other.team_id))
        kit = unlock.accept_invitation(hostel.opened, "Kit", code, password_of("Kit"))
        assert {r.name for r in hostel.see(teams.people, kit).rows} == {"Kit"}
        assert "Kit" not in {r.name for r in hostel.see(teams.people, hostel.jo).rows}
        assert {"Kit", "Jo"} <= {r.name for r in hostel.see(teams.people, hostel.amina).rows}


class TestChanges:
    def test_roles_can_be_changed_and_changed_back(self, hostel: Hostel) -> None:
        person = hostel.jo.member.person_id
        before = hostel.read(lambda tx: people.load_member(tx, person))
        change = hostel.do(teams.change_roles, hostel.amina, person, {Role.MANAGER}, {hostel.team_id})
        assert hostel.read(lambda tx: people.load_member(tx, person)).manages == {hostel.team_id}
        hostel.do(change.undo, hostel.amina)
        assert hostel.read(lambda tx: people.load_member(tx, person)) == before

    def test_somebody_stays_administrator(self, hostel: Hostel) -> None:
        person = hostel.amina.member.person_id
        with pytest.raises(NotNow, match="nobody would look after"):
            hostel.do(teams.change_roles, hostel.amina, person, {Role.STAFF}, ())
        with pytest.raises(NotNow, match="nobody would look after"):
            hostel.do(teams.retire_person, hostel.amina, person)

    def test_everybody_has_a_role(self, hostel: Hostel) -> None:
        with pytest.raises(NotNow, match="at least one role"):
            hostel.do(teams.change_roles, hostel.amina, hostel.jo.member.person_id, (), ())

    def test_who_has_left_is_in_no_list_and_can_be_brought_back(self, hostel: Hostel) -> None:
        change = hostel.do(teams.retire_person, hostel.amina, hostel.tom.member.person_id)
        assert "Tom" not in {r.name for r in hostel.see(teams.people, hostel.amina).rows}
        hostel.do(change.undo, hostel.amina)
        assert unlock.sign_in(hostel.opened, "Tom", password_of("Tom"))

    def test_a_team_can_be_renamed_and_named_back(self, hostel: Hostel) -> None:
        change = hostel.do(teams.rename_team, hostel.amina, hostel.team_id, "  Harbour   House ", "x" * 999)
        found = hostel.read(lambda tx: groups.load_team(tx, hostel.team_id))
        assert (found.name, len(found.about)) == ("Harbour House", 300)
        hostel.do(change.undo, hostel.amina)
        assert hostel.read(lambda tx: groups.load_team(tx, hostel.team_id)).name == "Quayside House"

    def test_a_new_team_can_be_taken_back(self, hostel: Hostel) -> None:
        change = hostel.do(teams.add_team, hostel.amina, "Fern House", "12 beds")
        assert len(hostel.read(groups.list_teams)) == 2
        hostel.do(change.undo, hostel.amina)
        assert len(hostel.read(groups.list_teams)) == 1

    def test_a_team_of_nobody_has_no_name(self, hostel: Hostel) -> None:
        with pytest.raises(NotNow, match="no name"):
            hostel.do(teams.add_team, hostel.amina, " \u202e ", "")

    def test_one_persons_view_becomes_a_team_with_the_same_pages(self, hostel: Hostel) -> None:
        hostel.do(drafts.save_words, hostel.amina, "mine", {"a": "b"})
        with pytest.raises(NotNow, match="a team’s already"):
            hostel.do(teams.become_team, hostel.amina, "Fern House", "12 beds")
        hostel.opened.write(lambda tx: groups.change_workspace_kind(tx, WorkspaceKind.SOLO))
        hostel.do(teams.become_team, hostel.amina, "Fern House", "12 beds")
        assert hostel.read(groups.load_workspace).kind is WorkspaceKind.TEAM
        assert hostel.see(drafts.words, hostel.sign_in(MANAGER), "mine") == {"a": "b"}

    def test_only_an_administrator_changes_who_is_what(self, hostel: Hostel) -> None:
        person = hostel.jo.member.person_id
        for name in ("jo", "lee"):
            me = hostel.people[name]
            for act in (
                lambda me=me: hostel.do(teams.change_roles, me, person, {Role.ADMINISTRATOR}, ()),
                lambda me=me: hostel.do(teams.retire_person, me, person),
                lambda me=me: hostel.do(teams.add_team, me, "x", ""),
                lambda me=me: hostel.do(teams.rename_team, me, hostel.team_id, "x", ""),
                lambda me=me: hostel.do(teams.become_team, me, "x", ""),
            ):
                with pytest.raises(NotNow):
                    act()
