"""Training, who was there, and what came of it weeks later: two tables that nothing links."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.training import Training, TrainingAnswer
from pie_audit.storage.transaction import Transaction, put, table
from pie_audit.storage.value_rows import delete_rows, load_value, save_value, values_of

training = table(
    "training",
    sa.Column("training_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("provider", sa.Text, nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("mix", sa.Text, nullable=False),
    sa.Column("lived_part", sa.Text, nullable=False),
    sa.Column("topic_id", sa.Text),
    sa.Column("others", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

training_place = table(
    "training_place",
    sa.Column("training_id", sa.Text, sa.ForeignKey("training.training_id"), primary_key=True),
    sa.Column("person_id", sa.Text, sa.ForeignKey("person.person_id"), primary_key=True),
)

training_answer = table(
    "training_answer",
    sa.Column("answer_id", sa.Text, primary_key=True),
    sa.Column("training_id", sa.Text, sa.ForeignKey("training.training_id"), nullable=False, index=True),
    sa.Column("weeks", sa.Integer, nullable=False),
    sa.Column("change", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
)


def save_training(tx: Transaction, value: Training) -> None:
    """Write a training, in place of what was there."""
    save_value(tx, training, value)
    tx.changed.add(Kind.LEARNING)


def trainings_of(tx: Transaction, team_id: str) -> tuple[Training, ...]:
    """A team's trainings, the latest first."""
    return values_of(tx, training, Training, training.c.team_id == team_id, training.c.day.desc())


def load_training(tx: Transaction, training_id: str) -> Training | None:
    """One of them, or None."""
    return load_value(tx, training, Training, training.c.training_id == training_id)


def delete_training(tx: Transaction, training_id: str) -> None:
    """Take a training away, with its places and answers."""
    for of in (training_place, training_answer, training):
        delete_rows(tx, of, of.c.training_id == training_id)
    tx.changed.add(Kind.LEARNING)


def take_place(tx: Transaction, training_id: str, person_id: str) -> None:
    """Note that somebody was there."""
    put(tx, training_place, {"training_id": training_id, "person_id": person_id}, {})
    tx.changed.add(Kind.LEARNING)


def give_place_up(tx: Transaction, training_id: str, person_id: str) -> None:
    """Somebody wasn't there after all."""
    which = sa.and_(training_place.c.training_id == training_id, training_place.c.person_id == person_id)
    delete_rows(tx, training_place, which)
    tx.changed.add(Kind.LEARNING)


def places_of(tx: Transaction, training_ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Who was where: training and person."""
    which = training_place.c.training_id.in_(training_ids)
    query = sa.select(training_place).where(which).order_by(*training_place.primary_key.columns)
    return tuple((row.training_id, row.person_id) for row in tx.connection.execute(query))


def save_answer(tx: Transaction, value: TrainingAnswer) -> None:
    """Write what came of it for one of those who were there."""
    save_value(tx, training_answer, value)
    tx.changed.add(Kind.LEARNING)


def answers_of(tx: Transaction, training_ids: Sequence[str]) -> tuple[TrainingAnswer, ...]:
    """What came of these trainings, in no order that means anything."""
    which = training_answer.c.training_id.in_(training_ids)
    return values_of(tx, training_answer, TrainingAnswer, which, training_answer.c.training_id)


def delete_answer(tx: Transaction, answer_id: str) -> None:
    """Take an answer away."""
    delete_rows(tx, training_answer, training_answer.c.answer_id == answer_id)
    tx.changed.add(Kind.LEARNING)
