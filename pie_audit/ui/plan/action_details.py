"""One action to read, for somebody who doesn't edit the plan."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.plan import Action, Involvement
from pie_audit.ui.plan.days import field_words
from pie_audit.ui.plan.history import so_far
from pie_audit.ui.plan.reasons import reason_words
from pie_audit.ui.plan.wording import due_words, involvement_words, level_words, owner_words, status_look
from pie_audit.ui.widgets import Card, IconButton, WrapLabel, clear, column
from pie_audit.words import _
from pie_audit.workflows.plans import PlanView


class ActionDetails(Card):
    """`closed` when somebody has read enough."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Action"), gap=12, parent=parent)
        self.action: Action | None = None
        self.close_button = IconButton("x", _("Close"), in_row=True)
        self.close_button.clicked.connect(self.leave)
        self.add_to_title(self.close_button)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self.add(self._lines, None)

    def show_action(self, action: Action, view: PlanView) -> None:
        """Every field that says something."""
        self.action = action
        clear(self._lines)
        for label, words in _lines(action, view):
            if words:
                self._lines.addLayout(
                    column(WrapLabel(label, "small_strong", "ink2"), WrapLabel(words), gap=3)
                )

    def leave(self) -> None:
        """Close."""
        self.action = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _lines(action: Action, view: PlanView) -> tuple[tuple[str, str], ...]:
    due = due_words(action, view.today)
    if action.due and action.is_overdue(view.today):
        due = _("{day}: {over}").format(day=field_words(action.due), over=due.casefold())
    hand = involvement_words(action.involvement) if action.involvement is not Involvement.NO else ""
    return (
        (_("What will we do?"), action.what),
        (_("Why"), reason_words(action, view)),
        (_("First small step"), action.first_small_step),
        (_("Who holds it"), owner_words(action, view)),
        (_("By when"), due),
        (_("What would {residents} notice?"), action.success_sign),
        (_("Level"), level_words(action.barrier_level) if action.barrier_level else ""),
        (_("Where it is up to"), status_look(action.status).words),
        (_("Why did it stop?"), action.status_reason),
        (_("What do we need?"), action.ask_what),
        (_("Why now"), action.ask_why_now),
        (_("From whom"), action.ask_of),
        (_("Reply by"), field_words(action.ask_reply_by) if action.ask_reply_by else ""),
        (_("Rough yearly cost"), action.ask_cost),
        (_("What stays as it is if not?"), action.ask_if_no),
        (_("People with lived experience"), hand),
        (_("So far"), "\n".join(so_far(action, view))),
    )
