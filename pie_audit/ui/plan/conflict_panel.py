"""Two people changed one action: both texts side by side, and which to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.plan import TEXT_LIMIT, WHAT_LIMIT, Action
from pie_audit.ui.plan.days import field_words
from pie_audit.ui.plan.reasons import reason_words
from pie_audit.ui.plan.wording import involvement_words, level_words, owner_words, status_look
from pie_audit.ui.widgets import (
    Banner,
    Card,
    EvenLayout,
    FlowLayout,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.plans import PlanView, new_action

_TEXTS = (
    "what",
    "feedback",
    "first_small_step",
    "success_sign",
    "status_reason",
    "ask_what",
    "ask_why_now",
    "ask_of",
    "ask_cost",
    "ask_if_no",
)


class ConflictPanel(QWidget):
    """`settled` with the action to save, or with None where theirs is kept as it stands."""

    settled = Signal(object)

    def __init__(
        self, mine: Action, theirs: Action | None, view: PlanView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mine, self._theirs = mine, theirs
        layout = column(gap=12)
        self.setLayout(layout)
        title = (
            _("Somebody else changed this action while you were writing.")
            if theirs
            else _("Somebody else erased this action while you were writing.")
        )
        layout.addWidget(Banner(title, _("Nothing is lost. Choose what stays."), look="warn"))
        if theirs is not None:
            for label, ours, others in differences(mine, theirs, view):
                layout.addWidget(_both(label, ours, others))
        self.keep_mine = PrimaryButton(_("Keep yours"))
        self.keep_theirs = SecondaryButton(_("Keep theirs") if theirs else _("Let it go"))
        self.keep_both = SecondaryButton(_("Keep both texts"))
        self.keep_mine.clicked.connect(self._on_mine)
        self.keep_theirs.clicked.connect(self._on_theirs)
        self.keep_both.clicked.connect(self._on_both)
        self._joined = join(mine, theirs) if theirs else None
        self.keep_both.setVisible(self._joined is not None)
        layout.addWidget(boxed(FlowLayout(self.keep_mine, self.keep_theirs, self.keep_both)))
        self.setFocusProxy(self.keep_mine)
        announce(self, title)

    def _on_mine(self) -> None:
        self.settled.emit(yours_on_top(self._mine, self._theirs))

    def _on_theirs(self) -> None:
        self.settled.emit(None)

    def _on_both(self) -> None:
        self.settled.emit(self._joined)


def yours_on_top(mine: Action, theirs: Action | None) -> Action:
    """My text as the next version of theirs; as a new action where theirs is gone."""
    if theirs is None:
        return replace(mine, action_id=new_action(mine.team_id, mine.round_id).action_id, version=1)
    return replace(mine, version=theirs.version)


def join(mine: Action, theirs: Action) -> Action | None:
    """Texts that differ one after the other, everything else mine; None where no text differs or they are too long."""
    joined: dict[str, Any] = {}
    for name in _TEXTS:
        ours, others = getattr(mine, name), getattr(theirs, name)
        if ours and others and ours != others:
            joined[name] = f"{others} / {ours}"
        elif ours or others:
            joined[name] = ours or others
    both = {
        name: words
        for name, words in joined.items()
        if words not in (getattr(mine, name), getattr(theirs, name))
    }
    if not both or any(len(words) > _most(name) for name, words in both.items()):
        return None
    return replace(mine, version=theirs.version, **joined)


def _most(name: str) -> int:
    return WHAT_LIMIT if name == "what" else TEXT_LIMIT


def differences(mine: Action, theirs: Action, view: PlanView) -> list[tuple[str, str, str]]:
    """Label, my words and theirs, for every field in which the two differ."""
    found = []
    for label, words in _fields(view):
        ours, others = words(mine), words(theirs)
        if ours != others:
            found.append((label, ours or _("Nothing"), others or _("Nothing")))
    return found


def _fields(view: PlanView) -> tuple[tuple[str, Callable[[Action], str]], ...]:
    return (
        (_("What will we do?"), lambda a: a.what),
        (_("Why"), lambda a: reason_words(a, view)),
        (_("First small step"), lambda a: a.first_small_step),
        (_("Who holds it"), lambda a: owner_words(a, view)),
        (_("By when"), lambda a: field_words(a.due) if a.due else _("Ongoing")),
        (_("Look at it again"), lambda a: field_words(a.review_on) if a.review_on else ""),
        (_("What would {residents} notice?"), lambda a: a.success_sign),
        (_("Level"), lambda a: level_words(a.barrier_level)),
        (_("Where it is up to"), lambda a: status_look(a.status).words),
        (_("Why did it stop?"), lambda a: a.status_reason),
        (_("What do we need?"), lambda a: a.ask_what),
        (_("Why now"), lambda a: a.ask_why_now),
        (_("From whom"), lambda a: a.ask_of),
        (_("Reply by"), lambda a: field_words(a.ask_reply_by) if a.ask_reply_by else ""),
        (_("People with lived experience"), lambda a: involvement_words(a.involvement)),
        (_("Rough yearly cost"), lambda a: a.ask_cost),
        (_("What stays as it is if not?"), lambda a: a.ask_if_no),
    )


def _both(label: str, ours: str, others: str) -> QWidget:
    cards = (
        Card(look="sunk", gap=2).add(WrapLabel(who, "small", "ink2"), WrapLabel(words), None)
        for who, words in ((_("Yours"), ours), (_("Theirs"), others))
    )
    return boxed(
        column(WrapLabel(label, "small_strong"), boxed(EvenLayout(*cards, least=150, gap=10)), gap=6)
    )
