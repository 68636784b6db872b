"""Somebody at the trends of Quayside House: a real workspace with five signed quarters, and the page on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.trends.liking import Liking
from pie_audit.ui.trends.trends_page import TrendsPage
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows.presence import Me
from pie_audit.workflows.undo import Undoable
from tests.patience import wait_for
from tests.quarter import Finished, Hostel, finished, hostel, make_finished
from tests.ui.conftest import settle
from tests.ui.trends import past

__all__ = ["finished", "hostel"]


@dataclass
class Files:
    """A dialog that answers what a test put there."""

    target: Path | None = None
    suggested: str = ""

    def choose_target(self, _parent: QWidget, _title: str, suggested: str) -> Path | None:
        self.suggested = suggested
        return self.target


@dataclass
class Desk:
    """Somebody, the road to work, and what came of it."""

    hostel: Hostel
    jobs: Jobs
    files: Files = field(default_factory=Files)
    remembered: dict[str, str] = field(default_factory=dict)
    undoable: list[Undoable] = field(default_factory=list)
    troubles: list[Any] = field(default_factory=list)
    went: list[tuple[str, object]] = field(default_factory=list)
    under_way: int = 0
    bugs: list[BaseException] = field(default_factory=list)

    def page(
        self, look: str = "chart", parts: str = "distance people", *, size: tuple[int, int] = (1144, 768)
    ) -> TrendsPage:
        """The page, filled and on the screen, reading again whenever something changes."""
        liking = Liking(look, parts, self.remembered.__setitem__)
        page = TrendsPage(self.jobs, self.hostel.team_id, self.files, liking)
        page.went_to.connect(self._on_went)
        self._reads_again(page)
        page.resize(*size)
        page.show()
        page.activateWindow()
        page.reload()
        self.rest(page)
        page.begin()
        return page

    def _reads_again(self, page: TrendsPage) -> None:
        self.jobs.changed.connect(lambda kinds: page.reload() if kinds & page.KINDS else None)

    def rest(self, page: TrendsPage) -> None:
        """Let everything under way arrive and be laid out."""
        self.until(lambda: self.under_way == 0)
        self.until(lambda: self.under_way == 0 and not page._coming)
        settle()

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the program run until something holds."""
        wait_for(condition, QApplication.processEvents)

    def undo(self) -> None:
        """Take the latest write back."""
        latest = self.undoable.pop()
        self.hostel.opened.write(lambda tx: latest.undo(tx, self.jobs.me))
        settle()

    def count(self, under_way: int) -> None:
        """How many jobs are under way."""
        self.under_way = under_way

    def _on_went(self, area: str, argument: object) -> None:
        self.went.append((area, argument))


@pytest.fixture(scope="session")
def with_past(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Quayside House after five signed quarters, made once a session."""
    first = make_finished(tmp_path_factory.mktemp("trends") / "first")
    later = tmp_path_factory.mktemp("trends-later")
    opened = first.open(later)
    past.rising(opened)
    opened.close()
    return Finished(later, first.team_id, first.house_code)


@pytest.fixture
def lived(with_past: Finished, tmp_path: Path) -> Iterator[Hostel]:
    """A copy of it, everybody signed in."""
    opened = with_past.open(tmp_path)
    opened.at(past.AUTUMN.first_day.replace(month=12))
    yield opened
    opened.close()


def _sit(hostel: Hostel, me: Me) -> Iterator[Desk]:
    jobs = Jobs(hostel.worker)
    jobs.begin(hostel.opened)
    jobs.me = me
    desk = Desk(hostel, jobs)
    jobs.bug.connect(desk.bugs.append)
    jobs.trouble.connect(desk.troubles.append)
    jobs.busy.connect(desk.count)
    jobs.undoable.connect(desk.undoable.append)
    yield desk
    desk.until(lambda: desk.under_way == 0)
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    settle()
    assert desk.bugs == []
    assert desk.troubles == []


@pytest.fixture
def desk(lived: Hostel, qtbot: object) -> Iterator[Desk]:
    """Amina, who manages, at the trends of a team with a past; a bug in any job fails the test."""
    yield from _sit(lived, lived.amina)


@pytest.fixture
def bare(hostel: Hostel, qtbot: object) -> Iterator[Desk]:
    """Amina at the trends of a team that has done nothing yet."""
    yield from _sit(hostel, hostel.amina)


def press(key: Qt.Key, *, times: int = 1) -> None:
    """Press a key wherever the focus is."""
    for _time in range(times):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def words(page: QWidget) -> str:
    """Everything that can be read on a page now."""
    return "\n".join(label.text() for label in page.findChildren(WrapLabel) if label.isVisibleTo(page))
