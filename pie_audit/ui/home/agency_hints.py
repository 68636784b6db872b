"""Under a line where an agency is typed: its door card, and a name used before that could be meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from pie_audit.domain.agency import alike, close_to
from pie_audit.domain.door_card import DoorCard
from pie_audit.ui.home.door_view import DoorView
from pie_audit.ui.widgets import LinkButton, TextLine
from pie_audit.words import _


class AgencyHints(QWidget):
    """Names used before complete the line; a close one is offered and never put there by itself."""

    def __init__(self, line: TextLine) -> None:
        super().__init__()
        self._line, self._meant = line, ""
        self._known: tuple[str, ...] = ()
        self._doors: tuple[DoorCard, ...] = ()
        self.offer = LinkButton("", in_row=True)
        self.offer.clicked.connect(self._on_offer)
        self.door = DoorView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.offer, self.door):
            layout.addWidget(part)
        line.textChanged.connect(self._on_text)
        self._on_text(line.text())

    def set_known(self, known: Sequence[str], doors: Sequence[DoorCard]) -> None:
        """Names used before, one spelling each, and the cards there are."""
        if (tuple(known), tuple(doors)) == (self._known, self._doors):
            return
        self._known, self._doors = tuple(known), tuple(doors)
        completer = QCompleter(list(known), self._line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self._line.setCompleter(completer)
        self._on_text(self._line.text())

    def _on_text(self, text: str) -> None:
        name = alike(text, (card.agency for card in self._doors))
        self.door.show_card(next((card for card in self._doors if card.agency == name), None))
        close = () if alike(text, self._known) else close_to(text, self._known)
        self._meant = close[0] if close else ""
        self.offer.setText(_("Do you mean “{agency}”?").format(agency=self._meant))
        self.offer.setVisible(bool(close))
        self.setVisible(bool(close) or name is not None)

    def _on_offer(self) -> None:
        self._line.setText(self._meant)
        self._line.textEdited.emit(self._line.text())
        self._line.setFocus()
