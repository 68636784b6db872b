"""What waits for somebody in the parts of everyday practice that their team uses; at most one thing a part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.team_part import TeamPart
from pie_audit.workflows import practices, reading_cards, said_did, training_answers
from pie_audit.workflows.home_needs import Need
from pie_audit.workflows.presence import SignedIn

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_NEEDS: Mapping[TeamPart, Callable[[Transaction, SignedIn, str, date], tuple[Need, ...]]] = {
    TeamPart.TRAINING: training_answers.needs_of,
    TeamPart.SAID_DID: said_did.needs_of,
    TeamPart.CARDS: reading_cards.needs_of,
    TeamPart.PRACTICES: practices.needs_of,
}
"""In their order on Home: what asks one person first."""


def part_needs(tx: Transaction, mine: SignedIn, team_id: str, parts: frozenset[TeamPart]) -> tuple[Need, ...]:
    """What waits in those of `parts` that ask for something today."""
    today = mine.clock.today()
    return tuple(
        need for part, ask in _NEEDS.items() if part in parts for need in ask(tx, mine, team_id, today)
    )
