"""A short PIN for half an hour after a lock: off until somebody wants it."""

from __future__ import annotations

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.problems import sentence
from pie_audit.ui.widgets import (
    Card,
    Chip,
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
from pie_audit.words import _
from pie_audit.workflows import short_pin


class PinCard(Card):
    """Choose it, change it, switch it off."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(_("A short PIN after a lock"), icon="lock-simple", gap=12)
        self._jobs = jobs
        self._state = Chip("", "neutral")
        self.add_to_title(self._state)
        self.open_button = SecondaryButton(_("Choose a PIN"))
        self.off_button = LinkButton(_("Switch it off"))
        self.pin, self.again = PasswordField(), PasswordField()
        self._field = Field(_("4 to 8 digits"), self.pin)
        self._again_field = Field(_("And again"), self.again)
        self.go = PrimaryButton(_("Use this PIN"))
        self._cancel = LinkButton(_("Cancel"))
        self._form = boxed(
            column(self._field, self._again_field, boxed(FlowLayout(self.go, self._cancel)), gap=10)
        )
        self._form.hide()
        self.off_button.hide()
        self.add(
            WrapLabel(
                _(
                    "For 30 minutes after a lock it opens what your password opened: five tries, on this computer. "
                    "Your keys stay in memory that long. Closing, sleep or somebody else’s sign-in ends it."
                ),
                "small",
                "ink2",
            ),
            boxed(FlowLayout(self.open_button, self.off_button)),
            self._form,
        )
        self._connect()

    def _connect(self) -> None:
        self.open_button.clicked.connect(self._on_open)
        self.off_button.clicked.connect(self._on_off)
        self.go.clicked.connect(self._on_go)
        self._cancel.clicked.connect(self.clear)
        self.pin.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._on_go)

    def reload(self) -> None:
        """On or off."""
        self._jobs.read(short_pin.has_pin, owner=self, then=self._show_state)

    def clear(self) -> None:
        """Fold it up; no digit stays behind."""
        for line in (self.pin, self.again):
            line.clear()
        self._field.set_error("")
        self._again_field.set_error("")
        self._form.hide()
        self.open_button.show()

    def _show_state(self, is_on: bool) -> None:
        self._state.set(_("On") if is_on else _("Off"), "good" if is_on else "neutral")
        self.open_button.setText(_("Choose another") if is_on else _("Choose a PIN"))
        self.off_button.setVisible(is_on)

    def _on_open(self, _checked: bool = False) -> None:
        self.open_button.hide()
        self._form.show()
        self.pin.setFocus()

    def _on_go(self) -> None:
        self._field.set_error("")
        self._again_field.set_error("")
        if self.pin.text() != self.again.text():
            self._again_field.set_error(_("These two don’t match yet."))
            self.again.setFocus()
            return
        self._jobs.write(
            short_pin.set_pin, self.pin.text(), owner=self, then=self._on_set, problem=self._on_problem
        )

    def _on_set(self, _nothing: object) -> None:
        self.clear()
        self.reload()

    def _on_problem(self, error: KnownError) -> None:
        self._field.set_error(sentence(error))
        self.pin.setFocus()

    def _on_off(self, _checked: bool = False) -> None:
        self.clear()
        self._jobs.write(short_pin.switch_off, owner=self, then=self._on_set)
