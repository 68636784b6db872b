"""What changed elsewhere comes onto the page in hand, and takes no words from anybody.

That it takes neither focus nor place on any screen is tried in test_accessible_tree.py.
"""

from __future__ import annotations

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.workflows import teams
from tests.ui.shell.desk import Desk
from tests.ui.shell.screens import OTHERS, SCREENS, add_action, go, open_it, start

EVERYTHING = frozenset(Kind)


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found(more=OTHERS)
    desk.open_window()
    desk.win.resize(1024, 640)
    desk.sign_in()
    return desk


def test_words_that_are_being_typed_stay_in_an_action(inside: Desk) -> None:
    round_id = open_it(inside)
    add_action(inside, round_id)
    page = go(inside, "plan")
    page.add_action()
    inside.rest()
    inside.type("Ask for a sec")
    inside.jobs.opened.write(
        lambda tx: teams.rename_team(tx, inside.jobs.me, page.view.team.team_id, "Renamed", "")
    )
    inside.tell(EVERYTHING)
    inside.type("ond worker")
    assert page.editor.isAncestorOf(inside.app.focusWidget())
    assert inside.app.focusWidget().toPlainText() == "Ask for a second worker"


def test_words_that_are_being_typed_stay_in_a_note(inside: Desk) -> None:
    page = go(inside, "rate", start(inside))
    page.note.area.setFocus()
    inside.type("at ni")
    inside.tell(EVERYTHING)
    inside.type("ght")
    assert page.note.area.text() == "at night"


def test_words_that_are_being_typed_stay_in_the_meeting(inside: Desk) -> None:
    page = go(inside, "meeting", open_it(inside))
    page.find_topic(page.view.wide[0].topic.id)
    inside.rest()
    page.record.because.setFocus()
    inside.type("we saw")
    inside.tell(EVERYTHING)
    inside.type(" it")
    assert "we saw it" in page.record.words().values()


def test_words_that_are_being_typed_stay_in_a_new_person(inside: Desk) -> None:
    page = SCREENS["letting somebody in"](inside)
    inside.type("Dani")
    inside.tell(EVERYTHING)
    inside.type("elle")
    assert inside.app.focusWidget().text() == "Danielle"
    assert page.isAncestorOf(inside.app.focusWidget())


def test_choices_that_were_made_stay_at_the_start(inside: Desk) -> None:
    page = go(inside, "start-review")
    page._together.click()
    page._closes.setDate(page._closes.date().addDays(3))
    chosen = page._closes.date()
    inside.tell(EVERYTHING)
    assert page._together.isChecked()
    assert page._closes.date() == chosen


def test_a_hidden_page_is_read_again_only_when_it_shows(inside: Desk) -> None:
    team_id = inside.win.inside.team_id()
    go(inside, "review")
    first = go(inside, "home")
    assert first.home.team.name == "Quayside House"
    go(inside, "review")
    inside.jobs.opened.write(lambda tx: teams.rename_team(tx, inside.jobs.me, team_id, "Harbour House", ""))
    inside.rest()
    assert first.home.team.name == "Quayside House"
    assert go(inside, "home") is first
    assert first.home.team.name == "Harbour House"


def test_what_another_thread_wrote_shows_at_once(inside: Desk) -> None:
    round_id = open_it(inside)
    page = go(inside, "plan")
    add_action(inside, round_id, "Written elsewhere")
    assert [a.what for group in page.view.groups for a in group.actions] == ["Written elsewhere"]
