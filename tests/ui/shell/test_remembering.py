"""A workspace that this computer remembers: names are on the door from the start, passwords are asked as always."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from pie_audit.ui.shell.lock_page import LockPage
from pie_audit.ui.shell.sign_in_page import SignInPage
from tests.ui.shell.desk import PASSWORD, Desk


class Keyring:
    """A keyring that lives in memory."""

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}

    def is_here(self) -> bool:
        return True

    def remember(self, workspace_id: bytes, secret: bytes) -> bool:
        self.kept[workspace_id] = secret
        return True

    def fetch(self, workspace_id: bytes) -> bytes | None:
        return self.kept.get(workspace_id)

    def forget(self, workspace_id: bytes) -> None:
        self.kept.pop(workspace_id, None)


def with_keyring(desk: Desk) -> Keyring:
    keyring = Keyring()
    desk.premises = replace(desk.premises, keyring=keyring)  # type: ignore[arg-type]
    desk.found(more=("Tom Whitlock",))
    return keyring


def test_nothing_is_remembered_unless_somebody_wants_it(desk: Desk) -> None:
    keyring = with_keyring(desk)
    desk.open_window()
    desk.until(lambda: desk.win._is_warm)
    desk.sign_in()
    assert keyring.kept == {}
    assert not desk.win.inside.page().findChildren(LockPage)


def test_a_remembered_workspace_shows_names_and_still_asks_for_the_password(desk: Desk) -> None:
    keyring = with_keyring(desk)
    desk.open_window()
    desk.sign_in()
    desk.win.inside.go("settings", "remember")
    desk.rest()
    card = desk.win.inside.page().sections["keys"].remember
    card.tick.click()
    desk.until(lambda: bool(keyring.kept))
    desk.rest()
    desk.win.close()
    desk.until(lambda: not desk.win.isVisible())
    desk.open_window()
    assert isinstance(desk.win.door.page, SignInPage | LockPage)
    desk.until(lambda: isinstance(desk.win.door.page, LockPage))
    desk.rest()
    assert desk.jobs.me is None
    page = desk.win.door.page
    page._choose("Tom Whitlock")
    desk.type(PASSWORD)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    assert desk.jobs.me.member.name == "Tom Whitlock"
