"""Keeps what somebody has begun as a sealed draft, until it is finished or thrown away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

from PySide6.QtCore import QObject, Signal

from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.ui.keep_soon import KeepSoon

_Draft = tuple[object, ...]


class DraftKeeper(QObject):
    """Writes ``work(tx, me, *names, *draft)``, the newest draft only, as the person who typed it.

    `kept` when one arrived. `trouble` says why one couldn't be kept; where room on the disk may help, trying goes on.
    """

    kept = Signal()
    trouble = Signal(object)

    def __init__(
        self, jobs: Jobs, work: Callable[..., object], *names: object, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._me = jobs, jobs.me
        self._work, self._names = work, names
        self._waiting: _Draft | None = None
        self._numbers = count()
        self._on_the_way: set[int] = set()
        self.soon = KeepSoon(self, self.flush)

    @property
    def unsaved(self) -> bool:
        """Whether anything has not arrived in the file yet."""
        return self._waiting is not None or bool(self._on_the_way)

    def keep(self, *draft: object) -> None:
        """Keep this soon, in place of all before."""
        self._waiting = draft
        self.soon.touch()

    def flush(self) -> None:
        """Send what waits on its way now."""
        self.soon.stop()
        draft, self._waiting = self._waiting, None
        if draft is not None:
            self._send(self._work, *self._names, *draft, then=self.kept.emit, draft=draft)

    def outlive(self, page: QObject | None) -> None:
        """The window over `page` closes: send what waits now, and go on from the page until it has arrived."""
        self.flush()
        if self.unsaved:
            self.setParent(page)
            self.trouble.connect(self._jobs.trouble)
            self.kept.connect(self.deleteLater)

    def forget(self) -> None:
        """Nothing that waits or is on its way matters any more."""
        self.soon.stop()
        self._waiting = None
        self._on_the_way.clear()

    def _send(
        self,
        work: Callable[..., object],
        *args: object,
        then: Callable[[], object],
        draft: _Draft | None = None,
    ) -> None:
        """Write this; `draft` is what waits again where there was no room for it."""
        number = next(self._numbers)
        self._on_the_way.add(number)
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me,
            work,
            *args,
            owner=self,
            then=partial(self._on_arrived, number, then),
            problem=partial(self._on_problem, number, draft),
        )

    def _on_arrived(self, number: int, then: Callable[[], object], _result: object) -> None:
        if number in self._on_the_way:
            self._on_the_way.remove(number)
            then()

    def _on_problem(self, number: int, draft: _Draft | None, error: KnownError) -> None:
        if number not in self._on_the_way:
            return
        self._on_the_way.remove(number)
        if draft is not None and isinstance(error, CannotSave):
            self._wait_again(number, draft)
        self.trouble.emit(error)

    def _wait_again(self, number: int, draft: _Draft) -> None:
        """Put it back, unless something newer waits or is on its way."""
        if self._waiting is None and number > max(self._on_the_way, default=-1):
            self._waiting = draft
        if self._waiting is not None:
            self.soon.try_again()
