"""What lies quietly beside the page: a small win, whom to talk to after a hard one, and names that were noticed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.name_finding import Finding
from pie_audit.ui.widgets import (
    Card,
    FlowLayout,
    LinkButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.writing_aids import TalkTo

_SHOWN = 3


class WinCard(Card):
    """`asked` to pick a line."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("A small win in here?"), look="soft", icon="sun", gap=8, parent=parent)
        self.button = SecondaryButton(_("Pick a line"), in_row=True)
        self.button.clicked.connect(self._on_clicked)
        words = WrapLabel(
            _("You can copy one line to the team’s wall. Only that line travels."), "small", "soft_ink"
        )
        self.add(words, boxed(FlowLayout(self.button)))

    def _on_clicked(self, _checked: bool = False) -> None:
        self.asked.emit()


class HardCard(Card):
    """`debrief_asked` to ask for a talk about it."""

    debrief_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Was it a hard one?"), look="sunk", icon="lifebuoy", gap=8, parent=parent)
        self._people: tuple[TalkTo, ...] = ()
        self.button = SecondaryButton(_("See who"), in_row=True)
        self.button.setCheckable(True)
        self.button.clicked.connect(self._on_clicked)
        self.debrief = SecondaryButton(_("Ask for a debrief"), in_row=True)
        self.debrief.clicked.connect(self._on_debrief)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._who = boxed(self._list)
        self._who.hide()
        words = WrapLabel(_("People you can talk to, and a way to ask for a debrief."), "small", "ink2")
        self.add(words, boxed(FlowLayout(self.button, self.debrief, gap=8)), self._who)

    def show_people(self, people: Sequence[TalkTo]) -> None:
        """Whom somebody could talk to."""
        self._people = tuple(people)
        clear(self._list)
        for person in self._people:
            self._list.addWidget(WrapLabel(person.name, "strong"))
            self._list.addWidget(WrapLabel(person.what, "small", "ink2"))
        last = _("Or a colleague you trust, your doctor, or Samaritans on 116 123: free, day and night.")
        self._list.addWidget(WrapLabel(last, "small", "ink2"))

    def _on_clicked(self, checked: bool = False) -> None:
        self._who.setVisible(checked)

    def _on_debrief(self, _checked: bool = False) -> None:
        self.debrief_asked.emit()


class NamesCard(Card):
    """What could point to a person. It warns and never blocks. `replaced` with the words and a role; `let_pass` with
    the words, and whether for good."""

    replaced = Signal(str, str)
    let_pass = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Could this point to somebody?"), look="sunk", icon="eye", gap=8, parent=parent)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.more = WrapLabel("", "small", "ink2")
        self.add(self._list, self.more)
        self._shown: tuple[Finding, ...] = ()
        self.hide()

    def show_findings(self, found: Sequence[Finding]) -> None:
        """The first few; none hides the card."""
        shown = tuple(found)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        for finding in shown[:_SHOWN]:
            self._list.addWidget(self._one(finding))
        more = len(shown) - _SHOWN
        self.more.setText(_("And {n} more.").format(n=more) if more > 0 else "")
        self.more.setVisible(more > 0)
        self.setVisible(bool(shown))

    def _one(self, finding: Finding) -> QWidget:
        buttons: list[QWidget] = []
        for role in finding.offers[:2]:
            button = LinkButton(_("Write “{role}”").format(role=role), in_row=True)
            button.clicked.connect(partial(self._on_role, finding.words, role))
            buttons.append(button)
        for words, forever in ((_("Ignore"), False), (_("Ignore always"), True)):
            button = LinkButton(words, in_row=True)
            button.setAccessibleName(f"{words}: {finding.words}")
            button.clicked.connect(partial(self._on_let_pass, finding.words, forever))
            buttons.append(button)
        return boxed(column(WrapLabel(finding.says, "small"), boxed(FlowLayout(*buttons, gap=4)), gap=2))

    def _on_role(self, words: str, role: str, _checked: bool = False) -> None:
        self.replaced.emit(words, role)

    def _on_let_pass(self, words: str, forever: bool, _checked: bool = False) -> None:
        self.let_pass.emit(words, forever)
