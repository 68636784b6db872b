"""People around a survey: who may write its plan, who left meanwhile, and whose access was made new."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Role
from pie_audit.storage import people
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import key_changes, teams, unlock
from pie_audit.workflows.surveys import keeping, overview, planning, results, starting, taking, telling
from pie_audit.workflows.surveys.planning import BlockWish
from pie_audit.workflows.surveys.views import Duty, SurveyLine
from pie_audit.workflows.unlock import SignedIn
from tests import surveys
from tests.quarter import Hostel, password_of
from tests.surveys import AFTER


def _drafted(hostel: Hostel) -> str:
    names = surveys.grow(hostel, 6)
    wish = surveys.wish(hostel, [surveys.block(hostel, names)])
    return str(hostel.do(planning.save_plan, hostel.amina, wish))


def _answered(hostel: Hostel) -> str:
    """An open survey of seven, all of whom have answered."""
    names = surveys.grow(hostel, 7)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    return survey_id


def _line(hostel: Hostel, name: str) -> SurveyLine:
    """The one survey, as somebody sees it in the list."""
    (line,) = hostel.see(overview.wellbeing, hostel.people[name], hostel.team_id).surveys
    return line


def _let_manage_another_team(hostel: Hostel, name: str) -> str:
    """Somebody manages the team North, and nothing else; its id."""
    team_id = str(hostel.do(teams.add_team, hostel.amina, "North", "").result.team_id)

    def write(tx: Transaction) -> None:
        member = people.load_member(tx, hostel.people[name].member.person_id)
        roles, both = member.roles | {Role.MANAGER}, member.teams | {team_id}
        people.save_member(tx, replace(member, roles=roles, teams=both, manages=frozenset({team_id})))

    hostel.opened.write(write)
    hostel.sign_in(name.title())
    return team_id


def _is_given_new_access(hostel: Hostel, name: str) -> SignedIn:
    """They forgot their password and have no My key, so an administrator lets them in anew."""
    member = hostel.people[name].member
    code = teams.invite_again(hostel.opened, hostel.amina, member.person_id)
    me = unlock.accept_invitation(hostel.opened, member.name, code, password_of(member.name))
    hostel.people[name] = replace(me, clock=hostel.amina.clock)
    return hostel.people[name]


class TestWhoMayWriteAPlan:
    def test_a_manager_of_another_team_neither_reads_nor_replaces_it(self, hostel: Hostel) -> None:
        survey_id = _drafted(hostel)
        north = _let_manage_another_team(hostel, "jo")
        theirs = surveys.wish(hostel, [BlockWish(north, "", (), 9)])
        with pytest.raises(NotNow):
            hostel.do(planning.save_plan, hostel.jo, theirs, survey_id)
        with pytest.raises(NotNow):
            hostel.see(planning.planning, hostel.jo, north, survey_id)
        plan = hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).plan
        assert plan is not None
        assert plan.team_ids == (hostel.team_id,)

    def test_staff_write_none_that_asks_nobody_either(self, hostel: Hostel) -> None:
        survey_id = _drafted(hostel)
        for draft in (None, survey_id):
            with pytest.raises(NotNow):
                hostel.do(planning.save_plan, hostel.jo, surveys.wish(hostel, []), draft)

    def test_one_that_asks_nobody_yet_is_its_writers_alone(self, hostel: Hostel) -> None:
        survey_id = str(hostel.do(planning.save_plan, hostel.amina, surveys.wish(hostel, [])))
        north = _let_manage_another_team(hostel, "jo")
        theirs = surveys.wish(hostel, [BlockWish(north, "", (), 9)])
        with pytest.raises(NotNow):
            hostel.do(planning.save_plan, hostel.jo, theirs, survey_id)
        hostel.do(planning.discard, hostel.amina, survey_id)


class TestAKeeperWhoseAccessWasMadeNew:
    def test_is_asked_again_before_the_survey_opens(self, hostel: Hostel) -> None:
        survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 7))])
        dee = _is_given_new_access(hostel, "dee")
        assert hostel.see(keeping.keeping, dee, survey_id).duty is Duty.APPROVE
        assert dee.member.person_id not in hostel.see(keeping.keeping, hostel.jo, survey_id).approved
        with pytest.raises(NotNow, match="Not all three"):
            starting.prepare(hostel.opened, hostel.amina, survey_id)
        hostel.do(keeping.approve, dee, survey_id)
        starting.begin(hostel.opened, hostel.amina, starting.prepare(hostel.opened, hostel.amina, survey_id))

    def test_has_no_key_to_turn_and_the_other_two_open_the_box(self, hostel: Hostel) -> None:
        survey_id = _answered(hostel)
        _is_given_new_access(hostel, "dee")
        hostel.at(AFTER)
        seen = hostel.see(keeping.keeping, hostel.people["dee"], survey_id)
        assert (seen.duty, seen.lost, seen.has_no_key) == (Duty.NOTHING, False, True)
        surveys.opened(hostel, survey_id, "jo", "sam")

    def test_is_counted_as_gone_so_that_two_of_them_lose_the_box(self, hostel: Hostel) -> None:
        survey_id = _answered(hostel)
        _is_given_new_access(hostel, "dee")
        assert not _line(hostel, "amina").lost
        _is_given_new_access(hostel, "sam")
        assert all(_line(hostel, name).lost for name in ("amina", "jo", "tom", "dee"))
        assert hostel.see(keeping.keeping, hostel.jo, survey_id).lost

    def test_loses_a_box_that_is_half_open_with_the_other(self, hostel: Hostel) -> None:
        survey_id = _answered(hostel)
        hostel.at(AFTER)
        keeping.turn_first(hostel.opened, hostel.jo, survey_id)
        _is_given_new_access(hostel, "dee")
        assert not _line(hostel, "amina").lost
        _is_given_new_access(hostel, "sam")
        assert _line(hostel, "amina").lost


class TestAKeeperWhoseKeysWereRenewed:
    def test_keeps_their_half_of_the_key(self, hostel: Hostel) -> None:
        survey_id = _answered(hostel)
        for name in ("dee", "sam"):
            old = password_of(name)
            key_changes.renew(hostel.opened, hostel.people[name], old, f"another {old}")
        assert not _line(hostel, "amina").lost
        surveys.opened(hostel, survey_id, "dee", "sam")


class TestWhoIsAsked:
    def test_learns_before_the_first_question_that_new_access_has_no_place(self, hostel: Hostel) -> None:
        survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, surveys.grow(hostel, 7))])
        ada = _is_given_new_access(hostel, "ada")
        with pytest.raises(NotNow, match="given new access"):
            hostel.see(taking.taking, ada, survey_id)

    def test_is_not_asked_to_answer_into_a_box_that_nobody_can_open(self, hostel: Hostel) -> None:
        survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, surveys.grow(hostel, 7))])
        for name in ("dee", "sam"):
            _is_given_new_access(hostel, name)
        assert not _line(hostel, "tom").asked
        with pytest.raises(NotNow, match="Nobody could ever read"):
            hostel.see(taking.taking, hostel.tom, survey_id)

    def test_a_plan_with_somebody_who_has_left_is_looked_at_again(self, hostel: Hostel) -> None:
        survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 7))])
        hostel.do(teams.retire_person, hostel.amina, hostel.ada.member.person_id)
        with pytest.raises(NotNow, match="Ada has left"):
            starting.prepare(hostel.opened, hostel.amina, survey_id)

    @pytest.mark.parametrize("name", ["dee", "tom"])
    def test_nobody_leaves_between_the_slips_and_the_opening(self, hostel: Hostel, name: str) -> None:
        survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 7))])
        prepared = starting.prepare(hostel.opened, hostel.amina, survey_id)
        hostel.do(teams.retire_person, hostel.amina, hostel.people[name].member.person_id)
        with pytest.raises(NotNow, match="has left"):
            starting.begin(hostel.opened, hostel.amina, prepared)

    def test_a_leaver_whose_place_was_fixed_still_answers(self, hostel: Hostel) -> None:
        survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, surveys.grow(hostel, 7))])
        hostel.do(teams.retire_person, hostel.amina, hostel.ada.member.person_id)
        ada = hostel.sign_in("Ada")
        surveys.answer(hostel, ada, survey_id, surveys.MIDDLING)
        assert hostel.see(taking.taking, ada, survey_id).sent

    def test_who_has_left_is_still_named_in_the_plan(self, hostel: Hostel) -> None:
        survey_id = surveys.planned(hostel, [surveys.block(hostel, surveys.grow(hostel, 7))])
        for name in ("ada", "dee"):
            hostel.do(teams.retire_person, hostel.amina, hostel.people[name].member.person_id)
        seen = hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id)
        assert {"Ada", "Dee", "Tom"} <= set(seen.named.values())
        assert seen.asks == "Team pulse, ten questions"


class TestWhatTheListSays:
    def test_the_planner_is_told_once_all_three_agree(self, hostel: Hostel) -> None:
        survey_id = _drafted(hostel)
        for keeper in (hostel.jo, hostel.sam):
            hostel.do(keeping.approve, keeper, survey_id)
        assert not _line(hostel, "amina").agreed
        hostel.do(keeping.approve, hostel.dee, survey_id)
        assert (_line(hostel, "amina").agreed, _line(hostel, "amina").may_open) == (True, True)
        assert (_line(hostel, "jo").agreed, _line(hostel, "jo").may_open) == (True, False)
        assert [line.survey_id for line in hostel.see(overview.asked_of, hostel.amina)] == [survey_id]

    def test_what_came_out_can_be_read_after_the_survey_was_put_away(self, hostel: Hostel) -> None:
        survey_id = _answered(hostel)
        surveys.opened(hostel, survey_id)
        hostel.do(telling.retire, hostel.amina, survey_id)
        assert _line(hostel, "tom").has_figures
        assert hostel.see(results.results, hostel.tom, survey_id).participation is not None

    def test_one_that_was_put_away_unread_has_nothing_to_read(self, hostel: Hostel) -> None:
        hostel.do(telling.retire, hostel.amina, _answered(hostel))
        assert not _line(hostel, "tom").has_figures


def test_words_of_a_plan_keep_no_signs_that_nobody_sees(hostel: Hostel) -> None:
    names = surveys.grow(hostel, 6)
    wish = surveys.wish(
        hostel,
        [surveys.block(hostel, names[:3], "Da\u202eys"), surveys.block(hostel, names[3:], "Nights")],
        title="\u202eWinter\x00\n pulse\ud800",
        purpose="Two\u2066 things.\nAnd\x07 one more.",
    )
    survey_id = str(hostel.do(planning.save_plan, hostel.amina, wish))
    plan = hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).plan
    assert plan is not None
    assert (plan.title, plan.purpose) == ("Winter pulse", "Two things.\nAnd one more.")
    assert [block.label.partition(": ")[2] for block in plan.blocks] == ["Days", "Nights"]
