"""Both wrote at once: both texts side by side, and which stays."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.supervision import Summary
from pie_audit.domain.supervision_rules import Together, with_both, with_theirs
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


class ClashPanel(QWidget):
    """`settled` carries the summary that stays; it is saved over `theirs`."""

    settled = Signal(object)

    def __init__(self, together: Together, theirs: Summary, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.together, self.theirs = together, theirs
        title = _("You both wrote at the same time.")
        mine_words = "\n\n".join(getattr(together.summary, part) for part in together.clashing)
        their_words = "\n\n".join(getattr(theirs, part) for part in together.clashing)
        cards = [
            Card(look="sunk", gap=2).add(WrapLabel(who, "small", "ink2"), WrapLabel(words), None)
            for who, words in ((_("Yours"), mine_words), (name, their_words))
        ]
        self.keep_both = PrimaryButton(_("Keep both, one under the other"))
        self.keep_mine = SecondaryButton(_("Keep yours"))
        self.keep_theirs = SecondaryButton(_("Keep {name}’s").format(name=name))
        self.keep_both.clicked.connect(self._on_both)
        self.keep_mine.clicked.connect(self._on_mine)
        self.keep_theirs.clicked.connect(self._on_theirs)
        self.setLayout(
            column(
                Banner(title, _("Nothing is lost. Choose what stays."), look="warn"),
                boxed(EvenLayout(*cards, least=220, gap=10)),
                boxed(FlowLayout(self.keep_both, self.keep_mine, self.keep_theirs)),
                gap=10,
            )
        )
        self.setFocusProxy(self.keep_both)
        announce(self, title)

    def words_to_copy(self) -> list[str]:
        """Both texts."""
        return [
            getattr(each, p) for each in (self.together.summary, self.theirs) for p in self.together.clashing
        ]

    def _on_both(self) -> None:
        self.settled.emit(with_both(self.together, self.theirs))

    def _on_mine(self) -> None:
        self.settled.emit(self.together.summary)

    def _on_theirs(self) -> None:
        self.settled.emit(with_theirs(self.together, self.theirs))
