"""The door: sign-in, lock, hand-over, slips, codes, and what is said when it stays shut."""

from __future__ import annotations

import os
from datetime import date

from PySide6.QtCore import Qt

from pie_audit.domain.day import day_words
from pie_audit.ui.shell.lock_page import LockPage, SlipPage
from pie_audit.ui.shell.restore_page import RestorePage
from pie_audit.ui.shell.sign_in_page import SignInPage
from pie_audit.ui.shell.way_back_pages import HouseDeskPage, InvitationPage, RecoverPage
from pie_audit.workflows import backups, founding, teams
from tests.ui.shell.desk import PASSWORD, Desk


def locked(desk: Desk, *more: str) -> LockPage:
    desk.found(more=more)
    desk.open_window()
    desk.sign_in()
    desk.ctrl(Qt.Key.Key_L)
    desk.rest()
    page = desk.win.door.page
    assert isinstance(page, LockPage)
    return page


def name_button(page: LockPage, name: str):
    items = (page._flow.itemAt(index).widget() for index in range(page._flow.count()))
    return next(button for button in items if button.accessibleName() == name)


def test_a_wrong_password_is_one_kind_sentence_and_the_next_try_works(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    page = desk.win.door.page
    assert isinstance(page, SignInPage)
    desk.type("Amina Yusuf")
    desk.press(Qt.Key.Key_Return)
    desk.type("not my password")
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: bool(page._secret.error()))
    assert page._secret.error() == "That was not it. Try once more."
    assert page.trouble.isHidden()
    desk.type(PASSWORD)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()


def test_an_unknown_name_is_told_in_the_same_words(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    page = desk.win.door.page
    page._name.setText("Nobody")
    page._password.setText(PASSWORD)
    page._on_go()
    desk.until(lambda: bool(page._secret.error()))
    assert page._secret.error() == "That was not it. Try once more."


def test_the_wait_grows_with_wrong_tries_and_never_locks_out(desk: Desk) -> None:
    page = locked(desk)
    patience = page.at.patience
    waits = []
    for _try in range(9):
        patience.wrong()
        waits.append(patience.left)
        while patience.left:
            patience.tick()
    assert waits == [0, 0, 1, 2, 4, 8, 16, 30, 30]
    assert page._unlock.isEnabled()


def test_while_waiting_the_button_says_how_long(desk: Desk) -> None:
    page = locked(desk)
    for _try in range(4):
        page.at.patience.wrong()
    assert not page._unlock.isEnabled()
    assert page._secret.error() == "That was not it. You can try again in 2 seconds."
    page.at.patience.tick()
    page.at.patience.tick()
    assert page._unlock.isEnabled()


def test_handing_over_takes_two_clicks_and_a_password(desk: Desk) -> None:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.sign_in()
    desk.win.inside.sidebar.lock.click()
    desk.rest()
    name_button(desk.win.door.page, "Tom Whitlock").click()
    assert desk.app.focusWidget() is desk.win.door.page._password.line
    desk.type(PASSWORD)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    assert desk.jobs.me.member.name == "Tom Whitlock"


def test_after_a_lock_the_same_person_only_types_a_password(desk: Desk) -> None:
    page = locked(desk, "Tom Whitlock")
    assert name_button(page, "Amina Yusuf").isChecked()
    assert desk.app.focusWidget() is page._password.line


def test_somebody_who_has_not_signed_in_yet_has_no_name_on_the_door(desk: Desk) -> None:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.sign_in()
    team_id = next(iter(desk.jobs.me.member.teams))
    teams_new = teams.NewPerson("Priya Shah", frozenset(), team_id)
    teams.add_person(desk.jobs.opened, desk.jobs.me, teams_new)
    desk.win.lock()
    desk.rest()
    page = desk.win.door.page
    names = [page._flow.itemAt(index).widget().accessibleName() for index in range(page._flow.count())]
    assert names == ["Amina Yusuf", "Tom Whitlock"]


def test_a_slip_needs_an_open_workspace_and_says_so(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    from pie_audit.ui.widgets import LinkButton

    slip = next(b for b in desk.win.door.page.findChildren(LinkButton) if b.text() == "I have a slip")
    assert not slip.isEnabled()
    assert slip.accessibleDescription() == "Ask somebody with a password to open it first."


def test_a_slip_without_a_review_is_told_whole(desk: Desk) -> None:
    page = locked(desk)
    page.went_to.emit("slip", None)
    slip = desk.win.door.page
    assert isinstance(slip, SlipPage)
    slip._words.setText("kettle orchard lantern garden")
    slip._on_go()
    desk.until(lambda: not slip.trouble.isHidden())
    assert "No review or survey is open" in slip.trouble.text()


def test_three_letters_offer_the_rest_of_a_word_only_while_words_are_shown(desk: Desk) -> None:
    page = locked(desk)
    field = page._password
    desk.type("ket")
    assert field._row.isHidden()
    field.field.set_shown(True)
    field.line.clear()
    desk.type("ket")
    offered = [b for b in field._offers if not b.isHidden()]
    assert offered
    word = offered[0].accessibleName()
    offered[0].click()
    assert field.text() == f"{word} "


def test_a_one_time_code_becomes_a_password_of_ones_own(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.sign_in()
    team_id = next(iter(desk.jobs.me.member.teams))
    code = teams.add_person(
        desk.jobs.opened, desk.jobs.me, teams.NewPerson("Tom Whitlock", frozenset(), team_id)
    )
    desk.win.lock()
    desk.rest()
    desk.win.door.page.went_to.emit("invitation", None)
    page = desk.win.door.page
    assert isinstance(page, InvitationPage)
    desk.type("Tom Whitlock")
    desk.press(Qt.Key.Key_Return)
    desk.type(code.lower())
    for words in ("", PASSWORD, PASSWORD):
        desk.type(words)
        desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    assert desk.jobs.me.member.name == "Tom Whitlock"


def test_my_key_opens_again_and_brings_a_new_my_key(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.sign_in()
    code = founding.make_my_key(desk.jobs.opened, desk.jobs.me)
    desk.win.lock()
    desk.rest()
    desk.win.door.page.went_to.emit("recover", None)
    page = desk.win.door.page
    assert isinstance(page, RecoverPage)
    assert page._name.text() == "Amina Yusuf"
    page._code.setText(code)
    page._new.password.setText("brand new words to open it")
    page._new.again.setText("brand new words to open it")
    page._on_go()
    desk.until(lambda: not page._sheet.isHidden())
    assert page._sheet._code != code
    page._sheet.postponed.emit()
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    assert desk.jobs.me.member.name == "Amina Yusuf"


def test_the_house_key_opens_the_workspace_and_lets_an_administrator_in_again(desk: Desk) -> None:
    house_code = desk.found()
    desk.open_window()
    desk.win.door.page.went_to.emit("house-key", None)
    desk.type(house_code.lower().replace("-", " "))
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: isinstance(desk.win.door.page, HouseDeskPage))
    desk.rest()
    page = desk.win.door.page
    assert desk.jobs.me is None
    page._names.itemAt(0).widget().click()
    desk.until(lambda: not page._code.isHidden())
    page._on_use(0)
    invitation = desk.win.door.page
    assert isinstance(invitation, InvitationPage)
    assert invitation._name.text() == "Amina Yusuf"
    assert invitation._code.text() == page._invited[1]


def test_a_house_key_with_a_slip_of_the_finger_says_what_to_look_for(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.win.door.page.went_to.emit("house-key", None)
    page = desk.win.door.page
    desk.type("12345")
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: not page.trouble.isHidden())
    assert "characters" in page.trouble.text()


def test_missing_key_slots_are_told_whole_and_trying_again_works(desk: Desk) -> None:
    desk.found()
    folder = next((desk.folder / "workspaces").iterdir())
    (folder / "pie.keyslots").rename(desk.folder / "elsewhere")
    desk.open_window()
    page = desk.win.door.page
    page._name.setText("Amina Yusuf")
    page._password.setText(PASSWORD)
    page._on_go()
    desk.until(lambda: not page.trouble.isHidden())
    assert "key slots" in page.trouble.text()
    (desk.folder / "elsewhere").rename(folder / "pie.keyslots")
    page.trouble.action_chosen.emit(0)
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()


def test_a_damaged_workspace_offers_a_copy(desk: Desk) -> None:
    desk.found()
    folder = next((desk.folder / "workspaces").iterdir())
    (folder / "pie.keyslots").write_bytes(b"rubbish")
    desk.open_window()
    page = desk.win.door.page
    page._name.setText("Amina Yusuf")
    page._password.setText(PASSWORD)
    page._on_go()
    desk.until(lambda: not page.trouble.isHidden())
    page.trouble.action_chosen.emit(1)
    assert isinstance(desk.win.door.page, RestorePage)


def test_a_copy_opens_in_a_folder_of_its_own_with_the_house_key(desk: Desk) -> None:
    house_code = desk.found()
    desk.open_window()
    desk.sign_in()
    copy = backups.copy_now(desk.jobs.opened, desk.jobs.me, desk.folder)
    desk.win.lock()
    desk.rest()
    before = set((desk.folder / "workspaces").iterdir())
    desk.win.door.page.went_to.emit("restore", None)
    page = desk.win.door.page
    desk.files.file = copy.file
    page._choose.click()
    desk.rest()
    assert "whole" in page._chosen.text()
    page._way.set_chosen(1)
    page._on_way(1)
    page._code.setText(house_code)
    page._on_go()
    desk.until(lambda: isinstance(desk.win.door.page, SignInPage))
    desk.rest()
    (made,) = set((desk.folder / "workspaces").iterdir()) - before
    assert desk.win.door._at.folder == made
    desk.sign_in()


def test_a_copy_with_one_flipped_byte_is_refused_when_it_is_chosen(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.sign_in()
    copy = backups.copy_now(desk.jobs.opened, desk.jobs.me, desk.folder)
    content = bytearray(copy.file.read_bytes())
    content[len(content) // 2] ^= 1
    copy.file.write_bytes(content)
    desk.win.lock()
    desk.rest()
    desk.win.door.page.went_to.emit("restore", None)
    page = desk.win.door.page
    desk.files.file = copy.file
    page._choose.click()
    desk.until(lambda: not page.trouble.isHidden())
    assert page._file is None


def test_a_file_that_another_window_puts_away_meanwhile_doesn_t_keep_the_door_from_opening(
    desk: Desk,
) -> None:
    """A journal beside the database is listed, and gone when it is looked at."""
    desk.found()
    folder = next((desk.folder / "workspaces").iterdir())
    for file in folder.iterdir():
        os.utime(file, (0, 86_400))
    (folder / "pie.db-wal").symlink_to(folder / "gone")
    desk.open_window()
    ((found, used),) = desk.win.door.workspaces()
    assert found == folder
    assert used == f"Used on {day_words(date.fromtimestamp(86_400))}"
