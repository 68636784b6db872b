"""Password, the two sheets, remembering this computer, and a team in place of one person."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.team import Role, WorkspaceKind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.problems import sentence
from pie_audit.ui.settings.earlier_card import EarlierCard
from pie_audit.ui.settings.files import Files
from pie_audit.ui.settings.my_key_card import MyKeyCard
from pie_audit.ui.settings.password_cards import PasswordCard, RenewCard
from pie_audit.ui.settings.pin_card import PinCard
from pie_audit.ui.settings.sheets import HOUSE, CodeSheet, house_advice
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Field,
    FlowLayout,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    Tick,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.ui.widgets.on_the_way import Waiting
from pie_audit.words import _
from pie_audit.workflows import founding
from pie_audit.workflows.unlock import SignedIn


class KeysSection(QWidget):
    """One card for each way in. What somebody may not do isn't shown."""

    KINDS = frozenset({Kind.WORKSPACE, Kind.TRAIL, Kind.PEOPLE, Kind.RECORDS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, files: Files) -> None:
        super().__init__()
        me = jobs.me
        looks_after = isinstance(me, SignedIn) and Role.ADMINISTRATOR in me.member.roles
        solo = isinstance(me, SignedIn) and me.workspace_kind is WorkspaceKind.SOLO
        demo = isinstance(me, SignedIn) and me.workspace_kind is WorkspaceKind.DEMO
        self.password = PasswordCard(jobs)
        self.renew = RenewCard(jobs)
        self.pin = PinCard(jobs)
        self.mine = MyKeyCard(jobs, files)
        self.earlier = EarlierCard(jobs)
        self.house = HouseKeyCard(jobs, files)
        self.remember = RememberCard(jobs)
        self.team = BecomeTeamCard(jobs)
        own = (self.password, self.mine, self.earlier, self.pin, self.renew)
        self.setLayout(column(*own, self.house, self.remember, self.team, None, gap=16))
        self.renew.changed.connect(self._on_renewed)
        self.house.setVisible(looks_after and not demo)
        self.remember.setVisible(not demo)
        self.team.setVisible(solo and looks_after)
        self.setFocusProxy(self.password)

    def reload(self) -> None:
        """Ask again how things stand."""
        self.mine.reload()
        self.earlier.reload()
        self.pin.reload()
        self.remember.reload()

    def open_at(self, what: str) -> None:
        """Go straight to one of the cards, as from Home."""
        if what == "house-key":
            self.house.start()
        elif what == "my-key":
            self.mine.start_trial()
        elif what == "earlier":
            self.earlier.setFocus()

    def forget(self) -> None:
        """Let go of codes and passwords that were on the screen."""
        for card in (self.password, self.renew, self.pin, self.earlier):
            card.clear()
        self.mine.put_away()
        self.house.put_away()

    def _on_renewed(self) -> None:
        """My key is void now: the next one is made at once, unless it isn’t wanted."""
        self.reload()
        self.mine.start()


class HouseKeyCard(Card):
    """A new House key, shown until two groups were typed back; the old one goes then."""

    def __init__(self, jobs: Jobs, files: Files) -> None:
        super().__init__(_("House key"), icon="house", gap=12)
        self._jobs, self._is_wanted, self._waiting = jobs, False, Waiting(self)
        self.open_button = SecondaryButton(_("Make a House key to print"))
        self.open_button.clicked.connect(lambda _checked=False: self.start())
        self.sheet = CodeSheet(jobs, files, HOUSE, later=_("Not now"))
        self.sheet.hide()
        self.sheet.kept.connect(self._on_kept)
        self.sheet.postponed.connect(self.put_away)
        self.said = Banner("", "", look="good")
        self.said.hide()
        self.add(
            *(WrapLabel(line, "small", "ink2") for line in house_advice()),
            boxed(FlowLayout(self.open_button)),
            self.said,
            self.sheet,
        )

    def start(self) -> None:
        """Make one."""
        self._is_wanted = True
        if not self.open_button.isEnabled() or not self.sheet.isHidden():
            return
        self.open_button.setEnabled(False)
        self._waiting.begin()
        self._jobs.aside(founding.make_house_key, owner=self, then=self._on_made, problem=self._on_problem)

    def put_away(self) -> None:
        """Let go of the code; the House key before this one goes on working until one was typed back."""
        self._is_wanted = False
        self.sheet.forget()
        self.sheet.hide()
        self.open_button.show()

    def _on_made(self, code: str) -> None:
        """A code that comes after the page was left is let go of like one that stood there."""
        self.open_button.setEnabled(True)
        if not self._is_wanted:
            return
        self.open_button.hide()
        self.said.hide()
        self.sheet.set_code(code)
        self.sheet.show()
        if self._waiting.is_here():
            self.sheet.setFocus()

    def _on_kept(self) -> None:
        self.put_away()
        self._tell(
            _("That’s it."),
            _("Earlier House keys open nothing here any more. Older copies keep theirs."),
            "good",
        )

    def _on_problem(self, error: KnownError) -> None:
        self.open_button.setEnabled(True)
        self._tell(getattr(error, "what", ""), getattr(error, "todo", ""), "warn")

    def _tell(self, title: str, text: str, look: str) -> None:
        self.said.set(title, text)
        self.said.set_look(look)
        self.said.show()


class RememberCard(Card):
    """Let this computer open the workspace, so that names are on the door; off unless somebody wants it."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(_("This computer"), icon="lock-simple-open", gap=8)
        self._jobs, self._is_busy = jobs, False
        self.tick = Tick(_("Open the workspace when pie-audit starts"))
        self.said = WrapLabel("", "small", "ink2")
        self.add(
            self.tick,
            WrapLabel(
                _(
                    "Names and slips then work before anybody signed in. Everybody still needs their own password."
                ),
                "small",
                "ink2",
            ),
            self.said,
        )
        self.said.hide()
        self.tick.clicked.connect(self._on_clicked)

    def reload(self) -> None:
        """How it stands; without a keyring there is nothing to choose."""
        opened = self._jobs.opened
        if opened is None or self._is_busy:
            return
        self.tick.setChecked(founding.is_remembered(opened))
        self.tick.setEnabled(opened.premises.keyring is not None)
        if opened.premises.keyring is None:
            self._tell(_("This computer has no safe place to keep such a key."))

    def _on_clicked(self, _on: bool) -> None:
        if not self._is_busy:  # two at once would leave what came last, whatever was chosen last
            self._send()

    def _send(self) -> None:
        on, self._is_busy = self.tick.isChecked(), True
        work = founding.remember_on_this_computer if on else founding.forget_on_this_computer
        self._jobs.aside(work, owner=self, then=partial(self._on_done, on), problem=self._on_problem)

    def _on_done(self, on: bool, kept: object) -> None:
        self._is_busy = False
        if self.tick.isChecked() is not on:
            self._send()
        elif on and not kept:
            self.tick.setChecked(False)
            self._tell(_("This computer’s keyring didn’t take it. A password works as always."))

    def _on_problem(self, error: KnownError) -> None:
        self._is_busy = False
        self.reload()
        self._tell(sentence(error))

    def _tell(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()


class BecomeTeamCard(Card):
    """One person's view becomes a team's; nothing is lost."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(_("Become a team"), icon="users-three", gap=12)
        self._jobs = jobs
        self.name, self.about = TextLine(), TextLine()
        self._name_field = Field(_("What your team is called"), self.name)
        self.go = PrimaryButton(_("Make it a team"))
        self.go.clicked.connect(self._on_go)
        self.about.returnPressed.connect(self._on_go)
        self.add(
            WrapLabel(_("Everything stays as it is. You can then add people."), "small", "ink2"),
            self._name_field,
            Field(_("In a few words"), self.about, note=_("Optional")),
            boxed(FlowLayout(self.go)),
        )

    def _on_go(self) -> None:
        from pie_audit.workflows import teams

        name = self.name.text().strip()
        if not name:
            self._name_field.set_error(_("The team needs a name."))
            self.name.setFocus()
            return
        self._jobs.write(
            teams.become_team,
            name,
            self.about.text().strip(),
            owner=self,
            then=self._on_done,
            problem=lambda error: self._name_field.set_error(sentence(error)),
        )

    def _on_done(self, _nothing: object) -> None:
        self.name.setEnabled(False)
        self.about.setEnabled(False)
        self.go.setEnabled(False)
        self.go.setText(_("It is a team now. Lock and come in again."))
