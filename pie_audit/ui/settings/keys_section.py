"""Password, the two sheets, remembering this computer, and a team in place of one person."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.team import Role, WorkspaceKind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.problems import sentence, was_wrong_secret
from pie_audit.ui.settings.files import Files
from pie_audit.ui.settings.new_password import NewPassword
from pie_audit.ui.settings.sheets import HOUSE, CodeSheet, MyKeyChoice, house_advice
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Chip,
    Field,
    FlowLayout,
    LinkButton,
    PasswordField,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    Tick,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.words import _
from pie_audit.workflows import founding
from pie_audit.workflows.unlock import SignedIn


class KeysSection(QWidget):
    """One card for each way in. What somebody may not do isn't shown."""

    KINDS = frozenset({Kind.WORKSPACE, Kind.TRAIL, Kind.PEOPLE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, files: Files) -> None:
        super().__init__()
        me = jobs.me
        looks_after = isinstance(me, SignedIn) and Role.ADMINISTRATOR in me.member.roles
        solo = isinstance(me, SignedIn) and me.workspace_kind is WorkspaceKind.SOLO
        demo = isinstance(me, SignedIn) and me.workspace_kind is WorkspaceKind.DEMO
        self.password = PasswordCard(jobs)
        self.mine = MyKeyCard(jobs, files)
        self.house = HouseKeyCard(jobs, files)
        self.remember = RememberCard(jobs)
        self.team = BecomeTeamCard(jobs)
        cards = (self.password, self.mine, self.house, self.remember, self.team)
        self.setLayout(column(*cards, None, gap=16))
        self.house.setVisible(looks_after and not demo)
        self.remember.setVisible(not demo)
        self.team.setVisible(solo and looks_after)
        self.setFocusProxy(self.password)

    def reload(self) -> None:
        """Ask again how things stand."""
        self.mine.reload()
        self.remember.reload()

    def open_at(self, what: str) -> None:
        """Go straight to one of the cards, as from Home."""
        if what == "house-key":
            self.house.start()

    def forget(self) -> None:
        """Let go of codes and passwords that were on the screen."""
        self.password.clear()
        self.mine.put_away()
        self.house.put_away()


class PasswordCard(Card):
    """Change the password: the old one, then a new one twice."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(_("Your password"), icon="key", gap=12)
        self._jobs = jobs
        self.open_button = SecondaryButton(_("Change it"))
        self.old = PasswordField()
        self._old_field = Field(_("Your password now"), self.old)
        self.new = NewPassword(jobs, self._near, label=_("The new one"))
        self.go = PrimaryButton(_("Change my password"))
        self._cancel = LinkButton(_("Cancel"))
        self._form = boxed(
            column(self._old_field, self.new, boxed(FlowLayout(self.go, self._cancel)), gap=12)
        )
        self._form.hide()
        self.said = WrapLabel(
            _("Nobody can reset it for you. That is what keeps it private."), "small", "ink2"
        )
        self.add(self.said, boxed(FlowLayout(self.open_button)), self._form)
        self.open_button.clicked.connect(self._on_open)
        self._cancel.clicked.connect(self.clear)
        self.go.clicked.connect(self._on_go)
        self.new.submitted.connect(self._on_go)
        self.old.returnPressed.connect(self.new.setFocus)
        self.setFocusProxy(self.open_button)

    def clear(self) -> None:
        """Fold it up again."""
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
        self._old_field.set_error("")
        self._jobs.aside(
            founding.change_password,
            self.old.text(),
            new,
            owner=self,
            then=self._on_changed,
            problem=self._on_problem,
        )

    def _on_changed(self, _nothing: object) -> None:
        self.go.setEnabled(True)
        self.clear()
        self.said.setText(_("Changed. From now on only the new one opens anything."))

    def _on_problem(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if was_wrong_secret(error):
            self._old_field.set_error(_("That was not it. Try once more."))
            self.old.setFocus()
        else:
            self.new.tell(sentence(error))  # type: ignore[arg-type]


class MyKeyCard(Card):
    """Whether there is a My key, and making one."""

    def __init__(self, jobs: Jobs, files: Files) -> None:
        super().__init__(_("My key"), icon="user-circle", gap=12)
        self._jobs = jobs
        self._state = Chip("", "neutral")
        self._state.hide()
        self.add_to_title(self._state)
        self.open_button = SecondaryButton(_("Make My key"))
        self.choice = MyKeyChoice(jobs, files)
        self.choice.hide()
        self.choice.finished.connect(self._on_finished)
        self.open_button.clicked.connect(self._on_open)
        self.add(
            WrapLabel(
                _("A sheet that opens your own pages if you ever forget your password. Nobody else can."),
                "small",
                "ink2",
            ),
            boxed(FlowLayout(self.open_button)),
            self.choice,
        )

    def reload(self) -> None:
        """Made, declined, or not yet."""
        self._jobs.read(founding.my_key_state, owner=self, then=self._show_state)

    def put_away(self) -> None:
        """Fold it up and let go of the code."""
        self.choice.begin_again()
        self.choice.hide()
        self.open_button.show()

    def _show_state(self, state: str) -> None:
        looks = {
            "made": (_("Made"), "good"),
            "declined": (_("Not wanted"), "neutral"),
            "none": (_("Not yet"), "warn"),
        }
        words, look = looks[state]
        self._state.set(words, look)
        self._state.show()
        self.open_button.setText(_("Make another one") if state == "made" else _("Make My key"))

    def _on_open(self) -> None:
        self.open_button.hide()
        self.choice.begin_again()
        self.choice.show()
        self.choice.setFocus()

    def _on_finished(self) -> None:
        self.put_away()
        self.reload()


class HouseKeyCard(Card):
    """A new House key, shown until two groups were typed back; the old one goes then."""

    def __init__(self, jobs: Jobs, files: Files) -> None:
        super().__init__(_("House key"), icon="house", gap=12)
        self._jobs = jobs
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
        if not self.open_button.isEnabled() or not self.sheet.isHidden():
            return
        self.open_button.setEnabled(False)
        self._jobs.aside(founding.make_house_key, owner=self, then=self._on_made, problem=self._on_problem)

    def put_away(self) -> None:
        """Let go of the code; the House key before this one goes on working until one was typed back."""
        self.sheet.forget()
        self.sheet.hide()
        self.open_button.show()

    def _on_made(self, code: str) -> None:
        self.open_button.setEnabled(True)
        self.open_button.hide()
        self.said.hide()
        self.sheet.set_code(code)
        self.sheet.show()
        self.sheet.setFocus()

    def _on_kept(self) -> None:
        self.put_away()
        self._tell(
            _("That’s it."),
            _("Earlier House keys open nothing here any more. Older copies keep theirs."),
            "good",
        )

    def _on_problem(self, error: Exception) -> None:
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
        self._jobs = jobs
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
        if opened is None:
            return
        self.tick.setChecked(founding.is_remembered(opened))
        self.tick.setEnabled(opened.premises.keyring is not None)
        if opened.premises.keyring is None:
            self._tell(_("This computer has no safe place to keep such a key."))

    def _on_clicked(self, on: bool) -> None:
        work = founding.remember_on_this_computer if on else founding.forget_on_this_computer
        self._jobs.aside(work, owner=self, then=partial(self._on_done, on), problem=self._on_problem)

    def _on_done(self, on: bool, kept: object) -> None:
        if on and not kept:
            self.tick.setChecked(False)
            self._tell(_("This computer’s keyring didn’t take it. A password works as always."))

    def _on_problem(self, error: Exception) -> None:
        self.reload()
        self._tell(sentence(error))  # type: ignore[arg-type]

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
