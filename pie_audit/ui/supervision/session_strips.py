"""What one should know before writing: no agreement, a supervisor who also manages, a wish to move, why it was lost."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.session import SessionStatus
from pie_audit.ui.supervision.words import first_name, status_words
from pie_audit.ui.widgets import Banner, clear
from pie_audit.words import _
from pie_audit.workflows.supervision.supervision_sessions import SessionView


class SessionStrips(QWidget):
    """`agreement_wanted` carries an agreement's id, or “new”."""

    agreement_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[tuple[str, ...]] = []
        self._agreement_id = "new"
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.hide()

    def show_session(self, view: SessionView) -> None:
        """Fill anew where anything changed."""
        self._agreement_id = view.agreement.agreement.agreement_id if view.agreement else "new"
        wanted = _strips(view)
        self.setVisible(bool(wanted))
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._column)
        for title, text, look, icon, *action in wanted:
            banner = Banner(title, text, look=look, icon=icon, actions=tuple(action))
            banner.actionChosen.connect(self._on_action)
            self._column.addWidget(banner)

    def _on_action(self, _which: int) -> None:
        self.agreement_wanted.emit(self._agreement_id)


def _strips(view: SessionView) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    if view.session.status is SessionStatus.CANCELLED:
        found.append((status_words(view.session), view.agenda.why_lost, "sunk", "x"))
    if view.agenda.move_asked_by == view.other_id and view.session.is_to_come:
        title = _("{name} asks for another day.").format(name=first_name(view.other_name))
        found.append((title, view.agenda.move_words, "info", "swap"))
    if not view.has_agreement:
        title = _("You two have no agreement that both signed.")
        if view.agreement is not None and view.agreement.agreement.review_on < view.today:
            title = _("It’s time to look at your agreement again.")
        verb = _("Open it") if view.agreement else _("Start one")
        text = _("You can meet and write all the same.")
        found.append((title, text, "info", "handshake", verb))
    if view.manages:
        supervisor = first_name(view.names.get(view.session.supervisor_id or "", ""))
        supervisee = first_name(view.names.get(view.session.supervisee_id or "", ""))
        title = _("{supervisor} also manages {supervisee}’s team.")
        text = _("Some things may be easier to say in a second space.")
        if view.agreement is not None and view.agreement.has_second:
            text = _("There is a second space with somebody who doesn’t manage.")
        found.append(
            (title.format(supervisor=supervisor, supervisee=supervisee), text, "sunk", "warning-circle")
        )
    return found
