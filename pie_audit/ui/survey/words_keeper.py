"""Keeps a half-filled form for bringing words, sealed to whoever fills it in, until it is ready or thrown away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.domain.words_form import WordsForm
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.ui.widgets import StateLabel
from pie_audit.workflows import bringing

KEEP_WITHIN_MS = 1500
"""From the first change on; further changes don't start it anew."""
TRY_AGAIN_MS = 3000


class WordsKeeper(QObject):
    """`trouble` carries why it couldn't be kept, after which trying goes on where that may help; `kept` comes after."""

    kept = Signal()
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, instrument_id: str, state: StateLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._id, self._state = jobs, instrument_id, state
        self._me = jobs.me
        self._waiting: WordsForm | None = None
        self._on_the_way = 0
        self._timer, self._again = QTimer(self), QTimer(self)
        for timer, after in ((self._timer, KEEP_WITHIN_MS), (self._again, TRY_AGAIN_MS)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(self.flush)

    @property
    def unsaved(self) -> bool:
        """Whether anything has not arrived in the file yet."""
        return self._waiting is not None or self._on_the_way > 0

    def keep(self, form: WordsForm) -> None:
        """Keep this soon, in place of all before."""
        self._waiting = form
        self._state.saving()
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Send what waits on its way now."""
        self._timer.stop()
        self._again.stop()
        form, self._waiting = self._waiting, None
        if form is None:
            return
        self._on_the_way += 1
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me,
            bringing.keep_begun,
            self._id,
            form,
            owner=self,
            then=self._on_kept,
            problem=partial(self._on_problem, form),
        )

    def forget(self) -> None:
        """What waits doesn't matter any more."""
        self._timer.stop()
        self._again.stop()
        self._waiting = None
        self._state.rest()

    def _on_kept(self, _result: object) -> None:
        self._on_the_way -= 1
        if self._waiting is None:
            self._state.saved()
        self.kept.emit()

    def _on_problem(self, form: WordsForm, error: KnownError) -> None:
        self._on_the_way -= 1
        if isinstance(error, CannotSave):
            self._waiting = self._waiting or form
            self._again.start()
        self._state.trouble()
        self.trouble.emit(error)
