"""The ways to the trends: the sidebar for managers, Our review for staff, Ctrl+K for both; none for leaders."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pie_audit.domain.team import Role
from pie_audit.ui.trends.trends_page import TrendsPage
from pie_audit.workflows import audits, teams, unlock
from tests.ui.shell.desk import PASSWORD, Desk
from tests.ui.shell.screens import OTHERS, go, open_it
from tests.ui.shell.test_palette import asks, takes


@pytest.fixture
def inside(desk: Desk) -> Desk:
    """Amina, who manages, at Home."""
    desk.found(more=OTHERS)
    desk.open_window()
    desk.sign_in()
    return desk


def page(desk: Desk) -> TrendsPage:
    found = desk.win.inside.page()
    assert isinstance(found, TrendsPage)
    return found


def marked(desk: Desk) -> list[str]:
    return [name for name, button in desk.win.inside.sidebar._buttons.items() if button.isChecked()]


def test_a_manager_opens_them_with_the_last_key_of_the_sidebar(inside: Desk) -> None:
    inside.ctrl(Qt.Key.Key_7)
    inside.rest()
    assert page(inside).trends is not None
    assert marked(inside) == ["trends"]
    assert "Trends" in inside.win.windowTitle()


def test_the_palette_leads_to_a_theme_and_to_a_part(inside: Desk) -> None:
    takes(inside, "trends staff support")
    inside.rest()
    assert page(inside).trends.wish.theme_id == "B"
    inside.win.inside.go("home")
    inside.rest()
    takes(inside, "trends protected time")
    inside.rest()
    inside.until(lambda: page(inside).is_whole)
    assert page(inside).trends.wish.theme_id is None


def test_the_palette_changes_the_way_of_looking_and_the_computer_remembers_it(inside: Desk) -> None:
    go(inside, "trends")
    takes(inside, "show as tables")
    inside.rest()
    assert inside.preferences.settings.figures_as == "table"


@pytest.fixture
def staff(desk: Desk) -> Desk:
    """Tom, who works in the team, once its review was opened."""
    desk.found(more=OTHERS)
    desk.open_window()
    desk.walk_in("Tom Whitlock")
    tom = desk.jobs.me
    desk.jobs.me = unlock.sign_in(desk.jobs.opened, "Amina Yusuf", PASSWORD)
    open_it(desk)
    desk.jobs.me = tom
    return desk


def test_staff_have_no_entry_and_go_over_our_review(staff: Desk) -> None:
    assert "trends" not in [area.name for area in staff.win.inside.areas()]
    review = go(staff, "review")
    link = next(button for button in review.findChildren(QPushButton) if button.text() == "Over time")
    link.click()
    staff.rest()
    assert page(staff).trends is not None
    assert marked(staff) == ["review"]


def test_from_what_was_agreed_too(staff: Desk) -> None:
    found = staff.jobs.opened.read(lambda tx: audits.overview(tx, staff.jobs.me, staff.win.inside.team_id()))
    results = go(staff, "results", found.round.round_id)
    results.over_time.click()
    staff.rest()
    assert page(staff).trends is not None


def test_staff_find_a_theme_in_the_palette(staff: Desk) -> None:
    assert "Trends: Staff support" in asks(staff, "trends staff support")


@pytest.fixture
def leader(desk: Desk) -> Desk:
    """Lee, a leader without a team."""
    desk.found(more=OTHERS)
    worker, premises = desk.worker, desk.premises
    (folder,) = premises.workspaces.iterdir()
    opened, amina = unlock.open_workspace(premises, worker, folder, "Amina Yusuf", PASSWORD)
    code = teams.add_person(opened, amina, teams.NewPerson("Lee Park", frozenset({Role.LEADER}), None))
    unlock.accept_invitation(opened, "Lee Park", code, PASSWORD)
    opened.close()
    desk.open_window()
    desk.walk_in("Lee Park")
    return desk


def test_a_leader_is_offered_none_of_it(leader: Desk) -> None:
    assert "trends" not in [area.name for area in leader.win.inside.areas()]
    assert "Trends: Staff support" not in asks(leader, "trends staff support")


def test_a_leader_who_asks_for_it_all_the_same_ends_at_home(leader: Desk) -> None:
    leader.win.inside.go("trends")
    leader.rest()
    assert not isinstance(leader.win.inside.page(), TrendsPage)
