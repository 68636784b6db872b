"""One reading card to read together: what was found, how sure it is, and what it could challenge here."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.learning.reading_words import by_words, told
from pie_audit.ui.widgets import Card, Divider, WrapLabel, boxed, clear, column
from pie_audit.words import _
from pie_audit.workflows.everyday.reading_cards import ShelfCard


class ReadingSheet(Card):
    """Filled with one card at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=12, parent=parent)
        self._held = QVBoxLayout()
        self._held.setSpacing(14)
        self.add(self._held, None)

    def show_card(self, shown: ShelfCard) -> None:
        """Fill it anew."""
        clear(self._held)
        lines = [words for words in (by_words(shown.card), shown.where) if words]
        if lines:
            self._held.addWidget(WrapLabel(" · ".join(lines), "small", "ink2"))
        for at, (heading, words) in enumerate(told(shown.card)):
            if at == len(told(shown.card)) - 2:
                self._held.addWidget(Divider())
            if words.strip():
                label = WrapLabel(heading, "small_strong", "accent")
                self._held.addWidget(boxed(column(label, WrapLabel(words, "lead"), gap=3)))
        if shown.is_shipped:
            said = _(
                "These are our words, not theirs. What they wrote is theirs to tell; look it up before you rely on it."
            )
            self._held.addWidget(WrapLabel(said, "small", "ink2"))
