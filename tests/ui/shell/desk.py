"""A desk to sit at: the real window over a real encrypted workspace, with cheap passwords, made-up time and no dialogs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.team import Role, WorkspaceKind
from pie_audit.domain.team_part import TeamPart
from pie_audit.settings import Settings
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.settings.files import Sheet
from pie_audit.ui.shell.idle import IdleWatch
from pie_audit.ui.shell.window import MainWindow
from pie_audit.ui.widgets import ScrollBody
from pie_audit.vault.kdf import Cost, Kdf
from pie_audit.workflows import founding, team_parts, teams, unlock
from pie_audit.workflows.worker import Worker
from tests.patience import wait_for

_Made = TypeVar("_Made")
PASSWORD = "Quiet lamp under seven stairs"
CHEAP = Kdf(Cost(1, 8), Cost(1, 8), Cost(1, 8))
TODAY = date(2026, 11, 20)
CLOCK = unlock.Clock(now=lambda: datetime(2026, 11, 20, 14, 0, tzinfo=UTC), today=lambda: TODAY)


@dataclass
class Kept:
    """Preferences that live in memory."""

    settings: Settings = field(default_factory=Settings)

    def change(self, **fields: Any) -> None:
        self.settings = replace(self.settings, **fields)


@dataclass
class FakeFiles:
    """Dialogs that answer what a test put there."""

    folder: Path | None = None
    file: Path | None = None
    target: Path | None = None
    chosen: tuple[Path, ...] = ()
    printed: list[tuple[Sheet, ...]] = field(default_factory=list)

    def choose_folder(self, _parent: QWidget, _title: str) -> Path | None:
        return self.folder

    def choose_file(self, _parent: QWidget, _title: str, _kind: str, _ending: str) -> Path | None:
        return self.file

    def choose_files(self, _parent: QWidget, _title: str, _kind: str, _ending: str) -> tuple[Path, ...]:
        return self.chosen

    def choose_target(self, _parent: QWidget, _title: str, _suggested: str) -> Path | None:
        return self.target

    def print_sheets(self, _parent: QWidget, sheets: tuple[Sheet, ...]) -> str:
        self.printed.append(sheets)
        return "Sent to the printer."


_FOUND: dict[tuple[WorkspaceKind, tuple[str, ...]], tuple[tempfile.TemporaryDirectory[str], str]] = {}
"""Workspaces that were made once, for every desk to have a copy of: their folder, and the House key."""


def _found(kind: WorkspaceKind, more: tuple[str, ...]) -> tuple[tempfile.TemporaryDirectory[str], str]:
    kept = tempfile.TemporaryDirectory(prefix="pie-desk-")
    folder, worker = Path(kept.name), Worker()
    premises = unlock.Premises(CHEAP, CLOCK, folder / "workspaces", folder / "marks")
    wanted = founding.FirstRun("Amina Yusuf", PASSWORD, kind, "Quayside House", "24-bed hostel")
    made = founding.create_workspace(premises, worker, wanted)
    team_id = next(iter(made.me.member.teams))
    for name in more:
        new = teams.NewPerson(name, frozenset({Role.STAFF}), team_id)
        code = teams.add_person(made.opened, made.me, new)
        unlock.accept_invitation(made.opened, name, code, PASSWORD)
    made.opened.close()
    worker.close()
    return kept, made.house_code


class Desk:
    """The window and everything around it."""

    def __init__(self, folder: Path, qapp: QApplication) -> None:
        self.app, self.folder = qapp, folder
        self.premises = unlock.Premises(CHEAP, CLOCK, folder / "workspaces", folder / "marks")
        self.preferences, self.files = Kept(), FakeFiles()
        self.worker = Worker()
        self.jobs = Jobs(self.worker)
        self.bugs: list[BaseException] = []
        self.troubles: list[Any] = []
        self.under_way = 0
        self.now = 0.0
        self.jobs.bug.connect(self.bugs.append)
        self.jobs.trouble.connect(self.troubles.append)
        self.jobs.busy.connect(self._count)
        self.window: MainWindow | None = None

    def _count(self, n: int) -> None:
        self.under_way = n

    def found(self, kind: WorkspaceKind = WorkspaceKind.TEAM, *, more: tuple[str, ...] = ()) -> str:
        """A workspace of Amina's, closed, with others who have signed in once. Returns the House key."""
        if (kind, more) not in _FOUND:
            _FOUND[kind, more] = _found(kind, more)
        kept, house_code = _FOUND[kind, more]
        for part in ("workspaces", "marks"):
            shutil.copytree(Path(kept.name) / part, self.folder / part, dirs_exist_ok=True)
        return house_code

    def open_window(self) -> MainWindow:
        """Put the window on the screen."""
        watch = IdleWatch(clock=lambda: self.now)
        self.window = MainWindow()
        self.window.furnish(self.jobs, self.premises, self.preferences, self.files, idle=watch)
        watch.setParent(self.window)
        self.window.show()
        self.window.activateWindow()
        self.rest()
        return self.window

    def sign_in(self, name: str = "Amina Yusuf") -> None:
        """Through the closed door, by keyboard."""
        page = self.win.door.page
        page._name.setFocus()
        self.type(name)
        self.press(Qt.Key.Key_Return)
        self.type(PASSWORD)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.win.inside is not None)
        self.rest()

    def walk_in(self, name: str = "Amina Yusuf", area: str = "reflections") -> None:
        """Past the door and straight on, before Home is filled: for whoever has no business with either."""
        (folder,) = self.premises.workspaces.iterdir()
        opened, me = unlock.open_workspace(self.premises, self.worker, folder, name, PASSWORD)
        self.jobs.begin(opened)
        self.win.door.page.came_in.emit(me)
        self.win.inside.go(area)
        self.rest()

    def turn_on(self, *parts: TeamPart, on: bool = True) -> None:
        """Whoever signed in lets the team use these parts of everyday practice; every one, if none is named."""
        opened, me = self.jobs.opened, self.jobs.me
        team_id = next(iter(me.member.teams))
        for part in parts or tuple(TeamPart):
            opened.write(lambda tx, part=part: team_parts.turn(tx, me, team_id, part, on))
        self.win.inside._learn()  # written beside the window, which is told of its own writes alone
        self.rest()

    @property
    def team_id(self) -> str:
        """The one team of whoever signed in."""
        (team_id,) = self.jobs.me.member.teams
        return team_id

    def do(self, act: Callable[..., _Made], *args: Any) -> _Made:
        """As somebody else on another computer; the page hears of it."""
        done = self.jobs.opened.write(lambda tx: act(tx, self.jobs.me, *args))
        self.rest()
        return done

    @property
    def win(self) -> MainWindow:
        assert self.window is not None
        return self.window

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        assert self.app.focusWidget() is not None
        QTest.keyClicks(self.app.focusWidget(), text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.app.focusWidget() or self.win, key, modifier)

    def ctrl(self, key: Qt.Key) -> None:
        """A shortcut."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the program run until something holds."""
        wait_for(condition, self.app.processEvents)

    def rest(self) -> None:
        """Let everything that is under way arrive."""
        for _round in range(2):  # a page may be made in one turn, filled in a later one and shown after that
            self.until(lambda: self.under_way == 0)
            for _turn in range(6):
                self.app.processEvents()
        self.until(lambda: self.under_way == 0)

    def tell(self, kinds: frozenset[Kind]) -> None:
        """As after a commit of somebody else's."""
        self.jobs.changed.emit(kinds)
        self.rest()
        self.rest()

    def overflow(self) -> list[str]:
        """The visible bodies that are too wide for their window."""
        self.app.processEvents()
        return [
            f"{type(body.parent()).__name__}: {body.overflow()}"
            for body in self.win.findChildren(ScrollBody)
            if body.isVisible() and body.overflow()
        ]

    def close(self) -> None:
        """Close whatever is open, and let the threads end."""
        if self.window is not None:
            self.window.close()
            self.until(lambda: not self.win.isVisible())
            self.window.deleteLater()
            self.rest()
        self.worker.close()
