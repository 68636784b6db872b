"""Two people changed one card: both texts side by side, and which to keep."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.influence import Influence
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

MINE, THEIRS, BOTH = "mine", "theirs", "both"


class CardClash(QWidget):
    """`settled` says which stays: mine, theirs, or both as two cards."""

    settled = Signal(str)

    def __init__(self, mine: Influence, theirs: Influence | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mine, self.theirs = mine, theirs
        title = (
            _("Somebody else changed this card while you were writing.")
            if theirs
            else _("Somebody else took this card away while you were writing.")
        )
        texts = [(_("Yours"), mine.text)] + ([(_("Theirs"), theirs.text)] if theirs else [])
        cards = [
            Card(look="sunk", gap=2).add(WrapLabel(who, "small", "ink2"), WrapLabel(words), None)
            for who, words in texts
        ]
        self.keep_mine = PrimaryButton(_("Keep yours"))
        self.keep_theirs = SecondaryButton(_("Keep theirs") if theirs else _("Let it go"))
        self.keep_both = SecondaryButton(_("Keep both as two cards"))
        self.keep_mine.clicked.connect(self._on_mine)
        self.keep_theirs.clicked.connect(self._on_theirs)
        self.keep_both.clicked.connect(self._on_both)
        buttons = [self.keep_mine, self.keep_theirs] + ([self.keep_both] if theirs else [])
        self.setLayout(
            column(
                Banner(title, _("Nothing is lost. Choose what stays."), look="warn"),
                boxed(EvenLayout(*cards, least=150, gap=10)),
                boxed(FlowLayout(*buttons)),
                gap=10,
            )
        )
        self.setFocusProxy(self.keep_mine)
        announce(self, title)

    def _on_mine(self) -> None:
        self.settled.emit(MINE)

    def _on_theirs(self) -> None:
        self.settled.emit(THEIRS)

    def _on_both(self) -> None:
        self.settled.emit(BOTH)
