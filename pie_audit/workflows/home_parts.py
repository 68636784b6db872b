"""What waits for somebody in the parts of everyday practice that their team uses; at most one thing a part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.team_part import TeamPart
from pie_audit.workflows.presence import SignedIn
from pie_audit.workflows.what_waits import Need

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

Needs = Callable[["Transaction", SignedIn, str, date], tuple[Need, ...]]


def _of_training() -> Needs:
    from pie_audit.workflows.everyday import training_answers

    return training_answers.needs_of


def _of_said_did() -> Needs:
    from pie_audit.workflows.everyday import said_did

    return said_did.needs_of


def _of_cards() -> Needs:
    from pie_audit.workflows.everyday import reading_cards

    return reading_cards.needs_of


def _of_practices() -> Needs:
    from pie_audit.workflows.everyday import practices

    return practices.needs_of


def _of_bent_rules() -> Needs:
    from pie_audit.workflows.everyday import bent_agenda

    return bent_agenda.needs_of


_NEEDS: Mapping[TeamPart, Callable[[], Needs]] = {
    TeamPart.TRAINING: _of_training,
    TeamPart.SAID_DID: _of_said_did,
    TeamPart.CARDS: _of_cards,
    TeamPart.PRACTICES: _of_practices,
    TeamPart.BENT_RULES: _of_bent_rules,
}
"""In their order on Home: what asks one person first. Home loads nothing of a part that is off."""


def part_needs(tx: Transaction, mine: SignedIn, team_id: str, parts: frozenset[TeamPart]) -> tuple[Need, ...]:
    """What waits in those of `parts` that ask for something today."""
    today = mine.clock.today()
    return tuple(
        need for part, ask in _NEEDS.items() if part in parts for need in ask()(tx, mine, team_id, today)
    )
