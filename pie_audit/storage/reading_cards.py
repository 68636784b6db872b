"""A team's shelf of reading cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.reading_card import Decision, Place, ReadingCard
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


@dataclass(frozen=True, slots=True)
class Part:
    """The first cards of one place of the shelf, by source, and how many there are of them."""

    cards: tuple[ReadingCard, ...]
    count: int


def shipped_cards_of(tx: Transaction, team_id: str, shipped: Collection[str]) -> tuple[ReadingCard, ...]:
    """What a team made of cards that came with the program, by the ids that those have."""
    which = sa.and_(reading_card.c.team_id == team_id, reading_card.c.shipped.in_(shipped))
    return values_of(tx, reading_card, ReadingCard, which, reading_card.c.source)


def actions_of_cards(tx: Transaction, team_id: str) -> frozenset[str]:
    """The actions that cards of a team became."""
    card = reading_card.c
    query = sa.select(card.action_id).where(card.team_id == team_id, card.action_id.is_not(None)).distinct()
    return frozenset(tx.connection.scalars(query))


def own_parts(
    tx: Transaction, team_id: str, most: int, *, shipped: Collection[str], led: Collection[str]
) -> dict[Place, Part]:
    """A team's own cards by where they stand, at most so many of each; a place where none stands is left out.

    `shipped` are the ids of cards that came with the program, which aren't its own; `led` the actions that are done.
    """
    card = reading_card.c
    at = sa.case(
        (card.put_away, Place.AWAY.value),
        (card.action_id.in_(led), Place.LED.value),
        (card.decision != "", Place.TALKED.value),
        else_=Place.WAITING.value,
    ).label("at")
    # Ids alone are put in order: whole rows would all be carried through the sorting.
    own = (
        sa.select(card.card_id, card.source, at)
        .where(card.team_id == team_id, card.shipped.not_in(shipped))
        .subquery()
    )
    place = sa.func.row_number().over(partition_by=own.c["at"], order_by=(own.c.source, own.c.card_id))
    count = sa.func.count().over(partition_by=own.c["at"])
    placed = sa.select(own.c.card_id, own.c["at"], place.label("place"), count.label("of")).subquery()
    query = (
        sa.select(reading_card, placed.c["at"], placed.c["of"])
        .join(placed, placed.c.card_id == card.card_id)
        .where(placed.c.place <= most)
    )
    found, counts = defaultdict[Place, list[ReadingCard]](list), dict[Place, int]()
    for row in tx.connection.execute(query.order_by(placed.c.place)):
        kept = dict(row._mapping)
        stands = Place(kept.pop("at"))
        counts[stands] = kept.pop("of")
        found[stands].append(ReadingCard(**kept | {"decision": Decision(row.decision)}))
    return {stands: Part(tuple(them), counts[stands]) for stands, them in found.items()}


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
