"""A team's shelf of reading cards."""

from __future__ import annotations

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.reading_card import Decision, ReadingCard
from pie_audit.storage.plans import action
from pie_audit.storage.transaction import Transaction, table
from pie_audit.storage.value_rows import delete_rows, load_value, save_value, values_of

reading_card = table(
    "reading_card",
    sa.Column("card_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("what_they_did", sa.Text, nullable=False),
    sa.Column("found", sa.Text, nullable=False),
    sa.Column("how_sure", sa.Text, nullable=False),
    sa.Column("left_out", sa.Text, nullable=False),
    sa.Column("challenges", sa.Text, nullable=False),
    sa.Column("would_believe", sa.Text, nullable=False),
    sa.Column("discussed_on", sa.Date),
    sa.Column("decision", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("action_id", sa.Text),
    sa.Column("shipped", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("put_away", sa.Boolean, nullable=False),
    sa.Column("small_action", sa.Text, nullable=False),
)


def save_card(tx: Transaction, value: ReadingCard) -> None:
    """Write a card, in place of what was there."""
    save_value(tx, reading_card, value)
    tx.changed.add(Kind.LEARNING)


def cards_of(tx: Transaction, team_id: str) -> tuple[ReadingCard, ...]:
    """A team's shelf, by source."""
    return values_of(tx, reading_card, ReadingCard, reading_card.c.team_id == team_id, reading_card.c.source)


def card_to_try(tx: Transaction, team_id: str) -> ReadingCard | None:
    """The first card of a team's shelf whose small action waits: in no plan yet, or taken out of it again."""
    card = reading_card.c
    planned = sa.select(sa.literal(1)).where(
        action.c.action_id == card.action_id, action.c.team_id == card.team_id, action.c.binned_on.is_(None)
    )
    waits = sa.and_(
        card.team_id == team_id,
        card.decision == Decision.TRY.value,
        card.small_action != "",
        card.put_away.is_(False),
        ~planned.exists(),
    )
    return next(iter(values_of(tx, reading_card, ReadingCard, waits, card.source, most=1)), None)


def parked_cards(tx: Transaction, team_id: str, most: int) -> tuple[ReadingCard, ...]:
    """Cards that a team put by for another talk, at most so many."""
    card = reading_card.c
    waits = sa.and_(card.team_id == team_id, card.decision == Decision.PARK.value, card.put_away.is_(False))
    return values_of(tx, reading_card, ReadingCard, waits, card.source, most=most)


def load_card(tx: Transaction, card_id: str) -> ReadingCard | None:
    """One of them, or None."""
    return load_value(tx, reading_card, ReadingCard, reading_card.c.card_id == card_id)


def delete_card(tx: Transaction, card_id: str) -> None:
    """Take it away."""
    delete_rows(tx, reading_card, reading_card.c.card_id == card_id)
    tx.changed.add(Kind.LEARNING)
