"""A code takes a second to make: whatever somebody does meanwhile on the page stays, and is shown to nobody else."""

from __future__ import annotations

import pytest

from pie_audit.domain.team import Role
from pie_audit.ui.people.people_section import PeopleSection
from pie_audit.ui.people.person_form import AddPersonForm, RolesForm
from tests.ui.held import held
from tests.ui.people.test_people_section import person, press
from tests.ui.shell.desk import Desk


@pytest.fixture
def people(desk: Desk) -> PeopleSection:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.walk_in(area="people")
    found = desk.win.inside.page().sections["people"]
    assert isinstance(found, PeopleSection)
    return found


def fill(people: PeopleSection, name: str) -> AddPersonForm:
    people.add.click()
    form = people._open_form
    assert isinstance(form, AddPersonForm)
    form.name.setText(name)
    return form


def test_enter_twice_lets_one_person_in(desk: Desk, people: PeopleSection) -> None:
    form = fill(people, "Priya Shah")
    with held(desk.jobs) as come:
        form.name.returnPressed.emit()
        form.name.returnPressed.emit()
        desk.until(lambda: bool(come))
    desk.rest()
    assert people.trouble.isHidden()
    assert len(people.code.code().split("-")) == 4


def test_a_refused_name_can_be_sent_again_in_other_words(desk: Desk, people: PeopleSection) -> None:
    form = fill(people, "Tom Whitlock")
    form.name.returnPressed.emit()
    desk.until(lambda: not people.trouble.isHidden())
    form.name.setText("Tom Whitlock junior")
    form.name.returnPressed.emit()
    desk.until(lambda: not people.code.isHidden())
    desk.rest()
    assert people._open_form is None


def test_a_code_leaves_the_form_that_was_opened_meanwhile(desk: Desk, people: PeopleSection) -> None:
    form = fill(people, "Priya Shah")
    with held(desk.jobs) as come:
        form.name.returnPressed.emit()
        people.add_team.click()
        team = people._open_form
        team.name.setText("Night team")
        desk.until(lambda: bool(come))
    desk.rest()
    assert people.code.code()
    assert people._open_form is team
    assert team.name.text() == "Night team"
    assert desk.app.focusWidget() is team.name


def test_somebody_who_has_left_takes_no_form_along(desk: Desk, people: PeopleSection) -> None:
    form = fill(people, "Priya Shah")
    press(people, "Has left: Tom Whitlock")
    desk.rest()
    assert people._open_form is form
    assert form.name.text() == "Priya Shah"


def test_roles_that_are_kept_leave_the_form_of_somebody_else(desk: Desk, people: PeopleSection) -> None:
    press(people, "Roles: Tom Whitlock")
    with held(desk.jobs) as come:
        people._open_form.ticks[Role.MANAGER].setChecked(True)
        press(people, "Keep these")
        press(people, "Roles: Amina Yusuf")
        desk.until(lambda: bool(come))
    desk.rest()
    assert Role.MANAGER in person(people, "Tom Whitlock").roles
    assert isinstance(people._open_form, RolesForm)


def test_a_code_that_comes_after_the_page_was_left_stands_on_no_page(
    desk: Desk, people: PeopleSection
) -> None:
    with held(desk.jobs) as come:
        people._on_new_code(person(people, "Tom Whitlock"))
        desk.until(lambda: bool(come))
        desk.win.inside.go("reflections")
    desk.rest()
    assert people.code.code() == ""
    desk.win.inside.go("people")
    desk.rest()
    assert people.code.isHidden()
    assert "nobody has seen it" in people.trouble.accessibleName()


def test_a_code_that_comes_once_somebody_is_back_is_shown(desk: Desk, people: PeopleSection) -> None:
    desk.win.inside.go("reflections")
    desk.rest()
    desk.win.inside.go("people")
    desk.rest()
    people._on_new_code(person(people, "Tom Whitlock"))
    desk.until(lambda: not people.code.isHidden())
    desk.rest()
    assert people.code.code()
