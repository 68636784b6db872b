"""Somebody at a screen with a page of supervision on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Page, WrapLabel
from pie_audit.workflows.undo import Undoable
from tests.patience import wait_for
from tests.quarter import Hostel
from tests.ui.conftest import settle


@dataclass
class Room:
    """One screen; whoever sits there by first name. `done` are the undoable acts, `went` where pages led to."""

    hostel: Hostel
    qtbot: QtBot
    jobs: Jobs
    done: list[Undoable] = field(default_factory=list)
    went: list[tuple[str, object]] = field(default_factory=list)

    def sit(self, name: str, make: Callable[[Jobs], Any], *, width: int = 1144) -> Any:
        """Let somebody open a page."""
        self.jobs.me = self.hostel.people[name]
        page: Page = make(self.jobs)
        self.qtbot.addWidget(page)
        self.jobs.changed.connect(page.reload)  # type: ignore[attr-defined]  # every page reloads
        page.went_to.connect(self._on_went)  # type: ignore[attr-defined]  # and leads somewhere
        page.resize(width, 768)
        page.show()
        page.activateWindow()
        page.reload()  # type: ignore[attr-defined]  # as above
        self.calm()
        return page

    def _on_went(self, area: str, argument: object) -> None:
        self.went.append((area, argument))

    def calm(self) -> None:
        """Let everything that is under way arrive."""
        for _turn in range(3):
            wait_for(lambda: self.jobs._under_way == 0, QApplication.processEvents)
            QApplication.processEvents()

    def press(self, words: str, within: QWidget) -> None:
        """Press the first visible button that says so."""
        buttons = [b for b in within.findChildren(QPushButton) if b.isVisible()]
        found = [b for b in buttons if b.accessibleName() == words]
        assert found, [b.accessibleName() for b in buttons]
        found[0].click()
        self.calm()

    def type_into(self, control: QWidget, words: str) -> None:
        """Put words into a field, key by key."""
        target = control.focusProxy() or control
        target.setFocus()
        self.qtbot.keyClicks(target, words)

    def enter(self, control: QWidget) -> None:
        """Press Enter there."""
        self.qtbot.keyClick(control, Qt.Key.Key_Return)
        self.calm()


def said(page: QWidget) -> str:
    """Every word that can be seen."""
    return "\n".join(label.text() for label in page.findChildren(WrapLabel) if label.isVisible())


def menu_words(page: QWidget) -> list[str]:
    """What the open menu offers."""
    return [a.text() for menu in page.findChildren(QMenu) if menu.isVisible() for a in menu.actions()]


def choose(page: QWidget, words: str) -> None:
    """Take one entry of the open menu."""
    for menu in page.findChildren(QMenu):
        for action in menu.actions():
            if action.text() == words and menu.isVisible():
                action.trigger()
                menu.close()
                settle()
                return
    raise AssertionError(menu_words(page))


@pytest.fixture
def room(hostel: Hostel, qtbot: QtBot, qapp: QApplication) -> Iterator[Room]:
    jobs = Jobs(hostel.worker)
    jobs.begin(hostel.opened)
    bugs: list[BaseException] = []
    troubles: list[Any] = []
    made = Room(hostel, qtbot, jobs)
    jobs.bug.connect(bugs.append)
    jobs.trouble.connect(troubles.append)
    jobs.undoable.connect(made.done.append)
    yield made
    made.calm()
    assert not bugs
    assert not troubles
