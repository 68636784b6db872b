"""Somebody who is asked sits at the screen: a real survey in a real workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.answer_page import AnswerPage
from pie_audit.workflows.presence import Me, SurveySlip
from tests import surveys
from tests.patience import wait_for
from tests.quarter import Hostel, finished, hostel
from tests.ui.conftest import settle

__all__ = ["finished", "hostel"]


@dataclass
class Liked:
    """How somebody likes to see the questions, remembered nowhere."""

    on_one_page: bool = False
    enlarged: int = 0

    def show_on_one_page(self, wanted: bool) -> None:
        self.on_one_page = wanted

    def enlarge_text(self) -> None:
        self.enlarged += 1


@dataclass
class Sitting:
    """Tom at the screen, asked by Amina with five others and two slips."""

    hostel: Hostel
    jobs: Jobs
    survey_id: str
    slips: tuple[SurveySlip, ...]
    liked: Liked = field(default_factory=Liked)
    under_way: int = 0
    bugs: list[BaseException] = field(default_factory=list)
    troubles: list[object] = field(default_factory=list)
    went: list[tuple[str, object]] = field(default_factory=list)

    def be(self, me: Me) -> None:
        """Let somebody else sit down."""
        self.jobs.me = me

    def page(self, *, kiosk: bool = False, width: int = 1144, height: int = 768) -> AnswerPage:
        """The page, filled and on the screen."""
        page = AnswerPage(self.jobs, self.survey_id, self.liked, kiosk=kiosk)
        page.went_to.connect(self._on_went)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        page.reload()
        self.rest()
        page.begin()
        return page

    def rest(self) -> None:
        """Let everything under way arrive."""
        self.until(lambda: self.under_way == 0)
        settle()

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the program run until something holds."""
        wait_for(condition, QApplication.processEvents)

    def count(self, under_way: int) -> None:
        """How many jobs are under way."""
        self.under_way = under_way

    def _on_went(self, area: str, argument: object) -> None:
        self.went.append((area, argument))


@pytest.fixture
def sitting(hostel: Hostel, qtbot: object) -> Iterator[Sitting]:
    """The survey is open, and Tom is here; a bug in any job fails the test."""
    names = surveys.grow(hostel, 6)
    survey_id, slips = surveys.started(hostel, [surveys.block(hostel, names, slips=2)])
    jobs = Jobs(hostel.worker)
    jobs.begin(hostel.opened)
    made = Sitting(hostel, jobs, survey_id, slips)
    made.be(hostel.tom)
    jobs.bug.connect(made.bugs.append)
    jobs.trouble.connect(made.troubles.append)
    jobs.busy.connect(made.count)
    yield made
    made.rest()
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    settle()
    assert made.bugs == []
    assert made.troubles == []


@pytest.fixture
def answering(sitting: Sitting) -> AnswerPage:
    """Tom at the first question."""
    page = sitting.page()
    press(Qt.Key.Key_Return)
    settle()
    return page


def press(*keys: Qt.Key) -> None:
    """Press keys, each where the focus is by then."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
