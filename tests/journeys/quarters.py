"""What happens between the opening and the signature of one quarter, as a person does it in the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from pie_audit.workflows.unlock import Clock
from tests.journeys.visitor import Visitor

CTRL = Qt.KeyboardModifier.ControlModifier


class Calendar:
    """The day on the wall, which the story moves on."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.clock = Clock(now=self._now, today=lambda: self.day)

    def _now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Saver:
    """Answers the computer's own file dialog, which is the one thing that isn't real."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch

    def saves(self, visitor: Visitor, edition: str, name: str) -> str:
        """On the preview: save an edition, read it back; all that it says on one line."""
        paper = self.folder / f"{name}.pdf"
        self.monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(paper), ""))
        visitor.clicks(edition)
        visitor.clicks("Save this PDF")
        visitor.waits_until(paper.exists, f"{name} was never written")
        visitor.waits_for(paper.name)
        return text_of(paper)


def text_of(paper: Path) -> str:
    """Everything that the paper says, page after page, on one line."""
    with pypdfium2.PdfDocument(paper) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def agrees_on(visitor: Visitor, level: str, **fields: str) -> None:
    """Choose a level by its key, write the words beside it, and agree."""
    for name, words in fields.items():
        visitor.fills({"because": "Because", "seen": "What would a visitor see?"}[name], words)
    visitor.tabs_to("Level ")
    visitor.types(level)
    visitor.clicks(f"Agree on {level}")


def lays_card(visitor: Visitor, place: str, text: str) -> None:
    """Click into a lane of the board and write a card."""
    visitor.clicks(place)
    visitor.types(text)
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: visitor.named(f"More for “{text}”"), f"the card “{text}” never lay there")


def places_dots(visitor: Visitor, *items: str) -> None:
    """One person's three dots."""
    for words in items:
        visitor.clicks(f"A dot on “{words}”")
    visitor.clicks("Place my dots")


def plans(visitor: Visitor, what: str, fields: Mapping[str, str], *, n: int, owner: str = "") -> None:
    """In the empty editor: one action, with its fields by their labels; there are `n` afterwards."""
    visitor.waits_for("New action")
    visitor.types(what)
    if owner:
        visitor.chooses("Who holds it", owner)
    for name, words in fields.items():
        if name == "What do we need?":
            visitor.clicks("We need something from somebody else")
        visitor.fills(name, words)
    visitor.presses(Qt.Key.Key_Return, CTRL)
    visitor.waits_for(f"{n} action")


def signs(visitor: Visitor, reservation: str = "") -> None:
    """From the plan: preview, and the signature."""
    visitor.clicks("Preview and sign off")
    visitor.clicks("Sign off")
    visitor.waits_for("This is a fair account of our talk.")
    if reservation:
        visitor.fills("Anything you sign with a reservation?", reservation)
    visitor.clicks("Sign off")
    visitor.waits_for("Add to what was signed")


def talks_together(visitor: Visitor, title: str, level: str, *, reads: str) -> None:
    """A short quarter: no private ratings, one topic agreed on, which `reads` so, the rest left for another time."""
    visitor.clicks("Our review")
    visitor.clicks("Start the quarter")
    visitor.clicks("Short form")
    visitor.clicks("Talk it through only, without private ratings")
    visitor.clicks("Start the quarter")
    visitor.clicks("Start it")
    visitor.waits_for("Abandon this review")
    visitor.clicks("Talk it through")
    visitor.picks("Topics", title)
    visitor.waits_for(reads)
    agrees_on(visitor, level)
    visitor.waits_for("1 of 12 topics written down")
    visitor.clicks("Leave 11 for another time")
    visitor.waits_for("12 of 12 topics written down")


def keeps(visitor: Visitor, what: str) -> None:
    """Carry an action on as it is."""
    visitor.clicks(f"Keep: {what}")
    visitor.waits_until(lambda: not visitor.named(f"Keep: {what}"), f"“{what}” was never kept")
