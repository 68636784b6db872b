"""The page of the long view, and the offer that leads to it."""

from __future__ import annotations

import pytest

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.small_logs import Win
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import team_parts
from pie_audit.ui.audit.overview_page import OverviewPage
from pie_audit.ui.audit.start_page import StartPage
from pie_audit.ui.practices.long_view_page import LongViewPage
from pie_audit.ui.theme import Mode, apply
from pie_audit.workflows.long_view import BecameOf, LongView, PriorityThen, TopicOverTime
from tests import years
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import Desk
from tests.ui.shown import words_on

THEN, NOW = Quarter(2024, 3), Quarter(2026, 3)
VIEW = LongView(
    8,
    THEN,
    NOW,
    (
        PriorityThen(
            "Go on asking, at their speed",
            (BecameOf("A note every week", "done"),),
            (Win("w", "t", "2025-W20", "She knocked at our door herself."),),
        ),
        PriorityThen("One door for all", (), (), "The other two agencies moved away."),
        PriorityThen("Supervision every month", (), ()),
    ),
    ("Food at night",),
    (
        TopicOverTime("Going at the person’s speed", THEN.name, "Patchy: so", NOW.name, "Steady: so"),
        TopicOverTime("Comings and goings", "", "", "", ""),
    ),
)


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found()
    desk.open_window()
    desk.walk_in()
    return desk


def lives_through(desk: Desk, rounds: int, *, on: bool = True) -> None:
    def write(tx: object) -> None:
        team_parts.turn_part(tx, desk.team_id, TeamPart.LONG_VIEW, on=on)
        for at in range(rounds):
            quarter = Quarter(2026, 4).plus(at - rounds)
            years.write_review(tx, desk.team_id, quarter, {"A5": 2}, openers=())

    desk.jobs.opened.write(write)
    desk.rest()


def go(desk: Desk, area: str) -> object:
    desk.win.inside.go(area)
    desk.rest()
    return desk.win.inside.page()


def test_page_shows_then_beside_today(inside: Desk) -> None:
    lives_through(inside, 8)
    page = go(inside, "long-view")
    assert isinstance(page, LongViewPage)
    page.show_view(VIEW)
    inside.rest()
    said = words_on(page)
    for words in (
        "What was true two years ago",
        "What we chose to work on in Summer 2024",
        "A note every week (done)",
        "A small win: “She knocked at our door herself.”",
        "No action: The other two agencies moved away.",
        "No action came of it.",
        "Food at night",
        "Steady: so",
        "Not settled in these two years.",
        "It is printed nowhere.",
    ):
        assert words in said, words


def test_page_says_when_it_isn_t_time_yet(inside: Desk) -> None:
    lives_through(inside, 1)
    assert "1 of 8 reviews is signed." in words_on(go(inside, "long-view"))


@pytest.mark.parametrize(("rounds", "on", "offered"), [(8, True, True), (7, True, False), (8, False, False)])
def test_review_offers_it_only_when_it_is_time_and_the_team_uses_it(
    inside: Desk, rounds: int, on: bool, offered: bool
) -> None:
    lives_through(inside, rounds, on=on)
    for area, kind in (("review", OverviewPage), ("start-review", StartPage)):
        page = go(inside, area)
        assert isinstance(page, kind)
        assert page._look_back.isVisible() is offered
    if offered:
        page._go_to_long_view(0)
        inside.rest()
        assert isinstance(inside.win.inside.page(), LongViewPage)


def test_page_leads_on_to_the_review(inside: Desk) -> None:
    lives_through(inside, 8)
    page = go(inside, "long-view")
    assert isinstance(page, LongViewPage)
    page.on_button.click()
    inside.rest()
    assert isinstance(inside.win.inside.page(), OverviewPage)


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_has_a_name_and_nothing_scrolls_sideways(inside: Desk, percent: int) -> None:
    lives_through(inside, 8)
    page = go(inside, "long-view")
    assert isinstance(page, LongViewPage)
    apply(inside.app, Mode.LIGHT, percent)
    inside.win.resize(1024, 700)
    page.show_view(VIEW)
    inside.rest()
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= page.width()
