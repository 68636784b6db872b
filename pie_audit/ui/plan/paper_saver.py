"""Writing the PDF of a plan or a report, which may take a while and be stopped."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from PySide6.QtWidgets import QWidget

from pie_audit.domain.plan_document import Edition
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.files import PlanFiles
from pie_audit.ui.widgets import BusyLine, SecondaryButton
from pie_audit.ui.widgets.path_saver import PathSaver
from pie_audit.words import _
from pie_audit.workflows import papers
from pie_audit.workflows.paper_kinds import Paper
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.plans import PlanView


class PaperSaver(PathSaver):
    """Writes the paper that is shown."""

    def __init__(self, jobs: Jobs, files: PlanFiles, parent: QWidget | None = None) -> None:
        button = SecondaryButton(_("Save this PDF"), "file-pdf").stretch()
        super().__init__(button, BusyLine(can_cancel=True), parent)
        self._jobs, self._files = jobs, files
        self._view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self._paper: Paper = Edition.WORDS
        self._words = ""
        self._stop = Event()
        self.busy.cancelled.connect(self._on_cancel)

    def offer(self, view: PlanView, paper: Paper, words: str = "") -> None:
        """What the button saves, and in which set of words; what was told of another paper goes."""
        if (
            self._view is None
            or (paper, words) != (self._paper, self._words)
            or view.quarter != self._view.quarter
        ):
            self.answer.forget()
        self._view, self._paper, self._words = view, paper, words

    def ask(self) -> tuple[Path, bool] | None:
        """The dialog asks nothing about a file that is there."""
        name = papers.suggested_name(self._view.team.name, self._view.quarter, self._paper)
        path = self._files.save_as(self, name)
        return None if path is None else (path, False)

    def write(self, *, overwrite: bool) -> None:
        """See `PathSaver`."""
        self.begin(_("Writing the PDF…"))
        view = self._view
        wanted = PaperFile(view.team.team_id, view.quarter, self._paper, self.path, overwrite, self._words)
        self._stop = Event()
        self._jobs.aside(
            papers.save_paper,
            wanted,
            self._stop,
            owner=self,
            then=self._on_pages,
            problem=self.on_refused,
        )

    def _on_cancel(self) -> None:
        """Nothing is written then; once the file appears it is whole."""
        self._stop.set()

    def _on_pages(self, pages: int) -> None:
        if pages:
            self.on_written(pages)
        else:
            self.rest()
            self.answer.tell(_("Stopped. Nothing was written."))
