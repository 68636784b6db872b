"""Leaders see what teams chose to share: no draft, no rating, no name of a team that is silent, no area of a team."""

from __future__ import annotations

import pytest

from pie_audit.domain.team import Role
from pie_audit.ui.theme import apply
from tests import boards
from tests.quarter import STAFF
from tests.ui.accessibility import nameless
from tests.ui.leading.leaders import DRAFT, MANAGER, SENTENCE, SILENT, Leaders, go, sit_down, words_on
from tests.ui.shell.desk import Desk

AREAS = ("home", "shared-plans", "shown-themes", "asks")


def everything(desk: Desk) -> str:
    """All words of all pages that a leader finds."""
    found = [words_on(go(desk, area)) for area in AREAS]
    page = go(desk, "shared-plans", "barriers")
    return "\n".join((*found, words_on(page)))


def test_home_shows_the_theme_with_the_teams_own_sentence_and_what_is_asked(at_house: Desk) -> None:
    words = words_on(go(at_house, "home"))
    assert "Quayside House" in words
    assert f"“{SENTENCE}”" in words
    assert "Pay for four hours of cover on nights" in words
    assert "2 waiting for a reply" in words
    assert "One team hasn’t shared yet" in words
    for verdict in ("growth", "Falling", "small group"):
        assert verdict not in words


def test_no_page_names_a_silent_team_a_draft_or_a_person_of_a_team(at_house: Desk) -> None:
    words = everything(at_house)
    assert SILENT not in words
    assert DRAFT not in words
    assert "say they are done" not in words
    assert not any(name in words.split() for name in (*STAFF, MANAGER))


def test_nothing_is_shared_before_the_first_plan_and_it_says_so(alone: Desk) -> None:
    assert "You can’t see drafts, and that is on purpose." in words_on(go(alone, "home"))
    for area in AREAS[1:]:
        assert "You can’t see drafts, and that is on purpose." in words_on(go(alone, area))


@pytest.mark.parametrize("area", ["review", "plan", "trends", "wellbeing", "start-review", "small-logs"])
def test_the_way_to_an_area_of_a_team_leads_home(area: str, at_house: Desk) -> None:
    assert area not in [one.name for one in at_house.win.inside.areas()]
    go(at_house, area)
    assert at_house.win.inside.area() == "home"


@pytest.mark.parametrize("name", [MANAGER, "Jo"])
@pytest.mark.parametrize("area", ["asks", "shared-plans", "shown-themes", "board-page"])
def test_nobody_else_comes_to_the_pages_of_leaders(
    area: str, name: str, desk: Desk, leaders: Leaders
) -> None:
    sit_down(desk, leaders.house, name)
    go(desk, area)
    assert desk.win.inside.area() == "home"
    assert Role.LEADER not in desk.jobs.me.member.roles


def test_themes_stand_in_the_order_of_names_whatever_their_figures(at_house: Desk) -> None:
    page = go(at_house, "shown-themes")
    page.show_board(boards.board(plans=tuple(boards.board_plan(at) for at in (3, 1, 0, 2))))
    at_house.rest()
    titles = [
        card.title.text() for card in page.body.content.findChildren(type(page._panel(boards.board_plan())))
    ]
    shown = [title for title in titles if title in boards.TEAMS]
    assert shown[: len(boards.TEAMS)] == sorted(boards.TEAMS)
    words = words_on(page)
    assert "Words only: this edition has no numbers." in words
    assert "Autumn 2026: 2.4. Summer 2026: 2.3." in words


@pytest.mark.parametrize(("percent", "size"), [(100, (1024, 700)), (200, (1366, 768)), (200, (1024, 700))])
@pytest.mark.parametrize("area", AREAS)
def test_no_page_is_too_wide_and_everything_has_a_name(
    area: str, percent: int, size: tuple[int, int], at_house: Desk
) -> None:
    page = go(at_house, area)
    apply(at_house.app, "light", percent)
    at_house.win.resize(*size)
    at_house.rest()
    assert at_house.overflow() == []
    assert nameless(page) == []
