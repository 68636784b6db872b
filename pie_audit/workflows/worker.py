"""The database thread, the work thread and one-shot threads, so that nothing slow runs where people type."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError

if TYPE_CHECKING:
    from pie_audit.storage.store import Store
    from pie_audit.storage.transaction import Transaction as Transaction

T = TypeVar("T")
Work = Callable[["Transaction"], T]
"""What runs inside one transaction; `Transaction` is what screens may name, and never look into."""

IDLE_SECONDS = 5.0
"""After so long without a job the journal is folded into the file (reliability.md, section 1)."""


class _Job:
    """Something to do once, and whether it may come between the slices of a long task: a transaction may."""

    def __init__(self, task: Callable[[], Any], *, is_transaction: bool = False) -> None:
        self._task: Callable[[], Any] | None = task
        self.future: Future[Any] = Future()
        self.is_transaction = is_transaction

    def run(self) -> None:
        """Do it and tell what came of it.

        The task is let go of before anybody is told: what it holds belongs to the thread that asked.
        """
        task, self._task = self._task, None
        assert task is not None, "a job runs once"
        try:
            result = task()
        except BaseException as error:
            del task
            self.future.set_exception(error)
        else:
            del task
            self.future.set_result(result)


class Worker:
    """Owns the store's thread. Every method may be called from any thread; results come as futures."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._put_off: list[_Job | None] = []
        self._heavy: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._store: Store | None = None
        self._unfolded = False
        self._closed = False
        self._threads = [
            threading.Thread(target=self._serve_database, name="database", daemon=True),
            threading.Thread(target=self._serve_heavy, name="work", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def open(self, opening: Callable[[], Store]) -> Future[None]:
        """Open the store on the database thread and keep it there."""

        def run() -> None:
            self._store = opening()

        return self._send(run)

    def write(self, work: Work[T]) -> Future[tuple[T, frozenset[Kind]]]:
        """Run `work` in one transaction. The result comes after the commit, with the kinds that changed."""

        def run() -> tuple[T, frozenset[Kind]]:
            outcome = self._the_store().write(work)
            self._unfolded = True
            return outcome.result, frozenset(outcome.changed)

        return self._send(run, is_transaction=True)

    def read(self, work: Work[T]) -> Future[T]:
        """Run `work` in a transaction that changes nothing."""
        return self._send(lambda: self._the_store().read(work), is_transaction=True)

    def with_store(self, task: Callable[[Store], T]) -> Future[T]:
        """Run `task` on the database thread with the store itself: checkpoints, copies, checks."""
        return self._send(lambda: task(self._the_store()))

    def compute(self, task: Callable[[], T]) -> Future[T]:
        """Run layout, parsing or drawing on the work thread, on plain values."""
        self._refuse_closed()
        job = _Job(task)
        self._heavy.put(job)
        return job.future

    def aside(self, task: Callable[[], T]) -> Future[T]:
        """Run `task` on a thread of its own: deriving a password, or several steps that wait for one another."""
        job = _Job(task)
        threading.Thread(target=job.run, name="aside", daemon=True).start()
        return job.future

    def serve_waiting(self) -> None:
        """Run the transactions that wait, in turn. For a long task of the database thread, between its slices.

        Anything else waits until the long task is over, and so does what was asked for after it: a store isn't
        closed under a copy that is being made of it.
        """
        while not self._put_off:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job is None or not job.is_transaction:
                self._put_off.append(job)
            else:
                job.run()

    def close_store(self) -> Future[None]:
        """Fold the journal, close the store and forget it; the threads stay."""

        def run() -> None:
            if self._store is not None:
                store, self._store = self._store, None
                store.close()

        return self._send(run)

    def close(self) -> None:
        """Finish what is queued, close the store and end both threads. Waits."""
        if self._closed:
            return
        self.close_store().result()
        self._closed = True
        self._jobs.put(None)
        self._heavy.put(None)
        for thread in self._threads:
            thread.join()

    def _send(self, task: Callable[[], T], *, is_transaction: bool = False) -> Future[T]:
        self._refuse_closed()
        job = _Job(task, is_transaction=is_transaction)
        self._jobs.put(job)
        return job.future

    def _refuse_closed(self) -> None:
        if self._closed:
            raise RuntimeError("the worker is closed")

    def _serve_database(self) -> None:
        while True:
            try:
                job = self._put_off.pop() if self._put_off else self._jobs.get(timeout=IDLE_SECONDS)
            except queue.Empty:
                self._fold()
                continue
            if job is None:
                return
            job.run()
            del job  # not to be held until the next one comes

    def _serve_heavy(self) -> None:
        while (job := self._heavy.get()) is not None:
            job.run()
            del job

    def _fold(self) -> None:
        if self._unfolded and self._store is not None:
            # A disk that takes nothing just now has lost nothing: all is in the journal, and this thread lives on.
            with suppress(KnownError):
                self._store.checkpoint()
                self._unfolded = False

    def _the_store(self) -> Store:
        if self._store is None:
            raise RuntimeError("no workspace is open")
        return self._store
