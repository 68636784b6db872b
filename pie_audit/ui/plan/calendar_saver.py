"""“Put the days into a calendar file”: under which name, and where it went, told in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.files import PlanFiles
from pie_audit.ui.widgets import LinkButton
from pie_audit.ui.widgets.file_offer import FileOffer
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
        self._name = ""
        self.button = LinkButton(_("Put the days into a calendar file"), "calendar-blank")
        self.offered = FileOffer(self.button, self._ask)
        self.offered.wanted.connect(self._write)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.offered)

    def offer(self, view: PlanView) -> None:
        """Whose days the link saves; it is there once an action is."""
        self._view = view
        self.setVisible(any(group.actions for group in view.groups))

    def save(self) -> None:
        """Ask where, then write."""
        self.offered.save()

    def _ask(self, over: QWidget) -> Path | None:
        return self._files.save_calendar_as(over, calendars.suggested_name(self._view.team.name))

    def _write(self, path: Path, overwrite: bool) -> None:
        self._name = path.name
        wanted = CalendarFile(self._view.team.team_id, path, overwrite=overwrite)
        self._jobs.aside(
            calendars.export_calendar, wanted, owner=self, then=self._on_written, problem=self.offered.refused
        )

    def _on_written(self, days: int) -> None:
        title = plural("{n} day is in “{name}”.", "{n} days are in “{name}”.", days)
        text = _("Open it with your calendar. Who holds what isn’t in it.")
        self.offered.written(title.format(n=days, name=self._name), text)
