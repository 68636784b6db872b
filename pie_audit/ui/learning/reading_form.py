"""The form in which a team writes a reading card of its own, in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.reading_card import LIMITS, ReadingCard
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Field,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    TextArea,
    TextLine,
    announce,
    boxed,
)
from pie_audit.words import _

TEXTS = ("source", "what_they_did", "found", "how_sure", "left_out", "challenges", "would_believe")
_ROOM = 6
"""A field takes so many times what a card holds, so that a pasted page meets a kind sentence and isn’t cut in silence."""


class OwnCardForm(Card):
    """`edited` for what a person changed, `sent` with the card, `left` to leave it as it was."""

    edited = Signal()
    sent = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("A card of our own"), icon="pencil-simple-line", gap=12, parent=parent)
        self._card: ReadingCard | None = None
        self.areas = {name: TextArea(most=_ROOM * LIMITS[name], lines=_lines(name)) for name in TEXTS[1:]}
        self.source = TextLine(most=LIMITS["source"])
        self.keep_button = PrimaryButton(_("Put it on the shelf"), "check")
        self.leave_button = LinkButton(_("Leave it"))
        self.trouble = Banner("", look="warn")
        self.fields = {
            "source": Field(_("Author, year, title"), self.source, _("Like “Amy Edmondson, 1999, …”.")),
            "what_they_did": Field(_("What they did"), self.areas["what_they_did"], _("One line.")),
            "found": Field(
                _("What they found"), self.areas["found"], _("Three lines, as you’d tell a colleague.")
            ),
            "how_sure": Field(
                _("How sure"), self.areas["how_sure"], _("How many, how long ago, seen again by others?")
            ),
            "left_out": Field(_("Who was left out"), self.areas["left_out"]),
            "challenges": Field(_("What it challenges here"), self.areas["challenges"]),
            "would_believe": Field(_("We would have to believe …"), self.areas["would_believe"]),
        }
        self._lay_out()

    def _lay_out(self) -> None:
        self.trouble.hide()
        own = Banner(
            _("Your own words only"),
            _(
                "Copying what others wrote needs their leave. Say what it means to you; that’s what a talk needs."
            ),
            look="info",
            icon="pencil-simple-line",
        )
        buttons = boxed(FlowLayout(self.keep_button, self.leave_button, gap=10))
        self.add(own, *self.fields.values(), self.trouble, buttons, None)
        self.source.textEdited.connect(self._on_edited)
        for area in self.areas.values():
            area.edited.connect(self._on_edited)
        self.keep_button.clicked.connect(self._on_keep)
        self.leave_button.clicked.connect(self._on_leave)
        self.setFocusProxy(self.source)

    def show_card(self, card: ReadingCard) -> None:
        """Fill it with a blank card, or one to change; tells nobody."""
        self._card = card
        self.set_texts({name: getattr(card, name) for name in TEXTS})
        self.tell(None)

    @property
    def known(self) -> ReadingCard | None:
        """As it was when somebody began to change it."""
        return self._card

    def go_on_from(self, now: ReadingCard, began: ReadingCard) -> None:
        """The card was kept; `now`, with what was typed since, is a change of how it `began`."""
        was, self._card = self.card(), began
        self.tell(None)
        if now != was:
            self.set_texts({name: getattr(now, name) for name in TEXTS})

    def card(self) -> ReadingCard | None:
        """The card as it stands in the fields."""
        return None if self._card is None else replace(self._card, **self.texts())  # type: ignore[arg-type]  # texts alone

    def texts(self) -> dict[str, str]:
        """What was typed, by field: kept as a draft."""
        return {"source": self.source.text()} | {name: area.text() for name, area in self.areas.items()}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Fill in what was kept."""
        self.source.setText(texts.get("source", ""))
        for name, area in self.areas.items():
            area.setText(texts.get(name, ""))
        self._tell_length()

    def tell(self, error: KnownError | None) -> None:
        """What is missing, above the button."""
        if error is not None:
            self.trouble.set(error.what, error.todo)
            announce(self, f"{error.what} {error.todo}")
        self.trouble.setVisible(error is not None)

    def _tell_length(self) -> None:
        """Beside a field that holds more than a card does: how to say it shorter."""
        for name, area in self.areas.items():
            over = len(area.text()) - LIMITS[name]
            words = _(
                "That’s {n} letters more than a card holds. Tell it in your own words; a few lines are plenty."
            )
            self.fields[name].set_error(words.format(n=over) if over > 0 else "")

    def _on_edited(self, *_what: object) -> None:
        self._tell_length()
        self.edited.emit()

    def _on_keep(self) -> None:
        self.sent.emit(self.card())

    def _on_leave(self) -> None:
        self.left.emit()


def _lines(name: str) -> int:
    return 3 if name == "found" else 2
