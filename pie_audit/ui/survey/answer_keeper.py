"""Keeps what somebody has begun, sealed to them alone, until they send it or throw it away."""

from __future__ import annotations

from PySide6.QtCore import QObject

from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.workflows.surveys import taking


class AnswerKeeper(DraftKeeper):
    """Answers to one survey, for a crash or a lock."""

    def __init__(self, jobs: Jobs, survey_id: str, parent: QObject | None = None) -> None:
        super().__init__(jobs, taking.keep_begun, survey_id, parent=parent)
        self._survey_id = survey_id

    def throw_away(self) -> None:
        """Nothing stays, neither here nor in the file; where that can't be, it is said."""
        self.forget()
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me, taking.throw_away, self._survey_id, owner=self, problem=self.trouble.emit
        )
