"""The real window on an empty home, with a cheap cost of passwords and nothing else changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pie_audit import app
from pie_audit.settings import Settings
from pie_audit.ui.shell.window import MainWindow
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import watch_focus
from pie_audit.vault.kdf import Cost, Kdf
from pie_audit.workflows.unlock import Clock, Premises
from pie_audit.workflows.worker import Worker
from tests.journeys.visitor import Visitor
from tests.quarter import CLOCK
from tests.stages import Stages, stages

__all__ = ["stages"]

FAST = Kdf(Cost(1, 8), Cost(1, 8), Cost(1, 8))


class Desk:
    """A computer with the program on it: its folders outlive the window."""

    def __init__(self, folder: Path, workspace: Path | None = None, clock: Clock | None = None) -> None:
        self.folder = folder
        self.premises = Premises(FAST, clock or Clock(), folder / "workspaces", folder / "marks")
        found = Settings(last_workspace=str(workspace)) if workspace else Settings()
        self.preferences = app.KeptPreferences(found, folder / "settings.toml")
        self.window: MainWindow | None = None
        self.worker: Worker | None = None

    def opens(self) -> Visitor:
        """Start the program; somebody sits down in front of it."""
        self.worker = Worker()
        self.window = app.build_window(self.worker, self.premises, self.preferences)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()
        return Visitor(self.window)

    def closes(self) -> None:
        """Close the window as with its cross, and wait until all is kept."""
        if self.window is None or self.worker is None:
            return
        window, worker = self.window, self.worker
        self.window = self.worker = None
        window.close()
        Visitor(window).waits_until(lambda: not window.isVisible(), "the window didn’t close")
        worker.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(
            None, QEvent.Type.DeferredDelete
        )  # no timer of its rings in a later test

    def disk_takes(self, anything: bool) -> None:
        """Let the workspace's disk take nothing more, or things again."""
        assert self.worker is not None
        wanted = "OFF" if anything else "ON"
        self.worker.with_store(lambda store: store.raw.execute(f"PRAGMA query_only = {wanted}")).result()

    def disk_fills(self, full: bool) -> None:
        """Let each write meet a disk without room for another page, or find room again."""
        assert self.worker is not None
        self.worker.with_store(lambda store: _fill(store.raw) if full else _make_room(store.raw)).result()


def _fill(connection: Any) -> None:
    """SQLite itself says that there is no room: what every write begins with wants more pages than it may have."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS no_room (bytes BLOB)")
    (pages,) = connection.execute("PRAGMA temp.page_count").fetchone()
    connection.execute(f"PRAGMA temp.max_page_count = {pages}")
    connection.execute(
        "CREATE TEMP TRIGGER disk_is_full AFTER UPDATE ON main.head"
        " BEGIN INSERT INTO no_room VALUES (zeroblob(1000000)); END"
    )
    connection.commit()


def _make_room(connection: Any) -> None:
    connection.execute("DROP TRIGGER disk_is_full")
    connection.commit()


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    """A computer that nobody has used yet."""
    watch_focus(qapp)
    apply(qapp, "light", 100)
    found = Desk(tmp_path)
    yield found
    found.closes()


@pytest.fixture
def desk_in(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[Path, Path | None], Desk]]:
    """A computer in a folder, where this workspace was used last."""
    watch_focus(qapp)
    apply(qapp, "light", 100)
    made: list[Desk] = []

    def sit(place: Path, workspace: Path | None) -> Desk:
        made.append(Desk(place, workspace, CLOCK))
        return made[-1]

    yield sit
    for each in made:
        each.closes()
    qapp.clipboard().clear()  # what Python put there must not outlive it
    apply(qapp, "light", 100)


@pytest.fixture
def desk_at(
    desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path, stages: Stages
) -> Callable[[str], Desk]:
    """A computer with Quayside House at one of the moments of `stages`."""

    def sit(stage: str) -> Desk:
        place = tmp_path / stage
        return desk_in(place, stages.copy(stage, place))

    return sit
