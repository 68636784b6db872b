"""Sends work to the worker and brings results back to the Qt thread; tells every page what changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from pie_audit.domain.errors import KnownError
from pie_audit.ui.qt_thread import letterbox
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.worker import Worker

if TYPE_CHECKING:
    from pie_audit.domain.changed import Kind
    from pie_audit.workflows.presence import Me
    from pie_audit.workflows.unlock import OpenWorkspace

Then = Callable[[Any], object]
Problem = Callable[[KnownError], object]


class _Parcel(NamedTuple):
    """Who waits for a job, and what they do with its result. All of it holds widgets, so it stays on the Qt thread."""

    owner: QObject
    then: Then | None
    problem: Problem | None
    always: bool
    """Whether `then` is to be called although the owner has gone: a commit is announced whoever made it."""


class _Done(NamedTuple):
    """A job that is through, with the ticket of the parcel that waits for it."""

    ticket: int
    future: Future[Any]


class Jobs(QObject):
    """The one road from a page to a workflow. `me` and `opened` are set by the shell at sign-in and lock.

    Other threads get the work and plain values, and a ticket; no page and no widget, not even inside a function:
    the last to hold a widget deletes it, and only the Qt thread may.

    `changed` carries the kinds after a commit; `undoable` a write that can be taken back; `trouble` a known
    error nobody else took; `bug` anything else; `busy` how many jobs are under way.
    """

    changed = Signal(object)
    undoable = Signal(object)
    trouble = Signal(object)
    bug = Signal(object)
    busy = Signal(int)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worker = worker
        self.me: Me | None = None
        self.opened: OpenWorkspace | None = None
        self._under_way = 0
        self._tickets = count()
        self._waiting: dict[int, _Parcel] = {}
        self._done: deque[_Done] = deque()
        self._bring = partial(letterbox().put, letterbox().address_of(self))
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._deliver_next)

    def begin(self, opened: OpenWorkspace) -> None:
        """Work on this workspace from now on; what its own threads commit is announced here too."""
        self.opened = opened
        opened.when_changed(self._bring)

    def read(
        self,
        work: Callable[..., Any],
        *args: object,
        owner: QObject,
        then: Then,
        problem: Problem | None = None,
    ) -> None:
        """Run ``work(tx, me, *args)`` on the database thread; `then` gets the result unless `owner` is gone."""
        me = self.me
        future = self.worker.read(lambda tx: work(tx, me, *args))
        self._expect(future, owner=owner, then=then, problem=problem)

    def write(
        self,
        work: Callable[..., Any],
        *args: object,
        owner: QObject,
        then: Then | None = None,
        problem: Problem | None = None,
    ) -> None:
        """Run ``work(tx, me, *args)`` in a transaction; announces what changed, and offers its undo."""
        self.write_as(self.me, work, *args, owner=owner, then=then, problem=problem)

    def write_as(
        self,
        me: Me | None,
        work: Callable[..., Any],
        *args: object,
        owner: QObject,
        then: Then | None = None,
        problem: Problem | None = None,
    ) -> None:
        """As `write`, for who typed it: words that wait stay theirs, whoever sits at the screen by now."""
        future = self.worker.write(lambda tx: work(tx, me, *args))
        told = partial(self._written, me, then)
        self._expect(future, owner=owner, then=told, problem=problem, always=True)

    def aside(
        self,
        work: Callable[..., Any],
        *args: object,
        owner: QObject,
        then: Then | None = None,
        problem: Problem | None = None,
    ) -> None:
        """Run ``work(opened, me, *args)`` on a thread of its own: passwords, exports, several steps in a row."""
        me, opened = self.me, self.opened
        future = self.worker.aside(lambda: work(opened, me, *args))
        self._expect(future, owner=owner, then=then, problem=problem)

    def alone(
        self, task: Callable[[], Any], *, owner: QObject, then: Then, problem: Problem | None = None
    ) -> None:
        """Run `task` on a thread of its own where nobody is signed in yet: opening, creating, restoring."""
        self._expect(self.worker.aside(task), owner=owner, then=then, problem=problem)

    def compute(self, task: Callable[[], Any], *, owner: QObject, then: Then) -> None:
        """Run layout or drawing on the work thread, on plain values."""
        self._expect(self.worker.compute(task), owner=owner, then=then, problem=None)

    def _expect(
        self,
        future: Future[Any],
        *,
        owner: QObject,
        then: Then | None,
        problem: Problem | None,
        always: bool = False,
    ) -> None:
        self._under_way += 1
        self.busy.emit(self._under_way)
        ticket = next(self._tickets)
        self._waiting[ticket] = _Parcel(owner, then, problem, always)
        future.add_done_callback(partial(_tell, self._bring, ticket))

    def take_in(self, brought: object) -> None:
        """Results come one at a time, with room for keys and painting between what two of them bring about.

        Anything else that is brought are the kinds that a workspace's own thread has committed.
        """
        if isinstance(brought, _Done):
            self._done.append(brought)
            self._turn.start()
        else:
            self.changed.emit(brought)

    def _deliver_next(self) -> None:
        ticket, future = self._done.popleft()
        if self._done:
            self._turn.start()
        self._deliver(future, self._waiting.pop(ticket))

    def _deliver(self, done: Future[Any], parcel: _Parcel) -> None:
        owner, then, problem, always = parcel
        self._under_way -= 1
        self.busy.emit(self._under_way)
        wanted = shiboken6.isValid(owner)
        error = done.exception()
        if error is None:
            if then is not None and (wanted or always):
                then(done.result())
        elif not isinstance(error, KnownError):
            self.bug.emit(error)
        elif problem is not None and wanted:
            problem(error)
        else:
            self.trouble.emit(error)

    def _written(self, me: Me | None, then: Then | None, outcome: tuple[Any, frozenset[Kind]]) -> None:
        result, kinds = outcome
        if isinstance(result, Undoable) and me is self.me:
            self.undoable.emit(result)
        if kinds:
            self.changed.emit(kinds)
        if then is not None and _alive(then):
            then(result)


def _tell(bring: Callable[[_Done], None], ticket: int, future: Future[Any]) -> None:
    bring(_Done(ticket, future))


def _alive(then: Then) -> bool:
    while isinstance(then, partial):
        then = then.func
    holder = getattr(then, "__self__", None)
    return not isinstance(holder, QObject) or shiboken6.isValid(holder)


def same_person(before: Me | None, now: Me | None) -> Me | None:
    """Who goes on writing: the same person with the keys of their latest sign-in, else whoever it was before."""
    return now if whose(now) is not None and whose(now) == whose(before) else before


def whose(me: Me | None) -> str | bytes | None:
    """Tells one person, or one slip, from another; None for nobody."""
    member = getattr(me, "member", None)
    if member is not None:
        return str(member.person_id)
    return getattr(me, "seat_id", None) or getattr(me, "holder_id", None)
