"""What somebody with a slip sees: their sheet or their survey, how to stop, and nothing else."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.shell.help_panel import HelpPanel
from pie_audit.ui.widgets import Banner
from pie_audit.words import _


class SlipRoom(QWidget):
    """One page without a sidebar. `left` when the holder is through; `place` is what the help speaks of.

    `stayed` when somebody answered that they are still there, where the room asks.
    """

    left = Signal()
    stayed = Signal()

    def __init__(self, jobs: Jobs, page: Any, place: str) -> None:
        super().__init__()
        self.page, self._place = page, place
        self.page.went_to.connect(self._on_went)
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
        """Read what is asked."""
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
        return self._place

    def toggle_help(self) -> None:
        """F1 opens the help and closes it again."""
        if self.help.isHidden():
            self.help.open_for(self._place, fade=False)
        else:
            self.help.close_panel()

    def close_panel(self) -> None:
        """Esc closes the help."""
        self.help.close_panel()

    def undo(self) -> None:
        """There is no undo but choosing again."""

    def _on_went(self, _area: str, _argument: object) -> None:
        self.left.emit()

    def _on_trouble(self, error: Exception) -> None:
        self.trouble.set(getattr(error, "what", _("Something went wrong.")), getattr(error, "todo", ""))
        self.trouble.show()


def is_unsaved(page: QWidget) -> bool:
    """Whether something on a page, or in a window over it, has not arrived in the file.

    A page tells by attribute or by method, a window by its keeper of drafts.
    """
    said = getattr(page, "unsaved", False)
    is_said = bool(said() if callable(said) else said)
    return is_said or any(keeper.unsaved for keeper in page.findChildren(DraftKeeper))
