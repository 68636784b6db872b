"""What small logs and training noticed since the last review, offered to the board in one quiet strip."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.barrier_words import level_words
from pie_audit.ui.widgets import Card, LinkButton, SecondaryButton, WrapLabel, boxed, clear, row
from pie_audit.words import _
from pie_audit.workflows.everyday.barrier_offers import Offer


class NoticedStrip(Card):
    """At most five lines. `put_wanted` and `off_wanted` carry the key of one; hidden where nothing is offered."""

    put_wanted = Signal(str)
    off_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Noticed since last time"), look="sunk", gap=8, parent=parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.add(self._lines)
        self.offers: tuple[Offer, ...] = ()
        self.hide()

    def show_offers(self, offers: Sequence[Offer], *, shown: bool = True) -> None:
        """Fill; `shown` is whether this part of the page is in view."""
        if tuple(offers) != self.offers:
            self.offers = tuple(offers)
            clear(self._lines)
            for offer in offers:
                self._lines.addWidget(self._line(offer))
        self.set_shown(shown)

    def set_shown(self, shown: bool) -> None:
        """In view, where there is anything to offer."""
        self.setVisible(shown and bool(self.offers))

    def _line(self, offer: Offer) -> QWidget:
        told = _("{barrier} ({base}; {level})").format(
            barrier=offer.text, base=offer.base, level=level_words(offer.level).lower()
        )
        line = row(WrapLabel(told), gap=10)
        line.setStretch(0, 1)
        put = SecondaryButton(_("Put it on the board"), "plus", in_row=True)
        put.setAccessibleName(_("Put it on the board: {words}").format(words=offer.text))
        put.clicked.connect(partial(self._on_put, offer.key))
        off = LinkButton(_("Not now"), in_row=True)
        off.setAccessibleName(_("Not now: {words}").format(words=offer.text))
        off.clicked.connect(partial(self._on_off, offer.key))
        line.addWidget(put)
        line.addWidget(off)
        return boxed(line)

    def _on_put(self, key: str, _checked: bool = False) -> None:
        self.put_wanted.emit(key)

    def _on_off(self, key: str, _checked: bool = False) -> None:
        self.off_wanted.emit(key)
