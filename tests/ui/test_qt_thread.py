"""Widgets go on the Qt thread alone, whoever collects garbage or works for them meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from pie_audit.domain.errors import NotNow
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.qt_thread import Tidying, keep_tidy, letterbox
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows.worker import Worker
from tests.patience import PATIENCE

HERE = threading.get_ident()


@pytest.fixture
def worker() -> Iterator[Worker]:
    found = Worker()
    yield found
    found.close()


@pytest.fixture
def gone() -> list[int]:
    """The threads on which watched objects went."""
    return []


@pytest.fixture
def watched(gone: list[int]) -> Callable[[QObject], QObject]:
    """Notes on which thread an object goes."""

    def watch(thing: QObject) -> QObject:
        thing.destroyed.connect(lambda: gone.append(threading.get_ident()))
        return thing

    return watch


class Knot:
    """Refers to itself, as a page and its slots do, and holds a widget."""

    def __init__(self, held: QObject) -> None:
        self.itself, self.held = self, held


def makes_garbage() -> int:
    """Enough new containers for many collections, were they allowed to happen here."""
    knots = [[] for _n in range(200_000)]  # type: ignore[var-annotated]
    for knot in knots:
        knot.append(knot)
    return len(knots)


# garbage


def test_a_busy_worker_collects_no_widget(
    worker: Worker, watched: Callable[[QObject], QObject], gone: list[int]
) -> None:
    Knot(watched(WrapLabel("")))
    worker.compute(makes_garbage).result()
    assert gone == []
    gc.collect()
    assert gone == [HERE]


def test_what_is_new_is_looked_through_at_each_turn(
    watched: Callable[[QObject], QObject], gone: list[int]
) -> None:
    Knot(watched(WrapLabel("")))
    keep_tidy().timeout.emit()
    assert gone == [HERE]


def test_what_is_old_is_looked_through_in_time(
    watched: Callable[[QObject], QObject], gone: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pie_audit.ui.qt_thread.ALL_EVERY", 3)
    tidying = Tidying(QObject())
    knot: Knot | None = Knot(watched(WrapLabel("")))
    gc.collect()
    assert knot is not None
    knot = None
    for _turn in range(2):
        tidying.tidy()
    assert gone == []
    tidying.tidy()
    assert gone == [HERE]


def test_one_tidies_for_the_whole_program(qapp: QObject) -> None:
    assert keep_tidy() is keep_tidy()
    assert keep_tidy().isActive()
    assert len(qapp.findChildren(Tidying)) == 1
    assert not gc.isenabled()


# what a job holds


def test_a_worker_that_is_the_last_to_work_for_a_page_does_not_delete_it(
    qtbot: QtBot, worker: Worker, watched: Callable[[QObject], QObject], gone: list[int]
) -> None:
    """The page is let go of while the work goes on; its result finds nobody."""
    begun, may_end = threading.Event(), threading.Event()

    def works() -> None:
        begun.set()
        may_end.wait(PATIENCE)

    jobs = Jobs(worker)
    watched(jobs)
    page: QObject | None = watched(QObject())
    jobs.compute(works, owner=page, then=page.setObjectName)
    assert begun.wait(PATIENCE)
    page = jobs = None  # type: ignore[assignment]
    may_end.set()
    worker.compute(lambda: None).result()  # the thread has gone on to something else
    gc.collect()
    assert gone == [HERE, HERE]


def test_a_result_still_comes_to_the_qt_thread_in_order(qtbot: QtBot, worker: Worker) -> None:
    jobs, came, at = Jobs(worker), [], []
    owner = QObject()

    def then(number: int) -> None:
        came.append(number)
        at.append(threading.get_ident())

    for number in range(20):
        jobs.compute(lambda n=number: n, owner=owner, then=then)
    qtbot.waitUntil(lambda: len(came) == 20)
    assert came == list(range(20))
    assert set(at) == {HERE}


def test_an_error_and_a_bug_still_come_back(qtbot: QtBot, worker: Worker) -> None:
    jobs, told = Jobs(worker), []
    jobs.bug.connect(told.append)
    error, bug = NotNow("Rating has closed.", "Ask whoever runs the review."), ZeroDivisionError()

    def breaks(problem: Exception) -> None:
        raise problem

    owner = QObject()
    jobs.alone(lambda: breaks(error), owner=owner, then=told.append, problem=told.append)
    qtbot.waitUntil(lambda: told == [error])
    jobs.alone(lambda: breaks(bug), owner=owner, then=told.append, problem=told.append)
    qtbot.waitUntil(lambda: told == [error, bug])


def test_whoever_has_gone_hears_nothing_more(qtbot: QtBot, worker: Worker) -> None:
    """Not even through a function that carries something along."""
    jobs, came = Jobs(worker), []
    page, waits = QObject(), QObject()
    jobs.compute(lambda: 1, owner=page, then=partial(came.append))
    jobs.compute(lambda: 2, owner=waits, then=came.append)
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: 2 in came)
    assert came == [2]


# the letterbox


class Reader(QObject):
    """Reads what it is brought."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[Any] = []

    def take_in(self, brought: object) -> None:
        self.read.append((brought, threading.get_ident()))


def test_what_any_thread_brings_is_read_on_the_qt_thread(qtbot: QtBot) -> None:
    reader = Reader()
    address = letterbox().address_of(reader)
    threads = [threading.Thread(target=letterbox().put, args=(address, n)) for n in range(3)]
    for thread in threads:
        thread.start()
        thread.join()
    assert reader.read == []
    qtbot.waitUntil(lambda: len(reader.read) == 3)
    assert reader.read == [(n, HERE) for n in range(3)]


def test_what_is_brought_to_somebody_who_is_gone_is_let_go(qtbot: QtBot) -> None:
    reader, other = Reader(), Reader()
    gone, there = letterbox().address_of(reader), letterbox().address_of(other)
    reader = None  # type: ignore[assignment]
    letterbox().put(gone, "for nobody")
    letterbox().put(there, "for somebody")
    qtbot.waitUntil(lambda: bool(other.read))
    assert other.read == [("for somebody", HERE)]
