"""Making a group, or changing one: its kind, its name, how often it meets, and who does what in it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.group import Group, GroupRole
from pie_audit.domain.group_words import group_kind_about, group_kind_name, group_role_name
from pie_audit.domain.session import SessionKind
from pie_audit.ui.supervision.group_counts import CountField
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    EvenLayout,
    Field,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    TextLine,
    Tick,
    WrapLabel,
    announce,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.supervision.groups import Making, NewGroup

EVERY = (1, 2, 3, 4, 6, 8, 12)
_ROLES = (GroupRole.MEMBER, GroupRole.CONVENOR, GroupRole.FACILITATOR, GroupRole.NOTE_TAKER)


class GroupForm(Card):
    """`made` carries a NewGroup, `changed` a Group; `dropped` when somebody thinks again."""

    made = Signal(object)
    changed = Signal(object)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("A new group"), icon="users-three", gap=14, parent=parent)
        self._making: Making | None = None
        self._group: Group | None = None
        self._kinds: tuple[SessionKind, ...] = ()
        self._outside_ids: list[str] = []
        self.rows: dict[str, tuple[Tick, Choice]] = {}
        self.kind, self.about = Choice(), WrapLabel("", "small", "ink2")
        self.name = TextLine(most=120)
        self.every = Choice(*(every_words(n) for n in EVERY))
        self.minutes = CountField()
        self.open = Tick(_("Open: others of the team may come along"))
        self.outside = Choice()
        self._kind = Field(_("What kind of group"), self.kind)
        self._outside = Field(_("Facilitator from outside the team"), self.outside)
        self._people = QVBoxLayout()
        self._people.setSpacing(6)
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.go = PrimaryButton(_("Make it"))
        self.leave = LinkButton(_("Leave it"))
        self.kind.activated.connect(self._show_kind)
        self.go.clicked.connect(self._on_go)
        self.leave.clicked.connect(self.dropped)
        self._lay_out()

    def _lay_out(self) -> None:
        rhythm = EvenLayout(
            Field(_("How often"), self.every), Field(_("Minutes"), self.minutes), least=150, gap=12
        )
        self.add(
            self._kind,
            self.about,
            Field(_("Name"), self.name),
            boxed(rhythm),
            self.open,
            boxed(column(WrapLabel(_("Who belongs to it"), "small_strong"), self._people, gap=6)),
            self._outside,
            self.trouble,
            boxed(FlowLayout(self.go, self.leave)),
        )

    def offer(self, making: Making) -> None:
        """A new group."""
        self._begin(making, None)
        self._kinds = making.kinds
        self.kind.clear()
        self.kind.addItems([group_kind_name(kind) for kind in self._kinds])
        self.name.setText("")
        self.every.setCurrentIndex(EVERY.index(2))
        self.minutes.set_count(60)
        self.open.setChecked(False)
        self.title.setText(_("A new group"))
        self.go.setText(_("Make it"))
        self.setFocusProxy(self.kind)
        self._show_kind()

    def change(self, making: Making, group: Group) -> None:
        """One that is there."""
        self._begin(making, group)
        self._kinds = (group.kind,)
        self.name.setText(group.name)
        self.every.setCurrentIndex(EVERY.index(group.every_weeks) if group.every_weeks in EVERY else 1)
        self.minutes.set_count(group.minutes)
        self.open.setChecked(group.is_open)
        self.title.setText(_("Change {group}").format(group=group.name))
        self.go.setText(_("Keep it like this"))
        self.setFocusProxy(self.name)
        self._show_kind()

    def show_trouble(self, words: str) -> None:
        """Why it can't be like this."""
        self.trouble.set(words)
        self.trouble.show()
        announce(self, words)

    def _begin(self, making: Making, group: Group | None) -> None:
        self._making, self._group = making, group
        self.trouble.hide()
        self._kind.setVisible(group is None)

    def _show_kind(self, _at: int = 0) -> None:
        kind, making = self._chosen_kind(), self._making
        if kind is None or making is None:
            return
        self.about.setText(group_kind_about(kind))
        self.open.setVisible(kind not in {SessionKind.LEADERS, SessionKind.PEER})
        if self._group is None and self.name.text() in {"", *(group_kind_name(k) for k in self._kinds)}:
            self.name.setText(group_kind_name(kind))
        self._fill_people(making, kind)

    def _fill_people(self, making: Making, kind: SessionKind) -> None:
        clear(self._people)
        self.rows = {}
        belongs = dict(self._group.members) if self._group else {making.me_id: GroupRole.CONVENOR}
        people = making.members.get(kind, ())
        for person_id, name in people:
            self._add_person(person_id, name, belongs.get(person_id))
        others = making.outside.get(kind, ())
        self._outside_ids = ["", *(person_id for person_id, _name in others)]
        self.outside.clear()
        self.outside.addItems([_("Nobody"), *(name for _id, name in others)])
        there = next((p for p, role in belongs.items() if p in self._outside_ids), "")
        self.outside.setCurrentIndex(self._outside_ids.index(there))
        self._outside.setVisible(bool(others))

    def _add_person(self, person_id: str, name: str, role: GroupRole | None) -> None:
        tick = Tick(name)
        tick.setChecked(role is not None)
        choice = Choice(*(group_role_name(each) for each in _ROLES))
        choice.setAccessibleName(_("What {name} does").format(name=name))
        choice.setCurrentIndex(_ROLES.index(role) if role in _ROLES else 0)
        self.rows[person_id] = (tick, choice)
        self._people.addWidget(boxed(row(tick, None, choice)))
        choice.setVisible(role is not None)  # not before it has a parent: it would open a window
        tick.toggled.connect(choice.setVisible)

    def _chosen_kind(self) -> SessionKind | None:
        if self._group is not None:
            return self._group.kind
        at = self.kind.currentIndex()
        return self._kinds[at] if 0 <= at < len(self._kinds) else None

    def _members(self) -> tuple[tuple[str, GroupRole], ...]:
        found = [
            (person_id, _ROLES[choice.currentIndex()])
            for person_id, (tick, choice) in self.rows.items()
            if tick.isChecked()
        ]
        if self.outside.currentIndex() > 0 and not self._outside.isHidden():
            found.append((self._outside_ids[self.outside.currentIndex()], GroupRole.OUTSIDE))
        return tuple(found)

    def _on_go(self) -> None:
        kind, making = self._chosen_kind(), self._making
        if kind is None or making is None:
            return
        every, is_open = EVERY[self.every.currentIndex()], self.open.isChecked() and not self.open.isHidden()
        if self._group is not None:
            self.changed.emit(
                replace(
                    self._group,
                    name=self.name.text(),
                    members=self._members(),
                    every_weeks=every,
                    minutes=self.minutes.count() or self._group.minutes,
                    is_open=is_open,
                )
            )
            return
        team_id = None if kind is SessionKind.LEADERS else making.team_id
        self.made.emit(
            NewGroup(
                kind,
                self.name.text(),
                team_id,
                self._members(),
                every,
                self.minutes.count() or 60,
                is_open,
            )
        )


def every_words(weeks: int) -> str:
    """How often a group meets."""
    return plural("Every week", "Every {n} weeks", weeks).format(n=weeks)
