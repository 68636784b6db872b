"""One thing that a team began: what it gave and cost, what was chosen, who holds it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.practice import Choice
from pie_audit.ui.widgets import Card, Chip, FlowLayout, LinkButton, SecondaryButton, WrapLabel, boxed
from pie_audit.words import _
from pie_audit.workflows.everyday.practices import PracticeBoard, PracticeLine
from pie_audit.workflows.everyday.small_actions import status_words


def choice_words(choice: Choice) -> str:
    """What can be chosen."""
    return {
        Choice.OPEN: _("Not looked at yet"),
        Choice.KEEP: _("Keep"),
        Choice.DROP: _("Drop"),
        Choice.RESTART: _("Restart"),
        Choice.ADAPT: _("Adapt"),
    }[choice]


class PracticeCard(Card):
    """`change_wanted`, `away_wanted` and `plan_wanted` carry the line."""

    change_wanted = Signal(object)
    away_wanted = Signal(object)
    plan_wanted = Signal(object)

    def __init__(self, line: PracticeLine, view: PracticeBoard, parent: QWidget | None = None) -> None:
        super().__init__(line.practice.what, gap=6, parent=parent)
        self.line = line
        for words, role in _told(line):
            self.add(WrapLabel(words, role, "ink" if role == "body" else "ink2"))
        if line.lacks_owner:
            self.add(boxed(FlowLayout(Chip(_("kept without an owner"), "warn", "user"))))
        if line.wants_action:
            self.add(WrapLabel(_waiting_words(view), "small", "ink2"))
        self.add(boxed(FlowLayout(*self._buttons(view), gap=14)))

    def _buttons(self, view: PracticeBoard) -> list[QWidget]:
        what = self.line.practice.what
        self.change_button, self.away_button = LinkButton(_("Change")), LinkButton(_("Take away"))
        for button, name in ((self.change_button, _("Change")), (self.away_button, _("Take away"))):
            button.setAccessibleDescription(_("{verb}: {what}").format(verb=name, what=what))
        self.change_button.clicked.connect(self._on_change)
        self.away_button.clicked.connect(self._on_away)
        if not (self.line.wants_action and view.may_plan):
            return [self.change_button, self.away_button]
        plan = SecondaryButton(_("Put it into the plan"), "flag", in_row=True)
        plan.clicked.connect(self._on_plan)
        return [plan, self.change_button, self.away_button]

    def _on_change(self) -> None:
        self.change_wanted.emit(self.line)

    def _on_away(self) -> None:
        self.away_wanted.emit(self.line)

    def _on_plan(self) -> None:
        self.plan_wanted.emit(self.line)


def _told(line: PracticeLine) -> list[tuple[str, str]]:
    """What stands on the card, each with its role; nothing for what is empty."""
    one = line.practice
    found = [
        (_("Begun {when}").format(when=one.begun), "small", one.begun),
        (
            _("Dropped because: {reason}").format(reason=one.reason),
            "body",
            one.choice is Choice.DROP and one.reason,
        ),
        (_("Why it began: {words}").format(words=one.why), "small", one.why),
        (_("It gave: {words}").format(words=one.gave), "small", one.gave),
        (_("To whom: {words}").format(words=one.to_whom), "small", one.to_whom),
        (_("Cost: {words}").format(words=one.cost), "small", one.cost),
        (_("Held by {who}").format(who=line.owner), "body", line.owner and one.choice is not Choice.DROP),
    ]
    told = [(words, role) for words, role, there in found if there]
    if one.review_on is not None and one.choice is not Choice.DROP:
        told.append((_("Look again on {day}").format(day=full_day_words(one.review_on)), "small"))
    if line.action is not None:
        words = _("In the plan: {what} ({state})")
        told.append((words.format(what=line.action.what, state=status_words(line.action)), "small"))
    return told


def _waiting_words(view: PracticeBoard) -> str:
    if view.may_plan:
        return _("Not in the plan yet.")
    if not view.who_may:
        return _("Not in the plan yet: it can go there once a review has started.")
    names = _(" or ").join(view.who_may)
    return _("Not in the plan yet. {who} can put it there.").format(who=names)
