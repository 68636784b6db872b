"""The database thread, the work thread and one-shot threads, so that nothing slow runs where people type."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

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
    """Something to do, and whether it may come between the slices of a long task: a transaction may."""

    def __init__(self, run: Callable[[], None], *, is_transaction: bool) -> None:
        self.run = run
        self.is_transaction = is_transaction


class Worker:
    """Owns the store's thread. Every method may be called from any thread; results come as futures."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._put_off: list[_Job | None] = []
        self._heavy: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
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
        future: Future[T] = Future()
        self._refuse_closed()
        self._heavy.put(lambda: _fulfil(future, task))
        return future

    def aside(self, task: Callable[[], T]) -> Future[T]:
        """Run `task` on a thread of its own: deriving a password, or several steps that wait for one another."""
        future: Future[T] = Future()
        threading.Thread(target=_fulfil, args=(future, task), name="aside", daemon=True).start()
        return future

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
        future: Future[T] = Future()
        self._refuse_closed()
        self._jobs.put(_Job(lambda: _fulfil(future, task), is_transaction=is_transaction))
        return future

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

    def _serve_heavy(self) -> None:
        while (job := self._heavy.get()) is not None:
            job()

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


def _fulfil(future: Future[T], task: Callable[[], T]) -> None:
    try:
        future.set_result(task())
    except BaseException as error:
        future.set_exception(error)
