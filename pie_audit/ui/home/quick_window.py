"""The quick box in a small window over whatever page is open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.home.quick_box import QuickBox
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows.everyday import quick_notes


class QuickWindow(SmallWindow):
    """Opened with `open()`. It closes once something is noted; Escape closes it, and what was typed waits for next time."""

    help_name = "home"
    _width = 720

    def __init__(self, jobs: Jobs, team_id: str, begin: tuple[TeamPart, str], parent: QWidget) -> None:
        super().__init__(_("Note something small"), parent)
        self.box = QuickBox(jobs, team_id, quick_notes.WINDOW)
        self.add(self.box, None)
        self.add_above_buttons(self.box.trouble)
        self.add_buttons(self.box.go)  # in sight however much stands above it
        self.box.noted.connect(self.accept)
        self.box.grown.connect(self.fit_soon)
        self.finished.connect(self._on_finished)
        self.box.take(*begin)
        self.box.reload()

    def _on_finished(self, _result: int) -> None:
        self.box.keeper.outlive(self.parentWidget())
