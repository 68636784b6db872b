"""A one-time code, shown once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication

from pie_audit.ui.widgets import Card, FlowLayout, PrimaryButton, SecondaryButton, WrapLabel, boxed
from pie_audit.words import _


class CodeCard(Card):
    """Says whose it is and what to do with it; gone for good when put away. `put_away` then."""

    put_away = Signal()

    def __init__(self) -> None:
        super().__init__(_("A one-time code"), look="info", icon="ticket")
        self._who = WrapLabel("", "body")
        self._code = WrapLabel("", "h1")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        done = PrimaryButton(_("I’ve written it down"))
        done.clicked.connect(self._on_done)
        copy = SecondaryButton(_("Copy"), "copy")
        copy.clicked.connect(self._on_copy)
        self.add(
            self._who,
            self._code,
            WrapLabel(
                _("It is shown only now. With it they choose a password that nobody else knows."),
                "small",
            ),
            boxed(FlowLayout(done, copy)),
        )
        self.setFocusProxy(done)

    def tell(self, name: str, code: str, *, anew: bool = False) -> None:
        """Show the code of this person; `anew` for somebody who has been here, and loses what only they could read."""
        words = _("Write this down and give it to {name}, nobody else.").format(name=name)
        if anew:
            words += " " + _(
                "It gives them the team’s work again, never what they wrote before: only My key of that time does. "
                "They are told of it, and their old password works until they use it."
            )
        self._who.setText(words)
        self._code.setText(code)

    def code(self) -> str:
        """The code that shows."""
        return self._code.text()

    def forget(self) -> None:
        """Let go of it."""
        self._code.setText("")
        self.hide()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code.text())

    def _on_done(self) -> None:
        self.forget()
        self.put_away.emit()
