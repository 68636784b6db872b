"""Who can read the page above which it stands: always in sight, in words, with a lock or with people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.reflection.line_words import shared_words
from pie_audit.ui.widgets import Banner
from pie_audit.words import _

_OTHERS, _SHARE, _WITHDRAW = range(3)


class Privacy(Banner):
    """`others_asked` to see what others see, `share_asked` to give a copy, `withdraw_asked` to end one."""

    others_asked = Signal()
    share_asked = Signal()
    withdraw_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        actions = (_("See what others see"), _("Share with someone…"), _("Withdraw"))
        super().__init__("", look="private", actions=actions, parent=parent)
        self._title.set_look(role="strong")
        self.actionChosen.connect(self._on_action)
        self.set_readers(())

    def set_readers(self, names: Sequence[str]) -> None:
        """Say who has a copy; nobody means only me."""
        if names:
            text = _("They have the copy you gave them. What you write now stays here.")
            self.set(shared_words(list(names)), text)
        else:
            self.set(_("Only me"), _("Nobody else can open this. They could see that you wrote, never what."))
        self.set_look("shared" if names else "private")
        self._buttons[_WITHDRAW].setVisible(bool(names))
        self._buttons[_SHARE].setText(_("Share again…") if names else _("Share with someone…"))

    def allow(self, *, others: bool, share: bool) -> None:
        """A page that was never saved has nothing that others could see, and nothing to give."""
        self._buttons[_OTHERS].setVisible(others)
        self._buttons[_SHARE].setVisible(share)

    def _on_action(self, which: int) -> None:
        (self.others_asked, self.share_asked, self.withdraw_asked)[which].emit()
