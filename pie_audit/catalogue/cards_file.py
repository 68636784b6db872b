"""The file of reading cards that come with the program becomes cards, or the first of its problems."""

from __future__ import annotations

from pathlib import Path

from pie_audit.catalogue.fields import Fields
from pie_audit.catalogue.heading import NAME
from pie_audit.catalogue.problems import Problem
from pie_audit.catalogue.settings_file import parse_settings, read_settings, rows_of
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.reading_card import LIMITS, ShippedCard, too_long
from pie_audit.words import _

_EARLIEST, _LATEST = 1900, 2100


def read_cards(path: Path) -> tuple[ShippedCard, ...]:
    """The cards of one file, in its order. Raises CannotRead with the first thing there is to mend."""
    return read_settings(path, _read_all, _strange)


def parse_cards(text: str) -> tuple[ShippedCard, ...]:
    """As `read_cards`, from text."""
    return parse_settings(text, _read_all, _strange)


def _read_all(top: Fields) -> tuple[ShippedCard, ...]:
    return rows_of(top, "card", _read_card, lambda card: card.card_id)


def _read_card(table: Fields) -> ShippedCard:
    card = ShippedCard(
        card_id=table.code("id", NAME, "menzies-1960"),
        author=table.text("author"),
        year=table.whole("year", low=_EARLIEST, high=_LATEST),
        title=table.text("title"),
        where=table.text("where"),
        checked_on=table.day("checked_on"),
        what_they_did=table.text("what_they_did"),
        found="\n".join(table.texts("found")),
        how_sure=table.text("how_sure"),
        left_out=table.text("left_out"),
        challenges=table.text("challenges"),
        would_believe=table.text("would_believe"),
    )
    table.finish()
    for name in too_long(card.on_shelf("")):
        table.note(_("Longer than a card holds: {n} characters at most.").format(n=LIMITS[name]), name)
    return card


def _strange(problem: Problem) -> CannotRead:
    return CannotRead(
        _("The file of reading cards can’t be used: {problem}").format(problem=problem),
        _("Install pie-audit again; your own cards aren’t touched."),
    )
