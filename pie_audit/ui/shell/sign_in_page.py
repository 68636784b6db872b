"""Signing in while the workspace is closed: a name and a password, or another way."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.ui.shell.door_page import CENTRE, DoorPage, Threshold
from pie_audit.ui.shell.words_field import WordsField
from pie_audit.ui.widgets import Field, LinkButton, PrimaryButton, SecondaryButton, TextLine, WrapLabel
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.workflows.presence import SignedIn
    from pie_audit.workflows.unlock import OpenWorkspace


class SignInPage(DoorPage):
    """Name and password. Opens the workspace and signs in, in one go."""

    def __init__(self, at: Threshold, *, several: bool = False) -> None:
        super().__init__(at, _("Sign in"), _("What is in here stays on this computer."))
        self._name = TextLine()
        self._name_field = Field(_("Your name"), self._name)
        self._password = WordsField()
        secret = Field(_("Password"), self._password)
        self._go_button = PrimaryButton(_("Sign in"), "lock-simple-open").stretch()
        self._go_button.clicked.connect(self._on_go)
        self._name.returnPressed.connect(self._password.setFocus)
        self._password.returnPressed.connect(self._on_go)
        slip = LinkButton(_("I have a slip"), "ticket")
        slip.setEnabled(False)
        slip.setToolTip(_("Ask somebody with a password to open it first."))
        slip.setAccessibleDescription(slip.toolTip())
        self.add(self._name_field, secret, self._go_button)
        self.guard(self._go_button, secret)
        ways = [
            slip,
            self.link(_("I have a one-time code"), "invitation"),
            self.link(_("Use the House key"), "house-key"),
            self.link(_("Start a new workspace"), "first-run"),
        ]
        if several:
            ways.append(self.link(_("Another workspace on this computer"), "workspaces"))
        self.end(*ways)
        self.add(
            WrapLabel(
                _("A slip? Ask somebody with a password to open it first."), "small", "ink2", align=CENTRE
            )
        )
        self.first_focus = self._name

    def _on_go(self) -> None:
        name, password, folder = self._name.text(), self._password.text(), self.at.folder
        if not name.strip():
            self._name_field.set_error(_("Write the name you are called by."))
            self._name.setFocus()
            return
        self._name_field.set_error("")
        if folder is None:
            return
        self.ask(
            partial(self.at.opening.sign_in, folder, name, password),
            self._on_open,
            _("Opening your workspace…"),
        )

    def _on_open(self, found: tuple[OpenWorkspace, SignedIn]) -> None:
        opened, me = found
        self._password.clear()
        self.at.jobs.begin(opened)
        self.came_in.emit(me)


class WorkspacesPage(DoorPage):
    """Which of the workspaces on this computer; told apart by when they were used last, since names are sealed."""

    def __init__(self, at: Threshold, found: tuple[tuple[Path, str], ...]) -> None:
        super().__init__(
            at, _("Which workspace?"), _("Their names are locked inside, so here is when each was used.")
        )
        for folder, used in found:
            button = PrimaryButton(used) if folder == at.folder else SecondaryButton(used)
            button.stretch()
            button.clicked.connect(partial(self._on_chosen, folder))
            self.add(button)
            self.first_focus = self.first_focus or button
        self.end(self.link(_("Start a new workspace"), "first-run"), self.link(_("Back"), "sign-in"))

    def _on_chosen(self, folder: Path, _checked: bool = False) -> None:
        self.went_to.emit("sign-in", folder)
