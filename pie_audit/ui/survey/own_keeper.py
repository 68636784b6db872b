"""Keeps answers that somebody gives for themselves, sealed, until they are on the page or thrown away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.workflows import own_measures
from pie_audit.workflows.own_measures import OwnAnswers

KEEP_WITHIN_MS = 1500
"""From the first change on; further changes don't start it anew."""
TRY_AGAIN_MS = 3000


class OwnKeeper(QObject):
    """A draft for a crash or a lock. `trouble` says why it couldn't be kept; trying goes on. `kept` when it arrived."""

    kept = Signal()
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._me = jobs, jobs.me
        self._waiting: tuple[str, OwnAnswers] | None = None
        self._on_the_way = self._turn = 0
        self.timer, self._again = QTimer(self), QTimer(self)
        for timer, after in ((self.timer, KEEP_WITHIN_MS), (self._again, TRY_AGAIN_MS)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(self.flush)

    @property
    def unsaved(self) -> bool:
        """Whether anything has not arrived in the file yet."""
        return self._waiting is not None or self._on_the_way > 0

    def keep(self, instrument_id: str, answers: OwnAnswers) -> None:
        """Keep these soon, in place of all before."""
        self._waiting = (instrument_id, answers)
        if not self.timer.isActive():
            self.timer.start()

    def flush(self) -> None:
        """Send what waits on its way now."""
        self._stop()
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        self._on_the_way += 1
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me,
            own_measures.keep_begun,
            *waiting,
            owner=self,
            then=partial(self._on_kept, self._turn),
            problem=partial(self._on_problem, self._turn, waiting),
        )

    def forget(self) -> None:
        """Nothing that waits or is on its way matters any more."""
        self._stop()
        self._waiting = None
        self._turn += 1
        self._on_the_way = 0

    def _stop(self) -> None:
        self.timer.stop()
        self._again.stop()

    def _on_kept(self, turn: int, _result: object) -> None:
        if turn == self._turn:
            self._on_the_way -= 1
            self.kept.emit()

    def _on_problem(self, turn: int, waiting: tuple[str, OwnAnswers], error: KnownError) -> None:
        if turn != self._turn:
            return
        self._on_the_way -= 1
        if isinstance(error, CannotSave):
            self._waiting = self._waiting or waiting
            self._again.start()
        self.trouble.emit(error)
