"""What somebody with a slip sees: their sheet, how to stop, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.shell.help_panel import HelpPanel
from pie_audit.ui.widgets import Banner
from pie_audit.words import _
from pie_audit.workflows.presence import SlipHolder, SurveySlip


class SlipRoom(QWidget):
    """One sheet without a sidebar. `left` when the holder is through."""

    left = Signal()

    def __init__(self, jobs: Jobs, holder: SlipHolder | SurveySlip) -> None:
        super().__init__()
        from pie_audit.ui.audit.rating_page import RatingPage

        self.page = RatingPage(jobs, getattr(holder, "round_id", ""))
        self.page.went_to.connect(lambda _area, _argument: self.left.emit())
        self.trouble = Banner("", "", look="warn")
        self.trouble.hide()
        jobs.trouble.connect(self._on_trouble)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.trouble)
        layout.addWidget(self.page, 1)
        self.help = HelpPanel(self, with_places=False)
        self.help.closed.connect(self.page.begin)

    def begin(self) -> None:
        """Read the sheet."""
        self.page.reload()
        self.page.begin()

    def flush(self) -> None:
        """Send what is on the screen."""
        self.page.flush()

    def unsaved(self) -> bool:
        """Whether something has not arrived."""
        return is_unsaved(self.page)

    @property
    def owner(self) -> str:
        """Nobody’s name: a slip has none."""
        return _("somebody with a slip")

    def area(self) -> str:
        """For the help."""
        return "rate"

    def toggle_help(self) -> None:
        """F1 opens the help and closes it again."""
        if self.help.isHidden():
            self.help.open_for("rate", fade=False)
        else:
            self.help.close_panel()

    def close_panel(self) -> None:
        """Esc closes the help."""
        self.help.close_panel()

    def undo(self) -> None:
        """A sheet has no undo but choosing again."""

    def _on_trouble(self, error: Exception) -> None:
        self.trouble.set(getattr(error, "what", _("Something went wrong.")), getattr(error, "todo", ""))
        self.trouble.show()


def is_unsaved(page: QWidget) -> bool:
    """Whether a page says that something on it has not arrived in the file; told by attribute or by method."""
    said = getattr(page, "unsaved", False)
    return bool(said() if callable(said) else said)
