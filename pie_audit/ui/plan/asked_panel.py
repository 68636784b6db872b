"""What we asked and what came back, under the plan; replies are noted here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.reply import Asked, Reply
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.reply_dialog import ReplyDialog
from pie_audit.ui.plan.wording import sentence
from pie_audit.ui.widgets import AskedList, Banner, Card, announce
from pie_audit.words import _
from pie_audit.workflows import replies
from pie_audit.workflows.plans import PlanView


class AskedPanel(Card):
    """All asks that matter now. What was typed into a reply that wasn't kept is there when it is opened again."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("What we asked, and what came back"), gap=12, parent=parent)
        self._jobs = jobs
        self._view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self._begun: dict[str, Reply] = {}
        self.list = AskedList()
        self._trouble = Banner("", look="warn")
        self._trouble.hide()
        self.add(self._trouble, self.list)
        self.list.note_wanted.connect(self._on_note)
        self.list.change_wanted.connect(self._open)
        self.list.strike_wanted.connect(self._on_strike)
        self.hide()

    def show_plan(self, view: PlanView) -> None:
        """Fill; nothing shows before anything was asked."""
        self._view = view
        self._trouble.hide()
        self.list.show_asks(view.asked, view.today, may_reply=view.may_reply)
        self.setVisible(bool(view.asked))

    def _on_note(self, asked: Asked) -> None:
        begun = self._begun.get(asked.action_id)
        self._open(asked, begun or replies.new_reply(asked, self._view.today))

    def _open(self, asked: Asked, reply: Reply) -> None:
        dialog = ReplyDialog(self._jobs, asked, reply, self._view.today, self)
        dialog.left.connect(self._on_left)
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def _on_left(self, reply: Reply, changed: bool) -> None:
        if changed:
            self._begun[reply.action_id] = reply

    def _on_kept(self, reply: Reply) -> None:
        self._begun.pop(reply.action_id, None)

    def _on_strike(self, asked: Asked, reply: Reply) -> None:
        self._jobs.write(
            replies.take_back_reply, asked.action_id, reply.reply_id, owner=self, problem=self._tell
        )

    def _tell(self, error: KnownError) -> None:
        self._trouble.set(sentence(error))
        self._trouble.show()
        announce(self, sentence(error))
