"""The sidebar offers what can be of use: Wellbeing to everybody who has a team, to managers after supervision."""

from __future__ import annotations

import pytest

from pie_audit.domain.team import Member, Role
from pie_audit.domain.team_part import ON_AT_FIRST, TeamPart
from pie_audit.ui.shell import page_makers
from pie_audit.ui.shell.areas import (
    AREA_PARTS,
    FOR_LEADERS,
    PRIVATE,
    SHOWN_UNDER,
    areas_for,
    is_open_to,
    page_key,
)
from tests import make


def _names(*roles: Role, has_team: bool = True) -> list[str]:
    member: Member = make.member(roles=frozenset(roles))
    return [area.name for area in areas_for(member, has_team=has_team)]


def test_managers_find_wellbeing_after_supervision() -> None:
    expected = ["home", "review", "plan", "reflections", "supervision", "wellbeing", "trends"]
    assert _names(Role.MANAGER) == expected


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


def test_a_leader_finds_what_teams_shared_and_no_area_of_a_team() -> None:
    names = _names(Role.LEADER, has_team=False)
    assert names[:5] == ["home", "shared-plans", "shown-themes", "asks", "reflections"]
    assert {"review", "plan", "trends", "wellbeing"}.isdisjoint(names)


def test_who_manages_and_leads_finds_their_team_first_and_the_rest_below() -> None:
    names = _names(Role.MANAGER, Role.LEADER)
    assert names[:7] == ["home", "review", "plan", "reflections", "supervision", "wellbeing", "trends"]
    assert names[7:] == ["asks", "shared-plans"]


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.ADMINISTRATOR])
def test_nobody_else_is_offered_what_teams_share(role: Role) -> None:
    assert FOR_LEADERS.isdisjoint(_names(role))


@pytest.mark.parametrize(("roles", "at"), [((Role.MANAGER,), 8), ((Role.STAFF,), 7)])
def test_day_by_day_is_the_last_place_of_a_team_that_uses_a_part(roles: tuple[Role, ...], at: int) -> None:
    member = make.member(roles=frozenset(roles))
    names = [area.name for area in areas_for(member, has_team=True, parts=ON_AT_FIRST)]
    assert names.index("day-by-day") == len(names) - 1 == at - 1


@pytest.mark.parametrize("parts", [frozenset(), frozenset({TeamPart.VOCABULARY})])
def test_a_team_that_uses_nothing_or_words_alone_has_no_such_place(parts: frozenset[TeamPart]) -> None:
    member = make.member(roles=frozenset({Role.MANAGER}))
    assert areas_for(member, has_team=True, parts=parts) == areas_for(member, has_team=True)
    assert not is_open_to("day-by-day", member, has_team=True, parts=parts)


def test_without_a_team_there_is_nothing_of_every_day() -> None:
    every = frozenset(TeamPart)
    member = make.member(roles=frozenset({Role.LEADER}))
    assert areas_for(member, has_team=False, parts=every) == areas_for(member, has_team=False)
    assert not any(is_open_to(area, member, has_team=False, parts=every) for area in AREA_PARTS)


@pytest.mark.parametrize("area", sorted(AREA_PARTS))
def test_an_area_opens_with_a_part_of_its_own_and_with_no_other(area: str) -> None:
    member = make.member(roles=frozenset({Role.STAFF}))
    needed = AREA_PARTS[area]
    own = frozenset({needed}) if isinstance(needed, TeamPart) else needed
    for part in TeamPart:
        opens = is_open_to(area, member, has_team=True, parts=frozenset({part}))
        assert opens is (part in own)


def test_what_the_team_uses_can_be_looked_at_with_everything_off() -> None:
    member = make.member(roles=frozenset({Role.STAFF}))
    assert is_open_to("team-parts", member, has_team=True)
    assert page_key("team-parts", None, "t") != page_key("people", None, "t")


def test_every_area_of_everyday_practice_has_a_page_and_is_shown_under_the_hub() -> None:
    assert [area for area in AREA_PARTS if area not in page_makers._MAKERS] == []
    assert {SHOWN_UNDER.get(area, area) for area in AREA_PARTS} == {"day-by-day"}
