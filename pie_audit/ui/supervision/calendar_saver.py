"""“Put my sessions into a calendar file”: under which name, and where it went, told in place."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimeZone
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Banner, LinkButton, announce, clear
from pie_audit.words import _, plural
from pie_audit.workflows.supervision import session_calendar
from pie_audit.workflows.supervision.session_calendar import SUGGESTED_NAME, SessionFile


class AsksForPath(Protocol):
    """Whatever asks where a file should go."""

    def save_calendar_as(self, parent: QWidget, suggested_name: str) -> Path | None:
        """A path, or None for a second thought."""


class Dialogs:
    """The system's own dialog."""

    def save_calendar_as(self, parent: QWidget, suggested_name: str) -> Path | None:
        """A path, or None for a second thought; the system asks before it replaces a file."""
        name, _kind = QFileDialog.getSaveFileName(
            parent, _("Save the calendar file"), suggested_name, _("Calendar file (*.ics)")
        )
        return Path(name) if name else None


class CalendarSaver(QWidget):
    """One link, and under it what came of it."""

    def __init__(self, jobs: Jobs, dialogs: AsksForPath | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._path = jobs, Path()
        self.dialogs: AsksForPath = dialogs or Dialogs()
        self.button = LinkButton(_("Put my sessions into a calendar file"), "calendar-blank")
        self.button.clicked.connect(self.save)
        self._answer = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.button)
        layout.addLayout(self._answer)

    def save(self) -> None:
        """Ask where, then write."""
        clear(self._answer)
        path = self.dialogs.save_calendar_as(self, SUGGESTED_NAME)
        if path is None:
            return
        self._path = path
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        # The system's dialog has asked already whether a file may be replaced.
        wanted = SessionFile(path, zone, overwrite=True)
        self._jobs.aside(
            session_calendar.export_sessions,
            wanted,
            owner=self,
            then=self._on_written,
            problem=self._on_problem,
        )

    def _on_written(self, sessions: int) -> None:
        title = plural("{n} session is in “{name}”.", "{n} sessions are in “{name}”.", sessions)
        self._say(
            title.format(n=sessions, name=self._path.name), _("Open it with your calendar. No name is in it.")
        )

    def _on_problem(self, error: KnownError) -> None:
        self._say(error.what, error.todo, "warn")

    def _say(self, title: str, text: str, look: str = "good") -> None:
        clear(self._answer)
        self._answer.addWidget(Banner(title, text, look=look))
        announce(self, f"{title} {text}")
