"""Jo at the screen “Put together a record”."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pie_audit.domain.entry import Entry
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection.registration_page import RegistrationPage
from pie_audit.workflows import reflections
from tests.make_record import CYCLE, PRACTICE
from tests.patience import wait_for
from tests.quarter import Finished, Hostel


@dataclass
class SameName:
    """A file dialog in which everybody chooses this path; None is a second thought."""

    path: Path | None = None
    suggested: list[str] = field(default_factory=list)

    def save_as(self, _parent: QWidget, suggested_name: str) -> Path | None:
        """See `RecordFiles`."""
        self.suggested.append(suggested_name)
        return self.path


@dataclass
class RecordDeskAtHand:
    """Whoever sits there, and the page in front of them."""

    hostel: Hostel
    qtbot: QtBot
    jobs: Jobs
    files: SameName
    page: RegistrationPage = None  # type: ignore[assignment]  # until somebody sits down

    def write(self, **fields: Any) -> Entry:
        """A page of Jo's that counts for registration."""
        begun = self.hostel.see(reflections.start, self.hostel.jo)
        usual = {"title": "The late door", "model_id": "gibbs", "steps": CYCLE, "practice": PRACTICE}
        entry = replace(begun.entry, **{**usual, **fields})
        return self.hostel.do(reflections.save, self.hostel.jo, entry, begun).entry

    def stored(self, entry: Entry) -> Entry:
        """The page as it is in the file."""
        return self.hostel.see(reflections.open_entry, self.hostel.jo, entry.entry_id).entry

    def sit(self, regulator: str = "", *, width: int = 1144, height: int = 768) -> RegistrationPage:
        """Open the page, as it comes or for one regulator."""
        self.jobs.me = self.hostel.jo
        self.page = RegistrationPage(self.jobs, self.files)
        self.qtbot.addWidget(self.page)
        self.jobs.changed.connect(self.page.reload)
        self.page.resize(width, height)
        self.page.show()
        self.page.activateWindow()
        self.page.reload()
        self.calm()
        if regulator:
            self.choose(regulator)
        return self.page

    def choose(self, regulator: str) -> None:
        """Pick a regulator by its id."""
        at = self.page.regulator.findData(regulator)
        self.page.regulator.setCurrentIndex(at)
        self.page.regulator.activated.emit(at)
        self.calm()

    def look(self) -> None:
        """Press “Look for names, and preview”, and wait for what comes of it."""
        self.page.look.click()
        self.calm()

    def save_now(self) -> None:
        """Let what was typed arrive in the file."""
        self.page.flush()
        self.calm()

    def until(self, holds: Callable[[], bool]) -> None:
        """Let events pass until it holds."""
        wait_for(holds, QApplication.processEvents)

    def calm(self) -> None:
        """Let everything that is under way arrive."""
        for _turn in range(4):
            self.until(lambda: self.jobs._under_way == 0)
            QApplication.processEvents()

    def press(self, words: str) -> None:
        """Press the one visible button that says so."""
        found = [
            button
            for button in self.page.findChildren(QPushButton)
            if button.accessibleName() == words and button.isVisible()
        ]
        assert len(found) == 1, words
        found[0].click()
        self.calm()


@pytest.fixture
def hostel(finished: Finished, tmp_path: Path) -> Iterator[Hostel]:
    """A copy of Quayside House, open, everybody signed in."""
    opened = finished.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def record_desk(hostel: Hostel, qtbot: QtBot, home: Path) -> Iterator[RecordDeskAtHand]:
    """Jo's desk; no page is open yet."""
    jobs = Jobs(hostel.worker)
    jobs.begin(hostel.opened)
    at = RecordDeskAtHand(hostel, qtbot, jobs, SameName())
    yield at
    at.calm()
    if at.page is not None:
        jobs.blockSignals(True)
        at.page.hide()
        at.page.deleteLater()
