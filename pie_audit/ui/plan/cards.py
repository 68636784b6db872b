"""The plan as cards, topic by topic under the shape of its theme."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pie_audit.domain.plan import Action
from pie_audit.domain.priority import Priority
from pie_audit.ui.plan.action_card import ActionCard
from pie_audit.ui.plan.model import PlanModel
from pie_audit.ui.plan.wording import level_words, theme_mark
from pie_audit.ui.widgets import Card, SecondaryButton, ThemeShape, WrapLabel, boxed, clear, row
from pie_audit.words import _, mid_sentence
from pie_audit.workflows.plans import ActionGroup


class PlanCards(QWidget):
    """All groups of a model. `chosen` when a card is pressed, `edit_asked` when somebody wants to write.

    `add_asked` with the id of a priority that has no action yet.
    """

    chosen = Signal(str)
    edit_asked = Signal(str)
    add_asked = Signal(str)

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._cards: dict[str, ActionCard] = {}
        self._chosen = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        model.modelReset.connect(self._build)
        model.dataChanged.connect(self._refresh)

    def card(self, action_id: str) -> ActionCard | None:
        """The card of an action."""
        return self._cards.get(action_id)

    def choose(self, action_id: str) -> None:
        """Show which card is in the editor; an empty id for none."""
        self._chosen = action_id
        for card in self._cards.values():
            card.setChecked(card.action_id == action_id)

    def focus_on(self, action_id: str) -> bool:
        """Put the focus on a card, or on the first; False where there is none."""
        card = self._cards.get(action_id) or next(iter(self._cards.values()), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        return card is not None

    def _build(self) -> None:
        focused = next((i for i, card in self._cards.items() if card.hasFocus()), "")
        clear(self._column)
        self._cards = {}
        for at, group in enumerate(self._model.groups()):
            if at:
                self._column.addSpacing(8)
            self._column.addLayout(_title_row(group))
            for action in group.actions:
                self._column.addWidget(self._new_card(action))
            if group.priority is not None and not group.actions:
                self._column.addWidget(self._nothing_yet(group.priority))
        self.choose(self._chosen)
        if focused:
            self.focus_on(focused)

    def _nothing_yet(self, priority: Priority) -> QWidget:
        """A priority without an action says so, or why."""
        if priority.no_action_because.strip():
            said = mid_sentence(priority.no_action_because.strip())
            reason = _("No action, because {reason}").format(reason=said)
            return Card(look="sunk").add(WrapLabel(reason, "body", "ink2"))
        line = row(WrapLabel(_("No action yet."), "body", "ink2"), None, gap=12)
        if self._model.view.may_add:
            add = SecondaryButton(_("Add an action"), "plus", in_row=True)
            add.setAccessibleName(_("Add an action: {words}").format(words=priority.words))
            add.clicked.connect(lambda _checked=False: self.add_asked.emit(priority.priority_id))
            line.addWidget(add)
        return Card(look="sunk").add(boxed(line))

    def _new_card(self, action: Action) -> ActionCard:
        card = ActionCard(action, self._model.view)
        card.clicked.connect(self._on_clicked)
        card.edit_asked.connect(self.edit_asked)
        self._cards[action.action_id] = card
        return card

    def _refresh(self) -> None:
        """The same cards say something else; who is tabbing through them isn't disturbed."""
        for group in self._model.groups():
            for action in group.actions:
                self._cards[action.action_id].show_action(action, self._model.view)

    def _on_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, ActionCard):
            self.chosen.emit(card.action_id)


def _title_row(group: ActionGroup) -> QHBoxLayout:
    line = row(gap=10)
    if group.theme is not None:
        line.addWidget(ThemeShape(theme_mark(group.theme), 18))
    line.addWidget(WrapLabel(group.title, "h2"), 1)
    levels = {action.barrier_level for action in group.actions}
    if len(levels) == 1 and (level := levels.pop()) is not None:
        words = _("Level: {level}").format(level=level_words(level).casefold())
        line.addWidget(WrapLabel(words, "small", "ink2", wrap=False))
    return line
