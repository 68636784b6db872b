"""Sends what is on a page to the database: the newest of everything, in order, until it has arrived."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.ui.jobs import Jobs, same_person

TRY_AGAIN_MS = 2000


_LET_GO = ""
"""The key of what is on its way although nobody waits for it any more."""


class _Parcel(NamedTuple):
    key: str
    work: Callable[..., object]
    args: tuple[object, ...]


class SheetKeeper(QObject):
    """Keeps at most one write on its way; a newer one for the same key takes the place of one that waits.

    So fifty fast choices are a few writes, and nobody waits for one. What couldn't be written is tried again,
    as the person who wrote it, whoever sits at the screen by then. A refusal (rating has closed) is not, and its
    words stay here, unless `lets_go` because the page keeps them. `refused` carries the error and what was to be
    written.
    """

    saving = Signal()
    saved = Signal()
    trouble = Signal(object)
    refused = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None, *, lets_go: bool = False) -> None:
        super().__init__(parent)
        self._jobs, self._lets_go = jobs, lets_go
        self._me = jobs.me
        self._waiting: dict[str, _Parcel] = {}
        self._on_the_way: deque[_Parcel] = deque()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TRY_AGAIN_MS)
        self._again.timeout.connect(self._send_next)
        jobs.bug.connect(self._on_bug)

    @property
    def unsaved(self) -> bool:
        """Whether anything has not arrived yet."""
        return bool(self._waiting) or any(p.key != _LET_GO for p in self._on_the_way)

    def pending(self) -> dict[str, object]:
        """What is to be written and has not arrived: the last argument of each, by key."""
        return {p.key: p.args[-1] for p in (*self._on_the_way, *self._waiting.values())}

    def keep(self, key: str, work: Callable[..., object], *args: object) -> None:
        """Write ``work(tx, me, *args)`` soon; the last one with this key counts."""
        self._waiting.pop(key, None)
        self._waiting[key] = _Parcel(key, work, args)
        self.saving.emit()
        self._send_next()

    def flush(self) -> None:
        """Send all that waits, now: before a lock or the closing of the window."""
        while self._waiting:
            self._send()

    def forget(self) -> None:
        """Let go of what has not arrived: the person has taken a copy, or it can never be saved."""
        self._waiting.clear()
        self._on_the_way = deque(p._replace(key=_LET_GO) for p in self._on_the_way)
        self._again.stop()

    def _send_next(self) -> None:
        if self._waiting and not self._on_the_way:
            self._send()

    def _send(self) -> None:
        self._again.stop()
        parcel = self._waiting.pop(next(iter(self._waiting)))
        self._on_the_way.append(parcel)
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me, parcel.work, *parcel.args, owner=self, then=self._on_arrived, problem=self._on_problem
        )

    def _on_arrived(self, _result: object) -> None:
        if self._on_the_way:
            self._on_the_way.popleft()
        if self._waiting:
            self._send_next()
        elif not self._on_the_way:
            self.saved.emit()

    def _on_problem(self, error: KnownError) -> None:
        if self._on_the_way and self._on_the_way[0].key == _LET_GO:
            self._on_the_way.popleft()
            self._send_next()
            return
        if isinstance(error, NotNow):
            self._on_refused(error)
            return
        self._take_back(1)
        self.trouble.emit(error)
        self._again.start()

    def _on_refused(self, error: NotNow) -> None:
        what = self._on_the_way[0].args[-1] if self._on_the_way else None
        if not self._lets_go:
            self._take_back(1)
        elif self._on_the_way:
            self._on_the_way.popleft()
        self.refused.emit(error, what)
        if self._lets_go:
            self._send_next()

    def _on_bug(self, _error: object) -> None:
        """Whoever's it was: what may be lost with it waits for the next save, which changes nothing if it arrived."""
        if self._on_the_way:
            self._take_back(len(self._on_the_way))
            self.trouble.emit(None)

    def _take_back(self, parcels: int) -> None:
        """Put what did not arrive before what waits, unless something newer replaced it."""
        back = [self._on_the_way.popleft() for _ in range(min(parcels, len(self._on_the_way)))]
        kept = {p.key: p for p in back if p.key != _LET_GO and p.key not in self._waiting}
        self._waiting = {**kept, **self._waiting}
