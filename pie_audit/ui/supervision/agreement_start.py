"""Beginning an agreement: with whom, and which of the two supervises."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.team import Member
from pie_audit.ui.widgets import (
    Card,
    Choice,
    Field,
    FlowLayout,
    OptionCard,
    PrimaryButton,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.supervision_agreements import Beginning


class AgreementStart(Card):
    """`begun` carries the Beginning."""

    begun = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("With whom?"), icon="handshake", gap=14, parent=parent)
        self._people: tuple[Member, ...] = ()
        self.whom = Choice()
        self.they = OptionCard(_("They supervise me"))
        self.i = OptionCard(_("I supervise them"))
        self.they.setChecked(True)
        self.go = PrimaryButton(_("Begin"))
        self.go.clicked.connect(self._on_go)
        note = _(
            "A new supervisor sees nothing from before until you share it with them. Who supervised you earlier "
            "keeps what they were given."
        )
        self.nobody = WrapLabel(_("Nobody else has signed in here yet."), "body", "ink2")
        self.nobody.hide()
        self.add(
            Field(_("The other of the two"), self.whom),
            self.nobody,
            boxed(column(self.they, self.i, gap=8)),
            WrapLabel(note, "small", "ink2"),
            boxed(FlowLayout(self.go)),
        )
        self.setFocusProxy(self.whom)

    def show_partners(self, people: Sequence[Member]) -> None:
        """Fill; who was chosen stays chosen."""
        if tuple(people) == self._people:
            return
        self._people = tuple(people)
        self.whom.clear()
        for member in people:
            self.whom.addItem(member.name)
        self.nobody.setVisible(not people)
        self.go.setEnabled(bool(people))

    def _on_go(self) -> None:
        if self._people:
            other = self._people[self.whom.currentIndex()]
            self.begun.emit(Beginning(other.person_id, self.i.isChecked()))
