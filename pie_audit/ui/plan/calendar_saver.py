"""“Put the days into a calendar file”: under which name, and where it went, told in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.files import PlanFiles
from pie_audit.ui.widgets import Banner, FlowLayout, LinkButton, SecondaryButton, announce, boxed, clear
from pie_audit.words import _, plural
from pie_audit.workflows import calendars
from pie_audit.workflows.calendars import CalendarFile
from pie_audit.workflows.plans import PlanView


class CalendarSaver(QWidget):
    """One link, and under it what came of it."""

    def __init__(self, jobs: Jobs, files: PlanFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._files = jobs, files
        self._view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self._path = Path()
        self.button = LinkButton(_("Put the days into a calendar file"), "calendar-blank")
        self.button.clicked.connect(self.save)
        self._answer = QVBoxLayout()
        self._answer.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(boxed(FlowLayout(self.button)))
        layout.addLayout(self._answer)

    def offer(self, view: PlanView) -> None:
        """Whose days the link saves; it is there once an action is."""
        self._view = view
        self.setVisible(any(group.actions for group in view.groups))

    def save(self) -> None:
        """Ask where, then write."""
        clear(self._answer)
        name = calendars.suggested_name(self._view.team.name)
        path = self._files.save_calendar_as(self, name)
        if path is None:
            return
        self._path = path
        if path.exists():
            self._ask_to_replace()
        else:
            self._write(overwrite=False)

    def _ask_to_replace(self) -> None:
        replace = SecondaryButton(_("Replace it"), in_row=True)
        replace.clicked.connect(self._on_replace)
        title = _("“{name}” is there already. Replace it?").format(name=self._path.name)
        self._say(title, _("What is in that file now would be gone."), "warn", replace)
        replace.setFocus()

    def _on_replace(self) -> None:
        clear(self._answer)
        self.button.setFocus()
        self._write(overwrite=True)

    def _write(self, *, overwrite: bool) -> None:
        self.button.setEnabled(False)
        wanted = CalendarFile(self._view.team.team_id, self._path, overwrite=overwrite)
        self._jobs.aside(
            calendars.export_calendar, wanted, owner=self, then=self._on_written, problem=self._on_problem
        )

    def _on_written(self, days: int) -> None:
        self.button.setEnabled(True)
        title = plural("{n} day is in “{name}”.", "{n} days are in “{name}”.", days)
        text = _("Open it with your calendar. Who holds what isn’t in it.")
        self._say(title.format(n=days, name=self._path.name), text, "good")

    def _on_problem(self, error: KnownError) -> None:
        self.button.setEnabled(True)
        self._say(error.what, error.todo, "warn")

    def _say(self, title: str, text: str, look: str, *buttons: SecondaryButton) -> None:
        clear(self._answer)
        self._answer.addWidget(Banner(title, text, look=look))
        if buttons:
            self._answer.addWidget(boxed(FlowLayout(*buttons)))
        announce(self, f"{title} {text}")
