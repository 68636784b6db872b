"""Two small things of the lock screen: the short PIN, and a line before signing in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.problems import sentence
from pie_audit.ui.shell.pin_hold import PinHold
from pie_audit.ui.widgets import (
    Field,
    FlowLayout,
    LinkButton,
    PasswordField,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    Tick,
    WrapLabel,
    announce,
    boxed,
    column,
)
from pie_audit.words import _, plural


class PinPart(QWidget):
    """The PIN of whoever locked a moment ago. `opened` brings them; `fitted` when it came to be, or ended."""

    opened = Signal(object)
    fitted = Signal()

    def __init__(self, hold: PinHold) -> None:
        super().__init__()
        self._hold = hold
        self._name = ""
        self._by_password = False
        self.is_offered = False
        self.pin = PasswordField()
        self.field = Field(_("Your PIN"), self.pin)
        self.go = PrimaryButton(_("Open with my PIN"), "lock-simple-open").stretch()
        self.other = LinkButton(_("Use my password instead"))
        self.setLayout(column(self.field, self.go, boxed(FlowLayout(self.other))))
        self.setFocusProxy(self.pin)
        self.other.clicked.connect(self._on_other)
        self.go.clicked.connect(self._on_go)
        self.pin.returnPressed.connect(self._on_go)
        hold.changed.connect(self.fit)

    def choose(self, name: str) -> None:
        """Somebody's name was chosen; only whoever locked has a PIN here."""
        self._name, self._by_password = name, False
        self.fit()

    def fit(self) -> None:
        """Offer it to whoever is held, and to nobody else."""
        held = self._hold.held
        self.is_offered = held is not None and held.name == self._name and not self._by_password
        self.pin.clear()
        self.field.set_error("")
        if held is not None and self.is_offered:
            minutes = held.minutes_left
            words = plural("Good for another minute.", "Good for another {n} minutes.", minutes)
            self.field.set_help(words.format(n=minutes))
        self.fitted.emit()

    def _on_other(self, _checked: bool = False) -> None:
        self._by_password = True
        self.fit()

    def _on_go(self) -> None:
        held = self._hold.held
        if held is None:
            return
        me = held.reopen(self.pin.text())
        self.pin.clear()
        if me is not None:
            self.opened.emit(me)
        elif self._hold.held is not None:  # asking lets go of keys whose last try this was
            left = plural("{n} try left.", "{n} tries left.", held.tries_left).format(n=held.tries_left)
            self.field.set_error(_("That was not it. {left}").format(left=left))
            self.pin.setFocus()


class LinePart(QWidget):
    """One line for one's own pages, kept before signing in. Folded up until it is wanted; `toggled` tells."""

    toggled = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._person_id = ""
        self.open_button = LinkButton(_("Write one line first"), "pencil-simple-line")
        self.words = TextLine(most=1000)
        self.field = Field(
            _("One line"), self.words, _("It’s sealed at once. Nobody can read it here again, not even you.")
        )
        self.ask_inside = Tick(_("Ask me about it once I’m in"))
        note = WrapLabel(
            _("It may be a small note for your team. Nothing goes there by itself."), "small", "ink2"
        )
        self.ask_inside.setAccessibleDescription(note.text())
        self.go = SecondaryButton(_("Keep it"), "lock-simple")
        self._cancel = LinkButton(_("Leave it"))
        self._form = boxed(
            column(self.field, self.ask_inside, note, boxed(FlowLayout(self.go, self._cancel)), gap=10)
        )
        self._form.hide()
        self.said = WrapLabel("", "small_strong", "good")
        self.said.hide()
        self.setLayout(column(boxed(FlowLayout(self.open_button)), self._form, self.said, gap=8))
        self.open_button.clicked.connect(self._on_open)
        self._cancel.clicked.connect(self._on_cancel)
        self.go.clicked.connect(self._on_go)
        self.words.returnPressed.connect(self._on_go)

    def choose(self, person_id: str) -> None:
        """Whose line it would be; empty where nobody's name was chosen."""
        self._person_id = person_id
        self.said.hide()
        self.field.set_error("")

    @property
    def is_open(self) -> bool:
        """Whether somebody is writing."""
        return not self._form.isHidden()

    def _on_open(self, _checked: bool = False) -> None:
        self.said.hide()
        self.open_button.hide()
        self._form.show()
        self.toggled.emit()
        self.words.setFocus()

    def _on_cancel(self, _checked: bool = False) -> None:
        self.words.clear()
        self.field.set_error("")
        self.ask_inside.setChecked(False)
        self._form.hide()
        self.open_button.show()
        self.toggled.emit()
        self.open_button.setFocus()

    def _on_go(self) -> None:
        from pie_audit.workflows import first_lines

        opened = self._jobs.opened
        if opened is None or not self.go.isEnabled():
            return
        if not self._person_id:
            self.field.set_error(_("Choose your name first."))
            return
        self.go.setEnabled(False)
        ask, words = self.ask_inside.isChecked(), self.words.text()
        task = partial(first_lines.keep_line, opened, self._person_id, words, ask)
        self._jobs.alone(task, owner=self, then=self._on_kept, problem=self._on_problem)

    def _on_kept(self, _nothing: object) -> None:
        self.go.setEnabled(True)
        self._on_cancel()
        self.said.setText(_("Kept. It’s waiting for you inside."))
        self.said.show()
        announce(self, self.said.text())

    def _on_problem(self, error: KnownError) -> None:
        self.go.setEnabled(True)
        self.field.set_error(sentence(error))
        self.words.setFocus()
