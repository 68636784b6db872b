"""What a team says of its barriers beyond where they were noticed, and how their level changed."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from pie_audit.domain.barrier import BarrierNote, BarrierStep
from pie_audit.domain.changed import Kind
from pie_audit.storage.transaction import Transaction, table
from pie_audit.storage.value_rows import delete_rows, load_value, save_value, values_of

barrier_note = table(
    "barrier_note",
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True),
    sa.Column("barrier_key", sa.Text, primary_key=True),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("is_unsure", sa.Boolean, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("topic_id", sa.Text),
    sa.Column("who_could_change_it", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("settled_in", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

barrier_step = table(
    "barrier_step",
    sa.Column("step_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("barrier_key", sa.Text, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("week", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
)


def save_note(tx: Transaction, value: BarrierNote) -> None:
    """Write what a team says of a barrier, in place of what was there."""
    save_value(tx, barrier_note, value)
    tx.changed.add(Kind.BARRIERS)


def notes_of(tx: Transaction, team_id: str) -> tuple[BarrierNote, ...]:
    """What a team says of its barriers."""
    return values_of(tx, barrier_note, BarrierNote, barrier_note.c.team_id == team_id)


def delete_note(tx: Transaction, team_id: str, barrier_key: str) -> None:
    """Nothing is said of it any more."""
    which = sa.and_(barrier_note.c.team_id == team_id, barrier_note.c.barrier_key == barrier_key)
    delete_rows(tx, barrier_note, which)
    tx.changed.add(Kind.BARRIERS)


def load_note(tx: Transaction, team_id: str, barrier_key: str) -> BarrierNote | None:
    """What a team says of one barrier; None where it said nothing."""
    which = sa.and_(barrier_note.c.team_id == team_id, barrier_note.c.barrier_key == barrier_key)
    return load_value(tx, barrier_note, BarrierNote, which)


def add_step(tx: Transaction, value: BarrierStep) -> None:
    """Note that a level changed, after all that changed before."""
    which = sa.and_(barrier_step.c.team_id == value.team_id, barrier_step.c.barrier_key == value.barrier_key)
    query = sa.select(sa.func.max(barrier_step.c.place)).where(which)
    last = tx.connection.execute(query).scalar()
    save_value(tx, barrier_step, replace(value, place=0 if last is None else int(last) + 1))
    tx.changed.add(Kind.BARRIERS)


def steps_of(tx: Transaction, team_id: str) -> tuple[BarrierStep, ...]:
    """How the levels of a team's barriers changed, the earliest week first."""
    of_team = barrier_step.c.team_id == team_id
    order = (barrier_step.c.week, barrier_step.c.place)
    return values_of(tx, barrier_step, BarrierStep, of_team, *order)


def delete_step(tx: Transaction, step_id: str) -> None:
    """A change of level was taken back."""
    delete_rows(tx, barrier_step, barrier_step.c.step_id == step_id)
    tx.changed.add(Kind.BARRIERS)
