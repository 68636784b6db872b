"""What we asked and what came back, under the plan; replies are noted here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.reply import Asked, Reply
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.files import PlanFiles
from pie_audit.ui.plan.reply_dialog import ReplyDialog
from pie_audit.ui.plan.take_replies import TakeReplies
from pie_audit.ui.plan.wording import sentence
from pie_audit.ui.widgets import AskedList, Banner, BusyLine, Card, SecondaryButton, announce
from pie_audit.words import _
from pie_audit.workflows import replies, reply_files
from pie_audit.workflows.plans import PlanView
from pie_audit.workflows.reply_files import FoundReplies


class AskedPanel(Card):
    """All asks that matter now. What was typed into a reply and not kept is there when it is opened again.

    `went_to` leads to the board where people are told what came back.
    """

    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, files: PlanFiles, parent: QWidget | None = None) -> None:
        super().__init__(_("What we asked, and what came back"), gap=12, parent=parent)
        self._jobs, self._files = jobs, files
        self.take_button = SecondaryButton(_("Take in replies…"), "folder-open", in_row=True)
        self.take_button.clicked.connect(self.take_in)
        self.busy = BusyLine()
        self.add_to_title(self.take_button)
        self._view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self.list = AskedList()
        self._trouble = Banner("", look="warn")
        self._trouble.hide()
        self.add(self._trouble, self.busy, self.list)
        self.list.note_wanted.connect(self._on_note)
        self.list.change_wanted.connect(self._go_on)
        self.list.strike_wanted.connect(self._on_strike)
        self.list.board_wanted.connect(self._on_board)
        self.hide()

    def show_plan(self, view: PlanView) -> None:
        """Fill; nothing shows before anything was asked."""
        self._view = view
        self._trouble.hide()
        self.list.show_asks(view.asked, view.today, may_reply=view.may_reply, to_board=view.to_board)
        self.take_button.setVisible(view.may_reply)
        self.setVisible(bool(view.asked))

    def take_in(self) -> None:
        """Look at a file that leaders sent; it is shown before anything is kept."""
        path = self._files.open_replies(self)
        if path is not None:
            self._look_at(path, self._on_unfit)

    def take_dropped(self, path: Path) -> None:
        """The same for a file that was dropped on the window; what is wrong with it is told at the window's top."""
        self._look_at(path, self._on_dropped_unfit)

    def _look_at(self, path: Path, problem: Callable[[KnownError], object]) -> None:
        self._trouble.hide()
        self.busy.start(_("Looking at the file…"))
        self._jobs.aside(
            reply_files.look,
            self._view.team.team_id,
            path,
            owner=self,
            then=self._on_found,
            problem=problem,
        )

    def _on_found(self, found: FoundReplies) -> None:
        self.busy.stop()
        TakeReplies(self._jobs, found, self).open()

    def _on_unfit(self, error: KnownError) -> None:
        self.busy.stop()
        self._tell(error)

    def _on_dropped_unfit(self, error: KnownError) -> None:
        self.busy.stop()
        self._jobs.trouble.emit(error)

    def hideEvent(self, event: QHideEvent) -> None:
        """A window over a page that nobody sees any more would be in the way; its words are kept."""
        super().hideEvent(event)
        for dialog in (*self.findChildren(ReplyDialog), *self.findChildren(TakeReplies)):
            dialog.close()

    def _on_note(self, asked: Asked) -> None:
        self._go_on(asked, replies.new_reply(asked, self._view.today))

    def _go_on(self, asked: Asked, reply: Reply) -> None:
        """With what was typed into it before, if it was left."""
        self._jobs.read(replies.begun_reply, reply, owner=self, then=partial(self._open, asked))

    def _open(self, asked: Asked, reply: Reply) -> None:
        ReplyDialog(self._jobs, asked, reply, self._view.today, self).open()

    def _on_board(self, asked: Asked) -> None:
        self.went_to.emit("said-did", f"reply/{asked.action_id}")

    def _on_strike(self, asked: Asked, reply: Reply) -> None:
        self._jobs.write(
            replies.take_back_reply, asked.action_id, reply.reply_id, owner=self, problem=self._tell
        )

    def _tell(self, error: KnownError) -> None:
        self._trouble.set(sentence(error))
        self._trouble.show()
        announce(self, sentence(error))
