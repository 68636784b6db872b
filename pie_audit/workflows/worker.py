"""The database thread, the work thread and one-shot threads, so that nothing slow runs where people type."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from pie_audit.domain.changed import Kind

if TYPE_CHECKING:
    from pie_audit.storage.store import Store
    from pie_audit.storage.transaction import Transaction as Transaction

T = TypeVar("T")
Work = Callable[["Transaction"], T]
"""What runs inside one transaction; `Transaction` is what screens may name, and never look into."""

IDLE_SECONDS = 5.0
"""After so long without a job the journal is folded into the file (reliability.md, section 1)."""


class Worker:
    """Owns the store's thread. Every method may be called from any thread; results come as futures."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
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

        return self._send(self._jobs, run)

    def write(self, work: Work[T]) -> Future[tuple[T, frozenset[Kind]]]:
        """Run `work` in one transaction. The result comes after the commit, with the kinds that changed."""

        def run() -> tuple[T, frozenset[Kind]]:
            outcome = self._the_store().write(work)
            self._unfolded = True
            return outcome.result, frozenset(outcome.changed)

        return self._send(self._jobs, run)

    def read(self, work: Work[T]) -> Future[T]:
        """Run `work` in a transaction that changes nothing."""
        return self._send(self._jobs, lambda: self._the_store().read(work))

    def with_store(self, task: Callable[[Store], T]) -> Future[T]:
        """Run `task` on the database thread with the store itself: checkpoints, copies, checks."""
        return self._send(self._jobs, lambda: task(self._the_store()))

    def compute(self, task: Callable[[], T]) -> Future[T]:
        """Run layout, parsing or drawing on the work thread, on plain values."""
        return self._send(self._heavy, task)

    def aside(self, task: Callable[[], T]) -> Future[T]:
        """Run `task` on a thread of its own: deriving a password, or several steps that wait for one another."""
        future: Future[T] = Future()
        threading.Thread(target=_fulfil, args=(future, task), name="aside", daemon=True).start()
        return future

    def serve_waiting(self) -> None:
        """Run what is queued for the database now. For a long task of that thread, between its slices."""
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job is None:
                self._jobs.put(None)
                return
            job()

    def close_store(self) -> Future[None]:
        """Fold the journal, close the store and forget it; the threads stay."""

        def run() -> None:
            if self._store is not None:
                store, self._store = self._store, None
                store.close()

        return self._send(self._jobs, run)

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

    def _send(self, jobs: queue.SimpleQueue[Callable[[], None] | None], task: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        if self._closed:
            raise RuntimeError("the worker is closed")
        jobs.put(lambda: _fulfil(future, task))
        return future

    def _serve_database(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=IDLE_SECONDS)
            except queue.Empty:
                self._fold()
                continue
            if job is None:
                return
            job()

    def _serve_heavy(self) -> None:
        while (job := self._heavy.get()) is not None:
            job()

    def _fold(self) -> None:
        if self._unfolded and self._store is not None:
            self._unfolded = False
            self._store.checkpoint()

    def _the_store(self) -> Store:
        if self._store is None:
            raise RuntimeError("no workspace is open")
        return self._store


def _fulfil(future: Future[T], task: Callable[[], T]) -> None:
    try:
        future.set_result(task())
    except BaseException as error:
        future.set_exception(error)
