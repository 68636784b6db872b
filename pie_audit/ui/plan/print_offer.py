"""“Print…”: the paper that shows, as it would be saved, and what came of it in place."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.quarter import Quarter
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Banner, SecondaryButton, announce
from pie_audit.ui.widgets.page_print import PagePrinter, Printing
from pie_audit.words import _
from pie_audit.workflows import papers
from pie_audit.workflows.paper_kinds import LaidOut, Paper
from pie_audit.workflows.plans import PlanView


class PrintOffer(QWidget):
    """One button; it can be pressed once the pages are there."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._what: tuple[PlanView, Paper, LaidOut] | None = None
        self._told_of: tuple[Quarter, Paper] | None = None
        self.button = SecondaryButton(_("Print…"), "printer").stretch()
        self.button.clicked.connect(self._on_clicked)
        self.printer = PagePrinter(jobs, self)
        self.printer.begun.connect(self._on_begun)
        self.printer.done.connect(self._on_done)
        self.printer.refused.connect(self._on_refused)
        self.answer = Banner("", look="good")
        self.answer.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.button)
        layout.addWidget(self.answer)
        self.take_back()

    def offer(self, view: PlanView, paper: Paper, laid_out: LaidOut) -> None:
        """These pages can be printed; what was told of another paper goes."""
        if (view.quarter, paper) != self._told_of:
            self.answer.hide()
        self._told_of = (view.quarter, paper)
        self._what = (view, paper, laid_out)
        self.button.setEnabled(True)

    def take_back(self) -> None:
        """What showed is on its way out."""
        self._what = None
        self.button.setEnabled(False)

    def ask(self) -> None:
        """Choose a printer and which pages; nothing while pages are on their way here or there."""
        printing = self.printing()
        if printing is not None:
            self.answer.hide()
            self.printer.ask(printing)

    def printing(self) -> Printing | None:
        """The pages as they would be printed, from the very bytes that are saved."""
        if self._what is None:
            return None
        view, paper, laid_out = self._what
        name = papers.suggested_name(view.team.name, view.quarter, paper)
        return Printing(partial(papers.draw_page, laid_out), tuple(range(1, laid_out.pages + 1)), name)

    def _on_clicked(self, _checked: bool = False) -> None:
        self.ask()

    def _on_begun(self, words: str) -> None:
        self._tell(words, "", "info")

    def _on_done(self, words: str) -> None:
        self._tell(words, "", "good")
        if self._what is not None:
            view, paper, _laid_out = self._what
            self._jobs.aside(papers.note_printed, view.team.team_id, view.quarter, paper, owner=self)

    def _on_refused(self, error: KnownError) -> None:
        self._tell(error.what, error.todo, "warn")

    def _tell(self, title: str, text: str, look: str) -> None:
        self.answer.set_look(look)
        self.answer.set(title, text)
        self.answer.show()
        announce(self, f"{title} {text}".strip())
