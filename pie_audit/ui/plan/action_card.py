"""One action as a card: what, who, by when, the first step, and where it is up to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pie_audit.domain.plan import Action
from pie_audit.ui.plan.wording import (
    carried_words,
    due_words,
    level_words,
    owner_words,
    status_look,
)
from pie_audit.ui.theme import RADIUS_CARD, theme, tokens
from pie_audit.ui.widgets import (
    Chip,
    FlowLayout,
    IconMark,
    Initials,
    Pressable,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.plans import PlanView


class ActionCard(Pressable, QPushButton):
    """Pressed it is the one in the editor. `edit_asked` when somebody wants to write: F2, Enter, double click."""

    edit_asked = Signal(str)
    ring_radius = RADIUS_CARD
    _edge = "line"

    def __init__(self, action: Action, view: PlanView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.action_id = action.action_id
        self._what = WrapLabel(action.what, "strong")
        self._chip = Chip("")
        self._face = Initials("", 26)
        self._owner = WrapLabel("", "small")
        self._clock = IconMark("calendar-blank", 16)
        self._due = WrapLabel("", "small", "ink2")
        self._arrow = IconMark("arrow-bend-up-right", 16, "ink2")
        self._carried = WrapLabel("", "small", "ink2")
        self._stuck = WrapLabel(_("Shrink it, drop it or ask for help."), "small_strong", "warn")
        self._flag = IconMark("flag", 16, "accent")
        self._step = WrapLabel("", "small")
        layout = column(self._top(), self._facts(), self._first_step(), self._stuck, gap=7)
        layout.setContentsMargins(18, 14, 16, 14)
        self.setLayout(layout)
        self.prepare()
        self.show_action(action, view)

    def show_action(self, action: Action, view: PlanView) -> None:
        """Fill the card; the words of a screen reader are the same as those to see."""
        look, late = status_look(action.status), action.is_overdue(view.today)
        owner, due = owner_words(action, view), due_words(action, view.today)
        self._what.setText(action.what)
        self._chip.set(look.words, look.look, look.icon)
        self._face.set_letters(_initials(owner) if action.owner_id else "?")
        self._owner.setText(owner)
        self._clock.set_icon("clock" if late else "calendar-blank", "warn" if late else "ink2")
        self._due.setText(due)
        self._due.set_look(role="small_strong" if late else "small", colour="warn" if late else "ink2")
        step = _("First step: {step}").format(step=action.first_small_step) if action.first_small_step else ""
        self._step.setText(step)
        self._step.setVisible(bool(step))
        self._flag.setVisible(bool(step))
        self.setAccessibleName(_("{what}. {status}.").format(what=action.what, status=look.words))
        carried = carried_words(action.carried_count)
        self._carried.setText(carried)
        self._from.setVisible(bool(carried))
        self._stuck.setVisible(action.is_stuck)
        flag = self._stuck.text() if action.is_stuck else ""
        told = [
            owner,
            due,
            carried,
            step,
            flag.rstrip("."),
            level_words(action.barrier_level) if action.barrier_level else "",
        ]
        self.setAccessibleDescription(". ".join(part for part in told if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Enter edit, up and down walk the cards."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit(self.action_id)
        elif step:
            self._move(step)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_asked.emit(self.action_id)
        event.accept()

    def nextCheckState(self) -> None:
        """Being chosen is the page's to say."""

    def _colours(self) -> tuple[QColor | None, QColor | None, float]:
        fill, edge, width = super()._colours()
        if theme.high_contrast and not self.isChecked():
            edge = tokens.ink
        return fill, edge, width

    def _top(self) -> QHBoxLayout:
        line = row(gap=12)
        line.addWidget(self._what, 1)
        line.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _facts(self) -> FlowLayout:
        who = boxed(row(self._face, self._owner, gap=9))
        when = boxed(row(self._clock, self._due, gap=7))
        self._from = boxed(row(self._arrow, self._carried, gap=7))
        return FlowLayout(who, when, self._from, gap=12)

    def _first_step(self) -> QHBoxLayout:
        line = row(gap=8)
        line.addWidget(self._flag, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._step, 1)
        return line

    def _move(self, step: int) -> None:
        cards = [card for card in self.parentWidget().findChildren(ActionCard) if not card.isHidden()]
        at = cards.index(self) + step
        if 0 <= at < len(cards):
            cards[at].setFocus(Qt.FocusReason.OtherFocusReason)


def _initials(name: str) -> str:
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()
