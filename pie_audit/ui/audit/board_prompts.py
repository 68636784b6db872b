"""What the board suggests: to ask for what lies above the team, and to look again at what is laid on one person."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.influence import RELEVEL_FROM, barriers_of_one_person
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Banner,
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
        "{n} cards are laid on one person. Could any be the {service}’s or the wider system’s to solve?"
    ).format(n=n)


_SAID_FOR_MS = 6000


class PromptBar(Card):
    """At the foot of the board: at most one prompt, and the way on.

    With large text the prompt moves into `hint`, which scrolls with the board, and leaves the room to the cards.
    """

    asks_wanted = Signal()
    went_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(look="soft", parent=parent)
        self._prompt = ""
        self.hint = Banner("", look="info", icon="lightbulb")
        self.words = WrapLabel("", "body", "soft_ink")
        self._mark = IconMark("lightbulb", 24, "soft_ink")
        self.ask = SecondaryButton(_("Turn them into asks"), "megaphone-simple")
        self.go_on = PrimaryButton(_("Choose priorities"), trailing="arrow-right")
        self.ask.clicked.connect(self.asks_wanted)
        self.go_on.clicked.connect(self.went_on)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_FOR_MS)
        self._quiet.timeout.connect(self._show_prompt)
        line = row(self._mark, gap=12)
        line.addWidget(self.words, 1)
        line.addWidget(boxed(FlowLayout(self.ask, self.go_on)))
        self.add(line)
        self.column().setContentsMargins(18, 10, 12, 10)
        theme.changed.connect(self._show_prompt)

    def say(self, words: str, *, for_now: bool) -> None:
        """Tell what is going on with the card in hand; nothing moves meanwhile. `for_now`: until a little later."""
        self.setMinimumHeight(self.height())
        self.words.setText(words)
        self.words.show()
        self._quiet.stop()
        if for_now:
            self._quiet.start()

    def show_board(self, board: Board) -> None:
        """Say what this board asks for."""
        ask = ask_words(board) if board.may_edit else ""
        self._prompt = ask or (relevel_words(board) if board.may_edit else "")
        self.ask.setVisible(bool(ask))
        self.ask.setText(_("Turn it into an ask") if len(board.to_ask) == 1 else _("Turn them into asks"))
        if not self._quiet.isActive():
            self._show_prompt()

    def _show_prompt(self) -> None:
        self.setMinimumHeight(0)
        self.words.setText(self._prompt or _("Next: which of these do we work on? Dots first, then a talk."))
        self.words.setVisible(not theme.large_text)
        self._mark.setVisible(bool(self._prompt) and not theme.large_text)
        self.hint.set(self._prompt)
        self.hint.setVisible(theme.large_text and bool(self._prompt) and not self.isHidden())

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self._quiet.stop()
        self._show_prompt()
