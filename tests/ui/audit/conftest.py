"""A house for each test, and the way to put one of its pages on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.meeting_page import MeetingPage
from pie_audit.ui.widgets import Page
from tests.patience import wait_for
from tests.ui.audit.house import House, copy_house, make_house
from tests.ui.audit.talking import answers
from tests.ui.conftest import settle

Later = Callable[[Callable[[House], object]], tuple[Path, str]]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """Where the house lies that every test gets a copy of."""
    folder = tmp_path_factory.mktemp("house")
    make_house(folder).close()
    return folder


@pytest.fixture(scope="session")
def later(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Later:
    """The same house once something has happened there: made when it is first asked for, with the round's id."""

    @cache
    def after(happened: Callable[[House], object]) -> tuple[Path, str]:
        folder = tmp_path_factory.mktemp("later")
        made = copy_house(made_once, folder)
        happened(made)
        made.close()
        return folder, made.round_id

    return after


def rated_and_opened(made: House) -> None:
    """Six accounts and two slips have rated everything, and two have opened it."""
    made.start(scope=Scope.SHORT, theme_id=None)
    made.hand_out({Perspective.LIVED_EXPERIENCE: 2})
    made.rate_all(answers)
    made.open_together()


@pytest.fixture
def before(request: pytest.FixtureRequest) -> Callable[[House], object] | None:
    """What has happened in the house before the test: its review was opened for who needs that. Modules may say else."""
    return rated_and_opened if "opened" in request.fixturenames else None


@pytest.fixture
def house(
    made_once: Path, later: Later, before: Callable[[House], object] | None, tmp_path: Path
) -> Iterator[House]:
    """A team in a real workspace, after what happened before the test; a bug in any job fails it."""
    template, round_id = later(before) if before else (made_once, "")
    made = copy_house(template, tmp_path / "house")
    made.round_id = round_id
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
def opened(house: House) -> House:
    """Six accounts and two slips have rated everything, and two openers have opened it."""
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
