"""The room of somebody who has left: their pages, three ways to take them along, and letting go by choice."""

from __future__ import annotations

import json

import pikepdf
import pytest

from pie_audit.domain.entry import Entry, EntryKind, Step, to_body
from pie_audit.ui.reflection.share_dialog import ShareDialog
from pie_audit.ui.shell.leavers_room import LeaversRoom
from pie_audit.ui.shell.lock_page import LeftPage, LockPage
from pie_audit.workflows import sealed_pages, shared_pages, teams, unlock
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import PASSWORD, TODAY, Desk

JO = "Jo Marsh"
FILE_PASSWORD = "seven boats under a paper moon"


@pytest.fixture
def room(desk: Desk) -> LeaversRoom:
    """Jo wrote two pages, has left, and comes in behind “I have left”."""
    desk.found(more=(JO,))
    desk.open_window()
    desk.sign_in()
    opened, amina = desk.jobs.opened, desk.jobs.me
    jo = unlock.sign_in(opened, JO, PASSWORD)
    for number, words in enumerate(("The kettle and the rain", "A long night")):
        record_id = bytes([number]) * 16
        steps = (Step("what", "What happened", words),)
        entry = Entry(record_id.hex(), EntryKind.REFLECTION, TODAY, f"Page {number}", steps=steps)
        opened.write(
            lambda tx, i=record_id, e=entry: sealed_pages.save_own(tx, jo, i, to_body(e), expected=0)
        )
    opened.write(lambda tx: teams.retire_person(tx, amina, jo.member.person_id))
    desk.win.lock()
    desk.rest()
    desk.win.door.page.went_to.emit("left", None)
    desk.rest()
    page = desk.win.door.page
    assert isinstance(page, LeftPage)
    page._flow.itemAt(0).widget().click()
    page._password.setText(PASSWORD)
    page._on_go()
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    assert isinstance(desk.win.inside, LeaversRoom)
    return desk.win.inside


def test_the_names_on_the_door_dont_tell_who_left(desk: Desk, room: LeaversRoom) -> None:
    desk.win.lock()
    desk.rest()
    page = desk.win.door.page
    assert isinstance(page, LockPage)
    assert room.owner == JO
    assert JO not in {page._flow.itemAt(i).widget().accessibleName() for i in range(page._flow.count())}


def test_it_tells_how_long_and_lists_ones_own_pages(desk: Desk, room: LeaversRoom) -> None:
    assert "92 days left, until" in room.until.accessibleName()
    assert {row.accessibleName().split(",")[0] for row in room._rows} == {"Page 0", "Page 1"}
    assert nameless(room) == []


def test_a_page_can_be_read(desk: Desk, room: LeaversRoom) -> None:
    room._rows[0].click()
    desk.rest()
    assert not room.reader.isHidden()
    assert room.reader._title.text() in {"Page 0", "Page 1"}


def test_a_copy_is_handed_over_and_stays(desk: Desk, room: LeaversRoom) -> None:
    room._rows[0].click()
    room.reader.share.click()
    desk.until(lambda: isinstance(desk.app.activeModalWidget(), ShareDialog))
    desk.rest()
    dialog = desk.app.activeModalWidget()
    at = next(i for i in range(dialog.whom.count()) if "Amina" in dialog.whom.itemText(i))
    dialog.whom.setCurrentIndex(at)
    dialog.whom.activated.emit(at)
    dialog.send.click()
    desk.until(lambda: not room.reader._said.isHidden())
    desk.rest()
    room.let_go.sure.click()
    room.let_go.go.click()
    desk.until(lambda: desk.win.inside is None)
    desk.rest()
    amina = unlock.sign_in(desk.jobs.opened, "Amina Yusuf", PASSWORD)
    (given,) = desk.jobs.opened.read(lambda tx: shared_pages.shared_with_me(tx, amina))
    assert given.copy is not None
    assert given.copy.title in {"Page 0", "Page 1"}


def test_a_locked_pdf_opens_with_its_own_password_and_holds_everything(desk: Desk, room: LeaversRoom) -> None:
    desk.files.target = desk.folder / "mine.pdf"
    room.take.locked.click()
    room.take.new.password.setText(FILE_PASSWORD)
    room.take.new.again.setText(FILE_PASSWORD)
    room.take._go.click()
    desk.until(lambda: not room.take.said.isHidden())
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(desk.files.target)
    assert b"kettle" not in desk.files.target.read_bytes()
    with pikepdf.open(desk.files.target, password=FILE_PASSWORD) as found:
        assert found.encryption.R == 6
        inside = json.loads(found.attachments["pages.json"].get_file().read_bytes())
    assert {r["page"]["title"] for r in inside["records"]} == {"Page 0", "Page 1"}


def test_a_weak_password_for_the_file_is_refused(desk: Desk, room: LeaversRoom) -> None:
    room.take.locked.click()
    room.take.new.password.setText("short")
    room.take.new.again.setText("short")
    room.take._go.click()
    desk.rest()
    assert room.take.new.field.error()
    assert room.take.said.isHidden()


def test_readable_and_open_files_are_written(desk: Desk, room: LeaversRoom) -> None:
    desk.files.target = desk.folder / "mine.pdf"
    room.take.readable.click()
    desk.until(lambda: not room.take.said.isHidden())
    assert desk.files.target.read_bytes().startswith(b"%PDF")
    desk.rest()
    desk.files.target = desk.folder / "mine.json"
    room.take.open_file.click()
    desk.until(lambda: desk.files.target.exists())
    desk.rest()
    assert json.loads(desk.files.target.read_text("utf-8"))["format"] == "pie-audit-entries"


def test_thinking_better_of_it_writes_nothing(desk: Desk, room: LeaversRoom) -> None:
    desk.files.target = None
    room.take.readable.click()
    desk.rest()
    assert room.take.said.isHidden()


def test_keys_are_destroyed_only_by_ones_own_word(desk: Desk, room: LeaversRoom) -> None:
    assert not room.let_go.go.isEnabled()
    room.let_go.sure.click()
    room.let_go.go.click()
    desk.until(lambda: desk.win.inside is None)
    desk.rest()
    with pytest.raises(unlock.WrongSecret):
        unlock.sign_in(desk.jobs.opened, JO, PASSWORD)
    desk.win.door.page.went_to.emit("left", None)
    desk.rest()
    assert not desk.win.door.page._nobody.isHidden()


@pytest.mark.parametrize("width", [1024, 1366])
def test_it_fits(desk: Desk, room: LeaversRoom, width: int) -> None:
    desk.win.resize(width, 768)
    room._rows[0].click()
    room.take.locked.click()
    desk.rest()
    assert desk.overflow() == []
    assert nameless(room) == []


def test_there_is_no_way_from_here_into_the_teams_work(desk: Desk, room: LeaversRoom) -> None:
    for number in range(1, 8):
        desk.win._inside_do("go_to_place", number)
    desk.win._inside_do("toggle_palette")
    desk.rest()
    assert desk.win.inside is room
    desk.win._inside_do("toggle_help")
    assert not room.help.isHidden()
