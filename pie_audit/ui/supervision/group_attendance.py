"""Who is here, and who does what today: for whoever takes the notes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.group_minutes import Minutes
from pie_audit.ui.widgets import Card, Choice, Field, Tick, WrapLabel, clear
from pie_audit.words import _
from pie_audit.workflows.supervision.group_sittings import SittingView

PRESENTER, FACILITATOR = "presenter", "facilitator"
OUTSIDE = "outside"
"""Stands for a facilitator who has no name here."""


class AttendanceCard(Card):
    """`edited` when somebody was ticked or a role was given."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Who is here"), icon="users-three", gap=10, parent=parent)
        self.about = WrapLabel("", "small", "ink2")
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.ticks: dict[str, Tick] = {}
        self._ids: list[str] = []
        self.presenter, self.facilitator = Choice(), Choice()
        self._presenter = Field(_("Who presents today"), self.presenter)
        self._facilitator = Field(_("Who facilitates today"), self.facilitator)
        for choice in (self.presenter, self.facilitator):
            choice.activated.connect(self.edited)
        self.add(self.about, self._list, self._presenter, self._facilitator)

    def fill(self, view: SittingView, minutes: Minutes) -> None:
        """Everybody who may be ticked; who is there is, and whoever begins to write."""
        team = _("The whole team reads these notes.")
        there = _("Only who is ticked reads these notes, now and later.")
        self.about.setText(team if view.group.kind.value == "sea" else there)
        if list(self.ticks) != [person_id for person_id, _name in view.people]:
            self._make_ticks(view)
        for person_id, tick in self.ticks.items():
            was = tick.blockSignals(True)
            tick.setChecked(person_id in minutes.present_ids)
            tick.blockSignals(was)
            tick.update()
        for field in (self._presenter, self._facilitator):
            field.setVisible(not view.group.names_nobody)
        self._fill_roles(view, minutes)

    def read(self, base: Minutes) -> Minutes:
        """Who is ticked, and the two roles; who takes the notes isn't chosen here."""
        still = [p for p in base.present_ids if p not in self.ticks or self.ticks[p].isChecked()]
        new = [p for p, tick in self.ticks.items() if tick.isChecked() and p not in still]
        present = (*still, *new)
        if self._presenter.isHidden():
            return replace(base, present_ids=present)
        chosen = {PRESENTER: self._said(self.presenter), FACILITATOR: self._said(self.facilitator)}
        others = tuple(pair for pair in base.roles if pair[0] not in chosen)
        named = tuple((role, who) for role, who in chosen.items() if who)
        return replace(base, present_ids=present, roles=(*named, *others))

    def focus_first(self) -> None:
        """Put the focus on the first name."""
        first = next(iter(self.ticks.values()), None)
        if first is not None:
            first.setFocus()

    def _make_ticks(self, view: SittingView) -> None:
        clear(self._list)
        self.ticks = {}
        for person_id, name in view.people:
            tick = Tick(_("{name} (you)").format(name=name) if person_id == view.me_id else name)
            tick.toggled.connect(self.edited)
            self.ticks[person_id] = tick
            self._list.addWidget(tick)

    def _fill_roles(self, view: SittingView, minutes: Minutes) -> None:
        self._ids = ["", *(person_id for person_id, _name in view.people), OUTSIDE]
        names = [_("Nobody named"), *(name for _id, name in view.people)]
        for choice, role in ((self.presenter, PRESENTER), (self.facilitator, FACILITATOR)):
            was = choice.blockSignals(True)
            choice.clear()
            choice.addItems(names)
            if role == FACILITATOR:
                choice.addItem(_("Somebody from outside"))
            who = minutes.who(role)
            choice.setCurrentIndex(self._ids.index(who) if who in self._ids[: choice.count()] else 0)
            choice.blockSignals(was)

    def _said(self, choice: Choice) -> str:
        return self._ids[choice.currentIndex()] if choice.currentIndex() > 0 else ""
