"""One copy in hand: from whom and when, its words as plain text, or that it was withdrawn."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.ui.reflection.copy_text import CopyText
from pie_audit.ui.reflection.line_words import week_words
from pie_audit.ui.reflection.share_end import readers_words
from pie_audit.ui.widgets import Banner, Card, SecondaryButton, WrapLabel, row
from pie_audit.words import _
from pie_audit.workflows.shared_pages import SharedPage
from pie_audit.workflows.sharing import MyShare


class Reading(Card):
    """`compare_asked` with the writer’s id where their key changed; `withdraw_asked` with the copy’s id in hex."""

    compare_asked = Signal(str)
    withdraw_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._author_id = self._share_id = ""
        self.state = Banner("", look="shared")
        self.changed_key = Banner("", look="warn", actions=(_("Compare six words…"),))
        self.changed_key.actionChosen.connect(self._on_compare)
        self.broken = Banner("", look="warn")
        self.text = CopyText()
        self._foot = WrapLabel("", "small", "ink2")
        self.withdraw = SecondaryButton(_("Withdraw this copy…"))
        self.withdraw.clicked.connect(self._on_withdraw)
        self.add(
            self.state, self.changed_key, self.broken, self.text, self._foot, row(self.withdraw, None), None
        )
        self.say_nothing(from_others=True)

    def say_nothing(self, *, from_others: bool) -> None:
        """There is no copy on this side."""
        title = _("Nobody shared anything with you yet.") if from_others else _("You shared nothing yet.")
        text = (
            _("When somebody does, you can read their copy here, for as long as they leave it.")
            if from_others
            else _("A page is shared from the page itself: what you write begins as “only me”.")
        )
        self._show(title, text, look="sunk")

    def show_theirs(self, page: SharedPage) -> None:
        """A copy from somebody else."""
        self._author_id = page.author_id
        if page.ended_week is not None:
            told = _("Its words are gone from here. {week}.").format(week=week_words(page.ended_week))
            self._show(_("{name} has withdrawn this copy.").format(name=page.author_name), told, look="sunk")
        elif page.copy is None:
            self._show(_("This copy can’t be read just now."), "", look="sunk")
            why = self.changed_key if page.key_changed else self.broken
            why.set(page.trouble)
            why.show()
        else:
            self._show(
                _from_words(page),
                _("{day} · you can read it, and not pass it on here").format(
                    day=full_day_words(page.copy.shared_on)
                ),
                look="shared",
            )
            self.text.show_copy(page.copy)
            self.text.show()
            self._tell(_("{name} can withdraw it at any time.").format(name=page.author_name))

    def show_mine(self, share: MyShare) -> None:
        """A copy that went to others."""
        self._share_id = share.share_id.hex()
        names = readers_words(share)
        if share.ended_week is not None:
            told = _("They see that there was one, and nothing of it.")
            self._show(_("You withdrew this copy from {names}.").format(names=names), told, look="sunk")
            return
        self._show(
            _("{names} can read this copy.").format(names=names), week_words(share.shared_week), look="shared"
        )
        self.withdraw.show()
        if share.copy is None:
            self._tell(_("Its keys went with your reset, so you can’t read it here. Its reader still can."))
        else:
            self.text.show_copy(share.copy)
            self.text.show()

    def _show(self, title: str, text: str, *, look: str) -> None:
        self.state.set(title, text)
        self.state.set_look(look)
        for part in (self.changed_key, self.broken, self.text, self._foot, self.withdraw):
            part.hide()

    def _tell(self, words: str) -> None:
        self._foot.setText(words)
        self._foot.show()

    def _on_compare(self, _which: int) -> None:
        self.compare_asked.emit(self._author_id)

    def _on_withdraw(self) -> None:
        self.withdraw_asked.emit(self._share_id)


def _from_words(page: SharedPage) -> str:
    copy = page.copy
    if copy is not None and copy.excerpt:
        told = _("{name} shared an excerpt with {whom}.")
    else:
        told = _("{name} shared this with {whom}.")
    return told.format(name=page.author_name, whom=page.group_name or _("you"))
