"""Settings: how it looks, keys, copies."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import CannotOpen
from pie_audit.domain.team import WorkspaceKind
from pie_audit.settings import MODES, Settings
from pie_audit.ui.settings.look import mode_of, next_size
from pie_audit.ui.settings.sheets import HALVES, HOUSE, MINE, sheets_of
from pie_audit.ui.theme import theme
from pie_audit.workflows import founding, unlock
from tests.ui.shell.desk import PASSWORD, Desk

NEW = "seven boats under a paper moon"


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found()
    desk.open_window()
    desk.sign_in()
    return desk


def section(desk: Desk, area: str, name: str, argument: object = None):
    desk.win.inside.go(area, argument)
    desk.rest()
    return desk.win.inside.page().sections[name]


def test_text_size_and_mode_take_hold_at_once(inside: Desk) -> None:
    reading = section(inside, "settings", "reading")
    reading.text_size.setCurrentIndex(4)
    reading.text_size.activated.emit(4)
    assert theme.percent == 150 == inside.preferences.settings.text_percent
    reading.mode.activated.emit(MODES.index("dark"))
    assert inside.preferences.settings.mode == "dark"
    assert theme.mode.value == "dark"


def test_the_idle_minutes_hold_at_once(inside: Desk) -> None:
    reading = section(inside, "settings", "reading")
    reading.idle.activated.emit(0)
    assert inside.preferences.settings.idle_minutes == 1
    inside.now += 61
    inside.win.idle.tick()
    inside.rest()
    assert inside.win.inside is None


def test_filling_the_page_changes_no_setting(inside: Desk) -> None:
    before = inside.preferences.settings
    section(inside, "settings", "reading").reload()
    assert inside.preferences.settings == before


def test_every_mode_of_the_settings_is_one_of_the_theme() -> None:
    assert [mode_of(Settings(mode=mode)).value for mode in MODES]


@pytest.mark.parametrize(
    ("percent", "step", "after"), [(100, 1, 110), (200, 1, 200), (90, -1, 90), (175, 0, 100)]
)
def test_text_sizes_step_and_stop(percent: int, step: int, after: int) -> None:
    assert next_size(percent, step) == after


def test_a_changed_password_opens_and_the_old_one_does_not(inside: Desk) -> None:
    card = section(inside, "settings", "keys", "password").password
    card.open_button.click()
    card.old.setText(PASSWORD)
    card.new.password.setText(NEW)
    card.new.again.setText(NEW)
    card.go.click()
    inside.until(lambda: card.said.text().startswith("Changed."))
    inside.rest()
    assert card.new.password.text() == ""
    assert unlock.sign_in(inside.jobs.opened, "Amina Yusuf", NEW).member.name == "Amina Yusuf"
    with pytest.raises(CannotOpen):
        unlock.sign_in(inside.jobs.opened, "Amina Yusuf", PASSWORD)


def test_a_wrong_old_password_is_told_beside_it(inside: Desk) -> None:
    card = section(inside, "settings", "keys", "password").password
    card.open_button.click()
    card.old.setText("wrong")
    card.new.password.setText(NEW)
    card.new.again.setText(NEW)
    card.go.click()
    inside.until(lambda: bool(card._old_field.error()))
    assert card._old_field.error() == "That was not it. Try once more."


def test_a_new_house_key_counts_once_two_groups_were_typed_back(inside: Desk) -> None:
    card = section(inside, "settings", "keys", "house-key").house
    inside.until(lambda: not card.sheet.isHidden())
    code, places = card.sheet._code.split("-"), card.sheet._places
    card.sheet.first.setText(code[places[0]])
    card.sheet.second.setText(code[places[1]])
    card.sheet._check.click()
    inside.until(lambda: not card.said.isHidden())
    inside.rest()
    assert card.sheet._code == ""
    assert inside.jobs.opened.read(unlock.house_key_was_confirmed)


def test_codes_do_not_stay_on_a_page_that_was_left(inside: Desk) -> None:
    keys = section(inside, "settings", "keys", "house-key")
    inside.until(lambda: not keys.house.sheet.isHidden())
    inside.win.inside.go("home")
    assert keys.house.sheet._code == ""


def test_my_key_can_be_declined_and_the_page_says_so(inside: Desk) -> None:
    card = section(inside, "settings", "keys", "my-key").mine
    card.open_button.click()
    card.choice.none.setChecked(True)
    card.choice._go.click()
    inside.rest()
    inside.until(lambda: card._state.text() == "Not wanted")


def test_my_key_in_halves_prints_two_sheets(inside: Desk) -> None:
    card = section(inside, "settings", "keys", "my-key").mine
    card.open_button.click()
    card.choice.halves.setChecked(True)
    card.choice._go.click()
    inside.until(lambda: not card.choice.sheet.isHidden())
    card.choice.sheet.print_button.click()
    assert len(inside.files.printed[0]) == 2


@pytest.mark.parametrize(("kind", "pages"), [(HOUSE, 1), (MINE, 1), (HALVES, 2)])
def test_the_sheets_hold_every_group_of_the_code(kind: str, pages: int) -> None:
    code = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF"
    sheets = sheets_of(kind, code)
    assert len(sheets) == pages
    assert " ".join(line for sheet in sheets for line in sheet.large).split() == code.split("-")


def test_without_a_keyring_remembering_is_not_offered(inside: Desk) -> None:
    card = section(inside, "settings", "keys", "password").remember
    assert not card.tick.isEnabled()
    assert "no safe place" in card.said.text()


def test_one_person_can_become_a_team(desk: Desk) -> None:
    desk.found(WorkspaceKind.SOLO)
    desk.open_window()
    desk.sign_in()
    card = section(desk, "settings", "keys", "password").team
    assert card.isVisible()
    card.name.setText("Harbour House")
    card.go.click()
    desk.rest()
    assert desk.win.inside._team.name == "Harbour House"


def test_a_second_place_gets_a_copy_at_once_and_it_reads_back(inside: Desk) -> None:
    copies = section(inside, "backup", "copies")
    assert copies._title.text() == "Your work is on this computer only"
    inside.files.folder = inside.folder / "stick"
    inside.files.folder.mkdir()
    copies.choose.click()
    inside.until(lambda: copies._newest is not None)
    inside.rest()
    assert copies._title.text() == "Your work is in two places"
    assert inside.win.inside.sidebar._copy.text() == "Copied on 20 November"
    copies.test.click()
    inside.until(lambda: not copies._chip.isHidden())
    assert copies._chip.text() == "Opens and reads back"


def test_a_damaged_copy_is_told_and_nothing_here_is_lost(inside: Desk) -> None:
    copies = section(inside, "backup", "copies")
    inside.files.folder = inside.folder
    copies.choose.click()
    inside.until(lambda: copies._newest is not None)
    inside.rest()
    file = copies._newest.file
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    copies.test.click()
    inside.until(lambda: not copies.trouble.isHidden())
    assert copies.trouble.accessibleName()


def test_a_stick_that_is_gone_is_told_with_a_way_to_try_again(inside: Desk) -> None:
    copies = section(inside, "backup", "copies")
    inside.preferences.change(second_place=str(inside.folder / "gone"))
    copies.copy_now()
    inside.until(lambda: not copies.trouble.isHidden())
    (inside.folder / "gone").mkdir()
    copies.trouble.actionChosen.emit(0)
    inside.until(lambda: copies._newest is not None)
    inside.rest()
    assert copies.trouble.isHidden()


def test_no_second_place_is_a_choice_too(inside: Desk) -> None:
    inside.preferences.change(second_place=str(inside.folder))
    copies = section(inside, "backup", "copies")
    copies.stop.click()
    assert inside.preferences.settings.second_place == ""
    assert inside.win.inside.sidebar._copy.text() == "No second place yet"


def test_my_key_state_is_read_for_the_person_who_is_here(inside: Desk) -> None:
    founding.make_my_key(inside.jobs.opened, inside.jobs.me)
    card = section(inside, "settings", "keys", "password").mine
    inside.until(lambda: card._state.text() == "Made")
    assert card.open_button.text() == "Make another one"
