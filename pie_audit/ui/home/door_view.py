"""A door card beside a note: what they refused, what got us in, which role to ask for."""

from __future__ import annotations

from pie_audit.domain.door_card import DoorCard
from pie_audit.ui.widgets import Card, WrapLabel, announce, clear, column
from pie_audit.words import _


class DoorView(Card):
    """Hidden while there is no card for the agency that is being typed."""

    def __init__(self) -> None:
        super().__init__(_("We knocked there before"), look="soft", icon="key", gap=6)
        self._lines = column(gap=4)
        self.add(self._lines)
        self.card: DoorCard | None = None
        self.hide()

    def show_card(self, card: DoorCard | None) -> None:
        """Show what is known of an agency, or nothing."""
        if card == self.card:
            return
        self.card = card
        clear(self._lines)
        told = _told(card) if card is not None else []
        for line in told:
            self._lines.addWidget(WrapLabel(line, "body", "soft_ink"))
        if card is not None:
            self.title.setText(_("{agency}: we knocked there before").format(agency=card.agency))
            announce(self, " ".join((self.title.text(), *told)))
        self.setVisible(bool(told))


def _told(card: DoorCard) -> list[str]:
    lines = (
        (_("They refused: {words}"), card.refused),
        (_("What got us in: {words}"), card.got_us_in),
        (_("Ask for: {words}"), card.ask_for),
    )
    return [line.format(words=words) for line, words in lines if words]
