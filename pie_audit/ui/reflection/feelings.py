"""Feelings before and after, in words of the writer's own: never a number, and never more than five."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.widgets import FlowLayout, SecondaryButton, TextLine
from pie_audit.words import _

MOST = 5
_LONGEST = 24


def first_words() -> tuple[str, ...]:
    """A few words to begin one's own list with."""
    return (
        _("calm"),
        _("tired"),
        _("hopeful"),
        _("sad"),
        _("angry"),
        _("proud"),
        _("worried"),
        _("numb"),
    )


class Feelings(QWidget):
    """One row of words to press. `edited` when one was chosen or let go; `added` with a new word for the list."""

    edited = Signal()
    added = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._words: tuple[str, ...] = ()
        self.chosen: tuple[str, ...] = ()
        self._buttons: list[SecondaryButton] = []
        self.word = TextLine(placeholder=_("Another word"), most=_LONGEST)
        self.word.setAccessibleName(_("Another word: {name}").format(name=name))
        self.word.setMaximumWidth(180)
        self.word.returnPressed.connect(self._on_word)
        self._flow = FlowLayout(self.word, gap=6)
        self.setLayout(self._flow)
        self.setFocusProxy(self.word)

    def show_words(self, words: tuple[str, ...], chosen: tuple[str, ...]) -> None:
        """Offer these; tells nobody."""
        self._words, self.chosen = tuple(dict.fromkeys((*words, *chosen))), chosen[:MOST]
        self._fill()

    def _fill(self) -> None:
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for word in self._words:
            button = SecondaryButton(word, in_row=True)
            button.setCheckable(True)
            button.setChecked(word in self.chosen)
            button.setAccessibleName(f"{self._name}: {word}")
            button.clicked.connect(partial(self._on_clicked, button))
            self._buttons.append(button)
            self._flow.addWidget(button)
            button.show()
        self._flow.removeWidget(self.word)
        self._flow.addWidget(self.word)
        self._hold_back()

    def _hold_back(self) -> None:
        """Five are enough; the rest wait until one is let go."""
        full = len(self.chosen) >= MOST
        for button in self._buttons:
            button.setEnabled(button.isChecked() or not full)
        self.word.setEnabled(not full)

    def _on_clicked(self, button: SecondaryButton, _checked: bool = False) -> None:
        word = button.text()
        kept = tuple(one for one in self.chosen if one != word)
        self.chosen = (*kept, word)[:MOST] if button.isChecked() else kept
        self._hold_back()
        self.edited.emit()

    def _on_word(self) -> None:
        word = " ".join(self.word.text().split())
        self.word.clear()
        if word and word not in self.chosen:
            self.show_words((*self._words, word), (*self.chosen, word))
            self.word.setFocus(Qt.FocusReason.OtherFocusReason)
            self.added.emit(word)
            self.edited.emit()
