"""The thread that owns the database outlives whatever is thrown at it."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

import pytest

from pie_audit.domain.errors import CannotSave
from pie_audit.workflows import worker as workers
from pie_audit.workflows.worker import Worker
from tests.patience import PATIENCE


class Recorder:
    """Stands where a store would: it says what was asked of it, and can be told to refuse."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.refuses = threading.Event()
        self.folded = threading.Event()

    def write(self, work: Any) -> Any:
        from pie_audit.storage.store import Outcome

        return Outcome(work(self), frozenset())

    def read(self, work: Any) -> Any:
        return work(self)

    def checkpoint(self) -> None:
        self.done.append("checkpoint")
        self.folded.set()
        if self.refuses.is_set():
            raise CannotSave("The disk is full.", "Free some space.")

    def close(self) -> None:
        self.done.append("close")


@pytest.fixture
def store() -> Recorder:
    return Recorder()


@pytest.fixture
def worker(store: Recorder) -> Iterator[Worker]:
    made = Worker()
    made.open(lambda: store).result()  # type: ignore[arg-type, return-value]
    yield made
    made.close()


def test_an_error_reaches_whoever_asked_and_the_next_job_runs(worker: Worker) -> None:
    def breaks(_tx: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        worker.write(breaks).result()
    assert worker.read(lambda _tx: "still here").result() == "still here"


def test_a_journal_that_cannot_be_folded_just_now_does_not_end_the_thread(
    store: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.01)
    store.refuses.set()
    made = Worker()
    made.open(lambda: store).result()  # type: ignore[arg-type, return-value]
    made.write(lambda _tx: None).result()
    assert store.folded.wait(PATIENCE)
    assert made.read(lambda _tx: "still here").result(PATIENCE) == "still here"
    made.close()


def test_between_the_slices_of_a_long_task_only_transactions_run(worker: Worker, store: Recorder) -> None:
    queued = threading.Event()

    def long(_store: object) -> None:
        assert queued.wait(PATIENCE)
        store.done.append("slice")
        worker.serve_waiting()
        worker.serve_waiting()
        store.done.append("last slice")

    task = worker.with_store(long)
    first = worker.write(lambda _tx: store.done.append("first write"))
    closing = worker.close_store()
    queued.set()
    for future in (task, first, closing):
        future.result(PATIENCE)
    assert store.done == ["slice", "first write", "last slice", "close"]


def test_jobs_keep_their_order_round_a_long_task(worker: Worker, store: Recorder) -> None:
    queued = threading.Event()

    def long(_store: object) -> None:
        assert queued.wait(PATIENCE)
        worker.serve_waiting()
        store.done.append("long")

    jobs = [worker.with_store(long)]
    jobs.append(worker.with_store(lambda _store: store.done.append("other task")))
    jobs += [worker.read(lambda _tx, n=n: store.done.append(f"read {n}")) for n in range(3)]
    queued.set()
    for job in jobs:
        job.result(PATIENCE)
    assert store.done == ["long", "other task", "read 0", "read 1", "read 2"]


def test_a_closed_worker_takes_nothing(store: Recorder) -> None:
    made = Worker()
    made.close()
    made.close()
    with pytest.raises(RuntimeError, match="closed"):
        made.read(lambda _tx: None)
    with pytest.raises(RuntimeError, match="closed"):
        made.compute(lambda: None)


def test_without_a_workspace_a_job_says_so(store: Recorder) -> None:
    made = Worker()
    with pytest.raises(RuntimeError, match="no workspace is open"):
        made.read(lambda _tx: None).result()
    made.close()


@pytest.mark.parametrize("way", ["compute", "aside", "with_store"])
def test_a_task_is_let_go_of_before_its_result_is_told(worker: Worker, way: str) -> None:
    """What it holds belongs to the thread that asked, which must be the last to hold it."""

    class Held:
        pass

    def ask() -> tuple[weakref.ref[Held], Future[object]]:
        held = Held()
        return weakref.ref(held), getattr(worker, way)(lambda *_store, held=held: id(held))

    left, future = ask()
    assert future.result()
    assert left() is None
