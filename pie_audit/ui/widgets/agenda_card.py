"""Rules that were bent often enough to be talked about in the next meeting."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.bent_agenda import AgendaItem, agenda_words
from pie_audit.ui.widgets.cards import Card, Divider
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _


def agenda_card(items: Sequence[AgendaItem]) -> Card:
    """Each rule with the question and its reasons; nobody is named."""
    card = Card(_("For the next meeting"), look="info", icon="chat-circle-text", gap=8)
    for at, item in enumerate(items):
        card.add(*([Divider()] if at else []), WrapLabel(item.rule, "strong"), WrapLabel(agenda_words(item)))
        card.add(*(WrapLabel(_("Because: {why}").format(why=why), "small") for why in item.reasons))
    return card.add(None)
