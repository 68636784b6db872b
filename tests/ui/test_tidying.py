"""Garbage is collected on the Qt thread alone, because it may hold widgets."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
import shiboken6

from pie_audit.ui.jobs import Jobs
from pie_audit.workflows.worker import Worker


class Knot:
    """Refers to itself, as a page and its slots do; tells on which thread it went."""

    def __init__(self, told: list[str]) -> None:
        self.itself, self._told = self, told

    def __del__(self) -> None:
        self._told.append(threading.current_thread().name)


@pytest.fixture
def worker() -> Iterator[Worker]:
    found = Worker()
    yield found
    found.close()


@pytest.mark.usefixtures("qapp")
def test_a_busy_worker_never_deletes_what_may_be_a_widget(worker: Worker) -> None:
    jobs, told = Jobs(worker), []
    Knot(told)
    # Enough new containers for several collections, were they allowed to happen there.
    worker.compute(lambda: [[n] for n in range(200_000)]).result()
    assert told == []
    jobs._tidying.timeout.emit()
    assert told == [threading.main_thread().name]
    shiboken6.delete(jobs)
    assert gc.isenabled()
