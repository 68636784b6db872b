"""Why we ask: what the survey is called, and what somebody wants to do with the answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.widgets import Card, Field, TextArea, TextLine
from pie_audit.words import _

_TITLE, _PURPOSE = 120, 1000


class WhyCard(Card):
    """`edited` on every key that writes, `left` when the focus leaves a field; neither on filling."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Why we ask"), gap=12, parent=parent)
        self.title_line = TextLine(most=_TITLE, placeholder=_("Autumn pulse"))
        self.purpose = TextArea(most=_PURPOSE, lines=3)
        self.purpose_field = Field(
            _("What we want to do with the answers"),
            self.purpose,
            _("Everybody reads this before the first question. Ask nothing that nobody means to act on."),
        )
        self.add(Field(_("What it’s called"), self.title_line), self.purpose_field)
        self.title_line.textEdited.connect(self.edited)
        self.title_line.editingFinished.connect(self.left)
        self.purpose.edited.connect(self.edited)
        self.purpose.left.connect(self.left)

    def fill(self, title: str, purpose: str) -> None:
        """Silently."""
        self.title_line.setText(title)
        self.purpose.setText(purpose)
