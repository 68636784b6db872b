"""Home says in ten seconds where we are and what waits for me; never more than three things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.plan import ActionStatus
from pie_audit.workflows import founding, home, meetings, plans, steps, teams
from tests import make
from tests.quarter import TODAY, Hostel


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
