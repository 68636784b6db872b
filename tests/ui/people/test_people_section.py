"""People: letting somebody in, changing roles, leaving, teams."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.team import Role, Standing
from pie_audit.ui.people.people_section import PeopleSection
from pie_audit.ui.people.person_form import AddPersonForm, RolesForm
from pie_audit.ui.people.roles import main_role_word, role_words
from pie_audit.ui.people.team_form import TeamForm
from pie_audit.ui.widgets import Button
from tests.ui.shell.desk import Desk


@pytest.fixture
def people(desk: Desk) -> PeopleSection:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.sign_in()
    desk.win.inside.go("people")
    desk.rest()
    return desk.win.inside.page().sections["people"]


def person(section: PeopleSection, name: str):
    return next(row for row in section.people.rows if row.name == name)


def press(section: PeopleSection, name: str) -> None:
    next(b for b in section.findChildren(Button) if b.accessibleName() == name and b.isVisible()).click()


def test_somebody_new_gets_a_code_that_shows_once(desk: Desk, people: PeopleSection) -> None:
    people.add.click()
    form = people._open_form
    assert isinstance(form, AddPersonForm)
    desk.type("Priya Shah")
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: not people.code.isHidden())
    desk.rest()
    assert len(people.code.code().split("-")) == 4
    assert person(people, "Priya Shah").standing is Standing.INVITED
    press(people, "I’ve written it down")
    assert people.code.code() == ""


def test_a_code_for_somebody_who_was_here_says_what_it_never_gives_back(
    desk: Desk, people: PeopleSection
) -> None:
    people._on_new_code(person(people, "Tom Whitlock"))
    desk.until(lambda: not people.code.isHidden())
    desk.rest()
    assert "never what they wrote before" in people.code._who.text()
    people._on_code("Priya Shah", "AAAAA-BBBBB-CCCCC-DDDDD")
    assert "never" not in people.code._who.text()


def test_the_code_goes_when_the_page_is_left(desk: Desk, people: PeopleSection) -> None:
    people._on_code("Priya Shah", "AAAAA-BBBBB-CCCCC-DDDDD")
    desk.win.inside.go("home")
    desk.rest()
    assert people.code.code() == ""


def test_a_person_without_a_name_is_asked_for_one(desk: Desk, people: PeopleSection) -> None:
    people.add.click()
    desk.press(Qt.Key.Key_Return)
    assert people._open_form._name_field.error() == "Write the name they are called by."


def test_a_name_that_is_taken_is_told_above_the_form_and_the_form_stays(
    desk: Desk, people: PeopleSection
) -> None:
    people.add.click()
    desk.type("tom  whitlock")
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: not people.trouble.isHidden())
    assert people._open_form is not None
    assert people._open_form.name.text() == "tom  whitlock"


def test_roles_change_and_can_be_taken_back(desk: Desk, people: PeopleSection) -> None:
    press(people, "Roles: Tom Whitlock")
    form = people._open_form
    assert isinstance(form, RolesForm)
    form.ticks[Role.MANAGER].setChecked(True)
    press(people, "Keep these")
    desk.rest()
    assert Role.MANAGER in person(people, "Tom Whitlock").roles
    desk.win.inside.undo()
    desk.rest()
    assert Role.MANAGER not in person(people, "Tom Whitlock").roles


def test_nobody_is_left_without_a_role(desk: Desk, people: PeopleSection) -> None:
    press(people, "Roles: Tom Whitlock")
    people._open_form.ticks[Role.STAFF].setChecked(False)
    press(people, "Keep these")
    assert people._open_form._problem.isVisible()


def test_the_last_administrator_stays_one(desk: Desk, people: PeopleSection) -> None:
    press(people, "Roles: Amina Yusuf")
    people._open_form.ticks[Role.ADMINISTRATOR].setChecked(False)
    press(people, "Keep these")
    desk.until(lambda: not people.trouble.isHidden())
    assert "nobody would look after" in people.trouble.accessibleName()


def test_who_has_left_is_in_no_list_and_comes_back_with_undo(desk: Desk, people: PeopleSection) -> None:
    press(people, "Has left: Tom Whitlock")
    desk.rest()
    names = [b.accessibleName() for b in people.findChildren(Button)]
    assert "Roles: Tom Whitlock" not in names
    desk.win.inside.undo()
    desk.rest()
    assert "Roles: Tom Whitlock" in [b.accessibleName() for b in people.findChildren(Button)]


def test_a_team_gets_another_name_in_the_sidebar_too(desk: Desk, people: PeopleSection) -> None:
    press(people, "Rename Quayside House")
    assert isinstance(people._open_form, TeamForm)
    people._open_form.name.setText("Harbour House")
    press(people, "Keep this")
    desk.rest()
    assert desk.win.inside.sidebar.team.accessibleName() == "Team: Harbour House"


def test_a_second_team_can_be_chosen_in_the_sidebar(desk: Desk, people: PeopleSection) -> None:
    people.add_team.click()
    people._open_form.name.setText("Night team")
    press(people, "Add the team")
    desk.rest()
    assert {team.name for team in people.people.teams} == {"Quayside House", "Night team"}


def test_roles_are_said_in_words() -> None:
    assert (
        role_words({Role.MANAGER, Role.STAFF, Role.ADMINISTRATOR}) == "Team manager · Looks after pie-audit"
    )
    assert main_role_word({Role.STAFF, Role.ADMINISTRATOR}) == "Staff"


def test_a_new_team_can_come_out_of_one_that_ends(desk: Desk, people: PeopleSection) -> None:
    people.add_team.click()
    form = people._open_form
    assert not form._end.isVisible()
    form.name.setText("Harbour House")
    next(iter(form._from.values())).click()
    assert form._end.isVisible()
    press(people, "Add the team")
    desk.rest()
    assert {team.name for team in people.people.teams} == {"Harbour House"}
