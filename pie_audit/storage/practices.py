"""What began in a crisis or a project: keep, drop, restart."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.practice import Practice
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


def save_practice(tx: Transaction, value: Practice) -> None:
    """Write a practice, in place of what was there."""
    save_value(tx, practice, value)
    tx.changed.add(Kind.PRACTICES)


def practices_of(tx: Transaction, team_id: str) -> tuple[Practice, ...]:
    """A team's practices, by name."""
    return values_of(tx, practice, Practice, practice.c.team_id == team_id, practice.c.what)


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
