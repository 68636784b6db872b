"""Opening a round together: the one who is signed in, and a second opener's name and password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.audit import RoundState
from pie_audit.domain.errors import CannotOpen, KnownError
from pie_audit.ui.audit.overview_cards import done_words
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Choice, Field, PasswordField, PrimaryButton, WrapLabel, column
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _
from pie_audit.workflows import meetings
from pie_audit.workflows.audits import Overview


class OpeningDialog(AskingDialog):
    """Two openers at one screen. Has no undo, and says so; `opened` when the round is open."""

    help_name = "opening"
    opened = Signal()

    def __init__(self, jobs: Jobs, view: Overview, parent: QWidget) -> None:
        super().__init__(_("Open it together"), parent)
        self._jobs, self._round = jobs, view.round
        me = jobs.me.member.name
        self._who = Choice(*(name for name in view.openers if name != me))
        self._password = PasswordField()
        self._field = Field(
            _("Their password"), self._password, _("They type it themselves. You stay signed in.")
        )
        self.add(
            WrapLabel(
                _(
                    "The whole team sees the spread at once, never whose answer is whose. "
                    "Then the sealed sheets are destroyed for good."
                )
            ),
            WrapLabel(_("This can’t be undone, so do it with the team in the room."), "strong"),
        )
        if self._round.state is RoundState.OPEN:
            so_far = f" {done_words(view)}." if view.done is not None else ""
            self.add(WrapLabel(_("Rating closes now.") + so_far, "body", "ink2"))
        self.add(
            column(
                WrapLabel(_("First opener"), "small_strong"),
                WrapLabel(_("{name}, signed in here").format(name=me)),
                gap=4,
            ),
            Field(_("Second opener"), self._who),
            self._field,
        )
        self.first_focus = self._who if self._who.count() > 1 else self._password
        self._open_button = PrimaryButton(_("Open it"), "lock-simple-open")
        self._open_button.clicked.connect(self._open_round)
        self._password.returnPressed.connect(self._open_round)
        self.add_buttons(self._open_button)

    def _open_round(self) -> None:
        if not self._open_button.isEnabled():
            return
        if not self._password.text():
            self._field.set_error(_("Their password goes here."))
            self._password.setFocus()
            return
        self._field.set_error("")
        self.set_busy(_("Opening. This takes a few seconds…"))
        self._jobs.aside(
            meetings.open_round,
            self._round.round_id,
            self._who.currentText(),
            self._password.text(),
            owner=self,
            then=self._on_opened,
            problem=self._on_problem,
        )

    def _on_opened(self, _result: object) -> None:
        self._password.clear()
        self.opened.emit()
        self.accept()

    def _on_problem(self, error: KnownError) -> None:
        self._password.clear()
        if isinstance(error, CannotOpen):
            self.say("")
            self._field.set_error(f"{error.what} {error.todo}")
            self._password.setFocus()
        else:
            self.show_trouble(error)

    def done(self, result: int) -> None:
        """However it closes, no password stays in the field."""
        self._password.clear()
        super().done(result)
