"""Training, who was there, and what came of it weeks later: two tables that nothing links."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import SystemRandom

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team import Standing
from pie_audit.domain.training import Change, Training, TrainingAnswer
from pie_audit.domain.training_rules import LEFT_ALREADY
from pie_audit.storage.people import person
from pie_audit.storage.transaction import Transaction, put, put_all, table
from pie_audit.storage.value_rows import as_row, delete_rows, load_value, of_row, save_value, values_of

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
    sa.Column("on_paper", sa.Boolean, nullable=False),
)


def save_training(tx: Transaction, value: Training) -> None:
    """Write a training, in place of what was there."""
    save_value(tx, training, value)
    tx.changed.add(Kind.LEARNING)


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody who was there. `left_week` is None while they are here, and empty where they left nobody knows when."""

    training_id: str
    person_id: str
    left_week: str | None


def trainings_of(tx: Transaction, team_id: str, *, most: int | None = None) -> tuple[Training, ...]:
    """A team's trainings, the latest first; the latest `most` only where that is said."""
    query = sa.select(training).where(training.c.team_id == team_id)
    rows = tx.connection.execute(query.order_by(training.c.day.desc(), training.c.training_id).limit(most))
    return tuple(of_row(Training, row) for row in rows)


def count_trainings(tx: Transaction, team_id: str) -> int:
    """How many trainings a team has written down."""
    query = sa.select(sa.func.count()).select_from(training).where(training.c.team_id == team_id)
    return int(tx.connection.execute(query).scalar_one())


def attended(tx: Transaction, team_id: str, person_id: str, first: date, last: date) -> tuple[Training, ...]:
    """The trainings of a team between two days that this person was at, the earliest first."""
    was_there = (
        sa.select(sa.literal(1))
        .where(training_place.c.training_id == training.c.training_id)
        .where(training_place.c.person_id == person_id)
        .exists()
    )
    between = sa.and_(training.c.team_id == team_id, training.c.day.between(first, last), was_there)
    return values_of(tx, training, Training, between, training.c.day)


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


def places_of(tx: Transaction, training_ids: Sequence[str]) -> tuple[Place, ...]:
    """Who was where, with the ISO week in which they left."""
    return _places(tx, training_place.c.training_id.in_(training_ids))


def places_of_team(tx: Transaction, team_id: str) -> tuple[Place, ...]:
    """Who was at each training of a team."""
    return _places(tx, training_place.c.training_id.in_(_ids_of(team_id)))


def _places(tx: Transaction, which: sa.ColumnElement[bool]) -> tuple[Place, ...]:
    query = (
        sa.select(training_place, person.c.standing, person.c.left_week)
        .join(person, person.c.person_id == training_place.c.person_id)
        .where(which)
        .order_by(*training_place.primary_key.columns)
    )
    return tuple(
        Place(
            r.training_id,
            r.person_id,
            (r.left_week or LEFT_ALREADY) if r.standing == Standing.LEFT.value else None,
        )
        for r in tx.connection.execute(query)
    )


def _ids_of(team_id: str) -> sa.Select[tuple[str]]:
    return sa.select(training.c.training_id).where(training.c.team_id == team_id)


def save_answer(tx: Transaction, value: TrainingAnswer) -> None:
    """Write what came of it for one of those who were there.

    All answers to that training are written anew, in random order: where a row lies in the file would tell which of
    them came last, and so whose it is.
    """
    others = [a for a in answers_of(tx, [value.training_id]) if a.answer_id != value.answer_id]
    delete_rows(tx, training_answer, training_answer.c.training_id == value.training_id)
    rows = [as_row(answer, training_answer) for answer in (*others, value)]
    SystemRandom().shuffle(rows)
    put_all(tx, training_answer, rows)
    tx.changed.add(Kind.LEARNING)


def answers_of(tx: Transaction, training_ids: Sequence[str]) -> tuple[TrainingAnswer, ...]:
    """What came of these trainings, in no order that means anything."""
    which = training_answer.c.training_id.in_(training_ids)
    return values_of(tx, training_answer, TrainingAnswer, which, training_answer.c.training_id)


def answers_of_team(tx: Transaction, team_id: str) -> tuple[TrainingAnswer, ...]:
    """What came of all trainings of a team, in no order that means anything."""
    which = training_answer.c.training_id.in_(_ids_of(team_id))
    return values_of(tx, training_answer, TrainingAnswer, which, training_answer.c.training_id)


def delete_answer(tx: Transaction, answer_id: str) -> None:
    """Take an answer away."""
    delete_rows(tx, training_answer, training_answer.c.answer_id == answer_id)
    tx.changed.add(Kind.LEARNING)


def blocked_answers(
    tx: Transaction, team_id: str, levels: Collection[BarrierLevel], *, most: int
) -> tuple[tuple[TrainingAnswer, str], ...]:
    """Answers of a team that something at one of these levels was in the way, with the training's title, latest first."""
    query = (
        sa.select(training_answer, training.c.title)
        .join(training, training.c.training_id == training_answer.c.training_id)
        .where(training.c.team_id == team_id, training_answer.c.change == Change.BLOCKED.value)
        .where(training_answer.c.level.in_([level.value for level in levels]))
        .order_by(training.c.day.desc(), training_answer.c.answer_id)
        .limit(most)
    )
    return tuple((_answer(row), row.title) for row in tx.connection.execute(query))


def _answer(row: sa.Row[tuple[object, ...]]) -> TrainingAnswer:
    return TrainingAnswer(
        row.answer_id,
        row.training_id,
        row.weeks,
        Change(row.change),
        row.words,
        BarrierLevel(row.level) if row.level else None,
        row.on_paper,
    )
