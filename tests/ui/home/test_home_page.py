"""Home: a greeting, this quarter, what needs me, what is due; never who rated or how many rated a topic."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pie_audit.domain.team import Role
from pie_audit.ui.home.greeting import greeting
from pie_audit.ui.home.home_page import HomePage
from pie_audit.ui.home.mine_cards import PromisedCard, RecentCard, lost_words
from pie_audit.ui.home.slot import Slot
from pie_audit.ui.home.team_cards import sessions_card
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Button, LinkButton, WrapLabel
from pie_audit.workflows import plans
from pie_audit.workflows.demo import demo
from pie_audit.workflows.home_writing import MyWriting, Promised
from pie_audit.workflows.supervision.supervision import Lost
from pie_audit.workflows.worker import Worker
from tests.quarter import premises_at
from tests.ui.conftest import settle
from tests.ui.shell.desk import Desk


def words_on(page: HomePage) -> str:
    shown = [w.text() for w in page.findChildren(WrapLabel) if w.isVisible()]
    buttons = [b.accessibleName() for b in page.findChildren(Button) if b.isVisible()]
    return "\n".join((*shown, *buttons))


def home_of(desk: Desk) -> HomePage:
    page = desk.win.inside.page()
    assert isinstance(page, HomePage)
    return page


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> demo.Demo:
    """A made-up workspace, closed: copied, never opened, by tests."""
    premises, worker = premises_at(tmp_path_factory.mktemp("demo")), Worker()
    plan = demo.DemoPlan(1, 2, 5, as_of=date(2026, 11, 20))
    made = demo.make_demo(premises, worker, premises.workspaces / "a-demo", plan)
    made.made.opened.close()
    worker.close()
    return made


@pytest.fixture
def demo_desk(desk: Desk, made_once: demo.Demo) -> tuple[Desk, demo.Demo]:
    for part in ("workspaces", "marks"):
        shutil.copytree(made_once.folder.parents[1] / part, desk.folder / part)
    desk.open_window()
    return desk, made_once


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


def test_a_leader_goes_on_to_their_own_session_and_writes_with_one_click(
    demo_desk: tuple[Desk, demo.Demo],
) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.LEADER)
    assert "Leaders’ session" in words_on(page)
    page.write_button.click()
    desk.rest()
    assert desk.win.inside.area() == "write"


def test_home_leads_a_manager_to_what_changed_over_time(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.sign_in()
    page = home_of(desk)
    link = next(b for b in page.findChildren(Button) if b.accessibleName() == "See what changed over time")
    link.click()
    desk.rest()
    assert desk.win.inside.area() == "trends"


def test_home_reloads_when_an_action_changes_and_keeps_the_focus(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.MANAGER)
    link = next(b for b in page.findChildren(Button) if b.accessibleName().startswith("All "))
    link.setFocus()
    action = plans.new_action(page.home.team.team_id, page.home.overview.round.round_id)
    desk.jobs.write(plans.save_action, replace(action, what="Ask about nights"), owner=desk.win)
    desk.rest()
    assert page.home.actions_all == int(link_number(desk))


def link_number(desk: Desk) -> str:
    focus = desk.app.focusWidget()
    return focus.accessibleName().split()[1]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.STAFF, Role.LEADER])
def test_home_is_never_too_wide_in_any_look(role: Role, demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    come_in(desk, made, role)
    for look in ((100, (1024, 700)), (200, (1366, 768)), (200, (1024, 700))):
        apply(desk.app, "light", look[0])
        desk.win.resize(*look[1])
        desk.rest()
        assert (look, desk.overflow()) == (look, [])


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "Good morning"), (12, "Good afternoon"), (18, "Good evening")]
)
def test_the_greeting_follows_the_day(hour: int, words: str, desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.sign_in()
    found = greeting(home_of(desk).home, datetime(2026, 11, 20, hour, tzinfo=UTC))
    assert found == f"{words}, Amina"


def test_enter_on_arrival_opens_a_page_to_write_on(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.STAFF)
    assert page.hero.page_button.hasFocus()
    desk.press(Qt.Key.Key_Return)
    desk.rest()
    assert desk.win.inside.area() == "write"


def test_one_line_is_one_click_away(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    went: list[tuple[str, object]] = []
    page = come_in(desk, made, Role.STAFF)
    page.went_to.connect(lambda area, argument: went.append((area, argument)))
    page.hero.line_button.click()
    assert went == [("write", "line")]
    assert "Starts as “Only me”. Nobody else can open it, including your manager." in words_on(page)


def test_a_manager_and_a_leader_write_with_one_click_as_well(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.MANAGER)
    page.write_button.click()
    desk.rest()
    assert desk.win.inside.area() == "write"


def test_titles_of_what_i_wrote_are_hidden_until_i_ask(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.STAFF)
    desk.until(lambda: page.writing is not None and page.writing.is_all)
    titles = {recent.title for recent in page.writing.recent}
    assert titles
    assert not any(title in words_on(page) for title in titles)
    card = page.recent_slot.findChild(RecentCard)
    card.toggle.click()
    desk.rest()
    assert all(title in words_on(page) for title in titles)
    assert "Hide the titles" in words_on(page)


def test_what_i_promised_is_a_number_until_i_ask(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.STAFF)
    desk.until(lambda: page.writing is not None and page.writing.is_all)
    page.writing = None
    promise = Promised("00" * 16, "Ring before ten", date(2026, 11, 27))
    page.show_writing(MyWriting((), (promise,), is_all=True))
    desk.rest()
    words = words_on(page)
    assert "You have " in words
    assert "Ring before ten" not in words
    page.promised_slot.findChild(PromisedCard).button.click()
    desk.rest()
    assert "Ring before ten · by Friday 27 November" in words_on(page)


def test_not_today_puts_a_card_away_and_ctrl_z_brings_it_back(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.STAFF)
    assert "Our autumn review" in words_on(page)
    away = next(b for b in page.findChildren(Button) if b.accessibleName() == "Not today: Our autumn review")
    away.click()
    desk.rest()
    assert "Our autumn review" not in words_on(page)
    desk.ctrl(Qt.Key.Key_Z)
    desk.rest()
    assert "Our autumn review" in words_on(page)


def test_lost_supervision_is_said_as_it_was(demo_desk: tuple[Desk, demo.Demo]) -> None:
    lost = Lost(3, "a", "Amina Yusuf", "b", "Marek Zielny")
    assert lost_words(lost) == (
        "We cancelled your supervision three times. Amina has been asked to protect it."
    )
    assert "6 times" in lost_words(replace(lost, times=6))


def test_a_managers_sessions_have_no_names(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.MANAGER)
    card = sessions_card(page.home, page.go)
    told = " ".join(w.text() for w in card.findChildren(WrapLabel))
    assert "Supervision" in told
    assert "Held in the last three months" in told
    assert not any(person.name.split()[0] in told for person in made.people)
    card.deleteLater()


def test_who_shared_with_me_is_said_and_what_is_behind_a_click(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.MANAGER)
    words = words_on(page)
    assert "shared a page with you." in words
    assert "The phone call I put off" not in words


def test_after_something_happened_nothing_reminds_anybody(demo_desk: tuple[Desk, demo.Demo]) -> None:
    desk, made = demo_desk
    page = come_in(desk, made, Role.MANAGER)
    page.happened_button.click()
    desk.until(lambda: desk.app.activeModalWidget() is not None)
    desk.rest()
    window = desk.app.activeModalWidget()
    assert window.windowTitle() == "Something happened"
    window.go.click()
    desk.rest()
    words = words_on(page)
    assert "Nothing reminds anybody until " in words
    assert "Nothing due." in words
    assert "You have " not in words.replace("You have answered", "")


def test_a_slot_keeps_the_focus_of_what_it_is_filled_with(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    slot = Slot(holder)
    slot.fill(LinkButton("Read"))
    holder.show()
    holder.activateWindow()
    slot.findChild(LinkButton).setFocus()
    slot.fill(LinkButton("Read"))
    settle()
    assert slot.findChild(LinkButton).hasFocus()
    slot.fill(None)
    assert not slot.isVisible()
