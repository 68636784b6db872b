"""The ways in without a password: a one-time code, My key, the House key."""

from __future__ import annotations

from functools import partial

from pie_audit.ui.settings.new_password import NewPassword
from pie_audit.ui.settings.sheets import MINE, CodeSheet
from pie_audit.ui.shell.door_page import CENTRE, DoorPage, Threshold
from pie_audit.ui.widgets import (
    Banner,
    Field,
    FlowLayout,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    WrapLabel,
    boxed,
)
from pie_audit.words import _
from pie_audit.workflows import (
    founding,
    unlock,
)
from pie_audit.workflows.everyday import door_names


class InvitationPage(DoorPage):
    """A first sign-in: the name, the one-time code, and a password that only this person knows."""

    def __init__(self, at: Threshold, name: str = "", code: str = "") -> None:
        super().__init__(
            at,
            _("Your first sign-in"),
            _("The code works once. The password you choose now takes its place."),
        )
        self._name, self._code = TextLine(name), TextLine(code, placeholder="XXXXX-XXXXX-XXXXX-XXXXX")
        self._name_field = Field(_("Your name"), self._name)
        code_field = Field(_("One-time code"), self._code, _("Capitals and hyphens don’t matter."))
        self._new = NewPassword(at.jobs, lambda: (self._name.text(),), label=_("Choose a password"))
        go = PrimaryButton(_("Come in"), "lock-simple-open").stretch()
        go.clicked.connect(self._on_go)
        self._new.submitted.connect(self._on_go)
        self._name.returnPressed.connect(self._code.setFocus)
        self._code.returnPressed.connect(self._new.setFocus)
        self.add(self._name_field, code_field, self._new, go)
        self.guard(go, code_field)
        self.end(self.link(_("Back"), "sign-in"))
        self.first_focus = self._new if code else (self._code if name else self._name)

    def _on_go(self) -> None:
        if not self._name.text().strip():
            self._name_field.set_error(_("Write your name as it was entered for you."))
            self._name.setFocus()
            return
        self._name_field.set_error("")
        password = self._new.chosen()
        if password is None:
            return
        at, name, code = self.at, self._name.text(), self._code.text()
        if at.jobs.opened is not None:
            task = partial(unlock.accept_invitation, at.jobs.opened, name, code, password)
            self.ask(task, self._on_in, _("Making your keys…"))
        elif at.folder is not None:
            opening = partial(
                unlock.open_with_invitation, at.premises, at.jobs.worker, at.folder, name, code, password
            )
            self.ask(opening, self._on_opened, _("Making your keys…"))

    def _on_opened(self, found: tuple[unlock.OpenWorkspace, unlock.SignedIn]) -> None:
        opened, me = found
        self.at.jobs.begin(opened)
        self._on_in(me)

    def _on_in(self, me: unlock.SignedIn) -> None:
        self._new.clear()
        self.came_in.emit(me)


class RecoverPage(DoorPage):
    """Back in with My key: a new password, and a new My key in place of the used one."""

    def __init__(self, at: Threshold, name: str = "") -> None:
        super().__init__(
            at, _("I forgot my password"), _("My key opens your own pages. Then you choose a new password.")
        )
        self._me: unlock.SignedIn | None = None
        self._name = TextLine(name)
        self._code = TextLine(most=80)
        code_field = Field(
            _("My key"), self._code, _("From the sheet you took home. Two halves? First one, then the other.")
        )
        self._new = NewPassword(at.jobs, lambda: (self._name.text(),), label=_("A new password"))
        go = PrimaryButton(_("Open with My key"), "key").stretch()
        go.clicked.connect(self._on_go)
        self._new.submitted.connect(self._on_go)
        self._name.returnPressed.connect(self._code.setFocus)
        self._code.returnPressed.connect(self._new.setFocus)
        self._parts = [Field(_("Your name"), self._name), code_field, self._new, go]
        self._sheet = CodeSheet(at.jobs, at.files, MINE, later=_("Go on without it"))
        self._sheet.kept.connect(self._on_kept)
        self._sheet.postponed.connect(self._on_kept)
        self._sheet.hide()
        self.add(*self._parts, self._sheet)
        self.guard(go, code_field)
        self._help = WrapLabel(
            _(
                "No My key? An administrator can let you in again. Your earlier private pages then stay closed."
            ),
            "small",
            "ink2",
            align=CENTRE,
        )
        self.end(self.link(_("Back"), "sign-in"))
        self.add(self._help)
        self.first_focus = self._code if name else self._name

    def _on_go(self) -> None:
        opened, password = self.at.jobs.opened, self._new.chosen()
        if opened is not None and password is not None:
            task = partial(founding.recover, opened, self._name.text(), self._code.text(), password)
            self.ask(task, self._on_recovered, _("Opening with My key…"))

    def _on_recovered(self, found: tuple[unlock.SignedIn, str]) -> None:
        self._me, code = found
        self._new.clear()
        self._code.clear()
        for part in self._parts:
            part.hide()
        self._help.hide()
        self.title.setText(_("A new My key"))
        self.lead.setText(_("The old sheet opens nothing any more. Put the new one where it was."))
        self._sheet.set_code(code)
        self._sheet.show()
        self._sheet.setFocus()

    def _on_kept(self) -> None:
        self._sheet.forget()
        if self._me is not None:
            self.came_in.emit(self._me)


class HouseKeyPage(DoorPage):
    """The House key opens the workspace, nobody's pages; its one act is a new code for an administrator."""

    def __init__(self, at: Threshold) -> None:
        super().__init__(
            at,
            _("Use the House key"),
            _("It opens the workspace. Private pages stay closed to everybody else."),
        )
        self._code = TextLine(most=80)
        self._field = Field(_("House key"), self._code, _("Six groups. Capitals and hyphens don’t matter."))
        self._go_button = PrimaryButton(_("Open"), "key").stretch()
        self._go_button.clicked.connect(self._on_go)
        self._code.returnPressed.connect(self._on_go)
        self.add(self._field, self._go_button)
        self.guard(self._go_button, self._field)
        self.end(self.link(_("Back"), "sign-in"))
        self.first_focus = self._code

    def _on_go(self) -> None:
        at = self.at
        if at.folder is not None:
            task = partial(
                unlock.open_with_house_key, at.premises, at.jobs.worker, at.folder, self._code.text()
            )
            self.ask(task, self._on_open, _("Opening the workspace…"))

    def _on_open(self, opened: unlock.OpenWorkspace) -> None:
        self._code.clear()
        self.at.jobs.begin(opened)
        self.went_to.emit("house-desk", None)


class HouseDeskPage(DoorPage):
    """Open by House key: sign in as usual, or make a one-time code for an administrator."""

    def __init__(self, at: Threshold) -> None:
        super().__init__(at, _("The workspace is open"), _("You can sign in with your own password now."))
        sign_in = PrimaryButton(_("Go to sign-in"), "lock-simple-open").stretch()
        sign_in.clicked.connect(self._on_sign_in)
        self._names = FlowLayout(gap=8)
        self._box = boxed(self._names)
        self._words = WrapLabel(
            _("No administrator remembers their password? Make a one-time code for one. It is noted."),
            "small",
            "ink2",
        )
        self._code = Banner("", "", look="info", icon="ticket", actions=(_("Use it now"),))
        self._code.hide()
        self._code.actionChosen.connect(self._on_use)
        self._invited = ("", "")
        self.add(sign_in, self._words, self._box, self._code)
        self.end()
        self.first_focus = sign_in
        at.jobs.read(door_names.names_on_door, owner=self, then=self._show_names)

    def _show_names(self, found: tuple[door_names.DoorName, ...]) -> None:
        for name in found:
            button = SecondaryButton(name.name, "ticket", in_row=True)
            button.setAccessibleDescription(_("Make a one-time code"))
            button.clicked.connect(partial(self._on_name, name))
            self._names.addWidget(button)
            button.show()
        self._box.updateGeometry()

    def _on_name(self, name: door_names.DoorName, _checked: bool = False) -> None:
        opened = self.at.jobs.opened
        if opened is not None:
            task = partial(founding.house_key_for_administrator, opened, name.person_id)
            self.ask(task, partial(self._on_code, name.name), _("Making a code…"))

    def _on_code(self, name: str, code: str) -> None:
        self._invited = (name, code)
        self._code.set(code, _("The one-time code of {name}. It is shown only here.").format(name=name))
        self._code.show()

    def _on_use(self, _index: int) -> None:
        self.went_to.emit("invitation", self._invited)

    def _on_sign_in(self) -> None:
        self.went_to.emit("sign-in", None)
