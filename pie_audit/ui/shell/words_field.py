"""A field for generated words: three letters of a word are enough to offer the rest, while the words are shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.widgets import FlowLayout, PasswordField, SecondaryButton, boxed, column
from pie_audit.words import _
from pie_audit.workflows import passwords

_OFFERED = 4


class WordsField(QWidget):
    """A password field that completes words of our list. It offers nothing while the field is hidden."""

    returnPressed = Signal()
    textEdited = Signal(str)

    def __init__(self, *, shown: bool = False, placeholder: str = "") -> None:
        super().__init__()
        self.field = PasswordField(placeholder=placeholder)
        self.line = self.field.line
        self._offers = [SecondaryButton("", in_row=True) for _at in range(_OFFERED)]
        self._row = boxed(FlowLayout(*self._offers, gap=6))
        self._row.hide()
        self.setLayout(column(self.field, self._row, gap=6))
        self.setFocusProxy(self.line)
        for button in self._offers:
            button.clicked.connect(self._on_offer)
        self.field.textEdited.connect(self._on_edited)
        self.field.returnPressed.connect(self.returnPressed)
        self.field.set_shown(shown)

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def setText(self, text: str) -> None:
        """Fill in."""
        self.field.setText(text)

    def clear(self) -> None:
        """Empty it and hide it again."""
        self.field.clear()
        self._row.hide()

    def _on_edited(self, text: str) -> None:
        shown = self.line.echoMode() is self.line.EchoMode.Normal
        letters = text.rpartition(" ")[2]
        words = passwords.complete(letters) if shown else ()
        words = tuple(word for word in words if word != letters.casefold())[:_OFFERED]
        for at, button in enumerate(self._offers):
            button.setVisible(at < len(words))
            button.setText(words[at] if at < len(words) else "")
            button.setAccessibleDescription(_("Finish the word like this"))
        self._row.setVisible(bool(words))
        self.textEdited.emit(text)

    def _on_offer(self) -> None:
        button = self.sender()
        if isinstance(button, SecondaryButton):
            before, space, _letters = self.line.text().rpartition(" ")
            self.line.setText(f"{before}{space}{button.accessibleName()} ")
            self._row.hide()
            self.line.setFocus()
