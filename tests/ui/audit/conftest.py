"""A house for each test, and the way to put one of its pages on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.meeting_page import MeetingPage
from pie_audit.ui.widgets import Page
from tests.ui.audit.house import House, copy_house, make_house, wait_for
from tests.ui.audit.talking import answers
from tests.ui.conftest import settle


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """Where the house lies that every test gets a copy of."""
    folder = tmp_path_factory.mktemp("house")
    make_house(folder).close()
    return folder


@pytest.fixture(scope="session")
def opened_once(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The same house once six accounts and two slips have rated everything and two have opened it; the round's id."""
    folder = tmp_path_factory.mktemp("opened")
    made = copy_house(made_once, folder)
    made.start(scope=Scope.SHORT, theme_id=None)
    made.hand_out({Perspective.LIVED_EXPERIENCE: 2})
    made.rate_all(answers)
    made.open_together()
    made.close()
    return folder, made.round_id


@pytest.fixture
def house(
    request: pytest.FixtureRequest, made_once: Path, tmp_path: Path, qapp: QApplication
) -> Iterator[House]:
    """A team in a real workspace, with its review open for who needs it; a bug in any job fails the test."""
    is_opened = "opened" in request.fixturenames
    template = request.getfixturevalue("opened_once")[0] if is_opened else made_once
    made = copy_house(template, tmp_path / "house")
    bugs: list[BaseException] = []
    made.jobs.bug.connect(bugs.append)
    yield made
    made.close()
    assert not bugs


@pytest.fixture
def until(qapp: QApplication) -> Callable[[Callable[[], bool]], None]:
    """Let the program run until something holds."""
    return lambda condition: wait_for(condition, qapp.processEvents)


@pytest.fixture
def idle(house: House, until: Callable[..., None]) -> Callable[[], None]:
    """Let everything that is under way arrive, and what came of it be laid out."""
    under_way: list[int] = [0]
    house.jobs.busy.connect(lambda n: under_way.__setitem__(0, n))

    def rest() -> None:
        until(lambda: under_way[0] == 0)
        settle()

    return rest


@pytest.fixture
def show(qtbot, house: House, idle: Callable[[], None], qapp: QApplication) -> Callable[..., Page]:
    """Put a page on the screen, filled, with the focus where it begins."""

    def put(kind: type[Page], *args: object, width: int = 1144, height: int = 768) -> Page:
        page = kind(house.jobs, *args)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        page.reload()
        idle()
        qapp.processEvents()
        page.begin()
        return page

    return put


@pytest.fixture
def opened(house: House, opened_once: tuple[Path, str]) -> House:
    """Six accounts and two slips have rated everything, and two openers have opened it."""
    house.round_id = opened_once[1]
    return house


@pytest.fixture
def page(opened: House, show: Callable[..., Any]) -> MeetingPage:
    """The meeting of that round, on the screen."""
    made: MeetingPage = show(MeetingPage, opened.round_id)
    made.went_to.connect(lambda *_where: None)
    opened.jobs.changed.connect(lambda kinds: made.reload() if kinds & made.KINDS else None)
    return made


@pytest.fixture
def talk(page: MeetingPage, idle: Callable[[], None]) -> MeetingPage:
    """The page at the first topic with a wide spread."""
    page._go_to(page.walk.talk[0].topic.id)
    idle()
    page.begin()
    return page
