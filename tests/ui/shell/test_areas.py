"""The sidebar offers what can be of use: Wellbeing to everybody who has a team, to managers after supervision."""

from __future__ import annotations

import pytest

from pie_audit.domain.team import Member, Role
from pie_audit.ui.shell.areas import PRIVATE, SHOWN_UNDER, areas_for, page_key
from tests import make


def _names(*roles: Role, has_team: bool = True) -> list[str]:
    member: Member = make.member(roles=frozenset(roles))
    return [area.name for area in areas_for(member, has_team=has_team)]


def test_managers_find_wellbeing_after_supervision() -> None:
    assert _names(Role.MANAGER) == ["home", "review", "plan", "reflections", "supervision", "wellbeing"]


def test_staff_find_it_too_where_they_have_a_team() -> None:
    assert _names(Role.STAFF) == ["home", "reflections", "supervision", "review", "plan", "wellbeing"]
    assert "wellbeing" not in _names(Role.STAFF, has_team=False)


def test_a_leader_without_a_team_doesnt() -> None:
    assert "wellbeing" not in _names(Role.LEADER, has_team=False)


@pytest.mark.parametrize("area", ["plan-survey", "survey-keys", "answer", "own-line"])
def test_pages_of_surveys_are_shown_under_wellbeing(area: str) -> None:
    assert SHOWN_UNDER[area] == "wellbeing"


def test_what_a_keeper_reads_inside_doesnt_stay_on_the_clipboard() -> None:
    assert "survey-keys" in PRIVATE


def test_each_survey_has_its_own_page_of_keys_and_one_page_plans_them_all() -> None:
    assert page_key("survey-keys", "a", "t") != page_key("survey-keys", "b", "t")
    assert page_key("plan-survey", "a", "t") == page_key("plan-survey", "new", "t")
