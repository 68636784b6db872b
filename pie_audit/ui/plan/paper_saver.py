"""Writing the PDF: under which name, whether a file may be replaced, and where it went, all told in place."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.plan_document import Edition
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.files import PlanFiles
from pie_audit.ui.widgets import BusyLine, SecondaryButton
from pie_audit.ui.widgets.save_answer import SaveAnswer
from pie_audit.words import _
from pie_audit.workflows import papers
from pie_audit.workflows.paper_kinds import Paper
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.plans import PlanView


class PaperSaver(QWidget):
    """One button, and under it what came of it, which `answered` tells. `saved` with the path of the whole file."""

    saved = Signal(object)
    answered = Signal()

    def __init__(self, jobs: Jobs, files: PlanFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._files = jobs, files
        self._view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self._paper: Paper = Edition.WORDS
        self._words = ""
        self._stop = Event()
        self._path = Path()
        self.button = SecondaryButton(_("Save this PDF"), "file-pdf").stretch()
        self.button.clicked.connect(self.save)
        self.busy = BusyLine(can_cancel=True)
        self.busy.cancelled.connect(self._on_cancel)
        self._answer = SaveAnswer(self.button)
        self._answer.told.connect(self.answered)
        self._answer.other_name_wanted.connect(self.save)
        self._answer.replace_wanted.connect(self._on_replace)
        self._answer.again_wanted.connect(self._on_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self.button, self.busy, self._answer):
            layout.addWidget(part)

    def offer(self, view: PlanView, paper: Paper, words: str = "") -> None:
        """What the button saves, and in which set of words; what was told of another paper goes."""
        if (
            self._view is None
            or (paper, words) != (self._paper, self._words)
            or view.quarter != self._view.quarter
        ):
            self._answer.forget()
        self._view, self._paper, self._words = view, paper, words

    def save(self) -> None:
        """Ask where, then write."""
        self._answer.forget()
        name = papers.suggested_name(self._view.team.name, self._view.quarter, self._paper)
        path = self._files.save_as(self, name)
        if path is None:
            return
        self._path = path
        if self._path.exists():
            self._answer.ask_to_replace(self._path)
        else:
            self._write(overwrite=False)

    def has_answer(self) -> bool:
        """Whether something stands under the button."""
        return self._answer.is_told()

    def _on_replace(self) -> None:
        self._answer.forget()
        self._write(overwrite=True)

    def _write(self, *, overwrite: bool) -> None:
        self.button.setEnabled(False)
        self.busy.start(_("Writing the PDF…"))
        view = self._view
        wanted = PaperFile(view.team.team_id, view.quarter, self._paper, self._path, overwrite, self._words)
        self._stop = Event()
        self._jobs.aside(
            papers.save_paper,
            wanted,
            self._stop,
            owner=self,
            then=self._on_written,
            problem=self._on_problem,
        )

    def _on_cancel(self) -> None:
        """Nothing is written then; once the file appears it is whole."""
        self._stop.set()

    def _on_written(self, pages: int) -> None:
        self._rest()
        if not pages:
            self._answer.tell(_("Stopped. Nothing was written."))
            return
        self._answer.saved(self._path)
        self.saved.emit(self._path)

    def _on_problem(self, error: KnownError) -> None:
        self._rest()
        self._answer.refused(error)

    def _on_again(self) -> None:
        self._answer.forget()
        if self._path.exists():
            self._answer.ask_to_replace(self._path)
        else:
            self._write(overwrite=False)

    def _rest(self) -> None:
        self.busy.stop()
        self.button.setEnabled(True)
