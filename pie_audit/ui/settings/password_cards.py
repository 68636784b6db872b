"""Changing the password, and new keys as well where somebody may know it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.problems import sentence, was_wrong_secret
from pie_audit.ui.settings.new_password import NewPassword
from pie_audit.ui.widgets import (
    BusyLine,
    Card,
    Field,
    FlowLayout,
    LinkButton,
    PasswordField,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.ui.widgets.on_the_way import Waiting
from pie_audit.words import _
from pie_audit.workflows import founding
from pie_audit.workflows.unlock import SignedIn


class PasswordCard(Card):
    """Change the password: the old one, then a new one twice. `changed` when it has taken hold."""

    changed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(self._title(), icon=self._icon(), gap=12)
        self._jobs = jobs
        self.open_button = SecondaryButton(self._opens())
        self.old = PasswordField()
        self._old_field = Field(_("Your password now"), self.old)
        self.new = NewPassword(jobs, self._near, label=_("The new one"))
        self.go = PrimaryButton(self._goes())
        self._cancel = LinkButton(_("Cancel"))
        self._busy, self._waiting = BusyLine(), Waiting(self)
        self._form = boxed(
            column(self._old_field, self.new, boxed(FlowLayout(self.go, self._cancel)), self._busy, gap=12)
        )
        self._form.hide()
        self.said = WrapLabel(self._says(), "small", "ink2")
        self.add(self.said, boxed(FlowLayout(self.open_button)), self._form)
        self.open_button.clicked.connect(self._on_open)
        self._cancel.clicked.connect(self.clear)
        self.go.clicked.connect(self._on_go)
        self.new.submitted.connect(self._on_go)
        self.old.returnPressed.connect(self.new.setFocus)
        self.setFocusProxy(self.open_button)

    # what another card of this kind says and does instead

    def _title(self) -> str:
        return _("Your password")

    def _icon(self) -> str:
        return "key"

    def _opens(self) -> str:
        return _("Change it")

    def _goes(self) -> str:
        return _("Change my password")

    def _says(self) -> str:
        return _("Nobody can reset it for you. That is what keeps it private.")

    def _done(self) -> str:
        return _("Changed. From now on only the new one opens anything.")

    def _work(self) -> Callable[..., Any]:
        return founding.change_password

    def clear(self) -> None:
        """Fold it up again."""
        self._old_field.set_error("")
        self.old.clear()
        self.new.clear()
        self._form.hide()
        self.open_button.show()

    def _near(self) -> tuple[str, ...]:
        me = self._jobs.me
        return (me.member.name,) if isinstance(me, SignedIn) else ()

    def _on_open(self) -> None:
        self.open_button.hide()
        self._form.show()
        self.old.setFocus()

    def _on_go(self) -> None:
        new = self.new.chosen()
        if new is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self._waiting.begin()
        self._old_field.set_error("")
        self._busy.start(_("Wrapping your keys anew…"))
        self._jobs.aside(
            self._work(),
            self.old.text(),
            new,
            owner=self,
            then=self._on_changed,
            problem=self._on_problem,
        )

    def _on_changed(self, _nothing: object) -> None:
        self._busy.stop()
        self.go.setEnabled(True)
        self.clear()
        self.said.setText(self._done())
        self.changed.emit()

    def _on_problem(self, error: KnownError) -> None:
        """It is told in the form; not once that was folded up, with what was typed into it."""
        self._busy.stop()
        self.go.setEnabled(True)
        if self._form.isHidden():
            return
        if was_wrong_secret(error):
            self._old_field.set_error(_("That was not it. Try once more."))
            if self._waiting.is_here():
                self.old.setFocus()
        else:
            self.new.tell(sentence(error))


class RenewCard(PasswordCard):
    """New keys and a new password; My key has to be made again."""

    def _title(self) -> str:
        return _("Somebody may know my password")

    def _icon(self) -> str:
        return "warning"

    def _opens(self) -> str:
        return _("Make new keys")

    def _goes(self) -> str:
        return _("New password and new keys")

    def _says(self) -> str:
        return _(
            "You get a new password and new keys, and every page of yours is wrapped anew. Your My key sheet and "
            "short PIN end with it. A copy that was made before still opens with the old password."
        )

    def _done(self) -> str:
        return _("Done. The old password and the old My key open nothing here any more.")

    def _work(self) -> Callable[..., Any]:
        from pie_audit.workflows import key_changes

        return key_changes.renew
