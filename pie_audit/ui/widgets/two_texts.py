"""Two people changed the same thing: both texts side by side, and which stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.widgets.arrange import EvenLayout, FlowLayout, boxed, column
from pie_audit.ui.widgets.buttons import PrimaryButton, SecondaryButton
from pie_audit.ui.widgets.cards import Card
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.strips import Banner
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _

Lines = Sequence[tuple[str, str]]
"""What each line is called, and what it says."""


VERSION = "version"
"""Under which the draft of a change holds the version that it began from."""


def began_at(draft: Mapping[str, str], standing: int) -> int:
    """The version that the draft of a change began from; the one that stands now where the draft doesn't say."""
    return int(draft[VERSION]) if draft.get(VERSION, "").isdecimal() else standing


def two_texts(title: str, mine: Lines, theirs: Lines | None) -> TwoTexts:
    """What differs between both, or one's own alone where theirs is None: they took it away."""
    return TwoTexts(title, mine, ()) if theirs is None else TwoTexts(title, *differing(mine, theirs))


class TwoTexts(QWidget):
    """`settled` with True to keep one's own text, else the other's. Lines that are empty on one side stay away there."""

    settled = Signal(bool)

    def __init__(self, title: str, mine: Lines, theirs: Lines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keep_mine = PrimaryButton(_("Keep yours"))
        self.keep_theirs = SecondaryButton(_("Keep theirs") if theirs else _("Let it go"))
        self.keep_mine.clicked.connect(self._on_mine)
        self.keep_theirs.clicked.connect(self._on_theirs)
        sides = [_side(_("Yours"), mine)] + ([_side(_("Theirs"), theirs)] if theirs else [])
        self.setLayout(
            column(
                Banner(title, _("Nothing is lost. Choose what stays."), look="warn"),
                boxed(EvenLayout(*sides, least=220, gap=10)),
                boxed(FlowLayout(self.keep_mine, self.keep_theirs)),
                gap=10,
            )
        )
        self.setFocusProxy(self.keep_mine)
        announce(self, title)

    def _on_mine(self) -> None:
        self.settled.emit(True)

    def _on_theirs(self) -> None:
        self.settled.emit(False)


def differing(mine: Lines, theirs: Lines) -> tuple[Lines, Lines]:
    """Only the lines that aren't the same on both sides."""
    known = dict(theirs)
    names = [name for name, words in mine if known.get(name) != words]
    return tuple(line for line in mine if line[0] in names), tuple(
        line for line in theirs if line[0] in names
    )


def _side(who: str, lines: Lines) -> Card:
    card = Card(who, look="sunk", gap=4)
    for name, words in lines:
        if words.strip():
            card.add(WrapLabel(name, "small_strong", "ink2"), WrapLabel(words))
    card.add(None)
    return card
