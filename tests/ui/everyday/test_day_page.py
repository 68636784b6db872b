"""Day by day: the parts in use, each with one quiet line; what is off isn't there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.part_words import name_of, words_of
from pie_audit.domain.team_part import ON_AT_FIRST, TeamPart
from pie_audit.ui.everyday.day_page import DayPage
from pie_audit.ui.everyday.part_places import PLACES, WRITTEN
from pie_audit.ui.shell.areas import AREA_PARTS, is_used
from pie_audit.ui.theme import apply
from pie_audit.workflows.everyday import small_logs
from tests.ui.accessibility import nameless, spoken
from tests.ui.shell.desk import Desk


def open_page(desk: Desk, *parts: TeamPart) -> DayPage:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.walk_in()
    if parts:
        desk.turn_on(*parts)
    desk.win.inside.go("day-by-day")
    desk.rest()
    page = desk.win.inside.page()
    assert isinstance(page, DayPage)
    return page


def test_it_lists_what_is_on_and_nothing_else(desk: Desk) -> None:
    page = open_page(desk, TeamPart.WINS)
    assert {row.part for row in page.rows} == ON_AT_FIRST | {TeamPart.WINS}


def test_a_part_without_entries_says_what_it_is_for_and_one_with_some_how_many_are_new(desk: Desk) -> None:
    page = open_page(desk, TeamPart.WINS, TeamPart.FRICTION)
    (team_id,) = desk.jobs.me.member.teams
    win = replace(small_logs.new_win(desk.jobs.me, team_id), words="She asked for the blue room.")
    desk.jobs.write(small_logs.save_win, win, owner=page)
    desk.rest()
    said = {row.part: spoken(row) for row in page.rows}
    assert said[TeamPart.WINS] == "Small wins | 1 new this quarter."
    assert said[TeamPart.FRICTION] == f"What took too long | {words_of(TeamPart.FRICTION).purpose}"


@pytest.mark.parametrize("part", TeamPart)
def test_each_row_leads_to_an_area_that_is_open_with_this_part(part: TeamPart) -> None:
    place = PLACES[part]
    assert place.area in AREA_PARTS
    assert is_used(place.area, frozenset({part}))
    assert (part in WRITTEN) is (place.area == "small-logs")


def test_a_click_opens_the_page_of_a_part(desk: Desk) -> None:
    page = open_page(desk)
    next(row for row in page.rows if row.part is TeamPart.BARRIERS).click()
    desk.rest()
    assert desk.win.inside.area() == "barriers"


def test_a_part_that_is_turned_off_leads_home_from_its_page(desk: Desk) -> None:
    page = open_page(desk)
    assert page.rows
    desk.turn_on(*ON_AT_FIRST, on=False)
    assert desk.win.inside.area() == "home"
    assert "day-by-day" not in [area.name for area in desk.win.inside.areas()]


def test_the_finder_offers_what_is_on_and_of_what_is_off_nothing(desk: Desk) -> None:
    open_page(desk, TeamPart.WINS)
    desk.win.inside.go("home")
    desk.rest()
    offered = {command.words for command in desk.win.inside.finder._offered(None)}
    assert {"Day by day", "What gets in the way", "You said, we did", "Our words", "Small logs"} <= offered
    assert "Note a small win" in offered
    off = ("What we need", "Training and after", "Reading cards", "Keep, drop, restart", "The long view")
    assert offered.isdisjoint({*off, "Something took too long"})


def test_everything_can_be_named(desk: Desk) -> None:
    page = open_page(desk, *TeamPart)
    assert nameless(page) == []
    assert [row.accessibleName() for row in page.rows if not row.accessibleName()] == []
    assert {row.accessibleName() for row in page.rows} == {name_of(part) for part in TeamPart}


@pytest.mark.parametrize(("percent", "width"), [(100, 1024), (200, 1366)])
def test_nothing_needs_sideways_scrolling(desk: Desk, percent: int, width: int) -> None:
    page = open_page(desk, *TeamPart)
    apply(desk.app, "light", percent, own_font=True)
    desk.win.resize(width, 700)
    desk.rest()
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width - 66
