"""Side doors: undoing, codes, lost keys and early openings give nobody more than the front door does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Role, Standing
from pie_audit.storage import people, trail
from pie_audit.workflows import audits, founding, home, meetings, seats, steps, teams, unlock
from pie_audit.workflows.teams import NewPerson
from tests import make
from tests.quarter import TODAY, Hostel, password_of


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


class TestNewKeys:
    def test_who_got_new_keys_finds_home_and_review_in_order_and_their_answers_still_count(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.start()
        for name in ("jo", "sam", "dee", "tom", "amina"):
            hostel.rate(hostel.people[name], round_id, 4 if name == "jo" else 2, consent=True)
        code = teams.invite_again(hostel.opened, hostel.amina, hostel.jo.member.person_id)
        jo = unlock.accept_invitation(hostel.opened, "Jo", code, password_of("Joanna"))
        assert hostel.see(home.home, jo).overview is not None
        assert not hostel.see(audits.overview, jo, hostel.team_id).i_rate
        with pytest.raises(NotNow, match="before you got new keys"):
            hostel.see(seats.rating_sheet, jo, round_id)
        hostel.open(round_id, second="Sam")
        rows = hostel.see(meetings.meeting, hostel.sam, round_id).topics[0].rows
        assert next(row.counts.levels for row in rows if row.group == "team" and row.counts)[4] == 1


class TestTheEndOfRating:
    def test_openers_who_do_not_run_the_round_never_cut_the_rating_short(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.rate(hostel.dee, round_id)
        with pytest.raises(NotNow, match="may still rate until 2 December"):
            hostel.open(round_id, "jo", "Sam")
        assert hostel.state(round_id) is RoundState.OPEN
        hostel.at(TODAY + timedelta(days=15))
        hostel.open(round_id, "jo", "Sam")
        assert hostel.state(round_id) is RoundState.REVEALED

    def test_answers_are_taken_back_after_closing_by_account_and_no_longer_by_slip(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.start()
        (slip,) = hostel.slips(round_id, partner=1)
        for me in (hostel.dee, hostel.tom, slip):
            hostel.rate(me, round_id)
        hostel.do(steps.close_round, hostel.amina, round_id)
        hostel.do(seats.withdraw, hostel.dee, round_id)
        with pytest.raises(NotNow, match="Rating has closed"):
            hostel.do(seats.withdraw, slip, round_id)
        hostel.do(steps.reopen_round, hostel.amina, round_id, "Dee asked", TODAY)
        assert hostel.see(seats.rating_sheet, hostel.dee, round_id).sheet.answered == 0
        assert hostel.see(seats.rating_sheet, hostel.tom, round_id).sheet.answered == 12


def test_a_different_view_never_takes_the_place_of_another(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    first = hostel.do(meetings.keep_dissent, hostel.dee, round_id, make.dissent()).result
    hostel.do(
        meetings.keep_dissent, hostel.sam, round_id, make.dissent(dissent_id=first.dissent_id, level=Level(4))
    )
    topic = next(
        t for t in hostel.see(meetings.meeting, hostel.jo, round_id).topics if t.topic.id == first.topic_id
    )
    assert len(topic.dissents) == 2
    assert first in topic.dissents


class TestTheTrail:
    def test_every_new_way_in_is_noted(self, hostel: Hostel) -> None:
        founding.make_house_key(hostel.opened, hostel.amina)
        round_id = hostel.start()
        hostel.slips(round_id, partner=1)
        newest = [(line.action, line.object_id) for line in hostel.read(trail.lines)]
        assert newest[0] == ("slips handed out", round_id)
        assert ("House key made", hostel.amina.member.person_id) in newest
