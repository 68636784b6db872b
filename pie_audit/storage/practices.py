"""What began in a crisis or a project: keep, drop, restart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.practice import Choice, Practice
from pie_audit.storage.transaction import Transaction, table
from pie_audit.storage.value_rows import delete_rows, load_value, save_value, values_of

practice = table(
    "practice",
    sa.Column("practice_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("begun", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("gave", sa.Text, nullable=False),
    sa.Column("to_whom", sa.Text, nullable=False),
    sa.Column("cost", sa.Text, nullable=False),
    sa.Column("choice", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("owner_id", sa.Text),
    sa.Column("review_on", sa.Date),
    sa.Column("looked_at_on", sa.Date),
    sa.Column("action_id", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
)


_AT_ONCE = 500
"""Ids in one statement."""


@dataclass(frozen=True, slots=True)
class LookedBefore:
    """A practice before a look: when the team looked at it last, and its version then."""

    practice_id: str
    looked_at_on: date | None
    version: int


def save_practice(tx: Transaction, value: Practice) -> None:
    """Write a practice, in place of what was there."""
    save_value(tx, practice, value)
    tx.changed.add(Kind.PRACTICES)


def practices_of(tx: Transaction, team_id: str) -> tuple[Practice, ...]:
    """A team's practices, by name."""
    return values_of(tx, practice, Practice, practice.c.team_id == team_id, practice.c.what)


@dataclass(frozen=True, slots=True)
class Column:
    """The first practices of one choice, by name, and how many there are of it."""

    practices: tuple[Practice, ...]
    count: int


def columns_of(tx: Transaction, team_id: str, most: int) -> dict[Choice, Column]:
    """A team's practices by what was chosen, at most so many of each; a choice of which there are none is left out."""
    p = practice.c
    place = sa.func.row_number().over(partition_by=p.choice, order_by=(p.what, p.practice_id))
    count = sa.func.count().over(partition_by=p.choice)
    # Ids alone are put in order: whole rows would all be carried through the sorting.
    placed = (
        sa.select(p.practice_id, place.label("place"), count.label("of"))
        .where(p.team_id == team_id)
        .subquery()
    )
    query = (
        sa.select(practice, placed.c["of"])
        .join(placed, placed.c.practice_id == p.practice_id)
        .where(placed.c.place <= most)
    )
    found, counts = defaultdict[Choice, list[Practice]](list), dict[Choice, int]()
    for row in tx.connection.execute(query.order_by(p.choice, placed.c.place)):
        kept = dict(row._mapping)
        counts[Choice(row.choice)] = kept.pop("of")
        found[Choice(row.choice)].append(Practice(**kept | {"choice": Choice(row.choice)}))
    return {choice: Column(tuple(them), counts[choice]) for choice, them in found.items()}


def note_look(tx: Transaction, team_id: str, day: date) -> tuple[LookedBefore, ...]:
    """Write into every practice that the team looked at it on this day; how those were before that it changes."""
    p = practice.c
    others = sa.and_(p.team_id == team_id, sa.or_(p.looked_at_on.is_(None), p.looked_at_on != day))
    query = sa.select(p.practice_id, p.looked_at_on, p.version).where(others)
    before = tuple(LookedBefore(*row) for row in tx.connection.execute(query))
    if before:
        look = sa.update(practice).where(others).values(looked_at_on=day, version=p.version + 1)
        tx.connection.execute(look)
        tx.changed.add(Kind.PRACTICES)
    return before


def forget_look(tx: Transaction, team_id: str, before: Sequence[LookedBefore]) -> None:
    """As they were before that look, but for those that somebody has changed since."""
    together = defaultdict[tuple[date | None, int], list[str]](list)
    for one in before:
        together[one.looked_at_on, one.version].append(one.practice_id)
    for (day, version), ids in together.items():
        back = {"looked_at_on": day, "version": version + 2}
        for at in range(0, len(ids), _AT_ONCE):
            which = sa.and_(
                practice.c.team_id == team_id,
                practice.c.practice_id.in_(ids[at : at + _AT_ONCE]),
                practice.c.version == version + 1,
            )
            tx.connection.execute(sa.update(practice).where(which).values(back))
    tx.changed.add(Kind.PRACTICES)


def count_practices(tx: Transaction, team_id: str) -> int:
    """How many a team looks at."""
    query = sa.select(sa.func.count()).select_from(practice).where(practice.c.team_id == team_id)
    return int(tx.connection.execute(query).scalar_one())


def last_look_of(tx: Transaction, team_id: str) -> date | None:
    """The day on which a team last looked at any of them."""
    query = sa.select(sa.func.max(practice.c.looked_at_on)).where(practice.c.team_id == team_id)
    found: date | None = tx.connection.execute(query).scalar()
    return found


def load_practice(tx: Transaction, practice_id: str) -> Practice | None:
    """One of them, or None."""
    return load_value(tx, practice, Practice, practice.c.practice_id == practice_id)


def delete_practice(tx: Transaction, practice_id: str) -> None:
    """Take it away."""
    delete_rows(tx, practice, practice.c.practice_id == practice_id)
    tx.changed.add(Kind.PRACTICES)
