"""Somebody at a desk with the plan on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.plan import Action
from pie_audit.storage import plans as stored
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.plan_page import PlanPage
from pie_audit.workflows import meetings, plans
from tests.patience import wait_for
from tests.quarter import Finished, Hostel

DUE = date(2026, 11, 27)


@dataclass
class SameName:
    """A file dialog in which everybody chooses this path; None is a second thought."""

    path: Path | None = None
    suggested: list[str] = field(default_factory=list)

    def save_as(self, _parent: QWidget, suggested_name: str) -> Path | None:
        """See `PlanFiles`."""
        self.suggested.append(suggested_name)
        return self.path

    save_calendar_as = save_as
    save_table_as = save_as

    def open_replies(self, _parent: QWidget) -> Path | None:
        """See `PlanFiles`."""
        return self.path


@dataclass
class Desk:
    """Amina at the page “Action plan”. `said` are the undoable acts, in order."""

    hostel: Hostel
    qtbot: QtBot
    round_id: str
    jobs: Jobs
    files: SameName
    page: PlanPage | None = None
    said: list[Any] = field(default_factory=list)

    def sit(self, name: str = "amina", *, width: int = 1144) -> PlanPage:
        """Let somebody open the page."""
        self.jobs.me = self.hostel.people[name]
        page = PlanPage(self.jobs, self.hostel.team_id, self.files)
        self.qtbot.addWidget(page)
        self.jobs.changed.connect(page.reload)
        page.resize(width, 768)
        page.show()
        page.activateWindow()
        page.reload()
        self.page = page
        self.until(lambda: page.view is not None)
        self.calm()
        return page

    def until(self, holds: Callable[[], bool]) -> None:
        """Let events pass until it holds."""
        wait_for(holds, QApplication.processEvents)

    def calm(self) -> None:
        """Let everything that is under way arrive."""
        self.until(lambda: self.jobs._under_way == 0)
        QApplication.processEvents()
        self.until(lambda: self.jobs._under_way == 0)

    def add(self, what: str = "Put handover reflection on the rota", **fields: Any) -> Action:
        """An action that is in the plan already."""
        action = replace(plans.new_action(self.hostel.team_id, self.round_id, "C1"), what=what, due=DUE)
        done = self.hostel.do(plans.save_action, self.hostel.amina, replace(action, **fields))
        return done.result

    def change(self, action_id: str, **fields: Any) -> Action:
        """Somebody else changes an action."""
        now = self.stored(action_id)
        return self.hostel.do(plans.save_action, self.hostel.amina, replace(now, **fields)).result

    def stored(self, action_id: str) -> Action:
        """The action as it is in the file."""
        found = self.hostel.read(lambda tx: stored.load_action(tx, action_id))
        assert found is not None
        return found

    def planned(self) -> list[str]:
        """What all actions say that are in the plan and not in the bin."""
        return [a.what for a in self.hostel.read(lambda tx: stored.actions_of_team(tx, self.hostel.team_id))]

    def type_into(self, name: str, words: str) -> None:
        """Put these words into a field of the editor, key by key."""
        control = self.page.editor.form._control(name).focusProxy()
        control.setFocus()
        control.selectAll()
        self.qtbot.keyClick(control, Qt.Key.Key_Delete)
        self.qtbot.keyClicks(control, words)

    def leave_field(self) -> None:
        """Tab on."""
        self.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    def choose(self, name: str, words: str) -> None:
        """Pick one of a few in the editor."""
        choice = self.page.editor.form._choices[name]
        assert choice.findText(words) >= 0, [choice.itemText(at) for at in range(choice.count())]
        choice.setCurrentIndex(choice.findText(words))
        choice.activated.emit(choice.currentIndex())

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Press the button that says so."""
        button_named(words, within or self.page).click()
        QApplication.processEvents()

    def edit(self, action: Action) -> None:
        """Open an action and go to its words."""
        self.page.edit(action.action_id)
        self.calm()


def button_named(words: str, within: QWidget) -> QPushButton:
    """The one visible button that says so."""
    found = [b for b in within.findChildren(QPushButton) if b.accessibleName() == words and b.isVisible()]
    assert len(found) == 1, [b.accessibleName() for b in within.findChildren(QPushButton) if b.isVisible()]
    return found[0]


@pytest.fixture(scope="session")
def reviewed(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> tuple[Finished, str]:
    """Quayside House with a review that everybody rated and two opened, one topic agreed on; made once a session."""
    place = tmp_path_factory.mktemp("reviewed")
    hostel = finished.open(place)
    round_id = hostel.opened_round()
    agreed = Consensus("C1", Outcome.AGREED, Level(2), "Days get that time, nights do not.")
    hostel.do(meetings.record_consensus, hostel.amina, round_id, agreed)
    hostel.close()
    return replace(finished, top=place), round_id


@pytest.fixture
def hostel(request: pytest.FixtureRequest, finished: Finished, tmp_path: Path) -> Iterator[Hostel]:
    """A copy of Quayside House, open, everybody signed in; already reviewed for whoever sits down at `desk`."""
    sits_down = "desk" in request.fixturenames
    made = request.getfixturevalue("reviewed")[0] if sits_down else finished
    opened = made.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def desk(hostel: Hostel, reviewed: tuple[Finished, str], desk_of: Callable[[str], Desk]) -> Desk:
    """The plan of a review that everybody rated and two opened, with one topic agreed on; nothing planned yet."""
    return desk_of(reviewed[1])


@pytest.fixture
def desk_of(hostel: Hostel, qtbot: QtBot) -> Iterator[Callable[[str], Desk]]:
    """A desk over whatever round a test has made; one in a test."""
    made: list[Desk] = []

    def sit_over(round_id: str) -> Desk:
        jobs = Jobs(hostel.worker)
        jobs.begin(hostel.opened)
        at = Desk(hostel, qtbot, round_id, jobs, SameName())
        jobs.undoable.connect(at.said.append)
        made.append(at)
        return at

    yield sit_over
    for at in made:
        _leave(at)


def _leave(at: Desk) -> None:
    jobs = at.jobs
    at.calm()
    if at.page is not None:
        jobs.blockSignals(True)
