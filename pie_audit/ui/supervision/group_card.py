"""One group on the list: when it meets next, who belongs, what became of its sessions, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.group import Group
from pie_audit.domain.group_words import group_kind_name, group_role_name, session_state_words
from pie_audit.domain.session import Session
from pie_audit.ui.supervision.group_form import every_words
from pie_audit.ui.supervision.words import day_line, minutes_words
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Divider,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.group_sessions import GroupCard, day_of

MOST_BEHIND = 4
MOST_TO_COME = 3


class GroupPanel(Card):
    """`opened` carries a session's id; the others this group's."""

    opened = Signal(str)
    plan_wanted = Signal(str)
    change_wanted = Signal(str)
    frame_wanted = Signal(str)
    end_wanted = Signal(str)

    def __init__(
        self, card: GroupCard, names: Mapping[str, str], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(card.group.name, icon="users-three", gap=12, parent=parent)
        self.card = card
        self.group_id = card.group.group_id
        self.add_to_title(Chip(group_kind_name(card.group.kind), "soft"))
        self.place = QVBoxLayout()
        self.first: QWidget | None = None
        if card.group.ended_week is not None:
            self.add(WrapLabel(_("It has ended. What took place stays here."), "body", "ink2"))
        else:
            self._add_next(card, today)
        self.add(WrapLabel(_who(card.group, names), "small", "ink2"))
        if card.may_plan:
            self.add(self._buttons(card))
        self.add(self.place)
        if card.behind:
            self._add_behind(card, today)

    def _add_next(self, card: GroupCard, today: date) -> None:
        if card.next is None:
            self.add(WrapLabel(_("Nothing is planned."), "body", "ink2"))
            return
        self._add_open(card.next, today, is_next=True)
        for session in card.to_come[1:MOST_TO_COME]:
            self._add_open(session, today, is_next=False)

    def _add_open(self, session: Session, today: date, *, is_next: bool) -> None:
        day = day_line(session.due_on, today)
        title = _("Next: {day}").format(day=day) if is_next else day
        label = WrapLabel(title, "h3" if is_next else "body")
        note = WrapLabel(minutes_words(session.planned_min), "small", "ink2")
        kind = PrimaryButton if is_next else SecondaryButton
        button = kind(_("Open"), in_row=True)
        button.setAccessibleName(_("Open the session of {day}").format(day=day))
        button.clicked.connect(partial(self._open, session.session_id))
        self.first = self.first or button
        self.add(boxed(_line(boxed(column(label, note, gap=0)), button)))

    def _buttons(self, card: GroupCard) -> QWidget:
        deeds = [
            (_("Plan sessions"), "calendar-blank", self._on_plan),
            (_("What we agreed"), "handshake", self._on_frame),
        ]
        if card.may_change:
            deeds.append((_("Change"), "pencil-simple-line", self._on_change))
            deeds.append((_("End it"), "x", self._on_end))
        buttons = []
        for words, icon, then in deeds:
            button = SecondaryButton(words, icon, in_row=True)
            button.setAccessibleName(_("{deed}: {group}").format(deed=words, group=card.group.name))
            button.clicked.connect(then)
            self.first = self.first or button
            buttons.append(button)
        return boxed(FlowLayout(*buttons, gap=8))

    def _add_behind(self, card: GroupCard, today: date) -> None:
        self.add(Divider(), WrapLabel(_("Earlier"), "small_strong", "ink2"))
        for session in card.behind[:MOST_BEHIND]:
            day = day_line(day_of(session), today)
            link = LinkButton(_("Look"), in_row=True)
            link.setAccessibleName(_("Look at the session of {day}").format(day=day))
            link.clicked.connect(partial(self._open, session.session_id))
            words = column(WrapLabel(day), WrapLabel(session_state_words(session), "small", "ink2"), gap=0)
            self.add(boxed(_line(boxed(words), link)))

    def _open(self, session_id: str, _checked: bool = False) -> None:
        self.opened.emit(session_id)

    def _on_plan(self) -> None:
        self.plan_wanted.emit(self.group_id)

    def _on_frame(self) -> None:
        self.frame_wanted.emit(self.group_id)

    def _on_change(self) -> None:
        self.change_wanted.emit(self.group_id)

    def _on_end(self) -> None:
        self.end_wanted.emit(self.group_id)


def _line(words: QWidget, button: QWidget) -> QVBoxLayout:
    held = QVBoxLayout()
    held.setContentsMargins(0, 0, 0, 0)
    line = row(gap=12)
    line.addWidget(words, 1)
    line.addWidget(button)
    held.addLayout(line)
    return held


def _who(group: Group, names: Mapping[str, str]) -> str:
    """Everybody who belongs, and what they do where it isn't just coming."""
    found = []
    for person_id, role in group.members:
        name = names.get(person_id, "")
        found.append(name if role.value == "member" else f"{name} ({group_role_name(role).lower()})")
    rhythm = every_words(group.every_weeks)
    is_open = _("open to the team") if group.is_open else ""
    return " · ".join(part for part in (rhythm, is_open, ", ".join(sorted(found))) if part)
