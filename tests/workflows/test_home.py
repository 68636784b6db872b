"""Home says in ten seconds where we are and what waits for me, the most pressing first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.plan import ActionStatus
from pie_audit.workflows import carrying, founding, home, meetings, plans, steps, teams
from tests import make
from tests.quarter import TODAY, Hostel
from tests.workflows.quarters import AUTUMN, SUMMER, begin, planned, signed_plan


def verbs(hostel: Hostel, name: str) -> list[str]:
    return [need.verb for need in hostel.see(home.home, hostel.people[name]).needs]


def test_each_person_is_asked_for_what_is_theirs_to_do(hostel: Hostel) -> None:
    assert verbs(hostel, "amina") == ["Start", "Print it"]
    assert verbs(hostel, "jo") == verbs(hostel, "lee") == []
    founding.confirm_house_key(hostel.opened, hostel.amina, hostel.house_code)
    round_id = hostel.start()
    assert verbs(hostel, "amina") == verbs(hostel, "jo") == ["Rate"]
    hostel.rate(hostel.jo, round_id)
    assert verbs(hostel, "jo") == []
    hostel.do(steps.close_round, hostel.amina, round_id)
    assert verbs(hostel, "jo") == verbs(hostel, "amina") == ["Open"]
    assert verbs(hostel, "dee") == []
    hostel.open(round_id)
    assert (verbs(hostel, "amina"), verbs(hostel, "jo")) == (["Go on"], [])
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    hostel.sign(round_id)
    assert verbs(hostel, "amina") == []


@pytest.mark.parametrize(("name", "layout"), [("amina", "manager"), ("jo", "staff"), ("lee", "leader")])
def test_each_role_has_its_layout(hostel: Hostel, name: str, layout: str) -> None:
    shown = hostel.see(home.home, hostel.people[name])
    assert (shown.layout, len(shown.needs) <= 3) == (layout, True)
    assert (shown.team is None) == (name == "lee")


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 10, 1), 1),
        (date(2026, 10, 7), 1),
        (date(2026, 10, 8), 2),
        (date(2026, 12, 31), 13),
        (date(2026, 3, 31), 13),
        (date(2028, 3, 31), 13),
    ],
)
def test_a_quarter_has_thirteen_weeks_and_the_last_days_belong_to_the_last(
    hostel: Hostel, day: date, week: int
) -> None:
    hostel.at(day)
    shown = hostel.see(home.home, hostel.jo)
    assert (shown.week_of_quarter, shown.weeks_in_quarter) == (week, 13)


def test_what_is_due_says_how_long_it_is_over(hostel: Hostel) -> None:
    round_id = hostel.start()
    for n, status in enumerate((ActionStatus.NOT_STARTED, ActionStatus.DONE)):
        action = plans.new_action(hostel.team_id, round_id)
        hostel.do(plans.save_action, hostel.amina, replace(action, what=f"Do {n}", due=TODAY, status=status))
    for day, words in ((TODAY, ""), (date(2026, 11, 19), "A day over"), (date(2026, 12, 3), "2 weeks over")):
        hostel.at(day)
        shown = hostel.see(home.home, hostel.jo)
        assert [(d.action.what, d.owner, d.overdue) for d in shown.due] == [("Do 0", "needs owner", words)]
        assert (shown.actions_done, shown.actions_all) == (1, 2)


def test_whoever_made_a_team_is_led_to_its_people_first(hostel: Hostel) -> None:
    new = hostel.do(teams.add_team, hostel.amina, "Fern House", "").result
    amina = hostel.do(
        teams.change_roles,
        hostel.amina,
        hostel.amina.member.person_id,
        hostel.amina.member.roles,
        {hostel.team_id, new.team_id},
    ).result
    me = replace(hostel.amina, member=amina)
    assert hostel.see(home.home, me, new.team_id).needs[0].verb == "Add"
    assert "Add" not in verbs(hostel, "amina")


class TestThePlanOnHome:
    """What came over, what nobody holds, what nobody answered, and mine first."""

    def test_mine_comes_first_and_days_to_look_again_count_as_days(self, hostel: Hostel) -> None:
        round_id = begin(hostel, AUTUMN)
        jo = hostel.jo.member.person_id
        planned(hostel, round_id, "Soon", due=date(2026, 10, 12))
        planned(hostel, round_id, "Mine", due=date(2026, 12, 12), owner_id=jo)
        planned(hostel, round_id, "Again", review_on=date(2026, 10, 20))
        shown = hostel.see(home.home, hostel.jo)
        assert [(d.action.what, d.is_mine) for d in shown.due] == [
            ("Mine", True),
            ("Soon", False),
            ("Again", False),
        ]

    def test_what_came_over_is_a_verb_for_who_runs_the_round_alone(self, hostel: Hostel) -> None:
        tom = hostel.tom.member.person_id
        signed_plan(hostel, SUMMER, "Ask nights", owner_id=tom)
        begin(hostel, AUTUMN)
        assert "Decide" in verbs(hostel, "amina")
        assert "Decide" not in verbs(hostel, "jo")

    def test_an_action_that_was_carried_counts_once(self, hostel: Hostel) -> None:
        (old,) = signed_plan(hostel, SUMMER, "Ask nights", owner_id=hostel.tom.member.person_id)
        round_id = begin(hostel, AUTUMN)
        hostel.do(carrying.keep_action, hostel.amina, old.action_id, round_id)
        shown = hostel.see(home.home, hostel.jo)
        assert (shown.actions_all, shown.carried, shown.stuck) == (1, 1, ())

    def test_what_came_over_three_times_is_told(self, hostel: Hostel) -> None:
        round_id = begin(hostel, AUTUMN)
        planned(hostel, round_id, "Ask nights", carried_count=3)
        shown = hostel.see(home.home, hostel.amina)
        assert [a.what for a in shown.stuck] == ["Ask nights"]
        assert "Look" in verbs(hostel, "amina")

    def test_an_owner_who_left_makes_it_wait_for_another(self, hostel: Hostel) -> None:
        tom = hostel.tom.member.person_id
        signed_plan(hostel, AUTUMN, "Ask nights", owner_id=tom, due=date(2026, 12, 1))
        assert "Choose" not in verbs(hostel, "amina")
        hostel.do(teams.retire_person, hostel.amina, tom)
        assert "Choose" in verbs(hostel, "amina")
        assert hostel.see(home.home, hostel.amina).due[0].owner == "needs owner"

    def test_a_late_reply_is_asked_after_and_everybody_sees_its_age(self, hostel: Hostel) -> None:
        signed_plan(
            hostel,
            SUMMER,
            "Backfill",
            owner_id=hostel.tom.member.person_id,
            ask_what="Four hours",
            ask_of="the council",
            ask_reply_by=date(2026, 8, 1),
        )
        hostel.at(TODAY)
        assert "Note a reply" in verbs(hostel, "amina")
        (asked,) = hostel.see(home.home, hostel.jo).asked
        assert (asked.waits, asked.quarters) == (True, 1)
