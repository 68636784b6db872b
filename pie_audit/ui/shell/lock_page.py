"""The lock screen of an open workspace: names on the door, a password or PIN, a line first; and slips."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pie_audit.domain.team import fold_name
from pie_audit.ui.shell.door_page import CENTRE, DoorPage, Threshold
from pie_audit.ui.shell.lock_parts import LinePart, PinPart
from pie_audit.ui.shell.pin_hold import PinHold
from pie_audit.ui.shell.words_field import WordsField
from pie_audit.ui.widgets import (
    Banner,
    Field,
    FlowLayout,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    WrapLabel,
    boxed,
    clear,
)
from pie_audit.words import _, plural
from pie_audit.workflows import unlock
from pie_audit.workflows.everyday import door_names

_MANY = 12
"""More names than this are typed, not looked for."""


@dataclass(frozen=True, slots=True)
class LastHere:
    """Whoever locked, whether their words were saved, after how many quiet minutes, and whom a PIN still opens for."""

    name: str = ""
    saved: bool = False
    idle_minutes: int = 0
    hold: PinHold | None = None


class LockPage(DoorPage):
    """Everybody's name is a button; the one who was here is chosen already, so handing over takes two clicks."""

    def __init__(self, at: Threshold, last: LastHere) -> None:
        lead = _("Everything was saved before it locked.") if last.saved else _("Choose your name.")
        super().__init__(at, _("Locked") if last.saved else _("Who is here?"), lead)
        self._last, self._name = last.name, ""
        self._ids: dict[str, str] = {}
        self._secret = self._make_fields()
        self.pin = PinPart(last.hold or PinHold(self))
        self.pin.opened.connect(self.came_in)
        self.pin.fitted.connect(self._arrange)
        self.pin.hide()
        self.line = LinePart(at.jobs)
        self.line.toggled.connect(self._arrange)
        self.add(self._names, self._typed_field, self.pin, self._secret, self._unlock, self.line)
        self.guard(self._unlock, self._secret)
        self.end(
            self.link(_("I have a slip"), "slip"),
            self.link(_("I have a one-time code"), "invitation"),
            self.link(_("I forgot my password"), "recover"),
            self.link(_("I have left"), "left"),
        )
        if last.idle_minutes:
            n = last.idle_minutes
            quiet = plural("{n} quiet minute", "{n} quiet minutes", n).format(n=n)
            self.add(
                WrapLabel(_("Locks itself after {time}.").format(time=quiet), "small", "ink2", align=CENTRE)
            )
        at.jobs.read(door_names.names_on_door, owner=self, then=self._show_names)

    def _make_fields(self) -> Field:
        self._flow = FlowLayout(gap=8)
        self._names = boxed(self._flow)
        self._typed = TextLine()
        self._typed_field = Field(_("Your name"), self._typed)
        self._password = WordsField()
        self._unlock = PrimaryButton(_("Unlock"), "lock-simple-open").stretch()
        self._unlock.clicked.connect(self._on_go)
        self._password.returnPressed.connect(self._on_go)
        self._typed.returnPressed.connect(self._password.setFocus)
        self._typed.textEdited.connect(self._on_typed)
        self._typed_field.hide()
        self.first_focus = self._password
        return Field(_("Password"), self._password)

    def _show_names(self, found: tuple[door_names.DoorName, ...]) -> None:
        clear(self._flow)
        self._ids = {fold_name(name.name): name.person_id for name in found if name.ready}
        names = [name.name for name in found if name.ready]
        if len(names) > _MANY:
            self._names.hide()
            self._typed_field.show()
            self._typed.setText(self._last)
            self._on_typed(self._last)
            (self._password if self._last else self._typed).setFocus()
            return
        for name in names:
            button = SecondaryButton(name)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(partial(self._choose, name))
            self._flow.addWidget(button)
            button.show()
        self._names.setVisible(len(names) > 1)
        chosen = self._last if self._last in names else (names[0] if len(names) == 1 else "")
        if chosen:
            self._choose(chosen)
        elif self._flow.count():
            self._secret.setEnabled(False)
            first = self._flow.itemAt(0)
            if first is not None:
                first.widget().setFocus()

    def _choose(self, name: str, _checked: bool = False) -> None:
        self._name = name
        for index in range(self._flow.count()):
            button = self._flow.itemAt(index).widget()
            if isinstance(button, SecondaryButton):
                button.setChecked(button.accessibleName() == name)
        words = _("{name}’s password").format(name=name)
        self._secret.setEnabled(True)
        self._secret.label.setText(words)
        self._password.line.setAccessibleName(words)
        self._secret.set_error("")
        self._password.clear()
        self._choose_for(name)
        (self.pin if self.pin.is_offered else self._password).setFocus()

    def offer_pin(self) -> None:
        """Whoever locked may come back with their PIN, as long as nobody began to type anything else."""
        begun = bool(self._password.text()) or self.line.is_open
        self._choose_for(self._name or self._typed.text())
        if self.pin.is_offered and not begun:
            self.pin.setFocus()

    def _arrange(self) -> None:
        """One thing at a time: a line, or the PIN, or the password."""
        writes, by_pin = self.line.is_open, self.pin.is_offered
        was_pin = self.pin.isVisible() and self.pin.isAncestorOf(self.focusWidget() or self)
        self.pin.setVisible(by_pin and not writes)
        for part in (self._secret, self._unlock):
            part.setVisible(not by_pin and not writes)
        if was_pin and not by_pin and not writes:
            self._password.setFocus()

    def _on_typed(self, name: str) -> None:
        self._choose_for(name)

    def _choose_for(self, name: str) -> None:
        self.pin.choose(name)
        self.line.choose(self._ids.get(fold_name(name), "") if name.strip() else "")

    def _on_go(self) -> None:
        name = self._typed.text() if not self._typed_field.isHidden() else self._name
        opened, password = self.at.jobs.opened, self._password.text()
        if opened is None:
            return
        if not name.strip():
            self._secret.set_error(_("Choose your name first."))
            return
        task = partial(unlock.sign_in, opened, name, password)
        self.ask(task, self._on_signed_in, _("Unlocking…"))

    def _on_signed_in(self, me: unlock.SignedIn) -> None:
        self._password.clear()
        self.came_in.emit(me)


class LeftPage(DoorPage):
    """Who has left comes in for their own pages, until the ninetieth day after the week they left in."""

    def __init__(self, at: Threshold) -> None:
        super().__init__(
            at, _("I have left"), _("Your own pages wait for you: to read, to take with you, or to let go.")
        )
        self._name = ""
        self._flow = FlowLayout(gap=8)
        self._names = boxed(self._flow)
        self._password = WordsField()
        self._secret = Field(_("Password"), self._password)
        self._go_button = PrimaryButton(_("See my pages"), "lock-simple-open").stretch()
        self._go_button.clicked.connect(self._on_go)
        self._password.returnPressed.connect(self._on_go)
        self._nobody = WrapLabel(_("Nobody who has left still has pages here."), "small", "ink2")
        self._nobody.hide()
        self.add(self._nobody, self._names, self._secret, self._go_button)
        self.guard(self._go_button, self._secret)
        self.end(self.link(_("I forgot my password"), "recover"), self.link(_("Back"), "sign-in"))
        self._secret.hide()
        self._go_button.hide()
        at.jobs.read(door_names.leavers_on_door, owner=self, then=self._show_names)

    def _show_names(self, found: tuple[door_names.DoorName, ...]) -> None:
        self._nobody.setVisible(not found)
        for name in found:
            button = SecondaryButton(name.name)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(partial(self._choose, name.name))
            self._flow.addWidget(button)
            button.show()
        first = self._flow.itemAt(0)
        if first is not None:
            first.widget().setFocus()

    def _choose(self, name: str, _checked: bool = False) -> None:
        self._name = name
        words = _("{name}’s password").format(name=name)
        self._secret.label.setText(words)
        self._password.line.setAccessibleName(words)
        self._secret.set_error("")
        self._password.clear()
        self._secret.show()
        self._go_button.show()
        self._password.setFocus()

    def _on_go(self) -> None:
        opened = self.at.jobs.opened
        if opened is not None and self._name:
            task = partial(unlock.sign_in, opened, self._name, self._password.text())
            self.ask(task, self._on_signed_in, _("Unlocking…"))

    def _on_signed_in(self, me: unlock.SignedIn) -> None:
        self._password.clear()
        self.came_in.emit(me)


class SlipPage(DoorPage):
    """Four words open one sheet or one survey, and nothing else. `said` is what became of the slip before."""

    def __init__(self, at: Threshold, said: str = "") -> None:
        super().__init__(
            at,
            _("I have a slip"),
            _("Its four words open one sheet or one survey, without a name, and nothing else."),
        )
        self.said = Banner(said, look="private", icon="eye-slash")
        self._words = WordsField(shown=True)
        field = Field(
            _("The four words"),
            self._words,
            _("Three letters of a word are enough to offer the rest. Capitals don’t matter."),
        )
        go = PrimaryButton(_("Open it"), "ticket").stretch()
        go.clicked.connect(self._on_go)
        self._words.returnPressed.connect(self._on_go)
        self.add(self.said, field, go)
        self.said.setVisible(bool(said))
        self.guard(go, field)
        self.end(self.link(_("Back"), "sign-in"))
        self.first_focus = self._words

    def _on_go(self) -> None:
        opened = self.at.jobs.opened
        if opened is not None:
            task = partial(unlock.sign_in_with_slip, opened, self._words.text())
            self.ask(task, self._on_open, _("Looking for what it opens…"))

    def _on_open(self, holder: unlock.Me) -> None:
        self._words.clear()
        self.came_in.emit(holder)
