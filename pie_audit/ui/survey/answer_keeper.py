"""Keeps what somebody has begun, sealed to them alone, until they send it or throw it away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.domain.survey import Answers
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.workflows.surveys import taking

KEEP_WITHIN_MS = 1500
"""From the first change on; further changes don't start it anew."""
TRY_AGAIN_MS = 3000


class AnswerKeeper(QObject):
    """A draft, for a crash or a lock. `trouble` says why it couldn't be kept; trying goes on. `kept` when it arrived."""

    kept = Signal()
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, survey_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._survey_id = jobs, survey_id
        self._me = jobs.me
        self._waiting: Answers | None = None
        self._on_the_way = 0
        self._turn = 0
        self.timer, self._again = QTimer(self), QTimer(self)
        for timer, after in ((self.timer, KEEP_WITHIN_MS), (self._again, TRY_AGAIN_MS)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(self.flush)

    @property
    def unsaved(self) -> bool:
        """Whether anything has not arrived in the file yet."""
        return self._waiting is not None or self._on_the_way > 0

    def keep(self, answers: Answers) -> None:
        """Keep these soon, in place of all before."""
        self._waiting = answers
        if not self.timer.isActive():
            self.timer.start()

    def flush(self) -> None:
        """Send what waits on its way now."""
        self._stop()
        answers, self._waiting = self._waiting, None
        if answers is None:
            return
        self._on_the_way += 1
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me,
            taking.keep_begun,
            self._survey_id,
            answers,
            owner=self,
            then=partial(self._on_kept, self._turn),
            problem=partial(self._on_problem, self._turn, answers),
        )

    def throw_away(self) -> None:
        """Nothing stays, neither here nor in the file."""
        self.forget()
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(self._me, taking.throw_away, self._survey_id, owner=self, problem=self._on_left)

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

    def _on_problem(self, turn: int, answers: Answers, error: KnownError) -> None:
        if turn != self._turn:
            return
        self._on_the_way -= 1
        if isinstance(error, CannotSave):
            self._waiting = self._waiting or answers
            self._again.start()
        self.trouble.emit(error)

    def _on_left(self, error: KnownError) -> None:
        """A draft that couldn't be thrown away: said, not hidden."""
        self.trouble.emit(error)
