"""A copy from another computer: choose it, open it with a password or the House key, and it has its own folder here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pie_audit.domain.errors import KnownError
from pie_audit.ui.shell.door_page import CENTRE, DoorPage, Threshold
from pie_audit.ui.shell.words_field import WordsField
from pie_audit.ui.widgets import (
    Field,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    TextLine,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.words import _
from pie_audit.workflows import backups


class RestorePage(DoorPage):
    """The copy stays as it is; what is opened is a new folder of this computer."""

    def __init__(self, at: Threshold) -> None:
        super().__init__(
            at,
            _("Open a copy"),
            _(
                "From a stick or a shared folder. The copy itself isn’t changed, and nothing here is replaced."
            ),
        )
        self._file: Path | None = None
        self._choose = SecondaryButton(_("Choose a copy…"), "folder-open").stretch()
        self._chosen = WrapLabel(_("It ends in .piebak."), "small", "ink2")
        self._way = Segmented(_("What opens it"), [(_("My password"), ""), (_("House key"), "key")])
        self._name, self._password, self._code = TextLine(), WordsField(), TextLine(most=80)
        self._password_field = Field(_("Password"), self._password)
        self._person = boxed(column(Field(_("Your name"), self._name), self._password_field, gap=14))
        self._house = Field(_("House key"), self._code, _("Six groups. Capitals and hyphens don’t matter."))
        self._go_button = PrimaryButton(_("Open the copy"), "hard-drives").stretch()
        self._where = WrapLabel(
            _("It will live with your other pie-audit files on this computer, locked as before."),
            "small",
            "ink2",
            align=CENTRE,
        )
        self.add(self._choose, self._chosen, boxed(column(self._way)), self._person, self._house)
        self.add(self._go_button, self._where)
        self.guard(self._go_button, self._password_field)
        self.end(self.link(_("Back"), "sign-in"))
        self.first_focus = self._choose
        self._connect()
        self._on_way(0)

    def _connect(self) -> None:
        self._choose.clicked.connect(self._on_choose)
        self._way.chosen.connect(self._on_way)
        self._go_button.clicked.connect(self._on_go)
        self._name.returnPressed.connect(self._password.setFocus)
        self._password.returnPressed.connect(self._on_go)
        self._code.returnPressed.connect(self._on_go)

    def _on_way(self, index: int) -> None:
        self._person.setVisible(index == 0)
        self._house.setVisible(index == 1)
        self._secret = self._password_field if index == 0 else self._house

    def _on_choose(self) -> None:
        found = self.at.files.choose_file(self, _("Choose a copy"), _("Sealed copies"), backups.ENDING)
        if found is None:
            return
        self._file = found
        self.trouble.hide()
        self._chosen.setText(found.name)
        self.at.jobs.alone(
            partial(backups.look_at, found), owner=self, then=self._on_seen, problem=self._on_unreadable
        )

    def _on_seen(self, header: object) -> None:
        week = getattr(header, "week", "")
        name = self._file.name if self._file else ""
        self._chosen.setText(_("{file}, whole. Made in week {week}.").format(file=name, week=week[-2:]))
        (self._name if self._way.index() == 0 else self._code).setFocus()

    def _on_unreadable(self, error: KnownError) -> None:
        self._file = None
        self._chosen.setText(_("It ends in .piebak."))
        self.trouble.tell(error)

    def _on_go(self) -> None:
        if self._file is None:
            self._chosen.setText(_("Choose a copy first."))
            self._choose.setFocus()
            return
        if self._way.index() == 0:
            secret = backups.Secret(name=self._name.text(), password=self._password.text())
        else:
            secret = backups.Secret(house_code=self._code.text())
        task = partial(backups.restore_copy, self.at.premises, self._file, secret)
        self.ask(task, self._on_restored, _("Opening the copy and checking every part of it…"))

    def _on_restored(self, folder: Path) -> None:
        self._password.clear()
        self._code.clear()
        self.went_to.emit("sign-in", folder)
