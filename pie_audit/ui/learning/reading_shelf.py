"""The shelf of reading cards: waiting, talked about, led to something, and what was put away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pie_audit.domain.reading_card import Place
from pie_audit.ui.learning.reading_words import by_words, came_words, place_words, title_of
from pie_audit.ui.widgets import Card, EvenLayout, FlowLayout, LinkButton, ListRow, WrapLabel, boxed, clear
from pie_audit.words import _, plural
from pie_audit.workflows.everyday.reading_cards import Shelf, ShelfCard


class ShelfRow(ListRow):
    """A card on the shelf, with an edge of its own: it lies on sunken ground."""

    _edge, _ground = "control", "surface"

    def prepare(self) -> None:
        """As tall as the tallest of its line, its words in the middle."""
        super().prepare()
        for at in range(self.layout().count()):
            self.layout().itemAt(at).setAlignment(Qt.AlignmentFlag.AlignVCenter)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)


class ShelfView(QWidget):
    """`card_wanted` with the id of a card to read, `back_wanted` of one to bring back; `more_wanted` for longer lists."""

    card_wanted = Signal(str)
    back_wanted = Signal(str)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, ListRow] = {}
        self._held = QVBoxLayout(self)
        self._held.setContentsMargins(0, 0, 0, 0)
        self._held.setSpacing(16)

    def show_shelf(self, view: Shelf) -> None:
        """Fill it anew; the focus stays on the card it was on."""
        kept = next((card_id for card_id, row in self.rows.items() if row.hasFocus()), None)
        self.rows.clear()
        clear(self._held)
        for place in (Place.WAITING, Place.TALKED, Place.LED):
            self._held.addWidget(self._part(place, view))
        if view.put_away:
            self._held.addWidget(self._put_away(view))
        if kept in self.rows:
            self.rows[kept].setFocus()

    def _part(self, place: Place, view: Shelf) -> Card:
        cards = view.at(place)
        title = (
            _("{part} ({n})").format(part=place_words(place), n=view.counts[place])
            if cards
            else place_words(place)
        )
        card = Card(title, look="sunk", gap=8)
        if not cards:
            card.add(WrapLabel(_empty_words(place), "small", "ink2"))
        else:
            card.add(boxed(EvenLayout(*(self._row(one) for one in cards), least=280, gap=8)))
        self._add_more(card, place, view)
        return card.add(None)

    def _add_more(self, card: Card, place: Place, view: Shelf) -> None:
        if view.has_more(place):
            button = LinkButton(_("Show more"), "caret-down")
            button.setAccessibleName(_("Show more: {part}").format(part=place_words(place)))
            button.clicked.connect(self._on_more)
            card.add(boxed(FlowLayout(button)))

    def _on_more(self, _checked: bool = False) -> None:
        self.more_wanted.emit()

    def _row(self, one: ShelfCard) -> ListRow:
        said = " · ".join(filter(None, (by_words(one.card), came_words(one))))
        row = ShelfRow(title_of(one.card), said, icon="notebook" if one.is_shipped else "pencil-simple-line")
        row.setCheckable(False)
        row.clicked.connect(partial(self._on_card, one.card.card_id))
        self.rows[one.card.card_id] = row
        return row

    def _put_away(self, view: Shelf) -> Card:
        n = view.counts[Place.AWAY]
        card = Card(plural("{n} card put away", "{n} cards put away", n).format(n=n), look="sunk", gap=6)
        for one in view.put_away:
            back = LinkButton(
                _("Bring back: {title}").format(title=title_of(one.card)), "arrow-counter-clockwise"
            )
            back.clicked.connect(partial(self._on_back, one.card.card_id))
            card.add(back)
        self._add_more(card, Place.AWAY, view)
        return card

    def _on_card(self, card_id: str, _checked: bool = False) -> None:
        self.card_wanted.emit(card_id)

    def _on_back(self, card_id: str, _checked: bool = False) -> None:
        self.back_wanted.emit(card_id)


def _empty_words(place: Place) -> str:
    return {
        Place.WAITING: _("No card waits. Write one about something you read."),
        Place.TALKED: _("None yet. One card and twenty minutes of a meeting are plenty."),
        Place.LED: _("A card comes here once its small action is done."),
    }[place]
