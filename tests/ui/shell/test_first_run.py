"""First run: two steps and two sheets, by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt

from pie_audit.domain.team import Role, WorkspaceKind
from pie_audit.ui.shell.first_run_page import FirstRunPage
from tests.ui.shell.desk import PASSWORD, Desk


def first_run(desk: Desk) -> FirstRunPage:
    desk.open_window()
    page = desk.win.door.page
    assert isinstance(page, FirstRunPage)
    return page


def fill_first_step(desk: Desk) -> None:
    desk.type("Amina Yusuf")
    desk.press(Qt.Key.Key_Return)
    desk.type(PASSWORD)
    desk.press(Qt.Key.Key_Return)
    desk.type(PASSWORD)
    desk.press(Qt.Key.Key_Return)


def make_team(desk: Desk) -> FirstRunPage:
    page = first_run(desk)
    fill_first_step(desk)
    desk.press(Qt.Key.Key_Tab)
    desk.type("Quayside House")
    desk.press(Qt.Key.Key_Return)
    desk.type("24-bed hostel")
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: page.step == 2)
    return page


def test_first_run_works_with_the_keyboard_alone(desk: Desk) -> None:
    page = make_team(desk)
    code = page.house.sheet._code.split("-")
    places = page.house.sheet._places
    page.house.sheet.first.setFocus()
    desk.type(code[places[0]].lower())
    desk.press(Qt.Key.Key_Return)
    desk.type(code[places[1]])
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: page.step == 3)
    page.mine.later.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    assert desk.jobs.me.member.name == "Amina Yusuf"
    assert desk.jobs.me.workspace_kind is WorkspaceKind.TEAM
    assert desk.win.inside.area() == "home"
    assert desk.preferences.settings.last_workspace == str(desk.jobs.opened.folder)


def test_home_asks_for_the_house_key_until_two_groups_were_typed_back(desk: Desk) -> None:
    page = make_team(desk)
    page.house.sheet.postponed.emit()
    page.mine.later.click()
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    home = desk.win.inside.page()
    assert "settings" in [need.area for need in home._needs(home.home)]


def test_wrong_groups_are_told_and_the_sheet_stays(desk: Desk) -> None:
    page = make_team(desk)
    page.house.sheet.first.setText("XXXXX")
    page.house.sheet.second.setText("YYYYY")
    page.house.sheet._check.click()
    assert "letter by letter" in page.house.sheet._groups[0].error()
    assert page.step == 2


def test_passwords_that_differ_are_told_under_the_second_field(desk: Desk) -> None:
    page = first_run(desk)
    page.you._name.setText("Amina")
    page.you.new.password.setText(PASSWORD)
    page.you.new.again.setText("another")
    page.go.click()
    assert page.you.new.again_field.error() == "These two don’t match yet."
    assert page.step == 0


def test_a_weak_password_is_told_with_a_way_out(desk: Desk) -> None:
    page = first_run(desk)
    page.you._name.setText("Amina")
    page.you.new.password.setText("password1")
    page.go.click()
    assert "Suggest words" in page.you.new.field.error()


def test_suggested_words_are_shown_and_strong_enough(desk: Desk) -> None:
    page = first_run(desk)
    desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    desk.until(lambda: page.you.new.password.text() != "")
    words = page.you.new.password.text()
    assert len(words.split()) == 4
    page.you._name.setText("Amina")
    page.you.new.again.setText(words)
    page.go.click()
    assert page.step == 1


def test_a_team_needs_a_name_but_one_person_does_not(desk: Desk) -> None:
    page = first_run(desk)
    fill_first_step(desk)
    page.go.click()
    assert page.team._name_field.error() == "Your team needs a name."
    page.team.solo.setChecked(True)
    page.go.click()
    desk.until(lambda: page.step == 2)
    assert desk.jobs.me.workspace_kind is WorkspaceKind.SOLO


def test_who_reads_what_teams_send_gets_a_workspace_without_a_team(desk: Desk) -> None:
    page = first_run(desk)
    fill_first_step(desk)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert page.team.leads.isChecked()
    assert not page.team._name.isVisible()
    page.go.click()
    desk.until(lambda: page.step == 2)
    page.house.sheet.postponed.emit()
    page.mine.later.click()
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    member = desk.jobs.me.member
    assert member.roles == {Role.LEADER, Role.ADMINISTRATOR}
    assert member.teams == frozenset()
    names = [area.name for area in desk.win.inside.areas()]
    assert names[:5] == ["home", "shared-plans", "shown-themes", "asks", "reflections"]
    assert desk.win.inside.page().heading.title.text() == "Your teams at a glance"


def test_nothing_can_be_written_is_told_whole(desk: Desk) -> None:
    page = first_run(desk)
    (desk.folder / "workspaces").write_text("in the way")
    fill_first_step(desk)
    page.team._name.setText("Quayside House")
    page.go.click()
    desk.until(lambda: not page.trouble.isHidden())
    assert page.step == 1
    assert page.trouble.accessibleName()


def test_the_password_is_gone_from_the_form_once_the_workspace_is_made(desk: Desk) -> None:
    page = make_team(desk)
    assert page.you.new.password.text() == ""
    assert page.you.new.again.text() == ""


def test_the_printed_house_key_is_the_code(desk: Desk) -> None:
    page = make_team(desk)
    page.house.sheet.print_button.click()
    (sheet,) = desk.files.printed[0]
    assert sheet.large[0].replace(" ", "-") == page.house.sheet._code


def test_a_saved_sheet_is_a_pdf_that_only_its_owner_can_read(desk: Desk) -> None:
    page = make_team(desk)
    desk.files.target = desk.folder / "house-key.pdf"
    page.house.sheet.save_button.click()
    desk.rest()
    assert desk.files.target.read_bytes().startswith(b"%PDF")
    assert desk.files.target.stat().st_mode & 0o077 == 0


def test_the_demo_opens_with_one_click_and_leaves_no_trace(desk: Desk) -> None:
    page = first_run(desk)
    page.demo.button.click()
    desk.until(lambda: getattr(desk.win.door.page, "_made", None) is not None)
    desk.press(Qt.Key.Key_Space)
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    assert desk.jobs.me.workspace_kind is WorkspaceKind.DEMO
    assert not desk.win.inside.demo.isHidden()
    assert desk.preferences.settings.last_workspace == ""
    folder = desk.jobs.opened.folder
    desk.win.close()
    desk.until(lambda: not desk.win.isVisible())
    assert not folder.exists()
