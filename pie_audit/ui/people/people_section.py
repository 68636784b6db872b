"""Who is in the workspace: roles in words, letting somebody in, and their teams."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.team import Standing, Team
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.people.code_card import CodeCard
from pie_audit.ui.people.person_form import AddPersonForm, RolesForm
from pie_audit.ui.people.roles import role_words
from pie_audit.ui.people.team_form import TeamForm
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Chip,
    Divider,
    FlowLayout,
    Initials,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import successions, teams
from pie_audit.workflows.teams import NewPerson, People, PersonRow
from pie_audit.workflows.undo import Undoable


class PeopleSection(QWidget):
    """Reads itself; forms open in place, one at a time. A new code shows once, on top."""

    KINDS = frozenset({Kind.PEOPLE, Kind.TEAMS, Kind.WORKSPACE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.people: People | None = None
        self._open_form: QWidget | None = None
        self._sent: QWidget | None = None
        self._was_left = False
        self.trouble = Banner("", "", look="warn")
        self.trouble.hide()
        self.code = CodeCard()
        self.code.hide()
        self.add = PrimaryButton(_("Add a person"), "user-plus")
        self.add.clicked.connect(self._on_add)
        self.add.setEnabled(False)
        self._form_place = QVBoxLayout()
        self._list, self._teams = Card(_("People and roles")), Card(_("Teams"))
        self._rows, self._team_rows = QVBoxLayout(), QVBoxLayout()
        self._rows.setSpacing(10)
        self._team_rows.setSpacing(10)
        self._list.add_to_title(self.add).add(self._rows)
        self.add_team = SecondaryButton(_("Add a team"), "plus", in_row=True)
        self.add_team.clicked.connect(partial(self._on_team, None))
        self.parts = SecondaryButton(_("What our team uses"), "list-checks", in_row=True)
        self.parts.clicked.connect(self._on_parts)
        self._teams.add_to_title(self.add_team).add(self._team_rows, boxed(row(self.parts, None)))
        self.setLayout(
            column(self.code, self.trouble, self._form_place, self._list, self._teams, None, gap=16)
        )
        self.setFocusProxy(self.add)

    def reload(self) -> None:
        """Read it again."""
        self._jobs.read(teams.people, owner=self, then=self.show_people, problem=self._on_problem)

    def show_people(self, found: People) -> None:
        """Fill the lists."""
        self.people = found
        self.add.setEnabled(True)
        self.add.setVisible(found.may_add)
        self.add_team.setVisible(found.may_change_roles)
        self._teams.setVisible(found.may_add)
        self.parts.setVisible(bool(found.teams))
        clear(self._rows)
        here = [person for person in found.rows if person.standing is not Standing.LEFT]
        for at, person in enumerate(here):
            if at:
                self._rows.addWidget(Divider())
            self._rows.addWidget(self._person_row(person))
        clear(self._team_rows)
        for team in found.teams:
            self._team_rows.addWidget(self._team_row(team))

    def _person_row(self, person: PersonRow) -> QWidget:
        letters = "".join(part[:1] for part in person.name.split()[:2]).upper()
        where = ", ".join(team.name for team in person.teams)
        under = " · ".join(part for part in (role_words(person.roles), where) if part)
        name = WrapLabel(person.name, "strong")
        chips = []
        if person.is_me:
            chips.append(Chip(_("You"), "soft"))
        if person.standing is Standing.INVITED:
            chips.append(Chip(_("Waiting for the first sign-in"), "info", "ticket"))
        words = column(name, WrapLabel(under, "small", "ink2"), gap=2)
        if chips:
            words.addWidget(boxed(FlowLayout(*chips, gap=6)))
        line = row(Initials(letters, 36), gap=12)
        line.addLayout(words, 5)
        line.addWidget(
            boxed(FlowLayout(*self._acts(person), gap=6)),
            4,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        )
        return boxed(line)

    def _acts(self, person: PersonRow) -> list[QWidget]:
        found = self.people
        if found is None:
            return []
        invited = person.standing is Standing.INVITED
        acts: list[tuple[str, object]] = []
        if (invited and found.may_add) or (not invited and found.may_reset and not person.is_me):
            acts.append((_("New code"), self._on_new_code))
        if found.may_change_roles:
            acts.append((_("Roles"), self._on_roles))
            if not person.is_me:
                acts.append((_("Has left"), self._on_left))
        buttons: list[QWidget] = []
        for words, act in acts:
            button = SecondaryButton(words, in_row=True)
            button.setAccessibleName(_("{act}: {name}").format(act=words, name=person.name))
            button.clicked.connect(partial(self._act, act, person))
            buttons.append(button)
        return buttons

    def _act(self, act: object, person: PersonRow, _checked: bool = False) -> None:
        if callable(act):
            act(person)

    def _team_row(self, team: Team) -> QWidget:
        rename = SecondaryButton(_("Rename"), in_row=True)
        rename.setAccessibleName(_("Rename {name}").format(name=team.name))
        rename.clicked.connect(partial(self._on_team, team))
        line = row(gap=12)
        line.addLayout(
            column(WrapLabel(team.name, "strong"), WrapLabel(team.about, "small", "ink2"), gap=2), 1
        )
        line.addWidget(rename)
        return boxed(line)

    def _on_parts(self) -> None:
        self.went_to.emit("team-parts", None)

    # forms

    def _put_form(self, form: QWidget) -> None:
        self._drop_form()
        self.trouble.hide()
        self._open_form = form
        self._form_place.addWidget(form)
        form.show()
        form.setFocus()

    def _drop_form(self) -> None:
        clear(self._form_place)
        self._open_form = self._sent = None

    def _drop(self, form: QWidget | None) -> None:
        """This form is done with; one that was opened meanwhile stays, with what was typed into it."""
        if form is not None and form is self._open_form:
            self._drop_form()

    def _goes(self) -> bool:
        """Whether the open form goes on its way now: once, however often somebody presses Enter."""
        is_first, self._sent = self._sent is not self._open_form, self._open_form
        return is_first

    def _on_add(self) -> None:
        if self.people is None:
            return
        form = AddPersonForm(self.people.teams, all_roles=self.people.may_change_roles)
        form.cancelled.connect(self._drop_form)
        form.submitted.connect(self._on_new_person)
        self._put_form(form)

    def _on_new_person(self, new: NewPerson) -> None:
        if self._goes():
            self._jobs.aside(
                teams.add_person,
                new,
                owner=self,
                then=partial(self._on_added, self._open_form, new.name),
                problem=self._on_problem,
            )

    def _on_added(self, form: QWidget | None, name: str, code: str) -> None:
        self._drop(form)
        self._on_code(name, code)

    def _on_new_code(self, person: PersonRow) -> None:
        self._jobs.aside(
            teams.invite_again,
            person.person_id,
            owner=self,
            then=partial(self._on_code, person.name, anew=person.signed_in_once),
            problem=self._on_problem,
        )

    def _on_code(self, name: str, code: str, *, anew: bool = False) -> None:
        if self._was_left:
            self._tell_unseen(name)
            return
        self.code.tell(name, code, anew=anew)
        self.code.show()
        if self._open_form is None:
            self.code.setFocus()
        else:  # somebody is writing there
            announce(self.code, _("A one-time code"))
        QTimer.singleShot(0, self, self._show_code_whole)  # once the form has given its room back
        self.reload()

    def forget(self) -> None:
        """The page is left: no code stays on it, and none comes before somebody is `back`."""
        self._was_left = True
        self.code.forget()

    def back(self) -> None:
        """Somebody has come to the page."""
        self._was_left = False

    def _tell_unseen(self, name: str) -> None:
        title = _("The one-time code for {name} came when you had gone on, so nobody has seen it.")
        self.trouble.set(title.format(name=name), _("“New code” beside the name makes another."))
        self.trouble.show()

    def _show_code_whole(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self.code, 0, 10)

    def _on_roles(self, person: PersonRow) -> None:
        if self.people is None:
            return
        form = RolesForm(person, self.people.teams)
        form.cancelled.connect(self._drop_form)
        form.submitted.connect(partial(self._on_new_roles, person.person_id, form))
        self._put_form(form)

    def _on_new_roles(self, person_id: str, form: RolesForm, roles: object, manages: object) -> None:
        if self._goes():
            self._jobs.write(
                teams.change_roles,
                person_id,
                roles,
                manages,
                owner=self,
                then=partial(self._on_done, form),
                problem=self._on_problem,
            )

    def _on_left(self, person: PersonRow) -> None:
        done = partial(self._on_done, None)
        self._jobs.write(
            teams.retire_person, person.person_id, owner=self, then=done, problem=self._on_problem
        )

    def _on_team(self, team: Team | None, _checked: bool = False) -> None:
        form = TeamForm(team, self.people.teams if self.people else ())
        form.cancelled.connect(self._drop_form)
        form.submitted.connect(partial(self._on_team_words, team, form))
        self._put_form(form)

    def _on_team_words(self, team: Team | None, form: TeamForm, name: str, about: str) -> None:
        if not self._goes():
            return
        work = partial(_name_team, team.team_id if team else None)
        if form.before:
            work = partial(_succeed, form.before, form.they_end)
        done = partial(self._on_done, form)
        self._jobs.write(work, name, about, owner=self, then=done, problem=self._on_problem)

    def _on_done(self, form: QWidget | None, _result: object) -> None:
        self._drop(form)
        self.trouble.hide()

    def _on_problem(self, error: Exception) -> None:
        self._sent = None
        self.trouble.set(getattr(error, "what", ""), getattr(error, "todo", ""))
        self.trouble.show()


def _name_team(team_id: str | None, tx: Any, me: Any, name: str, about: str) -> Undoable:
    if team_id is None:
        return teams.add_team(tx, me, name, about)
    return teams.rename_team(tx, me, team_id, name, about)


def _succeed(before: tuple[str, ...], they_end: bool, tx: Any, me: Any, name: str, about: str) -> Undoable:
    return successions.succeed_teams(tx, me, (name, about), before, they_end=they_end)
