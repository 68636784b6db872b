"""Where the plan stands, beside the cards while nothing is being edited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.audit import RoundState
from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.priority import USUAL_MOST
from pie_audit.ui.widgets import Card, IconMark, WrapLabel, clear, row
from pie_audit.words import _, plural
from pie_audit.workflows.plans import PlanView


class SummaryCard(Card):
    """Counts and what comes next, in words. No score, no percentage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Where we are"), gap=12, parent=parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(9)
        self._hint = WrapLabel("", "small", "ink2")
        self.add(self._lines, self._hint, None)

    def show_plan(self, view: PlanView) -> None:
        """Fill the card."""
        clear(self._lines)
        for icon, colour, words in _lines(view):
            line = row(gap=10)
            line.addWidget(IconMark(icon, 18, colour))
            line.addWidget(WrapLabel(words, "body", "warn" if colour == "warn" else "ink"), 1)
            self._lines.addLayout(line)
        self._hint.setText(
            _("Choose an action to change it. F2 goes straight to its words.")
            if view.may_edit
            else _("Choose an action to read all of it.")
        )


def _lines(view: PlanView) -> list[tuple[str, str, str]]:
    actions = [action for group in view.groups for action in group.actions]
    lines = []
    for status, icon, colour, said in _COUNTED:
        if n := sum(1 for action in actions if action.status is status):
            lines.append((icon, colour, said(n).format(n=n)))
    if n := sum(1 for action in actions if action.is_overdue(view.today)):
        words = plural(
            "{n} day has passed: done, or a new date?", "{n} days have passed: done, or new dates?", n
        )
        lines.append(("clock", "warn", words.format(n=n)))
    if n := sum(1 for action in actions if action.owner_id is None and action.is_open):
        words = plural("{n} action needs an owner", "{n} actions need an owner", n)
        lines.append(("user", "ink2", words.format(n=n)))
    if view.work_on > USUAL_MOST:
        words = _("{n} things to work on is a lot. Three that get done are worth more.")
        lines.append(("info", "ink2", words.format(n=view.work_on)))
    lines.append(_sign_line(view))
    return lines


_COUNTED: tuple[tuple[ActionStatus, str, str, Callable[[int], str]], ...] = (
    (
        ActionStatus.DONE,
        "check-circle",
        "good",
        lambda n: plural("{n} action is done", "{n} actions are done", n),
    ),
    (
        ActionStatus.UNDER_WAY,
        "circle-half-tilt",
        "info",
        lambda n: plural("{n} action is under way", "{n} actions are under way", n),
    ),
    (
        ActionStatus.NOT_STARTED,
        "circle",
        "ink2",
        lambda n: plural("{n} action hasn’t started", "{n} actions haven’t started", n),
    ),
)


def _sign_line(view: PlanView) -> tuple[str, str, str]:
    if view.sign_offs:
        day = full_day_words(max(sign.day for sign in view.sign_offs))
        return "check-circle", "good", _("Signed off on {day}").format(day=day)
    if view.may_sign:
        return "pencil-simple-line", "accent", _("Ready to sign off when you are")
    if view.state is RoundState.REVEALED:
        return "circle", "ink2", _("You can sign off once you’ve agreed on a topic")
    return "circle", "ink2", _("Not signed off yet")
