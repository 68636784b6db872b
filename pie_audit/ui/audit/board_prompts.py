"""What the board suggests: to ask for what lies above the team, and to look again at what is laid on one person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.influence import RELEVEL_FROM, barriers_of_one_person
from pie_audit.ui.widgets import (
    Card,
    FlowLayout,
    IconMark,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.influences import Board


def ask_words(board: Board) -> str:
    """The words of the first prompt, or nothing."""
    n = len(board.to_ask)
    if not n:
        return ""
    return plural(
        "One of the heaviest cards sits above this team. Turn it into an ask, so the team isn’t left carrying it.",
        "{n} of the heaviest cards sit above this team. Turn them into an ask, so the team isn’t left carrying them.",
        n,
    ).format(n=n)


def relevel_words(board: Board) -> str:
    """The words of the second prompt, or nothing."""
    n = barriers_of_one_person(board.cards)
    if n < RELEVEL_FROM:
        return ""
    return _(
        "{n} cards are laid on one person. Could any be the service’s or the wider system’s to solve?"
    ).format(n=n)


class PromptBar(Card):
    """At the foot of the board: at most one prompt, and the way on."""

    asks_wanted = Signal()
    went_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(look="soft", parent=parent)
        self.words = WrapLabel("", "body", "soft_ink")
        self._mark = IconMark("lightbulb", 24, "soft_ink")
        self.ask = SecondaryButton(_("Turn them into asks"), "megaphone-simple")
        self.go_on = PrimaryButton(_("Choose priorities"), trailing="arrow-right")
        self.ask.clicked.connect(self.asks_wanted)
        self.go_on.clicked.connect(self.went_on)
        line = row(self._mark, gap=12)
        line.addWidget(self.words, 1)
        line.addWidget(boxed(FlowLayout(self.ask, self.go_on)))
        self.add(line)
        self.column().setContentsMargins(18, 10, 12, 10)

    def say(self, words: str) -> None:
        """Tell what is going on with the card in hand, until the board is read again; nothing moves meanwhile."""
        self.setMinimumHeight(self.height())
        self.words.setText(words)

    def show_board(self, board: Board) -> None:
        """Say what this board asks for."""
        self.setMinimumHeight(0)
        ask = ask_words(board) if board.may_edit else ""
        words = ask or (relevel_words(board) if board.may_edit else "")
        self.words.setText(words or _("Next: which of these do we work on? Dots first, then a talk."))
        self._mark.setVisible(bool(words))
        self.ask.setVisible(bool(ask))
        self.ask.setText(_("Turn it into an ask") if len(board.to_ask) == 1 else _("Turn them into asks"))
