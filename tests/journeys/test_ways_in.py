"""What may keep a workspace shut, told at the door with what to do; and a new computer that opens the sealed copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from pie_audit.workflows import unlock
from pie_audit.workflows.worker import Worker
from tests.journeys.at_quayside import Sits, begins_an_action, comes_in
from tests.journeys.conftest import Desk
from tests.journeys.team import HOME
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, password_of
from tests.stages import Stages


def knocks(desk: Desk) -> Visitor:
    """Start the program and try the right password."""
    visitor = desk.opens()
    visitor.fills("Your name", MANAGER)
    visitor.fills("Password", password_of(MANAGER))
    visitor.clicks("Sign in")
    return visitor


def bends(workspace: Path) -> None:
    """One bit of the first page is another."""
    file = workspace / "pie.db"
    body = bytearray(file.read_bytes())
    body[2000] ^= 1
    file.write_bytes(body)


def halves(workspace: Path) -> None:
    file = workspace / "pie.db"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2 - 100])  # never between two pages


def loses_its_database(workspace: Path) -> None:
    (workspace / "pie.db").unlink()


def loses_its_slots(workspace: Path) -> None:
    (workspace / "pie.keyslots").unlink()


def comes_from_tomorrow(workspace: Path) -> None:
    worker = Worker()
    opened, _me = unlock.open_workspace(tomorrow(workspace), worker, workspace, MANAGER, password_of(MANAGER))
    worker.with_store(
        lambda store: store.raw.execute("UPDATE alembic_version SET version_num = '9999'")
    ).result()
    opened.close()
    worker.close()


def tomorrow(workspace: Path) -> unlock.Premises:
    from tests.quarter import premises_at

    return premises_at(workspace.parent)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (bends, ("damaged", "Restore your newest copy into a new folder.")),
        (halves, ("its database ends in the middle", "restore your newest copy")),
        (loses_its_database, ("Only half of this workspace is here", "Put the file pie.db back")),
        (loses_its_slots, ("The key slots of this workspace are missing", "Put the file pie.keyslots back")),
        (comes_from_tomorrow, ("newer version of the program", "Install the newest version")),
    ],
)
def test_what_keeps_it_shut_is_told_at_the_door(
    desk_at: Sits, harm: Callable[[Path], None], said: tuple[str, ...]
) -> None:
    desk = desk_at("plain")
    workspace = desk.folder / "workspace"
    harm(workspace)
    before = {file.name: file.read_bytes() for file in workspace.iterdir()}
    visitor = knocks(desk)
    for words in said:
        visitor.waits_for(words)
    visitor.waits_for("Choose a copy…")
    assert {file.name: file.read_bytes() for file in workspace.iterdir() if file.name in before} == before


def test_a_synchronised_folder_is_refused_at_the_door(tmp_path: Path, stages: Stages, desk_in) -> None:
    place = tmp_path / "Dropbox"
    desk = desk_in(place, stages.copy("plain", place))
    visitor = knocks(desk)
    visitor.waits_for("it could go backwards")
    visitor.waits_for("Move it to another folder of this computer.")


def test_a_second_window_is_refused_and_the_first_works_on(desk_at: Sits, desk_in) -> None:
    first = desk_at("plain")
    comes_in(first)
    second = desk_in(first.folder, first.folder / "workspace")
    visitor = knocks(second)
    visitor.waits_for("It is open in a window.")
    visitor.waits_for("Close it there.")
    first.closes()
    visitor.clicks("Try again")
    visitor.waits_for(HOME)


def test_a_new_computer_opens_the_copy_that_closing_made(
    desk_at: Sits, desk_in, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = desk_at("meeting")
    visitor = comes_in(desk)
    begins_an_action(visitor, "Ask the night staff")
    visitor.waits_for("Saved")
    # The one thing that isn't real: the computer's own dialogs.
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_options: str(stick))
    visitor.clicks("Home")
    visitor.clicks("Choose")
    visitor.clicks("Choose a second place…")
    visitor.waits_for("Your work is in two places")
    desk.closes()
    (copy,) = stick.iterdir()
    shutil.rmtree(desk.folder)
    elsewhere = desk_in(tmp_path / "elsewhere", None)
    visitor = elsewhere.opens()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_options: (str(copy), ""))
    visitor.clicks("I have a copy from another computer")
    visitor.clicks("Choose a copy…")
    visitor.waits_for("whole. Made in week")
    visitor.clicks("House key")
    visitor.fills("House key", stages.house_code)
    visitor.clicks("Open the copy")
    visitor.waits_for("Sign in")
    visitor.fills("Your name", MANAGER)
    visitor.fills("Password", password_of(MANAGER))
    visitor.clicks("Sign in")
    visitor.waits_for("Being talked through")
    elsewhere.closes()
