"""The page for the board, before it is saved: real pages, made from the very file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.leading.files import LeadingFiles
from pie_audit.ui.leading.paper_frame import PaperFrame
from pie_audit.ui.widgets import Card, Command, PrimaryButton, WrapLabel
from pie_audit.ui.widgets.file_saver import FileSaver
from pie_audit.words import _
from pie_audit.workflows import board as boards

if TYPE_CHECKING:
    from pie_audit.workflows.paper_kinds import LaidOut


class BoardPaperPage(PaperFrame):
    """One PDF of what the board has to decide. `went_to` leads back to the asks."""

    KINDS = frozenset({Kind.SHARED_PLANS})

    def __init__(self, jobs: Jobs, files: LeadingFiles, parent: QWidget | None = None) -> None:
        self.saver = FileSaver(
            jobs, files, PrimaryButton(_("Save this PDF"), "file-pdf").stretch(), _("Writing the PDF…")
        )
        said = _(
            "Asks first, with how many teams ask and for how long. Nobody is ranked, and no score is on it."
        )
        side = Card(_("For your board"), WrapLabel(said, "body", "ink2"), self.saver, None, gap=12)
        super().__init__(jobs, _("The board page"), _("Back to the asks"), side, parent)
        self.saver.offer(boards.BOARD_FILE_NAME, boards.save_board)
        self.first_focus = self.saver.button

    def commands(self) -> tuple[Command, ...]:
        """Saving, and the way back."""
        words = (_("export write file"),)
        return (
            Command(_("Save this PDF"), self.saver.save, "", words, icon="file-pdf"),
            Command(_("Back to the asks"), self.leave, "", (_("close leave"),), icon="arrow-left"),
        )

    def wanted(self) -> tuple[Callable[..., LaidOut], tuple[object, ...]]:
        """See `PaperFrame`."""
        return boards.lay_out_board, ()

    def leave(self) -> None:
        """See `PaperFrame`."""
        self.went_to.emit("asks", None)
