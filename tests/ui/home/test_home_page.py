"""Home: a greeting, this quarter, what needs me, what is due; never who rated or how many rated a topic."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pie_audit.domain.team import Role
from pie_audit.ui.home.greeting import greeting
from pie_audit.ui.home.home_page import HomePage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Button, WrapLabel
from pie_audit.workflows import demo, plans
from tests.ui.shell.desk import Desk


def words_on(page: HomePage) -> str:
    shown = [w.text() for w in page.findChildren(WrapLabel) if w.isVisible()]
    buttons = [b.accessibleName() for b in page.findChildren(Button) if b.isVisible()]
    return "\n".join((*shown, *buttons))


def home_of(desk: Desk) -> HomePage:
    page = desk.win.inside.page()
    assert isinstance(page, HomePage)
    return page


@pytest.fixture
def demo_desk(desk: Desk) -> tuple[Desk, demo.Demo]:
    plan = demo.DemoPlan(1, 2, 5, as_of=date(2026, 11, 20))
    folder = desk.premises.workspaces / "a-demo"
    made = demo.make_demo(desk.premises, desk.worker, folder, plan)
    made.made.opened.close()
    desk.open_window()
    return desk, made


def come_in(desk: Desk, made: demo.Demo, role: Role) -> HomePage:
    person = next(p for p in made.people if p.role is role)
    desk.win.door.page._name.setText(person.name)
    desk.win.door.page._password.setText(person.password)
    desk.win.door.page._on_go()
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    return home_of(desk)


def test_a_new_workspace_begins_with_the_short_form(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.sign_in()
    words = words_on(home_of(desk))
    assert "Good " in words
    assert "Start with the short form: 12 topics, and one theme in full." in words
    assert "Nothing due." in words
    assert "Choose a second place for copies" in words


def test_the_second_place_is_not_asked_for_once_it_is_chosen(desk: Desk) -> None:
    desk.found()
    desk.preferences.change(second_place=str(desk.folder))
    desk.open_window()
    desk.sign_in()
    assert "Choose a second place" not in words_on(home_of(desk))
    desk.preferences.change(second_place="")


def test_a_need_goes_where_it_is_done(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.sign_in()
    page = home_of(desk)
    button = next(b for b in page.findChildren(Button) if b.accessibleName().startswith("Choose:"))
    button.click()
    desk.rest()
    assert desk.win.inside.area() == "backup"


def test_the_manager_sees_only_how_many_are_done_and_their_own_answers(
    demo_desk: tuple[Desk, demo.Demo],
) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.MANAGER)
    words = words_on(page)
    assert "say they are done." in words
    assert "You have answered 0 of 19 topics." in words or "You said you’re done." in words
    others = {p.name for p in made.people if p.role is Role.STAFF}
    top = page.home.overview
    assert not any(name in str(top.progress) for name in others)


def test_the_manager_sees_three_needs_what_came_over_and_what_came_back(
    demo_desk: tuple[Desk, demo.Demo],
) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.MANAGER)
    words = words_on(page)
    assert "actions came over from summer" in words
    assert "What we asked, and what was done" in words
    assert "One quarter, no reply" in words
    assert "Partly, because half of it fits this year’s budget" in words
    assert (
        sum(
            w.startswith(("Print it:", "Decide:", "Look:", "Choose:", "Note a reply:"))
            for w in words.split("\n")
        )
        <= 3
    )
    button = next(b for b in page.findChildren(Button) if b.accessibleName().startswith("Decide:"))
    button.click()
    desk.rest()
    plan = desk.win.inside.page()
    desk.until(lambda: plan.carry.isVisible() and plan.carry.button.isChecked())


def test_staff_do_not_have_to_do_anything(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    assert "You do not have to do anything here." in words_on(come_in(desk, made, Role.STAFF))


def test_a_leader_reads_why_there_is_nothing(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    words = words_on(come_in(desk, made, Role.LEADER))
    assert "You can’t see drafts, and that is on purpose." in words
    assert "review" not in [area.name for area in desk.win.inside._areas]


def test_home_reloads_when_an_action_changes_and_keeps_the_focus(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.MANAGER)
    link = next(b for b in page.findChildren(Button) if b.accessibleName().startswith("All "))
    link.setFocus()
    action = plans.new_action(page.home.team.team_id, page.home.overview.round.round_id)
    from dataclasses import replace

    desk.jobs.write(plans.save_action, replace(action, what="Ask about nights"), owner=desk.win)
    desk.rest()
    assert page.home.actions_all == int(link_number(desk))


def link_number(desk: Desk) -> str:
    focus = desk.app.focusWidget()
    return focus.accessibleName().split()[1]


@pytest.mark.parametrize(("percent", "size"), [(100, (1024, 700)), (200, (1366, 768)), (200, (1024, 700))])
@pytest.mark.parametrize("role", [Role.MANAGER, Role.STAFF, Role.LEADER])
def test_home_is_never_too_wide(
    role: Role, percent: int, size: tuple[int, int], demo_desk: tuple[Desk, demo.Demo]
) -> None:
    desk, made = demo_desk
    come_in(desk, made, role)
    apply(desk.app, "light", percent)
    desk.win.resize(*size)
    desk.rest()
    assert desk.overflow() == []


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "Good morning"), (12, "Good afternoon"), (18, "Good evening")]
)
def test_the_greeting_follows_the_day(hour: int, words: str, desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.sign_in()
    found = greeting(home_of(desk).home, datetime(2026, 11, 20, hour, tzinfo=UTC))
    assert found == f"{words}, Amina"
